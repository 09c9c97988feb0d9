"""WARC and WET files: the pages and texts in them, each with its address, its day and its id.

What a record's header says of its length is believed only as far as the bytes go.
"""

from collections.abc import Iterator
from typing import IO, Any

from cleaner import sources
from cleaner.corpus.reading import Raw
from cleaner.errors import SourceError
from cleaner.extras import needed
from cleaner.sources import Failure

_LONGEST_HEADER = 1 << 20  # bytes
_MEMBERS = {"id": "WARC-Record-ID", "url": "WARC-Target-URI", "date": "WARC-Date"}
_PAGES = ("text/html", "application/xhtml+xml")
_NEXT = b"\r\n\r\nWARC/1."  # how the next record begins


def records(stream: IO[bytes], name: str, most: int) -> Iterator[Raw | Failure]:
    """Responses that are pages or plain text, and conversions; a record is numbered among all of its file."""
    warc: Any = needed("fastwarc.warc", "corpus")
    archive = warc.ArchiveIterator(
        _Forward(stream), parse_http=True, max_header_len=_LONGEST_HEADER, stream_detect=False, auto_decode="all"
    )
    number = 0
    try:
        for number, record in enumerate(archive, start=1):
            form = _form(warc.WarcRecordType, record)
            if form:
                yield _raw(record, form, name, number, most)
    except BaseException as e:
        if type(e).__name__ != "PanicException":  # what a bug in FastWARC raises, which is no Exception
            raise
        raise SourceError(f"FastWARC cannot read on behind record {number}: {e}") from None
    if not number:
        yield Failure(name, 0, "is no WARC file: no record begins where one should")


class _Forward:
    """A stream that can only be read on but knows where it is, which FastWARC wants to know too."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _form(types: Any, record: Any) -> str:
    if record.record_type == types.conversion:
        return "text"
    if record.record_type != types.response or not record.is_http:
        return ""
    content = (record.http_content_type or "").lower()
    return "html" if content in _PAGES else "text" if content == "text/plain" else ""


def _raw(record: Any, form: str, name: str, number: int, most: int) -> Raw | Failure:
    members = {key: record.headers[header] for key, header in _MEMBERS.items() if header in record.headers}
    data = record.reader.read(most + 1)
    if len(data) > most:
        return sources.too_large(name, number, most)
    if _NEXT in data:
        why = "its length is wrong: it runs into the next record, and what stands behind may be lost"
        return Failure(name, number, why, data)
    if len(data) < record.content_length and not _is_encoded(record):
        return Failure(name, number, "its length is wrong, or the file is cut off: there is less of it", data)
    return Raw(name, number, data, form, record.http_charset if form == "html" else None, members)


def _is_encoded(record: Any) -> bool:
    """Whether the payload was unpacked, so that its size says nothing."""
    headers = record.http_headers if record.is_http else None
    return bool(headers and ("Content-Encoding" in headers or "Transfer-Encoding" in headers))
