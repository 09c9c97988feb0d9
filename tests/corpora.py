"""Corpora made up for the tests: records of invented articles, and files of them in every format."""

import gzip
import json
import lzma
import random
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import zstandard

from cleaner.testing import PARAGRAPHS

WORDS = " ".join(PARAGRAPHS).split()
CHROME = ("Share this:", "Like this:", "Scroll Up", "Advertisement")


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(12, 30))).capitalize().rstrip(".;,") + "."


def text(chance: random.Random) -> str:
    body = [" ".join(sentence(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(2, 5))]
    at = chance.randrange(len(body))
    return "\n\n".join(
        ["Published: Fri, March 15, 2019", "By Ada Lindqvist", *body[:at], chance.choice(CHROME), *body[at:]]
    )


def records(count: int, seed: int = 1) -> list[dict]:
    chance = random.Random(seed)
    return [
        {"id": f"{seed}-{i}", "score": 0.5 * i, "text": text(chance), "url": f"https://www.site{i % 5}.example/{i}"}
        for i in range(count)
    ]


def lines(rows: Iterable[dict]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def page(row: dict) -> str:
    inside = "".join(f"<p>{line}</p>" for line in row["text"].split("\n\n"))
    return f"<!DOCTYPE html><html><head><title>A storm</title></head><body><article>{inside}</article></body></html>"


PACKERS = {
    "": bytes,
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: zstandard.ZstdCompressor().compress(data),
}


def unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".zst":
        return zstandard.ZstdDecompressor().stream_reader(data).read()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def rows_of(directory: Path, pattern: str = "**/*.jsonl*") -> list[dict]:
    """The records of all files of an output, those that begin with an underscore left out."""
    files = (
        p for p in sorted(directory.glob(pattern)) if not any(x.startswith("_") for x in p.relative_to(directory).parts)
    )
    return [json.loads(line) for path in files for line in unpacked(path).splitlines()]


def table(rows: list[dict]):
    import pyarrow as pa

    made = pa.Table.from_pylist(rows)
    size = len(rows)
    return (
        made.append_column("seen", pa.array([datetime(2024, 1, 2)] * size, pa.timestamp("ms")))
        .append_column("price", pa.array([Decimal("1.20")] * size, pa.decimal128(9, 2)))
        .append_column("tags", pa.array([["sea", None]] * size, pa.list_(pa.large_string())))
        .append_column("kind", pa.array(["news"] * size).dictionary_encode())
        .append_column("small", pa.array([None] * size, pa.uint8()))
    )


def write_table(path: Path, rows: list[dict]) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table(rows), path, row_group_size=100)


def warc_record(number: int, url: str, content: bytes, kind: str = "response", lie: int = 0) -> bytes:
    if kind == "response":
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
    content_type = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(content) + lie}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def warc(rows: list[dict], kind: str = "response", lies: dict[int, int] | None = None) -> bytes:
    contents = (page(row) if kind == "response" else row["text"] for row in rows)
    return b"".join(
        warc_record(i, rows[i]["url"], content.encode(), kind, (lies or {}).get(i, 0))
        for i, content in enumerate(contents)
    )
