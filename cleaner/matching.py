"""All rules asked at once: which of them know this folded line?

Patterns of every rule and language share one RE2 set, phrases one dictionary. Both cost the same for fifty rules and
for five thousand, and run in linear time whatever the line holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import re2

from cleaner.errors import RuleError
from cleaner.folding import words_key
from cleaner.packs import Rule, compile_pattern, phrase_key

_ROLES = ("match", "starts", "inside", "ends")
_MAX_MEM = 1 << 28  # RE2's default of 8 MiB is too little for a thousand patterns
_LONGEST_PHRASE = 120  # characters; longer lines are not looked up as phrases


class Hit(NamedTuple):
    """One rule that knows one line, and as what: "match", or "starts", "inside", "ends" of a block."""

    rule: Rule
    role: str
    pattern: int  # which of the rule's patterns, so that two different ones can be told from one seen twice


class Matcher:
    """Rules compiled for asking. Pickles as its rules and is rebuilt where it lands: an RE2 set cannot travel."""

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        self.rules = tuple(rules)
        self.macros = dict(macros)
        self._phrases: dict[str, tuple[Hit, ...]] = {}
        self._hits: list[Hit] = []
        self._set: Any = re2.Set.SearchSet(_options())
        for rule in self.rules:
            self._add(rule)
        self._set.Compile()
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
                    self._set.Add(compile_pattern(pattern, self.macros))
                except (ValueError, re2.error) as e:
                    raise RuleError(f"{rule.path}: [{rule.id}] {role} {pattern!r}: {e}") from None
                self._hits.append(Hit(rule, role, number))

    def __reduce__(self) -> tuple[Any, ...]:
        return Matcher, (self.rules, self.macros)

    def hits(self, folded_lines: Iterable[str]) -> dict[int, tuple[Hit, ...]]:
        """Line number → the rules that know the line, for those lines some rule knows."""
        ask, known, phrases, longest = self._set.Match, self._hits, self._phrases, self._longest
        found: dict[int, tuple[Hit, ...]] = {}
        for number, line in enumerate(folded_lines):
            size = len(line)
            if size > longest or not size:
                continue
            hits = phrases.get(words_key(line), ()) if size <= _LONGEST_PHRASE else ()
            if ids := ask(line):
                hits += tuple(known[i] for i in ids if size <= known[i].rule.max_chars)
            if hits:
                found[number] = hits
        return found

    def groups(self, hit: Hit, folded: str) -> dict[str, tuple[int, int]]:
        """Where in the folded line the named groups of the hit's pattern stand."""
        if hit.pattern < 0 or not hit.rule.fields:
            return {}
        pattern = self._with_groups[hit.rule.id, hit.pattern]
        m = pattern.search(folded)
        return {name: m.span(number) for name, number in pattern.groupindex.items() if m[number]} if m else {}

    @cached_property
    def _with_groups(self) -> dict[tuple[str, int], Any]:
        return {
            (rule.id, number): re2.compile(compile_pattern(pattern, self.macros), _options())
            for rule in self.rules
            if rule.fields
            for number, pattern in enumerate(rule.match)
        }


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MAX_MEM
    options.log_errors = False
    return options
