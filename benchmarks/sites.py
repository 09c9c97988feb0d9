"""How much chrome the rules alone leave on the pages of sites, how much learned rules take, and what they take wrongly.

    python benchmarks/sites.py --pages pages.jsonl.xz           # JSON Lines with `url`, text, and `gold`: {"text": …}
    python benchmarks/sites.py --pages pages.jsonl.xz --least 2

Pages are grouped by site; sites with fewer than `--least` pages are left out. `cleaner learn` sees the texts only:
first of the pages themselves, then of one half of each site's pages for the other half. A line is chrome when the gold
has no such line and, if it has five words or more, nowhere those words in a row.
"""

import argparse
import hashlib
import json
import lzma
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleaner import Cleaner, Settings
from cleaner.heads.addresses import host_of
from cleaner.matching.folding import same_text

_WORDS = 5  # of a line that may stand inside a longer one of the gold
WITHOUT, WITH = "rules alone", "rules and line model"
Fold = tuple[list[dict], list[dict]]  # the pages to learn from, the pages to clean


def pages_of(path: Path, part: str) -> dict[str, list[dict]]:
    """The pages of each site, in an order that says nothing."""
    found: dict[str, list[dict]] = {}
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            host = host_of(row.get("url"))
            text = row.get("text") or (row.get("dumps") or {}).get("html_text") or row.get("dump")
            if host and text and row.get("gold", {}).get("text") and is_part(str(row["id"]), part):
                page = {"id": row["id"], "url": row["url"], "text": text, "gold": row["gold"]["text"]}
                found.setdefault(host, []).append(page)
    return {host: sorted(pages, key=lambda page: digest(str(page["id"]))) for host, pages in found.items()}


def is_part(page_id: str, part: str) -> bool:
    """Whether a page is of this part: `all`, or the training four fifths by the digest of its id."""
    return part == "all" or digest(page_id) % 5 != 0


def digest(page_id: str) -> int:
    """A number that tells a page, with no order in it."""
    return int(hashlib.sha256(page_id.encode()).hexdigest(), 16)


def themselves(sites: dict[str, list[dict]], least: int) -> list[Fold]:
    """All pages of the sites that have enough, to learn from and to clean."""
    pages = [page for pages in sites.values() if len(pages) >= least for page in pages]
    return [(pages, pages)]


def halves(sites: dict[str, list[dict]], least: int) -> list[Fold]:
    """One half of the pages of each site that has enough in each, and the other; then the other way round."""
    enough = [pages for pages in sites.values() if len(pages) >= 2 * least]
    one, other = ([page for pages in enough for page in pages[start::2]] for start in (0, 1))
    return [(one, other), (other, one)]


def learned(pages: list[dict], room: Path, least: int, share: float) -> Path:
    """The directory of the rules that `cleaner learn` proposes from these pages."""
    source, sites = room / "pages.jsonl", room / "sites"
    sites.mkdir(parents=True)
    rows = (json.dumps({name: page[name] for name in ("id", "url", "text")}) for page in pages)
    source.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    how = ["--pages", str(least), "--share", str(share), "--quiet"]
    subprocess.run([sys.executable, "-m", "cleaner", "learn", str(source), str(sites), *how], check=True)
    return sites


def count(pages: list[dict], cleaner: Cleaner) -> tuple[Counter[str], list[tuple[str, str]]]:
    """Lines of chrome and of the gold, before and behind the cleaner; what site rules took of the gold, by its host."""
    counts: Counter[str] = Counter()
    taken: list[tuple[str, str]] = []
    for page in pages:
        result = cleaner.clean(page["text"], "text", page["url"])
        for name, text in (("in", page["text"]), ("out", result.text)):
            counts.update(f"{'gold' if is_gold else 'chrome'} {name}" for _, is_gold in told(text, page["gold"]))
        site = [span.text for span in result.removed if span.rule.startswith("sites/")]
        taken += [(host_of(page["url"]), key) for text in site for key, is_gold in told(text, page["gold"]) if is_gold]
    return counts, taken


def told(text: str, gold: str) -> Iterator[tuple[str, bool]]:
    """The lines of a text by their words, and whether each belongs to the gold."""
    lines, whole = {same_text(line) for line in gold.split("\n")}, f" {same_text(gold)} "
    for key in filter(None, map(same_text, text.split("\n"))):
        yield key, key in lines or (len(key.split()) >= _WORDS and f" {key} " in whole)


def report(folds: list[Fold], least: int, share: float) -> None:
    """Learn, clean, count, print."""
    counts: dict[str, Counter[str]] = {}
    taken: list[tuple[str, str]] = []
    proposals = 0
    for number, (seen, cleaned) in enumerate(folds):
        with tempfile.TemporaryDirectory() as room:
            sites = learned(seen, Path(room) / str(number), least, share)
            proposals += sum(file.read_text(encoding="utf-8").count("\n[") for file in sites.glob("*.toml"))
            for name, model in ((WITHOUT, False), (WITH, True)):
                counts.setdefault(name, Counter()).update(count(cleaned, Cleaner(Settings(model=model)))[0])
                more, wrongly = count(cleaned, Cleaner(Settings(model=model, sites=str(sites))))
                counts.setdefault(f"{name}, and learned rules", Counter()).update(more)
                taken += [] if model else wrongly
    pages = [page for _, cleaned in folds for page in cleaned]
    print(f"{len(pages)} pages of {len({host_of(page['url']) for page in pages})} sites, {proposals} proposals\n")
    print("| | lines of chrome left | lines of the gold left |\n|---|--:|--:|")
    print(f"| as they came | {counts[WITHOUT]['chrome in']:,} | {counts[WITHOUT]['gold in']:,} |")
    for name, found in counts.items():
        print(f"| {name} | {found['chrome out']:,} | {found['gold out']:,} |")
    print(f"\nlines of the gold that learned rules took: {len(taken)}")
    for (host, key), times in sorted(Counter(taken).items()):
        gold = [dict(told(page["text"], page["gold"])).get(key) for page in pages if host_of(page["url"]) == host]
        having = len(gold) - gold.count(None)
        print(f"- {times} on {host}: {key!r}, the gold's on {gold.count(True)} of {having} pages that have it")
    print(flush=True)


def main() -> None:
    """Parse, read, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True, help="labelled pages")
    parser.add_argument("--part", choices=["all", "training"], default="all", help="which pages, by the digest of `id`")
    parser.add_argument("--least", type=int, default=3, help="pages a site must have, and a line must stand on")
    parser.add_argument("--share", type=float, default=0.3, help="of a site's pages that a line must stand on")
    args = parser.parse_args()
    sites = pages_of(args.pages, args.part)
    for title, folds in (
        ("Learned from the pages themselves", themselves(sites, args.least)),
        ("Learned from the other half of a site's pages", halves(sites, args.least)),
    ):
        print(f"{title}: ", end="")
        report(folds, args.least, args.share)


if __name__ == "__main__":
    main()
