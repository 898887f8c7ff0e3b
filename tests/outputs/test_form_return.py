"""The return that the form makes is the one that `export` would make, to the byte, for hundreds of random answers."""

import json
import random
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.council.assessment import Answer, Assessment
from benchmark.errors import UsageError
from benchmark.network.codes import BadCode, new_code, read_code, tidy_code, write_code
from benchmark.network.invitation import InvitationFile, read_invitation, write_invitation
from benchmark.outputs.form import RULES, _source
from benchmark.outputs.form_data import form_data, known_councils
from benchmark.questions.answer import parse_answer, write_answer
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.questions.read import parse_questionnaire
from benchmark.returns.endorsement import InvitedGroup, StoredInvitation
from benchmark.returns.export import UK_COUNCILS
from benchmark.returns.home import Home
from benchmark.returns.keys import encode
from benchmark.returns.lookalikes import count_look_alikes, read_councils
from benchmark.returns.make import Place, asking_sections, make_return, make_withdrawal, returned_name
from benchmark.returns.model import Return, canonical, pretty
from benchmark.returns.read import parse_return
from benchmark.returns.words import leaving
from scoring.applicability import complete_attributes
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.outputs.chromium import start_chromium

PLACE = Place("north-west", "2026-autumn", home=True)
SECRET = bytes(range(32))
# Two shipped sets; all kinds of questions; and conditions that hang on answers which may stay at home.
KINDS = {
    "format": "questionnaire/1",
    "id": "kinds",
    "version": "1",
    "title": "All kinds",
    "attribute": [
        {"id": "kind", "title": "Kind", "options": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]},
        {
            "id": "tier",
            "title": "Tier",
            "shared": True,
            "options": [{"id": "low", "title": "Low"}, {"id": "high", "title": "High"}],
            "from": {"kind": {"a": "low", "b": "high"}},
        },
        {"id": "size", "title": "Size", "shared": True, "options": [{"id": "small", "title": "S"}, {"id": "big", "title": "B"}]},
    ],
    "section": [
        {"id": "open", "title": "Open"},
        {"id": "closed", "title": "Closed", "leaves": "ask"},
        {"id": "inner", "title": "Inner", "parent": "closed"},
    ],
    "question": [
        {"id": "level", "section": "open", "text": "?", "levels": ["No", "Some", "Yes"]},
        {"id": "many", "section": "closed", "text": "?", "choose": "many", "options": [{"id": f"o{at}", "title": "O", "points": at} for at in range(12)]},
        {"id": "one", "section": "inner", "text": "?", "options": [{"id": "x", "title": "X", "points": 1}, {"id": "y", "title": "Y", "points": 0}]},
        {"id": "after", "section": "open", "text": "?", "levels": ["No", "Yes"], "asked_if": {"one": ["x"]}},
        {"id": "after-that", "section": "open", "text": "?", "levels": ["No", "Yes"], "asked_if": {"after": [1]}},
        {"id": "only-b", "section": "open", "text": "?", "levels": ["No", "Yes"], "applies_to": {"kind": ["b"]}},
        {"id": "stepped", "section": "open", "text": "?", "number": {"worst": 0, "best": 50, "step": 0.5}},
        {"id": "fine", "section": "open", "text": "?", "number": {"worst": 100, "best": 0}},
        {"id": "below", "section": "open", "text": "?", "number": {"worst": -40, "best": 12.5}},
        {"id": "banded", "section": "inner", "text": "?", "number": {"bands": [{"id": "few", "title": "F", "points": 0}, {"id": "lots", "title": "L", "points": 1, "from": 7}]}},
    ],
}  # fmt: skip
MAKE = f"""async ([sets, cases]) => {{
{"".join(_source(name) for name in RULES)}
  const found = [];
  for (const [at, attributes, answers, chosen, sequence, secret, code] of cases) {{
    const set = sets[at];
    const state = {{ attributes: new Map(Object.entries(attributes)), answers: new Map(Object.entries(answers)) }};
    const body = returnBody(set, state, chosen, sequence);
    const made = await signReturn(fromBase64(secret), code ? readCode(code).secret : null, body);
    const alike = countAlike(set, state.attributes, set.councils, chosen.uses);
    found.push([fileText(made), canonicalText(made.return), leavingLines(set, made.return, false), [alike.alike, alike.listed]]);
  }}
  return found;
}}"""

browser = pytest.fixture(scope="module")(start_chromium)


@pytest.fixture(scope="module")
def ask(browser, tmp_path_factory):
    """Run a script in one page, opened from a file as the form is: an empty one may not sign."""
    page = browser.new_page()
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text("<!doctype html><title>Page</title>")
    page.goto(file.as_uri())
    return page.evaluate


def questionnaire_of(name):
    return parse_questionnaire(KINDS, "kinds.toml") if name == "kinds" else find_questionnaire(name)


def random_answer(draw, question):
    """One answer as the council's folder holds it, and as the form does."""
    kind = draw.random()
    if kind < 0.12:
        code = UNANSWERED
    elif kind < 0.24:
        code = NOT_APPLICABLE
    elif question.number is not None:
        step = question.number.step or 0.001
        code = parse_answer(question, f"{round(draw.randint(-200, 200000) * step, 3)}")
    elif question.choose == "many":
        code = draw.randrange(2 ** len(question.options))
    else:
        code = draw.randrange(len(question.options))
    target = draw.randrange(len(question.options)) if question.target_levels and draw.random() < 0.4 else None
    evidence = draw.choice(["", "", "  \u200e\n", "The register", "\u00e9vidence"])
    written = write_answer(question, code)
    typed = {"answer": written if isinstance(written, list) else str(written), "evidence": evidence, "note": "A note"}
    if target is not None:
        typed["target"] = question.options[target].id
    return Answer(code, target, "A note", evidence.replace("\u200e", "").strip(), "Why", "Somebody"), typed


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["quick-check", "digital-maturity", "kinds"])
def test_random_answers_make_the_same_file_as_export(ask, tmp_path, name):
    questionnaire = questionnaire_of(name)
    draw = random.Random(11)
    councils = known_councils(questionnaire)
    asking = [section.id for section in asking_sections(questionnaire)]
    cases, expected = [], []
    for number in range(120):
        home = Home(tmp_path / str(number), "one")
        home.keep_secret(SECRET)
        uses = draw.choice([None, (), ("tier",)])
        code = new_code() if draw.random() < 0.7 or uses is not None else ""
        if code:
            home.keep_invitation(PLACE.slot(questionnaire), StoredInvitation(encode(read_code(code)), uses))
        facts = {a.id: draw.choice(a.option_ids) for a in questionnaire.attributes if a.source is None}
        for left_out in [fact for fact in facts if draw.random() < 0.2]:
            del facts[left_out]
        known = complete_attributes(questionnaire, facts)
        answers = {question.id: random_answer(draw, question) for question in questionnaire.questions}
        assessment = Assessment(questionnaire, known, {key: mine for key, (mine, _) in answers.items()})
        stay = [section for section in asking if draw.random() < 0.6]
        place = Place(PLACE.network, PLACE.round, home=draw.random() < 0.5)
        sequence = draw.randint(1, 999)
        named = draw.choice(["", 'Ynys "Mon" \\ Co'])
        signed = make_return(assessment, place, home, stay, sequence, named)
        alike = count_look_alikes(questionnaire, known, councils, uses)
        expected.append((signed, list(leaving(questionnaire, signed)), [alike.alike, alike.listed]))
        chosen = {"network": place.network, "round": place.round, "home": place.home, "stay": stay, "uses": uses}
        typed = {key: theirs for key, (_, theirs) in answers.items()}
        cases.append([0, facts, typed, {**chosen, "name": named}, sequence, encode(SECRET), code])
    found = ask(MAKE, [[form_data(questionnaire)], cases])
    for (signed, lines, alike), (file, content, said, counted) in zip(expected, found, strict=True):
        assert file == pretty(signed)
        assert content.encode("ascii") == canonical(signed.content)
        assert parse_return(file.encode(), "a.json") == signed
        assert said == lines
        assert counted == alike
    values = [value for signed, _, _ in expected for value in signed.content.answers.values()]
    words = {value for value in values if isinstance(value, str)}
    assert words == {"not-applicable", "not-asked"} if name != "quick-check" else {"not-applicable"}
    assert any(signed.content.targets for signed, _, _ in expected)
    assert any(signed.content.evidenced for signed, _, _ in expected)


def test_a_withdrawal_is_the_one_of_the_command(ask, tmp_path):
    questionnaire = questionnaire_of("kinds")
    home = Home(tmp_path, "one")
    home.keep_secret(SECRET)
    code = new_code()
    home.keep_invitation(PLACE.slot(questionnaire), StoredInvitation(encode(read_code(code))))
    chosen = {"network": PLACE.network, "round": PLACE.round, "home": True, "stay": [], "uses": None, "name": "A"}
    case = [0, {}, {}, {**chosen, "withdrawn": True}, 7, encode(SECRET), code]
    ((file, _, said, _),) = ask(MAKE, [[form_data(questionnaire)], [case]])
    signed = make_withdrawal(questionnaire, PLACE, home, 7)
    assert file == pretty(signed)
    assert said == list(leaving(questionnaire, signed))


def test_a_number_goes_to_the_nearest_step_half_up(ask):
    questionnaire = questionnaire_of("kinds")
    wanted = {"stepped": [("12.5", 25)], "fine": [("0.00005", 1), ("0.00004", 0), ("33.33335", 333334)]}
    wanted["below"] = [("-0.00002625", 0), ("-0.00007875", -1), ("1", 19048)]
    for question_id, pairs in wanted.items():
        for typed, steps in pairs:
            chosen = {"network": "n", "round": "r", "home": True, "stay": [], "uses": None, "name": ""}
            case = [0, {}, {question_id: {"answer": typed}}, chosen, 1, encode(SECRET), ""]
            ((file, *_),) = ask(MAKE, [[form_data(questionnaire)], [case]])
            assert json.loads(file)["return"]["answers"][question_id] == steps


def test_the_councils_that_travel_in_the_form_count_as_the_whole_table():
    for name in ("quick-check", "digital-maturity"):
        questionnaire = find_questionnaire(name)
        whole = read_councils(shipped("questionnaires") / "facts" / UK_COUNCILS, questionnaire)
        for row in whole:
            facts = complete_attributes(questionnaire, {key: row[key] for key in ("council-type", "population-band")})
            assert count_look_alikes(questionnaire, facts, known_councils(questionnaire)) == count_look_alikes(
                questionnaire, facts, whole
            )


def test_a_set_with_facts_of_its_own_carries_no_table():
    assert known_councils(questionnaire_of("kinds")) == []
    own = {
        **KINDS,
        "attribute": [
            {"id": "council-type", "title": "T", "options": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]}
        ],
    }
    own["question"] = KINDS["question"][:3]
    assert known_councils(parse_questionnaire(own, "own.toml")) == []


NAMES = [
    "Ynys Môn",
    "St Helens’ Council",
    "  two   spaces ",
    "Dún – Laoghaire",
    "Ж",
    "",
    "x" * 101,
    "x" * 100,
    "a\tb",
    "😀",
]


def test_a_name_is_written_as_export_writes_it(ask):
    script = f"names => {{ {''.join(_source(name) for name in RULES)} return names.map(returnedName); }}"
    for name, found in zip(NAMES, ask(script, NAMES), strict=True):
        try:
            wanted = returned_name(name)
        except UsageError:
            wanted = ""
        assert found == wanted, name


# ---- invitations

READ = f"""([sets, texts]) => {{
{"".join(_source(name) for name in RULES)}
  return texts.map((text) => readInvitation(sets[0], text));
}}"""
TITLES = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=40)
GROUP = st.builds(
    InvitedGroup, st.dictionaries(st.sampled_from(["tier", "council-type"]), st.just("lower")), st.integers(1, 400)
)


def test_every_invitation_that_is_written_is_read(ask, tmp_path):
    questionnaire = find_questionnaire("quick-check")
    path, made = tmp_path / "invitation-1.toml", []

    @settings(max_examples=150)
    @given(TITLES, st.none() | st.just(()) | st.just(("tier",)) | st.just(("tier", "population-band")), st.booleans(),
           st.lists(GROUP, max_size=3), st.integers(0, 2**130 - 1), st.dates(date(2020, 1, 1), date(2099, 12, 31)))  # fmt: skip
    def gather(title, attributes, named, invited, number, deadline):
        code = write_code(number)
        said = InvitationFile("north-west", title, questionnaire.id, questionnaire.version, "2026-autumn", deadline, code,
                              attributes, named, tuple(invited))  # fmt: skip
        write_invitation(path, said)
        assert read_invitation(path) == said
        made.append((said, path.read_text("utf-8")))

    gather()
    texts = [text for _, text in made]
    found = ask(READ, [[form_data(questionnaire)], [*texts, *(text.replace("\n", "\r\n") for text in texts)]])
    for (said, text), mine in zip(made * 2, found, strict=True):
        assert mine["faults"] == [], text
        read = mine["invitation"]
        assert (read["network"], read["title"], read["round"]) == (said.network, said.title, said.round)
        assert (read["code"], read["deadline"], read["named"]) == (said.code, said.deadline.isoformat(), said.named)
        assert read["uses"] == (None if said.attributes is None else list(said.attributes))
        assert read["councils"] == [{**g.attributes, "councils": g.councils} for g in said.invited]


GOOD = """format = "invitation/1"
network = "north-west"
title = "North West"
questionnaire = "quick-check"
version = "2026.1"
round = "2026-autumn"
deadline = 2026-11-30
named = false
code = "0000-0000-0000-0000-0000-0000-0000"
"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), []),
        (('"invitation/1"', '"invitation/2"'), ["This is not an invitation."]),
        (("network =", "netwerk ="), ['"network" is missing.', '"netwerk" is not known here.']),
        (('"north-west"', '"North West"'), ['"network" cannot be used.']),
        (('"2026-autumn"', '"con"'), ['"round" cannot be used.']),
        (("false", '"no"'), ['"named" cannot be used.']),
        (("2026-11-30", "2026-11-30T10:00:00"), ["This is not an invitation: line 7 cannot be read."]),
        (("2026-11-30", "2026-13-30"), ['"deadline" cannot be used.']),
        (("round =", 'round = "a"\nround ='), ["This is not an invitation: line 7 cannot be read."]),
        (("named", "[other]\nnamed"), ["This is not an invitation: line 8 cannot be read."]),
        (("named", "[invited.attributes]\nnamed"), ["This is not an invitation: line 8 cannot be read."]),
        (('"North West"', "'North West'"), ["This is not an invitation: line 3 cannot be read."]),
        (('"North West"', '"North\\qWest"'), ["This is not an invitation: line 3 cannot be read."]),
        (('"North West"', '"North" "West"'), ["This is not an invitation: line 3 cannot be read."]),
        (("named = false", 'attributes = ["tier" "x"]'), ["This is not an invitation: line 8 cannot be read."]),
        (("named = false", 'attributes = ["tier", "tier"]'), ['"attributes" cannot be used.']),
        (("named = false", "__proto__ = false"), ["This is not an invitation: line 8 cannot be read."]),
        (('-0000"', '-0001"'), ["The invitation code cannot be right: a letter or digit is wrong, or two changed places. Ask your coordinator for the file again."]),
        (('"quick-check"', '"other"'), ['The invitation is for the question set "other", not for this one.']),
        (('"2026.1"', '"2027.1"'), ["The invitation is for version 2027.1 of this question set. Ask your coordinator for its form."]),
        (('"invitation/1"', '"network/1"'), ["This is the network's own file. Open your invitation: a file of your council's own."]),
    ],
)  # fmt: skip
def test_what_is_no_invitation_is_refused_with_every_fault(ask, change, said):
    texts = [GOOD.replace(*change, 1)]
    assert ask(READ, [[form_data(find_questionnaire("quick-check"))], texts])[0]["faults"] == said


def test_groups_that_are_damaged_are_refused(ask):
    groups = ['[[invited]]\ncouncils = 0\n[invited.attributes]\na = "b"\n', "[[invited]]\ncouncils = 1\n",
              '[[invited]]\ncouncils = 1\n[invited.attributes]\na = "B"\n']  # fmt: skip
    found = ask(READ, [[form_data(find_questionnaire("quick-check"))], [GOOD + group for group in groups]])
    assert [one["faults"] for one in found] == [['"invited" cannot be used.']] * 3


def test_a_code_is_read_as_everywhere(ask):
    draw = random.Random(5)
    texts = ["", "AAAA", "UUUU-0000", "0000-0000-0000-0000-0000-0000-0001", "é" * 28]
    for _ in range(300):
        code = new_code()
        texts.append(
            draw.choice([code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")])
        )
        at = draw.randrange(len(code))
        texts.append(code[:at] + draw.choice("0123456789ABZ-") + code[at + 1 :])
    script = f"texts => {{ {''.join(_source(name) for name in RULES)} return texts.map((text) => {{ const found = readCode(text); return [found.fault || '', found.code || '', found.secret ? [...found.secret] : []]; }}); }}"
    for text, (fault, code, secret) in zip(texts, ask(script, texts), strict=True):
        try:
            wanted = ("", tidy_code(text), list(read_code(text)))
        except BadCode as error:
            wanted = (str(error), "", [])
        assert (fault, code, secret) == wanted


def test_what_a_file_says_of_returns_is_read_strictly_and_never_lost(ask):
    place = {"network": "n", "round": "r", "sequence": 2, "invited": True, "digest": "0" * 64}
    secret, other = encode(SECRET), encode(bytes(32))
    right = [{"made": []}, {"secret": secret, "made": [place]}, {"made": [{**place, "sequence": 999}]}]
    wrong = [[], {}, {"made": [], "more": 1}, {"secret": "short", "made": []}, {"secret": secret[:-1] + "-", "made": []},
             {"made": [{**place, "sequence": 0}]}, {"made": [{**place, "digest": "x"}]}, {"made": [{**place, "network": "N"}]},
             {"made": [{**place, "invited": 1}]}, {"made": [None]}]  # fmt: skip
    script = f"given => {{ {''.join(_source(name) for name in RULES)} return given.map(madeFault); }}"
    found = ask(script, [*right, *wrong])
    assert [bool(fault) for fault in found] == [False] * len(right) + [True] * len(wrong)
    join = f"given => {{ {''.join(_source(name) for name in RULES)} return given.map(([mine, found]) => joinMade(mine || undefined, found || undefined) || null); }}"
    mine, newer = {"secret": secret, "made": [place]}, {"secret": secret, "made": [{**place, "sequence": 3}]}
    elsewhere = {"secret": other, "made": []}
    cases = [
        (mine, None),
        (None, mine),
        (mine, newer),
        (newer, mine),
        (mine, elsewhere),
        (mine, {"made": []}),
        (None, None),
    ]
    assert ask(join, cases) == [mine, mine, newer, newer, elsewhere, mine, None]


def test_the_form_reads_the_fields_of_a_return_in_the_order_of_the_format(ask):
    """A field that is added to the format must be looked at in the form too."""
    signed = {"attributes", "answers", "targets", "evidenced", "key", "withdrawn", "endorsement", "name"}
    fields = {field.name for field in msgspec.structs.fields(Return)}
    assert fields - signed == {"format", "questionnaire", "version", "fingerprint", "network", "round", "home", "sequence", "origin", "previous"}  # fmt: skip
