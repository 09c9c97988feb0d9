"""A page as lines of text, as a reader sees them, each with what stands around it in the tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.etree import iterwalk

from cleaner.html.context import BLOCKS, ELEMENT_BITS, UNSEEN, Context, within

_BLANKS = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_IN_A_ROW = frozenset("li dd dt td th tr br option".split())  # blocks with no blank line around them
_PRE = ELEMENT_BITS["pre"]
_CELLS = frozenset(("td", "th"))


@dataclass(slots=True)
class Line:
    """A line of a page: its text, the context of the block it stands in, and how much of it is links."""

    text: str
    context: Context
    linked: int  # characters in links
    gap: bool  # whether a blank line stands before it
    inline: bool  # whether it shares its block with the line above


def lines(tree: Any) -> list[Line]:
    """All that a reader sees of a page, in its order. Rows of tables are one line, their cells parted by ` | `."""
    return list(_lines(tree))


def _lines(tree: Any) -> Iterator[Line]:
    parts: list[tuple[str, bool]] = []
    context = before = None
    for text, here, breaks in _texts(tree):
        if context is None:
            context = here
        if text == " ":
            if parts and here.block is context.block:
                parts.append((text, here.link))
            continue
        if parts and (breaks or here.block is not context.block):
            row = _row(context)
            if row is not None and row is _row(here):
                parts.append((" | " if here.block is not context.block else " ", False))
            else:
                if line := _line(parts, context, before):
                    yield line
                    before = context
                parts = []
        context = here
        parts.append((text, here.link))
    if context and (line := _line(parts, context, before)):
        yield line


def _row(context: Context) -> Any:
    """The row of a table that a cell is in."""
    return context.block.getparent() if context.block.tag in _CELLS else None


def _line(parts: list[tuple[str, bool]], context: Context, before: Context | None) -> Line | None:
    """The line that these parts make, if they make any; `before` is where the line above stands."""
    text = "".join([part for part, _ in parts])
    text = text.strip("\n") if context.elements & _PRE else _BLANKS.sub(" ", text).strip(" |")
    if not text or text.isspace():
        return None
    inline = before is not None and before.block is context.block
    in_a_row = before is None or inline or {before.block.tag, context.block.tag} <= _IN_A_ROW
    return Line(text, context, sum(len(part) for part, linked in parts if linked), not in_a_row, inline)


def _texts(tree: Any) -> Iterator[tuple[str, Context, bool]]:
    """Each text that can be seen, its context, and whether a break stands before it."""
    contexts = [Context(tree, None)]
    broken = False
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            if tag in UNSEEN:
                walk.skip_subtree()
                contexts.append(contexts[-1])
                continue
            contexts.append(context := within(element, contexts[-1]))
            text = element.text
            broken = broken or tag == "br"
        else:
            contexts.pop()
            context = contexts[-1]
            text = element.tail
            broken = broken or element.tag in BLOCKS
        if not text:
            continue
        if text.isspace() and not context.elements & _PRE:
            yield " ", context, False
        else:
            yield text, context, broken
            broken = False
