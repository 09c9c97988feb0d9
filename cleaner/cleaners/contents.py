"""Tables of contents: a run of lines each of which stands again below, in the same order, as a heading over prose."""

import re
from collections.abc import Iterable, Iterator

from cleaner.document import Document, Label
from cleaner.registry import labeller

_WHY = "a list of the headings below"
_NUMBERS = re.compile(r"(?:\d{1,2} )+(?=\S)")
_UNDER_A_WORD = 3
_PROSE_WITHIN = 2  # units below a heading
_PROSE_UNDER = 0.6  # of the headings; the others have headings under them


@labeller
def contents(document: Document, *, least: int = 6, longest: int = 120) -> Iterable[Label]:
    """Runs of at least `least` lines of up to `longest` characters, or of three under a line that names them."""
    known = document.hits_of("navigation", name="/contents-word")
    for run in _runs(document, longest):
        if len(run) >= (_UNDER_A_WORD if run[0] - 1 in known else least):
            yield Label(run[0], run[-1], "navigation", "contents/list", _WHY, 0.8)


def _runs(document: Document, longest: int) -> Iterator[range]:
    """Stretches of lines that all come again behind the last of them, in their order, most with prose under them."""
    places: dict[str, list[int]] = {}
    for unit, weight in enumerate(document.weights):
        if not weight and len(document.units[unit]) <= longest:
            places.setdefault(_key(document, unit), []).append(unit)
    places.pop("", None)
    unit = 0
    while unit < len(document.units):
        headings = _headings(document, unit, places)
        if len(headings) > 1 and headings[0] >= unit + len(headings) and _head_prose(document, headings):
            yield range(unit, unit + len(headings))
        unit += max(1, len(headings))


def _headings(document: Document, first: int, places: dict[str, list[int]]) -> list[int]:
    """Where the lines from `first` on come again, each behind the one before."""
    headings: list[int] = []
    unit = first
    while unit < len(document.units):
        behind = max([unit, *headings[-1:]])
        again = next((place for place in places.get(_key(document, unit), ()) if place > behind), None)
        if again is None:
            break
        headings.append(again)
        unit += 1
    return headings


def _head_prose(document: Document, headings: list[int]) -> bool:
    over = sum(any(document.weights[unit + 1 : unit + 1 + _PROSE_WITHIN]) for unit in headings)
    return over >= _PROSE_UNDER * len(headings)


def _key(document: Document, unit: int) -> str:
    """A line's words without its number."""
    return _NUMBERS.sub("", document.key(unit))
