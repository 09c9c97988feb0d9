"""What files are called: the endings that say what a file holds, and those that it was packed."""

from pathlib import PurePath

TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
PAGE = (".html", ".htm", ".xhtml")
RECORDS = (".jsonl", ".ndjson")
_PACKED = (".gz", ".zst", ".xz")


def unpacked(name: str) -> PurePath:
    """The path of a file without the ending that says it was packed.

    >>> unpacked("2026/News.jsonl.gz").name
    'News.jsonl'
    """
    path = PurePath(name)
    return path.with_suffix("") if path.suffix.lower() in _PACKED else path


def ending(name: str) -> str:
    """The ending that says what a file holds, in small letters, or "".

    >>> ending("2026/News.JSONL.gz")
    '.jsonl'
    """
    return unpacked(name).suffix.lower()
