"""Payment addresses of crypto currencies in running text, known by their shape and confirmed by their check digits.

    >>> [found.currency for found in find("BTC: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, or ask us")]
    ['BTC']

A text is asked once for runs of 25 and more letters and digits, which costs next to nothing where there are none. In a
run an address may stand at the start, or behind a hyphen or a currency's name: scraped text runs words together. All
patterns are bounded, so a hostile text is read in linear time.
"""

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import re2

from cleaner.money import checksums


@dataclass(frozen=True, slots=True)
class Address:
    """Characters `start` to `end` of a text are an address in this currency, by its ticker.

    Of currencies that share a form, the one named just before it counts, else the oldest: any EVM chain is "ETH".
    """

    start: int
    end: int
    currency: str


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which a currency writes its addresses."""

    currency: str
    first: str  # what it may begin with
    shape: re.Pattern[str]
    holds: Callable[[str], bool]
    slack: int = 0  # the shape may take in so many characters of a word that was run into the address
    prefix: str = ""  # belongs to the address where it stands before it
    near: re.Pattern[str] | None = None  # without check digits: a name that must stand near it


SHORTEST = 25  # characters of an address, and of what may stand before or behind it without a blank
_RUN = re2.compile(rb"[0-9A-Za-z_-]{%d,}" % SHORTEST)
_NAMES = (
    "(?:(?i:bitcoin(?:cash)?|ethereum|litecoin|dogecoin|monero|zcash|ripple|cardano|solana|toncoin|address|wallet|paypal"
    "|patreon|donat(?:e|ions?))"
    "|BTC|BCH|ETH|LTC|DOGE|DASH|XMR|ZEC|XRP|ADA|SOL|TRX|TRON|TON|USDT|USDC|BNB|(?:ERC|TRC|BEP)-?20)"
)
# A name that another follows at once has no address behind it; to try there too would let a text of names cost dear.
_BEHIND = re.compile(rf"(?:[-_]|{_NAMES}(?!\w{{0,24}}?{_NAMES}))(?=[0-9A-Za-z]{{25}}|[EU]Q)")
_END = f"(?:(?![0-9A-Za-z])|(?={_NAMES}))"
_HEX_END = f"(?:(?![0-9A-Fa-f])|(?={_NAMES}))"
_HAS_DIGIT = "(?=[A-Za-z]{0,43}[0-9])"
_BEHIND_ZERO = "(?<![0-9A-Za-z:.,]0:)(?<=0:)"
_BASE58 = "[1-9A-HJ-NP-Za-km-z]"
_NEAR = 60  # characters before an address in which its currency may be named
_SHARED = re.compile("(?i)(litecoin|ltc|лайтко[ий]н|莱特币|萊特幣|ライトコイン)|(bitcoin.?cash|bch)|bitcoin|btc")
_SOLANA = re.compile("(?i:solana|солан|索拉纳|ソラナ|솔라나|سولانا)|(?<![A-Za-z])(?:SOL|SPL)(?![a-z])")


def _base58(
    currency: str, first: str, shape: str, *versions: bytes, slack: int = 0, alphabet: str = checksums.BITCOIN
) -> _Form:
    """A form in base58check; `~` in its shape is a character of the alphabet."""
    holds = partial(checksums.base58check, versions=versions, alphabet=alphabet)
    return _Form(currency, first, re.compile(shape.replace("~", _BASE58)), holds, slack)


def _base32(lower: str) -> re.Pattern[str]:
    """A shape in bech32's alphabet, written `~`; all in lower or all in upper case."""
    lower = lower.replace("~", "[02-9ac-hj-np-z]")
    return re.compile(f"{lower}|{lower.upper()}")


def _solana(text: str) -> bool:
    return len(checksums.base58(text)) == 32


_FORMS = (
    _base58("BTC", "13", "[13]~{25,33}", b"\0", b"\5", slack=2),
    _Form("BTC", "bB", _base32("bc1~{14,71}"), checksums.segwit),
    _Form("BCH", "qprzQPRZ", _base32("[qpzr]~{41,111}"), checksums.cashaddr, prefix="bitcoincash:"),
    _Form("ETH", "0", re.compile(f"0[xX][0-9A-Fa-f]{{40}}{_HEX_END}"), checksums.eip55),
    _base58("LTC", "LM", "[LM]~{33}", b"\x30", b"\x32"),
    _Form("LTC", "lL", _base32("ltc1~{14,71}"), checksums.segwit),
    _base58("DOGE", "DA9", "[DA9]~{33}", b"\x1e", b"\x16"),
    _base58("DASH", "X7", "[X7]~{33}", b"\x4c", b"\x10"),
    _Form("XMR", "48", re.compile(f"[48]{_BASE58}{{94}}"), partial(checksums.monero, networks=(18, 42))),
    _Form("XMR", "4", re.compile(f"4{_BASE58}{{105}}"), partial(checksums.monero, networks=(19,))),
    _base58("ZEC", "t", "t[13]~{33}", b"\x1c\xb8", b"\x1c\xbd"),
    _Form("ZEC", "zZ", _base32("zs1~{75}"), checksums.sapling),
    _Form("ZEC", "uU", _base32("u1~{80,400}"), checksums.unified),
    _base58("XRP", "r", "r~{24,34}", b"\0", slack=2, alphabet=checksums.RIPPLE),
    _Form("ADA", "aA", _base32("addr1~{52,110}"), checksums.shelley),
    _Form("ADA", "A", re.compile(f"Ae2{_BASE58}{{56}}"), checksums.byron),
    _Form("ADA", "D", re.compile(f"DdzFF{_BASE58}{{99}}"), checksums.byron),
    _base58("TRX", "T", "T~{33}", b"\x41"),
    _Form("TON", "EU", re.compile(f"[EU]Q[0-9A-Za-z_-]{{46}}(?!-){_END}"), checksums.ton),
    _Form(
        "TON", string.hexdigits, re.compile(f"{_BEHIND_ZERO}[0-9A-Fa-f]{{64}}{_HEX_END}"), lambda _: True, prefix="0:"
    ),
    _Form("SOL", checksums.BITCOIN, re.compile(f"{_HAS_DIGIT}{_BASE58}{{32,44}}{_END}"), _solana, near=_SOLANA),
)
_BY_FIRST = {first: tuple(f for f in _FORMS if first in f.first) for first in {c for f in _FORMS for c in f.first}}


def find(text: str) -> Iterator[Address]:
    """The addresses in a text, in order, none within another."""
    raw = text.encode("ascii", "replace")  # a byte a character: offsets hold, and RE2 reads any text, fast
    for run in _RUN.finditer(raw):
        at, end = run.span()
        for start in (at, *(m.end() for m in _BEHIND.finditer(text, at, end))):
            if start >= at and (found := _address(text, start, end)):
                yield found
                at = found.end


def _address(text: str, start: int, end: int) -> Address | None:
    """The address that begins at `start` of a run of letters and digits up to `end`."""
    for form in _BY_FIRST.get(text[start], ()):
        if (stop := _stop(form, text, start, end)) and (form.near is None or _named(form.near, text, start, stop)):
            before = start - len(form.prefix)
            whole = before >= 0 and text[before:start].lower() == form.prefix
            return Address(before if whole else start, stop, _currency(form, text, start))
    return None


def _stop(form: _Form, text: str, start: int, end: int) -> int | None:
    """Where the address in this form ends, if there is one."""
    m = form.shape.match(text, start, end)
    stops = range(m.end(), m.end() - form.slack - 1, -1) if m else ()
    return next((stop for stop in stops if form.holds(text[start:stop])), None)


def _named(name: re.Pattern[str], text: str, start: int, stop: int) -> bool:
    """Whether the name stands before the address, if on the line above, or after it on its line."""
    after = text[stop : stop + _NEAR].partition("\n")[0]
    return bool(name.search(f"{text[max(0, start - _NEAR) : start]} {after}"))


def _currency(form: _Form, text: str, start: int) -> str:
    """The form's currency, or of those that share Bitcoin's base58 the one that was named last before it."""
    if form is not _FORMS[0]:
        return form.currency
    names = list(_SHARED.finditer(text, max(0, start - _NEAR // 2), start))
    if names and names[-1][1] and text[start] == "3":
        return "LTC"
    return "BCH" if names and names[-1][2] else "BTC"
