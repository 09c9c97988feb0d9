"""A file is replaced in one step: errors, interrupts and kills at any moment leave the old file or the new one."""

import errno
import os
import resource
import signal
import stat
import sys
import tempfile
from pathlib import Path

import pytest
from running import command, process, small_environment

from cleaner import replacing
from cleaner.errors import SourceError
from cleaner.replacing import replace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, owners and kills are otherwise there")
OLD, NEW = b"old\n" * 1000, b"new\n" * 999


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    return path


def only(path: Path, *others: str) -> bool:
    return sorted(other.name for other in path.parent.iterdir()) == sorted([path.name, *others])


def test_content_changes_and_mode_stays(path):
    path.chmod(0o640)
    replace(path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert only(path)


def test_new_file_has_the_mode_of_any_other(tmp_path):
    other = tmp_path / "b.txt"
    other.touch()
    replace(tmp_path / "c.txt", NEW)
    assert stat.S_IMODE((tmp_path / "c.txt").stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_owner_stays(path):
    os.chown(path, 1234, 4321)
    replace(path, NEW)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
def test_extended_attributes_stay(path):
    try:
        os.setxattr(path, "user.origin", b"scraped")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    replace(path, NEW)
    assert os.getxattr(path, "user.origin") == b"scraped"


def test_symbolic_link_stays_one(path, tmp_path):
    (tmp_path / "far").mkdir()
    link = tmp_path / "far" / "link.txt"
    link.symlink_to("../a.txt")
    replace(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert only(link)


def test_somebody_elses_change_is_not_lost(path):
    seen = path.stat()
    path.write_bytes(b"theirs")
    with pytest.raises(SourceError, match="changed by somebody else"):
        replace(path, NEW, seen=seen)
    assert path.read_bytes() == b"theirs"
    assert only(path)


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("step", ["os.fsync", "os.fdopen", "shutil.copystat", "os.utime", "Path.replace"])
def test_trouble_at_any_step_leaves_the_old_file(path, monkeypatch, step, error):
    place, name = step.split(".")
    monkeypatch.setattr(getattr(replacing, place), name, failing(error))
    with pytest.raises(type(error)):
        replace(path, NEW)
    monkeypatch.undo()
    assert path.read_bytes() == OLD
    assert only(path)


def test_trouble_in_what_is_to_be_written_leaves_the_old_file(path):
    def parts():
        yield NEW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace(path, parts())
    assert path.read_bytes() == OLD
    assert only(path)


def test_full_disk_leaves_the_old_file(path):
    """The system itself refuses to write more than so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            replace(path, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == OLD
    assert only(path)


def test_a_fix_on_a_full_disk_says_so_and_goes_on(tmp_path, monkeypatch):
    long = "The ferry left the harbour at noon, and nobody was on board but the captain. " * 20
    (tmp_path / "a.txt").write_text(f"{long}\n\nLike this:\n")
    (tmp_path / "b.txt").write_text(f"{long}\n")
    monkeypatch.setattr(replacing.os, "fsync", failing(OSError(errno.ENOSPC, "No space left on device")))
    result = command("fix", "-q", str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path}/a.txt: cannot be fixed: No space left on device; it is as it was\n"
    assert (tmp_path / "a.txt").read_text() == f"{long}\n\nLike this:\n"


KILLS = 1_000
# Forks of one process, so that a kill takes milliseconds; each child fixes the files while its parent waits to kill it.
KILLING = """
import os, random, signal, sys, time
from pathlib import Path
from cleaner.config import Configs
from cleaner.hook.fixing import fix
from cleaner.hook.job import Job

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
old = {path: path.read_bytes() for path in folder.iterdir()}
jobs = [Job(str(path), Configs(look=False).of(path).at(path, {"metadata": mode}))
        for path, mode in zip(old, ("front-matter", "front-matter", "sidecar"))]

def run():
    for job in jobs:
        fixed = fix(job, write=True)
        assert fixed.removed and not fixed.failures, fixed

def start():
    child = os.fork()
    if child == 0:
        try:
            run()
        finally:
            os._exit(0)
    return child

run()
began = time.perf_counter()
new = {path: path.read_bytes() for path in old}
sidecars = {path: path.read_bytes() for path in folder.iterdir() if path not in old}
assert len(sidecars) == 1 and all(new[path] != old[path] for path in old)
for path in old: path.write_bytes(old[path])
os.waitpid(start(), 0)
took = time.perf_counter() - began
assert {path: path.read_bytes() for path in old} == new
chance = random.Random(7)
outcomes = set()
for number in range(kills):
    for path in old:
        path.write_bytes(old[path])
    child = start()
    time.sleep(chance.random() * took)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    now = {path: path.read_bytes() for path in old}
    for path in old:
        assert now[path] in (old[path], new[path]), f"kill {number}: {path.name} is half written"
    for path, whole in sidecars.items():
        assert not path.exists() or path.read_bytes() == whole, f"kill {number}: {path.name} is half written"
    outcomes.add(tuple(now[path] == new[path] for path in old))
    for path in folder.iterdir():
        if path not in old:
            assert path in sidecars or path.name.startswith(".cleaner-"), path
            path.unlink()
print(len(outcomes))
"""


@pytest.fixture
def memory(tmp_path):
    """A directory in memory if there is one, where nothing waits for a disk."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as directory:
        yield Path(directory)


def test_a_thousand_kills_lose_no_file(memory):
    prose = "The ferry left the harbour at noon, and nobody was on board but the captain and his old dog. " * 40
    texts = {
        "a.txt": f"Published: Fri, March 15, 2019\n\n{prose}\n\nLike this:\n",
        "b.jsonl": "".join(f'{{"id": {n}, "text": "{prose}\\n\\nLike this:"}}\n' for n in range(30)),
        "c.txt": f"Published: Fri, March 15, 2019\n\n{prose}\n\nLike this:\n",
    }
    for name, text in texts.items():
        (memory / name).write_text(text)
    env = {**small_environment(), "PYTHONWARNINGS": "ignore"}
    result = process("-c", KILLING, str(memory), str(KILLS), env=env, timeout=600)
    assert result.stderr.decode() == ""
    assert int(result.stdout) >= 3  # kills came before, between and after the files
