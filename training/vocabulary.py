"""Which words the model may read: those many sites use. Topic words of a few pages say nothing about the next."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from cleaner.model import words as lookup


def choose(seen: Iterable[tuple[str, np.ndarray]], sites: int) -> np.ndarray:
    """Hashes of the words that at least `sites` sites use, as the table `words.rows` looks them up in.

    `seen` holds a site and the hashes of its words. Of two words that want one slot the commoner gets it.
    """
    by_site: dict[str, list[np.ndarray]] = defaultdict(list)
    for site, hashes in seen:
        by_site[site].append(np.unique(hashes))
    words, counts = np.unique(
        np.concatenate([np.unique(np.concatenate(parts)) for parts in by_site.values()]), return_counts=True
    )
    common = counts >= sites
    words, counts = words[common], counts[common]
    table = np.zeros(lookup.SLOTS, np.uint16)
    for word in words[np.argsort(counts, kind="stable")]:
        table[int(lookup.slot(word))] = lookup.check(word)
    return table
