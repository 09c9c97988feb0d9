"""Site configurations of Full-Text RSS: a file a host, `key: value` a line, XPath expressions for what to take.

title: //h1[@class='headline']
body: //div[@id='story']
strip_id_or_class: related
"""

import re
from pathlib import Path

from cleaner.importing import xpath
from cleaner.importing.found import Found, Left, Wanted

LINE = re.compile(r"\s*([a-z_]+)\s*(?:\([^)]*\)\s*)?:\s*(.*)")
_PLACES = {"body": "body", "title": "title", "author": "authors", "date": "date"}
_HOST = re.compile(r"\.?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
# Other keys, and why nothing of them is carried over.
_OTHERS = {
    "strip_image_src": "images hold no text",
    "single_page_link": "nothing is fetched",
    "next_page_link": "nothing is fetched",
    "http_header": "nothing is fetched",
    "find_string": "pages are not edited before they are read",
    "replace_string": "pages are not edited before they are read",
}
_UNCOUNTED = ("test_url", "test_contains")  # they hold nothing to carry over


def host_of(path: Path) -> str | None:
    """The host a file is for by its name: `example.com.txt`, `.example.com.txt`."""
    host = path.name.removesuffix(".txt").lower()
    return host.removeprefix(".").removeprefix("www.") if _HOST.fullmatch(host) else None


def read(lines: list[str], host: str, name: str) -> Found:
    """What one file asks for."""
    for number, line in enumerate(lines, 1):
        m = LINE.match(line)
        if m is None or m[1] in _UNCOUNTED or not m[2].strip():
            continue
        key, value = m[1], m[2].strip()
        try:
            use, selectors = _carried(key, value)
            yield Wanted(host, use, tuple(selectors), f"{name}:{number}", line.strip())
        except ValueError as e:
            yield Left(f"{key}: {e}" if key in (*_PLACES, "strip") else str(e), f"{name}:{number}", line.strip())


def _carried(key: str, value: str) -> tuple[str, list[str]]:
    if key in _PLACES:
        return _PLACES[key], xpath.selectors(value)
    if key == "strip":
        return "hide", xpath.selectors(value)
    if key == "strip_id_or_class":
        part = value.strip("'\" ")
        if not re.fullmatch(r"[\w-]{3,}", part):
            raise ValueError("strip_id_or_class: a name of less than three letters, or with signs")
        return "hide", [f"[class*='{part}']", f"[id*='{part}']"]
    raise ValueError(f"{key}: {_OTHERS.get(key, 'it has no counterpart')}"[:100])
