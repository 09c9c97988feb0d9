"""The pages that benchmarks read: labelled ones given by path, or the texts under samples/."""

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SAMPLE_BYTES = 5_000_000  # the samples are repeated to about this much
WARM_UP = 10  # one page in so many warms a tool up and is not measured


@dataclass
class Pages:
    """Pages by id, with their sizes in bytes. The pages themselves wait in files, one `[id, page]` a line."""

    directory: Path
    limit: int | None = None
    sizes: dict[str, dict[str, int]] = field(default_factory=lambda: {"text": {}, "html": {}})

    def add(self, reads: str, page_id: str, page: str) -> None:
        """Keep a page as "text" or "html", unless there is one by that id."""
        if page_id not in self.sizes[reads]:
            self.sizes[reads][page_id] = len(page.encode("utf-8", "surrogatepass"))
            with (self.directory / reads).open("a", encoding="utf-8") as f:
                f.write(json.dumps([page_id, page]) + "\n")

    @property
    def has_html(self) -> bool:
        """Whether tools that read HTML have anything to read."""
        return bool(self.sizes["html"])

    @property
    def ids(self) -> list[str]:
        """The pages that all tools can read: those with text and, if any page has HTML, with HTML."""
        return [i for i in self.sizes["text"] if not self.has_html or i in self.sizes["html"]][: self.limit]

    @property
    def warm_up(self) -> list[str]:
        """Pages that are read before the clock starts."""
        return self.ids[::WARM_UP]

    @property
    def measured(self) -> list[str]:
        """All others; a single page does for both."""
        ids = self.ids
        return [i for n, i in enumerate(ids) if n % WARM_UP] or ids

    def total(self, reads: str) -> int:
        """Bytes of the measured pages as "text" or "html"."""
        return sum(self.sizes[reads].get(i, 0) for i in self.measured)


def read_files(paths: Sequence[Path], pages: Pages) -> None:
    """Add the pages of JSON Lines files, joined by `id`, or by line number where there is none."""
    for path in paths:
        for number, line in enumerate(_lines(path)):
            record = json.loads(line)
            page_id = str(record.get("id", number))
            text = record.get("dump") or (record.get("dumps") or {}).get("html_text")
            for reads, page in (("text", text), ("html", record.get("html"))):
                if page:
                    pages.add(reads, page_id, page)
            if pages.limit and pages.has_html and len(pages.ids) >= pages.limit:
                return


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as f:
        yield from f


def read_samples(pages: Pages) -> None:
    """Add the texts under samples/, again and again."""
    size = 0
    for number, path in enumerate(cycle(sample_texts())):
        if size >= SAMPLE_BYTES or number == pages.limit:
            return
        pages.add("text", str(number), path.read_text(encoding="utf-8"))
        size += pages.sizes["text"][str(number)]


def sample_texts() -> list[Path]:
    """The raw texts under samples/."""
    return sorted(SAMPLES.glob("*/raw.txt"))
