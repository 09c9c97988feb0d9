"""A unified diff of what a fix would do, such as `git apply` and `patch` take it."""

import difflib
import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

_NO_END = b"\n\\ No newline at end of file\n"


def unified(path: str, old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[bytes]:
    """The lines of the diff from `old` to `new`, both with their line ends, in the bytes of the file."""
    is_records = path.endswith((".jsonl", ".ndjson")) and len(old) == len(new)
    matcher = _InPlace(old, new) if is_records else _Shrunk(old, new)
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


class _Lines(difflib.SequenceMatcher[bytes]):
    """Two versions of which more is known than that they are two, so that no time goes into comparing all with all."""

    def __init__(self, old: Sequence[bytes], new: Sequence[bytes]) -> None:
        super().__init__(a=(), b=())
        self._lines = old, new


class _Shrunk(_Lines):
    """Lines went, and a few came at the top: what stands in both comes in the same order."""

    def get_opcodes(self) -> list[Any]:
        runs: list[tuple[str, int, int, int, int]] = []
        old, new = self._lines
        in_old, in_new = _places(old), _places(new)
        i = j = 0
        while i < len(old) or j < len(new):
            to_i = _next(in_old, new[j], i) if j < len(new) else len(old)
            to_j = _next(in_new, old[i], j) if i < len(old) and to_i is None else None
            if to_i is not None:
                run = ("delete", i, to_i, j, j) if to_i > i else ("equal", i, i + 1, j, j + 1)
            elif to_j is not None or i == len(old):
                run = ("insert", i, i, j, len(new) if to_j is None else to_j)
            else:
                run = ("replace", i, i + 1, j, j + 1)
            if runs and runs[-1][0] == run[0]:
                _, first, _, first_new, _ = runs.pop()
                run = (run[0], first, run[2], first_new, run[4])
            runs.append(run)
            i, j = run[2], run[4]
        return runs


def _places(lines: Sequence[bytes]) -> dict[bytes, list[int]]:
    places: dict[bytes, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(line, []).append(number)
    return places


def _next(places: dict[bytes, list[int]], line: bytes, at: int) -> int | None:
    """Where a line stands next."""
    there = places.get(line, ())
    found = bisect_left(there, at)
    return there[found] if found < len(there) else None


class _InPlace(_Lines):
    """Line stands against line, as records do: nothing has to be found out."""

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
