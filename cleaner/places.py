"""Where a unit stands, seen from the body: what a rule's `within` means."""

from collections.abc import Iterable, Iterator

from cleaner.document import Document

# A byline may follow the standfirst, a share row may precede a last short paragraph: this many units into the body
# still count as its edge.
TOLERANCE = 4
_INSIDE = frozenset(("anywhere",))
_TOP, _BOTTOM = _INSIDE | {"edges", "top"}, _INSIDE | {"edges", "bottom"}
_BOTH = _TOP | _BOTTOM
_FAR_ABOVE = 8  # units above the title, from where on nothing is the article's own


def stands(document: Document, unit: int, within: str) -> bool:
    """Whether `unit` stands "anywhere", at the "top" or "bottom" of the body, or at either of the "edges"."""
    return within in places(document, unit)


def places(document: Document, unit: int) -> frozenset[str]:
    """All that a rule's `within` may say for it to hold of `unit`."""
    first, end = document.body
    if first == end:  # no prose to be seen: all of it is edge
        return _BOTH
    top, bottom = unit < first + TOLERANCE, unit >= end - TOLERANCE
    return (_BOTH if top else _BOTTOM) if bottom else _TOP if top else _INSIDE


def bottom(document: Document) -> range:
    """The units that stand at the "bottom"."""
    first, end = document.body
    return range(max(0, end - TOLERANCE) if first < end else 0, len(document.units))


def runs(units: Iterable[int]) -> Iterator[list[int]]:
    """Stretches of neighbouring units."""
    run: list[int] = []
    for unit in sorted(units):
        if run and unit != run[-1] + 1:
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def after_body(document: Document, unit: int) -> bool:
    """Whether some of the article stands before `unit`: what runs to the end of the text may not start before it."""
    return unit > document.first_prose


def above_article(document: Document, unit: int) -> bool:
    """Whether a unit stands so far above the title that it is a menu's, `By Company Size`, or another article's."""
    title = document.headline
    return title is not None and unit < title.unit - _FAR_ABOVE
