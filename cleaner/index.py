"""Which of thousands of patterns is a line worth asking of?

Those that may begin with its first word and need a string that it holds. What that takes is computed once from the
patterns (`plan_index`, plain data that can be kept) and then looked up per line: dictionaries, one automaton over all
needed strings (Aho and Corasick 1975), and one RE2 set of the few patterns that begin with anything and need nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import re2
from ahocorasick_rs import AhoCorasick

from cleaner import literals

_LEAST_WORTH_ALONE = 0.6  # of a string that is all a pattern can be found by
_CLOSING = " .:!"  # what may follow any pattern; see packs.whole_line
_MAX_MEM = 1 << 26  # bytes an automaton may take; RE2 forgets states beyond that


def plan_index(folded: Sequence[str], macros: Mapping[str, str]) -> dict[str, Any]:
    """What `Index` looks things up in, from patterns whose macros are not filled in: JSON-able."""
    nodes: dict[str, literals.Node] = {}
    for name, macro in macros.items():
        nodes[name] = literals.parse(macro, nodes)
    whole: dict[str, list[int]] = {}  # patterns that are a list of lines, by line
    starts: dict[int, tuple[list[str], list[str]]] = {}  # the whole words and the stems that a pattern begins with
    by_word: dict[str, list[int]] = {}  # patterns that need no string, by first word
    by_stem: dict[str, list[int]] = {}  # and by the beginning of their first word
    needing: dict[str, list[int]] = {}
    always: list[int] = []
    for number, pattern in enumerate(folded):
        node = literals.parse(pattern, nodes)
        if lines := literals.whole(node):
            for line in sorted(lines):
                whole.setdefault(line.rstrip(_CLOSING), []).append(number)
            continue
        if start := literals.beginnings(node):
            starts[number] = sorted(start.words), sorted(start.stems)
        if strings := literals.required(node, literals.LEAST_WORTH if start else _LEAST_WORTH_ALONE):
            for string in sorted(strings):
                needing.setdefault(string, []).append(number)
        elif start:
            for word in sorted(start.words):
                by_word.setdefault(word, []).append(number)
            for stem in sorted(start.stems):
                by_stem.setdefault(stem, []).append(number)
        else:
            always.append(number)
    return {
        "whole": whole,
        "starts": [(number, *start) for number, start in starts.items()],
        "by_word": by_word,
        "by_stem": by_stem,
        "needing": needing,
        "always": always,
    }


class Index:
    """A plan made ready to look up lines in. `pattern` gives the whole pattern of a number."""

    def __init__(self, plan: Mapping[str, Any], pattern: Callable[[int], str]) -> None:
        self._whole: dict[str, list[int]] = plan["whole"]
        self._by_word: dict[str, list[int]] = plan["by_word"]
        self._by_stem: dict[str, list[int]] = plan["by_stem"]
        self._starts = {n: (words, tuple(stems)) for n, words, stems in plan["starts"]}
        self._needing: list[list[int]] = list(plan["needing"].values())
        self._after: dict[tuple[int, str], list[int]] = {}  # filled as lines ask
        self._strings = AhoCorasick(list(plan["needing"]), store_patterns=False)
        self._always: list[int] = plan["always"]
        self._rest = search_set(map(pattern, self._always))

    def candidates(self, line: str) -> set[int]:
        """The patterns that may match a line."""
        found = set(self._whole.get(line.rstrip(_CLOSING), ()))
        found.update([self._always[i] for i in self._rest.Match(line) or ()])
        word = literals.first_word(line)
        found.update(self._by_word.get(word, ()))
        for size in range(1, len(word) + 1):
            if word[:size] in self._by_stem:
                found.update(self._by_stem[word[:size]])
        maybe: list[int] = []
        for string, _, _ in self._strings.find_matches_as_indexes(line, overlapping=True):
            maybe += self._needing_after(string, word[:2])
        if maybe:
            found.update([number for number in maybe if self._may_begin(number, word)])
        return found

    def _needing_after(self, string: int, start: str) -> list[int]:
        """The patterns that need a string and may begin with these one or two characters."""
        key = string, start
        if key not in self._after:
            self._after[key] = [number for number in self._needing[string] if self._may_start(number, start)]
        return self._after[key]

    def _may_start(self, number: int, start: str) -> bool:
        if number not in self._starts:
            return True
        words, stems = self._starts[number]
        return any(word[:2] == start for word in words) or any(stem[:2] == start[: len(stem)] for stem in stems)

    def _may_begin(self, number: int, word: str) -> bool:
        if number not in self._starts:
            return True
        words, stems = self._starts[number]
        return word in words or word.startswith(stems)


def search_set(patterns: Iterable[str]) -> Any:
    """A compiled RE2 set. RE2 refuses empty ones, so each holds one more, last, that no folded line matches."""
    joined = re2.Set.SearchSet(options())
    for pattern in (*patterns, "\ue001"):
        joined.Add(pattern)
    joined.Compile()
    return joined


def options() -> Any:
    """RE2's options for all our patterns."""
    chosen = re2.Options()
    chosen.max_mem = _MAX_MEM
    chosen.log_errors = False
    return chosen
