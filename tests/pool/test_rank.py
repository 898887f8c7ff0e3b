"""The rank of sets against elimination with fractions; what the quick fields call independent is so among fractions."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from benchmark.pool.rank import BitBasis, PrimeBasis, bit_rank, rank_of

COLUMNS = st.lists(st.integers(0, 2**6 - 1), max_size=9)
TRIANGLE = [0b011, 0b110, 0b101]


def rank(columns: list[int]) -> int:
    """The oracle: plain elimination."""
    rows = [[Fraction(column >> at & 1) for at in range(6)] for column in columns]
    found = 0
    for at in range(6):
        pivot = next((row for row in rows[found:] if row[at]), None)
        if pivot:
            rows.remove(pivot)
            rows.insert(found, pivot)
            for row in rows[found + 1 :]:
                row[:] = [value - row[at] / pivot[at] * over for value, over in zip(list(row), pivot, strict=True)]
            found += 1
    return found


@given(COLUMNS)
@example(TRIANGLE)
def test_the_rank_is_that_among_fractions(columns):
    assert rank_of(columns) == rank(columns)
    assert bit_rank(columns) <= rank(columns)


@given(COLUMNS)
@example([*TRIANGLE, 0b011])
def test_a_basis_takes_what_is_independent(columns):
    bits, prime = BitBasis(), PrimeBasis()
    for at, column in enumerate(columns):
        assert prime.add(column) == (rank(columns[: at + 1]) > rank(columns[:at]))
        if bits.add(column):
            assert bits.rank <= rank(columns[: at + 1])
    assert prime.rank == rank(columns)
