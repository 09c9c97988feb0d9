"""Metadata: which value wins when several lines, the page, or the caller have something to say about a field.

Beside each value stands where it came from and how sure that is: `{"source": "json-ld", "sure": 0.88}`. The source is
"caller", a place of the page, or the rule whose line told it.
"""

from collections.abc import Iterable, Mapping, Set
from typing import Any

from cleaner.document import Label

FIELDS = tuple("title authors date date_modified site site_url section tags description language url".split())
CALLER = "caller"
Found = Mapping[str, Mapping[str, Any]]


def origin(source: str, sure: float) -> Mapping[str, Any]:
    """Where a value came from, as it is written."""
    return {"source": source, "sure": sure}


def merge(
    known: Mapping[str, Any], labels: Iterable[Label], found: Found, weak: Set[str] = frozenset()
) -> tuple[dict[str, Any], dict[str, Mapping[str, Any]]]:
    """`known` with what labels found, and where each of them came from.

    What is known stays, but for the `weak` fields, which a line may tell more surely; of several finds the surest wins,
    then the first. Fields of this package come in the order of `FIELDS`, a caller's own keys after them as they were.
    """
    origins = dict(found)
    best: dict[str, tuple[float, int]] = {}
    merged = dict(known)
    for label in labels:
        for name, value in label.found.items():
            rank = (-label.score, label.first)
            is_open = name not in known or (name in weak and found[name]["sure"] < label.score)
            if value and is_open and rank < best.get(name, (1.0, 0)):
                best[name], merged[name] = rank, value
                origins[name] = origin(label.rule, label.score)
    in_order = {name: merged.pop(name) for name in FIELDS if name in merged} | merged
    return in_order, {name: origins[name] for name in in_order if name in origins}
