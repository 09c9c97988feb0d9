"""Bytes to text: the declared encoding, the evident one, or the likeliest; never a guess on what is no text."""

import codecs
import re

from cleaner.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a zip archive (or an office document)",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
    b"\x1f\x8b": "a gzip archive",
    b"\x28\xb5\x2f\xfd": "a zstandard archive",
    b"\xfd7zXZ": "an xz archive",
    b"BZh": "a bzip2 archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"PAR1": "a Parquet file",
    b"OggS": "an Ogg file",
    b"ID3": "an MP3 file",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 100_000  # bytes the statistics look at
_TOO_MANY_CONTROLS = 0.05
# What is left to guess between once UTF-8, UTF-16 and a declaration have been tried.
_LEGACY = (
    "cp1252 iso8859_15 cp1250 iso8859_2 cp1251 koi8_r koi8_u cp866 cp1253 iso8859_7 cp1254 iso8859_9 cp1255 cp1256 "
    "cp1257 cp1258 mac_roman gb18030 big5 shift_jis cp932 euc_jp iso2022_jp euc_kr cp949 tis_620"
).split()


def decode(data: bytes, encoding: str | None = None) -> str:
    """`data` as text.

    Order of trust: a byte order mark, `encoding`, UTF-8, UTF-16 by its zero bytes, a charset the text declares, UTF-8
    with a few broken bytes (they become U+FFFD), and last what charset-normalizer takes it for.

    Raises:
        SourceError: for binary data, for an unknown `encoding`, and for bytes that `encoding` cannot be.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name)
    if encoding:
        return _strict(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)
    if _controls(data) > _TOO_MANY_CONTROLS:
        return _by_zero_bytes(data) or _refuse(data)
    return text


def _decode_legacy(data: bytes) -> str:
    if wide := _by_zero_bytes(data):
        return wide
    if _controls(data) > _TOO_MANY_CONTROLS or any(data.startswith(magic) for magic in _MAGIC):
        _refuse(data)
    if text := _declared(data):
        return text
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 10 <= sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text))):
        return text
    return data.decode(_guess(data), "replace")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise SourceError(
            f"unknown encoding {encoding!r}; `python -c 'help(\"encodings\")'` lists those there are"
        ) from None
    except UnicodeDecodeError as e:
        raise SourceError(f"byte {e.start:,} is not {encoding}; name the right encoding with --encoding") from None


def _controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) / max(1, len(sample))


def _by_zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: in most scripts' text every other byte is often zero, and always the same other one."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.2 * len(sample) / 2 or min(even, odd) > 0.02 * len(sample) / 2 or len(data) % 2:
        return None
    try:
        return data.decode("utf-16-be" if even > odd else "utf-16-le")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str | None:
    m = _DECLARED.search(data[:4096])
    try:
        return data.decode(m[1].decode("ascii")) if m else None
    except (LookupError, UnicodeError):
        return None


def _guess(data: bytes) -> str:
    import logging

    from charset_normalizer import from_bytes  # 30 ms, and most input is UTF-8

    logging.getLogger("charset_normalizer").setLevel(logging.WARNING)
    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
    return best.encoding if best else "cp1252"


def _refuse(data: bytes) -> str:
    what = next((name for magic, name in _MAGIC.items() if data.startswith(magic)), "binary data")
    raise SourceError(f"this is {what}, not text; extract its text first, or name the encoding with --encoding")
