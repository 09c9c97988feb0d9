"""Texts in languages nobody speaks: real pages with their letters exchanged, so that shape is all there is to go by.

A model that reads words learns to lean on them. Pages whose words it cannot know, in scripts with and without capitals
and blanks, teach it what carries over.
"""

import re

from lxml import html

from cleaner.html.parsing import parse

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
_THAI = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "กขคงจฉชซญดตถทธนบปผพฟมยรลวสกขคงจฉชซญดตถทธนบปผพฟมยรลวส",
)
_MARKS = str.maketrans(".,;:?!()", "。，；：？！（）")
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_STOP = re.compile(r"[.,;]+(?=\s|$)", re.MULTILINE)
_SILENT = ("script", "style")
UNSPACED = ("cjk", "thai")  # without blanks between words; Thai has no stops either, but blanks between sentences
SCRIPTS = (*UNSPACED, "cyrillic", "greek", "arabic", "georgian")


def rewrite(text: str, script: str) -> str:
    """`text` with its letters exchanged for those of `script`; the same word becomes the same word."""
    if script == "cjk":
        return _BLANK.sub("", _WORD.sub(_han, text).translate(_MARKS))
    if script == "thai":
        return _STOP.sub("", _BLANK.sub("", text.translate(_THAI)))
    if script == "georgian":  # letters without capitals, western punctuation
        return _WORD.sub(lambda m: "".join(chr(0x10D0 + ord(c) % 33) for c in m[0].lower()), text)
    return text.translate({"cyrillic": _CYRILLIC, "greek": _GREEK, "arabic": _ARABIC}[script])


def rewrite_page(page: str, script: str) -> str:
    """A page with the letters of its text exchanged; its markup and what stands in it stay."""
    tree, _ = parse(page)
    if tree is None:
        return page
    for element in tree.root.iter():
        if element.tag not in _SILENT:
            element.text = _rewritten(element.text, script)
        element.tail = _rewritten(element.tail, script)
    return str(html.tostring(tree.root, encoding="unicode"))


def _rewritten(text: str | None, script: str) -> str | None:
    """A stretch between two tags; where words have no blanks between them, it has none at its edges either."""
    if not text or text.isspace():
        return text
    return rewrite(" ".join(text.split()), script) if script in UNSPACED else rewrite(text, script)


def _han(match: re.Match[str]) -> str:
    """One to three Han characters for a word, about as many as a translation would take."""
    word = match[0].lower()
    seed = 0
    for character in word:
        seed = (seed * 1000003 + ord(character)) & 0xFFFFFF
    size = 1 if len(word) < 4 else 2 if len(word) < 10 else 3
    return "".join(chr(0x4E00 + (seed * (k * 7919 + 31)) % 3000) for k in range(size))
