"""The net in numpy: a unit meets its neighbours at growing distances, and the document as a whole.

Trained in torch (`training/net.py`, the same layers); here it is a handful of matrix products for all units at once.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cleaner.model import words
from cleaner.model.features import NAMES, Sight

WEIGHTS = Path(__file__).parent / "weights.npz"
_KNOWN = NAMES.index("all-known-words")
_CLIP = 6.0  # standard deviations
_CONTEXT_AT = 2  # the block before which the document as a whole comes in


class Verdict(NamedTuple):
    """How likely each unit is body, and how likely it is that the document holds chrome at all."""

    body: Any
    chrome: float


class Net:
    """Weights, ready to ask. `arrays` are those of the weights file."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        full = {name: np.asarray(arrays[name]) for name in arrays}
        if tuple(full["features"]) != NAMES:
            raise ValueError("the weights were trained on other features; train again")
        self.slots = full["slots"]
        self.words = full["words"].astype(np.float32) * full["words.scale"].astype(np.float32)
        self.dilations = [int(d) for d in full["dilations"]]
        self.mean, self.scale = full["mean"].astype(np.float32), full["scale"].astype(np.float32)
        self._weights = {n: a.astype(np.float32) for n, a in full.items() if n.endswith((".weight", ".bias"))}

    def judge(self, sight: Sight) -> Verdict:
        """How likely each unit of a document is body."""
        if not len(sight.table):
            return Verdict(np.zeros(0, np.float32), 0.0)
        w, n = self._weights, len(sight.table)
        h = np.concatenate([self._scaled(sight), np.zeros((n, self.words.shape[1]), np.float32)], axis=1)
        self._read(sight, h)
        h = _relu(h @ w["into.weight"] + w["into.bias"])
        width = h.shape[1]
        for number, distance in enumerate(self.dilations):
            if number == _CONTEXT_AT:
                h = _relu(h + (_pooled(h) @ w["whole.weight"] + w["whole.bias"]))
            near = h @ w[f"blocks.{number}.weight"]  # what each unit says to the one below, to itself, to the one above
            total = near[:, width : 2 * width] + w[f"blocks.{number}.bias"]
            if distance < n:
                total[distance:] += near[:-distance, :width]
                total[:-distance] += near[distance:, 2 * width :]
            h += _relu(total)
        body = h @ w["out.weight"] + w["out.bias"]
        chrome = _pooled(h) @ w["chrome.weight"] + w["chrome.bias"]
        return Verdict(_sigmoid(body[:, 0]), float(_sigmoid(chrome)[0]))

    def _scaled(self, sight: Sight) -> Any:
        return np.clip((sight.table - self.mean) * self.scale, -_CLIP, _CLIP)

    def _read(self, sight: Sight, into: Any) -> None:
        """Write the mean of each unit's known words into the last columns, and how far they count."""
        head = words.in_head(sight.owners, len(into))
        owners = sight.owners[head]
        there, slots = words.known(self.slots, sight.words[head])
        familiar = words.familiar(float(there.mean())) if len(there) else 0.0
        into[:, _KNOWN] = np.clip((familiar - self.mean[_KNOWN]) * self.scale[_KNOWN], -_CLIP, _CLIP)
        if not familiar:
            return
        owners = owners[there]
        units, first, counts = np.unique(owners, return_index=True, return_counts=True)
        into[units, len(NAMES) :] = np.add.reduceat(self.words[slots], first, axis=0) * (familiar / counts)[:, None]


@lru_cache(maxsize=1)
def shipped() -> Net:
    """The net of this package, read when first asked for."""
    with np.load(WEIGHTS, allow_pickle=False) as arrays:
        return Net(arrays)


def _pooled(h: Any) -> Any:
    return np.concatenate([h.mean(0), h.max(0)])


def _relu(x: Any) -> Any:
    return np.maximum(x, 0, out=x)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))
