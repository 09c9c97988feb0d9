"""Comment threads told by their shape: name line, "2 years ago", text, "Reply", again and again to the end.

Themes rename the headings, so a thread is known by the marks that stand at each comment. The marks are the `inside`
patterns of the packs' rules called `thread`.
"""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from cleaner.document import Document, Label
from cleaner.lines import Hit
from cleaner.matching.dates import mark
from cleaner.places import after_body
from cleaner.registry import labeller

_WHY = "comment marks come at the pace of a thread and nothing but comments follows"
_OTHERS = ("share", "navigation", "newsletter")  # kinds whose buttons carry the same words
_FAR = 4  # times the usual gap between marks
_SIDE_BY_SIDE = 2  # units: the buttons under a comment; they say nothing of how long comments are
_AGAIN = 3  # times one kind of mark must come


@labeller
def comments(document: Document, *, marks: int = 4, apart: int = 12) -> Iterable[Label]:
    """All from the first comment on, where `marks` lines or more mark comments, each within `apart` of the next."""
    marked = {
        unit: hit
        for unit, hit in document.hits_of("comments", "inside", "/thread").items()
        if after_body(document, unit) and _marks(document, unit)
    }
    run = _last_thread(document, marked, marks, apart)
    if not run or _known_from(document) <= run[0]:
        return
    start = _with_name(document, run[0])
    if after_body(document, start):
        yield Label(start, len(document.units) - 1, "comments", "comments/thread", _WHY, 0.9)


def _last_thread(document: Document, marked: Mapping[int, Hit], marks: int, apart: int) -> list[int]:
    """The last stretch of marks that is a thread; behind it may stand marks of something else, but no article."""
    in_order = sorted(marked)
    for run in _runs(in_order, apart):
        patterns = Counter((marked[unit].rule.id, marked[unit].pattern) for unit in run)
        if len(run) >= marks and max(patterns.values()) >= _AGAIN:
            is_last = run[-1] == in_order[-1] or document.body[1] <= run[-1] + apart
            return run if is_last else []
    return []


def _known_from(document: Document) -> int:
    """Where the comments begin by the packs' blocks that run to the end, or behind the text."""
    last = len(document.units) - 1
    tails = (block for block in document.blocks if block.kind == "comments" and block.last == last)
    return min((block.first for block in tails), default=last + 1)


def _marks(document: Document, unit: int) -> bool:
    """Whether a unit marks a comment: a bare date or number also stands in timelines, a bare "Like" in a share row."""
    elsewhere = any(hit.rule.kind in _OTHERS for hit in document.matches(unit))
    return not elsewhere and any(map(str.isalpha, mark(document.folded[unit])[0]))


def _runs(marked: Sequence[int], apart: int) -> Iterator[list[int]]:
    """Stretches of marks without a larger gap than `apart`, or one far larger than those behind it; from the last on.

    A text can stand between the time above it and those of the teasers below.
    """
    run = list(marked[-1:])
    gaps: list[int] = []
    for behind, unit in pairwise(reversed(marked)):
        gap = behind - unit
        if gap > apart or (len(gaps) >= _AGAIN and gap > _FAR * _middle(gaps)):
            yield run[::-1]
            run, gaps = [], []
        elif gap > _SIDE_BY_SIDE:
            insort(gaps, gap)
        run.append(unit)
    yield run[::-1]


def _middle(ordered: Sequence[int]) -> float:
    """The median of numbers in their order; `statistics.median` would sort them again at each mark."""
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _with_name(document: Document, unit: int) -> int:
    """The unit itself, or the first of up to two above it that are a name or a heading by their looks: no sentence."""
    for _ in range(2):
        above = document.units[unit - 1] if unit else ""
        known = unit > 0 and unit - 1 in document.known
        if known or not 0 < len(above) <= 50 or len(above.split()) > 5 or above[-1:] in '.!?…:"”':
            break
        unit -= 1
    return unit
