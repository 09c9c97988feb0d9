"""Folding: the one form in which lines and rule patterns meet.

Rules are written once and must hold for `LIKE THIS :`, `Like this:` and a full-width or accent-dropping spelling of
the same words. Folding is NFKC, case folding, plain quotes, dashes and digits, single spaces, and no list or heading
marks around the line. It never adds or drops a newline, so a whole document is folded in one call.

    >>> fold_line("»  LIKE  this’s :  ")
    "like this's :"
    >>> fold_line("DEVAMINI OKU") == fold_line("devamını oku")
    True
    >>> fold_line("यहाँ पढ़ें।") == fold_line("यहां पढें.")
    True
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

# What casefold() and NFKC leave apart although readers take it for the same letter: the Turkish dotless i (capital I
# casefolds to i), Cyrillic yo, Greek accents (capitals drop them), the Arabic and Persian forms of one letter; in
# Devanagari the candrabindu (many print a plain dot), the full stop and the point of abbreviations.
_ALIKE = dict(zip("ıёάέήίόύώϊΐϋΰيىكأإة،ँ।॰", "iеαεηιουωιιυυیی" + "کااه,ं..", strict=True))
# The dots that casefold() leaves of İ and ΐ, loose acutes, tatweel, Arabic vowel marks, direction marks, and the
# private characters that stand for something in patterns; the dot under Devanagari letters, which half of all pages
# leave out.
_DROPPED = (
    "\ue000",
    "\ue001",
    "\u0307",
    "\u0308",
    "\u0301",
    "\u0640",
    "\u093c",
    *map(chr, (*range(0x064B, 0x0653), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
)
# What Hebrew writes for an apostrophe, a quotation mark and a hyphen within words.
_HEBREW = {"\u05f3": "'", "\u05f4": '"', "\u05be": "-"}
# Arabic, Persian, Devanagari and Thai digits.
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0, 0x0966, 0x0E50) for digit in range(10)}
_LETTERS: dict[int, str] = {
    ord(letter): plain
    # The zero-width non-joiner parts words in Persian, where others write a blank.
    for letter, plain in {**_ALIKE, **dict.fromkeys(_DROPPED, ""), **_DIGITS, **_HEBREW, "\u200c": " "}.items()
}
_NEEDS_LETTERS = re.compile("[" + "".join(map(chr, _LETTERS)) + "]")
_MARKS = tuple(zip("’‘ʼ‛´“”„‟«»–—−‐‑―", "'''''" + '""""""' + "------", strict=True))
_BLANKS = re.compile("  +")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SARA_AM = ("\u0e4d\u0e32", "\u0e33")  # a vowel of Thai that NFKC writes as two, and as one
_AROUND = ' -*#>•·▪●◦‣|›‹→←↑↓▲▼►◄✓✔_~="'
# And the pictures that pages set before a prompt or a link, and what joins them: 📱, 👉, ▶.
_PICTURES = (
    _AROUND
    + "\ufe0f\u200d"
    + "".join(
        chr(point)
        for first, end in ((0x2190, 0x2200), (0x2300, 0x2400), (0x25A0, 0x27C0), (0x2B00, 0x2C00), (0x1F000, 0x1FB00))
        for point in range(first, end)
    )
)
_BUTTON = "(button) "
# A letter and a word, one of Devanagari beside all others: its vowel signs are no letters to `re`.
LETTER = r"[^\W\d_\u0900-\u0963]", r"[\u0900-\u0963]"
A_WORD = rf"(?:{LETTER[0]}+|{LETTER[1]}+)"
# The vowel and tone signs of the scripts of India and of Thai, Lao, Burmese and Khmer are no letters to `re`, yet tell
# words apart: ข่าว is news, ข้าว rice.
_WORDS = re.compile(r"[\w\u0900-\u0963\u0971-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ece\u1000-\u1049\u1050-\u109f\u1780-\u17d3]+")


def fold(text: str) -> str:
    """Fold `text`, keeping its newlines; apply `trim` to each line afterwards."""
    text = text.replace("\t", " ").replace("`", "'")
    if not text.isascii():
        text = _SURROGATES.sub("\ufffd", text)  # no pattern could be asked about them
        # The two commonest characters NFKC would change go first: without them it mostly has nothing to do.
        text = unicodedata.normalize("NFKC", text.replace("\xa0", " ").replace("…", "...").replace("ⓒ", "©"))
    text = text.casefold()
    if not text.isascii():
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
        if _NEEDS_LETTERS.search(text):
            text = text.translate(_LETTERS)
    return _BLANKS.sub(" ", text)


def trim(folded: str) -> str:
    """Take list, heading and quotation marks off both ends of one folded line, pictures, and lynx's mark of a button.

    A line of pictures and figures alone keeps them.
    """
    line = _from_first_word(folded)
    return _bare(line.rstrip(_AROUND), str.rstrip)


def _from_first_word(folded: str) -> str:
    return _bare(folded.lstrip(_AROUND), str.lstrip).removeprefix(_BUTTON)


def _bare(line: str, strip: Callable[[str, str], str]) -> str:
    """A line without the pictures at one end, if it has a word."""
    if line.isascii():
        return line
    bare = strip(line, _PICTURES)
    return bare if len(bare) == len(line) or any(map(str.isalpha, bare)) else line


def fold_line(line: str) -> str:
    """Fold and trim one line, as rules see it."""
    return trim(fold(line))


def original(line: str, start: int, end: int) -> str:
    """The part of `line` that characters `start` to `end` of `fold_line(line)` stand for, as it was written.

    >>> original("»  By  Zoë Großmann:", 3, 16)
    'Zoë Großmann'
    >>> original("* (BUTTON) By Zoë Großmann", 3, 16)
    'Zoë Großmann'
    """
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFKC", line).replace("\t", " "))
    folded = list(_pieces(plain))
    around = "".join(folded)
    at = len(_from_first_word(around.casefold())) - len(around)
    kept: list[str] = []
    for character, piece in zip(plain, folded, strict=True):
        goes_on = bool(kept) and not piece and unicodedata.combining(character) > 0
        if (start <= at < end and (piece or kept)) or (at == end and goes_on):
            kept.append(character)
        at += len(piece)
    return "".join(kept).strip().replace(*_SARA_AM)


def _pieces(plain: str) -> Iterator[str]:
    """What folding makes of each character; blanks that only what it drops had parted count once."""
    is_blank = False
    for character in plain:
        piece = character if character.isascii() else fold(character)
        yield "" if is_blank and piece == " " else piece
        is_blank = piece.endswith(" ") if piece else is_blank


def words_key(folded: str) -> str:
    """The words of a folded line and nothing else: the key that whole-line phrases are looked up by."""
    return " ".join(_WORDS.findall(folded))


@lru_cache(maxsize=256)  # a page says its title, and its site's name, many times over
def same_text(line: str) -> str:
    """`words_key` of an unfolded line, for asking whether two lines say the same."""
    return words_key(fold(line))
