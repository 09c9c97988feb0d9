"""How much chrome the rules alone leave on the pages of sites, how much learned rules take, and what they take wrongly.

    python benchmarks/sites.py --pages pages.jsonl.xz           # JSON Lines with `url`, text, and `gold`: {"text": …}
    python benchmarks/sites.py --pages pages.jsonl.xz --least 2

Pages are grouped by site; sites with fewer than `--least` pages are left out. `cleaner learn` sees the texts only. A
line is chrome when the gold has no such line and, if it has five words or more, nowhere those words in a row.
"""

import argparse
import hashlib
import json
import lzma
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from cleaner import Cleaner, Settings
from cleaner.folding import same_text
from cleaner.sites import host_of

_WORDS = 5  # of a line that may stand inside a longer one of the gold


def pages_of(path: Path, part: str, least: int) -> list[dict]:
    """The pages of sites that have enough of them."""
    found: dict[str, list[dict]] = {}
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            host = host_of(row.get("url"))
            text = row.get("text") or (row.get("dumps") or {}).get("html_text") or row.get("dump")
            if host and text and row.get("gold", {}).get("text") and is_part(str(row["id"]), part):
                page = {"id": row["id"], "url": row["url"], "text": text, "gold": row["gold"]["text"]}
                found.setdefault(host, []).append(page)
    return [page for pages in found.values() if len(pages) >= least for page in pages]


def is_part(page_id: str, part: str) -> bool:
    """Whether a page is of this part: `all`, or the training four fifths by the digest of its id."""
    return part == "all" or int(hashlib.sha256(page_id.encode()).hexdigest(), 16) % 5 != 0


def count(pages: list[dict], cleaner: Cleaner) -> Counter[str]:
    """Lines of chrome and of the gold, before and behind the cleaner; what site rules took of the gold."""
    counts: Counter[str] = Counter()
    for page in pages:
        lines = {same_text(line) for line in page["gold"].split("\n")}
        whole = f" {same_text(page['gold'])} "
        result = cleaner.clean(page["text"], "text", page["url"])
        for name, text in (("in", page["text"]), ("out", result.text)):
            for line in text.split("\n"):
                if key := same_text(line):
                    counts[f"{'gold' if is_gold(key, lines, whole) else 'chrome'} {name}"] += 1
        for span in result.removed:
            if span.rule.startswith("sites/") and is_gold(key := same_text(span.text), lines, whole) and key:
                counts["gold taken"] += 1
                print("  taken from the gold:", page["url"], repr(span.text.strip()), file=sys.stderr)
    return counts


def is_gold(key: str, lines: set[str], whole: str) -> bool:
    """Whether a line belongs to the gold."""
    return key in lines or (len(key.split()) >= _WORDS and f" {key} " in whole)


def main() -> None:
    """Learn, clean, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True, help="labelled pages")
    parser.add_argument("--part", choices=["all", "training"], default="all", help="which pages, by the digest of `id`")
    parser.add_argument("--least", type=int, default=3, help="pages a site must have, and a line must stand on")
    parser.add_argument("--share", type=float, default=0.3, help="of a site's pages that a line must stand on")
    args = parser.parse_args()
    pages = pages_of(args.pages, args.part, args.least)
    with tempfile.TemporaryDirectory() as room:
        source, sites = Path(room) / "pages.jsonl", Path(room) / "sites"
        rows = (json.dumps({name: page[name] for name in ("id", "url", "text")}) for page in pages)
        source.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        how = ["--pages", str(args.least), "--share", str(args.share), "--quiet"]
        subprocess.run([sys.executable, "-m", "cleaner", "learn", str(source), str(sites), *how], check=True)
        alone, learned = count(pages, Cleaner()), count(pages, Cleaner(Settings(sites=str(sites))))
        files = len(list(sites.glob("*.toml")))
    print(f"{len(pages)} pages of {len({host_of(page['url']) for page in pages})} sites, {files} with proposals\n")
    print("| | lines of chrome left | lines of the gold left |\n|---|--:|--:|")
    for name, chrome, gold in (
        ("as they came", alone["chrome in"], alone["gold in"]),
        ("rules alone", alone["chrome out"], alone["gold out"]),
        ("with learned rules", learned["chrome out"], learned["gold out"]),
    ):
        print(f"| {name} | {chrome:,} | {gold:,} |")
    print(f"\nlines of the gold that learned rules took: {learned['gold taken']}")


if __name__ == "__main__":
    main()
