"""What kind of character each code point is, as one table to look a whole text up in."""

import unicodedata
from functools import lru_cache
from typing import Any

import numpy as np

from cleaner.lines import FULL_STOPS

NAMES = (
    "other", "blank", "capital", "small", "caseless", "ideograph", "unspaced", "digit", "stop", "ellipsis", "comma",
    "colon", "quote", "bracket", "dash", "bullet", "slash", "at", "currency", "symbol",
)  # fmt: skip
OTHER, BLANK, CAPITAL, SMALL, CASELESS, IDEOGRAPH, UNSPACED, DIGIT, STOP, ELLIPSIS = range(10)
QUOTE = NAMES.index("quote")
_BY_CATEGORY = {
    "Lu": CAPITAL, "Lt": CAPITAL, "Ll": SMALL, "Lo": CASELESS, "Lm": CASELESS, "Mn": CASELESS, "Mc": CASELESS,
    "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT, "Zs": BLANK, "Ps": 13, "Pe": 13, "Pd": 14, "Pi": 12, "Pf": 12, "Pc": 14,
    "Sc": 18, "So": 19, "Sm": 19, "Sk": 19, "Po": 19,
}  # fmt: skip
_BY_CHARACTER = {
    STOP: f".!?。！？؟।॥．｡{FULL_STOPS}", ELLIPSIS: "…",
    10: ",;，、；،؛､", 11: ":：", 12: "\"'’‘“”„‚«»「」『』《》‹›",
    15: "|•·●▪◦‣►▶▸▼*#>~=+→←↑↓⟩✓✔¦", 16: "/\\", 17: "@©®™&", 18: "%$€£", 1: "\t\u3000\xa0",
}  # fmt: skip
_IDEOGRAPHS = (
    (0x2E80, 0x2FE0),
    (0x3005, 0x3008),
    (0x3040, 0x3100),
    (0x31F0, 0x3200),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
)
_UNSPACED = ((0x0E01, 0x0EDF), (0x1000, 0x10A0), (0x1780, 0x17E0))  # Thai, Lao; Burmese; Khmer
SIZE = 1 << 16
FIRST_UNSPACED = 0x0E01  # the first character of a script without blanks between words
WORTH = np.array([1.0] * len(NAMES), np.float32)  # words a stretch that begins with this kind counts as
WORTH[IDEOGRAPH], WORTH[UNSPACED] = 0.5, 0.2
PARTS = np.array([name in ("other", "blank", "quote", "ideograph", "bracket") for name in NAMES])  # may follow a stop


def codes(text: str) -> Any:
    """The code points of a text, those past the tables as their last: whole numbers to look up by."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.intp)
    return np.minimum(points, SIZE - 1) if points.max(initial=0) >= SIZE else points


@lru_cache(maxsize=1)
def table() -> Any:
    """Code point → index in `NAMES`, up to U+FFFF; ask for the last for all beyond."""
    kinds = bytearray(_BY_CATEGORY.get(c, OTHER) for c in map(unicodedata.category, map(chr, range(SIZE))))
    for kind, ranges in ((IDEOGRAPH, _IDEOGRAPHS), (UNSPACED, _UNSPACED)):
        for start, end in ranges:
            for code in range(start, end):
                if kinds[code] == CASELESS:
                    kinds[code] = kind
    for kind, characters in _BY_CHARACTER.items():
        for character in characters:
            kinds[ord(character)] = kind
    kinds[SIZE - 1] = len(NAMES) - 1
    return np.frombuffer(bytes(kinds), np.uint8)


@lru_cache(maxsize=1)
def lower() -> Any:
    """Code point → that of its small letter, and 0 for every digit: numbers are words by their length."""
    small = [ord(c) if len(c := chr(code).lower()) == 1 else code for code in range(SIZE)]
    codes = np.array(small, np.uint32)
    codes[table() == DIGIT] = ord("0")
    return codes
