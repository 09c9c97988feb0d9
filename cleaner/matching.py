"""All rules asked at once: which of them know this folded line?

Phrases share one dictionary. Patterns are found by the line's first word or by strings it holds, and only those found are
run on it, by RE2. So it costs about the same for fifty rules and for five thousand, and takes linear time whatever the
line holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import re2
from ahocorasick_rs import AhoCorasick

from cleaner import literals, packs
from cleaner.dates import mark
from cleaner.errors import RuleError
from cleaner.folding import words_key
from cleaner.packs import Rule, phrase_key

_ROLES = ("match", "starts", "inside", "ends")
_MAX_MEM = 1 << 28  # RE2's default of 8 MiB is too little for a thousand patterns
_MOST_SEEN = 1 << 16  # lines whose answer is remembered: a site's chrome comes again on every page
_LONGEST_PHRASE = 120  # characters; longer lines are not looked up as phrases


class Hit(NamedTuple):
    """One rule that knows one line, and as what: "match", or "starts", "inside", "ends" of a block."""

    rule: Rule
    role: str
    pattern: int  # which of the rule's patterns, so that two different ones can be told from one seen twice


class Matcher:
    """Rules compiled for asking. Pickles as its rules and is rebuilt where it lands: RE2 objects cannot travel."""

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        self.rules = tuple(rules)
        self.macros = packs.fold_macros(macros)
        self._phrases: dict[str, tuple[Hit, ...]] = {}
        self._asked: list[tuple[Hit, str]] = []  # every pattern, folded
        self._patterns: dict[int, Any] = {}  # those asked so far, compiled
        self._with_groups: dict[int, Any] = {}
        self._seen: dict[str, tuple[Hit, ...]] = {}
        for rule in self.rules:
            self._add(rule)
        self._index = _Index([pattern for _, pattern in self._asked], self.macros)
        self._longest = max((rule.max_chars for rule in self.rules), default=0)

    def _add(self, rule: Rule) -> None:
        for phrase in rule.phrases:
            key = phrase_key(phrase)
            if not key:
                raise RuleError(f"{rule.path}: [{rule.id}] phrase {phrase!r} has no word in it")
            self._phrases[key] = (*self._phrases.get(key, ()), Hit(rule, "match", -1))
        for role in _ROLES:
            for number, pattern in enumerate(getattr(rule, role)):
                try:
                    self._asked.append((Hit(rule, role, number), packs.fold_pattern(pattern, self.macros)))
                except ValueError as e:
                    raise RuleError(f"{rule.path}: [{rule.id}] {role} {pattern!r}: {e}") from None

    def __reduce__(self) -> tuple[Any, ...]:
        return Matcher, (self.rules, self.macros)

    def hits(self, folded_lines: Iterable[str]) -> dict[int, tuple[Hit, ...]]:
        """Line number → the rules that know the line, for those lines some rule knows."""
        seen, found = self._seen, {}
        for number, line in enumerate(folded_lines):
            if len(line) > self._longest:
                continue
            hits = seen.get(line)
            if hits is None:
                if len(seen) >= _MOST_SEEN:
                    seen.clear()
                hits = seen[line] = self._ask(line)
            if hits:
                found[number] = hits
        return found

    def _ask(self, line: str) -> tuple[Hit, ...]:
        size = len(line)
        hits = self._phrases.get(words_key(line), ()) if size <= _LONGEST_PHRASE else ()
        marked, _ = mark(line)
        for number in sorted(self._index.candidates(marked)):
            hit, _ = self._asked[number]
            if size <= hit.rule.max_chars and self._matches(number, marked):
                hits += (hit,)
        return hits

    def _matches(self, number: int, marked: str) -> bool:
        """Whether a pattern matches. A set of one is RE2's quickest way to say no more than that."""
        if number not in self._patterns:
            self._patterns[number] = _set([self._whole_line(number)])
        return bool(self._patterns[number].Match(marked))

    def _whole_line(self, number: int) -> str:
        return packs.whole_line(self._asked[number][1], self.macros)

    def check(self) -> None:
        """Compile every pattern now instead of when a line first needs it.

        Raises:
            RuleError: for a pattern RE2 refuses, naming file, rule and key.
        """
        for number, (hit, _) in enumerate(self._asked):
            try:
                re2.compile(self._whole_line(number), _options())
            except re2.error as e:
                shown = getattr(hit.rule, hit.role)[hit.pattern]
                raise RuleError(f"{hit.rule.path}: [{hit.rule.id}] {hit.role} {shown!r}: {e}") from None

    def groups(self, hit: Hit, folded: str) -> dict[str, tuple[int, int]]:
        """Where in the folded line the named groups of the hit's pattern stand."""
        if hit.pattern < 0 or not hit.rule.fields:
            return {}
        marked, dates = mark(folded)
        number = self._numbers[hit.rule.id, hit.role, hit.pattern]
        if number not in self._with_groups:
            self._with_groups[number] = re2.compile(self._whole_line(number), _options())
        pattern = self._with_groups[number]
        m = pattern.search(marked)
        spans = {name: m.span(number) for name, number in pattern.groupindex.items() if m[number]} if m else {}
        return {name: (_unmarked(start, dates), _unmarked(end, dates)) for name, (start, end) in spans.items()}

    @cached_property
    def _numbers(self) -> dict[tuple[str, str, int], int]:
        return {(hit.rule.id, hit.role, hit.pattern): number for number, (hit, _) in enumerate(self._asked)}


class _Index:
    """Which patterns a line is worth asking of: those that may begin with its first word and need a string it holds."""

    def __init__(self, patterns: Sequence[str], macros: Mapping[str, str]) -> None:
        nodes: dict[str, literals.Node] = {}
        for name, macro in macros.items():
            nodes[name] = literals.parse(macro, nodes)
        self._whole: dict[str, list[int]] = {}  # patterns that are a list of lines, by line
        self._starts: dict[int, literals.Beginnings] = {}
        self._by_start: dict[str, list[int]] = {}  # patterns that need no string, by a word's first characters
        needing: dict[str, list[int]] = {}
        always: list[int] = []
        for number, pattern in enumerate(patterns):
            node = literals.parse(pattern, nodes)
            if lines := literals.whole(node):
                for line in lines:
                    self._whole.setdefault(line.rstrip(_CLOSING), []).append(number)
                continue
            start = literals.beginnings(node)
            if start:
                self._starts[number] = start
            if strings := literals.required(node):
                for string in strings:
                    needing.setdefault(string, []).append(number)
            elif start:
                for stem in {word[:_START] for word in (*start.words, *start.stems)}:
                    self._by_start.setdefault(stem, []).append(number)
            else:
                always.append(number)
        self._needing = list(needing.values())
        self._strings = AhoCorasick(list(needing), store_patterns=False)
        self._always = always
        self._rest = _set(packs.whole_line(patterns[number], macros) for number in always)

    def candidates(self, line: str) -> set[int]:
        """The patterns that may match a line."""
        found = set(self._whole.get(line.rstrip(_CLOSING), ()))
        found.update([self._always[i] for i in self._rest.Match(line) or ()])
        word = literals.first_word(line)
        maybe = self._by_start.get(word[:_START], [])
        for string, _, _ in self._strings.find_matches_as_indexes(line, overlapping=True):
            maybe = maybe + self._needing[string]
        found.update([n for n in maybe if n not in self._starts or self._starts[n].allow(word)])
        return found


def _set(patterns: Iterable[str]) -> Any:
    """A compiled RE2 set. RE2 refuses empty ones, so each holds one more, last, that no folded line matches."""
    joined = re2.Set.SearchSet(_options())
    for pattern in (*patterns, "\ue001"):
        joined.Add(pattern)
    joined.Compile()
    return joined


_START = 2  # characters of a first word
_CLOSING = " .:!。"  # what may follow any pattern; see packs.whole_line


def _unmarked(at: int, dates: Sequence[tuple[int, int]]) -> int:
    """Where a place in a marked line stands in the line itself, given where its dates stood."""
    for start, end in dates:
        if at <= start:
            break
        at += end - start - 1
    return at


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MAX_MEM
    options.log_errors = False
    return options
