"""Which elements of a page do rules with selectors mark?

Done as browsers do it: the elements are gone through once, and each looks up, by its classes, its id, its tag and what
its attributes hold, the few selectors whose last compound could be it. Only those are asked in full. So a rule costs
nothing on a page without its widget, and a thousand rules cost about what ten do.

The page is the one lxml tree that everything else reads too. A second parse by BeautifulSoup, to ask soupsieve, would
take as long as half of trafilatura's whole work.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cleaner.errors import RuleError
from cleaner.html.css import Compound, Selector, Step, fits, parse
from cleaner.html.tree import Tree
from cleaner.packs import Rule

_COMMON = frozenset("a div li p span ul".split())  # tags too common to look selectors up by
_MOST_SEEN = 1 << 15  # class attributes whose selectors are remembered: a site's come again on every page
_LONGEST_SEEN = 300  # characters of one
Group = tuple[Step, ...]  # steps from the right, up to one that may be far from the next: `a > b` of `c a > b`


class Asked(NamedTuple):
    """A selector of a rule, its groups from the right; `number` is its place among all."""

    number: int
    rule: Rule
    groups: tuple[Group, ...]


class Selectors:
    """The selectors of rules, ready to be looked up. Where two mark an element, the first rule has it."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rule for rule in rules if rule.css)
        self._places: dict[str, dict[str, tuple[Asked, ...]]] = {}
        for number, (rule, selector) in enumerate(_parsed(self.rules)):
            place, what = _key(selector[-1].compound)
            asked = Asked(number, rule, tuple(_groups(selector)))
            here = self._places.setdefault(place, {})
            here[what] = (*here.get(what, ()), asked)
        self._holding = {place: _Holding(asked) for place, asked in self._places.items() if " " in place}
        self._of_all: dict[str, _Holding] = {}
        self._of_tags: list[tuple[str, str, _Holding]] = []
        for place, holding in self._holding.items():
            tag, name = place.split(" ")
            if tag != "*":
                self._of_tags.append((tag, name, holding))
            elif name not in ("class", "id"):
                self._of_all[name] = holding
        self._seen: dict[str, tuple[Asked, ...]] = {}

    def candidates(self, tree: Tree) -> Iterator[tuple[Any, Sequence[Asked]]]:
        """Elements with the selectors that may be theirs."""
        for element, said in tree.attributes.items():
            if "class" in said and (asked := self._of_class(said["class"])):
                yield element, asked
            if "id" in said and (asked := self._of_id(said["id"])):
                yield element, asked
            for name in self._of_all.keys() & said.keys() if self._of_all else ():
                yield element, self._of_all[name].find(said[name])
        for tag, asked in self._places.get("tag", {}).items():
            for element in tree.by_tag(tag):
                yield element, asked
        for tag, name, holding in self._of_tags:
            for element in tree.by_tag(tag):
                if (value := tree.attributes[element].get(name)) is not None:
                    yield element, holding.find(value)

    def _of_class(self, classes: str) -> tuple[Asked, ...]:
        found = self._seen.get(classes)
        if found is None:
            tokens = self._places.get("class", {})
            found = tuple(asked for token in set(classes.split()) if token in tokens for asked in tokens[token])
            if "* class" in self._holding:
                found += self._holding["* class"].find(classes)
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            if len(classes) <= _LONGEST_SEEN:
                self._seen[classes] = found
        return found

    def _of_id(self, name: str) -> tuple[Asked, ...]:
        found = self._places.get("id", {}).get(name, ())
        if "* id" in self._holding:
            found += self._holding["* id"].find(name)
        return found


class _Holding:
    """Selectors by a string that an attribute must hold, all looked for at once; some hold with any."""

    def __init__(self, asked: dict[str, tuple[Asked, ...]]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._always = tuple(asked.get("", ()))
        strings = [string for string in asked if string]
        self._asked = [asked[string] for string in strings]
        self._strings = AhoCorasick(strings)

    def find(self, value: str) -> tuple[Asked, ...]:
        hits = self._strings.find_matches_as_indexes(value.lower(), overlapping=True)
        if not hits:
            return self._always
        return (*self._always, *[asked for number in {hit[0] for hit in hits} for asked in self._asked[number]])


def marked(tree: Tree, *sets: Selectors) -> dict[Any, Rule]:
    """Element → the rule that marks it: the first set's, and of a set the first."""
    marks: dict[Any, Rule] = {}
    for selectors in sets:
        marks = found(tree, selectors) | marks
    return marks


def found(tree: Tree, selectors: Selectors) -> dict[Any, Rule]:
    """Element → the first of these rules that marks it."""
    best: dict[Any, Asked] = {}
    known: dict[int, dict[Any, Any]] = {}
    for element, candidates in selectors.candidates(tree):
        for asked in candidates:
            before = best.get(element)
            if (before is None or asked.number < before.number) and _matches(asked.groups, element, known):
                best[element] = asked
    return {element: asked.rule for element, asked in best.items()}


def _matches(groups: tuple[Group, ...], element: Any, known: dict[int, dict[Any, Any]]) -> bool:
    """Whether an element is what a selector says. `known` remembers where groups stand, so that it takes linear time.

    Of several elements around that a group fits, the nearest is the best choice: all the others stand around it too.
    """
    at = _anchor(groups[0], element)
    for group in groups[1:]:
        if at is None:
            return False
        at = _nearest(group, at.getparent(), known.setdefault(id(group), {}))
    return at is not None


def _nearest(group: Group, element: Any, known: dict[Any, Any]) -> Any:
    """The element that a group begins with, for the nearest one that it fits, from an element outwards."""
    passed = []
    while element is not None and element not in known:
        known[element] = _anchor(group, element)
        if known[element] is not None:
            break
        passed.append(element)
        element = element.getparent()
    anchor = known.get(element)
    for inner in passed:
        known[inner] = anchor
    return anchor


def _anchor(group: Group, element: Any) -> Any:
    """The element that a group begins with when it ends with this one; None when it does not."""
    for step in group:
        if element is None or not fits(step.compound, element):
            return None
        anchor = element
        element = element.getparent() if step.combinator == ">" else element.getprevious()
    return anchor


def _groups(selector: Selector) -> Iterator[Group]:
    group: list[Step] = []
    for step in reversed(selector):
        group.append(step)
        if step.combinator == " ":
            yield tuple(group)
            group = []


def _parsed(rules: Iterable[Rule]) -> Iterator[tuple[Rule, Selector]]:
    for rule in rules:
        for css in rule.css:
            try:
                selectors = parse(css)
            except ValueError as e:
                raise RuleError(f"{rule.path}: [{rule.id}] css {css!r}: {e}") from None
            for selector in selectors:
                yield rule, selector


def _key(compound: Compound) -> tuple[str, str]:
    """Where a compound is looked up, and by what: what is rarest on pages."""
    if compound.ids:
        return "id", compound.ids[0]
    if compound.classes:
        return "class", max(compound.classes, key=len)
    for attribute in compound.attributes:
        if attribute.name in ("class", "id") and attribute.value:
            return f"* {attribute.name}", attribute.value.lower()
    if compound.tag not in _COMMON and compound.tag:
        return "tag", compound.tag
    for attribute in compound.attributes:
        return f"{compound.tag or '*'} {attribute.name}", attribute.value.lower()
    return "tag", compound.tag
