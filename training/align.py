"""Which units of a page's text are its body: the gold is laid along them, in order.

Membership alone is not enough. A short line stands both in the menu and in the text; only the chain of longest matches,
in the order of both, says which copy is meant.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

_WORD = re.compile(r"\w+")
_GRAM = 3  # words
_MOST_PLACES = 200  # of one unit in the gold
_LONG = 5  # words a unit needs to count where it stands out of order
_SLACK = 2  # words two neighbours may overlap
_ENOUGH = 0.5  # share of a unit's words that must be found in a row

Place = tuple[int, int, float]  # first word and the one after the last in the gold, words that agree


def words(text: str) -> list[str]:
    """Words as the measure counts them."""
    return _WORD.findall(text.lower())


def align(units: Sequence[str], gold: str) -> np.ndarray:
    """Share of each unit's words that belong to the body, 0 to 1; NaN for units without a word."""
    target = words(gold)
    bags = [words(unit) for unit in units]
    places = [_places(bag, target, index) for index in [_index(target)] for bag in bags]
    chosen = _chain(places, len(target))
    covered = np.zeros(len(target) + 1, bool)
    for place in chosen.values():
        covered[place[0] : place[1]] = True
    share = np.array([np.nan if not bag else 0.0 for bag in bags])
    for unit, place in chosen.items():
        share[unit] = place[2] / len(bags[unit])
    for unit, bag in enumerate(bags):  # text that the gold has in another order
        if unit not in chosen and len(bag) >= _LONG:
            free = [p for p in places[unit] if covered[p[0] : p[1]].mean() < 0.5]
            if free:
                best = max(free, key=lambda p: p[2])
                covered[best[0] : best[1]] = True
                share[unit] = best[2] / len(bag)
    return np.minimum(share, 1.0)


def _index(target: list[str]) -> dict[tuple[str, ...], list[int]]:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in range(1, _GRAM + 1):
        for at in range(len(target) - size + 1):
            index[tuple(target[at : at + size])].append(at)
    return index


def _places(bag: list[str], target: list[str], index: dict[tuple[str, ...], list[int]]) -> list[Place]:
    size = len(bag)
    if not size:
        return []
    starts = index.get(tuple(bag[:_GRAM]), [])[:_MOST_PLACES]
    exact = [(at, at + size, float(size)) for at in starts if target[at : at + size] == bag]
    if exact or size < _GRAM + 1:
        return exact
    diagonals: Counter[int] = Counter()
    for i in range(size - _GRAM + 1):
        for at in index.get(tuple(bag[i : i + _GRAM]), ())[:20]:
            diagonals[(at - i) // 4] += 1
    soft = []
    for diagonal, _ in diagonals.most_common(3):
        agreed = set()
        ends = []
        for i in range(size - _GRAM + 1):
            for at in index.get(tuple(bag[i : i + _GRAM]), ())[:20]:
                if abs(at - i - diagonal * 4) <= max(8, size // 4):
                    agreed.update(range(i, i + _GRAM))
                    ends += [at, at + _GRAM]
        if len(agreed) >= _ENOUGH * size or len(agreed) >= 30:
            soft.append((min(ends), max(ends), float(len(agreed))))
    return soft


def _chain(places: list[list[Place]], size: int) -> dict[int, Place]:
    """The places, at most one a unit and in order, on which most words agree (a Fenwick tree of maxima)."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 2)
    steps: list[tuple[int, Place, int]] = []  # unit, place, step before
    for unit, options in enumerate(places):
        found = []
        for place in options:
            at, best = min(place[0] + _SLACK, place[1] - 1, size) + 1, (0.0, -1)
            if place[2] <= _SLACK * 2:
                at = place[0] + 1
            while at > 0:
                best = max(best, tree[at])
                at -= at & -at
            found.append((best[0] + place[2] - 0.01, place, best[1]))
        for score, place, before in found:
            steps.append((unit, place, before))
            at, value = place[1] + 1, (score, len(steps) - 1)
            while at < len(tree):
                tree[at] = max(tree[at], value)
                at += at & -at
    step = max(tree)[1]
    chosen = {}
    while step >= 0:
        unit, place, step = steps[step]
        chosen[unit] = place
    return chosen
