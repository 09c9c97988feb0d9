"""Text that stands twice in one document: paragraphs printed again, menus printed for every screen size."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from cleaner.document import Document, Label
from cleaner.registry import labeller

_AGAIN = "the same paragraph stands above, word for word"
_MENU = "a run of short lines above all prose that stands in the page more than once"
_LIST_MARKS = ("-", "*", "•", "|", "+")
_NEAR = 3  # units between a paragraph and a copy that is removed on its own


@labeller
def repeats(document: Document, *, menu: int = 4) -> Iterable[Label]:
    """Later copies of paragraphs, and runs of at least `menu` short lines above all prose that are all printed again.

    A single copy far from the first may be meant, as a refrain or a key sentence is, and so may a third; two
    paragraphs in a row that come a second time are a misprint.
    """
    yield from _paragraphs(document)
    yield from _menus(document, menu)


def _paragraphs(document: Document) -> Iterator[Label]:
    first_seen: dict[str, int] = {}
    copies: dict[int, int] = {}
    for unit, line in enumerate(document.lines):
        if line.weight and not line.text.startswith(_LIST_MARKS):
            original = first_seen.setdefault(line.folded, unit)
            if original != unit:
                copies[unit] = original
    times = Counter(copies.values())
    for unit, original in copies.items():
        if times[original] > 1:
            continue
        in_a_row = copies.get(unit - 1) == original - 1 or copies.get(unit + 1) == original + 1
        if in_a_row or unit - original <= _NEAR:
            yield Label(unit, unit, "repeat", "repeats/paragraph", _AGAIN, 0.8)


def _menus(document: Document, least: int) -> Iterator[Label]:
    first = next((unit for unit, weight in enumerate(document.weights) if weight), 0)
    if first < least:
        return
    lines = document.folded
    counts, pairs = Counter(lines), Counter(pairwise(lines))
    run: list[int] = []
    for unit in range(first + 1):
        is_again = counts[lines[unit]] > 1 and (" " in lines[unit] or _with_neighbour(lines, unit, pairs))
        if unit < first and is_again and not document.weights[unit]:
            run.append(unit)
            continue
        if unit == first and len(run) > 1 and document.folded[run[0]] == document.folded[run[-1]]:
            run.pop()  # a list of the headings below, and the first of these
        if len(run) >= least:
            yield Label(run[0], run[-1], "repeat", "repeats/menu", _MENU, 0.7)
        run = []


def _with_neighbour(lines: Sequence[str], unit: int, pairs: Mapping[tuple[str, str], int]) -> bool:
    """Whether a line stands elsewhere beside a line it has here: a word alone comes again in code and in tables."""
    return any(pairs[pair] > 1 for pair in pairwise(lines[max(0, unit - 1) : unit + 2]))
