"""Checking and fixing files: what holds for all of them, diffs that apply, many files at once."""

import json
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from running import command, process, small_environment
from strategies import any_text, pages

from cleaner import testing
from cleaner.config import METADATA, Configs
from cleaner.hook.checking import Done, check
from cleaner.hook.diffing import unified
from cleaner.hook.findings import Finding, findings
from cleaner.hook.fixing import fix
from cleaner.hook.job import Job
from cleaner.pipeline import Cleaner
from cleaner.settings import Settings
from cleaner.sources import document

ONE, TWO, THREE = testing.PARAGRAPHS
CHROME = "Like this:"
SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*/raw.txt"))


def job(path: Path, **values) -> Job:
    return Job(str(path), Configs(look=False).of(path).at(path, values))


def found(path: Path, **values) -> list:
    return [event for event in check(job(path, **values)) if not isinstance(event, Done)]


@pytest.mark.parametrize("mode", METADATA)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_a_fixed_sample_has_no_findings(sample, mode, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(sample.read_bytes())
    assert fix(job(path, metadata=mode), write=True).removed
    once = path.read_bytes()
    assert found(path, metadata=mode) == []
    assert not fix(job(path, metadata=mode), write=True).removed
    assert path.read_bytes() == once


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_haste_finds_no_more_and_no_less(sample):
    assert found(sample, fast=True, unsafe=True) == found(sample, unsafe=True)


@given(any_text, st.sampled_from(METADATA))
def test_a_fixed_text_has_no_findings(tmp_path_factory, text, mode):
    path = tmp_path_factory.mktemp("law") / "a.txt"
    data = text.encode("utf-8", "replace")
    path.write_bytes(data)
    before = found(path, metadata=mode)
    fixed = fix(job(path, metadata=mode), write=True)
    if fixed.failures:
        assert path.read_bytes() == data
        return
    assert fixed.removed.total() == len(before)
    if not before:
        assert path.read_bytes() == data
    assert found(path, metadata=mode) == []


@given(st.lists(pages(), max_size=5), st.booleans())
@example(["इसे भी पढ़ें - रोटी महँगी हुई\nStorm turns north\n"], False)  # whose language only langdetect tells
def test_fixed_records_have_no_findings_and_the_others_their_bytes(tmp_path_factory, texts, ascii_only):
    path = tmp_path_factory.mktemp("law") / "a.jsonl"
    lines = [json.dumps({"n": n, "text": text}, ensure_ascii=ascii_only) + "\n" for n, text in enumerate(texts)]
    path.write_text("".join(lines), encoding="utf-8", newline="")
    dirty = {event.line for event in found(path)}
    assert not fix(job(path), write=True).failures
    after = path.read_text(encoding="utf-8")
    after = [line + "\n" for line in after.split("\n")[:-1]]
    assert [line for n, line in enumerate(after, 1) if n not in dirty] == [
        line for n, line in enumerate(lines, 1) if n not in dirty
    ]
    assert found(path) == []


@given(pages())
def test_a_finding_is_where_it_says(text):
    text = text.replace("\r", "")
    item = document(text, "a.txt", 0, "text")
    result = Cleaner(Settings(ignore=("blanks",))).clean(item.source, metadata=item.metadata)
    if result.source != item.source:
        return
    lines = text.split("\n")
    for finding in findings(item, result):
        assert lines[finding.line - 1][finding.column - 1 :].startswith(finding.text.split("\n")[0])
        assert lines[finding.end_line - 1][: finding.end_column - 1].endswith(finding.text.split("\n")[-1])


@given(pages(), st.booleans())
def test_a_diff_applies(tmp_path_factory, text, ends):
    folder = tmp_path_factory.mktemp("diff")
    path = folder / "a.txt"
    path.write_bytes((text + "\n" * ends).encode())
    fixed = fix(job(path), write=False)
    if fixed.lines is None:
        return
    assert path.read_bytes() == b"".join(fixed.lines[0])
    patch = b"".join(unified("a.txt", *fixed.lines))
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=patch, cwd=folder, check=True)
    applied = path.read_bytes()
    assert applied == b"".join(fixed.lines[1])


def test_a_diff_of_records_applies(tmp_path):
    lines = [json.dumps({"n": n, "text": f"{ONE}\n\n{CHROME if n % 10 == 3 else TWO}"}) for n in range(40)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    patch = command("fix", "--diff", "-q", str(path)).stdout_bytes.replace(os.fsencode(path).lstrip(b"/"), b"a.jsonl")
    assert patch.count(b"\n@@") == 4
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    applied = path.read_bytes()
    path.write_text("\n".join(lines))
    assert command("fix", "-q", str(path)).exit_code == 1
    assert path.read_bytes() == applied


@pytest.fixture
def many(tmp_path):
    """A tree of 300 files, every third of them with chrome, one of them broken."""
    for number in range(300):
        path = tmp_path / f"{number % 7}" / f"{number:03}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{ONE}\n\n{CHROME}\n\n{TWO}\n" if number % 3 == 0 else f"{TWO}\n\n{THREE}\n")
    (tmp_path / "3" / "broken.jsonl").write_text("{\n")
    return tmp_path


def test_many_processes_say_what_one_says(many):
    one = process("-m", "cleaner", "check", "-j", "1", str(many), env=small_environment())
    two = process("-m", "cleaner", "check", "-j", "2", str(many), env=small_environment())
    assert one.stdout.count(b"\n") == 100
    assert b"100 findings in 100 of 301 files" in one.stderr
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)


def test_many_processes_fix_what_one_fixes(many, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "tree"
    subprocess.run(["cp", "-r", str(many), str(other)], check=True)
    for folder, processes in ((many, "1"), (other, "2")):
        done = process("-m", "cleaner", "fix", "-j", processes, ".", env=small_environment(), cwd=folder)
        assert done.returncode == 1
        assert done.stdout.count(b" removed\n") == 100
    assert {p.relative_to(many): p.read_bytes() for p in many.rglob("*.*")} == {
        p.relative_to(other): p.read_bytes() for p in other.rglob("*.*")
    }


def test_a_wrong_setting_is_said_once_by_many_processes(many):
    result = process("-m", "cleaner", "check", "-j", "2", "--select", "shar", str(many), env=small_environment())
    assert result.returncode == 2
    assert result.stderr == b"cleaner: no kind, pack, rule or cleaner is called 'shar' (did you mean \"share\"?)\n"


def on_terminal(*args: str) -> str:
    """What a command writes to a terminal as its standard error."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    with subprocess.Popen(
        [sys.executable, "-m", "cleaner", *args], stdout=subprocess.PIPE, stderr=theirs, env=small_environment()
    ) as running:
        os.close(theirs)
        written = b""
        while True:
            try:
                written += os.read(ours, 1 << 16)
            except OSError:  # the other side is closed
                break
        running.communicate()
    os.close(ours)
    return written.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_progress_bar_is_for_terminals(many):
    assert "/301" in on_terminal("check", str(many))
    assert "/301" not in process("-m", "cleaner", "check", str(many), env=small_environment()).stderr.decode()


def test_sarif_names_rules_and_places(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("über 1.txt").write_text(f"{ONE}\n\n  {CHROME}\n")
    Path("b.txt").write_text(f"By Isabel Fisher\n\n{ONE}\n\n{CHROME}\n")
    result = command("check", "--output", "sarif", "b.txt", "über 1.txt")
    assert (result.exit_code, result.stderr) == (1, "")
    log = json.loads(result.stdout)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["en/byline/by", "en/share/like-this"]
    assert all(rules[entry["ruleIndex"]]["id"] == entry["ruleId"] for entry in run["results"])
    places = [entry["locations"][0]["physicalLocation"] for entry in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["b.txt", "b.txt", "%C3%BCber%201.txt"]
    assert places[2]["region"] == {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 13}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([CHROME, "By Isabel Fisher", ONE * 3])), max_size=9))
def test_a_baseline_forgets_order(tmp_path_factory, entries):
    from cleaner.hook.baseline import Baseline, read

    folder = tmp_path_factory.mktemp("baseline")
    for name in "abc":
        (folder / name).touch()

    def checked(pairs):
        files = {name: [] for name in "abc"}
        for name, text in pairs:
            files[name].append(Finding(str(folder / name), 1, 1, 1, 2, "share", "en/share/x", "", 0.9, text))
        return {str(folder / name): all_found for name, all_found in files.items()}

    Baseline(folder / "one.json", {}).updated(checked(entries)).write()
    Baseline(folder / "two.json", {}).updated(dict(reversed(checked(reversed(entries)).items()))).write()
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    again = read(folder / "one.json")
    for path, all_found in checked(entries).items():
        assert again.new(path, all_found) == []
        assert len(list(again.new(path, [*all_found, *all_found[:1]]))) == len(all_found[:1])
