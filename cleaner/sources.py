"""Reading: files and standard input, packed or not, as a stream of items to clean.

Nothing is held but the item at hand, and no item may be larger than `MOST` bytes: a packed file of zeros is an error,
not an end to the machine.
"""

import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from cleaner import front_matter, html, records
from cleaner.encodings import decode
from cleaner.errors import SourceError

MOST = 512 * 1024 * 1024  # bytes of one document or record, unpacked
_CHUNK = 1 << 16
_PACKED = {b"\x1f\x8b": "gz", b"\x28\xb5\x2f\xfd": "zst", b"\xfd7zXZ\x00": "xz"}
_ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".xhtml": "html"}

Format = Literal["auto", "text", "html", "jsonl"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to clean: `source` with the metadata that came with it, and where it came from.

    `line` is the 1-based line of a JSON Lines record, or the number of a NUL-separated document.
    """

    name: str
    line: int
    source: str
    form: Literal["text", "html"]
    metadata: dict[str, Any] = field(default_factory=dict)
    front: str = ""  # front matter as written
    front_values: dict[str, Any] = field(default_factory=dict)
    record: records.Record | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read, why, and what was there."""

    name: str
    line: int
    why: str
    original: bytes = b""


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file, or standard input for "-", as unpacked bytes; gz, zst and xz are told by their first bytes.

    Raises:
        SourceError: when it cannot be opened, or breaks off or is damaged while it is read.
    """
    try:
        with Path(path).open("rb") if path != "-" else _standard_input() as raw:
            yield _unpacked(raw)
    except OSError as e:
        if isinstance(e, BrokenPipeError):
            raise
        raise SourceError(f"cannot be read: {e.strerror or e}") from None
    except (EOFError, zlib.error, lzma.LZMAError) as e:
        raise SourceError(f"the packed file is cut off or damaged ({e}); what came before was read") from None


@contextmanager
def _standard_input() -> Iterator[IO[bytes]]:
    yield sys.stdin.buffer


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
    head = stream.peek(6)[:6]
    packing = next((name for magic, name in _PACKED.items() if head.startswith(magic)), "")
    if packing == "gz":
        return gzip.open(stream)  # type: ignore[return-value]
    if packing == "xz":
        return lzma.open(stream)
    if packing == "zst":
        import zstandard

        return io.BufferedReader(
            _Zstandard(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))
        )
    return stream


class _Zstandard(io.RawIOBase):
    """A zstandard stream whose damage shows as the OSError family that the other packings use."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        import zstandard

        try:
            data = self._stream.read(len(buffer))
        except zstandard.ZstdError as e:
            raise EOFError(str(e)) from None
        buffer[: len(data)] = data
        return len(data)


def items(
    stream: IO[bytes],
    name: str,
    form: Format = "auto",
    *,
    nul: bool = False,
    field: str | None = None,
    encoding: str | None = None,
) -> Iterator[Item | Failure]:
    """What a stream holds, item by item: one document, NUL-separated documents, or JSON Lines records.

    `form` "auto" goes by the name's ending, then by the first bytes. A bad record becomes a `Failure`; the next follow.
    """
    form = _form(stream, name) if form == "auto" else form
    if form == "jsonl":
        yield from _records(stream, name, field, encoding)
        return
    documents = _parted(stream, name) if nul else [_whole(stream)]
    for number, data in enumerate(documents, start=1):
        if isinstance(data, Failure):
            yield data
            continue
        try:
            yield _document(decode(data, encoding), name, number, form)
        except SourceError as e:
            yield Failure(name, number, str(e), data)


def _form(stream: IO[bytes], name: str) -> Format:
    path = Path(name.lower())
    suffix = path.suffix if path.suffix not in (".gz", ".zst", ".xz") else Path(path.stem).suffix
    if suffix in _ENDINGS:
        return _ENDINGS[suffix]  # type: ignore[return-value]
    head = stream.peek(_CHUNK) if hasattr(stream, "peek") else b""
    if head.lstrip()[:1] == b"{":
        try:
            records.parse(head.lstrip().split(b"\n", 1)[0].decode("utf-8"))
        except (SourceError, UnicodeDecodeError):
            return "text"
        return "jsonl"
    return "html" if html.looks_like(head.decode("utf-8", "replace")) else "text"


def _document(text: str, name: str, number: int, form: Format) -> Item:
    if form == "html":
        return Item(name, number, text, "html")
    front, values, body = front_matter.split(text)
    return Item(name, number, body, "text", front_matter.known(values), front, values)


def _whole(stream: IO[bytes]) -> bytes | Failure:
    data = stream.read(MOST + 1)
    return data if len(data) <= MOST else _too_large("", 1)


def _parted(stream: IO[bytes], name: str) -> Iterator[bytes | Failure]:
    """Documents with a NUL byte behind each; the last may lack it."""
    rest, number = b"", 1
    while chunk := stream.read1(_CHUNK) if hasattr(stream, "read1") else stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0") if b"\0" in chunk else [rest + chunk]
        yield from whole
        number += len(whole)
        if len(rest) > MOST:
            yield _too_large(name, number)
            return
    if rest:
        yield rest


def _records(stream: IO[bytes], name: str, field: str | None, encoding: str | None) -> Iterator[Item | Failure]:
    number = 0
    while line := stream.readline(MOST + 1):
        number += 1
        if len(line) > MOST:
            yield _too_large(name, number)
            return
        if not line.strip():
            continue
        try:
            yield _record(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, name, number, field, encoding)
        except SourceError as e:
            yield Failure(name, number, str(e), line)


def _record(line: bytes, name: str, number: int, field: str | None, encoding: str | None) -> Item:
    try:
        record = records.parse(line.decode(encoding or "utf-8").rstrip("\r\n"))
    except UnicodeDecodeError as e:
        raise SourceError(
            f"byte {e.start + 1} of the line is not {e.encoding}; name the encoding with --encoding"
        ) from None
    except LookupError:
        raise SourceError(f"unknown encoding {encoding!r}") from None
    key = field or ("text" if "text" in record.members else "html")
    source = record.get(key)
    if not isinstance(source, str):
        has = f"has no {key!r}" if key in record.members or field else 'has neither "text" nor "html"'
        raise SourceError(f"the record {has} that is a string; name its text with --field")
    metadata = record.get("metadata")
    if metadata is not None and not isinstance(metadata, dict):
        raise SourceError('"metadata" must be an object')
    return Item(name, number, source, "html" if key == "html" else "text", metadata or {}, record=record)


def _too_large(name: str, number: int) -> Failure:
    return Failure(name, number, f"larger than {MOST // 1024**2} MiB; part it first, one document a record")
