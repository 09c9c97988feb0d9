"""The command line: the cases of tests/cli/*.toml in this process, and what takes a process of its own.

A case has `args`, and may have `stdin` (text) or `stdin_hex`, `files` and `files_hex` to be there, `folders`, and what
is expected: `exit` (0), `stdout` and `stderr` (exact, or a list of parts that must be there), `absent` (parts that must
be nowhere), and `after` (files when it is done). `{{one}}`, `{{two}}` and `{{three}}` are paragraphs of prose,
`{{here}}` is the working directory. With `few_rules` it runs as a process of a copy that has but one rule: all rules
beside new ones take seconds to compile.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from running import command, process, scratch, small_environment

from cleaner import testing
from cleaner.cli import main

CASES = {
    f"{path.stem}-{name}": case
    for path in sorted((Path(__file__).parent / "cli").glob("*.toml"))
    for name, case in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
KEYS = set("args stdin stdin_hex files files_hex folders exit stdout stderr absent after few_rules".split())
PROSE = dict(zip(("one", "two", "three"), testing.PARAGRAPHS, strict=True))


def filled(text: str) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda m: {**PROSE, "here": str(Path.cwd())}.get(m[1], m[0]), text)


def prepare(case):
    for name in case.get("folders", ()):
        Path(name).mkdir(parents=True)
    files = {name: filled(text).encode() for name, text in case.get("files", {}).items()}
    files |= {name: bytes.fromhex(digits) for name, digits in case.get("files_hex", {}).items()}
    for name, data in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)


def agrees(expected: str | list[str], output: str):
    if isinstance(expected, str):
        assert output == filled(expected)
    for part in expected if isinstance(expected, list) else ():
        assert filled(part) in output


@pytest.fixture(scope="module")
def small():
    """The environment in which `python -m cleaner` is a copy that starts quickly."""
    return small_environment()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case, tmp_path, monkeypatch, small):
    assert case.keys() <= KEYS
    monkeypatch.chdir(tmp_path)
    prepare(case)
    stdin = bytes.fromhex(case["stdin_hex"]) if "stdin_hex" in case else filled(case.get("stdin", "")).encode()
    code, stdout, stderr = run(case["args"], stdin, small if case.get("few_rules") else None)
    agrees(case.get("stdout", ""), stdout)
    agrees(case.get("stderr", ""), stderr)
    assert code == case.get("exit", 0)
    for part in case.get("absent", ()):
        assert filled(part) not in stdout + stderr
    for name, text in case.get("after", {}).items():
        assert Path(name).read_bytes() == filled(text).encode()


def run(args: list[str], stdin: bytes, env: dict[str, str] | None) -> tuple[int, str, str]:
    if env:
        result = process("-m", "cleaner", *args, stdin=stdin, env=env, cwd=Path.cwd())
        return result.returncode, result.stdout.decode(), result.stderr.decode()
    done = command(*args, stdin=stdin)
    return done.exit_code, done.stdout_bytes.decode(), done.stderr


def commands(group: click.Group, path: tuple[str, ...] = ()):
    yield path, group
    for name, found in group.commands.items():
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield (*path, name), found


@pytest.mark.parametrize(("path", "found"), [pytest.param(*c, id=" ".join(c[0])) for c in commands(main)])
def test_every_command_has_help_with_an_example(path, found):
    result = command(*path, "--help")
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n(  .*\n)*.*cleaner {' '.join(path)}", result.stdout)
    assert all(getattr(option, "help", None) for option in found.params if isinstance(option, click.Option))
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_same_as_a_process(small):
    text = filled("{{one}}\n\nLike this:\n\n{{two}}\n")
    result = process("-m", "cleaner", "clean", stdin=text.encode(), env=small)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode() == filled("{{one}}\n\n{{two}}\n")


HEAVY = (
    "pathspec tqdm trafilatura bs4 lxml yaml ftfy langdetect charset_normalizer zstandard numpy re2 jdatetime "
    "dateparser Crypto pyarrow fsspec duckdb fastwarc pyspark"
)


@pytest.mark.parametrize(
    "args",
    [("--help",), ("clean", "--help"), ("rules", "--help"), ("run", "--help"), ("learn", "--help")],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(args):
    loaded = imported(*args)
    assert loaded & set(HEAVY.split()) == set()
    ours = {name for name in loaded if name.startswith("cleaner.") and not name.startswith("cleaner.cli.")}
    assert ours <= {"cleaner.cli", "cleaner.errors", "cleaner.__main__"}


def test_cleaning_a_text_imports_only_what_it_uses(small):
    text = filled("{{one}}\n\nLike this:\n\n{{two}}\n").encode()
    unused = set(HEAVY.split()) - {"re2", "Crypto", "numpy"}  # numpy is the line model's
    assert imported("clean", stdin=text, env=small) & unused == set()


def imported(*args: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> set[str]:
    result = process("-X", "importtime", "-m", "cleaner", *args, stdin=stdin, env=env)
    assert result.returncode == 0
    names = {line.rpartition(b"|")[2].strip().decode() for line in result.stderr.splitlines()}
    return names | {name.partition(".")[0] for name in names}


def start(*args: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cleaner", *args],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=scratch(),
        # A job in the background of a shell ignores interrupts, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip


def close_quietly(pipe):
    with contextlib.suppress(BrokenPipeError):
        pipe.close()


def line(number: int) -> bytes:
    return filled(f'{{"id": {number}, "text": "{{{{one}}}}\\n\\nLike this:\\n\\n{{{{two}}}}"}}\n').encode()


@pytest.mark.parametrize("args", [(), ("--from", "jsonl")], ids=["auto", "jsonl"])
def test_first_record_comes_out_before_the_last_goes_in(small, args):
    with start("clean", *args, env=small) as running:
        running.stdin.write(line(1))
        running.stdin.flush()
        assert running.stdout.readline().startswith(b'{"id": 1, ')
        running.stdin.write(line(2))
        running.stdin.flush()
        assert running.stdout.readline().startswith(b'{"id": 2, ')
        running.stdin.close()
        assert running.stdout.read() == b""
        assert (running.wait(30), running.stderr.read()) == (0, b"")


@pytest.mark.parametrize("command_line", ["clean --from jsonl", "check --from jsonl", "explain --from jsonl -"])
def test_closed_pipe_ends_it_quietly(small, command_line):
    with start(*command_line.split(), env=small) as running:
        running.stdin.write(line(1))
        running.stdin.flush()
        assert running.stdout.readline()
        running.stdout.close()
        try:
            for number in range(2, 20_000):
                running.stdin.write(line(number))
            running.stdin.close()
        except BrokenPipeError:
            close_quietly(running.stdin)
        assert (running.stderr.read(), running.wait(30)) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_full_disk_is_said_and_is_an_error(small):
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "cleaner", "clean"],
            input=b"Words.\n", stdout=full, stderr=subprocess.PIPE, env=small, cwd=scratch(), timeout=60, check=False,
        )  # fmt: skip
    assert result.returncode == 2
    assert re.fullmatch(rb"cleaner: the output cannot be written: .*\n", result.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_interrupt_ends_it_without_a_traceback(small):
    with start("clean", "--from", "jsonl", env=small) as running:
        running.stdin.write(line(1))
        running.stdin.flush()
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
        assert running.stderr.read().strip() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are closed otherwise there")
@pytest.mark.parametrize(("closed", "says"), [("<&-", b"standard input is closed"), (">&-", b"cannot be written")])
def test_closed_descriptor_is_an_error(small, closed, says):
    result = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m cleaner clean {closed}'],
        input=b"Words.\n", capture_output=True, env=small, cwd=scratch(), timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert says in result.stderr
    assert b"Traceback" not in result.stderr


def test_output_is_utf_8_in_any_locale(small, tmp_path):
    path = tmp_path / "Übersicht.txt"
    path.write_text(filled("{{one}}\n\nLike this:\n\nПорт снова открылся — “в четверг”.\n"), encoding="utf-8")
    env = {**small, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for args in (("clean",), ("explain",)):
        result = process("-m", "cleaner", *args, str(path), env=env)
        assert result.returncode == 0
        assert "Порт снова открылся — “в четверг”.\n" in result.stdout.decode()
    result = process("-m", "cleaner", "check", "-q", str(path), env=env)
    assert result.stdout.decode() == f"{path}:3:1: share en/share/like-this: Like this:\n"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_file_name_that_is_no_utf_8_comes_out_as_it_is(small, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Like this:\n", encoding="utf-8")
    result = process("-m", "cleaner", "check", "-q", os.fsdecode(path), os.fsdecode(path) + "x", env=small)
    assert result.stdout == path + b":1:1: share en/share/like-this: Like this:\n"
    assert result.stderr.startswith(path + b"x: cannot be read")


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path):
    secret, other = tmp_path / "secret.txt", tmp_path / "other.txt"
    secret.write_text("Words.")
    secret.chmod(0)
    other.write_text("Other words.\n")
    result = command("clean", str(secret), str(other))
    assert (result.exit_code, result.stdout) == (2, "Other words.\n")
    assert f"{secret}: cannot be read: Permission denied" in result.stderr
