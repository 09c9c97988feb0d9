"""Examples as arrays: computed once, masked and batched as often as training goes round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cleaner.model import features, words
from training.examples import Example

KNOWN = features.NAMES.index("all-known-words")
EVIDENCE = [i for i, name in enumerate(features.NAMES) if name.startswith("rules-")]
_LEAST_WEIGHT = 0.3  # of a unit without a word
_LONGEST = 2500  # units; of longer ones a stretch is used


@dataclass
class Item:
    """An example as the net sees it."""

    example: Example
    table: np.ndarray  # float16
    hashes: np.ndarray  # of the words at the units' heads
    owners: np.ndarray
    target: np.ndarray
    weight: np.ndarray
    free: np.ndarray  # units no rule removes: the model's own to decide
    slots: np.ndarray | None = None  # of the words in the list
    slot_owners: np.ndarray | None = None
    known: float = 0.0

    @property
    def dirty(self) -> float:
        """Whether the model has anything to remove: more than a hundredth of the words no rule takes."""
        sizes = self.example.words * self.free
        return float((sizes * (self.target < 0.5)).sum() > 0.01 * sizes.sum())


def item(example: Example) -> Item:
    """An example with its features and the weights of its units."""
    sight = features.see(example.units, example.spans, example.body, example.evidence)
    n = len(example.units)
    head = words.in_head(sight.owners, n)
    target = _filled(example.share)
    free = example.evidence[:, : len(features.rules.GROUPS)].max(1) == 0
    total, gold = float(sight.sizes.sum()), float((sight.sizes * target).sum())
    weight = np.maximum(sight.sizes, _LEAST_WEIGHT) * example.trust / (gold + 0.1 * total + 5.0)
    return Item(
        example, sight.table.astype(np.float16), sight.words[head], sight.owners[head].astype(np.int32),
        target.astype(np.float32), weight.astype(np.float32), free,
    )  # fmt: skip


def _filled(share: np.ndarray) -> np.ndarray:
    """Units without words are what the unit above them is."""
    at = np.where(np.isnan(share), 0, np.arange(len(share)))
    return np.nan_to_num(share[np.maximum.accumulate(at)])


def read_words(items: Sequence[Item], table: np.ndarray) -> None:
    """Look the items' words up in the word list."""
    for it in items:
        there, slots = words.known(table, it.hashes)
        it.slots, it.slot_owners = slots, it.owners[there]
        it.known = words.familiar(float(there.mean())) if len(there) else 0.0


def batches(items: Sequence[Item], rng: np.random.Generator, most: int) -> Iterator[list[Item]]:
    """Items of like length together, at most `most` units with their padding a batch, in random order."""
    order = sorted(range(len(items)), key=lambda i: min(len(items[i].target), _LONGEST) * rng.uniform(0.8, 1.25))
    groups, group, longest = [], [], 0
    for i in order:
        size = min(len(items[i].target), _LONGEST)
        if group and max(longest, size) * (len(group) + 1) > most:
            groups.append(group)
            group, longest = [], 0
        group.append(items[i])
        longest = max(longest, size)
    if group:
        groups.append(group)
    for g in rng.permutation(len(groups)):
        yield groups[g]
