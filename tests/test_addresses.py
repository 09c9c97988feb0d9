"""Addresses are found where they stand, and nothing else is: tests/data/addresses.toml."""

import random
import time
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.money import checksums
from cleaner.money.addresses import find

DATA = tomllib.loads((Path(__file__).parent / "data" / "addresses.toml").read_text(encoding="utf-8"))
CONFIRMED = [(currency, text) for currency, texts in DATA["confirmed"].items() for text in texts]
BY_SHAPE = [(currency, text) for currency, texts in DATA["by-shape"].items() for text in texts]
BASE58 = {"BTC": (b"\0", b"\5"), "LTC": (b"\x30", b"\x32"), "DOGE": (b"\x1e",), "DASH": (b"\x4c",), "TRX": (b"\x41",)}


def found(text: str) -> list[str]:
    return [f"{a.currency} {text[a.start : a.end]}" for a in find(text)]


@pytest.mark.parametrize(("currency", "text"), CONFIRMED + BY_SHAPE)
@pytest.mark.parametrize("around", ["{}", "Pay to: {}, please.", "({})", "\n{}\n", "адрес {}。", "{}."])
def test_found_whole(currency, text, around):
    assert found(around.format(text)) == [f"{currency} {text}"]


@pytest.mark.parametrize(("currency", "text"), CONFIRMED)
def test_refused_with_one_character_changed(currency, text):
    start = text.lower().find("bitcoincash:") + 1 and len("bitcoincash:")
    for at in range(start, len(text)):
        same_kind = {c for c in text[start:] if c.isdigit() == text[at].isdigit() and c != text[at]}
        for other in sorted(same_kind)[at % 5 :: 5]:
            changed = text[:at] + other + text[at + 1 :]
            # With its letters all in one case nothing is left of an EVM address to check.
            if currency != "ETH" or changed[2:] not in (changed[2:].lower(), changed[2:].upper()):
                assert found(changed) == [], f"character {at} of {text}"


@pytest.mark.parametrize("text", [text for _, text in CONFIRMED + BY_SHAPE])
def test_refused_when_cut_short(text):
    assert found(text[:-1]) == []


@pytest.mark.parametrize(("text", "expected"), DATA["in-text"].items())
def test_found_in_text(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", [text for texts in DATA["refused"].values() for text in texts])
def test_refused(text):
    assert found(text) == found(f"Bitcoin: {text}.") == []


@given(st.binary(min_size=20, max_size=20), st.sampled_from([(c, v) for c, vs in BASE58.items() for v in vs]))
def test_every_base58check_address_is_found(payload, form):
    currency, version = form
    text = _base58check(version + payload, checksums.BITCOIN)
    assert found(f"{text} ") == [f"{currency} {text}"]


@given(st.binary(min_size=20, max_size=20))
def test_every_ripple_address_is_found(payload):
    text = _base58check(b"\0" + payload, checksums.RIPPLE)
    assert found(f"XRP: {text}") == [f"XRP {text}"]


PARTS = st.one_of(
    st.sampled_from([text for _, text in CONFIRMED + BY_SHAPE]),
    st.sampled_from(
        ["BTC", "Bitcoin", "SOL ", "0x", "bc1", "0:", "bitcoincash:", "-", "_", "\n", " ", "EQ", "é", "地址"]
    ),
    st.text(max_size=40),
    st.text("123456789ABCDEFabcdef0x-_", max_size=60),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=5),  # lone surrogates too
)


@given(st.lists(PARTS, max_size=12).map("".join))
@settings(max_examples=500, deadline=None)
def test_spans_are_in_the_text_and_in_order(text):
    end = 0
    for address in find(text):
        assert end <= address.start < address.end <= len(text)
        assert text[address.start : address.end].isascii()
        assert address.currency in DATA["confirmed"] or address.currency == "SOL"
        end = address.end


HOSTILE = {
    "one letter": "a",
    "one digit": "1",
    "names": "BTC",
    "names and starts": "BTC1",
    "near misses of base58": "BTC1" + "1" * 30,
    "near misses of bech32": "u1" + "q" * 200 + " ",
    "near misses of Monero": "4" + "a" * 105 + " ",
    "near misses of EIP-55": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee ",
    "labelled base58": "SOL " + "1a" * 20 + " ",
    "hyphens": "-EQ",
    "addresses": "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        return min(_timed(text) for _ in range(3))

    assert seconds(100_000) < 0.02 + 8 * seconds(25_000)  # linear: 4 times as long; quadratic: 16 times


def test_text_without_addresses_costs_next_to_nothing():
    text = "The ferry left the small harbour before sunrise, and nobody said a word. " * 100_000
    assert len(text) / 1e6 / _timed(text) > 40  # MB/s; some 400 on an idle machine


def test_random_text_holds_no_addresses():
    chance = random.Random(0)
    assert found(" ".join("".join(chance.choices(checksums.BITCOIN, k=34)) for _ in range(20_000))) == []


def _timed(text: str) -> float:
    start = time.process_time()
    for _ in find(text):
        pass
    return time.process_time() - start


def _base58check(body: bytes, alphabet: str) -> str:
    raw = body + sha256(sha256(body).digest()).digest()[:4]
    number, digits = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        digits = alphabet[digit] + digits
    return alphabet[0] * (len(raw) - len(raw.lstrip(b"\0"))) + digits
