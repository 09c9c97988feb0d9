"""Records in columns: an Arrow batch in, the same batch with what became of its texts out.

`text` (or `html`, or the column that is named) is cleaned into `text`, as in records of JSON Lines, and byte for byte
the same. A column `url` says where a text is from. `metadata` comes out as a string that holds a JSON object, whatever
it was: its members differ from text to text, and a schema must not. It is read as what the caller knows, be it such a
string, a struct or a map. `error` says why a row could not be cleaned, which then is as it came, and is null in all
others. Every other column passes through, in its place and of its type.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from cleaner import items
from cleaner.cleaners.whitespace import surrogates
from cleaner.errors import SettingsError, SourceError
from cleaner.extras import needed
from cleaner.formats import records
from cleaner.formats.encodings import decode
from cleaner.pipeline import Cleaner, Result
from cleaner.sources import Failure, Item, chosen

if TYPE_CHECKING:
    import pyarrow as pa

_SOURCES = ("text", "html")
SPAN = {"start": int, "end": int, "text": str, "kind": str, "rule": str, "why": str, "score": float}


def clean_batch(
    cleaner: Cleaner,
    batch: "pa.RecordBatch",
    field: str | None = None,
    *,
    error: str = "error",
    removed: str | None = None,
) -> "pa.RecordBatch":
    """The batch with its texts cleaned; `field` names the column they are in, `error` the one for what went wrong.

    `removed` names a column for what was taken out, a list of spans a row.

    Raises:
        SettingsError: when the batch has no column to clean.
    """
    rows = [row if isinstance(row, Failure) else items.cleaned(cleaner, row) for row in rows_of(batch, field)]
    return with_results(batch, rows, error, removed)


def clean_table(cleaner: Cleaner, table: "pa.Table", field: str | None = None, **columns: Any) -> "pa.Table":
    """The same for a table; `columns` are those of `clean_batch`."""
    pa = needed("pyarrow", "corpus")
    schema = schema_of(table.schema, **columns)
    return pa.Table.from_batches([clean_batch(cleaner, b, field, **columns) for b in table.to_batches()], schema)


def schema_of(schema: "pa.Schema", error: str | None = "error", removed: str | None = None) -> "pa.Schema":
    """The schema a batch of this one comes out with; without columns for errors and spans where they have no name."""
    pa = needed("pyarrow", "corpus")
    arrow = {int: pa.int64(), str: pa.string(), float: pa.float64()}
    ours = {"text": pa.string(), "metadata": pa.string()}
    ours |= {error: pa.string()} if error else {}
    ours |= {removed: pa.list_(pa.struct([(name, arrow[one]) for name, one in SPAN.items()]))} if removed else {}
    for name, column_type in ours.items():
        at = schema.get_field_index(name)
        if at < 0:
            schema = schema.append(pa.field(name, column_type))
        elif name in (error, removed) or not _is_string(pa, schema.field(at).type):
            schema = schema.set(at, pa.field(name, column_type))
    return schema


def check(names: Sequence[str], field: str | None, what: str = "the batch") -> None:
    """Refuse columns of which none is to be cleaned.

    Raises:
        SettingsError: saying which there are.
    """
    if not any(source in names for source in ((field,) if field else _SOURCES)):
        lacks = f"no column {field!r}" if field else "neither a column `text` nor `html`"
        raise SettingsError(f"{what} has {lacks}; there are {', '.join(names)}: name one as the field")


def rows_of(
    batch: "pa.RecordBatch", field: str | None = None, name: str = "", before: int = 0
) -> Iterator[Item | Failure]:
    """What each row holds to clean; `before` rows of the file `name` stand above them.

    Raises:
        SettingsError: when there is no column to clean.
    """
    names = batch.schema.names
    check(names, field, name or "the batch")
    wanted = [column for column in dict.fromkeys((field or "text", "html", "url", "metadata")) if column in names]
    columns = [batch.column(column).to_pylist() for column in wanted]
    for number, values in enumerate(zip(*columns, strict=True), start=before + 1):
        row = dict(zip(wanted, values, strict=True))
        try:
            yield _item(row, field, name, number)
        except SourceError as e:
            yield Failure(name, number, str(e))


def with_results(
    batch: "pa.RecordBatch",
    results: Sequence[Result | Failure],
    error: str | None = "error",
    removed: str | None = None,
) -> "pa.RecordBatch":
    """The batch with the results of its rows in it. A row that failed stays as it is."""
    pa = needed("pyarrow", "corpus")
    schema = schema_of(batch.schema, error, removed)
    texts, known = (zip(results, _values(batch, name), strict=True) for name in ("text", "metadata"))
    made: dict[str | None, list[Any]] = {
        "text": [_shown(old) if isinstance(r, Failure) else surrogates(r.text) for r, old in texts],
        "metadata": [_kept(old) if isinstance(r, Failure) else _written(old, r.metadata) for r, old in known],
        error: [r.why if isinstance(r, Failure) else None for r in results],
        removed: [[] if isinstance(r, Failure) else _spans(r) for r in results],
    }
    columns = [pa.array(made[f.name], f.type) if f.name in made else batch.column(f.name) for f in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _spans(result: Result) -> list[dict[str, Any]]:
    spans = [{name: getattr(span, name) for name in SPAN} for span in result.removed]
    return [{**span, "text": surrogates(span["text"])} for span in spans]


def plain(value: Any) -> Any:
    """A value of a column as JSON has it: times in ISO 8601, bytes as text, what JSON lacks by its name."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    is_plain = isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))
    return value if value is None or is_plain else str(value)


def _is_string(pa: Any, column_type: Any) -> bool:
    return bool(pa.types.is_string(column_type) or pa.types.is_large_string(column_type))


def _item(row: Mapping[str, Any], field: str | None, name: str, number: int) -> Item:
    source, form = chosen(lambda key: _as_text(row.get(key)), field)
    url = row.get("url")
    return Item(name, number, source, form, _known(row.get("metadata")), url=url if isinstance(url, str) else None)


def _as_text(value: Any) -> Any:
    return decode(value) if isinstance(value, bytes) else value


def _known(value: Any) -> dict[str, Any]:
    """What the caller knows, from a JSON string, a struct or a map; a null in a column says that nothing is known."""
    value = _as_text(value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return {}
    if isinstance(value, str):
        return {name: member.value for name, member in records.parse(value).members.items()}
    if _is_map(value):
        value = dict(value)
    if not isinstance(value, dict):
        raise SourceError('"metadata" must be an object')
    return {str(k): plain(v) for k, v in value.items() if v is not None}


def _is_map(value: Any) -> bool:
    """Whether a value is what Arrow makes of a map: pairs."""
    return isinstance(value, list) and all(isinstance(pair, tuple) for pair in value)


def _written(old: Any, found: Mapping[str, Any]) -> str:
    """Metadata as JSON; of a string that held some, what did not change is as it was written."""
    old = _as_text(old)
    if isinstance(old, str) and old.strip():
        return records.parse(old).replaced(found)
    return records.dumps(dict(found))


def _shown(old: Any) -> str | None:
    """What a row that failed holds, in a column of strings: as JSON where it is none."""
    if old is None or isinstance(old, str):
        return old
    return old.decode("utf-8", "replace") if isinstance(old, bytes) else json.dumps(plain(old), ensure_ascii=False)


def _kept(old: Any) -> str | None:
    """The metadata of a row that failed."""
    return records.dumps(_known(old)) if isinstance(old, dict) or _is_map(old) else _shown(old)


def _values(batch: "pa.RecordBatch", name: str) -> list[Any]:
    return list(batch.column(name).to_pylist()) if name in batch.schema.names else [None] * batch.num_rows
