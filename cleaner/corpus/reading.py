"""The files of a shard as batches of raw records: cut here, read and cleaned where there is a core to spare."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cleaner import sources
from cleaner.corpus.finding import opened
from cleaner.corpus.plan import File, Format, Handling, Shard
from cleaner.errors import CleanerError, SourceError
from cleaner.extras import needed
from cleaner.formats.encodings import wide
from cleaner.formats.unpacking import recoded, unpacked
from cleaner.sources import Failure

if TYPE_CHECKING:
    import pyarrow as pa

RECORDS, BYTES = 64, 4 * 1024 * 1024  # a batch holds so many records, or so much of them
_HEAD = 1 << 16


class Raw(NamedTuple):
    """A record as it stands in its file. `form` and `encoding` say how to read `data`; `members` come with it."""

    name: str
    number: int
    data: bytes
    form: str
    encoding: str | None = None
    members: dict[str, str] | None = None  # of a WARC record


@dataclass(frozen=True, slots=True)
class Batch:
    """Records that go to a worker together. `rows` of a Parquet file stand behind `before` others of it.

    `done` is how many stored bytes of the shard have been read so far. The `last` batch of a shard is an empty one.
    """

    handling: Handling
    name: str = ""
    records: tuple[Raw | Failure, ...] = ()
    rows: "pa.RecordBatch | None" = None
    before: int = 0
    done: int = 0
    last: bool = False

    def __len__(self) -> int:
        return len(self.records) if self.rows is None else self.rows.num_rows

    def first(self, count: int) -> "Batch":
        """The same with only the first records."""
        rows = None if self.rows is None else self.rows.slice(0, count)
        return Batch(self.handling, self.name, self.records[:count], rows, self.before, self.done)


def batches(shard: Shard, encoding: str | None, most: int) -> Iterator[Batch]:
    """A shard's records, in order. What cannot be read is a `Failure`, and the next file follows.

    `most` is how many bytes a record may have.
    """
    before = 0
    for handling, files in _alike(shard.files):
        for records, done in _cut(_records(files, encoding, most)):
            if isinstance(records, list):
                yield Batch(handling, records[0].name, tuple(records), done=before + done)
            else:
                yield Batch(handling, records.name, rows=records.batch, before=records.before, done=before + done)
        before += sum(file.found.size for file in files)


class Rows(NamedTuple):
    """Rows of a Parquet file, with as many others above them."""

    name: str
    batch: "pa.RecordBatch"
    before: int


def _alike(files: Iterable[File]) -> Iterator[tuple[Handling, list[File]]]:
    run: list[File] = []
    for file in files:
        if run and run[0].handling != file.handling:
            yield run[0].handling, run
            run = []
        run.append(file)
    if run:
        yield run[0].handling, run


def _cut(records: Iterable[tuple[Raw | Failure | Rows, int]]) -> Iterator[tuple[list[Raw | Failure] | Rows, int]]:
    """Single records put into batches; rows come in batches already."""
    batch: list[Raw | Failure] = []
    size = done = 0
    for record, at in records:
        if isinstance(record, Rows):
            if batch:
                yield batch, done
            batch, size = [], 0
            yield record, at
            continue
        batch.append(record)
        size += len(record.data) if isinstance(record, Raw) else 0
        done = at
        if len(batch) >= RECORDS or size >= BYTES:
            yield batch, done
            batch, size = [], 0
    if batch:
        yield batch, done


def _records(files: Iterable[File], encoding: str | None, most: int) -> Iterator[tuple[Raw | Failure | Rows, int]]:
    """The records of files, each with the stored bytes that were read until then."""
    before = 0
    for file in files:
        name = file.found.name
        try:
            with opened(file.found.place) as raw:
                for record in _of_file(raw, file, encoding, most):
                    yield record, before + min(_at(raw), file.found.size)
        except SourceError as e:
            yield Failure(name, 0, str(e)), before
        except CleanerError:
            raise
        except Exception as e:  # noqa: BLE001 readers raise what they like; the other files go on
            yield Failure(name, 0, f"cannot be read on ({type(e).__name__}: {e})"), before
        before += file.found.size


def _at(raw: IO[bytes]) -> int:
    return 0 if raw.closed else raw.tell()


def _of_file(raw: IO[bytes], file: File, encoding: str | None, most: int) -> Iterator[Raw | Failure | Rows]:
    if file.form == "parquet":
        return _rows(raw, file.found.name)
    stream = unpacked(raw)
    head = stream.peek(_HEAD)  # type: ignore[attr-defined]
    form = _told(file, head, encoding)
    if form == "parquet":
        return _rows(raw, file.found.name)
    return READERS[form](_Open(stream, file.found.name, encoding, most, head))


def _told(file: File, head: bytes, encoding: str | None) -> Format:
    """What a file is, by its plan, or else by its first bytes."""
    if file.form != "auto":
        return file.form
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    return sources.form_of(file.found.name, head.decode(wide(head, encoding) or "utf-8", "replace"))


class _Open(NamedTuple):
    """A file being read: what its readers need to know. `head` is what it begins with."""

    stream: IO[bytes]
    name: str
    encoding: str | None
    most: int
    head: bytes


def _lines(file: _Open) -> Iterator[Raw | Failure]:
    stream, encoding = file.stream, file.encoding
    if wide_encoding := wide(file.head, encoding):
        stream, encoding = recoded(stream, wide_encoding), None
    for number, line in enumerate(sources.lines(stream, file.most), start=1):
        if line is None:
            yield sources.too_large(file.name, number, file.most)
        elif line.strip():
            yield Raw(file.name, number, line, "jsonl", encoding)


def _document(form: str, file: _Open) -> Iterator[Raw | Failure]:
    data = sources.all_of(file.stream, file.most)
    if data is None:
        yield sources.too_large(file.name, 0, file.most)
    else:
        yield Raw(file.name, 0, data, form, file.encoding)


def _warc(file: _Open) -> Iterator[Raw | Failure]:
    from cleaner.corpus import warc

    return warc.records(file.stream, file.name, file.most)


READERS: dict[str, Callable[[_Open], Iterator[Raw | Failure]]] = {
    "jsonl": _lines,
    "auto": partial(_document, "auto"),
    "text": partial(_document, "text"),
    "html": partial(_document, "html"),
    "warc": _warc,
}


def _rows(raw: IO[bytes], name: str) -> Iterator[Rows]:
    parquet: Any = needed("pyarrow.parquet", "corpus")
    raw.seek(0)
    before = 0
    with parquet.ParquetFile(raw, pre_buffer=False) as file:
        for batch in file.iter_batches(batch_size=RECORDS):
            yield Rows(name, batch, before)
            before += batch.num_rows
