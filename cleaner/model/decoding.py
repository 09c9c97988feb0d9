"""Which units to keep, given how likely each is body: the set whose word F1 is expected to be the highest, with care.

The thresholds were chosen by cross-validation over sites (`training/`), for all forms of input together.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from cleaner.model.features import Form

_Sure = Mapping[str | None, float]  # by what is favoured


class _Care(NamedTuple):
    """How sure to be before units of one form go."""

    clean: _Sure  # a document less likely to hold chrome than this is left alone
    tilt: _Sure  # beta of the F measure that is maximised
    inside: _Sure  # likelihood that is enough for a few words between units that stay


_TEXT = _Care(
    clean={None: 0.7, "precision": 0.5, "recall": 0.8},
    tilt={None: 1.0, "precision": 0.7, "recall": 1.5},
    inside={None: 0.12, "precision": 0.3, "recall": 0.08},
)
_LINE = _TEXT._replace(  # its sentences may be half chrome
    clean={None: 0.95, "precision": 0.9, "recall": 0.98}, tilt={None: 1.25, "precision": 0.9, "recall": 1.75}
)
_PAGE = _Care(  # which comes from no extractor
    clean={None: 0.2, "precision": 0.1, "recall": 0.4},
    tilt={None: 0.9, "precision": 0.65, "recall": 1.3},
    inside={None: 0.35, "precision": 0.5, "recall": 0.2},
)
_CARE: "Mapping[Form, _Care]" = {
    "text": _TEXT, "glanced": _TEXT, "sentences": _LINE, "page": _PAGE, "skimmed": _PAGE,
}  # fmt: skip
_CLEAN_STRANGE: _Sure = {None: 0.9, "precision": 0.8, "recall": 0.95}  # for a text that is foreign to rules and words
SURE = {None: 0.9, "precision": 1.01, "recall": 0.8}  # from here on the model takes back what rules say
# The same for what rules take for a thread of comments, of which only what is likelier than `CHROME` is asked.
SURE_OF_THREAD = {None: 0.7, "precision": 1.01, "recall": 0.5}
CHROME = 0.1
_LITTLE = 0.15  # share of the words: who finds no more chrome than this has an extractor's output before him
_GAP, _FEW = 2, 20  # units, and words, that may stand between two kept units
_PARAGRAPH, _SAFE, _LAST = 12, 0.4, 0.12  # words and likelihood of a paragraph, and likelihood of the sentence after it
_MAYBE = 0.3  # likelihood of a paragraph between kept units from which on it stays
_A_LINE, _SENTENCE, _OTHER = 6, 0.1, 0.25  # words, and likelihood, of a sentence or another line that may be body
_AMIDST = 0.05  # likelihood from which on any line may be, between two that stay


def decide(
    likely: Any,
    chrome: float,
    sizes: Any,
    sentence: Any,
    favor: str | None = None,
    *,
    form: "Form" = "text",
    strange: bool = False,
) -> Any:
    """For each unit whether to keep it: all of a document that looks clean, else the best set and what it encloses.

    `sizes` are in words; `sentence` says which units end as a sentence does; `form` what they are units of; `strange`
    that neither the language of a text nor a line of it is known.
    """
    care = _CARE[form]
    if chrome < max(care.clean[favor], _CLEAN_STRANGE[favor] if strange else 0.0):
        return np.ones(len(likely), bool)
    sizes = np.maximum(sizes, 0.3)
    kept = best_set(likely, sizes, care.tilt[favor])
    if care is _PAGE:
        return with_inner(kept, likely, sizes, care.inside[favor])
    if favor != "precision":
        kept |= _paragraphs_inside(kept, likely, sizes, sentence)
    if favor != "precision" and sizes[~kept].sum() < _LITTLE * sizes.sum():
        kept = _between(kept)  # an extractor's slips stand at the ends, its inner oddities are body
    else:
        kept = with_inner(kept, likely, sizes, care.inside[favor])
    return _with_last(kept, likely, sizes, sentence)


def _paragraphs_inside(kept: Any, likely: Any, sizes: Any, sentence: Any) -> Any:
    """Paragraphs between kept units that may well be body: a story with a hole is worse than one with a teaser."""
    return _between(kept) & sentence & (sizes >= _PARAGRAPH) & (likely >= _MAYBE)


def with_doubtful(kept: Any, likely: Any, sizes: Any, sentence: Any) -> Any:
    """The kept units and all that may be body at all: what is shorter than a page gives little to judge by."""
    may_be = (sizes >= _A_LINE) & (likely >= np.where(sentence, _SENTENCE, _OTHER))
    kept = kept | may_be
    return kept | (_between(kept) & (likely >= _AMIDST))


def doubt(likely: Any, sizes: Any) -> float:
    """The share of a document's words that are expected to be judged wrongly, given how likely each unit is body."""
    return float((np.minimum(likely, 1 - likely) * sizes).sum() / max(float(sizes.sum()), 1.0))


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


def _between(kept: Any) -> Any:
    """All from the first kept unit to the last."""
    return np.logical_or.accumulate(kept) & np.logical_or.accumulate(kept[::-1])[::-1]


def with_inner(kept: Any, likely: Any, sizes: Any, enough: float) -> Any:
    """The kept units and the few words between two of them that are not surely chrome: subheads, one-line answers.

    There is little to win by taking out a short line between paragraphs, and a reader misses it more than a last one.
    """
    kept = kept.copy()
    inside = np.flatnonzero(kept)
    gaps = np.flatnonzero((np.diff(inside) > 1) & (np.diff(inside) <= _GAP + 1))
    for before, after in zip(inside[gaps].tolist(), inside[gaps + 1].tolist(), strict=True):
        gap = slice(before + 1, after)
        if sizes[gap].sum() <= _FEW:
            kept[gap] |= likely[gap] >= enough
    return kept


def _with_last(kept: Any, likely: Any, sizes: Any, sentence: Any) -> Any:
    """The kept units and a sentence right behind a paragraph: stories like to end on a short one."""
    paragraph = kept & (sizes >= _PARAGRAPH) & (likely >= _SAFE)
    last = ~kept & sentence & (likely >= _LAST)
    last[0] = False
    last[1:] &= paragraph[:-1]
    return kept | last
