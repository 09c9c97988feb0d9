"""A unified diff of what a fix would do, such as `git apply` and `patch` take it."""

import difflib
import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

_NO_END = b"\n\\ No newline at end of file\n"


def unified(path: str, old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[bytes]:
    """The lines of the diff from `old` to `new`, both with their line ends, in the bytes of the file."""
    is_records = path.endswith((".jsonl", ".ndjson")) and len(old) == len(new)
    matcher = _InPlace(old, new) if is_records else difflib.SequenceMatcher(None, old, new)
    name = os.fsencode(os.path.normpath(path)).lstrip(b"/")
    yield b"--- a/%s\n+++ b/%s\n" % (name, name)
    for group in matcher.get_grouped_opcodes():
        yield _head(group)
        for tag, a, a_end, b, b_end in group:
            if tag == "equal":
                yield from _marked(b" ", old[a:a_end])
                continue
            yield from _marked(b"-", old[a:a_end])
            yield from _marked(b"+", new[b:b_end])


class _InPlace(difflib.SequenceMatcher[bytes]):
    """Line stands against line, as records do: nothing has to be found out."""

    def __init__(self, old: Sequence[bytes], new: Sequence[bytes]) -> None:
        super().__init__(None, old, new)
        self._lines = old, new

    def get_opcodes(self) -> list[Any]:
        runs = []
        old, new = self._lines
        for same, numbers in groupby(range(len(old)), key=lambda number: old[number] == new[number]):
            first, *rest = numbers
            end = first + len(rest) + 1
            runs.append(("equal" if same else "replace", first, end, first, end))
        return runs


def _head(group: Sequence[tuple[str, int, int, int, int]]) -> bytes:
    first, last = group[0], group[-1]
    return b"@@ -%s +%s @@\n" % (_extent(first[1], last[2]), _extent(first[3], last[4]))


def _extent(start: int, end: int) -> bytes:
    """Beginning and length of a stretch of lines; where it is empty, the line above it."""
    length = end - start
    return b"%d,%d" % (start + 1 if length else start, length)


def _marked(mark: bytes, lines: Sequence[bytes]) -> Iterator[bytes]:
    return (mark + line if line.endswith(b"\n") else mark + line + _NO_END for line in lines)
