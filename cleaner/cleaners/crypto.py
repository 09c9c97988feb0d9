"""Crypto addresses that stand on a page to be paid to, with the labels around them.

What decides is what is left of a unit without its addresses: few words, and none but the names of currencies and
networks and such as "wallet", "donate" or "QR code". An address that an article quotes has a sentence around it, or
stands below a line that ends in a colon and asks the reader for nothing; it stays.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cleaner.document import Document, Label
from cleaner.matching.folding import fold
from cleaner.money import addresses, payments
from cleaner.money.addresses import Address
from cleaner.registry import labeller

_QUERY = re.compile(r"^\?[\w=&%.+:-]+")  # of a `bitcoin:` link
_URL = re.compile(r"(?:https?://|www\.)\S+")
_ABOVE = 3  # label lines that may stand above an address: "Donate", "Bitcoin", "Our address:"
_ASIDE = 60  # characters; more than that beside a payment link must ask the reader, or it is somebody's prose


@labeller
def crypto(document: Document, *, words: int = 6) -> Iterable[Label]:
    """Crypto addresses to be paid to, with at most `words` words of label to an address, and appeals that hold one."""
    free = 0  # the first unit after the last block of addresses
    quoted = False
    for unit, here in _by_unit(document).items():
        pieces = _pieces(document, unit, here)
        if payments.is_label(" ".join(pieces), words * len(here)):
            first, last = _first(document, unit, free, words), _last(document, unit)
            if first > free or not free:
                quoted = first > 0 and _introduces(fold(document.units[first - 1]))
            free = last + 1
            if not quoted:
                names = list(dict.fromkeys(address.currency for address in here))
                why = f"an address to pay {', '.join(names)} to and nothing but its label"
                yield Label(first, last, "crypto", f"crypto/{names[0].lower()}", why, 0.95)
        elif _is_appeal(pieces):
            yield Label(unit, unit, "donation", "crypto/appeal", "asks for money by payment link and address", 0.95)


def _by_unit(document: Document) -> dict[int, list[Address]]:
    """Unit → the addresses in it."""
    units: dict[int, list[Address]] = {}
    if all(line.longest < addresses.SHORTEST for line in document.lines):
        return units
    for address in addresses.find(document.text):
        unit = bisect_right(document.spans.starts, address.start) - 1
        units.setdefault(unit, []).append(address)
    return units


def _pieces(document: Document, unit: int, here: Sequence[Address]) -> list[str]:
    """What is left of a unit before, between and after its addresses, folded."""
    start, end = document.spans[unit]
    edges = [start, *(edge for address in here for edge in (address.start, address.end)), end]
    pieces = [document.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [fold(_QUERY.sub("", piece)) for piece in pieces]


def _first(document: Document, unit: int, free: int, words: int) -> int:
    """The first of the label lines right above an address, or its own line."""
    first = unit
    while first > max(free, unit - _ABOVE) and payments.is_heading(fold(document.units[first - 1]), words):
        first -= 1
    return first


def _last(document: Document, unit: int) -> int:
    """The button right below an address, or its own line."""
    below = unit + 1
    return below if below < len(document.units) and payments.is_button(fold(document.units[below])) else unit


def _introduces(folded: str) -> bool:
    """Whether the line above says whose address follows, and not what it is good for: "The ransom went to:"."""
    asks = payments.is_about_giving(folded) or payments.speaks_to_reader(folded)
    return folded.rstrip().endswith(":") and not asks


def _is_appeal(pieces: Sequence[str]) -> bool:
    """Whether what is around the addresses asks for money: links to pay by, labels, and no prose but the asking."""
    labelled = len(pieces) > 2 or pieces[0].rstrip().endswith((":", "=", "-"))
    return labelled and payments.has_link(" ".join(pieces)) and not any(_is_prose(piece) for piece in pieces)


def _is_prose(piece: str) -> bool:
    asks = payments.is_about_giving(piece) and payments.speaks_to_reader(piece)
    return len(_URL.sub("", piece)) > _ASIDE and not asks
