"""Menus, told by their shape: a long run of a few words a line, outside the body, with site words among them."""

from collections.abc import Iterable, Iterator

from cleaner.document import Document, Label
from cleaner.heads.wording import without_site
from cleaner.lines import Line
from cleaner.registry import labeller

_WORDS = 5
_WHY = "a run of short lines outside the body, several of them known from menus"
_KINDS = frozenset(("navigation", "share", "legal", "newsletter", "cookie", "related", "paywall"))


@labeller
def menus(document: Document, *, least: int = 6, longest: int = 40, known: float = 0.2) -> Iterable[Label]:
    """Lines no rule knows in runs of at least `least` lines of up to `longest` characters.

    Of such a run a share of `known`, and at least four lines, must be known as chrome: a list of ingredients or a table
    is not.
    """
    named = {without_site(text)[1] for text in document.units[:3]}  # the site's name is for the site header to keep
    for run in _runs(document, longest):
        if len(run) >= least and sum(_is_known(document, unit) for unit in run) >= max(4, known * len(run)):
            for unit in run:
                if unit not in document.hits and document.units[unit] not in named:
                    yield Label(unit, unit, "navigation", "menus/run", _WHY, 0.55)


def _runs(document: Document, longest: int) -> Iterator[list[int]]:
    """Stretches of short lines above the body and below it."""
    first, end = document.body
    lines = document.lines
    units = range(len(lines))
    for outside in (units[:first], units[end:]) if first < end else ():
        run: list[int] = []
        for unit in outside:
            if _is_short(lines[unit], longest):
                run.append(unit)
            elif run:
                yield run
                run = []
        yield run


def _is_short(line: Line, longest: int) -> bool:
    """A few words and no sentence; without blanks between words, a few characters."""
    text = line.text
    if len(text) > longest or line.is_sentence or (blanks := text.count(" ")) >= _WORDS:
        return False
    return blanks > 0 or len(text) <= longest // 4 or text.isascii()


def _is_known(document: Document, unit: int) -> bool:
    return any(hit.rule.kind in _KINDS for hit in document.matches(unit))
