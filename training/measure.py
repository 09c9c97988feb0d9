"""How good predictions are, in the measure that counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from cleaner.model.decoding import SURE, decide
from cleaner.model.evidence import GROUPS
from cleaner.model.features import NAMES
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
        chosen[free] = decide(likely[free], chrome, sizes_of(it)[free], _ends_well(it)[free])
    return chosen


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
    """Mean word F1 by form, articles and all kinds apart, with what the rules alone reach."""
    scores: dict[str, list[float]] = defaultdict(list)
    for it, p in zip(items, likely, strict=True):
        form = it.example.form
        score = f1(it, decode(p, it))
        if it.example.kind == "segments":
            scores[f"german {form}"].append(score)
            continue
        scores[f"all {form}"].append(score)
        if it.example.kind == "article":
            scores[f"art {form}"].append(score)
            if form in ("clean", "trafilatura"):
                scores[f"art {form} by rules"].append(f1(it, it.free))
    return {name: float(np.mean(values)) for name, values in sorted(scores.items())}
