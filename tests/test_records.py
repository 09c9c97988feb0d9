"""JSON Lines records: read, some members replaced, every other byte as it was. Cases: tests/data/records.toml."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import SourceError
from cleaner.formats.records import dumps, parse

DATA = tomllib.loads((Path(__file__).parent / "data" / "records.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", DATA["replaced"].values(), ids=DATA["replaced"])
def test_replaced(case):
    record = parse(case["line"])
    assert record.replaced({}) == case["line"]
    assert record.replaced(json.loads(case["values"])) == case["gives"]


@pytest.mark.parametrize("line", DATA["same"]["lines"])
def test_same_values_leave_the_line_as_it_is(line):
    record = parse(line)
    assert record.replaced({}) == line
    assert record.replaced({name: record.get(name) for name in record.members}) == line
    assert {name: record.get(name) for name in record.members} == json.loads(line)


@pytest.mark.parametrize("case", DATA["refused"].values(), ids=DATA["refused"])
def test_refused(case):
    with pytest.raises(SourceError) as error:
        parse(case["line"])
    assert str(error.value) == case["says"]


def test_nested_too_deeply():
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        line = f'{{"text": "x", "deep": {opening * 100_000}1{closing * 100_000}}}'
        with pytest.raises(SourceError, match="JSON nested too deeply"):
            parse(line)


def test_nested_a_good_deal():
    line = f'{{"text": "x", "deep": {"[" * 200}1{"]" * 200}}}'
    assert parse(line).replaced({"text": "y"}) == line.replace('"x"', '"y"')


def test_integer_that_python_will_not_read():
    line = f'{{"text": "x", "n": {"7" * 5000}, "m": [{"8" * 5000}]}}'
    assert parse(line).replaced({"text": "y"}) == line.replace('"x"', '"y"')


def test_lone_surrogates_are_escaped():
    assert dumps({"a": "é\ud800"}) == '{"a": "\\u00e9\\ud800"}'
    assert dumps({"a": "é💡"}) == '{"a": "é💡"}'
    assert parse('{"a": "\\ud800", "b": "\\ud83d\\udca1"}').get("b") == "💡"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(["text", "metadata", "a", "b", "é", 'q"', "\\", ""]) | st.text(max_size=4)
objects = st.dictionaries(names, anything, max_size=6)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """An object as anyone may write it: other blanks, escapes, members twice."""
    gap = st.sampled_from(["", " ", "  ", "\t"])
    members = draw(st.lists(st.tuples(names, anything), max_size=6))
    parts = [
        f"{draw(gap)}{json.dumps(name, ensure_ascii=draw(st.booleans()))}{draw(gap)}:{draw(gap)}"
        f"{json.dumps(value, ensure_ascii=draw(st.booleans()), separators=draw(st.sampled_from([(',', ':'), None])))}"
        f"{draw(gap)}"
        for name, value in members
    ]
    return f"{draw(gap)}{{{','.join(parts) or draw(gap)}}}{draw(gap)}"


@given(objects)
def test_what_dumps_writes_parses_as_it_was(value):
    line = dumps(value)
    record = parse(line)
    assert json.loads(line) == value
    assert record.replaced({}) == record.replaced(value) == line


@given(lines(), objects)
def test_replaced_members_have_their_values_and_the_others_their_bytes(line, values):
    record = parse(line)
    result = record.replaced(values)
    again = parse(result)
    assert json.loads(result) == {**json.loads(line), **values}
    for name, member in record.members.items():
        if name not in values:
            after = again.members[name]
            assert result[after.start : after.end] == line[member.start : member.end]
    assert again.replaced(values) == result


@given(lines(), objects)
def test_bytes_between_the_members_stay(line, values):
    record = parse(line)
    result = record.replaced({name: value for name, value in values.items() if name in record.members})
    assert between(parse(result)) == between(record)


def between(record) -> list[str]:
    """What of a line stands before, between and after the values that count."""
    spans = sorted((member.start, member.end) for member in record.members.values())
    edges = [0, *(edge for span in spans for edge in span), len(record.line)]
    return [record.line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@given(st.text())
def test_any_line_is_an_object_or_an_error(line):
    try:
        value = parse(line).replaced({"text": "x"})
        assert json.loads(value)["text"] == "x"
    except SourceError as e:
        assert "JSON" in str(e)
