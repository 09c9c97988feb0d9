"""Hashes of stretches of a text, all at once."""

from typing import Any

import numpy as np

_BASE = 0x9E3779B97F4A7C15  # odd, so that its powers have inverses
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_powers: dict[str, Any] = {}


def spans_hash(codes: Any, starts: Any, ends: Any) -> Any:
    """A number for each stretch of code points, the same for the same characters wherever they stand.

    A stretch is a polynomial in the base, its characters the coefficients; modulo 2**64, as unsigned integers go.
    """
    up, down = _tables(len(codes) + 1)
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint32(7)) * up[: len(codes)], out=sums[1:], dtype=np.uint64)
    hashes = (sums[ends] - sums[starts]) * down[starts]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    return hashes * _MIX


def _tables(size: int) -> tuple[Any, Any]:
    """Powers of the base and of its inverse, kept for texts as long as the longest so far."""
    if len(_powers.get("up", ())) < size:
        size = max(size, 1 << 16)
        for name, base in (("up", _BASE), ("down", _INVERSE)):
            steps = np.full(size, base, np.uint64)
            steps[0] = 1
            _powers[name] = np.multiply.accumulate(steps)
    return _powers["up"], _powers["down"]
