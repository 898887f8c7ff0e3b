"""A council at its own machine: init, assess, score, through the installed command in a real terminal and in pipes."""

import json
import os
import signal
import stat
import sys
import time
from pathlib import Path

import pytest

from benchmark.council.folder import CouncilFolder
from benchmark.questions.library import find_questionnaire
from tests.command import run, run_well

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs Unix", allow_module_level=True)

import pexpect
import pyte

COMMAND = Path(sys.executable).with_name("council-benchmark")
WHERE = "\x1b[6n"
DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[B", "\r", "\x03", "\x04"
FACTS = ["--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]
HEAVY = {"numpy", "pandas", "openpyxl", "xlsxwriter", "matplotlib", "cryptography", "rich", "msgspec", "jinja2"}


class Terminal:
    """A program in a terminal of 80 by 24: keys go in, and the screen can be read."""

    def __init__(self, folder: Path, *arguments: str, program: str = str(COMMAND), **environment: str) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.Stream(self.screen)
        settings = {**os.environ, "COUNCIL_BENCHMARK_HOME": str(folder / ".home"), "TERM": "xterm-256color"}
        settings.pop("NO_COLOR", None)
        self.raw = ""
        self.child = pexpect.spawn(
            program,
            list(arguments),
            cwd=str(folder),
            env={**settings, **environment},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=20,
        )
        self.child.delaybeforesend = None

    def see(self, text: str) -> str:
        """Wait until a text stands on the screen; give the whole screen."""
        end = time.monotonic() + 20
        while text not in self.text and time.monotonic() < end:
            self._read()
        assert text in self.text, self.text
        return self.text

    def press(self, keys: str, expected: str) -> str:
        self.child.send(keys)
        return self.see(expected)

    def end(self) -> int:
        """Wait for the end; give the exit code."""
        limit = time.monotonic() + 20
        while self.child.isalive() and time.monotonic() < limit:
            self._read()
        self._read()
        self.child.close(force=True)
        return self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _read(self) -> None:
        try:
            text = self.child.read_nonblocking(100_000, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += text
        before, *rest = text.split(WHERE)
        self.stream.feed(before)
        for part in rest:
            # A terminal answers where its cursor is.
            self.child.send(f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R")
            self.stream.feed(part)


@pytest.fixture
def council(tmp_path: Path) -> Path:
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "north", "--round", "2026-autumn", cwd=tmp_path)
    return tmp_path


def saved(folder: Path, set_id: str = "quick-check") -> dict[str, object]:
    """Give the codes that stand in the file, in the order of the question set."""
    questionnaire = find_questionnaire(set_id)
    answers = CouncilFolder(folder).read_assessment(questionnaire).answers
    return {question.id: answers[question.id].code for question in questionnaire.questions if question.id in answers}


def plain(folder: Path, *lines: str, arguments: tuple[str, ...] = ()):
    return run("assess", "--plain", *arguments, cwd=folder, text="".join(f"{line}\n" for line in lines))


def test_from_an_empty_folder_to_scores(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init")
    first = terminal.see("What is the council called?")
    assert "Stays here, always" in first
    assert "Can leave, and only if you say so" in first
    terminal.press("Ambleford" + ENTER, "8) Council in Northern Ireland")
    terminal.press("3" + ENTER, "5) Over 400,000")
    terminal.press(DOWN + ENTER, "> my-network")
    terminal.press(ENTER, "> 20")
    terminal.press(ENTER, "Next: council-benchmark assess")
    assert terminal.end() == 0
    assert dict(CouncilFolder(tmp_path).profile.attributes) == {
        "council-type": "unitary",
        "population-band": "100k-150k",
    }

    terminal = Terminal(tmp_path, "assess")
    terminal.see("1 of 10, ")
    terminal.press("3", "» 3)")
    terminal.press(ENTER, "Go on to the next question")
    terminal.press(ENTER, "2 of 10, ")
    terminal.press(DOWN + DOWN + ENTER, "Saved: Level 2.")
    terminal.press("e" + ENTER, "What shows it?")
    terminal.press("The skills register" + ENTER, "Change the evidence")
    terminal.press(ENTER, "3 of 10, ")
    terminal.press(CTRL_C, "To go on: council-benchmark assess")
    assert "Stopped. 2 of 10 questions are answered" in terminal.text
    assert terminal.end() == 130
    assert list(saved(tmp_path).values()) == [3, 2]

    terminal = Terminal(tmp_path, "assess")
    terminal.see("3 of 10, ")
    assert "2 answered so far. Going on with the first open question." in terminal.text
    for number in range(3, 11):
        terminal.see(f"{number} of 10, ")
        terminal.press("1", "» 1)")
        terminal.press(ENTER, "Saved: Level 1.")
        terminal.child.send(ENTER)
    terminal.see("All 10 questions are answered. Next: council-benchmark score")
    assert terminal.end() == 0

    done = run_well("score", cwd=tmp_path)
    assert "Overall         33 out of 100, Building" in done.stdout
    assert "The skills register" not in done.stdout
    data = json.loads(run_well("score", "--json", cwd=tmp_path).stdout)
    assert data["overall"]["score"] == 32.5
    assert data["overall"]["answered"] == 10


def test_a_killed_program_has_lost_nothing(council: Path) -> None:
    terminal = Terminal(council, "assess")
    terminal.see("1 of 10, ")
    terminal.press("3" + ENTER, "Saved: Level 3.")
    terminal.press(ENTER, "2 of 10, ")
    terminal.press("4" + ENTER, "Saved: Level 4.")
    terminal.child.kill(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    assert list(saved(council).values()) == [3, 4]
    terminal = Terminal(council, "assess")
    assert "2 answered so far" in terminal.see("3 of 10, ")
    terminal.press(CTRL_C, "Stopped.")


@pytest.mark.parametrize(
    "keys", ["", "1", "1" + ENTER, "m" + ENTER, "n" + ENTER, "1" + ENTER + "e" + ENTER, "1" + ENTER + "t" + ENTER]
)
def test_ctrl_c_anywhere_stops_with_how_to_go_on(council: Path, keys: str) -> None:
    terminal = Terminal(council, "assess")
    terminal.see("1 of 10, ")
    for key in keys:
        terminal.child.send(key)
        time.sleep(0.15)
    terminal.press(CTRL_C, "To go on: council-benchmark assess")
    assert "Stopped." in terminal.text
    assert "Traceback" not in terminal.raw
    assert terminal.end() == 130
    answered = "1" + ENTER in keys
    assert ("1 of 10 questions are answered" in terminal.text) == answered
    assert ("Nothing is answered yet." in terminal.text) == (not answered)


def test_go_back_jump_skip_and_stop(council: Path) -> None:
    terminal = Terminal(council, "assess", "--set", "digital-maturity")
    terminal.see("1 of 55, ")
    terminal.press("m" + ENTER, "Skip this question")
    terminal.press("s" + ENTER, "2 of 55, ")
    terminal.press("m" + ENTER, "Go back one question")
    terminal.press("b" + ENTER, "1 of 55, ")
    terminal.press("m" + ENTER, "Jump to a section")
    terminal.press("j" + ENTER, "(0 of 5 answered)")
    terminal.press("3" + ENTER, "11 of 55, User-centred services")
    terminal.press("2" + ENTER, "Saved: Level 2.")
    terminal.press("q" + ENTER, "To go on: council-benchmark assess --set digital-maturity")
    assert terminal.end() == 0
    assert list(saved(council, "digital-maturity").values()) == [2]


def test_every_question_fits_the_screen_with_all_its_choices(council: Path) -> None:
    """The longest of the shipped questions: its heading, its text, five levels and three more choices."""
    questionnaire = find_questionnaire("digital-maturity")
    longest = max(questionnaire.questions, key=lambda q: len(q.text) + sum(len(option.title) for option in q.options))
    inside = [question for question in questionnaire.questions if question.section == longest.section]
    before = inside[: inside.index(longest)]
    terminal = Terminal(council, "assess", "--set", "digital-maturity", "--section", longest.section)
    number = questionnaire.question_index[inside[0].id] + 1
    for _ in before:
        terminal.see(f" {number} of 55, ")
        terminal.see("m) More")
        terminal.child.send("d" + ENTER)
        number += 1
    terminal.see(f" {number} of 55, ")
    shown = " ".join(terminal.see("m) More").split())
    assert " ".join(longest.text.split()) in shown
    for option in longest.options:
        assert " ".join(option.title.split()) in shown
    assert "n) Not applicable" in shown
    terminal.press(CTRL_C, "Stopped.")


def test_answers_are_carried_over_into_the_full_set(council: Path) -> None:
    assert plain(council, *["2", ""] * 10).returncode == 0
    done = plain(council, arguments=("--set", "digital-maturity"))
    assert 'Your answers to "Quick check" already answer 10 of these questions.' in done.stderr
    assert len(saved(council, "digital-maturity")) == 10


def test_lines_in_a_pipe_answer_all_the_questions(council: Path) -> None:
    done = plain(council, *["2", ""] * 10)
    assert done.returncode == 0, done.stderr
    assert "All 10 questions are answered. Next: council-benchmark score" in done.stderr
    assert done.stdout == ""
    assert set(saved(council).values()) == {2}


def test_the_end_of_the_lines_saves_and_says_how_to_go_on(council: Path) -> None:
    done = plain(council, "2", "", "n", "No such staff", "", "3")
    assert done.returncode == 130
    assert "3 of 10 questions are answered" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(saved(council)) == 3
    done = plain(council, "1")
    assert "3 answered so far" in done.stderr
    assert "4 of 10, " in done.stderr


def test_the_end_of_the_lines_after_the_last_answer_is_no_interruption(council: Path) -> None:
    assert plain(council, *["2", ""] * 9, "2").returncode == 0


def test_wrong_lines_are_told_and_asked_again(council: Path) -> None:
    done = plain(council, "7", "yes", "2")
    assert '"7" is not one of the choices. Type 0, 1, 2, 3, 4, n, d or m.' in done.stderr
    assert list(saved(council).values()) == [2]


def test_ctrl_c_in_plain_text_stops_too(council: Path) -> None:
    terminal = Terminal(council, "assess", "--plain")
    terminal.see("1 of 10, ")
    terminal.press("2\n", "Saved: Level 2.")
    terminal.press(CTRL_C, "1 of 10 questions are answered")
    assert terminal.end() == 130


def test_only_unanswered_and_one_section(council: Path) -> None:
    assert plain(council, "2", "", "d", "1").returncode == 130
    done = plain(council, arguments=("--only-unanswered", "--section", "skills"))
    assert "2 of 10, Skills and capacity" in done.stderr
    done = plain(council, "1", arguments=("--section", "nope"))
    assert done.returncode == 2
    assert "leadership, skills" in done.stderr


@pytest.mark.parametrize("arguments", [["assess"], ["init"]])
def test_without_a_terminal_one_clear_message_says_what_to_use(tmp_path: Path, arguments: list[str]) -> None:
    if arguments == ["assess"]:
        run_well("init", "--name", "Ambleford", *FACTS, cwd=tmp_path)
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no terminal to ask in.")
    assert "--plain" in done.stderr
    assert done.stdout == ""


def test_a_dumb_terminal_is_told_to_use_plain_text(council: Path) -> None:
    terminal = Terminal(council, "assess", TERM="dumb")
    terminal.see("--plain")
    assert terminal.end() == 2


def test_init_in_plain_text(tmp_path: Path) -> None:
    done = run("init", "--plain", cwd=tmp_path, text="Ambleford\n3\n1\n\nBad Round\n2026-spring\n")
    assert done.returncode == 0, done.stderr
    assert '"Bad Round" is not an id.' in done.stderr
    profile = CouncilFolder(tmp_path).profile
    assert (profile.name, profile.network, profile.round) == ("Ambleford", "my-network", "2026-spring")
    assert profile.attributes["council-type"] == "unitary"


def test_init_stopped_half_way_writes_nothing(tmp_path: Path) -> None:
    done = run("init", "--plain", cwd=tmp_path, text="Ambleford\n3\n")
    assert done.returncode == 130
    assert "Nothing was written." in done.stderr
    assert not (tmp_path / "council.toml").exists()


def test_init_refuses_a_second_time_and_changes_nothing(council: Path) -> None:
    before = (council / "council.toml").read_bytes()
    done = run("init", "--name", "Other", *FACTS, cwd=council)
    assert done.returncode == 2
    assert "--folder" in done.stderr
    assert (council / "council.toml").read_bytes() == before


def test_another_folder_is_named_in_what_to_do_next(tmp_path: Path) -> None:
    done = run_well("init", "--folder", "our council", "--name", "Ambleford", *FACTS, cwd=tmp_path)
    assert 'council-benchmark assess --folder "our council"' in done.stderr
    done = plain(tmp_path, "1", arguments=("--folder", "our council"))
    assert 'To go on: council-benchmark assess --folder "our council"' in done.stderr


def test_a_disk_that_refuses_keeps_the_answer_in_hand(council: Path) -> None:
    """A folder in which nothing can be written stands for a full disk."""
    if os.geteuid() == 0:
        target = council / "2026-autumn"
        target.write_text("a file where the folder should be", encoding="utf-8")
        done = plain(council, "2", "t", "q")
    else:
        (council / "2026-autumn").mkdir()
        (council / "2026-autumn").chmod(stat.S_IRUSR | stat.S_IXUSR)
        done = plain(council, "2", "t", "q")
    assert done.returncode == 130
    assert done.stderr.count("This answer could not be saved.") == 2
    assert "Nothing is answered yet." in done.stderr
    assert "Traceback" not in done.stderr


def test_damaged_answers_are_reported_with_every_fault_and_left_alone(council: Path) -> None:
    plain(council, "2")
    path = council / "2026-autumn" / "quick-check.toml"
    damaged = path.read_text(encoding="utf-8").replace("answer = 2", 'answer = 9\nnot = "e"')
    path.write_text(damaged, encoding="utf-8")
    for command in ("assess", "score"):
        done = run(command, *(["--plain"] if command == "assess" else []), cwd=council, text="1\n")
        assert done.returncode == 3
        assert len(done.stderr.splitlines()) == 1
        path.write_text(damaged.replace('\nnot = "e"', ""), encoding="utf-8")
        assert "is not an answer" in run("score", cwd=council).stderr
        path.write_text(damaged, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == damaged


def test_scores_in_a_pipe_have_no_colours_and_fit_eighty_columns(council: Path) -> None:
    plain(council, *["2", ""] * 10)
    done = run_well("score", cwd=council)
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_it_wants_none(
    council: Path, environment: dict[str, str], coloured: bool
) -> None:
    plain(council, *["2", ""] * 10)
    terminal = Terminal(council, "score", **environment)
    terminal.see("Not applicable")
    assert terminal.end() == 0
    assert ("\x1b[1" in terminal.raw) == coloured


def test_score_without_answers_says_what_to_do(council: Path) -> None:
    done = run("score", cwd=council)
    assert done.returncode == 3
    assert "council-benchmark assess --set quick-check" in done.stderr


def test_many_scores_go_to_a_file_or_to_standard_output(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("respondent,digital-lead\n=A,3\n", encoding="utf-8")
    arguments = ["score", "--set", "digital-maturity", "--answers", "answers.csv"]
    printed = run_well(*arguments, cwd=tmp_path).stdout
    done = run_well(*arguments, "-o", "scores.csv", cwd=tmp_path)
    assert done.stdout == ""
    assert (tmp_path / "scores.csv").read_bytes() == printed.encode()
    assert printed.splitlines()[0].startswith("respondent,leadership,skills,")
    assert printed.splitlines()[0].endswith(",overall,band,coverage")
    assert printed.splitlines()[1].startswith("'=A,")
    assert "There is no column council-type" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--answers", "answers.csv"], 2, "--set"),
        (["--answers", "nowhere.csv", "--set", "quick-check"], 3, "no such file"),
        (["-o", "scores.csv"], 2, "--answers"),
        (["--set", "nonsense"], 2, "quick-check"),
        ([], 3, "not a council's folder"),
    ],
)
def test_score_says_what_it_needs(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    done = run("score", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


LISTING = """
import sys
sys.argv[0] = "council-benchmark"
from benchmark.cli.main import main
try:
    main()
finally:
    print("LOADED", *sorted(sys.modules), "END")
"""


def test_the_first_question_waits_for_nothing_heavy(council: Path) -> None:
    terminal = Terminal(council, "-c", LISTING, "assess", program=sys.executable)
    terminal.see("1 of 10, ")
    terminal.child.send("1" + ENTER)
    terminal.see("Saved: Level 1.")
    terminal.press(CTRL_C, " END")
    loaded = set(terminal.raw.split("LOADED", 1)[1].split())
    assert {"questionary", "benchmark.council.prompts"} <= loaded
    assert loaded & HEAVY == set()
