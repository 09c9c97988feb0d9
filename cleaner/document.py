"""The frozen values that travel through the pipeline: `Document` in, `Label`s on it, `Removed` spans out.

A document is cut into *units*, the pieces that are kept or removed whole: its non-blank lines. Two kinds of input need
another cut. Hard-wrapped text is unwrapped, a paragraph to a unit; a text that is all one line is cut at its sentences.
Either way a unit is a span of the source, so the lines come back as they came.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cleaner import languages
from cleaner.folding import fold, trim
from cleaner.matching import Hit, Matcher

if TYPE_CHECKING:
    from cleaner.headlines import Candidate

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WIDE_WORTH = 2.5  # a Han, kana or Hangul character says about as much as 2.5 Latin letters
_PROSE_LENGTH = 80  # effective characters a line needs to count as prose when it ends as a sentence does
_LONG = 120  # effective characters that are prose anyhow, given some punctuation
SENTENCE_END = re.compile(r"[.!?…:。！？؟।][\"'”’»)\]」』]*$")
_STOP = re.compile(r"[.!?:;,…。！？，、；：؟،؛।。]")
# A sentence ends where no figure follows: "Nov. 23" and "p. 5" go on.
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?…؟।]+[\"'”’»)\]]*(?=\s+[^\s\d]|\s*$)|(?<=[。！？])|$)", re.DOTALL)
_LONGEST_WORD = 25
_ONE_LINE = 400  # characters: a text that is one line longer than this is cut at its sentences


@dataclass(frozen=True, slots=True)
class Label:
    """What a labeller says: units `first` to `last` are chrome of this kind, by this rule, for this reason.

    `score` in (0, 1] says how sure; `found` is the metadata the lines carried, ready to keep (ISO dates, lists). A
    label that is not enough `alone` counts only beside others.
    """

    first: int
    last: int
    kind: str
    rule: str
    why: str
    score: float = 0.9
    found: Mapping[str, Any] = field(default_factory=dict)
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Removed:
    """A span of the source that is not in the text. `text` is `source[start:end]`, line breaks that went included."""

    start: int
    end: int
    text: str
    kind: str
    rule: str
    why: str
    score: float


@dataclass(frozen=True, eq=False)
class Document:
    """Text with its units and the rules that know them. Labellers read it and never change it.

    `metadata` is what is known so far: from the caller, and found in earlier passes.
    """

    text: str
    matcher: Matcher = field(repr=False)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `text` of each unit, in order, without the blanks after it."""
        lines = list(_lines(self.text))
        if len(lines) == 1 and lines[0][1] - lines[0][0] > _ONE_LINE:
            return tuple(_sentences(self.text, *lines[0]))
        return tuple(_unwrap(self.text, lines))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The text of each unit, on one line, case and marks as in the source."""
        return tuple([" ".join(self.text[a:b].split("\n")) for a, b in self.spans])

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Each unit as rules see it."""
        return tuple([trim(line) for line in fold("\n".join(self.units)).split("\n")]) if self.spans else ()

    @cached_property
    def hits(self) -> Mapping[int, tuple[Hit, ...]]:
        """Unit → the rules that know it; units no rule knows are absent."""
        return self.matcher.hits(self.folded)

    @cached_property
    def blocks(self) -> tuple[Label, ...]:
        """The blocks of chrome that rules describe by how they start, what is in them and how they end."""
        from cleaner import blocks  # it looks at documents, so it cannot come first

        return tuple(blocks.find(self))

    @cached_property
    def headline(self) -> "Candidate | None":
        """The line above the body that is taken for the title."""
        from cleaner import headlines  # as above

        return headlines.best(self)

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1, as the metadata has it or as the text's commonest words say; None when they do not."""
        return self.metadata.get("language") or languages.vote(self.text)

    def hits_of(self, kind: str, role: str = "match", name: str = "") -> dict[int, Hit]:
        """Unit → the first rule of this kind, and of this name if one is given, that knows it in this role."""
        return {
            unit: hit
            for unit, hits in self.hits.items()
            for hit in reversed(hits)
            if hit.rule.kind == kind and hit.role == role and hit.rule.id.endswith(name)
        }

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """How much prose each unit holds: its length in Latin-letter worth if it reads as prose, else 0."""
        wide = _WIDE.search(self.text) is not None
        return tuple([_prose(unit, wide) for unit in self.units])

    @cached_property
    def body(self) -> tuple[int, int]:
        """First unit of the body and the one after its last: the densest stretch of prose, (0, 0) if there is none."""
        return _densest(self.weights)


def _prose(unit: str, wide: bool) -> float:
    size = len(unit)
    if wide and size < _PROSE_LENGTH * 4:
        size += int((_WIDE_WORTH - 1) * len(_WIDE.findall(unit)))
    ends_well = SENTENCE_END.search(unit, len(unit) - 5 if len(unit) > 5 else 0)
    return float(size) if size >= _PROSE_LENGTH and (ends_well or (size >= _LONG and _STOP.search(unit))) else 0.0


def _densest(weights: tuple[float, ...]) -> tuple[int, int]:
    """The run of units with the most prose in it, each unit without prose costing 30 characters (Kadane's scan)."""
    best, best_run, total, start = 0.0, (0, 0), 0.0, 0
    for i, weight in enumerate(weights):
        total += weight or -30.0
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, best_run = total, (start, i + 1)
    return best_run


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if stripped := line.rstrip():
            yield start, start + len(stripped)
        start += len(line) + 1


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for m in _SENTENCE.finditer(text, start, end):
        yield m.start(), m.end()


def _unwrap(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join lines that a wrap at a fixed column parted: every break stands where the next word did not fit."""
    pairs = [(a, b) for a, b in pairwise(lines) if b[0] == a[1] + 1]
    width = max((end - start for start, end in lines), default=0)
    if not 40 <= width <= 132 or len(pairs) < 4:
        yield from lines
        return
    joined = {b for a, b in pairs if _wrapped(text, a, b, width)}
    if len(joined) < 0.6 * len(pairs):
        yield from lines
        return
    first, last = lines[0]
    for line in lines[1:]:
        if line not in joined:
            yield first, last
            first = line[0]
        last = line[1]
    yield first, last


def _wrapped(text: str, a: tuple[int, int], b: tuple[int, int], width: int) -> bool:
    next_word = text[b[0] : b[1]].split(" ", 1)[0]
    length = a[1] - a[0]
    if not next_word or len(next_word) > _LONGEST_WORD or _WIDE.match(next_word):  # an address, or no words at all
        return False
    return 0.6 * width <= length <= width < length + 1 + len(next_word)
