"""The frozen values that travel through the pipeline: `Document` in, `Label`s on it, `Removed` spans out.

A document is cut into *units*, the pieces that are kept or removed whole: its non-blank lines. Two kinds of input need
another cut. Hard-wrapped text is unwrapped, a paragraph to a unit; a text that is all one line is cut at its sentences.
Either way a unit is a span of the source, so the lines come back as they came.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from cleaner import languages
from cleaner.folding import words_key
from cleaner.lines import Hit, Line
from cleaner.matching import Matcher

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# A sentence ends where no figure follows: "Nov. 23" and "p. 5" go on.
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?…؟।]+[\"'”’»)\]]*(?=\s+[^\s\d]|\s*$)|(?<=[。！？])|$)", re.DOTALL)
_LONGEST_WORD = 25
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_ONE_LINE = 400  # characters: a text that is one line longer than this is cut at its sentences


class Label(NamedTuple):
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
    found: Mapping[str, Any] = _NOTHING
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
    def _cut(self) -> tuple[list[tuple[int, int]], list[str]]:
        spans, texts = _lines(self.text)
        if len(spans) == 1 and len(texts[0]) > _ONE_LINE:
            spans = list(_sentences(self.text, *spans[0]))
        elif len(whole := list(_unwrap(self.text, spans, texts))) < len(spans):
            spans = whole
        else:
            return spans, texts
        return spans, [" ".join(self.text[a:b].split("\n")) for a, b in spans]

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `text` of each unit, in order, without the blanks after it."""
        return tuple(self._cut[0])

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What there is to know of each unit's own text."""
        return tuple(self.matcher.lines(self._cut[1]))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The text of each unit, on one line, case and marks as in the source."""
        return tuple([line.text for line in self.lines])

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Each unit as rules see it."""
        return tuple([line.folded for line in self.lines])

    def key(self, unit: int) -> str:
        """The words of a unit and nothing else, for asking whether two say the same."""
        line = self.lines[unit]
        return words_key(line.folded) if line.key is None else line.key

    @cached_property
    def hits(self) -> Mapping[int, tuple[Hit, ...]]:
        """Unit → the rules that know it; units no rule knows are absent."""
        return {unit: line.hits for unit, line in enumerate(self.lines) if line.hits}

    @cached_property
    def blocks(self) -> tuple[Label, ...]:
        """The blocks of chrome that rules describe by how they start, what is in them and how they end."""
        from cleaner import blocks  # it looks at documents, so it cannot come first

        return tuple(blocks.find(self))

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1, as the metadata has it or as the text's commonest words say; None when they do not."""
        return self.metadata.get("language") or languages.vote(self.text)

    def hits_of(self, kind: str, role: str = "match", name: str = "") -> dict[int, Hit]:
        """Unit → the first rule of this kind, and of this name if one is given, that knows it in this role."""
        found: dict[int, Hit] = {}
        for unit, hit in self._by_kind.get((kind, role), ()):
            if hit.rule.id.endswith(name):
                found.setdefault(unit, hit)
        return found

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, str], list[tuple[int, Hit]]]:
        found: dict[tuple[str, str], list[tuple[int, Hit]]] = {}
        for unit, hits in self.hits.items():
            for hit in hits:
                found.setdefault((hit.rule.kind, hit.role), []).append((unit, hit))
        return found

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """How much prose each unit holds: its length in Latin-letter worth if it reads as prose, else 0."""
        return tuple([line.weight for line in self.lines])

    @cached_property
    def body(self) -> tuple[int, int]:
        """First unit of the body and the one after its last: the densest stretch of prose, (0, 0) if there is none."""
        return _densest(self.weights)


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


def _lines(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The lines that are not blank, without the blanks after them, and where they stand."""
    spans, texts, start = [], [], 0
    for line in text.split("\n"):
        if line and (stripped := line.rstrip()):
            spans.append((start, start + len(stripped)))
            texts.append(stripped)
        start += len(line) + 1
    return spans, texts


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for m in _SENTENCE.finditer(text, start, end):
        yield m.start(), m.end()


def _unwrap(text: str, lines: Sequence[tuple[int, int]], texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Join lines that a wrap at a fixed column parted: every break stands where the next word did not fit."""
    width = max(map(len, texts), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if b[0] == a[1] + 1] if 40 <= width <= 132 else []
    if len(pairs) < 4:
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
