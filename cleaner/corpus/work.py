"""What a worker does: a batch of raw records in, written rows, counts, removed spans and failures out."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner import batches, items, sinks, sources
from cleaner.corpus.plan import Handling
from cleaner.corpus.reading import Batch, Raw
from cleaner.corpus.tally import Tally
from cleaner.errors import SettingsError, SourceError
from cleaner.extras import needed
from cleaner.formats import records
from cleaner.formats.encodings import decode
from cleaner.pipeline import Result
from cleaner.sources import Failure, Item

if TYPE_CHECKING:
    import pyarrow as pa

_SAMPLE_BITS = 64


@dataclass(frozen=True, slots=True)
class How:
    """What holds for every batch of a job. `sample` is the share of records that is cleaned, told by their texts."""

    field: str | None = None
    sample: float = 1.0
    removed: bool = False
    most: int = 32 * 1024 * 1024
    columns: bool = False  # whether rows of Parquet stay columns


@dataclass
class Cleaned:
    """A batch done, of which `read` records were read.

    `rows` are JSON Lines, or a record batch; `removed` and `errors` are JSON Lines.
    """

    rows: "bytes | pa.RecordBatch" = b""
    tally: Tally = field(default_factory=Tally)
    removed: bytes = b""
    errors: bytes = b""
    read: int = 0
    done: int = 0
    last: bool = False


def clean(batch: Batch, how: How) -> Cleaned:
    """Clean a batch.

    Raises:
        CleanerError: when a rule, a plug-in or a setting is wrong, which it is for every record.
    """
    cleaned = Cleaned(read=len(batch), done=batch.done, last=batch.last)
    removed: list[str] = []
    errors: list[str] = []
    done: list[tuple[int, Item, Result]] = []
    for number, item in enumerate(items_of(batch, how)):
        if isinstance(item, Item) and not _chosen(item.source, how.sample):
            continue
        result = item if isinstance(item, Failure) else cleaned_item(batch.handling, item)
        if isinstance(result, Failure):
            cleaned.tally.fail()
            errors.append(records.dumps(_with_original(result, batch, number).entry()))
            continue
        assert isinstance(item, Item)
        done.append((number, item, result))
        cleaned.tally.note(result, item.url or result.metadata.get("url"))
        if how.removed:
            removed += removed_lines(item, result, _id_of(batch, number, item))
    cleaned.rows = _rows(batch, done, how)
    cleaned.removed, cleaned.errors = (_encoded(lines) for lines in (removed, errors))
    return cleaned


def items_of(batch: Batch, how: How) -> Iterator[Item | Failure]:
    """The items of a batch; those that are too large are failures."""
    found: Iterable[Item | Failure]
    if batch.rows is not None:
        found = _in_rows(batch, batch.rows, how.field)
    else:
        found = (raw if isinstance(raw, Failure) else _item(raw, how.field) for raw in batch.records)
    for item in found:
        too_large = isinstance(item, Item) and len(item.source) > how.most
        yield sources.too_large(item.name, item.line, how.most) if too_large else item


def _in_rows(batch: Batch, rows: "pa.RecordBatch", field: str | None) -> Iterable[Item | Failure]:
    """The items of rows; without a column to clean all of them are failures, but other files may have one."""
    try:
        return list(batches.rows_of(rows, field, batch.name, batch.before))
    except SettingsError as e:
        return [Failure(batch.name, batch.before + number, str(e)) for number in range(1, rows.num_rows + 1)]


def cleaned_item(handling: Handling, item: Item) -> Result | Failure:
    """The result of an item, or why there is none."""
    return items.cleaned(items.cleaner_of(handling.settings), item, handling.marks)


def removed_lines(item: Item, result: Result, record_id: Any) -> Iterator[str]:
    """What was taken out of a record, a span a line, with what tells the record."""
    key: dict[str, Any] = {"file": item.name, "line": item.line}
    if record_id is not None:
        key["id"] = record_id
    for span in result.removed:
        names = ("kind", "rule", "why", "score", "start", "end", "text")
        yield records.dumps({**key, **{name: getattr(span, name) for name in names}})


def _id_of(batch: Batch, number: int, item: Item) -> Any:
    """The record's own `id`, if it has one."""
    if batch.rows is not None:
        return batches.plain(batch.rows.column("id")[number].as_py()) if "id" in batch.rows.schema.names else None
    return item.record.get("id") if item.record else None


def _item(raw: Raw, field: str | None) -> Item | Failure:
    if raw.form == "jsonl":
        return sources.record(raw.data, raw.name, raw.number, field, raw.encoding)
    try:
        text = _decoded(raw)
    except SourceError as e:
        return Failure(raw.name, raw.number, str(e), raw.data)
    if raw.members is None:
        return sources.document(text, raw.name, raw.number, raw.form)  # type: ignore[arg-type]
    form = "html" if raw.form == "html" else "text"
    record = records.parse(records.dumps(raw.members))
    return Item(raw.name, raw.number, text, form, record=record, url=raw.members.get("url"))  # type: ignore[arg-type]


def _decoded(raw: Raw) -> str:
    """A document's text; what a server says of the encoding holds only where the bytes agree."""
    if raw.members is not None and raw.encoding:
        try:
            return decode(raw.data, raw.encoding)
        except SourceError:
            return decode(raw.data)
    return decode(raw.data, raw.encoding)


def _chosen(text: str, share: float) -> bool:
    """Whether a record is in the sample: the same texts in every run, format and order."""
    if share >= 1:
        return True
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SAMPLE_BITS // 8).digest()
    return bool(int.from_bytes(digest, "big") < share * 2**_SAMPLE_BITS)


def _with_original(failure: Failure, batch: Batch, number: int) -> Failure:
    """Of a row, what it held; other records brought it with them."""
    if batch.rows is None:
        return failure
    row = batch.rows.slice(number, 1)
    if row.nbytes > 1 << 20:
        return failure
    original = json.dumps(batches.plain(row.to_pylist()[0])).encode()
    return Failure(failure.name, failure.line, failure.why, original)


def _rows(batch: Batch, done: list[tuple[int, Item, Result]], how: How) -> "bytes | pa.RecordBatch":
    if batch.rows is None:
        write = sinks.jsonl()
        return "".join([write(item, result) for _, item, result in done]).encode("utf-8", "replace")
    pa = needed("pyarrow", "corpus")
    taken = batch.rows.take(pa.array([number for number, _, _ in done], pa.int64()))
    if how.columns:
        return batches.with_results(taken, [result for _, _, result in done], error=None)
    rows = zip(taken.to_pylist(), done, strict=True)
    return _encoded([records.dumps(_row(row, result)) for row, (_, _, result) in rows])


def _row(row: Mapping[str, Any], result: Result) -> dict[str, Any]:
    return {**batches.plain(row), "text": result.text, "metadata": dict(result.metadata)}


def _encoded(lines: list[str]) -> bytes:
    return "".join([f"{line}\n" for line in lines]).encode("utf-8", "replace")
