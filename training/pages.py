"""The labelled pages, and which of them may be trained on."""

import hashlib
import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

WCXB, WCXB_HTML, SEGMENTS = "wcxb_dev_text.jsonl.xz", "wcxb_dev_html.jsonl.xz", "segments_dev.jsonl.xz"
FOLDS = 4


@dataclass(frozen=True)
class Page:
    """A page with its renderings as text and, where there is one, the gold body."""

    id: str
    site: str
    kind: str  # article, forum, product, ...; "segments" for pages with wanted and unwanted segments only
    url: str | None
    html: str
    dumps: dict[str, str]
    gold: str | None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def fold(self) -> int:
        """Which fold of the cross-validation the page's site is in."""
        return int(hashlib.sha256(self.site.encode()).hexdigest(), 16) % FOLDS


def drawn(page: Page, seed: int) -> random.Random:
    """What decides by chance about a page, the same for the same seed."""
    return random.Random(f"{seed} {page.id}")


def held(page_id: str, of: int) -> bool:
    """Whether this is a validation page, by the rule of the benchmark: never trained on."""
    return int(hashlib.sha256(page_id.encode()).hexdigest(), 16) % of == 0


def read(bench: Path) -> Iterator[Page]:
    """All pages that may be trained on."""
    html = {row["id"]: row["html"] for row in _rows(bench / WCXB_HTML) if not held(row["id"], 5)}
    for row in _rows(bench / WCXB):
        if not held(row["id"], 5):
            site = _site(row["url"]) or row["id"]
            yield Page(
                row["id"], site, row["page_type"], row["url"], html[row["id"]], row["dumps"], row["gold"]["text"]
            )
    for row in _rows(bench / SEGMENTS):
        if not held(row["id"], 2):
            site = row["id"].split("-")[0].split("_")[0]
            yield Page(
                row["id"], site, "segments", row["url"], row["html"], {"dump": row["dump"]}, None,
                tuple(row["with"]), tuple(row["without"]),
            )  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _site(url: str | None) -> str:
    """`example.co.uk` of `https://www.example.co.uk/…`: pages of one host stay in one fold."""
    return ".".join(urlparse(url or "").netloc.removeprefix("www.").split(".")[-3:])
