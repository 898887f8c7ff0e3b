"""A benchmark in another language: other words, the same figures, and only where the question set is the same."""

from dataclasses import replace

import msgspec

from benchmark.pool.translated import in_words_of_set
from tests.outputs.pools import make, maturity

WORDS = {"title", "attributes", "groups", "withheld", "items"}


def in_capitals(questionnaire):
    """Make a translation that nobody can mistake: every title in capital letters."""
    return replace(
        questionnaire,
        language="cy",
        title=questionnaire.title.upper(),
        sections=tuple(section._replace(title=section.title.upper()) for section in questionnaire.sections),
        questions=tuple(
            replace(q, text=q.text.upper(), options=tuple(o._replace(title=o.title.upper()) for o in q.options))
            for q in questionnaire.questions
        ),
        attributes=tuple(
            a._replace(title=a.title.upper(), options=tuple((key, title.upper()) for key, title in a.options))
            for a in questionnaire.attributes
        ),
    )


def figures(benchmark):
    """Give everything of a benchmark but its words."""
    return {
        **{name: value for name, value in msgspec.to_builtins(benchmark).items() if name not in WORDS},
        "groups": [(g.id, g.attribute, g.options, g.councils) for g in benchmark.groups],
        "withheld": [(w.attribute, w.option, w.group) for w in benchmark.withheld],
        "items": [(i.id, i.kind, i.section, len(i.bins), i.start, i.stop) for i in benchmark.items],
    }


def test_every_word_is_replaced_and_no_figure():
    benchmark, _ = make(60)
    after = in_words_of_set(benchmark, in_capitals(maturity()))
    assert figures(after) == figures(benchmark)
    assert after.title == "LOCAL DIGITAL MATURITY"
    titles = [item.title for item in after.items if item.kind != "overall"]
    titles += [word for item in after.items if item.kind == "question" for word in item.bins]
    titles += [entry.title for entry in (*after.attributes, *after.withheld)]
    assert titles == [title.upper() for title in titles]
    for group in after.groups:
        before = benchmark.group(group.id).title
        assert group.title == (before if group.attribute is None else before.upper().replace(" OR ", " or "))


def test_the_publishers_words_stay_in_english_and_where_the_set_is_another():
    benchmark, _ = make(60)
    corrected = replace(maturity(), title="A corrected title")
    assert in_words_of_set(benchmark, corrected) is benchmark
    other = replace(in_capitals(maturity()), version="2027.1")
    assert in_words_of_set(benchmark, other) is benchmark


def test_words_that_the_set_does_not_have_stay():
    """A benchmark may name an item or an attribute that is not in the set: its file could say anything."""
    benchmark, _ = make(60)
    item = msgspec.structs.replace(benchmark.items[-1], id="not-there")
    entry = msgspec.structs.replace(benchmark.attributes[0], id="not-there")
    odd = msgspec.structs.replace(benchmark, items=(item,), attributes=(entry,), groups=(), withheld=())
    after = in_words_of_set(odd, in_capitals(maturity()))
    assert (after.items, after.attributes) == ((item,), (entry,))
