"""Where a text is cut, and what its units say (tests/data/units.toml)."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.units import cut

CASES = tomllib.loads((Path(__file__).parent / "data" / "units.toml").read_text(encoding="utf-8"))
MARKED = st.text(st.sampled_from("[]()!<>\\\"'\n ab"), max_size=60)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_units(case):
    assert cut(case["text"])[1] == case["units"]


@given(MARKED)
def test_links_change_what_units_say_and_lose_nothing_of_the_text(text):
    spans, said = cut(text)
    places = [place for a, b in spans for place in range(a, b)]
    assert [text[place] for place in places if not text[place].isspace()] == [c for c in text if not c.isspace()]
    assert len(said) == len(spans)
    for unit, (a, b) in zip(said, spans, strict=True):
        assert unit.strip()
        left = iter(text[a:b])
        assert unit == "[]" or all(c.isspace() or c in left for c in unit), "a unit says nothing that is not written"


@pytest.mark.parametrize("piece", ["[", "](", "[a](", "[a](b", "[a]((", "![x", "[a](b c ", "[a](\\", '[a](b "'])
def test_broken_links_without_end_are_read_in_linear_time(piece):
    text = piece * 100_000
    assert cut(f"{text}\nx")[1][-1] == "x"


def test_links_in_links_over_lines_are_read_in_linear_time():
    assert len(cut("[a\n" * 50_000 + "](b)\n" * 50_000)[1]) > 90_000
