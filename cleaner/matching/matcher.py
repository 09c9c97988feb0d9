"""All rules asked at once: which of them know this folded line?

Phrases share one dictionary. Patterns are found by the line's first word and by strings it holds, and only those found
are run on it, by RE2. So it costs about the same for fifty rules and for five thousand, and takes linear time whatever
the line holds.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import re2

from cleaner import packs
from cleaner.errors import RuleError
from cleaner.lines import Hit, Line, ends_sentence, prose
from cleaner.matching import cache
from cleaner.matching.dates import mark
from cleaner.matching.folding import fold, trim, words_key
from cleaner.matching.index import Index, options, plan_index, search_set
from cleaner.packs import Rule

_ROLES = ("match", "starts", "inside", "ends")
_MOST_SEEN = 1 << 25  # characters of lines that are remembered: a site's chrome comes again on every page
_OVERHEAD = 250  # characters that a remembered line costs besides its own
_LONGEST_KEY = 400  # characters; longer lines are no phrases and no titles


class Matcher:
    """Rules compiled for asking. Pickles as its rules and is rebuilt where it lands: RE2 objects cannot travel."""

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        self.rules = tuple(rules)
        self.macros = dict(macros)
        self._asked = _hits_of(self.rules)
        words = [(rule.phrases, *(getattr(rule, role) for role in _ROLES)) for rule in self.rules]
        plan = cache.remembered(["plan", 1, words, self.macros], self._plan)
        self._folded: list[str] = plan["patterns"]
        self._macros: dict[str, str] = plan["macros"]
        self._phrases: dict[str, tuple[int, ...]] = plan["phrases"]
        self._index = Index(plan["index"], self._pattern, [hit.rule.max_chars for hit in self._asked])
        self._matching: dict[int, Any] = {}  # patterns asked so far, compiled
        self._grouping: dict[int, Any] = {}
        self._seen: dict[str, Line] = {}
        self._seen_size = 0
        self._longest = max((rule.max_chars for rule in self.rules), default=0)

    def _plan(self) -> dict[str, Any]:
        """All that must be computed from the rules' words before a line can be asked, as plain data."""
        macros = packs.fold_macros(self.macros)
        folded = [_folded(hit, macros) for hit in self._asked]
        phrases: dict[str, tuple[int, ...]] = {}
        for number, rule in enumerate(self.rules):
            for phrase in rule.phrases:
                key = _phrase_key(rule, phrase)
                phrases[key] = (*phrases.get(key, ()), number)
        return {"patterns": folded, "macros": macros, "phrases": phrases, "index": plan_index(folded, macros)}

    def _pattern(self, number: int) -> str:
        return packs.whole_line(self._folded[number], self._macros)

    def __reduce__(self) -> tuple[Any, ...]:
        return Matcher, (self.rules, self.macros)

    def lines(self, texts: Sequence[str]) -> list[Line]:
        """What there is to know of each text, which is one line."""
        seen = self._seen
        found = list(map(seen.get, texts))
        new = () if all(found) else dict.fromkeys(text for text, line in zip(texts, found, strict=True) if not line)
        read = dict(zip(new, self._read(list(new)), strict=True))
        self._remember(read)
        return [line or read[text] for text, line in zip(texts, found, strict=True)]

    def _remember(self, read: Mapping[str, Line]) -> None:
        size = sum(map(len, read)) + _OVERHEAD * len(read)
        if self._seen_size + size > _MOST_SEEN:
            self._seen, self._seen_size = {}, 0
        if size <= _MOST_SEEN:
            self._seen.update(read)
            self._seen_size += size

    def _read(self, texts: Sequence[str]) -> list[Line]:
        if not texts:
            return []
        folded = [trim(line) for line in fold("\n".join(texts)).split("\n")]
        keys = [words_key(line) if len(line) <= _LONGEST_KEY else None for line in folded]
        hits = self._hits(folded, keys)
        return [_line(*of_one) for of_one in zip(texts, folded, keys, hits, strict=True)]

    def _hits(self, folded: Sequence[str], keys: Sequence[str | None]) -> list[tuple[Hit, ...]]:
        """For each folded line the rules that know it."""
        hits = [self._phrase(key) if key in self._phrases else () for key in keys]
        asked = [number for number, line in enumerate(folded) if len(line) <= self._longest]
        marked = [mark(folded[number])[0] for number in asked]
        for number, line, candidates in zip(asked, marked, self._index.candidates(marked), strict=True):
            size = len(folded[number])
            raw = line.encode() if candidates else b""
            for pattern in sorted(candidates):
                hit = self._asked[pattern]
                if size <= hit.rule.max_chars and self._matches(pattern, raw):
                    hits[number] += (hit,)
        return hits

    def _phrase(self, key: str | None) -> tuple[Hit, ...]:
        return tuple([Hit(self.rules[number], "match", -1) for number in self._phrases[key or ""]])

    def _matches(self, number: int, marked: bytes) -> bool:
        """Whether a pattern matches. A set of one is RE2's quickest way to say no more than that."""
        if number not in self._matching:
            self._matching[number] = search_set([self._pattern(number)])
        return bool(self._matching[number].Match(marked))

    def groups(self, hit: Hit, folded: str) -> dict[str, tuple[int, int]]:
        """Where in the folded line the named groups of the hit's pattern stand."""
        if hit.number < 0 or not hit.rule.fields:
            return {}
        marked, dates = mark(folded)
        if hit.number not in self._grouping:
            self._grouping[hit.number] = re2.compile(self._pattern(hit.number), options())
        pattern = self._grouping[hit.number]
        m = pattern.search(marked)
        spans = {name: m.span(number) for name, number in pattern.groupindex.items() if m[number]} if m else {}
        return {name: (_unmarked(start, dates), _unmarked(end, dates)) for name, (start, end) in spans.items()}


def check_rules(rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
    """Read every phrase and compile every pattern of these rules now, instead of when a line first needs it.

    Raises:
        RuleError: for one that is wrong, such as a pattern RE2 refuses, naming file, rule and key.
    """
    folded_macros = packs.fold_macros(macros)
    for rule in rules:
        for phrase in rule.phrases:
            _phrase_key(rule, phrase)
    for hit in _hits_of(rules):
        pattern = packs.whole_line(_folded(hit, folded_macros), folded_macros)
        try:
            re2.compile(pattern, options())
        except re2.error as e:
            said = e.args[0].decode(errors="replace") if e.args and isinstance(e.args[0], bytes) else str(e)
            raise RuleError(f"{hit.rule.path}: [{hit.rule.id}] {hit.role} {_source(hit)!r}: {said}") from None


class _Silent(Matcher):
    """No rules, which need not even fold a line, nor ask how it ends."""

    def lines(self, texts: Sequence[str]) -> list[Line]:
        return [Line(text, "", None, (), 0, prose(text), False) for text in texts]


@lru_cache(maxsize=1)
def silent() -> Matcher:
    """A matcher that knows no line, for documents that only the line model looks at."""
    return _Silent((), {})


def _hits_of(rules: Sequence[Rule]) -> list[Hit]:
    """A hit for each pattern of these rules, by its number."""
    asked = [(rule, role, n) for rule in rules for role in _ROLES for n in range(len(getattr(rule, role)))]
    return [Hit(*which, number) for number, which in enumerate(asked)]


def _line(text: str, folded: str, key: str | None, hits: tuple[Hit, ...]) -> Line:
    longest = max(map(len, text.split()), default=0)
    return Line(text, folded, key, hits, longest, prose(text), ends_sentence(text))


def _unmarked(at: int, dates: Sequence[tuple[int, int]]) -> int:
    """Where a place in a marked line stands in the line itself, given where its dates stood."""
    for start, end in dates:
        if at <= start:
            break
        at += end - start - 1
    return at


def _source(hit: Hit) -> str:
    pattern: str = getattr(hit.rule, hit.role)[hit.pattern]
    return pattern


def _phrase_key(rule: Rule, phrase: str) -> str:
    key = packs.phrase_key(phrase)
    if not key:
        raise RuleError(f"{rule.path}: [{rule.id}] phrase {phrase!r} has no word in it")
    return key


def _folded(hit: Hit, macros: Mapping[str, str]) -> str:
    try:
        return packs.fold_pattern(_source(hit), macros)
    except ValueError as e:
        raise RuleError(f"{hit.rule.path}: [{hit.rule.id}] {hit.role} {_source(hit)!r}: {e}") from None
