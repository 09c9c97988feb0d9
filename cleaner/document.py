"""The frozen values that travel through the pipeline: `Document` in, `Label`s on it, `Removed` spans out.

A document is cut into *units*, the pieces that are kept or removed whole: its non-blank lines. Two kinds of input need
another cut. Hard-wrapped text is unwrapped, a paragraph to a unit; a text that is all one line is cut at its sentences
and at wide gaps. Either way a unit is a span of the source, so the lines come back as they came.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner import languages
from cleaner.lines import Hit, Line
from cleaner.matching.folding import words_key
from cleaner.matching.matcher import Matcher
from cleaner.units import Spans, are_sentences, cut

if TYPE_CHECKING:
    from cleaner.heads.headlines import Candidate, Head
    from cleaner.html.layout import Layout

_DATE_ALONE = "bare-date"  # the rule for lines that hold no more than that
_DAYS = 3  # from as many on dates with text under them are headings
_HOUR = re.compile(r"\d:\d\d")
_AT_HOUR = re.compile(r"\W{0,3}\d{1,2}[:.h]\d\d\b")  # how the lines of a programme begin
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_ROW = re.compile(r"\|.*\|")
_UNDER_HEAD = re.compile(r"\|(?: ?:?-+:? ?\|)+")  # of a table in Markdown
_NOTHING: Mapping[str, Any] = MappingProxyType({})


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

    @property
    def is_thread(self) -> bool:
        """Whether it is on comments over several units."""
        return self.kind == "comments" and self.last > self.first


class Removed(NamedTuple):
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

    `metadata` is what is known so far: from the caller, and found in earlier passes. `layout`, of what was a page, says
    where its lines stood.
    """

    text: str
    matcher: Matcher = field(repr=False)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    layout: "Layout | None" = field(default=None, repr=False)

    @cached_property
    def _cut(self) -> tuple[Spans, list[str]]:
        return cut(self.text, as_lines=self.layout is not None)

    @property
    def spans(self) -> Spans:
        """Start and end in `text` of each unit, in order, without the blanks after it."""
        return self._cut[0]

    @cached_property
    def is_one_line(self) -> bool:
        """Whether its units are the sentences of its only line; not where gaps show most of the lines that were."""
        return self.layout is None and are_sentences(self.text, self.spans)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What there is to know of each unit's own text."""
        return tuple(self.matcher.lines(self._cut[1]))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """What each unit says, on one line, case and marks as in the source; of links only their words."""
        return tuple([line.text for line in self.lines])

    def written(self, unit: int) -> str:
        """A unit as it stands in the text, line breaks and all."""
        start, end = self.spans[unit]
        return self.text[start:end]

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
        """Unit → the rules that know it and hold in the document's language; units no rule knows are absent."""
        language = self.language
        return {
            unit: own
            for unit, line in enumerate(self.lines)
            if line.hits
            and (own := tuple([hit for hit in line.hits if not hit.rule.languages or language in hit.rule.languages]))
        }

    def matches(self, unit: int) -> list[Hit]:
        """The hits of rules that know a unit alone, and not as part of a block."""
        return [hit for hit in self.hits.get(unit, ()) if hit.role == "match"]

    @cached_property
    def known(self) -> frozenset[int]:
        """The units that a rule knows alone."""
        return frozenset([unit for unit, hits in self.hits.items() if any(hit.role == "match" for hit in hits)])

    @cached_property
    def blocks(self) -> tuple[Label, ...]:
        """The blocks of chrome that rules describe by how they start, what is in them and how they end."""
        from cleaner import blocks  # it looks at documents, so it cannot come first

        return tuple(blocks.find(self))

    @cached_property
    def head(self) -> "Head":
        """What stands above the body, and a little below its first lines."""
        from cleaner.heads.headlines import Head  # as above

        return Head(self)

    @property
    def headline(self) -> "Candidate | None":
        """The line above the body that is taken for the title."""
        return self.head.best

    @cached_property
    def days(self) -> frozenset[int]:
        """The units that are dates heading what happened on them, as in a diary or a timeline; none dates the text.

        The hours of a thread's comments say nothing of days without one. Beside days there may be years.
        """
        dated = sorted(self.hits_of("date", name=_DATE_ALONE))
        if dated:
            dated = sorted({*dated, *(unit for unit, text in enumerate(self.folded) if _YEAR.fullmatch(text))})
        with_hour = {unit for unit in dated if _HOUR.search(self.folded[unit])}
        days = self._days_of(sorted(with_hour)) | self._days_of([unit for unit in dated if unit not in with_hour])
        return days.union(self._listed(dated))

    def _listed(self, dated: Sequence[int]) -> Iterator[int]:
        """Those of these dates that stand in a list of several: none of them is the text's."""
        from cleaner.places import runs  # as above

        for run in runs(dated):
            if len({self.folded[unit] for unit in run}) >= _DAYS:
                yield from run

    def _days_of(self, dated: Sequence[int]) -> frozenset[int]:
        """Those of these dates that head what happened on them."""
        days = [unit for unit in dated if unit + 1 < len(self.lines) and self._happens(unit + 1)]
        several = len({self.folded[unit] for unit in days}) >= _DAYS and 2 * len(days) > len(dated)
        return frozenset(unit for unit in dated if days[0] <= unit <= days[-1]) if several else frozenset()

    def _happens(self, unit: int) -> bool:
        """Whether a unit says what happened, or what will at its hour."""
        return self.lines[unit].is_sentence or _AT_HOUR.match(self.units[unit]) is not None

    @cached_property
    def rows(self) -> frozenset[int]:
        """The units that are rows of a table in Markdown with its head, which hold what is told of and tell nothing."""
        if "|-" not in self.text and "| -" not in self.text and "|:" not in self.text:
            return frozenset()
        found: set[int] = set()
        for unit, text in enumerate(self.units):
            if unit and _UNDER_HEAD.fullmatch(text) and _ROW.fullmatch(self.units[unit - 1]):
                found.update((unit - 1, unit))
            elif unit - 1 in found and _ROW.fullmatch(text):
                found.add(unit)
        return frozenset(found)

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1, as the metadata has it or as the text's commonest words say; None when they do not."""
        told = self.metadata.get("language")
        return languages.code(told) if told and isinstance(told, str) else languages.vote(self.text)

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
    def first_prose(self) -> int:
        """The first unit that holds prose; behind the last if none does."""
        return next((unit for unit, weight in enumerate(self.weights) if weight), len(self.weights))

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
