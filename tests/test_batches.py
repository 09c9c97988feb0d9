"""`Cleaner.clean_batch`: the same bytes as a call on each record, and every other column as it was."""

import json
from datetime import date

import pyarrow as pa
import pytest
from corpora import page, records, table

from cleaner import Cleaner, Settings, SettingsError
from cleaner.batches import clean_table, schema_of

CLEANER = Cleaner()
BODY = "The ferry is late again, the harbour master said, and nobody on the quay had expected anything else of it."
RAW = f"Published: Fri, March 15, 2019\n\n{BODY}\n\nLike this:"


def batch(**columns) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_rows_are_what_a_call_gives():
    rows = records(40)
    out = CLEANER.clean_batch(pa.RecordBatch.from_pylist(rows)).to_pylist()
    results = [CLEANER.clean(row["text"], "text", row["url"]) for row in rows]
    assert [row["text"] for row in out] == [result.text for result in results]
    assert [json.loads(row["metadata"]) for row in out] == [dict(result.metadata) for result in results]
    assert {row["error"] for row in out} == {None}


def test_other_columns_stay_in_their_places_and_of_their_types():
    before = table(records(30))
    after = clean_table(CLEANER, before)
    others = [name for name in before.column_names if name != "text"]
    assert after.column_names == [*before.column_names, "metadata", "error"]
    assert after.select(others).equals(before.select(others))
    assert after.schema == schema_of(before.schema)
    assert CLEANER.clean_batch(pa.RecordBatch.from_pylist([], schema=before.schema)).schema == after.schema


@pytest.mark.parametrize(
    "column_type", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int8(), pa.string())]
)
def test_text_of_any_type(column_type):
    made = pa.array([RAW, None], pa.string())
    values = made.dictionary_encode() if pa.types.is_dictionary(column_type) else made
    out = CLEANER.clean_batch(batch(text=values.cast(column_type)))
    kept = column_type if column_type in (pa.string(), pa.large_string()) else pa.string()
    assert (out.schema.field("text").type, out["text"].to_pylist()) == (kept, [BODY, None])
    assert "neither" in out["error"][1].as_py()


STRUCT = pa.struct([("title", pa.string()), ("date", pa.date32()), ("shelf", pa.int8())])
KNOWN = [
    ("string", pa.array(['{"shelf": 1.50, "date": "2020-01-02"}', None, ""]), '{"shelf": 1.50, "date": "2020-01-02"'),
    ("struct", pa.array([{"date": date(2020, 1, 2), "shelf": 3}, None, None], STRUCT), '{"date": "2020-01-02"'),
    ("map", pa.array([[("date", "2020-01-02")], None, []], pa.map_(pa.string(), pa.string())), '{"date": "2020-01-02"'),
]  # fmt: skip


@pytest.mark.parametrize(("metadata", "begins"), [pytest.param(*one[1:], id=one[0]) for one in KNOWN])
def test_metadata_is_what_the_caller_knows(metadata, begins):
    out = CLEANER.clean_batch(batch(text=pa.array([RAW] * 3), metadata=metadata))
    assert out.schema.field("metadata").type == pa.string()
    first, second, third = out["metadata"].to_pylist()
    assert first.startswith(begins)
    assert json.loads(first)["date"] == "2020-01-02"
    assert json.loads(second)["date"] == json.loads(third)["date"] == "2019-03-15"


def test_what_json_lacks_is_written_by_its_name():
    rows = pa.array([{"rate": float("nan")}, {"rate": float("inf")}, {"rate": 0.5}])
    out = CLEANER.clean_batch(batch(text=pa.array([RAW] * 3), metadata=rows))["metadata"].to_pylist()
    strict = [json.loads(row, parse_constant=lambda name: pytest.fail(name)) for row in out]
    assert [row["rate"] for row in strict] == ["nan", "inf", 0.5]


def test_a_batch_without_rows():
    out = CLEANER.clean_batch(batch(text=pa.array([], pa.string()), metadata=pa.array([], STRUCT)))
    assert (out.num_rows, out.schema.names) == (0, ["text", "metadata", "error"])


BAD = [
    ({"text": pa.array([b"%PDF-1.7"])}, "a PDF file"),
    ({"text": pa.array([RAW]), "metadata": pa.array(["[1]"])}, "not a JSON object"),
    ({"text": pa.array([None], pa.string()), "html": pa.array([None], pa.string())}, "neither"),
]


@pytest.mark.parametrize(("columns", "says"), BAD, ids=["bytes", "metadata", "null"])
def test_a_row_that_fails_stays_as_it_is(columns, says):
    out = CLEANER.clean_batch(batch(**columns), error="trouble").to_pylist()[0]
    assert says in out["trouble"]
    was = columns["text"][0].as_py()
    assert out["text"] == (was.decode() if isinstance(was, bytes) else was)
    assert out["metadata"] == (columns["metadata"][0].as_py() if "metadata" in columns else None)


def test_metadata_that_is_no_object_is_refused():
    out = CLEANER.clean_batch(batch(text=pa.array([RAW]), metadata=pa.array([3]))).to_pylist()[0]
    assert (out["text"], out["metadata"], out["error"]) == (RAW, "3", '"metadata" must be an object')


def test_html_and_named_columns_come_out_as_text():
    row = records(1)[0]
    expected = CLEANER.clean(page(row), "html").text
    for name, field in (("html", None), ("body", "body")):
        out = CLEANER.clean_batch(batch(**{name: pa.array([page(row)])}), field)
        assert out["text"].to_pylist() == [expected]
        assert out[name].to_pylist() == [page(row)]


def test_removed_spans_rebuild_the_source():
    out = CLEANER.clean_batch(batch(text=pa.array([RAW])), removed="gone").to_pylist()[0]
    source = out["text"]
    for span in out["gone"]:
        source = source[: span["start"]] + span["text"] + source[span["start"] :]
    assert source == RAW
    assert [span["rule"] for span in out["gone"]] == ["en/dateline/published", "en/share/like-this"]


def test_keep_marks_count():
    marks = json.dumps({"cleaner": {"keep": [{"line": "Like this:", "reason": "a test"}]}})
    out = CLEANER.clean_batch(batch(text=pa.array([RAW]), metadata=pa.array([marks])))
    assert out["text"][0].as_py().endswith("Like this:")


def test_a_batch_without_texts_is_a_wrong_call():
    with pytest.raises(SettingsError, match="neither a column `text` nor `html`; there are a, b: name one"):
        CLEANER.clean_batch(batch(a=pa.array([1]), b=pa.array([1])))
    with pytest.raises(SettingsError, match="no column 'c'; there are a"):
        CLEANER.clean_batch(batch(a=pa.array([1])), "c")


def test_settings_hold():
    out = Cleaner(Settings(ignore=("share",))).clean_batch(batch(text=pa.array([RAW])))
    assert out["text"][0].as_py() == f"{BODY}\n\nLike this:"
