"""Plug-ins and additions: a package that offers cleaners or rules, one TOML file more, one Python file more.

The example packages of tests/plugins/ are installed as pip would: with the entry points of a .dist-info directory on
the path. Each test runs in a process of its own, with a copy of the package that has few rules.
"""

import json
import textwrap
from pathlib import Path

import pytest
from running import environment, process, small_environment, small_package

from cleaner import Cleaner, testing
from cleaner.packs import read_file

PLUGINS = Path(__file__).parent / "plugins"
ONE, TWO, _ = testing.PARAGRAPHS
HARBOUR = f"""\
High water 09:15

{ONE} ~~ so it went.

Low water 15:40

Harbour office open 9:00 to 17:00

{TWO}
"""


def installed(directory: Path, entry_points: str, **modules: str) -> dict[str, str]:
    """The environment of a process in which a package with these entry points is installed."""
    info = directory / "harbour-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(textwrap.dedent(entry_points))
    for name, text in modules.items():
        (directory / f"{name}.py").write_text(textwrap.dedent(text))
    return environment(directory, PLUGINS, Path(small_environment()["PYTHONPATH"]))


def cleaned(env: dict[str, str], text: str = HARBOUR, *options: str) -> dict:
    result = process("-m", "cleaner", "clean", "--to", "jsonl", "--provenance", *options, stdin=text.encode(), env=env)
    assert (result.returncode, result.stderr) == (0, b"")
    return json.loads(result.stdout)


def rules(record: dict) -> list[str]:
    return [span["rule"] for span in record["removed"] if span["text"].strip()]


def test_without_plugins_the_text_stays():
    assert cleaned(small_environment())["text"] == HARBOUR


def test_package_that_offers_a_labeller_and_a_fixer(tmp_path):
    env = installed(tmp_path, "[cleaner.cleaners]\nharbour = harbour_cleaners\n")
    record = cleaned(env)
    assert rules(record) == ["harbour/tide-table"] * 2
    assert record["fixes"] == ["tildes"]
    assert record["text"] == f"{ONE} – so it went.\n\nHarbour office open 9:00 to 17:00\n\n{TWO}\n"
    assert rules(cleaned(env, HARBOUR, "--ignore", "harbour")) == []
    assert rules(cleaned(env, "High water 09:15\n\n" + ONE)) == []  # least = 2


def test_options_of_a_plugins_labeller_are_settings(tmp_path):
    env = installed(tmp_path, "[cleaner.cleaners]\nharbour = harbour_cleaners\n")
    code = f"""
        from cleaner import Cleaner, Settings
        cleaner = Cleaner(Settings(options={{"tide_table": {{"least": 1}}}}))
        print([span.rule for span in cleaner.clean("High water 09:15\\n\\n{ONE}").removed])
    """
    result = process("-c", textwrap.dedent(code), env=env)
    assert (result.stdout, result.stderr) == (b"['harbour/tide-table']\n", b"")


def test_entry_point_may_name_one_function(tmp_path):
    env = installed(tmp_path, "[cleaner.cleaners]\nharbour = harbour_cleaners:tildes\n")
    record = cleaned(env)
    assert (rules(record), record["fixes"]) == ([], ["tildes"])


def test_package_that_offers_rules(tmp_path):
    env = installed(tmp_path, "[cleaner.rules]\nharbour = harbour_rules\n")
    assert rules(cleaned(env)) == ["harbour/notices/harbour-hours"]
    shown = process("-m", "cleaner", "rules", "list", "harbour", env=env)
    assert shown.stdout.decode().startswith("harbour/notices/harbour-hours\tsite-header\t")
    tested = process("-m", "cleaner", "rules", "test", "harbour", env=env)
    assert (tested.returncode, tested.stderr) == (0, b"1 rules, 0 problems\n")


def test_package_that_offers_both(tmp_path):
    entry_points = "[cleaner.rules]\nharbour = harbour_rules\n\n[cleaner.cleaners]\nharbour = harbour_cleaners\n"
    record = cleaned(installed(tmp_path, entry_points))
    assert record["text"] == f"{ONE} – so it went.\n\n{TWO}\n"


BROKEN = {
    "module that is not there": (
        "[cleaner.cleaners]\nbroken = nowhere_to_be_found\n",
        "plug-in 'broken' (cleaner.cleaners) cannot be loaded: ModuleNotFoundError: ",
    ),
    "function that is not there": (
        "[cleaner.cleaners]\nbroken = harbour_cleaners:nothing\n",
        "plug-in 'broken' (cleaner.cleaners) cannot be loaded: AttributeError: ",
    ),
    "module that fails": (
        "[cleaner.cleaners]\nbroken = failing\n",
        "plug-in 'broken' (cleaner.cleaners) cannot be loaded: ZeroDivisionError: ",
    ),
    "module without a cleaner": (
        "[cleaner.cleaners]\nbroken = harbour_rules\n",
        "plug-in 'broken' (cleaner.cleaners): no function with @fixer or @labeller in it",
    ),
    "function that is no cleaner": (
        "[cleaner.cleaners]\nbroken = json:dumps\n",
        "plug-in 'broken' (cleaner.cleaners): no function with @fixer or @labeller in it",
    ),
    "rules in a module": (
        "[cleaner.rules]\nbroken = failing_not:x\n",
        "plug-in 'broken' (cleaner.rules): must name a package whose directory holds TOML files",
    ),
    "rules that are not there": (
        "[cleaner.rules]\nbroken = nowhere_to_be_found\n",
        "plug-in 'broken' (cleaner.rules) cannot be loaded: ModuleNotFoundError: ",
    ),
}


@pytest.mark.parametrize(("entry_points", "says"), BROKEN.values(), ids=BROKEN)
def test_broken_plugin_is_one_error_and_exit_code_2(entry_points, says, tmp_path):
    env = installed(tmp_path, entry_points, failing="1 / 0\n", failing_not="x = 1\n")
    result = process(
        "-m", "cleaner", "clean", "--from", "jsonl", stdin=b'{"text": "One."}\n{"text": "Two."}\n', env=env
    )
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().startswith(f"cleaner: {says}")
    assert result.stderr.count(b"\n") == 1


def test_labeller_that_fails_costs_its_records_only(tmp_path):
    module = """
        from cleaner import labeller

        @labeller
        def picky(document):
            if "Two" in document.text:
                raise KeyError("no two")
            return ()
    """
    env = installed(tmp_path, "[cleaner.cleaners]\npicky = picky\n", picky=module)
    records = b'{"text": "One."}\n{"text": "Two."}\n{"text": "Three."}\n'
    result = process("-m", "cleaner", "clean", stdin=records, env=env)
    assert result.returncode == 1
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["One.", "Three."]
    assert result.stderr.startswith(b"<stdin>:2: cannot be cleaned (KeyError: 'no two')")


# One file more. Files of the package itself, in a copy of it.

NEW_RULE = """
[dela]
kind    = "share"
why     = "heading over share buttons"
phrases = ["dela artikeln"]
within  = "anywhere"
removes = ["Dela artikeln:"]
keeps   = ["Dela artikeln med mig, sa hon."]
"""
NEW_CLEANER = '''
"""Lines in capitals, which one site uses for its own announcements."""

from cleaner.document import Label
from cleaner.registry import labeller


@labeller
def shouting(document, *, longest=40):
    """Lines in capitals."""
    for i, unit in enumerate(document.units):
        if unit.isupper() and len(unit) <= longest:
            yield Label(i, i, "site-header", "shouting", "announcements are in capitals")
'''
TEXT = f"{ONE}\n\nDela artikeln:\n\nFERRY AT NOON\n\n{TWO}\n"


def test_one_toml_file_adds_a_rule(tmp_path):
    directory = small_package(tmp_path)
    (directory / "rules" / "sv").mkdir()
    (directory / "rules" / "sv" / "share.toml").write_text(NEW_RULE, encoding="utf-8")
    record = cleaned(environment(directory), TEXT)
    assert rules(record) == ["sv/share/dela"]
    assert "Dela" not in record["text"]


def test_one_toml_file_adds_a_rule_to_a_cleaner(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(NEW_RULE, encoding="utf-8")
    code = f"""
        from pathlib import Path
        from cleaner import Cleaner
        from cleaner.packs import read_file
        cleaner = Cleaner(rules=tuple(read_file(Path({str(path)!r}), "mine")))
        print([span.rule for span in cleaner.clean({TEXT!r}).removed])
    """
    result = process("-c", textwrap.dedent(code), env=small_environment())
    assert (result.stdout, result.stderr) == (b"['mine/dela']\n", b"")
    assert Cleaner(rules=tuple(read_file(path, "mine"))).rules[0].id == "mine/dela"


def test_one_python_file_adds_a_cleaner(tmp_path):
    directory = small_package(tmp_path)
    (directory / "cleaner" / "cleaners" / "shouting.py").write_text(NEW_CLEANER, encoding="utf-8")
    record = cleaned(environment(directory), TEXT)
    assert rules(record) == ["shouting"]
    assert "FERRY" not in record["text"]
