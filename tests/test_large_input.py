"""Large input: many lines, one long line, a stream longer than memory.

What is measured by hand with a million lines and 50 MB is a tenth of that here, and all of it ends in bounded time.
"""

import sys
import textwrap
import time

import pytest
from running import process, small_environment

from cleaner import Cleaner, clean, testing
from cleaner.settings import Settings

ONE, TWO, THREE = testing.PARAGRAPHS


MANY = {
    "prose": [ONE, TWO, THREE, ""],
    "chrome": [ONE, "Like this:", "Share", ""],
    "short lines": ["a", "bc"],
    "threads": [ONE, "3 comments", "Reply", "Your email address will not be published"],
    "what only begins one": [ONE, "3 comments", "Reply"],
    "replies far from each other": ["2 years ago", *["I was on that ferry."] * 15, "Reply"],
    "replies": ["Old Salt", "2 years ago", "", "I was on that ferry.", "", "Reply", ""],
    "teasers": [ONE, "Related Articles", "Ferry company to raise fares", "The firm that runs the ferry has said…"],
    "the same few headings": ["Contents", "The ferry", "The storm", "The bread", ONE],
    "links that share": [ONE, *["[Share this](https://pier.example/share)"] * 99],
}


@pytest.mark.parametrize("pieces", MANY.values(), ids=MANY)
def test_many_lines(pieces):
    text = "".join(f"{pieces[i % len(pieces)]}\n" for i in range(100_000))
    start = time.process_time()
    result = clean(text, form="text")
    assert time.process_time() - start < 30
    assert result.restore() == result.source


def test_many_bylines():
    start = time.process_time()
    clean("By Ann Fisher\n" * 30_000, form="text")
    assert time.process_time() - start < 30


LONG = {
    "prose": f"{ONE} ",
    "x": "x",
    "words": "word ",
    "wide": "字",
    "chrome": "Like this: ",
    "quotes": '"',
    "stops": "a word. ",
    "leaders": ".",
    "blanks before a bar": f"a{' ' * 400_000}|",
}


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG)
def test_one_long_line(piece):
    text = piece * (5_000_000 // len(piece.encode()))
    start = time.process_time()
    result = clean(text, form="text")
    assert time.process_time() - start < 30
    assert result.restore() == result.source


PAGES = {
    "the name of a tag that never ends": "<" + "a" * 500_000,
    "wide cells": f"</head><body><p>{ONE}</p><table><tr>{'<td colspan=1000>a' * 20_000}</table>",
    "tags in the declared body": f'<script type="application/ld+json">{{"articleBody": "{"<" * 1_000_000}"}}</script>',
    "links in the head": "<link " * 150_000,
    "options of a menu": f"</head><body><select>{'<option>a' * 50_000}</select>",
    "attributes without a value": f"</head><body><p {' '.join(f'a{i}' for i in range(100_000))}>a</p>",
    "a class of many words": f"</head><body><p class='{'author_' * 100_000}'>a</p>",
    "much declared that is not shown": (
        f'<script type="application/ld+json">{{"articleBody": "{TWO * 9_000}"}}</script></head><body>'
        + "".join(f"<p>{i} {THREE}</p>" for i in range(5_000))
    ),
}


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("head", PAGES.values(), ids=PAGES)
def test_heads_of_pages(head, fast):
    page = f"<html><head><title>The ferry</title>{head}</head><body><p>{ONE}</p><p>{TWO}</p></body></html>"
    start = time.process_time()
    Cleaner(Settings(fast=fast)).clean(page, form="html")
    assert time.process_time() - start < 30


STREAM = """
    import resource, subprocess, sys

    line = ('{"id": 1, "text": "' + sys.argv[1] * 10 + '\\\\n\\\\nLike this:"}\\n').encode()
    args = [sys.executable, "-m", "cleaner", "clean", *sys.argv[3:]]
    with subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        for _ in range(int(sys.argv[2])):
            running.stdin.write(line)
    print(running.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module there")
def test_memory_does_not_grow_with_the_stream():
    def memory(count: int) -> int:
        args = ("-c", textwrap.dedent(STREAM), ONE, str(count), "--from", "jsonl")
        code, kib = map(int, process(*args, env=small_environment()).stdout.split())
        assert code == 0
        return kib

    few, many = memory(10), memory(3_000)
    assert many < few + 6_000
