"""`cleaner run`: every format in and out, the same output however many work on it, and what stops no job."""

import contextlib
import gzip
import json
import os
import random
import re
import struct
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpora import PACKERS, lines, page, records, rows_of, table, unpacked, warc, write_table
from running import command, process, small_environment

from cleaner import Cleaner
from cleaner.corpus.stores import Store
from cleaner.testing import PARAGRAPHS

CLEANER = Cleaner()


def run(*args, code: int = 0) -> str:
    result = command("run", *map(str, args))
    assert result.exit_code == code, result.output
    return result.stderr


def tree(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in sorted(directory.rglob("*")) if p.is_file()}


def cleaned(rows, form="text"):
    results = [CLEANER.clean(row["text"] if form == "text" else page(row), form, row["url"]) for row in rows]
    return [(result.text, dict(result.metadata)) for result in results]


def came(rows):
    return [(row["text"], json.loads(m) if isinstance(m := row["metadata"], str) else m) for row in rows]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("form", ["jsonl", "warc", "wet", "parquet"])
def test_every_format_in_gives_what_a_call_gives(tmp_path, form, packing):
    rows = records(70 if form != "warc" else 5)
    if form == "parquet" and packing:
        pytest.skip("Parquet is packed within")
    source = tmp_path / "in" / f"a.{form}{packing}"
    source.parent.mkdir()
    if form == "parquet":
        write_table(source, rows)
    else:
        kind = "response" if form == "warc" else "conversion"
        source.write_bytes(PACKERS[packing](lines(rows) if form == "jsonl" else warc(rows, kind)))
    run(source.parent, tmp_path / "out", "-j", "1")
    got = rows_of(tmp_path / "out")
    assert came(got) == cleaned(rows, "html" if form == "warc" else "text")
    if form in ("warc", "wet"):
        assert [row["url"] for row in got] == [row["url"] for row in rows]
        assert got[0]["date"] == "2024-01-02T03:04:05Z"


def test_texts_and_pages_come_out_as_records(tmp_path):
    rows = records(6)
    for number, row in enumerate(rows):
        (tmp_path / "in" / "deep").mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / "deep" / f"{number}.txt").write_text(row["text"], encoding="utf-8")
    (tmp_path / "in" / "page.html").write_text(page(rows[0]), encoding="utf-8")
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8")
    assert "passed over: 1, as photo.jpg" in run(tmp_path / "in", tmp_path / "out", "-j", "1")
    got = rows_of(tmp_path / "out")
    assert [row["file"] for row in got] == [*(f"deep/{n}.txt" for n in range(6)), "page.html"]
    assert [row["text"] for row in got[:6]] == [CLEANER.clean(row["text"], "text").text for row in rows]
    assert got[6]["text"] == CLEANER.clean(page(rows[0]), "html").text


def test_members_pass_as_they_were_written(tmp_path):
    line = '{ "b" : 1.0e5,"a":12345678901234567890, "text": "Like this:\\n\\n%s" , "e":"\\u00e9\\/","n":null }'
    line %= PARAGRAPHS[0]
    (tmp_path / "a.jsonl").write_text(line + "\n", encoding="utf-8")
    run(tmp_path / "a.jsonl", tmp_path / "out", "--compress", "none", "-q", "-j", "1")
    out = (tmp_path / "out" / "a.jsonl").read_text(encoding="utf-8")
    assert (
        out == line.replace("Like this:\\n\\n", "").replace("null }", 'null, "metadata": {"language": "en"} }') + "\n"
    )


def test_columns_pass_with_their_types(tmp_path):
    rows = records(130)
    write_table(tmp_path / "a.parquet", rows)
    run(tmp_path / "a.parquet", tmp_path / "out", "--to", "parquet", "-j", "1")
    got = pq.read_table(tmp_path / "out" / "a.parquet")
    before = pq.read_table(tmp_path / "a.parquet")
    others = [name for name in before.column_names if name != "text"]
    assert got.column_names == [*before.column_names, "metadata"]
    assert got.select(others).equals(before.select(others))
    assert came(got.to_pylist()) == cleaned(rows)


MIXED = [
    {"id": 1, "n": 1, "big": 2**70, "any": "a", "deep": {"a": 1}, "empty": {}, "none": None, "odd": "\ud800"},
    {"id": 2, "n": 2.5, "big": 1, "any": 3, "deep": {"b": ["x"]}, "empty": {}, "none": None},
]


def test_records_become_columns_of_the_types_they_have_in_common(tmp_path):
    rows = [{**row, "text": "Words.", "metadata": {"k": 1.5}} for row in MIXED]
    (tmp_path / "a.jsonl").write_bytes(lines(rows))
    run(tmp_path / "a.jsonl", tmp_path / "out", "--to", "parquet", "-j", "1")
    got = pq.read_table(tmp_path / "out" / "a.parquet")
    assert {f.name: str(f.type).replace("element", "item") for f in got.schema} == {
        "id": "int64", "n": "double", "big": "string", "any": "string", "empty": "string", "none": "string",
        "deep": "struct<a: int64, b: list<item: string>>", "odd": "string", "text": "string", "metadata": "string",
    }  # fmt: skip
    first, second = got.to_pylist()
    assert (first["big"], first["any"], second["any"], first["empty"]) == (str(2**70), '"a"', "3", "{}")
    assert (first["n"], first["odd"], json.loads(first["metadata"])) == (1.0, "\ufffd", {"k": 1.5})


def test_records_that_no_column_holds_as_they_are_come_out_as_json(tmp_path):
    deep: dict = {"a": 1}
    for _ in range(200):
        deep = {"a": [deep]}
    rows = [{"text": "Words.", "deep": deep, "odd \ud800 name": 1}, {"text": "Words."}]
    data = lines(rows).replace(b"Words.", b'Words.", "big": ' + b"9" * 5_000 + b', "x": "', 1)
    (tmp_path / "a.jsonl").write_bytes(data)
    run(tmp_path / "a.jsonl", tmp_path / "out", "--to", "parquet", "-j", "1")
    first, second = pq.read_table(tmp_path / "out" / "a.parquet").to_pylist()
    assert (json.loads(first["deep"]), second["deep"]) == (deep, None)
    assert first["odd \ufffd name"] == 1 and first["big"] == float("inf")


def test_an_address_that_is_no_text_is_counted_with_none(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines([{"text": "Words.", "metadata": {"url": 5}}]))
    run(tmp_path / "a.jsonl", tmp_path / "out", "-j", "1")
    assert list(json.loads((tmp_path / "out" / "_report.json").read_text())["sites"]) == ["unknown"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Some files of most formats, and a bad record."""
    root = tmp_path_factory.mktemp("corpus")
    (root / "sub").mkdir()
    (root / "a.jsonl").write_bytes(lines(records(150)) + b"broken\n" + lines(records(50, 2)))
    (root / "sub" / "a.jsonl.gz").write_bytes(gzip.compress(lines(records(90, 3))))
    (root / "b.wet").write_bytes(warc(records(30, 4), "conversion"))
    write_table(root / "c.parquet", records(80, 5))
    for number, row in enumerate(records(20, 6)):
        (root / f"{number}.txt").write_text(row["text"], encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def unbroken(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("unbroken") / "out"
    run(corpus, out, "-q", "-j", "1", "--removed", code=1)
    return tree(out)


@pytest.mark.parametrize("workers", [2, 3])
def test_output_is_the_same_for_any_number_of_workers(corpus, unbroken, tmp_path, workers):
    run(corpus, tmp_path / "out", "-q", "-j", workers, "--removed", code=1)
    assert tree(tmp_path / "out") == unbroken


def test_report_counts_what_is_there(corpus, unbroken):
    report = json.loads(unbroken["_report.json"])
    every = [*records(150), *records(50, 2), *records(90, 3), *records(30, 4), *records(80, 5), *records(20, 6)]
    results = [CLEANER.clean(row["text"], "text", row["url"]) for row in every]
    gone = [span for result in results for span in result.removed]
    assert (report["records"], report["failed"], report["files"], report["shards"]) == (420, 1, 24, 5)
    assert report["words_in"] == sum(len(result.source.split()) for result in results)
    assert report["words_out"] == sum(len(result.text.split()) for result in results)
    for name, key in (("kinds", "kind"), ("rules", "rule")):
        assert sum(report[name].values()) == len(gone)
        assert report[name] == {k: sum(getattr(s, key) == k for s in gone) for k in report[name]}
    assert sum(report["languages"].values()) == 420
    assert {host: site["records"] for host, site in report["sites"].items()} == {
        **{f"site{n}.example": 80 for n in range(5)}, "unknown": 20,
    }  # fmt: skip
    [failure] = map(json.loads, unbroken["_errors.jsonl"].splitlines())
    assert failure == {
        "file": "a.jsonl", "line": 151, "original": "broken",
        "error": "not a JSON object: expected '{' (character 1)",
    }  # fmt: skip


def test_removed_text_is_a_data_set_keyed_by_record(corpus, tmp_path):
    run(corpus / "a.jsonl", tmp_path / "out", "-q", "-j", "1", "--removed", "--compress", "gz", code=1)
    spans = [json.loads(line) for line in unpacked(tmp_path / "out" / "_removed" / "a.jsonl.gz").splitlines()]
    by_id = {row["id"]: row["text"] for row in rows_of(tmp_path / "out")}
    row = records(50, 2)[7]
    result = CLEANER.clean(row["text"], "text", row["url"])
    mine = [span for span in spans if span["id"] == row["id"]]
    assert [(s["start"], s["end"], s["text"], s["rule"]) for s in mine] == [
        (s.start, s.end, s.text, s.rule) for s in result.removed
    ]
    assert {(s["file"], s["line"]) for s in mine} == {("a.jsonl", 159)}
    assert by_id[row["id"]] == result.text


def test_limit_takes_the_first_and_sample_takes_the_same_ones(tmp_path):
    rows = records(400)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(lines(rows[:250]))
    (tmp_path / "in" / "b.jsonl").write_bytes(lines(rows[250:]))
    write_table(tmp_path / "c.parquet", random.Random(2).sample(rows, 400))
    run(tmp_path / "in", tmp_path / "limited", "--limit", 260, "-j", "2", "-q")
    assert [row["id"] for row in rows_of(tmp_path / "limited")] == [row["id"] for row in rows[:260]]
    run(tmp_path / "in", tmp_path / "some", "--sample", 0.1, "-j", "2", "-q")
    run(tmp_path / "c.parquet", tmp_path / "same", "--sample", 0.1, "-j", "1", "-q")
    run(tmp_path / "c.parquet", tmp_path / "more", "--sample", 0.3, "-j", "1", "-q")
    some, same, more = ({row["id"] for row in rows_of(tmp_path / name)} for name in ("some", "same", "more"))
    assert some == same
    assert some < more
    assert 20 <= len(some) <= 60


def test_files_of_a_target_size(tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(6):
        (tmp_path / "in" / f"{number}.jsonl").write_bytes(lines(records(20, number)))
    (tmp_path / "in" / "large.jsonl").write_bytes(lines(records(500, 9)))
    run(tmp_path / "in", tmp_path / "out", "--target-size", "50K", "--compress", "none", "-q", "-j", "2")
    sizes = {path.name: path.stat().st_size for path in (tmp_path / "out").glob("*.jsonl")}
    assert 4 < len(sizes) < 30
    assert all(size < 50 * 1024 + 200_000 for size in sizes.values())
    ids = [row["id"] for row in rows_of(tmp_path / "out")]
    assert ids == [row["id"] for n in range(6) for row in records(20, n)] + [row["id"] for row in records(500, 9)]


def test_settings_are_those_of_the_configuration(tmp_path):
    (tmp_path / "in" / "raw").mkdir(parents=True)
    (tmp_path / "in" / "cleaner.toml").write_text('ignore = ["date"]\n[paths."raw/"]\nignore = ["byline"]\n')
    for name in ("a.jsonl", "raw/b.jsonl"):
        (tmp_path / "in" / name).write_bytes(lines(records(3)))
    run(tmp_path / "in", tmp_path / "out", "-q", "-j", "1", "--ignore", "share")
    run(tmp_path / "in", tmp_path / "asis", "-q", "-j", "1")
    texts = [row["text"] for row in rows_of(tmp_path / "asis")]
    assert ["Published:" in text for text in texts] == [True] * 3 + [False] * 3
    assert ["By Ada" in text for text in texts] == [False] * 3 + [True] * 3
    assert not any("Published:" in row["text"] or "By Ada" in row["text"] for row in rows_of(tmp_path / "out"))


def test_urls_of_fsspec_in_and_out(corpus, unbroken, tmp_path):
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.put(str(corpus), "/corpus", recursive=True)
    run("memory://corpus", "memory://out", "-q", "-j", "1", "--removed", code=1)
    memory.get("/out", str(tmp_path / "out"), recursive=True)
    here = {name: data for name, data in tree(tmp_path / "out").items() if not name.startswith("_job")}
    assert here == {name: data for name, data in unbroken.items() if not name.startswith("_job")}
    run("memory://corpus/*.jsonl", tmp_path / "some", "-q", "-j", "1", code=1)
    assert len(rows_of(tmp_path / "some")) == 200
    assert "memory://corpus/none*: no file there" in run("memory://corpus/none*", tmp_path / "x", code=2)
    memory.rm("/corpus", recursive=True)
    memory.rm("/out", recursive=True)


def test_globs_and_names_that_collide(tmp_path):
    rows = records(30)
    (tmp_path / "a.jsonl").write_bytes(lines(rows[:10]))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(rows[10:20])))
    (tmp_path / "odd.dat").write_bytes(lines(rows[20:]))
    run(f"{tmp_path}/*.*", tmp_path / "out", "-q", "-j", "1")
    assert sorted(row["id"] for row in rows_of(tmp_path / "out")) == sorted(row["id"] for row in rows)


def test_no_input_gets_the_name_of_what_a_job_writes(tmp_path):
    names = ("_errors.jsonl", "_job/000000.errors.jsonl", "_removed/a.jsonl", "a.jsonl", "errors.jsonl")
    for number, name in enumerate(names):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(lines(records(2, number)) + b"broken\n")
    run(f"{tmp_path}/in/**/*.jsonl", tmp_path / "out", "--removed", "--compress", "none", "-q", "-j", "1", code=1)
    assert sorted(row["id"] for row in rows_of(tmp_path / "out")) == [f"{n}-{i}" for n in range(5) for i in range(2)]
    failures = [json.loads(line) for line in (tmp_path / "out" / "_errors.jsonl").read_text().splitlines()]
    assert sorted(failure["file"] for failure in failures) == sorted(names)


BAD = {
    "cut-off.jsonl.gz": (lambda: gzip.compress(lines(records(500)))[:-2000], "cut off or damaged"),
    "no-footer.parquet": (lambda: parquet_bytes(records(100))[:-30], "cannot be read on (ArrowInvalid"),
    "overwritten.parquet": (lambda: overwritten(parquet_bytes(records(100))), "cannot be read"),
    "zeros.txt.gz": (lambda: gzip.compress(bytes(40 << 20), 1), "larger than 32 MiB"),
    "zeros.jsonl.gz": (lambda: gzip.compress(bytes(40 << 20), 1), "larger than 32 MiB"),
    "archive.txt": (lambda: b"PK\x03\x04" + bytes(100), "a zip archive"),
    "lies.warc": (lambda: warc(records(4), lies={1: 50}), "its length is wrong"),
    "lies-far.warc": (lambda: warc(records(4), lies={1: 10**12}), "its length is wrong"),
    "lies-short.warc": (lambda: warc(records(4), lies={1: -50}), "cannot be read"),
    "ends-early.warc": (lambda: warc(records(4))[:-300], "its length is wrong, or the file is cut off"),
    "no.warc": (lambda: b"Nothing of the kind.\n" * 100, "cannot be read"),
    "empty.warc": (lambda: b"", "is no WARC file"),
    "deep.jsonl": (lambda: b'{"text": "a", "b": ' + b"[" * 100_000 + b"\n", "nested too deeply"),
}  # fmt: skip


def parquet_bytes(rows) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table(rows), sink)
    return sink.getvalue().to_pybytes()


def overwritten(data: bytes) -> bytes:
    return data[:50] + bytes(2000) + data[2050:]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_shard_is_reported_and_the_rest_goes_on(tmp_path, name):
    made, says = BAD[name]
    rows = records(10, 2)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(made())
    (tmp_path / "in" / "zz.jsonl").write_bytes(lines(rows))
    run(tmp_path / "in", tmp_path / "out", "-q", "-j", "1", code=1)
    failures = [json.loads(line) for line in (tmp_path / "out" / "_errors.jsonl").read_text().splitlines()]
    assert {failure["file"] for failure in failures} == {name}
    assert any(says in failure["error"] for failure in failures), failures[0]["error"]
    got = [row for row in rows_of(tmp_path / "out") if row.get("id", "").startswith("2-")]
    assert came(got) == cleaned(rows)
    assert json.loads((tmp_path / "out" / "_report.json").read_text())["failed"] == len(failures)


MEASURED = """
import sys
from pathlib import Path
from cleaner.cli import main
try:
    main(sys.argv[1:])
finally:
    status = Path("/proc/self/status").read_text()
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not say how much memory was used")
def test_bombs_stay_small_in_memory(tmp_path):
    """A gigabyte of zeros, a record of 200 MB, and one of as many rows in one group."""
    (tmp_path / "in").mkdir()
    with gzip.open(tmp_path / "in" / "zeros.jsonl.gz", "wb", compresslevel=1) as file:
        for _ in range(1000):
            file.write(bytes(1 << 20))
    with (tmp_path / "in" / "large.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(200):
            file.write(b"a word " * 150_000)
        file.write(b'"}\n' + lines(records(3)))
    result = process(
        "-c", MEASURED, "run", "in", "out", "-q", "-j", "1", env=small_environment(), cwd=tmp_path, timeout=240
    )
    assert result.returncode == 1, result.stderr
    assert int(result.stdout) * 1024 < 400 << 20
    assert len(rows_of(tmp_path / "out")) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_a_bar_with_rate_and_time_left_on_a_terminal_only(tmp_path):
    import fcntl
    import pty
    import termios

    (tmp_path / "a.jsonl").write_bytes(lines(records(300)))
    command_line = [sys.executable, "-m", "cleaner", "run", "a.jsonl", "out", "-j", "1", "-q", "--no-config"]
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    with subprocess.Popen(command_line, env=small_environment(), cwd=tmp_path, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # what Linux says at the end
            while data := os.read(ours, 1 << 16):
                shown += data
    os.close(ours)
    assert running.returncode == 0
    assert re.search(r"\d+%\|.*k/.*k \[\d+:\d\d<.*B/s, [\d,]+ records\]", shown.decode())
    assert run(tmp_path / "a.jsonl", tmp_path / "again", "-j", "1", "-q") == ""


def test_another_job_is_not_mixed_in(tmp_path):
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_bytes(lines(records(5)))
    run(source, out, "-q", "-j", "1")
    before = tree(out)
    assert "nothing was left to do; in all 5 records cleaned" in run(source, out, "-j", "1")
    assert tree(out) == before
    assert "nothing was left" not in run(source, out, "-j", "1", "--overwrite")
    assert "holds another job" in run(source, out, "-q", "--ignore", "share", code=2)
    source.write_bytes(lines(records(6)))
    assert "holds another job" in run(source, out, "-q", code=2)
    run(source, out, "-q", "-j", "1", "--overwrite", "--to", "parquet")
    assert sorted(p.name for p in out.iterdir()) == ["_job", "_report.json", "a.parquet"]
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("Mine.")
    assert "holds other files (mine.txt, …)" in run(source, tmp_path / "full", "--overwrite", code=2)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_files_outside_the_output_are_not_taken_away_whatever_the_journal_says(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines(records(1)))
    run(tmp_path / "a.jsonl", tmp_path / "out", "-q", "-j", "1")
    (tmp_path / "mine.txt").write_text("Mine.")
    entry = tmp_path / "out" / "_job" / "000000.json"
    strange = {"files": ["../mine.txt", "sub/../../mine.txt", str(tmp_path / "mine.txt"), "a.jsonl.zst"]}
    entry.write_text(json.dumps(json.loads(entry.read_bytes()) | strange))
    run(tmp_path / "a.jsonl", tmp_path / "out", "-q", "-j", "1", "--overwrite", "--to", "parquet")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["_job", "_report.json", "a.parquet"]
    assert (tmp_path / "mine.txt").read_text() == "Mine."


@pytest.mark.skipif(sys.platform == "win32", reason="locks are otherwise there")
def test_two_jobs_do_not_work_in_one_place(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines(records(1)))
    with Store(str(tmp_path / "out")).alone("_job"):
        assert "another job is at work there; wait for it" in run(tmp_path / "a.jsonl", tmp_path / "out", code=2)
    run(tmp_path / "a.jsonl", tmp_path / "out", "-q", "-j", "1")


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="directories are not synced there")
def test_a_file_and_then_its_name_are_synced(tmp_path, monkeypatch):
    (tmp_path / "made").write_bytes(b"Words.")
    place, synced = tmp_path / "out" / "sub" / "a.jsonl", []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append((os.fstat(file).st_ino, place.exists())))
    Store(str(tmp_path / "out")).put(tmp_path / "made", "sub/a.jsonl")
    assert synced == [(place.stat().st_ino, False), (place.parent.stat().st_ino, True)]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nothing", "out"], "nothing: no file there"),
        (["a.dat.d", "out"], "nothing there to clean"),
        (["a.jsonl", "out", "--target-size", "much"], "'much' is no size; write 256M or 1.5GB"),
        (["a.jsonl", "out", "--target-size", "0"], "'0' is no size; write 256M or 1.5GB"),
        (["a.jsonl", "out", "--ignore", "shares"], "no kind, pack, rule or cleaner is called 'shares'"),
        (["nowhere://a", "out"], "Protocol not known"),
        (["a.jsonl", "out", "--engine", "spark", "--limit", "3"], "--limit counts records in their order"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_says_what_to_do(tmp_path, monkeypatch, args, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(lines(records(1)))
    (tmp_path / "a.dat.d").mkdir()
    (tmp_path / "a.dat.d" / "a.dat").write_bytes(b"?")
    assert says in run(*args, code=2)


def test_without_the_extra_it_is_named(tmp_path, monkeypatch):
    write_table(tmp_path / "a.parquet", records(1))
    for module in ("pyarrow", "pyarrow.parquet", "fsspec.core", "pyspark.sql"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    assert "pip install 'article-cleaner[corpus]'" in run(tmp_path / "a.parquet", tmp_path / "out", code=2)
    assert "pip install 'article-cleaner[corpus]'" in run("memory://a", tmp_path / "out2", code=2)
    (tmp_path / "a.jsonl").write_bytes(lines(records(1)))
    assert "pip install 'article-cleaner[spark]'" in run(
        tmp_path / "a.jsonl", tmp_path / "o3", "--engine", "spark", code=2
    )
