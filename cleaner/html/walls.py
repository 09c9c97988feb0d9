"""Pages that show a wall in front of the article, and little else."""

from collections.abc import Iterable

from cleaner.document import Removed

_LITTLE = 60  # words
_WALLS = {"cookie": "consent-wall", "paywall": "paywall"}


def walls(text: str, removed: Iterable[Removed]) -> tuple[str, ...]:
    """A flag for each kind of wall that was taken away where hardly anything is left."""
    if len(text.split(None, _LITTLE)) >= _LITTLE:
        return ()
    kinds = {span.kind for span in removed}
    return tuple(f"{name}: the page shows little else" for kind, name in _WALLS.items() if kind in kinds)
