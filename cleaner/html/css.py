"""Selectors of rules: the part of CSS that can be asked of one element and of what it stands in.

Type, class, id, attributes, `:not()`, `:is()`, `:first-child`, `:last-child`, and the steps ` `, `>` and `+`. What
would have to look through the rest of the page (`:has()`, `:nth-child()`, `~`) is refused: a page is hostile, and two
such selectors make the time grow with its square. cssselect reads the selectors; its XPaths are not used, because each
of them is asked of a whole page, where a rule should cost nothing on the pages that do not have its widget.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import cssselect
from cssselect import parser

_STEPS = (" ", ">", "+")
_PLACES = ("first-child", "last-child")
_OPERATORS = ("exists", "=", "~=", "|=", "^=", "$=", "*=")
_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_LONGEST = 500  # characters of a selector
# `[name="value" i]`, which cssselect reads from its release 1.6 on, beside which readability-lxml cannot be installed:
# the flag goes into the value, as a character that no page has.
_VALUE = r"""("(?:[^"\\]|\\.)*(?=")|'(?:[^'\\]|\\.)*(?=')|[^]\s"']+)(["']?)"""
_FLAGGED = re.compile(rf"""(\[[^]"'=]*=\s*){_VALUE}\s+[iI]\s*\]""")
_ANY_CASE = "\ue000"


class Attribute(NamedTuple):
    """`[name operator value]`; the value is in lower case where case does not matter."""

    name: str
    operator: str
    value: str = ""
    any_case: bool = False


class Compound(NamedTuple):
    """All that one element has to be."""

    tag: str = ""
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    neither: "tuple[Compound, ...]" = ()
    either: "tuple[tuple[Compound, ...], ...]" = ()
    places: tuple[str, ...] = ()


class Step(NamedTuple):
    """A compound and how it stands to the one before it: " " for the first of a selector."""

    combinator: str
    compound: Compound


Selector = tuple[Step, ...]


def parse(css: str) -> list[Selector]:
    """The selectors of a list parted by commas.

    Raises:
        ValueError: saying what is wrong with them, or that they cannot be asked here.
    """
    if len(css) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} characters")
    try:
        parsed = cssselect.parse(_FLAGGED.sub(rf"\1\2{_ANY_CASE}\3]", css))
    except (cssselect.SelectorError, RecursionError) as e:
        raise ValueError(f"is no selector: {e}") from None
    selectors = []
    for one in parsed:
        if one.pseudo_element:
            raise ValueError(f"::{one.pseudo_element} is no element of the page")
        selectors.append(tuple(_steps(one.parsed_tree)))
        if not _says_something(selectors[-1][-1].compound):
            raise ValueError("must name an element, a class, an id or an attribute at its end")
    return selectors


def _says_something(compound: Compound) -> bool:
    return bool(compound.tag or compound.ids or compound.classes or compound.attributes)


def _steps(tree: Any) -> Iterator[Step]:
    """The steps of a parsed selector, from the left."""
    combinator = " "
    if isinstance(tree, parser.CombinedSelector):
        if tree.combinator not in _STEPS:
            raise ValueError(f'"{tree.combinator}" would have to look through the page; steps are " ", ">" and "+"')
        yield from _steps(tree.selector)
        combinator, tree = tree.combinator, tree.subselector
    yield Step(combinator, _compound(tree))


def _compound(tree: Any) -> Compound:
    """What one element has to be, gathered from the parser's nested values."""
    if isinstance(tree, parser.Element):
        if tree.namespace:
            raise ValueError("namespaces are not known")
        return Compound((tree.element or "").lower())
    if isinstance(tree, parser.CombinedSelector):
        raise ValueError("inside :not() and :is() there can be no steps")
    if isinstance(tree, parser.Relation | parser.Function) or not hasattr(tree, "selector"):
        raise ValueError(f":{getattr(tree, 'name', 'has')}() would have to look through the page")
    return _with(_compound(tree.selector), tree)


def _with(compound: Compound, tree: Any) -> Compound:
    """A compound and one more thing that the element has to be."""
    match tree:
        case parser.Class():
            return compound._replace(classes=(*compound.classes, tree.class_name))
        case parser.Hash():
            return compound._replace(ids=(*compound.ids, tree.id))
        case parser.Attrib():
            return compound._replace(attributes=(*compound.attributes, _attribute(tree)))
        case parser.Negation():
            return compound._replace(neither=(*compound.neither, _compound(tree.subselector)))
        case parser.Matching() | parser.SpecificityAdjustment():
            choice = tuple(map(_compound, tree.selector_list))
            return compound._replace(either=(*compound.either, choice))
        case parser.Pseudo() if tree.ident in _PLACES:
            return compound._replace(places=(*compound.places, tree.ident))
    raise ValueError(f":{getattr(tree, 'ident', '?')} cannot be asked of a page at rest")


def _attribute(tree: Any) -> Attribute:
    if tree.namespace or tree.operator not in _OPERATORS or not _NAME.fullmatch(tree.attrib):
        raise ValueError(f"[{tree.attrib}{tree.operator}…] is not known; operators are {', '.join(_OPERATORS[1:])}")
    given = tree.value.value if tree.value else ""
    value = given.removesuffix(_ANY_CASE)
    if not value and tree.operator != "exists":
        raise ValueError(f"[{tree.attrib}{tree.operator}''] says nothing of what to look for")
    any_case = value != given
    return Attribute(tree.attrib.lower(), tree.operator, value.lower() if any_case else value, any_case)


def fits(compound: Compound, element: Any) -> bool:
    """Whether an element is all that the compound says."""
    get = element.get
    if compound.tag and element.tag != compound.tag:
        return False
    if compound.classes and not set(compound.classes) <= set((get("class") or "").split()):
        return False
    return (
        all(get("id") == wanted for wanted in compound.ids)
        and all(_has(get(attribute.name), attribute) for attribute in compound.attributes)
        and not any(fits(other, element) for other in compound.neither)
        and all(any(fits(other, element) for other in choice) for choice in compound.either)
        and all(_stands(element, place) for place in compound.places)
    )


def _has(value: str | None, attribute: Attribute) -> bool:
    if value is None:
        return False
    if attribute.any_case:
        value = value.lower()
    wanted = attribute.value
    match attribute.operator:
        case "=":
            return value == wanted
        case "~=":
            return wanted in value.split()
        case "|=":
            return value == wanted or value.startswith(f"{wanted}-")
        case "^=":
            return value.startswith(wanted)
        case "$=":
            return value.endswith(wanted)
        case "*=":
            return wanted in value
    return True  # it is there


def _stands(element: Any, place: str) -> bool:
    return (element.getprevious() if place == "first-child" else element.getnext()) is None
