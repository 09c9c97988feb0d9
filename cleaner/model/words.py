"""The word list: a table of hashes, each word in the slot its hash names, told from others by 16 more of its bits."""

from typing import Any

import numpy as np

HEAD = 12  # words of a unit that are looked up, from its start: what comes later is topic
SLOTS = 1 << 15
_STRANGE, _FAMILIAR = 0.4, 0.55  # shares of a document's words that the list knows: from the first on they are read
_SLOT_BITS, _CHECK_BITS = np.uint64(64 - 15), np.uint64(33)


def slot(hashes: Any) -> Any:
    """Where in the table a word would stand."""
    return hashes >> _SLOT_BITS


def check(hashes: Any) -> Any:
    """What the table holds there if the word is in it; never 0, which is no word."""
    return ((hashes >> _CHECK_BITS) & np.uint64(0xFFFF)) | np.uint64(1)


def in_head(owners: Any, units: int) -> Any:
    """Which words, given the unit each is in, are among the first of their unit."""
    first = np.searchsorted(owners, np.arange(units))
    return np.arange(len(owners)) - first[owners] < HEAD


def known(table: Any, hashes: Any) -> tuple[Any, Any]:
    """Which words are in the table, and the slots of those."""
    slots = slot(hashes).astype(np.int64)
    there = table[slots] == check(hashes)
    return there, slots[there]


def familiar(share: float) -> float:
    """How far to go by words, 0 to 1, given the share of them that is known.

    What the list knows of a language it has hardly seen are words of menus and cookie notices.
    """
    return min(max((share - _STRANGE) / (_FAMILIAR - _STRANGE), 0.0), 1.0)
