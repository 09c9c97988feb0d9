"""Hashes of stretches of a text, all at once."""

from functools import lru_cache
from typing import Any

import numpy as np

_BASE = 0x9E3779B97F4A7C15  # odd, so that its powers have inverses
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_LEAST = 16  # bits of the length that powers are reckoned for: texts of a usual length share them


def spans_hash(codes: Any, starts: Any, ends: Any) -> Any:
    """A number for each stretch of code points, the same for the same characters wherever they stand.

    A stretch is a polynomial in the base, its characters the coefficients; modulo 2**64, as unsigned integers go.
    """
    up, down = _powers(max(_LEAST, len(codes).bit_length()))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint32(7)) * up[: len(codes)], out=sums[1:], dtype=np.uint64)
    hashes = (sums[ends] - sums[starts]) * down[starts]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    return hashes * _MIX


@lru_cache(maxsize=2)
def _powers(bits: int) -> tuple[Any, Any]:
    """Powers of the base and of its inverse, for texts of up to so many bits' length."""
    up, down = np.full((2, 1 << bits), 1, np.uint64)
    up[1:], down[1:] = _BASE, _INVERSE
    return np.multiply.accumulate(up), np.multiply.accumulate(down)
