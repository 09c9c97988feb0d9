"""Other kinds of model on the same folds, for the table in the model card: the choice is measured."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cleaner.model import features
from training.data import Item

_FORMS = ("html_text", "inscriptis", "bs4", "clean", "trafilatura", "residue")
_NEAR = (
    "log-words",
    "log-characters",
    "last-stop",
    "capitalised",
    "own-words",
    "rules-prose",
    "share-digit",
    "times-seen",
)
_BINS = 6


def sampled(items: Sequence[Item]) -> list[Item]:
    """The forms the rivals learn from: all that is measured, without the rest."""
    return [it for it in items if it.example.form in _FORMS and len(it.target) < 1500]


def boosting(items: Sequence[Item], test: Sequence[Item], seed: int = 1) -> list[np.ndarray]:
    """Gradient boosting on each unit with the most telling features of its four neighbours."""
    import lightgbm

    known = sampled(items)
    model = lightgbm.LGBMRegressor(
        objective="cross_entropy", n_estimators=250, num_leaves=63, learning_rate=0.06, min_child_samples=60,
        colsample_bytree=0.4, random_state=seed, n_jobs=1, verbose=-1, deterministic=True, force_row_wise=True,
    )  # fmt: skip
    model.fit(
        np.concatenate([_window(it) for it in known]), np.concatenate([it.target for it in known]),
        sample_weight=np.concatenate([it.weight for it in known]),
    )  # fmt: skip
    return [np.asarray(model.predict(_window(it))) for it in test]


def _window(it: Item) -> np.ndarray:
    columns = [features.NAMES.index(name) for name in _NEAR]
    own = it.table.astype(np.float32)
    near = np.pad(own[:, columns], ((3, 3), (0, 0)))
    n = len(own)
    return np.concatenate([own, *(near[3 + d : 3 + d + n] for d in (-3, -2, -1, 1, 2, 3))], axis=1)


def chain(items: Sequence[Item], test: Sequence[Item]) -> list[np.ndarray]:
    """A linear-chain conditional random field over features cut into bins."""
    import pycrfsuite

    known = sampled(items)
    sample = np.concatenate([it.table for it in known[::20]]).astype(np.float32)
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, _BINS + 1)[1:-1])) for column in sample.T]
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.05, "c2": 0.05, "max_iterations": 40})
    for it in known[::12]:
        trainer.append(_binned(it, edges), ["body" if t >= 0.5 else "chrome" for t in it.target])
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as directory:
        path = str(Path(directory) / "chain")
        trainer.train(path)
        tagger.open(path)
    likely = []
    for it in test:
        tagger.set(_binned(it, edges))
        likely.append(np.array([tagger.marginal("body", i) for i in range(len(it.target))], np.float32))
    return likely


def _binned(it: Item, edges: Sequence[np.ndarray]) -> list[list[str]]:
    table = it.table.astype(np.float32)
    codes = np.stack([np.digitize(table[:, i], e) for i, e in enumerate(edges)], axis=1)
    useful = [i for i, e in enumerate(edges) if len(e)]
    return [[f"{i}={row[i]}" for i in useful if row[i]] for row in codes]
