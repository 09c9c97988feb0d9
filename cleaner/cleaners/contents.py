"""Tables of contents: a run of lines each of which stands again below, in the same order, as a heading over prose."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

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
    for unit, key in (keys := _keys(document, longest)).items():
        places.setdefault(key, []).append(unit)
    lines = {unit: places[key] for unit, key in keys.items() if len(places[key]) > 1}
    behind = 0
    for unit in lines:
        if unit < behind:
            continue
        headings = _headings(lines, unit)
        if len(headings) > 1 and headings[0] >= unit + len(headings) and _head_prose(document, headings):
            yield range(unit, unit + len(headings))
        behind = unit + len(headings)


def _keys(document: Document, longest: int) -> dict[int, str]:
    """The words of each line without its number, but for prose and lines that are too long."""
    short = [unit for unit, line in enumerate(document.lines) if not line.weight and len(line.text) <= longest]
    keys = {unit: document.key(unit) for unit in short}
    return {unit: _NUMBERS.sub("", key) if key[:1].isdigit() else key for unit, key in keys.items() if key}


def _headings(lines: Mapping[int, Sequence[int]], first: int) -> list[int]:
    """Where the lines from `first` on come again, each behind the one before; `lines` has the places of each."""
    headings: list[int] = []
    for unit in count(first):
        places = lines.get(unit, ())
        behind = headings[-1] if headings else unit
        if not places or places[-1] <= behind:
            break
        headings.append(places[bisect_right(places, behind)])
    return headings


def _head_prose(document: Document, headings: Sequence[int]) -> bool:
    over = sum(any(document.weights[unit + 1 : unit + 1 + _PROSE_WITHIN]) for unit in headings)
    return over >= _PROSE_UNDER * len(headings)
