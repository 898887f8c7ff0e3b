"""A benchmark in another language: its words come from the translated question set; its figures stay as they are.

A published file keeps the words of its publisher. They are replaced where it is shown, and only where the question
set here is the very one that the benchmark was made with.
"""

from collections.abc import Mapping

import msgspec

from benchmark.pool.benchmark import ALL, Benchmark, Group, ItemInfo, Withheld
from benchmark.questions.languages import ORIGINAL
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

Titles = Mapping[str, Mapping[str, str]]


def in_words_of_set(benchmark: Benchmark, questionnaire: Questionnaire) -> Benchmark:
    """Give a benchmark the words of a question set, or leave it as it is where it was made with another one."""
    if questionnaire.language == ORIGINAL or fingerprint(questionnaire) != benchmark.fingerprint:
        return benchmark
    titles = {attribute.id: dict(attribute.options) for attribute in questionnaire.attributes}
    named = {attribute.id: attribute.title for attribute in questionnaire.attributes}
    return msgspec.structs.replace(
        benchmark,
        title=questionnaire.title,
        attributes=tuple(
            msgspec.structs.replace(entry, title=named.get(entry.id, entry.title)) for entry in benchmark.attributes
        ),
        groups=tuple(_group(group, titles) for group in benchmark.groups),
        withheld=tuple(_withheld(entry, titles) for entry in benchmark.withheld),
        items=tuple(_item(item, questionnaire) for item in benchmark.items),
    )


def _group(group: Group, titles: Titles) -> Group:
    """Name a group by the options in it, as it was named when it was made."""
    known = titles.get(group.attribute or "", {})
    if group.id == ALL or not known.keys() >= set(group.options):
        return group
    return msgspec.structs.replace(group, title=" or ".join(known[option] for option in group.options))


def _withheld(entry: Withheld, titles: Titles) -> Withheld:
    title = titles.get(entry.attribute, {}).get(entry.option, entry.title)
    return msgspec.structs.replace(entry, title=title)


def _item(item: ItemInfo, questionnaire: Questionnaire) -> ItemInfo:
    """Name an item and its levels; the fifths of a scale are numbers in any language."""
    question_id = item.id.partition(".")[0]
    if item.is_score or question_id in questionnaire.section_index:
        section = questionnaire.section_index.get(question_id)
        return msgspec.structs.replace(item, title=section.title) if section else item
    if question_id not in questionnaire.question_index:
        return item
    question = questionnaire.question(question_id)
    titles = tuple(option.title for option in question.options)
    chosen = (
        item.kind != "moved"
        and question.choose == "one"
        and len(titles) == len(item.bins)
        and item.stop == len(titles) - 1
    )
    return msgspec.structs.replace(item, title=question.text, bins=titles if chosen else item.bins)
