"""Markdown as a reader sees it: the words of its links, without the addresses these lead to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Span = tuple[int, int]
_MOST = 2_000  # characters of an address
# An address in brackets with a title or none (CommonMark 6.3); it may be wrapped, as html2text does at its hyphens.
_TARGET = (
    rf"\(\s*+(?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\([^\s()]*+\)|\n(?=\S)){{0,{_MOST}}}+)"
    r"""(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?\s*+\)"""
)
_TOKEN = re.compile(rf"\\.|!?\[|\](?P<target>{_TARGET})?")
_LINKS = "]("
_NO_WORDS = "[]"


class Link(NamedTuple):
    """Where a link or an image stands, and what of it is no words: the brackets around them, and the address."""

    start: int
    end: int
    marks: tuple[Span, ...]


def links(text: str) -> list[Link]:
    """All links and images of a text, those in others before these. Of an image its mark and description are words."""
    return list(_links(text)) if _LINKS in text else []


def _links(text: str) -> Iterator[Link]:
    opened: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] in ("[", "!["):
            opened.append(token)
        elif token[0].startswith("]") and opened:
            begin = opened.pop()
            if token["target"] is not None:
                marks = (begin.span(), token.span()) if begin[0] == "[" else (token.span("target"),)
                yield Link(begin.start(), token.end(), marks)


def words(links: Sequence[Link], text: str, spans: Iterable[Span]) -> Iterator[str]:
    """What each of these stretches of a text says without the marks of links; `[]` where there are but these."""
    marks = sorted(mark for link in links for mark in link.marks)
    at = 0
    for start, end in spans:
        parts, here = [], start
        while at < len(marks) and marks[at][0] < end:
            first, last = marks[at]
            parts.append(text[here:first])
            here = last
            at += 1
        parts.append(text[here:end])
        said = "".join(parts)
        yield said if said.strip() else _NO_WORDS
