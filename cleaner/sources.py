"""Reading: files and standard input as a stream of items to clean.

Nothing is held but the item at hand, and no item may be larger than `MOST` bytes: a packed file of zeros is an error,
not an end to the machine. What cannot be read becomes a `Failure`, and reading goes on behind it.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Literal

from cleaner import html
from cleaner.errors import SourceError
from cleaner.formats import endings, front_matter, records
from cleaner.formats.encodings import check_name, decode, wide
from cleaner.formats.unpacking import opened, recoded

MOST = 512 * 1024 * 1024  # bytes of one document or record, unpacked
_CHUNK = 1 << 16
_BY_ENDING: dict[str, "Format"] = {
    **dict.fromkeys(endings.RECORDS, "jsonl"),
    **dict.fromkeys(endings.PAGE, "html"),
    **dict.fromkeys(endings.MARKDOWN, "text"),  # which may hold HTML, even from its first line to its last
}
_OBJECT_BEGINS = re.compile(r'\{\s*"(?:[^"\\]|\\.)*"\s*:')

Format = Literal["auto", "text", "html", "jsonl"]
Form = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to clean: `source` with the metadata that came with it, and where it came from.

    `line` is the 1-based line of a JSON Lines record, or the number of a NUL-separated document; 0 for a whole file.
    """

    name: str
    line: int
    source: str
    form: Form
    metadata: dict[str, Any] = field(default_factory=dict)
    front: str = ""  # front matter as written
    front_values: dict[str, Any] = field(default_factory=dict)
    record: records.Record | None = None
    url: str | None = None  # where a record says the text is from


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read or cleaned, why, and what was there; `line` is as in `Item`."""

    name: str
    line: int
    why: str
    original: bytes = b""

    @property
    def of_file(self) -> bool:
        """Whether it is a whole file that failed, not one record or document in it."""
        return not self.line

    def entry(self) -> dict[str, Any]:
        """The failure as a record; what of the original is no UTF-8 is escaped."""
        original = self.original.decode("utf-8", "surrogateescape").removesuffix("\n")
        return {"file": self.name, "line": self.line, "error": self.why, "original": original}


def read(
    names: Iterable[str],
    form: Format = "auto",
    *,
    nul: bool = False,
    field: str | None = None,
    encoding: str | None = None,
) -> Iterator[Item | Failure]:
    """The items of files, "-" being standard input. A file that cannot be read is a failure, and the next follow.

    Raises:
        SourceError: when no encoding is called so.
    """
    if encoding:
        check_name(encoding)
    for name in names:
        try:
            with opened(name) as stream:
                yield from items(stream, name, form, nul=nul, field=field, encoding=encoding)
        except SourceError as e:
            yield Failure(name, 0, str(e))


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
    head = stream.peek(_CHUNK) if hasattr(stream, "peek") else b""
    wide_encoding = wide(head, encoding)
    if form == "auto":  # what NUL parts are documents, each by itself, even if the first begins as records do
        form = form_of(name, "" if nul else head.decode(wide_encoding or "utf-8", "replace"))
    if wide_encoding and (nul or form == "jsonl"):
        stream, encoding = recoded(stream, wide_encoding), None
    if form == "jsonl":
        yield from (item for _, item in record_lines(stream, name, field, encoding) if item)
        return
    documents = enumerate(_parted(stream, b"\0"), start=1) if nul else [(0, all_of(stream, MOST))]
    for number, data in documents:
        if data is None:
            yield too_large(name, number, MOST)
            continue
        try:
            yield document(decode(data, encoding), name, number, form)
        except SourceError as e:
            yield Failure(name, number, str(e), data)


def form_of(name: str, head: str) -> Format:
    """What a file is, by its name's ending or else by how its text begins; "auto" where all of the text must tell."""
    if told := _BY_ENDING.get(endings.ending(name)):
        return told
    head = head.removeprefix("\ufeff").lstrip()
    if head.startswith("{"):
        first, newline, _ = head.partition("\n")
        return "jsonl" if (_is_record(first) if newline else _OBJECT_BEGINS.match(first)) else "text"
    return "auto"


def _is_record(line: str) -> bool:
    try:
        records.parse(line)
    except SourceError:
        return False
    return True


def document(text: str, name: str, number: int, form: Format) -> Item:
    """A text or a page as an item; `number` is 0 for a whole file, and `form` may be "auto"."""
    if form == "html" or (form == "auto" and html.looks_like(text)):
        return Item(name, number, text, "html")
    front, values, body = front_matter.split(text)
    return Item(name, number, body, "text", front_matter.known(values), front, values)


def all_of(stream: IO[bytes], most: int) -> bytes | None:
    """All there is, or None if that is more than `most` bytes."""
    parts: list[bytes] = []
    size = 0
    while size <= most and (chunk := stream.read(_CHUNK)):
        parts.append(chunk)
        size += len(chunk)
    return b"".join(parts) if size <= most else None


def _parted(stream: IO[bytes], mark: bytes) -> Iterator[bytes | None]:
    """Documents with a mark behind each, which the last may lack; None for one that is too large."""
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read1(_CHUNK) if hasattr(stream, "read1") else stream.read(_CHUNK):
        *ends, rest = chunk.split(mark)
        for end in ends:
            yield b"".join([*parts, end]) if size + len(end) <= MOST else None
            parts, size = [], 0
        size += len(rest)
        parts.append(rest)
        if size > MOST:
            parts.clear()
    if size:
        yield b"".join(parts) if size <= MOST else None


def lines(stream: IO[bytes], most: int) -> Iterator[bytes | None]:
    """Lines with their ends; None for one of more than `most` bytes."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None


def record_lines(
    stream: IO[bytes], name: str, field: str | None = None, encoding: str | None = None
) -> Iterator[tuple[bytes, Item | Failure | None]]:
    """Each line of a JSON Lines file as it is, with what it holds: None where it is blank.

    The bytes of a line that is too large are not given.
    """
    for number, line in enumerate(lines(stream, MOST), start=1):
        if line is None:
            yield b"", too_large(name, number, MOST)
        else:
            yield line, record(line, name, number, field, encoding) if line.strip() else None


def record(line: bytes, name: str, number: int, field: str | None, encoding: str | None) -> Item | Failure:
    """What one line of a JSON Lines file holds; before the first, a byte order mark may stand."""
    mark = codecs.BOM_UTF8 if number == 1 else b""
    try:
        return _record(line.removeprefix(mark), name, number, field, encoding)
    except SourceError as e:
        return Failure(name, number, str(e), line)


def _record(line: bytes, name: str, number: int, field: str | None, encoding: str | None) -> Item:
    try:
        record = records.parse(line.decode(encoding or "utf-8").removesuffix("\n"))
    except UnicodeDecodeError as e:
        raise SourceError(
            f"byte {e.start + 1:,} of the line is not {e.encoding}; name the encoding with --encoding"
        ) from None
    source, form = chosen(record.get, field)
    metadata = record.get("metadata")
    if metadata is not None and not isinstance(metadata, dict):
        raise SourceError('"metadata" must be an object')
    url = record.get("url")
    return Item(name, number, source, form, metadata or {}, record=record, url=url if isinstance(url, str) else None)


def chosen(get: Callable[[str], Any], field: str | None) -> tuple[str, Form]:
    """What is to be cleaned, of a record whose members `get` gives: the field that was named, its text, or its HTML.

    Raises:
        SourceError: when there is none.
    """
    for key in (field,) if field else ("text", "html"):
        source = get(key)
        if isinstance(source, str):
            named_html = field is not None and html.looks_like(source)
            return source, "html" if key == "html" or named_html else "text"
    if field:
        raise SourceError(f"the record has no {field!r} that is a string")
    raise SourceError('the record has neither "text" nor "html" that is a string; name the one to clean with --field')


def too_large(name: str, number: int, limit: int) -> Failure:
    """A document or record of more than `limit` bytes."""
    most = f"{limit // 1024**2} MiB" if limit >= 1024**2 else f"{limit} bytes"
    return Failure(name, number, f"larger than {most}; part it first, one document a record")
