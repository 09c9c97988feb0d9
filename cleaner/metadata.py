"""Metadata: which value wins when several lines, the page, or the caller have something to say about a field.

Beside each value stands where it came from and how sure that is: `{"source": "json-ld", "sure": 0.88}`. The source is
"caller", a place of the page, or the rule whose line told it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.document import Label

FIELDS = tuple("title authors date date_modified site site_url section tags description language url".split())
CALLER = "caller"
_SURE = 0.5  # what is told less surely may be told again
Found = Mapping[str, Mapping[str, Any]]


def origin(source: str, sure: float) -> Mapping[str, Any]:
    """Where a value came from, as it is written."""
    return {"source": source, "sure": sure}


@dataclass(frozen=True)
class Known:
    """What is known of a document, where each value came from, and which fields a line may still tell more surely."""

    values: Mapping[str, Any]
    found: Found = field(default_factory=dict)
    weak: frozenset[str] = frozenset()

    def told(self, labels: Iterable[Label]) -> "Known":
        """With what labels found.

        What is known stays, but for the `weak` fields and what was told unsurely; of several finds the surest wins,
        then the first. Fields of this package come in the order of `FIELDS`, a caller's own keys after them as they
        were.
        """
        origins = dict(self.found)
        best: dict[str, tuple[float, int]] = {}
        merged = dict(self.values)
        for label in labels:
            for name, value in label.found.items():
                rank = (-label.score, label.first)
                if value and self._is_open(name, label.score) and rank < best.get(name, (1.0, 0)):
                    best[name], merged[name] = rank, value
                    origins[name] = origin(label.rule, label.score)
        values = _in_order(merged)
        found = {name: origins[name] for name in values if name in origins}
        unsure = {name for name, (score, _) in best.items() if -score < _SURE}
        return Known(values, found, (self.weak - best.keys()) | unsure)

    def with_blanks(self, caller: Mapping[str, Any]) -> "Known":
        """With the fields that the caller left blank and nothing told, as blank as they were."""
        blanks = {name: caller[name] for name in _blanks(caller) if name not in self.values}
        if not blanks:
            return self
        found = {**self.found, **dict.fromkeys(blanks, origin(CALLER, 1.0))}
        return Known(_in_order({**self.values, **blanks}), found, self.weak)

    def _is_open(self, name: str, score: float) -> bool:
        return name not in self.values or (name in self.weak and self.found[name]["sure"] < score)


def known(caller: Mapping[str, Any], page: Mapping[str, tuple[Any, str, float]]) -> Known:
    """What the caller says, which stays, and what a page says besides: value, source and sureness of each field.

    A field that the caller left blank is not known: what stands in a line is told before the line goes.
    """
    caller = {name: value for name, value in caller.items() if name not in _blanks(caller)}
    others = {name: said for name, said in page.items() if name not in caller}
    values = {**{name: value for name, (value, _, _) in others.items()}, **caller}
    found = {name: origin(source, sure) for name, (_, source, sure) in others.items()}
    found |= dict.fromkeys(caller, origin(CALLER, 1.0))
    return Known(values, found, frozenset(others)).told(())


def _blanks(caller: Mapping[str, Any]) -> set[str]:
    """The fields of this package that the caller names and says nothing of."""
    return {name for name in FIELDS if name in caller and caller[name] in (None, "", [])}


def _in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values} | dict(values)
