"""Bytes to text: the declared encoding, the evident one, or the likeliest; never a guess on what is no text."""

import codecs
import re
import unicodedata
from collections.abc import Callable

from cleaner.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files begin that are no text.
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"{\\rtf": "a rich text (RTF) document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a picture, sound or film (RIFF)",
    b"PK\x03\x04": "a zip archive (or an office document)",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"SQLite format 3\0": "an SQLite database",
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
# Letters that could begin a text too: they count where the rest is none.
_MAY_BEGIN_TEXT = (b"GIF8", b"RIFF", b"BZh", b"Rar!", b"PAR1", b"OggS", b"ID3")
_NEVER_TEXT = tuple(magic for magic in _MAGIC if magic not in _MAY_BEGIN_TEXT)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
# Names that pages use for the larger encoding around them, as browsers read them.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 100_000  # bytes the statistics look at
_TOO_MANY_CONTROLS = 0.05
_GOOD_PER_BROKEN = 10  # characters beyond ASCII that must be whole for each broken one, for a text to be UTF-8
_WIDE_SAMPLE = 4_000  # bytes
_BREAKS = re.compile("[ \n\u3000-\u3002\uff0c]")  # what parts words or sentences in any script


def decode(data: bytes, encoding: str | None = None) -> str:
    """`data` as text.

    Order of trust: a byte order mark, `encoding`, UTF-8 (a few broken bytes become U+FFFD), UTF-16 by what it reads as,
    a charset the text declares, and last what charset-normalizer takes it for.

    Raises:
        SourceError: for binary data, for an unknown `encoding`, and for bytes that `encoding` cannot be.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name)
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
        return _utf8(data) or _strict(data, "utf-8")
    if encoding:
        return _strict(data, encoding)
    if data.startswith(_NEVER_TEXT):
        _refuse(data)
    if _controls(data) > _TOO_MANY_CONTROLS:
        return _unmarked_wide(data) or _refuse(data)
    text = _utf8(data)
    return text if text is not None else _unmarked_wide(data) or _legacy(data)


def exact(data: bytes, encoding: str | None = None) -> tuple[str, Callable[[str], bytes]]:
    """`data` as text, and what turns a text into bytes of the same kind: encoding and byte order mark.

    Raises:
        SourceError: when the bytes would not come back as they were.
    """
    mark, codec = _mark(data, encoding)
    text = _strict(data[len(mark) :], codec)
    if text != decode(data, encoding).removeprefix("\ufeff"):
        raise SourceError("its encoding is not evident; name it with --encoding")

    def encoded(text: str) -> bytes:
        try:
            return mark + text.encode(codec)
        except UnicodeEncodeError as e:
            raise SourceError(
                f"{text[e.start]!r} cannot be written in {codec}; turn the file into UTF-8 first"
            ) from None

    if encoded(text) != data:
        raise SourceError(f"its bytes are not plain {codec} and would not come back as they were")
    return text, encoded


def _mark(data: bytes, encoding: str | None) -> tuple[bytes, str]:
    """The byte order mark, and the encoding without one."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return mark, f"{name}-{'le' if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE) else 'be'}"
    if data.startswith(codecs.BOM_UTF8):
        return codecs.BOM_UTF8, "utf-8"
    return b"", encoding or "utf-8"


def check_name(encoding: str) -> None:
    """Raise a `SourceError` if no text encoding is called so."""
    try:
        "a".encode(encoding)
    except (LookupError, ValueError):
        raise SourceError(
            f"unknown encoding {encoding!r}; `python -c 'help(\"encodings\")'` lists those there are"
        ) from None


def wide(head: bytes, encoding: str | None) -> str | None:
    """The encoding of text that begins with `head`, if it is one in which a line end is more than one byte."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    return encoding if encoding and codecs.lookup(encoding).name.startswith(("utf-16", "utf-32")) else None


def _strict(data: bytes, encoding: str) -> str:
    check_name(encoding)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as e:
        raise SourceError(f"byte {e.start + 1:,} is not {encoding}; name the right encoding with --encoding") from None
    except UnicodeError as e:
        raise SourceError(f"this is not {encoding} ({e}); name the right encoding with --encoding") from None


def _utf8(data: bytes) -> str | None:
    """The text if it is UTF-8, or is but for a few broken bytes, or is 7-bit Japanese."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
        whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
        return text if broken * _GOOD_PER_BROKEN <= whole else None
    return _escaped(data, text) if "\x1b$" in text else text


def _escaped(data: bytes, text: str) -> str:
    """ISO-2022-JP switches character sets by escape sequences and is ASCII to look at."""
    try:
        return data.decode("iso2022_jp_2")
    except UnicodeDecodeError:
        return text


def _controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) / max(1, len(sample))


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: read the right way round it has blanks or stops, and nothing that is no character."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            sample = codecs.getincrementaldecoder(encoding)().decode(data[:_WIDE_SAMPLE])
            if len(_BREAKS.findall(sample)) * 100 >= len(sample) and _strange(sample) * 100 <= len(sample):
                return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _strange(text: str) -> int:
    """How many characters are controls, of private use, or not assigned."""
    return sum(unicodedata.category(c) in ("Cc", "Co", "Cn") and c not in "\t\n\r\f" for c in text)


def _legacy(data: bytes) -> str:
    if data.startswith(tuple(_MAGIC)):
        _refuse(data)
    if (text := _declared(data)) is not None:
        return text
    from cleaner.formats.legacy import guess

    return data.decode(guess(data), "replace")


def _declared(data: bytes) -> str | None:
    m = _DECLARED.search(data[:4096])
    if m is None:
        return None
    try:
        name = codecs.lookup(m[1].decode("ascii")).name
        if name.startswith(("utf", "unicode", "raw")):  # has been tried, or is no page's encoding
            return None
        return data.decode(_MEANT.get(name, name))
    except (LookupError, UnicodeError):
        return None


def _refuse(data: bytes) -> str:
    what = next((name for magic, name in _MAGIC.items() if data.startswith(magic)), "binary data")
    raise SourceError(f"this is {what}, not text; extract its text first, or name the encoding with --encoding")
