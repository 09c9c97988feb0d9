"""Front matter: tests/data/front_matter.toml, and what is true of any."""

import json
import time
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats.front_matter import joined, known, split

CASES = tomllib.loads((Path(__file__).parent / "data" / "front_matter.toml").read_text(encoding="utf-8"))
FOUND = {"title": "Found", "date": "2020-01-02", "authors": ["Ann Lee"]}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case):
    front, values, body = split(case["in"])
    assert front + body == case["in"]
    assert body == case["body"]
    assert known(values) == case.get("known", {})
    assert json.loads(json.dumps(values)) == values
    if "joined" in case:
        assert joined(front, values, FOUND) + body == case["joined"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_joining_again_changes_nothing(case):
    front, values, body = split(case["in"])
    once = joined(front, values, FOUND)
    again, more, rest = split(once + body)
    assert (again.strip(), rest.strip()) == (once.strip(), body.strip())
    assert joined(again, more, FOUND) == again
    assert known(values).items() <= known(more).items()


HOSTILE = {
    "deep": "a: " + "[" * 30_000,
    "aliases of aliases": "a0: &a0 [1,1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, 40)),
    "merges of merges": "a0: &a0 {}\n" + "".join(f"a{i}: &a{i}\n  <<: [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40)),
    "many names": "".join(f"n{i}: v\n" for i in range(7_000)),
    "no names": "a line of prose\n" * 4_000,
    "huge": "title: x\n" * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_front_matter_takes_bounded_time(text):
    start = time.process_time()
    front, values, body = split(f"---\n{text}\n---\nBody.")
    assert front + body == f"---\n{text}\n---\nBody."
    assert len(json.dumps(known(values))) < 200_000
    assert time.process_time() - start < 10


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
metadata = st.dictionaries(st.text(min_size=1, max_size=8), plain, max_size=5)
bodies = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(bodies)
def test_any_text_is_its_parts(text):
    for whole in (text, f"---\n{text}", f"---\n{text}\n---\n{text}"):
        front, values, body = split(whole)
        assert front + body == whole
        assert bool(values) <= bool(front)


@given(metadata, metadata, bodies)
def test_what_is_joined_is_read_again(first, second, body):
    front = joined("", {}, first)
    assert not first or yaml.safe_load(front.strip().removesuffix("---")) == first
    read, values, below = split(front + "\n" + body)
    assert values == first
    both = joined(read, values, second)
    assert split(both + below)[1] == {**{n: v for n, v in second.items() if n not in known(first)}, **first}
