"""A form goes out, is filled in without the program, and comes back as a file: by the installed command."""

import json
import re

from tests.command import run, run_well

INIT = (
    "init",
    "--name",
    "Ambleford",
    "--attribute",
    "council-type=district",
    "--attribute",
    "population-band=100k-150k",
)


def set_of(page: str):
    return json.loads(re.search(r'id="set">(.*?)</script>', page, re.DOTALL).group(1))


def saved(page: str, **answers) -> str:
    """Write what the form of this page saves; the tests in a browser show that it does."""
    known = set_of(page)
    top = {"format": "answers-form/1", "questionnaire": known["id"], "version": known["version"]}
    top.update(fingerprint=known["fingerprint"], saved="2026-11-21T22:33:00.123Z", attributes={})
    return json.dumps({**top, "answers": {key.replace("_", "-"): {"answer": said} for key, said in answers.items()}})


def test_the_form_goes_out_and_its_answers_come_in(tmp_path):
    told = run_well("questions", "form", "quick-check", "-o", "quick-check.html", cwd=tmp_path).stderr
    assert "assess --from-form quick-check-answers.json" in told
    page = (tmp_path / "quick-check.html").read_text("utf-8")
    run_well(*INIT, cwd=tmp_path)
    (tmp_path / "a.json").write_text(saved(page, contract_register=3, user_testing=1))
    told = run_well("assess", "--from-form", "a.json", cwd=tmp_path).stderr
    assert "New: 2 answers." in told
    assert "2 of 10 questions are answered." in told
    assert "Next: council-benchmark score" in told
    assert json.loads(run_well("score", "--json", cwd=tmp_path).stdout)["overall"]["answered"] == 2
    (tmp_path / "b.json").write_text(saved(page, contract_register=2))
    refused = run("assess", "--from-form", "b.json", cwd=tmp_path)
    assert refused.returncode == 2
    assert "contract-register" in refused.stderr
    assert "--yes" in refused.stderr
    assert "answer = 3" in (next(tmp_path.glob("2*/quick-check.toml"))).read_text()
    told = run_well("assess", "--from-form", "b.json", "--yes", cwd=tmp_path).stderr
    assert "earlier-1.toml" in told
    assert "answer = 2" in (next(tmp_path.glob("2*/quick-check.toml"))).read_text()


def test_the_key_of_a_return_that_the_form_made_comes_in_too(tmp_path):
    run_well("questions", "form", "quick-check", cwd=tmp_path)
    page = (tmp_path / "quick-check-form.html").read_text("utf-8")
    run_well(*INIT, "--network", "north-west", "--round", "2026-autumn", cwd=tmp_path)
    made = {"network": "north-west", "round": "2026-autumn", "sequence": 3, "invited": False, "digest": "0" * 64}
    data = {**json.loads(saved(page, contract_register=3)), "returns": {"secret": "A" * 43, "made": [made]}}
    (tmp_path / "a.json").write_text(json.dumps(data))
    home = {"COUNCIL_BENCHMARK_HOME": str(tmp_path / "home")}
    told = run_well("assess", "--from-form", "a.json", cwd=tmp_path, **home).stderr
    assert "Its key is in your user profile now" in " ".join(told.split())
    (secret,) = (tmp_path / "home" / "secrets").iterdir()
    assert "A" * 43 in secret.read_text()
    assert "sequence 4" in run_well("export", "--show", cwd=tmp_path, **home).stdout


def test_a_set_of_ones_own_is_named_with_set(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        'format = "questionnaire/1"\nid = "own"\nversion = "1"\ntitle = "Own"\n[[section]]\nid = "a"\ntitle = "A"\n'
        '[[question]]\nid = "q"\nsection = "a"\ntext = "Q?"\nlevels = ["No", "Yes"]\n'
    )
    run_well("questions", "form", "own.toml", cwd=tmp_path)
    run_well(*INIT, cwd=tmp_path)
    (tmp_path / "a.json").write_text(saved((tmp_path / "own-form.html").read_text("utf-8"), q=1))
    assert "--set" in run("assess", "--from-form", "a.json", cwd=tmp_path).stderr
    told = run_well("assess", "--from-form", "a.json", "--set", "own.toml", cwd=tmp_path).stderr
    assert "1 of 1 questions are answered." in told


def test_options_that_do_not_go_together_are_refused(tmp_path):
    assert run("assess", "--from-form", "a.json", "--restore", cwd=tmp_path).returncode == 2
    assert run("assess", "--yes", cwd=tmp_path).returncode == 2
    assert run("questions", "form", "quick-check", "--zip", "-o", "a.html", cwd=tmp_path).returncode == 2


def test_the_form_and_its_zip_are_the_same_bytes_each_time(tmp_path):
    for name in ("one.zip", "two.zip"):
        run_well(
            "questions", "form", "quick-check", "-o", name, cwd=tmp_path, TZ="Asia/Tokyo" if name[0] == "t" else ""
        )
    one, two = ((tmp_path / name).read_bytes() for name in ("one.zip", "two.zip"))
    assert one.replace(b"one.html", b"two.html") == two
    run_well("questions", "form", "quick-check", "--zip", cwd=tmp_path)
    assert (tmp_path / "quick-check-form.zip").exists()
