"""Reading: packed files, damaged ones, items that are too large, and parted documents."""

import bz2
import gzip
import io
import json
import lzma

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from running import command

from cleaner import SourceError, sources, testing
from cleaner.formats.unpacking import opened, unpacked
from cleaner.sources import Failure, Item, items, read

ONE, TWO, THREE = testing.PARAGRAPHS
PACKINGS = {"gz": gzip.compress, "zst": zstandard.compress, "xz": lzma.compress}
TEXT = f"{ONE}\n\nLike this:\n\n{TWO}\n".encode()
RECORDS = "".join(json.dumps({"id": i, "text": f"{ONE} {i}"}) + "\n" for i in range(2000)).encode()


def pack(packing: str, data: bytes) -> bytes:
    return PACKINGS[packing](data)


def texts(found) -> list[str]:
    return [item.source if isinstance(item, Item) else f"! {item.why}" for item in found]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("name", ["a.txt", "a.txt.{}", "noname"])
def test_packed_text(packing, name, tmp_path):
    path = tmp_path / name.format(packing)
    path.write_bytes(pack(packing, TEXT))
    result = command("clean", str(path))
    assert (result.exit_code, result.stderr, result.stdout) == (0, "", f"{ONE}\n\n{TWO}\n")


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed_records(packing, tmp_path):
    by_name, by_first_bytes = tmp_path / f"a.jsonl.{packing}", tmp_path / "records"
    for path in (by_name, by_first_bytes):
        path.write_bytes(pack(packing, RECORDS))
        found = list(read([str(path)]))
        assert [item.record.get("id") for item in found] == list(range(2000))


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed_standard_input(packing):
    result = command("clean", stdin=pack(packing, TEXT))
    assert (result.exit_code, result.stdout) == (0, f"{ONE}\n\n{TWO}\n")


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed_in_several_pieces(packing, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(pack(packing, TEXT) + pack(packing, b"") + pack(packing, THREE.encode()))
    assert texts(read([str(path)])) == [TEXT.decode() + THREE]


def test_name_of_a_packed_file_that_is_none(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(TEXT)
    assert texts(read([str(path)])) == [TEXT.decode()]


def test_packing_that_is_not_unpacked_is_named(tmp_path):
    path = tmp_path / "a.txt.bz2"
    path.write_bytes(bz2.compress(TEXT))
    assert texts(read([str(path)]))[0].startswith("! this is a bzip2 archive")


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed_twice_is_named(packing, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(gzip.compress(pack(packing, TEXT)))
    assert "archive, not text" in texts(read([str(path)]))[0]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("lacks", [1, 5, 0.3, 0.9])
def test_cut_off_text_is_an_error_and_nothing_comes_out(packing, lacks, tmp_path):
    path, whole = tmp_path / "a.txt", tmp_path / "b.txt"
    data = pack(packing, TEXT * 3)
    path.write_bytes(data[: -int(lacks * len(data)) if lacks < 1 else -lacks])
    whole.write_bytes(b"Words.\n")
    result = command("clean", str(path), str(whole))
    assert (result.exit_code, result.stdout) == (2, "Words.\n")
    assert result.stderr.startswith(f"{path}: the packed file is cut off or damaged: ")


@pytest.mark.parametrize("packing", PACKINGS)
def test_cut_off_records_come_out_as_far_as_they_are_whole(packing, tmp_path):
    path, bad = tmp_path / "a.jsonl", tmp_path / "bad.jsonl"
    data = pack(packing, RECORDS)
    path.write_bytes(data[: len(data) // 2])
    result = command("clean", "--errors", str(bad), str(path))
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert ids == list(range(len(ids)))
    assert result.exit_code == 2
    assert "the packed file is cut off or damaged" in json.loads(bad.read_text())["error"]


@pytest.mark.parametrize("packing", PACKINGS)
def test_damaged_file(packing, tmp_path):
    path = tmp_path / "a.txt"
    contents = bytes(range(256)) * 50 + TEXT
    checked = zstandard.ZstdCompressor(write_checksum=True)  # as the command line tool does
    data = bytearray(checked.compress(contents) if packing == "zst" else pack(packing, contents))
    middle = len(data) // 2
    data[middle : middle + 8] = bytes(byte ^ 0xFF for byte in data[middle : middle + 8])
    path.write_bytes(data)
    (failure,) = read([str(path)])
    assert failure.of_file
    assert failure.why.startswith("the packed file is cut off or damaged")


def test_something_else_behind_a_packed_file(tmp_path):
    path = tmp_path / "a.txt"
    for packing in PACKINGS:
        path.write_bytes(pack(packing, TEXT) + b"more, not packed")
        (failure,) = read([str(path)])
        assert isinstance(failure, Failure), packing
        assert failure.why.startswith("the packed file is cut off or damaged: ")


@pytest.mark.parametrize("packing", ["gz", "xz"])
def test_zero_bytes_behind_a_packed_file_are_padding(packing, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(pack(packing, TEXT) + bytes(8000) + pack(packing, b"More.") + bytes(4))
    assert texts(read([str(path)])) == [TEXT.decode() + "More."]


@given(st.sampled_from(sorted(PACKINGS)), st.lists(st.binary(max_size=2000), max_size=4), st.integers(1, 3000))
def test_packed_bytes_come_out_as_they_went_in(packing, pieces, size):
    stream = io.BytesIO(b"".join(pack(packing, piece) for piece in pieces) if pieces else b"")
    contents = unpacked(stream)
    assert b"".join(iter(lambda: contents.read(size), b"")) == b"".join(pieces)


@pytest.fixture
def little(monkeypatch):
    monkeypatch.setattr(sources, "MOST", 100)


TOO_LARGE = "larger than 100 bytes; part it first, one document a record"


@pytest.mark.usefixtures("little")
def test_too_large_text(tmp_path):
    large, small = tmp_path / "large.txt", tmp_path / "small.txt"
    large.write_bytes(b"x" * 101)
    small.write_bytes(b"x" * 100)
    result = command("clean", str(large), str(small))
    assert (result.exit_code, result.stdout, result.stderr) == (2, "x" * 100, f"{large}: {TOO_LARGE}\n")


@pytest.mark.usefixtures("little")
def test_too_large_record_does_not_stop_the_others():
    lines = [b'{"text": "One."}\n', b'{"text": "' + b"x" * 70_000 + b'"}\n', b"\n", b'{"text": "Two."}']
    found = list(items(io.BytesIO(b"".join(lines)), "a", "jsonl"))
    assert texts(found) == ["One.", f"! {TOO_LARGE}", "Two."]
    assert [item.line for item in found] == [1, 2, 4]


@pytest.mark.usefixtures("little")
def test_too_large_document_does_not_stop_the_others():
    data = b"One.\0" + b"x" * 200_000 + b"\0" + b"Two.\0" + b"y" * 101
    found = list(items(io.BytesIO(data), "a", "text", nul=True))
    assert texts(found) == ["One.", f"! {TOO_LARGE}", "Two.", f"! {TOO_LARGE}"]
    assert [item.line for item in found] == [1, 2, 3, 4]


@pytest.mark.usefixtures("little")
@pytest.mark.parametrize("packing", PACKINGS)
def test_bomb_is_an_error(packing, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(pack(packing, b" " * 10_000_000))
    assert texts(read([str(path)])) == [f"! {TOO_LARGE}"]


@given(st.lists(st.binary(max_size=30).map(lambda data: data.replace(b"\0", b"")), max_size=6), st.booleans())
def test_parted_documents(parts, closed):
    data = b"\0".join(parts) + (b"\0" if closed and parts else b"")
    expected = parts if closed or not parts or parts[-1] else parts[:-1]
    assert list(sources._parted(io.BufferedReader(io.BytesIO(data)), b"\0")) == expected
    assert list(sources._parted(Slow(data), b"\0")) == expected


class Slow(io.BytesIO):
    """A pipe that gives a byte at a time."""

    def read1(self, size: int | None = -1) -> bytes:
        return super().read1(1) if size else b""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_parted_by_characters(encoding, tmp_path):
    records, documents = tmp_path / "a.jsonl", tmp_path / "a.txt"
    records.write_bytes('{"text": "Ċ 上 Порт"}\n{"text": "two"}\n'.encode(encoding))
    documents.write_bytes("Ā 一\0two\0".encode(encoding))
    assert texts(read([str(records)], encoding=encoding)) == ["Ċ 上 Порт", "two"]
    assert texts(read([str(documents)], nul=True, encoding=encoding)) == ["Ā 一", "two"]


def test_first_record_that_is_longer_than_any_buffer():
    line = json.dumps({"text": ONE * 2000, "id": 1})
    result = command("clean", stdin=f'{line}\n{{"text": "Words."}}\n'.encode())
    assert [json.loads(line).get("id") for line in result.stdout.splitlines()] == [1, None]


def test_numbers_of_items(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"One.")
    assert [(item.name, item.line) for item in read([str(path)])] == [(str(path), 0)]
    assert [(item.name, item.line) for item in read([str(path)], nul=True)] == [(str(path), 1)]


def test_unknown_encoding_is_said_once():
    with pytest.raises(SourceError, match="unknown encoding"):
        list(read(["a.txt", "b.txt"], encoding="latin-99"))


def test_opened_closes_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    with opened(str(path)) as stream:
        assert stream.read() == TEXT
    assert stream.closed


def test_failures_of_reading_are_values(tmp_path):
    found = list(read([str(tmp_path), str(tmp_path / "none")]))
    assert all(isinstance(failure, Failure) and failure.of_file for failure in found)
    assert "is a directory" in found[0].why
    assert "No such file" in found[1].why
