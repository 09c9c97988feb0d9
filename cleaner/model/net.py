"""The net in numpy: a unit meets its neighbours at growing distances, and the document as a whole.

Trained in torch (`training/net.py`, the same layers); here it is a handful of matrix products for all units at once.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cleaner.model import words
from cleaner.model.features import HTML_NAMES, NAMES, Sight

WEIGHTS = Path(__file__).parent / "weights.npz"
HTML_WEIGHTS = Path(__file__).parent / "weights-html.npz"
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
        if tuple(full.pop("features").tolist()) not in (NAMES, HTML_NAMES):
            raise ValueError("the weights were trained on other features; train again")
        self._slots = full.pop("slots")
        self._dilations = full.pop("dilations").tolist()
        w = self._w = {name: array.astype(np.float32) for name, array in full.items()}
        self.mean, self._scale = w.pop("mean"), w.pop("scale")
        self._words = w.pop("words") * w.pop("words.scale")

    def judge(self, sight: Sight) -> Verdict:
        """How likely each unit of a document is body."""
        if not len(sight.table):
            return Verdict(np.zeros(0, np.float32), 0.0)
        with _blas().limit(limits=1):  # threads on products this small cost far more than they save
            body, document = self._judge(sight)
        return Verdict(_sigmoid(body), float(_sigmoid(document)))

    def _judge(self, sight: Sight) -> tuple[Any, Any]:
        """Logits of the units and of the document."""
        w, n = self._w, len(sight.table)
        h = _relu(self._seen(sight) @ w["into.weight"] + w["into.bias"])
        width = h.shape[1]
        for number, distance in enumerate(self._dilations):
            if number == _CONTEXT_AT:
                h = _relu(h + (_pooled(h) @ w["whole.weight"] + w["whole.bias"]))
            near = h @ w[f"blocks.{number}.weight"]  # what each unit says to the one below, to itself, to the one above
            total = near[:, width : 2 * width] + w[f"blocks.{number}.bias"]
            if distance < n:
                total[distance:] += near[:-distance, :width]
                total[:-distance] += near[distance:, 2 * width :]
            h += _relu(total)
        body = h @ w["out.weight"] + w["out.bias"]
        return body[:, 0], (_pooled(h) @ w["chrome.weight"] + w["chrome.bias"])[0]

    def _seen(self, sight: Sight) -> Any:
        """What goes into the net: each unit's features, scaled, and the mean of its words' vectors."""
        read, size = _read(sight, self._slots), len(self.mean)
        into = np.zeros((len(sight.table), size + self._words.shape[1]), np.float32)
        seen = into[:, :size]
        np.subtract(sight.table, self.mean, out=seen)
        seen[:, _KNOWN] += read.familiar
        seen *= self._scale
        np.clip(seen, -_CLIP, _CLIP, out=seen)
        if read.familiar:
            sums = np.add.reduceat(self._words[read.slots], read.first, axis=0)
            into[read.units, size:] = sums * (read.familiar / read.counts)[:, None]
        return into


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
    familiar = words.familiar(float(there.mean())) if len(there) else 0.0
    if not familiar:
        return _Read(0.0, slots[:0], slots[:0], slots[:0], slots[:0])
    return _Read(familiar, slots, *np.unique(sight.owners[head][there], return_index=True, return_counts=True))


@lru_cache(maxsize=1)
def _blas() -> Any:
    """The libraries that multiply matrices for numpy in this process."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")


@lru_cache(maxsize=2)
def shipped(html: bool = False) -> Net:
    """The net of this package for units of a text, or for lines of a page, read when first asked for."""
    with np.load(HTML_WEIGHTS if html else WEIGHTS, allow_pickle=False) as arrays:
        return Net(arrays)


def _pooled(h: Any) -> Any:
    return np.concatenate([h.mean(0), h.max(0)])


def _relu(x: Any) -> Any:
    return np.maximum(x, 0, out=x)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))
