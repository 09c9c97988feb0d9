"""What one place of a page says about one metadata field, and how such facts are weighed against each other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.matching.folding import same_text


@dataclass(frozen=True, slots=True)
class Fact:
    """`field` is `value`, says `source` ("json-ld", "h1" …); `sure` in (0, 1] tells how often such a fact is right."""

    field: str
    value: Any
    source: str
    sure: float


def surest(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The best fact of each field; that other sources say the same makes a value surer, each in the measure of its own.

    Sources are taken for independent (noisy or): `1 - (1 - a)(1 - b)`. They are not quite, so nothing gets past 0.99.
    """
    groups: dict[tuple[str, Any], dict[str, Fact]] = {}
    for fact in facts:
        same = groups.setdefault((fact.field, _key(fact)), {})
        if fact.source not in same or same[fact.source].sure < fact.sure:
            same[fact.source] = fact
    best: dict[str, Fact] = {}
    for (name, _), same in groups.items():
        fact = _together(tuple(same.values()))
        if name not in best or fact.sure > best[name].sure:
            best[name] = fact
    return best


def _together(facts: tuple[Fact, ...]) -> Fact:
    first = max(facts, key=lambda fact: fact.sure)
    value = max((fact.value for fact in facts), key=len) if first.field in _LONGER_IS_BETTER else first.value
    doubt = 1.0
    for fact in facts:
        doubt *= 1 - fact.sure
    return Fact(first.field, value, first.source, round(min(0.99, 1 - doubt), 3))


def _key(fact: Fact) -> Any:
    return _KEYS.get(fact.field, same_text)(fact.value)


def _names(value: Any) -> tuple[str, ...]:
    return tuple(sorted(same_text(name) for name in value))


_LONGER_IS_BETTER = ("date", "date_modified")  # a day with its time tells more than the day
_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "authors": _names,
    "tags": _names,
    "date": lambda value: value[:10],
    "date_modified": lambda value: value[:10],
    "url": str,
}
