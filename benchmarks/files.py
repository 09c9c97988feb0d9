"""How long `cleaner check` takes over many small files, beside codespell and typos on the same tree.

    python benchmarks/files.py                # 10,000 files
    python benchmarks/files.py --files 1000   # for a first look

Each command runs as a process of its own, in turns, after one run that does not count. README.md beside this file says
how to read the table.
"""

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cleaner.packs import shipped
from cleaner.testing import PARAGRAPHS

RUNS = 3
CHROME_IN = 4  # one file in so many
SENTENCES = range(8, 24)


def tree(directory: Path, files: int) -> int:
    """Write the files, sentences of shuffled words with lines here and there that rules know, and give their size."""
    chance = random.Random(2026)
    words = " ".join(PARAGRAPHS).split()
    rules, _ = shipped()
    chrome = sorted({line for rule in rules if rule.id.startswith("en/") for line in rule.removes if "\n" not in line})
    size = 0
    for number in range(files):
        lines = [sentence(words, chance) for _ in range(chance.choice(SENTENCES))]
        if number % CHROME_IN == 0:
            lines = [chance.choice(chrome), *lines, *chance.sample(chrome, 3)]
        path = directory / f"{number % 100:02}" / f"{number:05}.txt"
        path.parent.mkdir(exist_ok=True)
        size += path.write_bytes("\n\n".join([*lines, ""]).encode())
    return size


def sentence(words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choices(words, k=chance.randint(6, 30))).capitalize() + "."


def commands(directory: Path) -> dict[str, list[str]]:
    """What is run, by the name it has in the table."""
    here = Path(sys.executable).parent
    tools = {
        "cleaner check": ["cleaner", "check", "--quiet", "--no-config"],
        "cleaner check -j 1": ["cleaner", "check", "--quiet", "--no-config", "-j", "1"],
        "codespell": ["codespell"],
        "typos": ["typos", "--isolated"],
    }
    found = {
        name: (shutil.which(line[0], path=str(here)) or shutil.which(line[0]), line) for name, line in tools.items()
    }
    return {name: [program, *line[1:], str(directory)] for name, (program, line) in found.items() if program}


def run(command: list[str]) -> tuple[float, int]:
    """Seconds from call to exit, and the most memory, in bytes, that one process of it held.

    Findings are not an error of the run: 1 for cleaner, 2 for typos, a count for codespell.
    """
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, int(done.stdout) * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        size = tree(directory, arguments.files)
        load = f", load {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores{load}")
        print(f"{arguments.files:,} files, {size / 1e6:.1f} MB\n")
        todo = commands(directory)
        taken: dict[str, list[tuple[float, int]]] = {tool: [] for tool in todo}
        for turn in range(1 + RUNS):
            for tool, command in todo.items():
                figures = run(command)
                if turn:
                    taken[tool].append(figures)
    seconds = {tool: statistics.median(second for second, _ in figures) for tool, figures in taken.items()}
    base = seconds.get("codespell")
    print("| tool | seconds | files/s | to codespell | largest process, MB |\n|---|--:|--:|--:|--:|")
    for tool, second in seconds.items():
        ratio = f"{second / base:.2f}" if base else "–"
        memory = max(held for _, held in taken[tool]) / 1e6
        print(f"| {tool} | {second:.2f} | {arguments.files / second:,.0f} | {ratio} | {memory:.0f} |")


if __name__ == "__main__":
    main()
