"""One round for who is in a hurry: the line model speaks first, and the rules about what it leaves.

That is a third of the lines, and rules that are asked again find next to nothing in it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner import line_model, rounds
from cleaner.cutting import Piece, joined, removed, without
from cleaner.document import Document, Label
from cleaner.matching.matcher import Matcher, silent
from cleaner.metadata import Known
from cleaner.rounds import Outcome
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.html.layout import Layout

# Units of a text about which the rules are heard though the line model takes them, for they may tell its title, authors
# and day: the first ones, those around the first paragraph that stays, and those below the last.
_FIRST, _ABOVE, _BELOW, _LAST = 3, 40, 12, 8


def run(
    source: str,
    known: Known,
    url: str | None,
    layout: "Layout | None",
    keep: Set[str],
    settings: Settings,
    matcher: Matcher,
) -> Outcome:
    """One round over a text, or a page that was skimmed; see `rounds.run`.

    A text has as many rounds as it needs if it is all one line, of which the line model cannot say so much without the
    rules, or if the model is not to be asked.
    """
    whole = Document(source, silent(), known.values, url, layout)
    if not layout and (whole.is_one_line or not rounds.asks_model(settings)):
        return rounds.run(source, known, url, layout, keep, settings, matcher)
    outcome = Outcome(whole, known)
    verdict = rounds.judged(whole, [], keep, settings, outcome)
    layout = layout and layout.judged(whole.spans, verdict.likely)
    far, near = (verdict.labels, []) if layout else _parted(whole, verdict.labels)
    pieces, taken = without(whole, [Piece(0, len(source))], far)
    known = known.told(rounds.language_of(known, whole, source))
    document = Document(joined(source, pieces), matcher, known.values, url, layout and layout.left(pieces))
    said = rounds.rules_say(document, settings, keep, known)
    labels = line_model.doubted(document, said.labels, settings.favor) + _moved(near, whole, document, pieces)
    pieces, more = without(document, pieces, labels)
    outcome.document = Document(joined(source, pieces), matcher, said.known.values, url)
    outcome.known = said.known
    outcome.removed = sorted(removed(source, taken + more), key=lambda span: span.start)
    outcome.flags.update(dict.fromkeys(said.flags))
    outcome.kept |= said.kept
    return outcome


def _parted(document: Document, labels: Sequence[Label]) -> tuple[list[Label], list[Label]]:
    """The line model's labels on units that the rules need not hear of, and on those that may hold metadata."""
    gone = {label.first for label in labels}
    prose = [unit for unit, weight in enumerate(document.weights) if weight and unit not in gone]
    first, last = (prose[0], prose[-1]) if prose else (0, 0)
    head, foot = range(first - _ABOVE, first + _BELOW), range(last, last + _LAST)
    parted: tuple[list[Label], list[Label]] = [], []
    for label in labels:
        unit = label.first
        parted[unit < _FIRST or unit in head or unit in foot].append(label)
    return parted


def _moved(labels: Sequence[Label], whole: Document, left: Document, pieces: Sequence[Piece]) -> list[Label]:
    """Labels on single units of the whole text, on the same units of what is left of it."""
    begins = list(accumulate((piece.end - piece.start for piece in pieces), initial=0))
    places = [piece.start for piece in pieces]
    starts, moved = left.spans.starts, []
    for label in labels:
        start = whole.spans.starts[label.first]
        number = bisect_right(places, start) - 1
        start += begins[number] - places[number]
        unit = bisect_left(starts, start)
        if starts[unit : unit + 1] and starts[unit] == start:  # else it is cut otherwise there
            moved.append(label._replace(first=unit, last=unit))
    return moved
