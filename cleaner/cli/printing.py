"""What the commands print: cleaned items, findings, verdicts, failures; in UTF-8, whatever the locale."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cleaner.document import Removed
    from cleaner.pipeline import Result
    from cleaner.sources import Failure, Item

FOUND, BROKEN = 1, 2  # exit codes
_WIDTH = 100  # characters shown of a line


class Output:
    """Standard output: each text or record is out before the next item is read."""

    def __init__(self, *, nul: bool) -> None:
        self._nul = nul
        self._gap = b""  # parts a text that ended without a newline from the next

    def add(self, written: str, *, is_record: bool) -> None:
        if sys.stdout is None:
            raise OSError("it is closed")
        data = written.encode("utf-8", "replace")
        if self._nul and not is_record:
            data += b"\0"
        elif data:
            data, self._gap = self._gap + data, b"" if data.endswith(b"\n") else b"\n"
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


class Failures:
    """Where failed items go: a line on standard error each, and the file of --errors."""

    def __init__(self, path: str | None = None, inputs: Iterable[str] = ()) -> None:
        self.code = 0
        self.names: set[str] = set()  # of the files that failed, in whole or in part
        self._file: IO[str] | None = None
        if path:
            if any(Path(name).exists() and Path(path).exists() and Path(path).samefile(name) for name in inputs):
                raise click.BadParameter("this is one of the files to clean", param_hint="--errors")
            self._file = Path(path).open("w", encoding="utf-8")  # noqa: SIM115

    def __enter__(self) -> Failures:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, failure: Failure) -> None:
        from cleaner.formats import records

        self.code = max(self.code, BROKEN if failure.of_file else FOUND)
        self.names.add(failure.name)
        where = f"{shown(failure.name)}:{failure.line}" if failure.line else shown(failure.name)
        say(f"{where}: {failure.why}", err=True)
        if self._file:
            self._file.write(records.dumps(failure.entry()) + "\n")
            self._file.flush()


def verdicts(item: Item, result: Result) -> None:
    if item.line or item.name != "-":
        say(f"# {shown(item.name)}:{item.line}" if item.line else f"# {shown(item.name)}")
    from cleaner.hook.findings import shifts

    shifted = shifts(item.source)
    for number, line, span in _by_line(result):
        fewer, _ = shifted[number - 1] if shifted else (0, 0)
        verdict = f"{span.kind:12} {span.score:4.2f} {span.rule:28}" if span else f"{'keep':46}"
        say(f"{number - fewer + item.front.count(chr(10)):5} {verdict} {short(line)}")
        if span and span.kind == "boilerplate":  # no rule's proof to look up: what weighed
            say(f"{'':19}{span.why}")
    for name, value in result.metadata.items():
        said = result.found.get(name)
        say(f"  {name}: {value}" + (f"  ({said['source']}, {said['sure']:.2f})" if said else ""))
    for flag in result.flags:
        say(f"  flag: {flag}")


def _by_line(result: Result) -> Iterator[tuple[int, str, Removed | None]]:
    """Each line that is not blank, with its number and what removed it; a line that stays in part comes in parts."""
    pieces: list[tuple[str, Removed | None]] = []
    at = 0
    for span in result.removed:
        pieces += [(result.source[at : span.start], None), (span.text, span)]
        at = span.end
    number = 1
    for text, taken_by in (*pieces, (result.source[at:], None)):
        for offset, line in enumerate(text.split("\n")):
            if line.strip():
                yield number + offset, line, taken_by
        number += text.count("\n")


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def shown(name: str) -> str:
    return "<stdin>" if name == "-" else name


def say(text: str, *, err: bool = False, end: str = "\n") -> None:
    """Print a line in UTF-8, whatever the locale; file names come out as the bytes they are."""
    try:
        line = (text + end).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        line = (text + end).encode("utf-8", "replace")
    click.echo(line, nl=False, err=err)
