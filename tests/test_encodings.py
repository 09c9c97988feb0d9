"""Bytes to text: tests/data/encodings.toml in every encoding there is for it, and bytes that are no text."""

import codecs
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import SourceError, clean
from cleaner.formats import encodings
from cleaner.formats.encodings import decode

STORIES = tomllib.loads((Path(__file__).parent / "data" / "encodings.toml").read_text(encoding="utf-8"))
LEGACY = [(language, encoding) for language, story in STORIES.items() for encoding in story["encodings"].split()]
PLAIN = str.maketrans("«»“”„–—−", '"""""---')


def written(language: str, encoding: str) -> str:
    """The story as far as the encoding can write it."""
    text = STORIES[language]["text"]
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(PLAIN)
    return text


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_encoding_is_found_out(language, encoding):
    text = written(language, encoding)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_encoding_is_found_out_behind_pages_of_ascii(language, encoding):
    text = "Home News Contact\n" * 10_000 + (written(language, encoding) + "\n") * 5
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_encoding_the_caller_names(language, encoding):
    text = written(language, encoding)[:9]
    assert decode(text.encode(encoding), encoding) == text


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_a_mark(language, encoding):
    text = STORIES[language]["text"] + "\n\n" + "Like this:\r\n"
    assert decode(text.encode(encoding)) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@pytest.mark.parametrize("language", STORIES)
def test_mark_wins_over_what_the_caller_names(language):
    text = STORIES[language]["text"]
    assert decode(text.encode("utf-16"), "cp1252") == decode(text.encode("utf-8-sig"), "cp1252") == text


DECLARED = {
    "meta": (b'<meta charset="windows-1251">\n', "ru", "cp1251"),
    "http-equiv": (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">\n', "ru", "koi8_r"),
    "xml": (b'<?xml version="1.0" encoding="ISO-8859-2"?>\n', "pl", "iso8859_2"),
    "latin-1 means windows-1252": (b"<meta charset=iso-8859-1>\n", "fr", "cp1252"),
    "gb2312 means gb18030": (b"<meta charset=gb2312>\n", "zh", "gb18030"),
    "alone in its script": (b"charset=windows-1256\n", "ar", "cp1256"),
}


@pytest.mark.parametrize(("head", "language", "encoding"), DECLARED.values(), ids=DECLARED)
def test_declared_charset(head, language, encoding):
    text = written(language, encoding)[:40]  # too little to guess by
    assert decode(head + text.encode(encoding)) == head.decode() + text


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "hex", "no-such-thing", "raw_unicode_escape"])
def test_declared_charset_that_it_cannot_be_is_passed_over(charset):
    text = f"charset={charset}\n" + written("ru", "cp1251")
    assert decode(text.encode("cp1251")) == text


def test_declared_charset_of_text_that_is_utf_8():
    text = "charset=windows-1251\n" + STORIES["ru"]["text"]
    assert decode(text.encode()) == text


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["no mark", "mark"])
def test_a_few_broken_bytes_do_not_make_it_another_encoding(mark):
    text = STORIES["ru"]["text"]
    data = text.encode()
    assert decode(mark + b"\xff" + data + b" \xd0 " + data[:-2]) == "\ufffd" + text + " \ufffd " + text[:-2] + "\ufffd"


def test_replacement_characters_that_were_there_are_not_broken_bytes():
    text = "Caf\ufffd, caf\ufffd, caf\ufffd: \ufffd\ufffd\ufffd."
    assert decode(text.encode()) == text


def test_line_ends_and_zero_bytes_stay_for_the_fixers():
    text = "One line.\r\nTwo\0 lines.\rThree lines, and that is all there is to say.\n"
    assert decode(text.encode()) == text
    assert clean(text.encode(), form="text").text == text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def test_nothing():
    assert decode(b"") == decode(b"", "cp1251") == decode(codecs.BOM_UTF8) == decode(codecs.BOM_UTF16_LE) == ""


def test_half_a_character_of_utf_16_is_an_error():
    with pytest.raises(SourceError, match="byte 13 is not utf-16; name the right encoding with --encoding"):
        decode("Words".encode("utf-16") + b"\x41")


BINARY = {
    b"%PDF-1.4\nText in it\n%%EOF\n": "a PDF file",
    rb"{\rtf1\ansi Words.}": "a rich text (RTF) document",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR": "a PNG picture",
    b"\xff\xd8\xff\xe0\0\x10JFIF\0": "a JPEG picture",
    b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff": "a GIF picture",
    b"PK\x03\x04\x14\0\0\0\x08\0": "a zip archive",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16): "an old office document",
    b"\x7fELF\x02\x01\x01" + bytes(9): "a program",
    b"SQLite format 3\0\x10\0\x01\x01": "an SQLite database",
    b"\x1f\x8b\x08\0\0\0\0\0": "a gzip archive",
    b"BZh91AY&SY\x94\xb3\xe1\x08\0\0\0": "a bzip2 archive",
    b"PAR1\x15\x04\x15\x10\x15\x14\0\0": "a Parquet file",
    b"ID3\x04\0\0\0\0\0\x23TSSE": "an MP3 file",
    bytes(range(256)) * 8: "binary data",
    b"\0" * 1000: "binary data",
    b"\x01\x02\x03\x04\x05\x06\x07": "binary data",
}


@pytest.mark.parametrize(("data", "what"), BINARY.items(), ids=BINARY.values())
def test_what_is_no_text(data, what):
    with pytest.raises(SourceError) as error:
        decode(data)
    assert str(error.value).startswith(f"this is {what}")
    assert "extract its text first, or name the encoding with --encoding" in str(error.value)


@pytest.mark.parametrize("text", ["GIF89a was the picture format.\n", "ID3 tags.", "BZh", "PAR1 is a magic.", "RIFF"])
def test_text_may_begin_like_a_binary_file(text):
    assert decode(text.encode()) == text


@pytest.mark.parametrize("name", ["no-such-thing", "hex", "rot13", "undefined", "a\0b"])
def test_unknown_encoding(name):
    with pytest.raises(SourceError, match="unknown encoding"):
        decode(b"Words.", name)
    with pytest.raises(SourceError, match="unknown encoding"):
        encodings.check_name(name)


def test_bytes_that_the_named_encoding_cannot_be():
    with pytest.raises(SourceError, match=r"byte 4 is not ascii; name the right encoding with --encoding"):
        decode("Café".encode(), "ascii")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error(data):
    try:
        assert isinstance(decode(data), str)
    except SourceError as e:
        assert "--encoding" in str(e)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=100))
def test_utf_8_is_never_taken_for_something_else(text):
    assert decode(("A line before. " + text).encode()) == "A line before. " + text


def test_one_long_line_is_told_in_bounded_time():
    text = written("ru", "cp1251") * 20_000
    assert decode(b"A line of ASCII " * 300_000 + b"\n" + text.encode("cp1251")).endswith(text)
