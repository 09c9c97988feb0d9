"""Packs out of what an import found: a file a host, and one for what holds everywhere.

A rule has to prove itself, and here there are no pages. So its `removes` are the least HTML that each selector marks,
which shows that it can be asked and finds what it names, and its `keeps` a paragraph of prose. What a selector takes
from real pages only its author knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cleaner import toml
from cleaner.html.css import parse
from cleaner.html.fragments import fragment
from cleaner.html.parsing import parse as parse_page
from cleaner.html.selectors import Selectors, marked
from cleaner.importing.found import GENERIC, Wanted
from cleaner.packs import Rule
from cleaner.sites import PAGE


class Source(NamedTuple):
    """A list that is imported: its name in ids of rules, and what the elements it names are."""

    name: str
    kind: str


MARK = "# Imported by `cleaner rules import`"
_TEXT = "What stands in it."
_KEEPS = "<p>The ferry left the small harbour before sunrise.</p>"
_WHOLE = frozenset(("html", "body"))
_TEXTLESS = frozenset(
    "area audio base br canvas col embed frame head hr iframe img input link map meta noscript object param picture "
    "script source style svg template track video wbr".split()
)
_IN_A_RULE = 100  # selectors: a rule's proof is read by people


@dataclass
class Pack:
    """What one file will hold."""

    hidden: dict[Source, dict[str, str]] = field(default_factory=dict)  # of each source, selector → HTML that shows it
    page: dict[str, list[str]] = field(default_factory=dict)

    def add(self, wanted: Wanted, source: Source) -> None:
        """Put in what is wanted.

        Raises:
            ValueError: with the reason why it cannot be used.
        """
        shown = {css: _checked(css, wanted.use) for css in wanted.selectors}
        if wanted.use == "hide":
            self.hidden.setdefault(source, {}).update(shown)
        elif (css := ", ".join(shown)) not in self.page.setdefault(wanted.use, []):
            self.page[wanted.use].append(css)


def _checked(css: str, use: str) -> str:
    """HTML that shows a selector at work, where it is to hide something."""
    try:
        parsed = parse(css)
    except ValueError as e:
        raise ValueError(f"selector: {_counted(str(e))}") from None
    tags = {selector[-1].compound.tag for selector in parsed}
    if tags & _WHOLE:
        raise ValueError("selector of the whole page")
    if use != "hide":
        return ""
    if tags & _TEXTLESS:
        raise ValueError("elements without text")
    html = "".join(fragment(selector, _TEXT) for selector in parsed)
    if not _shows(css, html):
        raise ValueError("selector that no piece of HTML shows at work")
    return html


def _counted(reason: str) -> str:
    """A reason without what is particular to one selector, so that it can be counted."""
    return "not valid CSS" if reason.startswith("is no selector") else reason.split("; ")[0]


def _shows(css: str, html: str) -> bool:
    """Whether a selector marks all text of a piece of HTML."""
    tree, _ = parse_page(f"<!doctype html><body>{html}</body>")
    marks = marked(tree, Selectors([Rule("", "", "", (), (), css=(css,))])) if tree else {}
    return html.count(_TEXT) == sum("".join(element.itertext()).count(_TEXT) for element in marks)


def path_of(directory: Path, host: str, source: Source) -> Path:
    """Where the pack of a host belongs; what holds everywhere is called after its source."""
    return directory / "imported" / f"{source.name}.toml" if host == GENERIC else directory / "sites" / f"{host}.toml"


def written(pack: Pack) -> str:
    """A pack as TOML."""
    return "\n".join([f"{MARK}; the next import writes it anew.", "", *_tables(pack)]).rstrip() + "\n"


def _tables(pack: Pack) -> Iterator[str]:
    for source, shown in pack.hidden.items():
        hidden = list(shown.items())
        for number in range(0, len(hidden), _IN_A_RULE):
            part = hidden[number : number + _IN_A_RULE]
            yield f"[{source.name}-{number // _IN_A_RULE + 1}]"
            yield f"kind    = {toml.string(source.kind)}"
            yield f"why     = {toml.string(f'{source.name} hides these elements')}"
            yield f"css     = {toml.strings(css for css, _ in part)}"
            yield f"removes = {toml.strings(html for _, html in part)}"
            yield f"keeps   = {toml.strings([_KEEPS])}\n"
    places = [f"{key:7} = {toml.strings(pack.page[key])}" for key in PAGE if pack.page.get(key)]
    yield from ["[page]", *places] if places else []


def is_ours(path: Path) -> bool:
    """Whether nothing stands at a path that an import did not write."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline().startswith(MARK)
    except FileNotFoundError:
        return True
