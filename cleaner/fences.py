"""Fenced code in Markdown: what stands in it is quoted, whatever it says."""

import re

from cleaner.document import Document

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})([^`]*)$")


def fenced(document: Document) -> frozenset[int]:
    """The units of closed fences, their marks included; a fence without an end is none. See CommonMark, 4.5."""
    text = document.text  # where one character is found far sooner than three
    if ("`" not in text or "```" not in text) and ("~" not in text or "~~~" not in text):
        return frozenset()
    inside: set[int] = set()
    opened: tuple[int, str] | None = None
    for unit, text in enumerate(document.units):
        fence = _FENCE.match(text)
        if not fence:
            continue
        if opened is None:
            opened = unit, fence[1]
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            inside.update(range(opened[0], unit + 1))
            opened = None
    return frozenset(inside)
