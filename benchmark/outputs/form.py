"""The form: a question set as one HTML file that needs no install, no network and no program.

Its script and style are files of our own, allowed by their digests in the page's policy, which allows nothing else.
"""

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any, Final

from markupsafe import Markup

from benchmark.console import visible
from benchmark.council.asking import LONGEST_TEXT
from benchmark.outputs.form_data import form_data
from benchmark.outputs.page import page_environment, spoken
from benchmark.questions.languages import words_of
from scoring.questionnaire import Question, Questionnaire
from scoring.register import Line

# The rules, which touch no page; then the page.
RULES: Final = (
    "form-asked.js",
    "form-score.js",
    "form-return.js",
    "form-invitation.js",
    "form-sign.js",
    "form-made.js",
    "form-leave-words.js",
    "form-file.js",
    "form-peers.js",
)
SCRIPTS: Final = (*RULES, "form-show.js", "form-leave.js", "form-page.js")
# What a set with a register needs too: its rules, and its part of the page.
REGISTER_RULES: Final = "form-rows.js"
_REGISTER_PAGE: Final = "form-register.js"
_STYLE: Final = "form.css"
_REGISTER_STYLE: Final = "form-register.css"


def render_form(questionnaire: Questionnaire) -> str:
    """Write the page."""
    environment = page_environment()
    environment.filters["spoken"] = lambda text: spoken(text, questionnaire.language)
    register = questionnaire.register
    style = _source(_STYLE) + (_source(_REGISTER_STYLE) if register else "")
    script = f'"use strict";\n(() => {{\n{"".join(map(_source, scripts_of(questionnaire)))}}})();\n'
    return (
        environment.get_template("form.html")
        .render(
            set=questionnaire,
            attributes=[attribute for attribute in questionnaire.attributes if attribute.source is None],
            typed={question.id for question in questionnaire.typed},
            register=register,
            lines=_lines(questionnaire),
            number_hint=number_hint,
            words=words_of(questionnaire.language),
            longest=LONGEST_TEXT,
            # These three are ours, or escaped by us; all that comes from the question set is escaped by the template.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            data=Markup(_json(form_data(questionnaire))),  # noqa: S704
            policy=_policy(script, style),
        )
        .lstrip()
    )


def scripts_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """List the scripts of a form, in order. The page begins with the last one."""
    if questionnaire.register is None:
        return SCRIPTS
    return (*RULES, REGISTER_RULES, *SCRIPTS[len(RULES) : -1], _REGISTER_PAGE, SCRIPTS[-1])


def _lines(questionnaire: Questionnaire) -> dict[str, list[Line]]:
    """Map each section's id to the lines of the register in it."""
    found: dict[str, list[Line]] = {node.id: [] for node in questionnaire.nodes}
    for line in questionnaire.register.lines if questionnaire.register else ():
        found[line.section].append(line)
    return found


def number_hint(question: Question) -> str:
    """Say what number is wanted: its step and its bounds."""
    rule = question.number
    if rule is None:
        return ""
    parts = []
    if rule.least is not None and rule.most is not None:
        parts.append(f"from {rule.least:g} to {rule.most:g}")
    elif rule.least is not None:
        parts.append(f"{rule.least:g} or more")
    elif rule.most is not None:
        parts.append(f"{rule.most:g} or less")
    if rule.step is not None:
        parts.append("a whole number" if rule.step == 1 else f"in steps of {rule.step:g}")
    example = "12" if rule.step is not None and float(rule.step).is_integer() else "3.5"
    return f"{', '.join(['A number', *parts])}. Write it in digits, such as {example}."


def _source(name: str) -> str:
    """Read one of our own files; the line ends decide its digest."""
    folder = files("benchmark.outputs") / "templates"
    return (folder / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _json(data: dict[str, Any]) -> str:
    """Write data so that nothing in it can end the element that holds it."""
    text = visible(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _policy(script: str, style: str) -> str:
    """Allow this script and this style, and nothing from outside."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
