"""Which units to keep, given how likely each is body: the set whose word F1 is expected to be the highest."""

from typing import Any

import numpy as np

_TILT = {None: 1.0, "precision": 0.7, "recall": 1.5}  # beta of the F measure that is maximised
_CLEAN = {None: 0.3, "precision": 0.15, "recall": 0.5}  # a document less likely to hold chrome than this is left alone
SURE = {None: 0.9, "precision": 1.01, "recall": 0.8}  # from here on the model takes back what rules say


def decide(likely: Any, chrome: float, sizes: Any, favor: str | None = None) -> Any:
    """For each unit whether to keep it: all of a document that looks clean, else those of the best set."""
    if chrome < _CLEAN[favor]:
        return np.ones(len(likely), bool)
    return best_set(likely, np.maximum(sizes, 0.3), _TILT[favor])


def best_set(likely: Any, sizes: Any, beta: float = 1.0) -> Any:
    """The likeliest units, as many as make the expected F measure the highest.

    Expected F is (1 + beta²) · hit / (kept + beta² · body), where `hit` is the body in the kept units and `body` all of
    it, in words.
    """
    order = np.argsort(-likely, kind="stable")
    square = beta**2
    body = likely * sizes
    hit, kept = np.cumsum(body[order]), np.cumsum(sizes[order])
    best = int(np.argmax((1 + square) * hit / (kept + square * body.sum() + 1e-9)))
    chosen = np.zeros(len(likely), bool)
    chosen[order[: best + 1]] = True
    return chosen
