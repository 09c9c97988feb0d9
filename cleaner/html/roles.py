"""What each line of a page was there as: heading, item, row, quotation, code or paragraph; and Markdown from that."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from cleaner.html.context import ELEMENT_BITS, Context

_BREAK = "  "  # at the end of a line, which makes it end there (CommonMark, 6.7)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PREFIX = {
    **{name: "#" * number + " " for number, name in enumerate(_HEADINGS, start=1)},
    "li": "- ",
    "ol": "1. ",  # who reads Markdown counts the items himself
    "quote": "> ",
}
_TIGHT = ("li", "ol", "row", "quote", "pre")  # lines of which stand without a blank line between them
# What would be read as a mark at the beginning of a plain line (CommonMark, 4 and 5).
_MARK = re.compile(r"(?P<mark>[#>+*-]|=+$|```|~~~)|(?P<number>\d{1,9})(?P<stop>[.)])(?=\s|$)")


def role(context: Context) -> str:
    """What a line in this context is: "h1" to "h6", "li", "ol" (an ordered item), "row", "quote", "pre", or "p"."""
    tag = context.tag
    if context.elements & ELEMENT_BITS["pre"]:
        return "pre"
    if tag in _HEADINGS:
        return tag
    if tag in ("td", "th", "tr"):
        return "row"
    if context.elements & ELEMENT_BITS["li"]:
        return "ol" if _is_ordered(context) else "li"
    return "quote" if context.elements & ELEMENT_BITS["blockquote"] else "p"


def _is_ordered(context: Context) -> bool:
    """Whether the innermost list item around a line is one of an ordered list."""
    at: Context | None = context
    while at is not None and at.tag != "li":
        at = at.above
    parent = at.block.getparent() if at is not None else None
    return parent is not None and parent.tag == "ol"


def markdown(lines: Sequence[tuple[str, str]]) -> str:
    """Markdown of lines with their roles; blank lines have none."""
    out: list[str] = []
    before = ""
    for kind, group in groupby(((role, text) for text, role in lines), key=lambda line: line[0]):
        texts = [text for _, text in group if text.strip() or kind == "pre"]
        if not texts:
            continue
        if out and not (kind in _TIGHT and kind == before):
            out.append("")
        out += _written(kind, texts)
        before = kind
    return "\n".join(out) + "\n" if out else ""


def _written(kind: str, texts: list[str]) -> Iterator[str]:
    if kind == "pre":
        fence = "```"
        while any(fence in text for text in texts):
            fence += "`"
        yield from (fence, *texts, fence)
    elif kind == "row":
        yield from _table(texts)
    elif kind in _TIGHT:
        yield from (_PREFIX[kind] + text for text in texts)
    elif kind in _PREFIX:
        for number, text in enumerate(texts):
            if number:
                yield ""
            yield _PREFIX[kind] + text
    else:  # lines of one block: verse, an address
        yield from (_plain(text) + _BREAK for text in texts[:-1])
        yield _plain(texts[-1])


def _table(rows: list[str]) -> Iterator[str]:
    """Rows of one table, the first as its head, which Markdown cannot do without."""
    for number, row in enumerate(rows):
        yield f"| {row} |"
        if number == 0:
            yield "|" + " --- |" * (row.count(" | ") + 1)


def _plain(text: str) -> str:
    """A line of prose, so that nothing at its beginning is taken for a mark."""
    mark = _MARK.match(text)
    if mark is None:
        return text
    return f"{mark['number']}\\{text[mark.end('number') :]}" if mark["number"] else f"\\{text}"
