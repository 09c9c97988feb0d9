"""Fenced code in Markdown: what stands in it is quoted, whatever it says."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.document import Document

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})([^`]*)$")


def may_be_in(text: str) -> bool:
    """Whether a text has what fences are made of."""
    return ("`" in text and "```" in text) or ("~" in text and "~~~" in text)  # one character is found far sooner


def mark(line: str) -> re.Match[str] | None:
    """A line that opens or closes a fence: its signs, and what is said behind them."""
    return _FENCE.match(line)


def fenced(document: "Document") -> frozenset[int]:
    """The units of closed fences, their marks included; a fence without an end is none. See CommonMark, 4.5."""
    if not may_be_in(document.text):
        return frozenset()
    inside: set[int] = set()
    opened: tuple[int, str] | None = None
    for unit, text in enumerate(document.units):
        fence = mark(text)
        if not fence:
            continue
        if opened is None:
            opened = unit, fence[1]
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            inside.update(range(opened[0], unit + 1))
            opened = None
    return frozenset(inside)
