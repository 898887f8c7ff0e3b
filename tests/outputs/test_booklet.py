"""The booklet of a question set: everything is in it, in order, for everybody, and nothing that is planted in it runs."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import tomli

from benchmark.outputs.booklet import build_booklet, render_booklet
from benchmark.outputs.theme import contrast
from benchmark.questions.library import shipped_sets
from benchmark.questions.read import parse_questionnaire, read_questionnaire
from benchmark.questions.template import TEMPLATE
from scoring.fingerprint import fingerprint

VALID = sorted((Path(__file__).parents[1] / "questions" / "valid").glob("*.toml"))
SETS = [*shipped_sets(), *VALID, TEMPLATE]
EVERY_SET = pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
EVIL = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202e\x1b[2J"


class Page(HTMLParser):
    """What the tests look at: headings, ids, links, tags and the text."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.ids, self.links, self.tags, self.text = [], [], [], [], ""
        self.labels = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [known["id"]] if "id" in known else []
        self.labels += [known["aria-labelledby"]] if "aria-labelledby" in known else []
        self.links += [known["href"]] if "href" in known else []

    def handle_data(self, data):
        if self.tags[-1:] != ["style"]:
            self.text += data


def page_of(path):
    return Page(render_booklet(read_questionnaire(path)))


def squeezed(text):
    return " ".join(text.split())


@EVERY_SET
def test_everything_that_is_asked_stands_in_it(path):
    questionnaire = read_questionnaire(path)
    text = squeezed(page_of(path).text)
    wanted = [questionnaire.title, questionnaire.version, questionnaire.licence, fingerprint(questionnaire)]
    for section in questionnaire.sections:
        wanted += [section.title, section.about]
    for question in questionnaire.typed:
        wanted += [question.text, question.why, *(option.title for option in question.options)]
        wanted += [*question.next_steps, *question.evidence, *question.sources]
    if register := questionnaire.register:
        wanted += [register.title, register.about]
        wanted += [words for line in register.lines for words in (line.title, line.about.rstrip("."))]
        wanted += [words for column in register.columns for words in (column.title, column.about)]
        wanted += [option.title for column in register.columns for option in column.options]
        wanted += [measure.title for measure in register.measures]
    assert [part for part in wanted if squeezed(part) not in text] == []


@EVERY_SET
def test_headings_go_down_one_step_at_a_time(path):
    headings = page_of(path).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


@EVERY_SET
def test_every_link_and_label_leads_to_one_place(path):
    page = page_of(path)
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} | set(page.labels) <= set(page.ids)
    assert {f"question-{q.id}" for q in read_questionnaire(path).typed} <= set(page.ids)
    assert {"header", "nav", "main", "footer"} <= set(page.tags)


@EVERY_SET
def test_the_same_set_gives_the_same_bytes(path):
    assert render_booklet(read_questionnaire(path)) == render_booklet(read_questionnaire(path))


def test_it_says_its_language_and_needs_nothing_from_outside():
    text = render_booklet(read_questionnaire(TEMPLATE))
    assert text.startswith('<!doctype html>\n<html lang="en-GB">')
    assert text.index("Content-Security-Policy") < text.index("<title>") < text.index("<style>")
    assert not re.search(r"<script|<link|src=|url\(|https?:", text)


def test_what_is_planted_in_a_set_is_text():
    data = tomli.loads(TEMPLATE.read_text(encoding="utf-8"))
    data["title"] = data["about"] = data["licence"] = EVIL
    for entry in (*data["section"], *data["question"], *data["band"], *data["attribute"]):
        for key in ("title", "about", "text", "why"):
            if key in entry:
                entry[key] = EVIL
        for key in ("next", "evidence", "source", "levels"):
            if key in entry:
                entry[key] = [EVIL for _ in entry[key]]
        for option in entry.get("options", []):
            option["title"] = EVIL
    text = render_booklet(parse_questionnaire(data, "evil.toml"))
    assert {"script", "img"} & set(Page(text).tags) == set()
    assert "{{ 7 * 7 }}" in text
    assert not re.search("[\u202e\x1b]", text)


def test_one_section_and_those_inside_it():
    questionnaire = read_questionnaire(VALID[[path.stem for path in VALID].index("every-key")])
    views = build_booklet(questionnaire, "shelters").sections
    assert [(view.number, view.section.id, view.heading) for view in views] == [
        ("1", "shelters", 2),
        ("1.2", "lights", 3),
    ]
    assert [view.number for view in views[1].questions] == ["1.2.1", "1.2.2"]


@pytest.mark.parametrize(
    ("question_id", "words"),
    [
        ("clean", ["Level 0 earns nothing, level 3 everything", "weighs 2", "stage 2, and is met from 2", "no score"]),
        ("lit", ["Each answer earns its points, out of 1."]),
        ("kinds", ["Several may be chosen: their points add up, to at most 2."]),
        ("wait", ["It is not scored."]),
    ],
)
def test_how_an_answer_scores_is_said_in_words(question_id, words):
    questionnaire = read_questionnaire(VALID[[path.stem for path in VALID].index("every-key")])
    views = {view.question.id: view for section in build_booklet(questionnaire).sections for view in section.questions}
    said = " ".join(views[question_id].scoring)
    assert [word for word in words if word not in said] == []


def test_who_is_asked_is_said_in_titles_not_in_ids():
    questionnaire = read_questionnaire(TEMPLATE)
    views = {view.question.id: view for section in build_booklet(questionnaire).sections for view in section.questions}
    assert views["joint-calls"].asked == ("Asked only of councils with Tier: Lower tier; Upper tier.",)
    (line,) = views["figures-public"].asked
    assert line.endswith("is: level 2; level 3.")
    assert views["minutes-waiting"].asks_number == "The answer is a number from 0, in steps of 0.5."


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_text_stands_out_from_what_is_behind_it(scheme):
    style = (Path(__file__).parents[2] / "benchmark/outputs/templates/style.css").read_text(encoding="utf-8")
    found = re.findall(r":root \{([^}]*)\}", style)[scheme]
    colours = {name: _long(value) for name, value in re.findall(r"--([a-z]+): (#[0-9a-f]+)", found)}
    for text in ("ink", "quiet", "link"):
        for behind in ("paper", "panel"):
            if text in colours:
                assert contrast(colours[text], colours[behind]) >= 4.5


def _long(colour):
    return colour if len(colour) == 7 else "#" + "".join(sign * 2 for sign in colour[1:])
