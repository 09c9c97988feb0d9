"""The words of titles: what stands beside them on one line, and how far two say the same."""

import re
from collections.abc import Set
from urllib.parse import unquote

from cleaner.matching import dates
from cleaner.matching.folding import same_text

# What stands between a page's title and its site's name, from the first blank of a run on.
_PARTED = re.compile(r"(?<!\s)\s+(?:[|–—•·»:]|-|::)\s+|(?:(?<!\s)\s+)?\|\s*")
_MARKS = frozenset("|–—•·»:-")
FEWEST = 3  # words that tell a line from others
_LETTERS = re.compile(r"\w+")
# How sites call themselves where names have no capitals, and what parts a title from that there.
_HAN_SITE = (
    ".{0,14}(?:网|網|网站|網站|官网|官網|新闻|新聞|日报|日報|晚报|時報|时报|在线|頻道|频道|传媒|客户端|论坛|博客|资讯|"
    "门户|之家|订阅|ニュース|新聞社)"
)
_AT_END = re.compile(rf"(?<=[^\x00-\x7f\s])\s?[-_|—]{{1,3}}\s?({_HAN_SITE.replace('.', '[^-_|—]')})$")


def part_again(text: str, keys: Set[str]) -> str:
    """The part of a page title, at its start or its end, that stands on a line of its own too; the longest such."""
    parts = _parted(text)
    ends = [*(text[: m.start()] for m in parts), *(text[m.end() :] for m in parts if m.end() < len(text) / 2)]
    said = {end: same_text(end) for end in ends}
    return max((end for end, key in said.items() if says_enough(key) and key in keys), key=len, default="")


def says_enough(key: str) -> bool:
    """Whether a key has words enough to be told by: two alone may be a section's name, or a button's."""
    return len(words_of(key)) >= FEWEST


def without_site(text: str) -> tuple[str, str]:
    """A page title parted into the article's title and what stands behind it, the site's name or an author, or ""."""
    if not text.isascii() and (site := _AT_END.search(text)):
        return text[: site.start()], site[1]
    parts = _parted(text)
    if not parts:
        return text, ""
    head, rest = text[: parts[-1].start()], text[parts[-1].end() :]
    if are_days(same_text(rest)):
        return text, ""
    return (head, rest) if rest and len(rest.split()) <= 6 and len(head) > len(rest) / 2 else (text, "")


def is_site(name: str) -> bool:
    """Whether a name says that it is a site's, in Chinese or Japanese."""
    return re.fullmatch(_HAN_SITE, name) is not None


def are_days(key: str) -> bool:
    """Whether a key is nothing but days, as of `August 30 – September 29`."""
    words = key.split()
    rest = [word for word in words if not dates.is_month(word)]
    return len(rest) < len(words) and all(word.isdigit() or dates.is_weekday(word) for word in rest)


def _parted(text: str) -> list[re.Match[str]]:
    """What parts a page title."""
    return list(_PARTED.finditer(text)) if not _MARKS.isdisjoint(text) else []


def slug_words(url: str | None) -> list[str]:
    """The words of an address's last part, or where that has but one those of the part before if it has more."""
    parts = unquote((url or "").rsplit("//", 1)[-1].split("?")[0]).split("/")[1:]
    words = [re.findall(r"[^\W_]+", same_text(part.rsplit(".", 1)[0])) for part in parts]
    slugs = [[each for word in found for each in words_of(word)] for found in words]
    last: list[str] = slugs[-1] if slugs and len(slugs[-1]) > 1 else max(slugs[-2:], key=len, default=[])
    return last


def likeness(one: Set[str], other: Set[str]) -> float:
    """The share of their words that two titles have in common."""
    common = len(one & other)
    return common / max(1, len(one) + len(other) - common)


def words_of(key: str) -> tuple[str, ...]:
    """The words of a key; of a run of Han or kana, which has no blanks, its pairs of characters.

    Of Thai, which has none either, what stands between the signs above and below its letters.
    """
    if key.isascii():
        return tuple(key.split())
    words: list[str] = []
    for word in key.split():
        if "\u0e00" <= word[0] <= "\u0e7f":
            words += _LETTERS.findall(word)
            continue
        wide = len(word) > 2 and "\u2e80" <= word[0] <= "\u9fff"
        words += [word[i : i + 2] for i in range(len(word) - 1)] if wide else [word]
    return tuple(words)
