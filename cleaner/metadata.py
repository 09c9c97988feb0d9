"""Metadata: which value wins when several lines, or the caller, have something to say about a field."""

from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.document import Label

FIELDS = tuple("title authors date date_modified site site_url section tags description language url".split())


def merge(known: Mapping[str, Any], labels: Iterable[Label]) -> dict[str, Any]:
    """`known` with what labels found. What is known stays; of several finds the surest wins, then the first.

    Fields of this package come in the order of `FIELDS`, a caller's own keys after them as they were.
    """
    best: dict[str, tuple[float, int]] = {}
    merged = dict(known)
    for label in labels:
        for name, value in label.found.items():
            rank = (-label.score, label.first)
            if value and name not in known and rank < best.get(name, (1.0, 0)):
                best[name], merged[name] = rank, value
    return {name: merged.pop(name) for name in FIELDS if name in merged} | merged
