"""Where the lines of a text stood on a page: what the line model asks about units of a document that was HTML."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.cutting import Piece
    from cleaner.model.features import Form
    from cleaner.packs import Rule
    from cleaner.units import Spans


@dataclass(frozen=True, eq=False)
class Layout:
    """A row of `table` for each line of a text, as `rows` has them; -1 for a blank one. `starts` is where it begins.

    `roles` says what each row was there as. `pieces` are the stretches of that text which are left, all of it at first.
    """

    table: Any
    rows: Any
    starts: Any
    roles: Sequence[str]
    pieces: "Sequence[Piece]" = ()
    opinion: Callable[[], Any] | None = None  # the table with trafilatura's choice, for cases of doubt
    marks: "Sequence[Rule | None]" = ()  # by row: the rule whose selector marks the line; empty when none is marked
    form: "Form" = "page"  # what the table's columns are
    likely: Any = None  # by row: how likely it is body, where the line model has been asked

    def left(self, pieces: "Sequence[Piece]") -> "Layout":
        """The layout when only these stretches are left of what was left."""
        return replace(self, pieces=_of_these(self.pieces, pieces) if self.pieces else pieces)

    def of(self, spans: "Spans") -> Any:
        """The rows of the units at these places of what is left."""
        return self.table[self._rows_of(spans)]

    def columns(self, names: Sequence[str], spans: "Spans") -> Any:
        """What the units at these places are by these names of the table's columns: names x units."""
        from cleaner.html import hints, skimming

        known = hints.NAMES if self.form == "page" else skimming.NAMES
        return self.table.T[[known.index(name) for name in names]][:, self._rows_of(spans)]

    def judged(self, spans: "Spans", likely: Any) -> "Layout":
        """The layout when the line model has said how likely the units at these places are body, or None."""
        import numpy as np

        if likely is None:
            return self
        by_row = np.zeros(len(self.table), np.float32)
        by_row[self._rows_of(spans)] = likely
        return replace(self, likely=by_row)

    def likely_of(self, spans: "Spans") -> Any:
        """How likely the units at these places are body; None where the model has not said."""
        return None if self.likely is None else self.likely[self._rows_of(spans)]

    def roles_of(self, spans: "Spans") -> list[str]:
        """What the units at these places were there as."""
        return [self.roles[row] for row in self._rows_of(spans)]

    def told(self) -> "Layout":
        """The layout with trafilatura's opinion, if that may be asked for."""
        return replace(self, table=self.opinion(), opinion=None) if self.opinion else self

    def marks_of(self, spans: "Spans") -> "list[Rule | None]":
        """For each of the units at these places the rule that marks it: its first line and its last."""
        if not any(self.marks):
            return [None] * len(spans)
        firsts = self._rows_of(spans)
        lasts = self._rows([end - 1 for end in spans.ends])
        return [self.marks[a] if self.marks[b] else None for a, b in zip(firsts, lasts, strict=True)]

    def _rows_of(self, spans: "Spans") -> Any:
        """The row of the line that each of these places begins in."""
        return self._rows(spans.starts)

    def _rows(self, places: Sequence[int]) -> Any:
        """The row of the line at each place of what is left."""
        import numpy as np

        at = np.array(places, np.int64)
        if self.pieces:
            begins = np.cumsum([0, *(piece.end - piece.start for piece in self.pieces)])
            number = np.searchsorted(begins, at, "right") - 1
            at += np.array([piece.start for piece in self.pieces])[number] - begins[number]
        return self.rows[np.searchsorted(self.starts, at, "right") - 1]


def _of_these(pieces: "Sequence[Piece]", left: "Sequence[Piece]") -> "list[Piece]":
    """Where stretches of a text stand in the text that it was cut from by `pieces`."""
    found = []
    begins = [0, *accumulate(piece.end - piece.start for piece in pieces)]
    for one in left:
        number = bisect_right(begins, one.start) - 1
        while number < len(pieces) and begins[number] < one.end:
            piece, begin = pieces[number], begins[number]
            start, end = max(one.start, begin), min(one.end, begins[number + 1])
            found.append(piece._replace(start=piece.start + start - begin, end=piece.start + end - begin))
            number += 1
    return found


def laid_out(
    text: str,
    rows: Sequence[int],
    table: Any,
    roles: Sequence[str],
    marks: "Sequence[Rule | None]" = (),
    opinion: Callable[[], Any] | None = None,
    *,
    form: "Form" = "page",
) -> Layout:
    """The layout of a whole text."""
    import numpy as np

    starts = np.cumsum([0, *(len(line) + 1 for line in text.split("\n"))])
    return Layout(table, np.array(rows, np.int64), starts, roles, opinion=opinion, marks=marks, form=form)
