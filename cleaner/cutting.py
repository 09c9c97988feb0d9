"""Taking labelled units out of a text so that what is left keeps its breaks, and what goes can be put back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.document import Document, Label, Removed
from cleaner.places import runs


class Piece(NamedTuple):
    """A stretch of the source that is still in the text."""

    start: int
    end: int


def without(
    document: Document, pieces: Sequence[Piece], labels: Sequence[Label]
) -> tuple[list[Piece], list[tuple[Piece, Label]]]:
    """What stays of the source when the labelled units go, and what goes, each with its label.

    `pieces` says which stretches of the source make up the document's text.
    """
    return _split(pieces, list(_cuts(document, _verdicts(labels))))


def joined(source: str, pieces: Iterable[Piece]) -> str:
    """The text that pieces of the source make up."""
    return "".join([source[piece.start : piece.end] for piece in pieces])


def removed(source: str, taken: Iterable[tuple[Piece, Label]]) -> list[Removed]:
    """What went, as the reader is told of it."""
    return [
        Removed(p.start, p.end, source[p.start : p.end], label.kind, label.rule, label.why, label.score)
        for p, label in taken
    ]


def _verdicts(labels: Sequence[Label]) -> dict[int, Label]:
    """For each labelled unit the surest label on it."""
    verdicts: dict[int, Label] = {}
    for label in labels:
        for unit in range(label.first, label.last + 1):
            if unit not in verdicts or _rank(label) >= _rank(verdicts[unit]):
                verdicts[unit] = label
    return verdicts


def _rank(label: Label) -> tuple[float, int, str]:
    """Of two labels on a unit the surer counts, or the one on fewer units."""
    return label.score, label.first - label.last, label.rule


def _cuts(document: Document, verdicts: Mapping[int, Label]) -> Iterator[tuple[int, int, Label]]:
    """Spans of the document's text to take out, one a unit, each with the breaks that go with it.

    Of the breaks before and after a run of units the larger one stays, so that paragraphs remain parted as they were
    and no two blank lines meet.
    """
    text, starts, ends = document.text, document.spans.starts, document.spans.ends
    for run in runs(verdicts):
        first, last = run[0], run[-1]
        is_first, is_last = first == 0, last + 1 == len(starts)
        before = 0 if is_first else ends[first - 1]
        after = len(text) if is_last else starts[last + 1]
        breaks_before = text.count("\n", before, starts[first])
        breaks_after = text.count("\n", ends[last], after)
        if is_first or (breaks_before > breaks_after and not is_last):
            start, end = (before if is_first else starts[first]), after
        else:  # what ends the text stays its end
            start, end = before, ends[last]
        bounds = [start, *(starts[unit] for unit in run[1:]), end]
        for unit, a, b in zip(run, bounds, bounds[1:], strict=False):
            yield a, b, verdicts[unit]


def _split(
    pieces: Sequence[Piece], cuts: Sequence[tuple[int, int, Label]]
) -> tuple[list[Piece], list[tuple[Piece, Label]]]:
    """Part the pieces at the cuts, which are in the text's own offsets: what stays, and what goes with its label."""
    kept: list[Piece] = []
    taken: list[tuple[Piece, Label]] = []
    here, at = 0, 0  # how far the text is parted; which cut is next
    for piece in pieces:
        shift = piece.start - here  # from the text's offsets to the source's
        begin, stop = here, piece.end - shift
        while at < len(cuts) and cuts[at][0] < stop:
            start, end, label = cuts[at]
            if here < start:
                kept.append(Piece(here + shift, start + shift))
            here = min(end, stop)
            taken.append((Piece(max(start, begin) + shift, here + shift), label))
            if end > stop:  # it goes on in the next piece
                break
            at += 1
        if here < stop:
            kept.append(Piece(here + shift, piece.end))
        here = stop
    return kept, taken
