"""Folding: the one form in which lines and rule patterns meet.

Rules are written once and must hold for `LIKE THIS :`, `Like this:` and a full-width or accent-dropping spelling of
the same words. Folding is NFKC, case folding, plain quotes, dashes and digits, single spaces, and no list or heading
marks around the line. It never adds or drops a newline, so a whole document is folded in one call.

    >>> fold_line("»  LIKE  this’s :  ")
    "like this's :"
    >>> fold_line("DEVAMINI OKU") == fold_line("devamını oku")
    True
"""

import re
import unicodedata

# What casefold() and NFKC leave apart although readers take it for the same letter.
_LETTERS = str.maketrans(
    {
        "ı": "i",  # Turkish: "I".casefold() is "i", so the dotless i has to follow
        "\u0307": None,  # what casefold() leaves of "İ"
        "ё": "е",
        "ά": "α",
        "έ": "ε",
        "ή": "η",
        "ί": "ι",
        "ό": "ο",
        "ύ": "υ",
        "ώ": "ω",
        "ϊ": "ι",
        "ΐ": "ι",
        "ϋ": "υ",
        "ΰ": "υ",
        "\u0301": None,  # a loose acute, as stressed Cyrillic vowels carry it
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "أ": "ا",
        "إ": "ا",
        "\u0640": None,  # tatweel
        "\u200c": " ",  # zero-width non-joiner: Persian writes it or a space
        **{mark: None for mark in map(chr, range(0x064B, 0x0653))},  # Arabic vowel marks
        **{base + digit: str(digit) for base in (0x0660, 0x06F0, 0x0966) for digit in range(10)},
    }
)
_NEEDS_LETTERS = re.compile(
    "[ıёάέήίόύώϊΐϋΰيىكأإ\u0301\u0307\u0640\u064b-\u0652\u200c\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]"
)
_MARKS = tuple(zip("’‘ʼ‛´`“”„‟«»–—−‐‑―", "''''''" + '""""""' + "------", strict=True))
_BLANKS = re.compile("  +")
_AROUND = ' -*#>•·▪●◦‣|›‹→←↑↓▲▼►◄✓✔_~="\u200e\u200f\ufe0f'
_WORDS = re.compile(r"\w+")


def fold(text: str) -> str:
    """Fold `text`, keeping its newlines; apply `trim` to each line afterwards."""
    text = text.replace("\t", " ")
    if not text.isascii():
        # The two commonest characters NFKC would change go first: without them it mostly has nothing to do.
        text = unicodedata.normalize("NFKC", text.replace("\xa0", " ").replace("…", "..."))
    text = text.casefold()
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
        if _NEEDS_LETTERS.search(text):
            text = text.translate(_LETTERS)
    return _BLANKS.sub(" ", text)


def trim(folded: str) -> str:
    """Take list, heading and quotation marks off both ends of one folded line."""
    return folded.strip(_AROUND)


def fold_line(line: str) -> str:
    """Fold and trim one line, as rules see it."""
    return trim(fold(line))


def original(line: str, start: int, end: int) -> str:
    """The part of `line` that characters `start` to `end` of `fold_line(line)` stand for, as it was written.

    >>> original("»  By  Zoë Großmann:", 3, 16)
    'Zoë Großmann'
    """
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFKC", line).replace("\t", " "))
    folded = [fold(character) for character in plain]
    around = "".join(folded)
    at = len(around.lstrip(_AROUND)) - len(around)
    kept = []
    for character, piece in zip(plain, folded, strict=True):
        if start <= at < end:
            kept.append(character)
        at += len(piece)
    return "".join(kept).strip()


def words_key(folded: str) -> str:
    """The words of a folded line and nothing else: the key that whole-line phrases are looked up by."""
    return " ".join(_WORDS.findall(folded))


def same_text(line: str) -> str:
    """`words_key` of an unfolded line, for asking whether two lines say the same."""
    return words_key(fold(line))
