"""How far each line of a page is in somebody else's main text."""

from collections.abc import Sequence

_SHORT = 25  # characters: a line as short may stand anywhere, and counts only as a line of its own
_PIECE = 40  # characters of a longer line that are looked for at a time
_LONGEST = 500_000  # characters: in a longer text only whole lines are looked for, for each search reads all of it


def shares(lines: Sequence[str], text: str) -> list[float]:
    """For each line the share of it that `text` holds, 0 to 1."""
    if not text:
        return [0.0] * len(lines)
    whole = " ".join(text.split())
    own = {" ".join(line.split()).lstrip("-#*• ") for line in text.split("\n")}
    return [_share(" ".join(line.split()), whole, own) for line in lines]


def _share(line: str, whole: str, own: set[str]) -> float:
    if line in own:
        return 1.0
    if len(line) < _SHORT or len(whole) > _LONGEST:
        return 0.0
    if line in whole:
        return 1.0
    pieces = [line[at : at + _PIECE] for at in range(0, len(line) - _PIECE // 2, _PIECE)]
    return sum(piece in whole for piece in pieces) / len(pieces)
