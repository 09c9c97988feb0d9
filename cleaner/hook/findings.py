"""Findings: what would be removed, with the place in the file where it stands."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from cleaner.lines import ODD_BREAKS
from cleaner.pipeline import Result
from cleaner.sources import Item

_BREAK = re.compile(f"(\r\n|[\n\r])|[{ODD_BREAKS}]")  # to the fixers; the group is one to editors
_ODD_BREAK = re.compile(f"[{ODD_BREAKS}]")
# One character of a JSON string as it is written.
_WRITTEN = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Finding:
    """One span of chrome. Lines and columns count from 1, columns in characters; the end is behind the last one.

    In JSON Lines the line is the record's and the column one in it, as it is written. Of documents parted by NUL the
    line is the document's number and the column counts through the document.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    kind: str
    rule: str
    why: str
    score: float
    text: str


def findings(item: Item, result: Result) -> Iterator[Finding]:
    """What was removed of an item, in the order of its source."""
    place: Callable[[int], tuple[int, int]] | None = None
    for span in result.removed:
        text = span.text.strip()
        if text:
            place = place or _places(item, result)
            start = span.start + len(span.text) - len(span.text.lstrip())
            where = (*place(start), *place(start + len(text)))
            yield Finding(item.name, *where, span.kind, span.rule, span.why, span.score, text)


def _places(item: Item, result: Result) -> Callable[[int], tuple[int, int]]:
    """What tells line and column of an offset in the result's source."""
    if item.record:
        return _in_record(item, result)
    if item.line:
        return lambda offset: (item.line, offset + 1)
    return _in_text(item, result)


def _in_record(item: Item, result: Result) -> Callable[[int], tuple[int, int]]:
    """In the string as it stands in the line, or at its beginning where the fixers changed the text."""
    assert item.record
    member = next(member for member in item.record.members.values() if member.value is item.source)
    first = member.start + 2  # behind the quotation mark, counted from 1
    if result.source != item.source:
        return lambda _: (item.line, first)
    literal = item.record.line[member.start + 1 : member.end]
    written = [first + character.start() for character in _WRITTEN.finditer(literal)]
    return lambda offset: (item.line, written[offset])


def _in_text(item: Item, result: Result) -> Callable[[int], tuple[int, int]]:
    """In the file: lines above it are counted, breaks that only the fixers take for some are not."""
    starts = [0, *accumulate(len(line) + 1 for line in result.source.split("\n"))]
    above = item.front.count("\n") + 1
    shifted = shifts(item.source)

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset) - 1
        column = offset - starts[line] + 1
        fewer, further = shifted[line] if shifted else (0, 0)
        return above + line - fewer, column + further

    return place


def shifts(text: str) -> list[tuple[int, int]]:
    """For each line that the fixers make: how many lines less, and columns more, it has in the file.

    Nothing where they make none that the file has not.
    """
    if not _ODD_BREAK.search(text):
        return []
    made = [(0, 0)]
    fewer, line_start = 0, 0
    for found in _BREAK.finditer(text):
        if found[1]:
            line_start = found.end()
        else:
            fewer += 1
        made.append((fewer, found.end() - line_start))
    return made
