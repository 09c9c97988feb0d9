"""Which lines with an address in them go, and which stay: tests/data/crypto.toml."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean
from cleaner.cleaners.crypto import crypto
from cleaner.document import Document
from cleaner.matching.matcher import Matcher
from cleaner.packs import KINDS

DATA = tomllib.loads((Path(__file__).parent / "data" / "crypto.toml").read_text(encoding="utf-8"))
ADDRESSES = DATA["addresses"]
NO_RULES = Matcher((), {})
LONG = "The ferry left the small harbour before sunrise, and nobody on the pier said a single word about it. " * 2


def rules(text: str, **options: int) -> list[str]:
    """For each unit of the text the rule that names it, or nothing."""
    document = Document(text, NO_RULES)
    verdicts = [""] * len(document.units)
    for label in crypto(document, **options):
        assert label.kind in KINDS
        assert label.why
        assert 0 < label.score <= 1
        for unit in range(label.first, label.last + 1):
            assert not verdicts[unit], "two labels on one line"
            verdicts[unit] = label.rule
    return verdicts


@pytest.mark.parametrize("case", DATA["lines"].values(), ids=DATA["lines"])
def test_lines(case):
    lines = [line.partition(" | ") for line in case.format(**ADDRESSES).strip("\n").split("\n")]
    text = "\n".join([words for _, _, words in lines] + [LONG])  # so that none is taken for hard-wrapped
    expected = [(rule.strip(), words) for rule, _, words in lines if words]
    document = Document(text, NO_RULES)
    written = map(document.written, range(len(document.units)))
    assert list(zip(rules(text), written, strict=True)) == [*expected, ("", LONG.strip())]


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in ("sol", "wrong")])
def test_bare_address_goes_alone_and_beside_prose(name):
    address = ADDRESSES[name]
    assert rules(address) == [f"crypto/{name[:3]}"]
    assert rules(f"The ferry left.\n\n{address}\n\nThe rain set in.") == ["", f"crypto/{name[:3]}", ""]


def test_how_many_words_a_label_may_have_is_an_option():
    text = f"Please donate Bitcoin to us here, thank you: {ADDRESSES['btc']}"
    assert rules(text) == [""]
    assert rules(text, words=8) == ["crypto/btc"]


def test_sentence_of_a_one_line_text():
    text = f"{LONG * 2}Bitcoin: {ADDRESSES['btc']}"
    assert rules(text) == ["", "", "", "", "crypto/btc"]


def test_through_the_pipeline():
    text = f"{LONG.strip()}\n\nBTC: {ADDRESSES['btc']}\n\nThen the rain set in."
    result = clean(text, form="text")
    assert result.text == f"{LONG.strip()}\n\nThen the rain set in."
    assert [(r.kind, r.rule) for r in result.removed] == [("crypto", "crypto/btc")]
    assert result.restore() == text


PARTS = st.one_of(
    st.sampled_from(list(ADDRESSES.values())),
    st.sampled_from(
        ["BTC", "Bitcoin:", "Donate", "PayPal: a@b.org", "https://patreon.com/x", "Copy", "比特币地址", "Tag: 7"]
    ),
    st.sampled_from([" ", "\n", "\n\n", ": ", "?", ""]),
    st.text(max_size=30),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=5),  # lone surrogates too
)


@given(st.lists(PARTS, max_size=20).map("".join))
@settings(max_examples=500, deadline=None)
def test_any_text_gets_labels_inside_it(text):
    rules(text)


HOSTILE = {
    "address lines": "{btc}\n",
    "address words": "{btc} ",
    "label and address lines": "Bitcoin:\n{btc}\n",
    "label words": "{btc} " + "bitcoin " * 20,
    "glued labels": "{btc} 比特币地址比特币地址比特币地址x\n",
    "links": "{btc} paypal: a@a.a@a.a https://a.a.a.a ",
    "numbers": "{btc} tag: 1 tag:::: id=\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(piece):
    piece = piece.format(**ADDRESSES)

    def seconds(size):
        document = Document(piece * (size // len(piece)), NO_RULES)
        assert document.units
        start = time.perf_counter()
        list(crypto(document))
        return time.perf_counter() - start

    assert min(seconds(100_000) for _ in range(3)) < 0.03 + 8 * min(seconds(25_000) for _ in range(3))
