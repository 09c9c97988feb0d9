"""`cleaner run` on one core and two, its memory as the input grows, and its peers on the same pages.

    python benchmarks/corpus.py                                              # the texts under samples/
    python benchmarks/corpus.py --pages text.jsonl.xz --pages html.jsonl.xz  # labelled pages; --limit 200 to try

Each command is a process of its own, in turns, `--runs` times; the table has the fastest, from call to exit. README.md
beside this file says how to read it.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pages import Pages, read_files, read_samples

TIMES = 10  # how much larger the larger input is
DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.filters import C4QualityFilter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

source, target, tasks = sys.argv[1:]
steps = [JsonlReader(source), C4QualityFilter(), JsonlWriter(target, compression=None)]
LocalPipelineExecutor(steps, tasks=int(tasks), workers=int(tasks), logging_dir=target + ".logs").run()
"""
WATCHED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
if code.returncode not in (0, 1):
    sys.exit(code.stderr[-800:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime)
"""


class Input:
    """The pages in the forms the tools read: texts in two files of JSON Lines, and pages as files."""

    def __init__(self, pages: Pages, room: Path) -> None:
        self.room, self.count = room, len(pages.ids)
        wanted = set(pages.ids)
        self.text, self.html, self.larger = room / "text", room / "html", room / "larger"
        rows = [(i, p) for i, p in map(json.loads, (pages.directory / "text").open(encoding="utf-8")) if i in wanted]
        lines = [json.dumps({"id": page_id, "text": page}) + "\n" for page_id, page in rows]
        self.size = {"text": sum(len(page.encode("utf-8", "surrogatepass")) for _, page in rows), "html": 0}
        for folder, times in ((self.text, 1), (self.larger, TIMES)):
            folder.mkdir()
            for number in range(2 * times):
                (folder / f"{number:03}.jsonl").write_text("".join(lines[number % 2 :: 2]), encoding="utf-8")
        self.html.mkdir()
        number = 0
        for page_id, page in (
            map(json.loads, (pages.directory / "html").open(encoding="utf-8")) if pages.has_html else ()
        ):
            if page_id in wanted:
                data = page.encode("utf-8", "replace")
                self.size["html"] += len(data)
                (self.html / f"{number:05}.html").write_bytes(data)
                number += 1

    def commands(self) -> dict[str, tuple[str, list[str]]]:
        """What is run, by its name in the table: which form it reads, and the command without its output."""
        cleaner = [sys.executable, "-m", "cleaner", "run", "--no-config", "-q"]
        text, html = str(self.text), str(self.html)
        found = {
            "cleaner run -j 1": ("text", [*cleaner, "-j", "1", text, "OUT"]),
            "cleaner run -j 2": ("text", [*cleaner, "-j", "2", text, "OUT"]),
            "datatrove C4QualityFilter, 1 worker": ("text", [sys.executable, "-c", DATATROVE, text, "OUT", "1"]),
            "datatrove C4QualityFilter, 2 workers": ("text", [sys.executable, "-c", DATATROVE, text, "OUT", "2"]),
        }
        if self.size["html"]:
            peer = [sys.executable, "-m", "trafilatura.cli", "--input-dir", html, "--output-dir", "OUT"]
            found |= {
                "cleaner run -j 1, pages": ("html", [*cleaner, "-j", "1", html, "OUT"]),
                "cleaner run -j 2, pages": ("html", [*cleaner, "-j", "2", html, "OUT"]),
                "cleaner run -j 1 --fast, pages": ("html", [*cleaner, "-j", "1", "--fast", html, "OUT"]),
                "trafilatura --parallel 1": ("html", [*peer, "--parallel", "1"]),
                "trafilatura --parallel 2": ("html", [*peer, "--parallel", "2"]),
                "trafilatura --parallel 1 --with-metadata": ("html", [*peer, "--parallel", "1", "--with-metadata"]),
            }
        return found


def run(command: list[str], room: Path) -> tuple[float, int, float]:
    """Seconds from call to exit, bytes of the largest process, and seconds of all cores together."""
    out = room / "out"
    filled = [part.replace("OUT", str(out)) for part in command]
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", WATCHED, *filled], capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    for path in room.glob("out*"):
        shutil.rmtree(path)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it failed")
    memory, cpu = done.stdout.split()
    return taken, int(memory) * (1 if sys.platform == "darwin" else 1024), float(cpu)


def measure(found: Input, runs: int) -> dict[str, list[tuple[float, int, float]]]:
    """All runs of each command, in turns, after one that does not count; why not, where there is none."""
    taken: dict[str, list[tuple[float, int, float]]] = {}
    for turn in range(1 + runs):
        for name, (_, command) in found.commands().items():
            if turn and name not in taken:
                continue
            try:
                figures = run(command, found.room)
            except RuntimeError as e:
                print(f"- {name}: {e}", flush=True)
                continue
            taken.setdefault(name, [])
            if turn:
                taken[name].append(figures)
    return taken


def report(found: Input, runs: int) -> None:
    """Measure and print the tables."""
    load = f", load {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores{load}")
    html = f", {found.size['html'] / 1e6:.1f} MB as HTML" if found.size["html"] else ""
    print(f"{found.count:,} pages: {found.size['text'] / 1e6:.1f} MB of text{html}\n", flush=True)
    taken = measure(found, runs)
    commands = found.commands()
    best = {name: min(figures) for name, figures in taken.items()}
    print("| command | seconds | of the cores | records/s | MB/s read | largest process, MB | to `-j 1` |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, figures in taken.items():
        form, (seconds, _, cpu) = commands[name][0], best[name]
        base = best["cleaner run -j 1, pages" if form == "html" else "cleaner run -j 1"][0]
        memory = max(run[1] for run in figures) / 1e6
        rate, read = found.count / seconds, found.size[form] / 1e6 / seconds
        print(f"| {name} | {seconds:.1f} | {cpu:.1f} | {rate:.0f} | {read:.2f} | {memory:.0f} | {base / seconds:.2f} |")
    print(f"\nMemory, `cleaner run -j 2`, largest process: {found.size['text'] / 1e6:.0f} MB of text, ", end="")
    print(
        f"{max(run[1] for run in taken['cleaner run -j 2']) / 1e6:.0f} MB; {TIMES} times as much, ", end="", flush=True
    )
    command = [str(found.larger) if part == str(found.text) else part for part in commands["cleaner run -j 2"][1]]
    print(f"{run(command, found.room)[1] / 1e6:.0f} MB")


def main() -> None:
    """Parse, prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, action="append", default=[], help="labelled pages, as for speed.py")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N pages")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each command")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        directory = Path(room) / "pages"
        directory.mkdir()
        pages = Pages(directory, args.limit)
        read_files(args.pages, pages) if args.pages else read_samples(pages)
        report(Input(pages, Path(room)), args.runs)


if __name__ == "__main__":
    main()
