"""Blocks of chrome that a rule describes by how they start, what is in them and how they end."""

from collections.abc import Iterator

from cleaner.document import Document, Label
from cleaner.packs import Rule
from cleaner.places import after_body, stands

# A block that runs to the end must show what it is: first within so many units of its start, then within so many more.
_SOON, _LOOK_AHEAD = 4, 15


def find(document: Document) -> Iterator[Label]:
    """The blocks of a document, those that start first first; none of a rule within another of the same."""
    free: dict[str, int] = {}  # by rule, the first unit behind those that are known to be in a block or in none
    for unit, hits in document.hits.items():
        for hit in hits:
            if hit.role != "starts" or unit < free.get(hit.rule.id, 0):
                continue
            if stands(document, unit, hit.rule.within):
                last, holds = _end(document, unit, hit.rule)
                free[hit.rule.id] = last + 1
                if holds:
                    yield Label(unit, last, hit.rule.kind, hit.rule.id, hit.rule.why, 1.0 if hit.rule.sure else 0.95)


def _reach(rule: Rule, seen: set[tuple[str, int]]) -> int:
    """How far beyond the last known unit the next may stand."""
    if not rule.through:
        return rule.gap + 1
    return _LOOK_AHEAD if seen else max(rule.gap + 1, _SOON)


def _end(document: Document, start: int, rule: Rule) -> tuple[int, bool]:
    """The last unit of the block that starts here, and whether it is one; if not, none starts up to there either."""
    seen: set[tuple[str, int]] = set()
    last, limit = start, len(document.units)
    unit = start + 1
    while unit < limit and unit - last <= _reach(rule, seen):
        known = [h for h in document.hits.get(unit, ()) if h.rule is rule and h.role in ("inside", "ends")]
        if known:
            seen.update((h.role, h.pattern) for h in known)
            last = unit
            if any(h.role == "ends" for h in known) or (rule.through and len(seen) >= rule.needs):
                break
        unit += 1
    if len(seen) < rule.needs:
        return last, False
    if not rule.through:
        return last, True
    return (limit - 1, True) if after_body(document, start) else (start, False)
