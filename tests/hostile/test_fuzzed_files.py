"""Whatever a file holds, it is read and used, or refused in words that can be printed: nothing else escapes."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.hostile.readers import READERS, complain
from tests.hostile.strategies import files


@pytest.mark.parametrize("name", READERS)
def test_what_the_program_writes_is_read(tmp_path, name):
    reader = READERS[name]
    valid = reader.valid(tmp_path)
    reader.prepare(tmp_path)
    for data in valid:
        assert reader.read(tmp_path, data) is None


@pytest.mark.no_cover
@pytest.mark.parametrize("name", READERS)
def test_any_file_is_read_or_refused_in_printable_words(tmp_path, name):
    reader = READERS[name]
    valid = reader.valid(tmp_path)
    reader.prepare(tmp_path)

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(files(reader.kind, valid))
    def hold(data):
        error = reader.read(tmp_path, data)
        assert error is None or complain(error) == ""

    hold()
