"""Texts in languages nobody speaks: real pages with their letters exchanged, so that shape is all there is to go by.

A model that reads words learns to lean on them. Pages whose words it cannot know, in scripts with and without capitals
and blanks, teach it what carries over.
"""

import re

_CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхижклмнопцрстувшхызАБЦДЕФГХИЖКЛМНОПЦРСТУВШХЫЗ",
)
_GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβψδεφγηιξκλμνοπχρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΧΡΣΤΘΩΣΧΥΖ",
)
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,;?",
    "ابثدهفجحيژكلمنوپقرستعوغخیزابثدهفجحيژكلمنوپقرستعوغخیز،؛؟",
)
_MARKS = str.maketrans(".,;:?!()", "。，；：？！（）")
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
SCRIPTS = ("cyrillic", "greek", "arabic", "cjk", "georgian")


def rewrite(text: str, script: str) -> str:
    """`text` with its letters exchanged for those of `script`; the same word becomes the same word."""
    if script == "cjk":
        return _BLANK.sub("", _WORD.sub(_han, text).translate(_MARKS))
    if script == "georgian":  # letters without capitals, western punctuation
        return _WORD.sub(lambda m: "".join(chr(0x10D0 + ord(c) % 33) for c in m[0].lower()), text)
    return text.translate({"cyrillic": _CYRILLIC, "greek": _GREEK, "arabic": _ARABIC}[script])


def _han(match: re.Match[str]) -> str:
    """One to three Han characters for a word, about as many as a translation would take."""
    word = match[0].lower()
    seed = 0
    for character in word:
        seed = (seed * 1000003 + ord(character)) & 0xFFFFFF
    size = 1 if len(word) < 4 else 2 if len(word) < 10 else 3
    return "".join(chr(0x4E00 + (seed * (k * 7919 + 31)) % 3000) for k in range(size))
