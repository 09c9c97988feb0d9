"""What there is to know about one line, whatever document it stands in.

A site's chrome comes again on every page, and every line comes again in the next round over its document. So what a
line's own text says is read once and kept: its folded form, the rules that know it, how much prose it holds.
"""

import re
from typing import NamedTuple

from cleaner.packs import Rule

PROSE_LENGTH = 80  # effective characters a line needs to count as prose when it ends as a sentence does
_LONG = 120  # effective characters that are prose anyhow, given some punctuation
ODD_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # end a line, besides the usual ones; a newline to the fixers
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WIDE_WORTH = 2.5  # a Han, kana or Hangul character says about as much as 2.5 Latin letters
# Of Armenian, Urdu, Tibetan, Burmese, Ethiopic, Canadian syllabics, Khmer and Mongolian.
FULL_STOPS = "\u0589\u06d4\u0f0d\u104b\u1362\u166e\u17d4\u1803"
# Marks within a sentence or behind it. Thai and Lao have none, but blanks between clauses and not between words.
_STOP = re.compile(
    f"[.!?:;,…。！？，、；：؟،؛।。\u104a{FULL_STOPS}]|[\u0e01-\u0ede]{{20}}|[\u0e01-\u0e4e] [\u0e01-\u0e4e]"
)
_STOPS = tuple(f".!?…:。！？؟।{FULL_STOPS}")  # what a sentence ends with
_CLOSERS = "\"'”’»)]」』"  # and what may stand behind that
_MOST_CLOSERS = 4


class Hit(NamedTuple):
    """One rule that knows one line, and as what: "match", or "starts", "inside", "ends" of a block."""

    rule: Rule
    role: str
    pattern: int  # which of the rule's patterns, so that two different ones can be told from one seen twice
    number: int = -1  # which of all patterns; none: a phrase


class Line(NamedTuple):
    """One line as it was written, and what is known of it."""

    text: str
    folded: str  # as rules see it; see matching.folding
    key: str | None  # its words and nothing else; None for a line too long to be looked up
    hits: tuple[Hit, ...]  # the rules that know it
    longest: int  # characters of its longest word
    weight: float  # how much prose it holds: its length in Latin-letter worth if it reads as prose, else 0
    is_sentence: bool  # whether it ends as a sentence does

    def known_to(self, others: "Line") -> "Line":
        """The line with what other rules know of it, these first."""
        if not others.hits:
            return self
        return self._replace(hits=others.hits + self.hits)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, with any number of quotation marks and brackets closed behind it."""
    return text.rstrip(_CLOSERS).endswith(_STOPS)


def prose(text: str) -> float:
    """How much prose a line holds; see `Line.weight`."""
    size = len(text)
    if size < PROSE_LENGTH / _WIDE_WORTH:
        return 0.0
    if size < PROSE_LENGTH * 4 and not text.isascii():
        size += int((_WIDE_WORTH - 1) * len(WIDE.findall(text)))
    if size < PROSE_LENGTH:
        return 0.0
    ended = text.rstrip(_CLOSERS)
    ends_well = ended.endswith(_STOPS) and len(text) - len(ended) <= _MOST_CLOSERS
    return float(size) if ends_well or (size >= _LONG and _STOP.search(text)) else 0.0
