"""A page as lines of text, as a reader sees them, each with what stands around it in the tree."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from cleaner.html.context import BLOCKS, ELEMENT_BITS, UNSEEN, Context, within
from cleaner.html.tree import Tree
from cleaner.packs import Rule

_IN_A_ROW = frozenset("li dd dt td th tr br option".split())  # blocks with no blank line around them
_PRE = ELEMENT_BITS["pre"]
_CELLS = frozenset(("td", "th"))
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")  # so that the sixth power of 10 is not 106
_MOST_BREAKS, _LONG_CELL = 1, 400  # lines' ends and characters from beyond which on a cell holds paragraphs
_PERMALINKS = ("¶", "§", "#", "🔗")  # signs of links to a heading, which show only under the mouse
EDIT = "mw-editsection"  # a wiki's link in a heading, to edit what is under it
_NOTICE = 500  # characters that are more than a notice that the page wants scripts
_NEARLY_ALL = 0.9  # of a line's letters: as much must be marked, so that a marked link in a sentence leaves it alone

Marks = Mapping[Any, Rule | None]  # element → the rule that marks it; None for one that stays whatever it stands in
Part = tuple[str, bool, Rule | None]  # a text, whether it is linked, the rule that marks it


@dataclass(slots=True)
class Line:
    """A line of a page: its text, the context of the block it stands in, and how much of it is links."""

    text: str
    context: Context
    linked: int  # characters in links
    gap: bool  # whether a blank line stands before it
    inline: bool  # whether it shares its block with the line above
    mark: Rule | None = None  # the rule that marks nearly all of it


def lines(tree: Tree, marks: Marks | None = None) -> list[Line]:
    """All that a reader sees of a page, in its order. Rows of tables are one line, their cells parted by ` | `.

    What a page shows where no script runs is read if it is more than all the rest: forums have whole threads there.
    """
    marks = marks or {}
    frames = _frames(tree)
    seen = list(_lines(tree, marks, UNSEEN, frames))
    held = sum(len(text) for element in _outermost(tree.by_tag("noscript")) for text in element.itertext())
    most = most_of_a_page(_length(seen))
    if held > most:  # scripts and styles that stand there are counted, so this is not yet said
        unscripted = list(_lines(tree, marks, UNSEEN - {"noscript"}, frames))
        if _length(unscripted) > most:
            return unscripted
    return seen


def most_of_a_page(shown: int) -> int:
    """What characters that show only without scripts must be more than to be read, beside so many that show anyway."""
    return max(_NOTICE, 2 * shown)


def _outermost(elements: Sequence[Any]) -> Iterator[Any]:
    """Of elements with one tag those that stand in no other: the text of nested ones would count once for each."""
    return (element for element in elements if next(element.iterancestors(element.tag), None) is None)


def _length(rendered: list[Line]) -> int:
    return sum(len(line.text) for line in rendered)


def _frames(tree: Tree) -> Set[Any]:
    """Rows that are the frame of a page, and none of a table: one of their cells holds paragraphs parted by breaks."""
    cells = (next(br.iterancestors(*_CELLS), None) for br in tree.by_tag("br"))
    breaks = Counter(cell for cell in cells if cell is not None)
    long = (cell for cell, count in breaks.items() if count > _MOST_BREAKS and _is_long(cell))
    return {cell.getparent() for cell in long}


def _is_long(cell: Any) -> bool:
    return any(length > _LONG_CELL for length in accumulate(map(len, cell.itertext())))


def _lines(tree: Tree, marks: Marks, unseen: Set[str], frames: Set[Any]) -> Iterator[Line]:
    parts: list[Part] = []
    context = before = None
    for text, here, breaks in _texts(tree, marks, unseen):
        if context is None:
            context = here
        if text == " ":
            if parts and here.block is context.block:
                parts.append((text, here.link, here.mark))
            continue
        if parts and (breaks or here.block is not context.block):
            row = _row(context)
            if row is not None and row is _row(here) and row not in frames:
                parts.append((" | " if here.block is not context.block else " ", False, here.mark))
            else:
                if line := _line(parts, context, before):
                    yield line
                    before = context
                parts = []
        context = here
        parts.append((text, here.link, here.mark))
    if context and (line := _line(parts, context, before)):
        yield line


def _above_the_line(text: str) -> str:
    """Figures raised; letters, as in 1st, are read as well beside the number."""
    return text.translate(_RAISED) if text.strip(" 0123456789+-") == "" else text


def _row(context: Context) -> Any:
    """The row of a table that a cell is in."""
    return context.block.getparent() if context.tag in _CELLS else None


def _line(parts: list[Part], context: Context, before: Context | None) -> Line | None:
    """The line that these parts make, if they make any; `before` is where the line above stands."""
    text = "".join([part for part, _, _ in parts])
    text = text.strip("\n") if context.elements & _PRE else " ".join(text.split()).strip(" |")
    if not text or text.isspace():
        return None
    inline = before is not None and before.block is context.block
    in_a_row = before is None or inline or (before.tag in _IN_A_ROW and context.tag in _IN_A_ROW)
    linked = sum([len(part) for part, linked, _ in parts if linked])
    marked = [mark for _, _, mark in parts if mark]
    return Line(text, context, linked, not in_a_row, inline, _mark(parts) if marked else None)


def _mark(parts: list[Part]) -> Rule | None:
    """The rule that marks most of a line of which nearly all is marked, some of it at least."""
    held: Counter[Rule | None] = Counter()
    for text, _, mark in parts:
        held[mark] += sum(map(str.isalnum, text))
    if held[None] > (1 - _NEARLY_ALL) * held.total():
        return None
    return max(held, key=held.__getitem__)


def _texts(tree: Tree, marks: Marks, unseen: Set[str]) -> Iterator[tuple[str, Context, bool]]:
    """Each text that can be seen, its context, and whether a break stands before it."""
    from lxml.etree import iterwalk  # which a text has no use for

    contexts = [Context(tree.root, tree.root.tag, None, mark=marks.get(tree.root))]
    broken = False
    raised = None  # the element whose text stands above the line
    walk = iterwalk(tree.root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            if tag in unseen or (tag == "span" and tree.attributes[element].get("class") == EDIT):
                walk.skip_subtree()
                contexts.append(contexts[-1])
                continue
            context = within(element, tree.attributes[element], contexts[-1])
            if marks and element in marks:
                context = context._replace(mark=marks[element])
            contexts.append(context)
            text = element.text
            broken = broken or tag == "br"
            raised = element if tag == "sup" else raised
        else:
            contexts.pop()
            context = contexts[-1]
            text = element.tail
            broken = broken or element.tag in BLOCKS
            raised = None if element is raised else raised
        if not text:
            continue
        if context.link and text.strip() in _PERMALINKS:
            continue
        if text.isspace() and not context.elements & _PRE:
            yield " ", context, False
        else:
            yield text if raised is None else _above_the_line(text), context, broken
            broken = False
