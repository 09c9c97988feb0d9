"""Markdown as a reader sees it: the words of its links, without the addresses these lead to."""

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]
_MOST = 2_000  # characters of an address
# An address in brackets with a title or none (CommonMark 6.3); it may be wrapped, as html2text does at its hyphens.
_TARGET = (
    rf"\(\s*+(?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\([^\s()]*+\)|\n(?=\S)){{0,{_MOST}}}+)"
    r"""(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?\s*+\)"""
)
_TOKEN = re.compile(rf"\\.|!?\[|\](?P<target>{_TARGET})?")
_LINKS = "]("


def has_links(text: str) -> bool:
    """Whether there may be links in a text at all."""
    return _LINKS in text


def without_addresses(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """Each of these stretches of a text without what is only there to make links, or as it is where that is all.

    Of an image its mark and its description are left: `![A pier]`.
    """
    marks = sorted(_marks(text))
    at = 0
    for start, end in spans:
        parts, here = [], start
        while at < len(marks) and marks[at][0] < end:
            first, last = marks[at]
            parts.append(text[here : max(first, here)])
            here = max(here, min(last, end))
            if last > end:  # it goes on in the next stretch
                break
            at += 1
        parts.append(text[here:end])
        seen = "".join(parts)
        yield seen if seen.strip() else text[start:end]


def _marks(text: str) -> Iterator[Span]:
    """The brackets around the words of links, and the addresses behind them."""
    opened: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] in ("[", "!["):
            opened.append(token)
        elif token[0].startswith("]") and opened:
            begin = opened.pop()
            if token["target"] is None:
                continue
            if begin[0] == "[":
                yield begin.span()
                yield token.span()
            else:
                yield token.span("target")
