"""What weighed for and against a unit: the verdict again, with one group of features hidden at a time."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cleaner.model import net as nets
from cleaner.model.features import FEATURES, Sight

_TELLING = 0.3  # logits

# Feature names begin with one of these.
GROUPS = {
    "length": ("log-characters", "log-words", "words-30", "word-length"),
    "first and last character": ("first-", "last-"),
    "sentences": ("capitalised", "stops", "stop-per-word", "two-stops-last"),
    "layout": ("blank-", "indented"),
    "repeats": ("times-seen", "seen-above", "as-above", "log-first-word", "log-last-word"),
    "words shared with the prose": ("own-words",),
    "place": ("place", "log-from", "before-body", "in-body", "after-body"),
    "lines around": ("prose-in", "words-in", "removed-in", "stops-in", "log-words-change"),
    "rules": ("rules-",),
    "the document": ("all-",),
    "the page's elements": (
        "html-in-",
        "html-own-",
        "html-named-",
        "html-near-",
        "html-depth",
        "html-gap",
        "html-inline",
        "html-share-in",
        "html-no-",
    ),
    "links": ("html-link",),
    "containers": ("html-container", "html-shared"),
    "other main texts": ("html-chosen", "html-nothing", "html-declared"),
    "characters": ("log-", "share-"),
}


def weighed(sight: Sight, units: Sequence[int]) -> dict[int, str]:
    """For each unit in words what speaks for the body (+) and against (−), in logits."""
    net = nets.shipped(sight.form)
    whole = _logit(net.judge(sight).body)
    effects = {name: whole - _logit(net.judge(_without(sight, net, columns)).body) for name, columns in _columns(sight)}
    effects["words"] = whole - _logit(net.judge(sight._replace(words=sight.words[:0], owners=sight.owners[:0])).body)
    return {unit: _said({name: float(effect[unit]) for name, effect in effects.items()}) for unit in units}


def _columns(sight: Sight) -> list[tuple[str, list[int]]]:
    """Each feature in the first group that names it, whole names before beginnings."""
    names = FEATURES[sight.form]
    left = set(range(len(names)))
    found = []
    for name, prefixes in GROUPS.items():
        whole = [i for i in left if names[i] in prefixes]
        columns = whole if name == "length" else [i for i in left if names[i].startswith(prefixes)]
        left.difference_update(columns)
        found.append((name, sorted(columns)))
    return found


def _without(sight: Sight, net: Any, columns: Sequence[int]) -> Sight:
    table = sight.table.copy()
    table[:, columns] = net.mean[columns]
    return sight._replace(table=table)


def _logit(p: Any) -> Any:
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def _said(effects: dict[str, float]) -> str:
    telling = sorted((e, name) for name, e in effects.items() if abs(e) >= _TELLING)
    against = [f"{name} −{-e:.1f}" for e, name in telling if e < 0][:3]
    in_favour = [f"{name} +{e:.1f}" for e, name in reversed(telling) if e > 0][:2]
    return "against: " + (", ".join(against) or "nothing alone") + "; for: " + (", ".join(in_favour) or "nothing alone")
