"""The site's own name at the head or foot of the page."""

import re
from collections.abc import Iterable, Iterator

from cleaner.document import Document, Label
from cleaner.heads import addresses, fields
from cleaner.heads.romanized import spellings
from cleaner.heads.wording import without_site
from cleaner.matching.folding import same_text
from cleaner.places import stands
from cleaner.registry import labeller

_NO_LETTER = re.compile(r"[^\w]")
_SHORTEST, _LONGEST = 3, 60  # characters of a site's name


@labeller
def site_header(document: Document) -> Iterable[Label]:
    """Lines that are the site's name: known already, told by a line or the address, or printed above its counters."""
    known = {_letters(same_text(name)) for name in _names(document)} - {""}
    host = _in_address(document)
    for unit in range(len(document.units) if known or host else 1 if document.units else 0):
        if len(document.folded[unit]) > _LONGEST or not stands(document, unit, "edges"):
            continue
        name = _letters(document.key(unit))
        if name in known:
            yield Label(unit, unit, "site-header", "site-header/name", "the site's name", 0.8)
        elif host and (said := _said_by(document.units[unit], host)):
            found = {"site": said}
            yield Label(
                unit, unit, "site-header", "site-header/address", "the site's name, as in its address", 0.8, found
            )
        elif unit == 0 and name and _above_counters(document):
            why, found = "the first line, above the site's own date and counters", {"site": document.units[unit]}
            yield Label(unit, unit, "site-header", "site-header/first-line", why, 0.8, found)


def _in_address(document: Document) -> frozenset[str]:
    """The site's name as its address has it, and the host itself, letters only."""
    host = addresses.host_of(document.url)
    names = (_NO_LETTER.sub("", name) for name in (addresses.site_of(host), host))
    return frozenset(name for name in names if len(name) > _SHORTEST)


def _said_by(text: str, host: frozenset[str]) -> str:
    """The name a line says, if it is the address's, alone or beside the host: `Harbour Post - harbourpost.example`."""
    parts = [part for part in without_site(text) if part]
    own = all(not spellings(_letters(same_text(part))).isdisjoint(host) for part in parts)
    return parts[0] if own else ""


def _names(document: Document) -> Iterator[str]:
    """The site's name as it is known; else as it stands behind the page's title, or in lines that rules know."""
    if "site" in document.metadata:
        yield str(document.metadata["site"])
        return
    yield document.head.site
    for unit in document.known:
        for hit in document.matches(unit):
            if "site" in hit.rule.fields:
                yield str((fields.read(document, unit, hit) or {}).get("site") or "")


def _letters(key: str) -> str:
    return key.replace(" ", "")


def _above_counters(document: Document) -> bool:
    return any(hit.rule.kind == "site-header" for hit in document.matches(1))
