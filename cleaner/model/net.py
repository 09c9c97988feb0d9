"""The nets in numpy: a unit meets its neighbours at growing distances, and the document as a whole.

Trained in torch (`training/net.py`, the same layers); here all are a handful of matrix products for all units at once.
A few of them, trained from different starts, are asked and their logits averaged: they err on different pages.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cleaner.model import words
from cleaner.model.features import FEATURES, NAMES, Form, Sight
from cleaner.model.one_thread import one_thread

_HERE = Path(__file__).parent
WEIGHTS: Mapping[Form, Path] = {
    "text": _HERE / "weights.npz",
    "glanced": _HERE / "weights-glanced.npz",
    "sentences": _HERE / "weights-sentences.npz",
    "page": _HERE / "weights-html.npz",
    "skimmed": _HERE / "weights-skimmed.npz",
}
_KNOWN = NAMES.index("all-known-words")
_CLIP = 6.0  # standard deviations
_CONTEXT_AT = 2  # the block before which the document as a whole comes in


class Verdict(NamedTuple):
    """How likely each unit is body, and how likely it is that the document holds chrome at all."""

    body: Any
    chrome: float


class Nets:
    """Weights, ready to ask. `arrays` are those of the weights file; the first axis of a net's own is the net."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        full = {name: np.asarray(arrays[name]) for name in arrays}
        if tuple(full.pop("features").tolist()) not in FEATURES.values():
            raise ValueError("the weights were trained on other features; train again")
        self._slots = full.pop("slots")
        self._dilations = full.pop("dilations").tolist()
        self._words = np.concatenate(list(full.pop("words")), axis=1)  # slots x all nets' numbers for a word, as bytes
        w = self._w = {name: array.astype(np.float32) for name, array in full.items()}
        self.mean, self._scale = w.pop("mean"), w.pop("scale")
        self._word_scale = w.pop("words.scale").ravel()
        self._reading = w["into.weight"][:, len(self.mean) :]
        self._blocks = [_parted(w[f"blocks.{number}.weight"]) for number in range(len(self._dilations))]
        self._seeing = np.concatenate(list(w["into.weight"][:, : len(self.mean)]), axis=1)  # one product for all nets

    def judge(self, sight: Sight) -> Verdict:
        """How likely each unit of a document is body."""
        if not len(sight.table):
            return Verdict(np.zeros(0, np.float32), 0.0)
        with one_thread():
            body, document = self._judge(sight)
        return Verdict(_sigmoid(body.mean(0)), float(_sigmoid(document.mean())))

    def _judge(self, sight: Sight) -> tuple[Any, Any]:
        """Logits of the units and of the document, by net."""
        w, n = self._w, len(sight.table)
        h = self._entering(sight)
        for number, (distance, block) in enumerate(zip(self._dilations, self._blocks, strict=True)):
            if number == _CONTEXT_AT:
                h = _relu(h + (_pooled(h) @ w["whole.weight"] + w["whole.bias"][:, None]))
            below, own, above = block  # what each unit says to the one below, to itself, to the one above
            total = h @ own
            total += w[f"blocks.{number}.bias"][:, None]
            if distance < n:
                total[:, distance:] += (h @ below)[:, :-distance]
                total[:, :-distance] += (h @ above)[:, distance:]
            h += _relu(total)
        body = h @ w["out.weight"] + w["out.bias"][:, None]
        return body[..., 0], _pooled(h) @ w["chrome.weight"] + w["chrome.bias"][:, None]

    def _entering(self, sight: Sight) -> Any:
        """The first layer: nets x units x width."""
        read = _read(sight, self._slots)
        seen = sight.table - self.mean
        seen[:, _KNOWN] += read.familiar
        seen *= self._scale
        np.clip(seen, -_CLIP, _CLIP, out=seen)
        nets, width = self._w["into.bias"].shape
        h = np.ascontiguousarray((seen @ self._seeing).reshape(len(seen), nets, width).swapaxes(0, 1))
        h += self._w["into.bias"][:, None]
        if read.familiar:
            sums = np.add.reduceat(self._words.take(read.slots, axis=0).astype(np.float32), read.first)
            sums *= (read.familiar / read.counts)[:, None] * self._word_scale
            h[:, read.units] += sums.reshape(len(sums), nets, -1).swapaxes(0, 1) @ self._reading
        return _relu(h)


class _Read(NamedTuple):
    familiar: float
    slots: Any  # of known words, unit after unit
    units: Any  # that have such words
    first: Any  # where the words of each of these begin
    counts: Any  # and how many there are


def _read(sight: Sight, table: Any) -> _Read:
    """The words at the units' heads that the word list knows, and how far they count."""
    head = words.in_head(sight.owners, len(sight.table))
    there, slots = words.known(table, sight.words[head])
    familiar = words.familiar(np.count_nonzero(there) / len(there)) if len(there) else 0.0
    if not familiar:
        return _Read(0.0, slots[:0], slots[:0], slots[:0], slots[:0])
    owners = sight.owners[head][there]
    first = np.concatenate([[0], np.flatnonzero(owners[1:] != owners[:-1]) + 1])
    return _Read(familiar, slots, owners[first], first, np.bincount(owners)[owners[first]])


@lru_cache(maxsize=len(WEIGHTS))
def shipped(form: Form = "text") -> Nets:
    """The nets of this package for lines or sentences of a text, or lines of a page, read or skimmed, when needed."""
    with np.load(WEIGHTS[form], allow_pickle=False) as arrays:
        return Nets(arrays)


def _pooled(h: Any) -> Any:
    """Of each net what the units say on the whole, and at most: nets x 1 x twice the width."""
    return np.concatenate([h.mean(1, keepdims=True), h.max(1, keepdims=True)], axis=2)


def _parted(weights: Any) -> tuple[Any, Any, Any]:
    """A block's weights for the three units that speak to one, each of its own, as products want them."""
    below, own, above = np.split(weights, 3, axis=2)
    return np.ascontiguousarray(below), np.ascontiguousarray(own), np.ascontiguousarray(above)


def _relu(x: Any) -> Any:
    return np.maximum(x, np.zeros_like(x), out=x)  # beside a scalar it takes four times as long


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))
