"""How good predictions are, in the measure that counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from cleaner.model.decoding import SURE, decide
from cleaner.model.evidence import GROUPS
from cleaner.model.features import NAMES, Form
from training.align import words
from training.data import Item

_FIRM = [GROUPS.index(name) for name in ("head", "money")]
_DOUBTED = [i for i in range(len(GROUPS)) if i not in _FIRM]
Prediction = tuple[np.ndarray, float]
Decode = Callable[[Prediction, Item], np.ndarray]


def plain(prediction: Prediction, it: Item, sure: float = SURE[None]) -> np.ndarray:
    """What the shipped decoding keeps."""
    likely, chrome = prediction
    chosen = np.zeros(len(likely), bool)
    doubted = it.example.evidence[:, _DOUBTED].any(1) & ~it.example.evidence[:, _FIRM].any(1)
    free = np.flatnonzero(it.free | (doubted & (likely >= sure)))
    if len(free):
        chosen[free] = decide(likely[free], chrome, sizes_of(it)[free], _ends_well(it)[free], form=_form(it))
    return chosen


def _form(it: Item) -> Form:
    if it.table.shape[1] > len(NAMES):
        return "page"
    return "sentences" if it.example.one_line else "text"


def _ends_well(it: Item) -> np.ndarray:
    last = [NAMES.index("last-stop"), NAMES.index("last-quote")]
    return np.asarray(it.table[:, last].any(1))


def sizes_of(it: Item) -> np.ndarray:
    """Words of each unit."""
    return it.example.words.astype(np.float32)


def f1(it: Item, chosen: np.ndarray) -> float:
    """Word F1 of the chosen units against the gold."""
    got = Counter(words("\n".join([u for u, c in zip(it.example.units, chosen, strict=True) if c])))
    gold = Counter(words(it.example.gold))
    if not got or not gold:
        return float(not got and not gold)
    both = (got & gold).total()
    return 2 * both / (got.total() + gold.total())


def table(items: Sequence[Item], likely: Iterable[Prediction], decode: Decode = plain) -> dict[str, float]:
    """Mean word F1 by form, articles and all kinds apart, with what the rules alone reach; F1 of marked segments."""
    scores: dict[str, list[float]] = defaultdict(list)
    found: Counter[tuple[str, str]] = Counter()
    for it, p in zip(items, likely, strict=True):
        form, chosen = it.example.form, decode(p, it)
        if it.example.kind == "segments":
            found.update({(form, what): number for what, number in _of_segments(it, chosen).items()})
            continue
        score = f1(it, chosen)
        scores[f"all {form}"].append(score)
        if it.example.kind == "article":
            scores[f"art {form}"].append(score)
            if form in ("clean", "trafilatura"):
                scores[f"art {form} by rules"].append(f1(it, it.free))
    means = {name: float(np.mean(values)) for name, values in sorted(scores.items())}
    forms = sorted({form for form, _ in found})
    return means | {f"segments {form}": 2 * found[form, "right"] / max(found[form, "all"], 1) for form in forms}


def _of_segments(it: Item, chosen: np.ndarray) -> dict[str, int]:
    """How many wanted segments are in the chosen units, and how many of either kind are there or should be."""
    kept = " ".join(" ".join(u for u, c in zip(it.example.units, chosen, strict=True) if c).split())
    right, wrong = (
        sum(" ".join(s.split()) in kept for s in segments) for segments in (it.example.wanted, it.example.unwanted)
    )
    return {"right": right, "all": right + wrong + len(it.example.wanted)}
