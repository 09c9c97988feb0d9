"""Where the lines of a text stood on a page: what the line model asks about units of a document that was HTML."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.cutting import Piece


@dataclass(frozen=True, eq=False)
class Layout:
    """A row of `table` for each line of a text, as `rows` has them; -1 for a blank one.

    `roles` says what each row was there as. `pieces` are the stretches of that text which are left, all of it at first.
    """

    table: Any
    rows: Sequence[int]
    starts: Sequence[int]
    roles: Sequence[str]
    pieces: "Sequence[Piece]" = ()

    def left(self, pieces: "Sequence[Piece]") -> "Layout":
        """The layout when only these stretches of the text are left."""
        return replace(self, pieces=pieces)

    def of(self, spans: Sequence[tuple[int, int]]) -> Any:
        """The rows of the units at these places of what is left."""
        begins = [0, *accumulate(piece.end - piece.start for piece in self.pieces)]
        rows = []
        for start, _ in spans:
            if self.pieces:
                piece = bisect_right(begins, start) - 1
                start += self.pieces[piece].start - begins[piece]
            rows.append(self.rows[bisect_right(self.starts, start) - 1])
        return self.table[rows]


def laid_out(text: str, rows: Sequence[int], table: Any, roles: Sequence[str]) -> Layout:
    """The layout of a whole text."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    return Layout(table, rows, starts, roles)
