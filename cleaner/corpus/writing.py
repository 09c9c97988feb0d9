"""Rows into files of this machine: JSON Lines, packed or not, or Parquet; a new file where one is full."""

import gzip
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from cleaner.corpus.columns import to_parquet
from cleaner.extras import needed

if TYPE_CHECKING:
    import pyarrow as pa

Packing = Literal["zst", "gz", "none"]
# Quick levels: gzip's usual 6 takes longer than the cleaning.
_GZ_LEVEL, _ZST_LEVEL = 1, 3
_ROW_GROUP = 16 * 1024 * 1024  # bytes of columns put into one row group


class Lines:
    """A file of JSON Lines."""

    def __init__(self, path: Path, packing: Packing) -> None:
        self.path, self.size = path, 0
        self._file = path.open("wb")
        self._stream: Any = _packed(self._file, packing)

    def add(self, rows: bytes) -> None:
        self._stream.write(rows)
        self.size += len(rows)

    def close(self) -> None:
        """Finish the file."""
        if self._stream is not self._file:
            self._stream.close()
        self._file.close()


def _packed(file: IO[bytes], packing: Packing) -> Any:
    if packing == "gz":  # neither name nor time: the same rows give the same bytes
        return gzip.GzipFile("", "wb", _GZ_LEVEL, file, mtime=0)
    if packing == "zst":
        import zstandard

        return zstandard.ZstdCompressor(level=_ZST_LEVEL).stream_writer(file, closefd=False)
    return file


class LinesInColumns(Lines):
    """A Parquet file of rows that come as JSON Lines; its types are known only when all have come."""

    def __init__(self, path: Path, always: Iterable[str]) -> None:
        super().__init__(path.with_suffix(".lines"), "none")
        self._target, self._always = path, always

    def close(self) -> None:
        super().close()
        lines, self.path = self.path, self._target
        to_parquet(lines, self.path, self._always)
        lines.unlink()


class Columns:
    """A Parquet file of record batches of one schema."""

    def __init__(self, path: Path, schema: "pa.Schema") -> None:
        self.path, self.size, self.schema = path, 0, schema
        self._writer = needed("pyarrow.parquet", "corpus").ParquetWriter(path, schema, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._waits = 0  # bytes

    def add(self, rows: "pa.RecordBatch") -> None:
        self._waiting.append(rows)
        self._waits += rows.nbytes
        self.size += rows.nbytes
        if self._waits >= _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        pa = needed("pyarrow", "corpus")
        self._writer.write_table(pa.Table.from_batches(self._waiting, self.schema))
        self._waiting, self._waits = [], 0

    def close(self) -> None:
        """Finish the file."""
        if self._waiting:
            self._flush()
        self._writer.close()


class Files:
    """The files that the rows of one shard go to, one after the other, in the order the rows come.

    With a `target` size in bytes, before packing, a file that has reached it is closed and the next begun; so it is
    where the columns of the next rows are others. Parquet has the columns that are `always` there without a row too.
    """

    def __init__(
        self, directory: Path, packing: Packing, target: int, *, parquet: bool, always: Iterable[str] = ()
    ) -> None:
        directory.mkdir()
        self._always = tuple(always)
        self._directory, self._packing, self._target, self._parquet = directory, packing, target, parquet
        self._file: Lines | Columns | None = None
        self._closed: list[Path] = []

    @property
    def ending(self) -> str:
        """What the files' names end with."""
        if self._parquet:
            return ".parquet"
        return ".jsonl" if self._packing == "none" else f".jsonl.{self._packing}"

    def add(self, rows: "bytes | pa.RecordBatch") -> None:
        """Write rows, behind those that came before."""
        file = self._file
        if file and (isinstance(file, Columns) == isinstance(rows, bytes) or _is_other(file, rows)):
            self._close()
        if not self._file:
            self._file = self._new(rows)
        self._file.add(rows)
        if self._target and self._file.size >= self._target:
            self._close()

    def _new(self, rows: "bytes | pa.RecordBatch") -> Lines | Columns:
        path = self._directory / f"{len(self._closed):05}{self.ending}"
        if not isinstance(rows, bytes):
            return Columns(path, rows.schema)
        return LinesInColumns(path, self._always) if self._parquet else Lines(path, self._packing)

    def _close(self) -> None:
        if self._file:
            file, self._file = self._file, None
            file.close()
            self._closed.append(file.path)

    def finish(self) -> list[Path]:
        """Close what is open; the files in their order, at least one."""
        if not self._closed and not self._file:
            self.add(b"")
        self._close()
        return self._closed

    def abandon(self) -> None:
        """Let go of what is open; it is of no use."""
        if self._file:
            with suppress(Exception):
                self._file.close()


def _is_other(file: Lines | Columns, rows: Any) -> bool:
    return isinstance(file, Columns) and not file.schema.equals(rows.schema)


def named(stem: str, files: list[Path], ending: str, *, numbered: bool) -> Iterator[tuple[Path, str]]:
    """Each file with the name it gets: the stem alone for a single one, unless all are `numbered`."""
    for number, path in enumerate(files):
        yield path, f"{stem}-{number:05}{ending}" if numbered or len(files) > 1 else f"{stem}{ending}"
