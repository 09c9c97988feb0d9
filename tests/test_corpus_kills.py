"""A corpus job killed at any moment and started again ends with what an unbroken one gives, record for record."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import lines, records
from running import command, small_environment

from cleaner.corpus.stores import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills are otherwise there")
KILLS = 50
SHARDS, RECORDS = 25, 40


def start(source: Path, out: Path) -> subprocess.Popen:
    args = [sys.executable, "-m", "cleaner", "run", source, out, "-q", "-j", "2", "--removed", "--no-config"]
    return subprocess.Popen(args, env=small_environment(), cwd=source.parent, start_new_session=True)


def tree(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in sorted(directory.rglob("*")) if p.is_file()}


def entries(out: Path) -> int:
    """How many shards are done; an entry of one that is not holds but the names of its files."""
    return sum(b'"tally"' in path.read_bytes() for path in (out / "_job").glob("0*.json")) if out.exists() else 0


def killed(running: subprocess.Popen, out: Path, there: int, chance: random.Random) -> bool:
    """Kill the job once it has begun, or has got on by a shard or some; whether it was not done before that."""
    wanted = there + chance.choice((0, 0, 1, 1, 2))
    while running.poll() is None and (not out.exists() or entries(out) < wanted):
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.05))
    gone = running.poll() is None
    os.killpg(running.pid, signal.SIGKILL) if gone else None
    running.wait()
    return gone


def test_killed_fifty_times_it_gives_what_an_unbroken_run_gives(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(SHARDS):
        bad = b"broken\n" if number % 7 == 0 else b""
        (source / f"{number:02}.jsonl").write_bytes(lines(records(RECORDS, number)) + bad)
    assert start(source, tmp_path / "unbroken").wait() == 1
    unbroken = tree(tmp_path / "unbroken")
    assert len([name for name in unbroken if name.endswith(".zst")]) == 2 * SHARDS
    chance, kills, rounds, kept = random.Random(6), 0, 0, 0
    while kills < KILLS:
        there = entries(out)
        if killed(start(source, out), out, there, chance):
            kills += 1
            kept += entries(out) > 0
            continue
        assert tree(out) == unbroken
        shutil.rmtree(out)
        rounds += 1
    assert start(source, out).wait() == 1
    assert tree(out) == unbroken
    assert kept > KILLS / 2  # most kills came when something was done that must not be done again


def test_begun_anew_it_leaves_nothing_of_what_was_killed(tmp_path, monkeypatch):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(2):
        (source / f"{number}.jsonl").write_bytes(lines(records(2, number)) + b"broken\n")
    put = Store.put

    def put_and_killed(store: Store, local: Path, name: str) -> None:
        put(store, local, name)
        if name.startswith("_removed/1"):
            raise KeyboardInterrupt

    monkeypatch.setattr(Store, "put", put_and_killed)
    args = ["run", str(source), str(out), "-q", "-j", "1", "--no-config"]
    assert command(*args, "--removed").exit_code == 130
    monkeypatch.undo()
    assert "_removed/1.jsonl.zst" in tree(out)
    assert command(*args, "--overwrite", "--to", "parquet").exit_code == 1
    assert [name for name in tree(out) if not name.startswith("_job")] == [
        "0.parquet", "1.parquet", "_errors.jsonl", "_report.json",
    ]  # fmt: skip


def test_what_is_done_is_not_done_again(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(4):
        (source / f"{number}.jsonl").write_bytes(lines(records(5, number)))
    start(source, out).wait()
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.zst")}
    (out / "_job" / "000002.json").unlink()  # as if the kill came between the files and the entry
    whole = tree(tmp_path / "out")
    start(source, out).wait()
    after = {path: path.stat().st_mtime_ns for path in out.glob("*.zst")}
    assert {path.name for path in before if before[path] != after[path]} == {"2.jsonl.zst"}
    assert {name: data for name, data in tree(out).items() if name in whole} == whole
