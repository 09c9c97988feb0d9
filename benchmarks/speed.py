"""How fast `cleaner` is beside its peers on the same documents, and how long its commands take to start.

    python benchmarks/speed.py                                       # the texts under samples/, text tools only
    python benchmarks/speed.py --pages text.jsonl.xz --pages html.jsonl.xz

Each tool runs in one fresh process of its own, on one core. It warms up on a tenth of the pages, then reads all others
three times; the table has the median pass. README.md beside this file says how to read it.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import metadata
from lzma import LZMAError
from pathlib import Path
from typing import Any

from pages import Pages, read_files, read_samples, sample_texts
from tools import CLEANER, PEERS, Call, Tool

PASSES, STARTS = 3, 9
MISSING = "not installed: pip install article-cleaner[bench]"
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
WIDTHS = (34, 5, 12, 10, 8, 7, 10, 0)
NO_FIGURES = ("–",) * 5


# --- one tool, in a process of its own


def work(name: str, directory: Path) -> None:
    """Time one tool and leave the figures in a file, for tools may print what they like."""
    tool = next(tool for tool in (CLEANER, *PEERS) if tool.name == name)
    roles = json.loads((directory / "roles").read_text(encoding="utf-8"))
    try:
        call = tool.load()
        read_all(call, directory / tool.reads, roles["warm-up"])
    except ImportError as e:
        if tool is CLEANER:
            raise
        figures: dict[str, Any] = {"missing": str(e).splitlines()[0]}
    else:
        figures = timed(call, directory / tool.reads, roles["measured"])
        figures["version"] = metadata.version(tool.package)
    (directory / "figures").write_text(json.dumps(figures), encoding="utf-8")


def timed(call: Call, path: Path, ids: Sequence[str]) -> dict[str, Any]:
    """What the passes took, and how much of a core the process was given: less than one says the machine was busy."""
    wall, cpu = time.perf_counter(), time.process_time()
    passes = [read_all(call, path, ids) for _ in range(PASSES)]
    cores = (time.process_time() - cpu) / (time.perf_counter() - wall)
    seconds, failed = zip(*passes, strict=True)
    return {"seconds": seconds, "failed": max(failed), "cores": cores, "peak": peak_memory()}


def read_all(call: Call, path: Path, ids: Sequence[str]) -> tuple[float, int]:
    """Seconds spent in the tool over these pages, reading them not counted, and how many pages it failed on."""
    seconds, failed, wanted = 0.0, 0, frozenset(ids)
    with path.open(encoding="utf-8") as f:
        for page_id, page in map(json.loads, f):
            if page_id not in wanted:
                continue
            start = time.perf_counter()
            try:
                call(page)
            except ImportError:  # datatrove looks for spaCy only when it needs it
                raise
            except Exception:  # noqa: BLE001 counted: an exception is a failed page
                failed += 1
            seconds += time.perf_counter() - start
    return seconds, failed


def peak_memory() -> int:
    """The most memory this process ever held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux, getrusage begins with what the parent held
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def measure(tool: Tool, directory: Path) -> dict[str, Any]:
    """The figures of one tool from a fresh process; "missing" or "broken" in their place where there are none."""
    figures = directory / "figures"
    figures.unlink(missing_ok=True)
    command = [sys.executable, __file__, "--worker", tool.name, str(directory)]
    done = subprocess.run(command, env=os.environ | ONE_CORE, capture_output=True, check=False)
    if done.returncode or not figures.exists():
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return {"broken": said[-1] if said else f"exit code {done.returncode}"}
    return dict(json.loads(figures.read_text(encoding="utf-8")))


# --- the report


def report(tools: Sequence[Tool], pages: Pages, about: str) -> bool:
    """Measure and print the table, row by row. Whether all went well: a peer that is not installed is no failure."""
    load = f", load {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
    html = f", {pages.total('html') / 1e6:.1f} MB as HTML" if pages.has_html else ""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}")
    print(f"{len(pages.measured)} {about}: {pages.total('text') / 1e6:.2f} MB of text{html}\n")
    row("tool", "reads", "MB/s of text", "first pass", "pages/s", "peak MB", "to cleaner", "notes")
    row("---", "---", *["--:"] * 5, "---")
    own = 0.0
    well = True
    for tool in tools:
        if tool.reads == "html" and not pages.has_html:
            row(tool.name, tool.reads, *NO_FIGURES, "skipped: no HTML; give --pages")
            continue
        figures = measure(tool, pages.directory)
        if "seconds" in figures:
            own = statistics.median(figures["seconds"]) if tool is CLEANER else own
            row(*cells(tool, figures, pages, own))
        else:
            why = f"{MISSING} ({figures['missing']})" if "missing" in figures else f"failed: {figures['broken']}"
            row(tool.name, tool.reads, *NO_FIGURES, why)
            well = well and "missing" in figures
    return well


def cells(tool: Tool, figures: dict[str, Any], pages: Pages, own: float) -> Iterator[str]:
    """A tool's row. All count the same bytes, those of the pages' text, so the ratios hold for pages too."""
    megabytes, seconds = pages.total("text") / 1e6, statistics.median(figures["seconds"])
    yield f"{tool.name} {figures['version']}"
    yield tool.reads
    yield f"{megabytes / seconds:.2f}"
    yield f"{megabytes / figures['seconds'][0]:.2f}"
    yield f"{len(pages.measured) / seconds:.1f}"
    yield f"{figures['peak'] / 1e6:.0f}"
    yield f"{own / seconds:.2f}" if own else "–"
    yield "; ".join(notes(tool, figures, pages, seconds))


def notes(tool: Tool, figures: dict[str, Any], pages: Pages, seconds: float) -> Iterator[str]:
    """What a reader of the row should know."""
    if tool.reads == "html":
        yield f"{pages.total('html') / 1e6 / seconds:.1f} MB/s of HTML"
    if figures["failed"]:
        yield f"failed on {figures['failed']} pages"
    if not 0.9 <= figures["cores"] <= 1.1:
        yield f"had {figures['cores']:.0%} of one core"


def row(*cells: str) -> None:
    """Print one row of a Markdown table."""
    print("| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)) + " |", flush=True)


# --- start-up


def report_start_up() -> bool:
    """Measure and print how long the commands take from call to exit. Whether all of them worked."""
    script = shutil.which("cleaner", path=str(Path(sys.executable).parent))
    cleaner = [script] if script else [sys.executable, "-m", "cleaner"]
    print(f"\nStart-up, median of {STARTS}:\n")
    bare = median_seconds([sys.executable, "-c", "pass"])
    print(f"- `python -c pass`: {1000 * bare:.0f} ms")
    well = start("`cleaner --help`", [*cleaner, "--help"], bare)
    if samples := sample_texts():
        longest = max(samples, key=lambda path: path.stat().st_size)
        one_file = [*cleaner, "clean", str(longest)]
        shown = f"`cleaner clean samples/{longest.parent.name}/raw.txt`, {longest.stat().st_size / 1000:.1f} kB"
        well &= start(shown, one_file, bare)
        well &= start("the same with an empty cache, as on the first run", one_file, bare, cached=False)
    return well


def start(shown: str, command: list[str], bare: float, cached: bool = True) -> bool:
    """Print how long a command takes, or that it failed."""
    try:
        seconds = median_seconds(command, cached)
    except subprocess.CalledProcessError as e:
        print(f"- {shown}: failed with exit code {e.returncode}", flush=True)
        return False
    print(f"- {shown}: {1000 * seconds:.0f} ms, {1000 * (seconds - bare):.0f} ms over Python's own", flush=True)
    return True


def median_seconds(command: list[str], cached: bool = True) -> float:
    """How long a command takes; a first call, which may compile modules and fill the cache, does not count."""
    taken = []
    for _ in range(1 + STARTS):
        with tempfile.TemporaryDirectory() as empty:
            env = os.environ if cached else os.environ | {"XDG_CACHE_HOME": empty}
            begun = time.perf_counter()
            subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken[1:])


def main() -> int:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, action="append", default=[], metavar="PATH",
                        help="JSON Lines, also .xz, with `dump` or `dumps.html_text`, and `html`; "
                             "may be given again: pages are joined by `id`")  # fmt: skip
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N pages")
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        work(args.worker[0], Path(args.worker[1]))
        return 0
    with tempfile.TemporaryDirectory() as directory:
        pages = Pages(Path(directory), args.limit)
        try:
            read_files(args.pages, pages) if args.pages else read_samples(pages)
        except (OSError, ValueError, LZMAError) as e:
            parser.error(f"cannot read the pages: {e}")
        if not pages.ids:
            parser.error("no pages: each needs `dump` or `dumps.html_text`, and all `html` if any has it")
        roles = {"warm-up": pages.warm_up, "measured": pages.measured}
        (pages.directory / "roles").write_text(json.dumps(roles), encoding="utf-8")
        well = report((CLEANER, *PEERS), pages, "pages" if args.pages else "pages, samples repeated")
    well &= report_start_up()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
