"""Where a text is cut: into its lines, its unwrapped paragraphs, or the sentences of its only line."""

import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add
from typing import overload

from cleaner import fences, markdown
from cleaner.lines import WIDE
from cleaner.markdown import Span

# A sentence ends where no figure follows, as "Nov. 23" and "p. 5" go on, or where a gap shows that line breaks were. Of
# a row of stops, as between a chapter and its page, the first is asked for all; of one it begins with, the second.
_STOP = "[.!?…؟।\u0589\u06d4\u104b\u1362\u166e\u17d4]"
_END = rf"{_STOP}++[\"'”’»)\]]*+(?=\s+[^\s\d]|\s*$)"
_SENTENCE = re.compile(
    rf"[^\s](?:{_END}|.*?(?:(?<!{_STOP}){_END}|(?<=[。！？])|(?=\s{{3}})|$))",
    re.DOTALL,
)
_GAP = re.compile(r"\s{3,}")
_GAPS = 0.25  # of the units of a line: from so many parted by gaps on they are lines
_LONGEST_WORD = 25
_BEYOND = (10**9, 50, 20, 10, 5)  # of so many lines one may stick out over the column of a wrap
_WIDTHS = range(40, 133)  # columns
_LEAST, _MOST = 5, 0.6  # lines that a wrap must have parted, and their share among those it may have
_WORD = re.compile(r"\S+")
_PARAGRAPH = "\n\n"  # what parts two
_LONGEST_LINK = 4_000  # characters of one that is broken over lines
_LONG_SENTENCE, _MENU = 80, 12  # characters; words
_ONE_LINE = 400  # characters: a text that is one line longer than this is cut at its sentences


@dataclass(frozen=True, slots=True, eq=False)
class Spans(Sequence[Span]):
    """Start and end of each unit, in order. Arrays, for a text of megabytes may be cut into millions of units."""

    starts: "array[int]"
    ends: "array[int]"

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Span]:
        return zip(self.starts, self.ends, strict=True)

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, at: int | slice) -> Span | tuple[Span, ...]:
        if isinstance(at, slice):
            return tuple(zip(self.starts[at], self.ends[at], strict=True))
        return self.starts[at], self.ends[at]


def cut(text: str, *, as_lines: bool = False) -> tuple[Spans, list[str]]:
    """The units of a text: where each stands, without the blanks after it, and what it says, on one line.

    Where Markdown has links, what it says is their words, without the addresses.

    `as_lines`: its lines are known to be its units, as those of a page are.
    """
    spans, texts = _lines(text)
    if as_lines:
        return spans, texts
    links = markdown.links(text)
    joined: set[Span] = set()
    if len(spans) == 1 and len(texts[0]) > _ONE_LINE:
        spans = _spans(part for m in _SENTENCE.finditer(text, *spans[0]) for part in _parted(text, *m.span()))
    else:
        joined = _wrapped_lines(text, spans, texts)
        if not joined and not links:
            return spans, texts
    if joined := joined | _within(links, text, spans):
        spans = _spans(_unwrapped(spans, joined))
    seen: dict[str, str] = {}  # one string for all units that say the same
    pieces = markdown.words(links, text, spans) if links else (text[a:b] for a, b in spans)
    return spans, [seen.setdefault(said, said) for said in map(_on_one_line, pieces)]


def are_sentences(text: str, spans: Spans) -> bool:
    """Whether a text's units are the sentences of its only line; not where gaps show most of the lines that were."""
    if len(spans) < 2:
        return False
    start, end = spans.starts[0], spans.ends[-1]
    return text.find("\n", start, end) < 0 and len(_GAP.findall(text, start, end)) < _GAPS * len(spans)


def _parted(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, and before it the menu or heads that have no stop of their own, if their words are capitalised.

    They are parted where most capitalised words stand before and most others behind.
    """
    words = list(_WORD.finditer(text, start, end)) if end - start > _LONG_SENTENCE else []
    lead = list(accumulate(_capital(word[0]) for word in words))
    at = max(range(len(lead)), key=lead.__getitem__, default=0)
    if at >= _MENU and lead[at] >= 0.5 * at and at + 1 < len(words):
        yield start, words[at - 1].end()
        start = words[at].start()
    yield start, end


def _capital(word: str) -> int:
    """1 for a word as menus have them, -1 for one as only sentences have, 0 for one that tells nothing."""
    if word[0].islower():
        return -1
    return int((word[0].isupper() or word[0].isdigit()) and not word.endswith(","))


def _spans(pairs: Iterable[Span]) -> Spans:
    spans = Spans(array("q"), array("q"))
    for start, end in pairs:
        spans.starts.append(start)
        spans.ends.append(end)
    return spans


def _lines(text: str) -> tuple[Spans, list[str]]:
    lines = text.split("\n")
    stripped = [line.rstrip() for line in lines]
    breaks = accumulate([len(line) + 1 for line in lines], initial=0)
    starts = array("q", [start for start, line in zip(breaks, stripped, strict=False) if line])
    texts = list(filter(None, stripped))
    return Spans(starts, array("q", map(add, starts, map(len, texts)))), texts


def _wrapped_lines(text: str, lines: Sequence[Span], texts: Sequence[str]) -> set[Span]:
    """The lines that a wrap at a fixed column parted from those before them; none where it parted few.

    Of the lines that may have been wrapped, being long enough and right above another, most must have been.
    """
    lengths = sorted(map(len, texts))
    widths = [lengths[-1 - len(lengths) // part] for part in _BEYOND] if lengths else []
    widths = [width for width in dict.fromkeys(widths) if width in _WIDTHS]
    pairs = [(end - start, below) for (start, end), below in pairwise(lines) if below[0] == end + 1] if widths else []
    for width in widths:
        long = [(length, below) for length, below in pairs if length >= 0.6 * width]
        joined = {below for length, below in long if length <= width < length + 1 + _first_word(text, below)}
        if len(joined) >= max(_LEAST, _MOST * len(long)):
            return joined - _at_fences(lines, texts) if fences.may_be_in(text) else joined
    return set()


def _at_fences(lines: Sequence[Span], texts: Sequence[str]) -> set[Span]:
    """The marks of fenced code in Markdown, and the lines below them."""
    marks = [fences.mark(text) is not None for text in texts]
    return {line for line, own, above in zip(lines, marks, [False, *marks], strict=False) if own or above}


def _first_word(text: str, line: Span) -> float:
    """How long the word is that a line begins with; what is an address, or no word at all, fits in anywhere."""
    word = text[line[0] : line[1]].lstrip().split(" ", 1)[0]
    return len(word) if word and len(word) <= _LONGEST_WORD and not WIDE.match(word) else -math.inf


def _within(links: Iterable[markdown.Link], text: str, spans: Spans) -> set[Span]:
    """The stretches that begin within a link: without those before them it would be none."""
    inside: set[Span] = set()
    done = 0
    for link in sorted(links):
        if link.end - link.start > _LONGEST_LINK or text.find(_PARAGRAPH, link.start, link.end) >= 0:
            continue
        first, last = bisect_right(spans.starts, link.start), bisect_left(spans.starts, link.end)
        inside.update(spans[number] for number in range(max(first, done), last))
        done = max(done, last)
    return inside


def _on_one_line(text: str) -> str:
    if "\n" not in text:
        return text
    first, *rest = text.split("\n")
    return " ".join([first, *map(str.strip, rest)])


def _unwrapped(lines: Sequence[Span], joined: set[Span]) -> Iterator[Span]:
    first, last = lines[0]
    for line in lines[1:]:
        if line not in joined:
            yield first, last
            first = line[0]
        last = line[1]
    yield first, last
