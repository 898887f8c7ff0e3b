"""A small question set with every kind of question, a council's folder for it, and an asker that follows a script."""

from pathlib import Path

import tomli

from benchmark.council.asking import Menu, check_text, check_ticks
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.questions.read import parse_questionnaire

LEVELS = """
levels = ["Nothing is there.", "Some of it is there.", "Most of it is there.", "All of it is there."]
next = ["Begin with a list.", "Extend the list.", "Finish the list."]
"""

SMALL = f"""
format = "questionnaire/1"
id = "small"
version = "1.0"
title = "A small set"
minutes = 3

[scoring]
coverage = 0.5

[[band]]
from = 0
title = "Low"

[[band]]
from = 50
title = "High"

[[attribute]]
id = "council-type"
title = "Type of council"
options = [{{ id = "district", title = "District" }}, {{ id = "county", title = "County" }}]

[[attribute]]
id = "tier"
title = "Tier"
shared = true
options = [{{ id = "lower", title = "Lower" }}, {{ id = "upper", title = "Upper" }}]
from = {{ council-type = {{ district = "lower", county = "upper" }} }}

[[section]]
id = "data"
title = "Data"

[[section]]
id = "buying"
title = "Buying"

[[question]]
id = "owners"
section = "data"
text = "Does key data have owners?"
why = "Without an owner nobody mends it."
evidence = ["A list of owners"]
source = ["The debate"]
{LEVELS}

[[question]]
id = "sharing"
section = "data"
text = "How is data shared?"
options = [{{ id = "not", title = "Not at all", points = 0 }}, {{ id = "files", title = "In files", points = 1 }}, {{ id = "api", title = "By API", points = 2 }}]

[[question]]
id = "uses"
section = "data"
text = "Where is joined data used?"
choose = "many"
options = [{{ id = "plans", title = "Plans", points = 1 }}, {{ id = "care", title = "Care", points = 1 }}, {{ id = "streets", title = "Streets", points = 1 }}]

[[question]]
id = "late"
section = "buying"
text = "How many renewals were late, in per cent?"
number = {{ worst = 100, best = 0, step = 0.5 }}

[[question]]
id = "early"
section = "buying"
text = "Does planning start early?"
{LEVELS}

[[question]]
id = "how-early"
section = "buying"
text = "Is it 18 months or more?"
asked_if = {{ early = [2, 3] }}
{LEVELS}

[[question]]
id = "districts"
section = "buying"
text = "Do you buy with your districts?"
applies_to = {{ council-type = ["county"] }}
{LEVELS}
"""

DISTRICT = {"council-type": "district"}


def small_set(text=SMALL):
    return parse_questionnaire(tomli.loads(text), "small.toml")


def council_folder(path: Path, attributes=DISTRICT) -> CouncilFolder:
    folder = CouncilFolder(path)
    folder.save_profile(CouncilProfile("council-0a1b2c3d", "Ambleford", "north", "2026-autumn", True, attributes))
    return CouncilFolder(path)


class ScriptedAsker:
    """Answers from a list, and stops with KeyboardInterrupt at its end. What was shown is kept for the test."""

    def __init__(self, *script):
        self.script = list(script)
        self.menus: list[Menu] = []
        self.prompts: list[str] = []
        self.starts: list[object] = []
        self.said: list[str] = []

    def say(self, text=""):
        self.said.append(text)

    def note(self, text):
        self.said.append(text)

    def choose(self, menu):
        self.menus.append(menu)
        self.starts.append(menu.start)
        key = self._next() or menu.start
        assert key in [choice.key for choice in menu.choices], (key, menu)
        return key

    def tick(self, menu, ticked):
        self.menus.append(menu)
        self.starts.append(list(ticked))
        keys = self._next()
        keys = list(ticked) if keys == "" else keys
        assert not check_ticks(menu.choices, keys), (keys, menu)
        return keys

    def write(self, prompt, start="", check=None):
        self.prompts.append(prompt)
        self.starts.append(start)
        text = self._next()
        assert not (check or check_text)(text), (text, prompt)
        return text

    def _next(self):
        if not self.script:
            raise KeyboardInterrupt
        return self.script.pop(0)
