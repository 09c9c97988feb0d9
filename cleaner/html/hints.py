"""What the tree says of each line of a page, as numbers for the line model.

Elements and class names around the line, its share of links, how much prose its containers hold (the idea of
Readability's scores), and whether others take it for main text: trafilatura, and the page's own `articleBody`.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cleaner.html.context import ELEMENTS, NAMED, Context
from cleaner.html.rendering import Line

_TAGS = "p li h1 h2 h3 h4 td div blockquote pre figcaption section span a".split()
_OWN = {name: number for number, name in enumerate(_TAGS)}
_PROSE = 12  # words: a line of as many counts as prose of its containers
_CONTAINERS = 3  # levels around a line's block whose prose is told
NAMES = (
    *(f"in-{name}" for name in ELEMENTS), *(f"named-{name}" for name in NAMED), *(f"near-{name}" for name in NAMED),
    *(f"own-{name}" for name in _TAGS), "link-share", "linked-words", "depth", "gap", "inline",
    *(f"container-{level}-{what}" for level in range(_CONTAINERS) for what in ("words", "share", "most")),
    "shared-levels", "chosen", "chosen-share", "nothing-chosen", "declared", "nothing-declared",
)  # fmt: skip
_CHOSEN = NAMES.index("chosen")


def table(lines: Sequence[Line], declared: Sequence[float]) -> Any:
    """Lines x `NAMES`, float32, without trafilatura's choice. `declared`: the share of each line in `articleBody`."""
    import numpy as np

    n = len(lines)
    contexts = [line.context for line in lines]
    elements = np.array([context.elements for context in contexts], np.int64)
    names = np.array([context.names for context in contexts], np.int64)
    near = np.array([context.near[0] | context.near[1] | context.near[2] for context in contexts], np.int64)
    texts = [line.text for line in lines]
    lengths = np.array(list(map(len, texts)), np.float32)
    counts, links = word_counts(texts), link_shares(lengths, [line.linked for line in lines])
    own = np.array([_OWN.get(context.tag, -1) for context in contexts])
    said = np.array(declared, np.float32)
    plain = np.stack([
        links, links * np.log1p(counts), np.array([c.depth for c in contexts], np.float32) / 20.0,
        np.array([line.gap for line in lines]), np.array([line.inline for line in lines]),
    ], axis=1)  # fmt: skip
    ends = np.stack([
        np.zeros(n), np.zeros(n), np.ones(n), said, np.full(n, float(not said.any())),
    ], axis=1)  # fmt: skip
    return np.concatenate([
        bits(elements, len(ELEMENTS)), bits(names, len(NAMED)), bits(near, len(NAMED)),
        own[:, None] == np.arange(len(_OWN)), plain, _containers(contexts, counts * (1 - links)), ends,
    ], axis=1, dtype=np.float32)  # fmt: skip


def with_chosen(hints: Any, lines: Sequence[Line], chosen: Sequence[float]) -> Any:
    """The same table with the share of each line that trafilatura chose, of the page that it chose, and if it did."""
    import numpy as np

    picked = np.array(chosen, np.float32)
    counts = word_counts([line.text for line in lines])
    told = hints.copy()
    told[:, _CHOSEN] = picked
    told[:, _CHOSEN + 1] = float((picked * counts).sum() / max(float(counts.sum()), 1.0))
    told[:, _CHOSEN + 2] = float(not picked.any())
    return told


def word_counts(texts: Sequence[str]) -> Any:
    """How many words each line has, by its blanks, and where words have none between them by its characters."""
    import numpy as np

    from cleaner.model import characters as ch

    counts = np.array([text.count(" ") + 1 for text in texts], np.float32)
    codes = ch.codes("".join(texts))
    if codes.max(initial=0) >= ch.FIRST_UNSPACED:
        kinds = ch.table()[codes]
        unspaced = np.flatnonzero((kinds == ch.IDEOGRAPH) | (kinds == ch.UNSPACED))
        owners = np.repeat(np.arange(len(texts)), list(map(len, texts)))[unspaced]
        counts += np.bincount(owners, ch.WORTH[kinds[unspaced]], minlength=len(texts))
    return counts


def link_shares(lengths: Any, linked: Sequence[int]) -> Any:
    """How much of each line is links, 0 to 1, given how many characters it has, float32, and how many of these are."""
    import numpy as np

    return np.minimum(np.array(linked, np.float32) / np.maximum(lengths, 1.0), 1.0)


def bits(numbers: Any, size: int) -> Any:
    """The lowest `size` bits of each whole number, the lowest first: numbers x size."""
    import numpy as np

    octets = numbers.astype("<u8").view(np.uint8).reshape(len(numbers), 8)
    return np.unpackbits(octets, axis=1, bitorder="little")[:, :size]


def _containers(contexts: Sequence[Context], words: Any) -> Any:
    """How much prose each of the containers around a line holds, and how many it shares with the most prose.

    Lines beside each other stand in the same containers, which are looked at once.
    """
    import numpy as np

    places: dict[int, int] = {}
    chains: list[tuple[Any, ...]] = []
    known: dict[int, tuple[Any, ...]] = {}
    for context in contexts:
        if id(context.above) not in places:
            places[id(context.above)] = len(chains)
            chains.append(_around(context.above, known))
    owners = np.array([places[id(context.above)] for context in contexts])
    prose = np.bincount(owners, words * (words >= _PROSE), minlength=len(chains)).tolist()
    held: list[dict[Any, float]] = [defaultdict(float) for _ in range(_CONTAINERS)]
    for chain, count in zip(chains, prose, strict=True):
        if count:
            for level, block in enumerate(chain[:_CONTAINERS]):
                held[level][block] += count
    best = max(held[0], key=held[0].__getitem__, default=None)
    chain_of_best = next((set(chain) for chain in chains if chain and chain[0] is best), set())
    shared = np.array([[sum(map(chain_of_best.__contains__, chain))] for chain in chains]) / max(len(chain_of_best), 1)
    counts = np.array([
        [held[level].get(chain[level], 0.0) if level < len(chain) else 0.0 for level in range(_CONTAINERS)]
        for chain in chains
    ])  # fmt: skip
    most = np.array([max(level.values(), default=0.0) for level in held])
    told = np.stack([np.log1p(counts), counts / max(sum(prose), 1.0), (counts == most) & (counts > 0)], axis=2)
    return np.concatenate([told.reshape(len(chains), -1), shared], axis=1)[owners]


def _around(above: Context | None, known: dict[int, tuple[Any, ...]]) -> tuple[Any, ...]:
    """The blocks around a line's own, the nearest first; those of contexts further out are remembered in `known`."""
    new: list[Context] = []
    while above is not None and id(above) not in known:
        new.append(above)
        above = above.above
    chain = known[id(above)] if above is not None else ()
    for context in reversed(new):
        chain = known[id(context)] = (context.block, *chain)
    return chain
