"""Files as they are, or packed with gz, zst or xz: one stream of bytes either way.

What a file is packed with is told by its first bytes, never by its name. A packed file that is damaged, or cut off
before its end, is an error where that shows, whichever packing it is.
"""

import codecs
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from cleaner.errors import SourceError

_PACKED = {b"\x1f\x8b": "gz", b"\x28\xb5\x2f\xfd": "zst", b"\xfd7zXZ\x00": "xz"}
_BUFFER = 1 << 16
_BITE = 1 << 12  # packed bytes at a time: of zeros, zstandard makes 32,000 times as much


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file, or standard input for "-", as unpacked bytes.

    Raises:
        SourceError: when it cannot be opened, or breaks off or is damaged while it is read.
    """
    try:
        with Path(path).open("rb", buffering=_BUFFER) if path != "-" else _standard_input() as raw:
            yield _unpacked(raw)
    except IsADirectoryError:
        raise SourceError("is a directory; name its files: find … -type f -print0 | xargs -0 cleaner …") from None
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as e:
        raise SourceError(f"the packed file is cut off or damaged: {e}") from None
    except OSError as e:
        raise SourceError(f"cannot be read: {e.strerror or e}") from None


@contextmanager
def _standard_input() -> Iterator[IO[bytes]]:
    if sys.stdin is None:
        raise SourceError("standard input is closed")
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
        return io.BufferedReader(_Zstandard(stream), _BUFFER)
    return stream


def recoded(stream: IO[bytes], encoding: str) -> IO[bytes]:
    """The same text in UTF-8, for encodings whose line ends and NUL characters are no single bytes."""
    return io.BufferedReader(_Recoded(stream, encoding), _BUFFER)


class _Stepwise(io.RawIOBase):
    """A stream that is made piece by piece."""

    _ready = memoryview(b"")

    def piece(self) -> bytes | None:
        """The next bytes, which may be none yet; None at the end."""
        raise NotImplementedError

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            piece = self.piece()
            if piece is None:
                return 0
            self._ready = memoryview(piece)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


class _Recoded(_Stepwise):
    """Text from one encoding to UTF-8; what is broken becomes U+FFFD."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder(encoding)("replace")

    def piece(self) -> bytes | None:
        if self._decoder is None:
            return None
        data = self._stream.read(_BITE)
        text = self._decoder.decode(data, final=not data)
        if not data:
            self._decoder = None
        return text.encode("utf-8", "replace")


class _Zstandard(_Stepwise):
    """A zstandard file unpacked. The package's own reader takes a file that is cut off for one that has ended."""

    def __init__(self, packed: Any) -> None:
        import zstandard

        self._packed = packed
        self._unpacker = zstandard.ZstdDecompressor()
        self._frame: Any = None
        self._rest = b""  # packed bytes behind the frame that has ended

    def piece(self) -> bytes | None:
        import zstandard

        packed = self._rest or self._packed.read1(_BITE)
        if not packed:
            if self._frame is not None:
                raise EOFError("a zstandard frame has no end")
            return None
        if self._frame is None:
            self._frame = self._unpacker.decompressobj()
        try:
            data: bytes = self._frame.decompress(packed)
        except zstandard.ZstdError as e:
            raise EOFError(str(e)) from None
        self._rest = b""
        if self._frame.eof:
            self._rest, self._frame = self._frame.unused_data, None
        return data
