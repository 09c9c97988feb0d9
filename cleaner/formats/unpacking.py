"""Files as they are, or packed with gz, zst or xz: one stream of bytes either way.

What a file is packed with is told by its first bytes, never by its name. A packed file that is damaged, or cut off
before its end, is an error where that shows, whichever packing it is.
"""

import codecs
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from cleaner.errors import SourceError

PACKED = {b"\x1f\x8b": "gz", b"\x28\xb5\x2f\xfd": "zst", b"\xfd7zXZ\x00": "xz"}
_BUFFER = 1 << 16
_BITE = 1 << 12  # packed bytes at a time: of zeros, zstandard makes 32,000 times as much


class _DamagedError(Exception):
    """A packed file is not what it should be."""


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file, or standard input for "-", as unpacked bytes.

    Raises:
        SourceError: when it cannot be opened, or breaks off or is damaged while it is read.
    """
    with legible(), Path(path).open("rb", buffering=_BUFFER) if path != "-" else _standard_input() as raw:
        yield unpacked(raw)


@contextmanager
def legible() -> Iterator[None]:
    """What can go wrong while a file is read, said as a `SourceError`."""
    try:
        yield
    except IsADirectoryError:
        raise SourceError("is a directory; name its files: find … -type f -print0 | xargs -0 cleaner …") from None
    except _DamagedError as e:
        raise SourceError(f"the packed file is cut off or damaged: {e}") from None
    except OSError as e:
        raise SourceError(f"cannot be read: {e.strerror or e}") from None


@contextmanager
def _standard_input() -> Iterator[IO[bytes]]:
    if sys.stdin is None:
        raise SourceError("standard input is closed")
    yield sys.stdin.buffer


def unpacked(raw: IO[bytes]) -> IO[bytes]:
    """The stream itself, or what is packed in it."""
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
    head = stream.peek(6)[:6]
    packing = next((name for magic, name in PACKED.items() if head.startswith(magic)), "")
    return io.BufferedReader(_Unpacked(stream, packing), _BUFFER) if packing else stream


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

    def __init__(self, stream: Any, encoding: str) -> None:
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder(encoding)("replace")

    def piece(self) -> bytes | None:
        if self._decoder is None:
            return None
        data = self._stream.read1(_BITE)
        text = self._decoder.decode(data, final=not data)
        if not data:
            self._decoder = None
        return text.encode("utf-8", "replace")


class _Unpacked(_Stepwise):
    """A packed file, one part (a member, a frame, a stream) after another.

    The readers that come with the packings differ: zstandard's takes a file that is cut off for one that has ended, and
    lzma's passes over what stands behind.
    """

    def __init__(self, stream: Any, packing: str) -> None:
        self._stream = stream
        self._new, self._error = _unpacker(packing)
        self._part: Any = None
        self._rest = b""  # packed bytes behind the part that has ended
        self._may_pad = packing != "zst"

    def piece(self) -> bytes | None:
        packed = self._rest or self._stream.read1(_BITE)
        self._rest = b""
        if not packed:
            if self._part is not None:
                raise _DamagedError("it has no end")
            return None
        if self._part is None:
            packed = packed.lstrip(b"\0") if self._may_pad else packed
            if not packed:
                return b""
            self._part = self._new()
        try:
            data: bytes = self._part.decompress(packed)
        except self._error as e:
            raise _DamagedError(str(e)) from None
        if self._part.eof:
            self._rest, self._part = self._part.unused_data, None
        return data


def _unpacker(packing: str) -> tuple[Callable[[], Any], type[Exception]]:
    """What makes an unpacker for one part of a packed file, and what that raises; imported only where it is used."""
    if packing == "gz":
        import zlib

        return lambda: zlib.decompressobj(wbits=31), zlib.error
    if packing == "xz":
        import lzma

        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ), lzma.LZMAError
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj, zstandard.ZstdError
