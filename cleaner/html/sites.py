"""What is known of one site's pages: rules with selectors, and which elements hold body, title, authors and date.

The latter stand in the table `page` of a site's pack. `body` makes all that stands outside of it chrome; the others
give metadata. All files that hold for a host count together, its own before that of the platform it is part of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaner import sites
from cleaner.html.rendering import Marks
from cleaner.html.selectors import Selectors, found, marked
from cleaner.html.tree import Tree
from cleaner.packs import Rule

_FIELDS = ("title", "authors", "date")
_WHY = "it stands outside of what holds the text on this site's pages"
_MOST_SITES = 512
_LONGEST = 300  # characters of a title, a name or a date
_SMALL = frozenset("a abbr b button em form i ins label small span strong".split())
_SMALL_KINDS = frozenset(("share", "donation", "ads", "counter"))
_LARGEST = (
    2000  # characters that one of them holds when it is what its rule says: `<div class="fb-like"/>` is never closed
)
_SAID_IN = ("content", "datetime")  # attributes that say what an element shows: of <meta> and <time>


@dataclass(frozen=True, slots=True)
class Page:
    """Where one site's pages hold what, by `body` and `_FIELDS`; each selector is as a rule of its own."""

    rule: Rule  # what all outside of the body is labelled by
    places: Mapping[str, Selectors]


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the pages of one host."""

    selectors: tuple[Selectors, ...] = ()
    pages: tuple[Page, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.selectors or self.pages)


def find(directories: Sequence[str], url: str | None) -> Site:
    """What the packs in `directories` know of the pages of an address's host.

    Raises:
        RuleError: when a pack is wrong, naming file, rule and key.
    """
    files = [file for directory in directories for file in sites.files_of(directory, url)]
    return _read(tuple(files)) if files else Site()


@lru_cache(maxsize=_MOST_SITES)
def _read(files: tuple[Path, ...]) -> Site:
    selectors = [Selectors(sites.read(file)) for file in files]
    pages = [page for file in files if (page := _page(file)) is not None]
    return Site(tuple(one for one in selectors if one.rules), tuple(pages))


def _page(file: Path) -> Page | None:
    """The table `page` of a site's file, ready to be asked."""
    table = sites.page(file)
    if not table:
        return None
    name = f"sites/{file.name.removesuffix('.toml')}/page"
    places = {key: Selectors(_place(name, css, file) for css in table[key]) for key in table}
    return Page(_place(name, "", file), places)


def _place(name: str, css: str, file: Path) -> Rule:
    return Rule(name, "boilerplate", _WHY, (), (), css=(css,), path=str(file))


def marks(tree: Tree, common: Sequence[Selectors], site: Site) -> Marks:
    """Element → the rule that marks it: those of the site, of all sites, and what stands outside of the site's body."""
    outside: dict[Any, Rule | None] = {}
    for page in site.pages:
        if "body" in page.places and (bodies := _bodies(tree, page.places["body"])):
            outside = {tree.root: page.rule, **dict.fromkeys(bodies)}
            break
    rules = marked(tree, *site.selectors, *common)
    return {**{element: rule for element, rule in rules.items() if not _left_open(element, rule)}, **outside}


def _left_open(element: Any, rule: Rule) -> bool:
    """Whether an element holds more than what its rule names: somebody did not close it, and the page went in."""
    if element.tag not in _SMALL and rule.kind not in _SMALL_KINDS:
        return False
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > _LARGEST:
            return True
    return False


def _bodies(tree: Tree, places: Selectors) -> list[Any]:
    """The elements with text that the first selector finds which finds any."""
    marks = found(tree, places)
    for rule in places.rules:
        if bodies := [element for element, one in marks.items() if one is rule and _has_text(element)]:
            return bodies
    return []


def facts(tree: Tree, site: Site) -> dict[str, Any]:
    """What the site's packs find on a page of its metadata, as it stands there: title, authors (a list) and date."""
    said: dict[str, Any] = {}
    for page in site.pages:
        for field in _FIELDS:
            if field in page.places and field not in said and (values := _values(tree, page.places[field])):
                said[field] = values if field == "authors" else values[0]
    return said


def _values(tree: Tree, places: Selectors) -> list[str]:
    """What the elements say that the first selector with something to say finds, in the order of the page."""
    marks = found(tree, places)
    elements = [element for element in tree.attributes if element in marks] if marks else []
    for rule in places.rules:
        own = (_said(element) for element in elements if marks[element] is rule)
        if values := list(dict.fromkeys(value for value in own if 0 < len(value) <= _LONGEST)):
            return values
    return []


def _said(element: Any) -> str:
    for name in _SAID_IN:
        if value := (element.get(name) or "").strip():
            return " ".join(value.split())
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    """The texts in an element, until there are more than a value can have."""
    size = 0
    for text in element.itertext():
        yield text
        size += len(text)
        if size > _LONGEST * 10:
            return


def _has_text(element: Any) -> bool:
    return any(not text.isspace() for text in element.itertext())
