"""Comment threads told by their shape: name line, "2 years ago", text, "Reply", again and again to the end.

Themes rename the headings, so a thread is known by the marks that stand at each comment. The marks are the `inside`
patterns of the packs' comment rules.
"""

from collections.abc import Iterable
from itertools import pairwise

from cleaner.document import Document, Label
from cleaner.places import after_body
from cleaner.registry import labeller

_WHY = "comment marks come at the pace of a thread and nothing but comments follows"


@labeller
def comments(document: Document, *, marks: int = 4, apart: int = 12) -> Iterable[Label]:
    """All from the first comment on, where `marks` lines or more mark comments, each within `apart` of the next."""
    marked = sorted(document.hits_of("comments", "inside"))
    run = _last_run(marked, apart)
    if len(run) < marks or len({document.folded[unit] for unit in run}) * 4 > len(run) * 3 + 4:
        return
    start = _with_name(document, run[0])
    if after_body(document, start):
        yield Label(start, len(document.units) - 1, "comments", "comments/thread", _WHY, 0.9)


def _last_run(marked: list[int], apart: int) -> list[int]:
    """The last stretch of marks without a larger gap than `apart`."""
    run = marked[-1:]
    for before, after in reversed(list(pairwise(marked))):
        if after - before > apart:
            break
        run.append(before)
    return run[::-1]


def _with_name(document: Document, unit: int) -> int:
    """The unit itself, or the one above it when that is a name by its looks: short, and no sentence."""
    above = document.units[unit - 1] if unit else ""
    is_name = 0 < len(above) <= 50 and len(above.split()) <= 5 and above[-1:] not in '.!?…:"”'
    return unit - 1 if is_name else unit
