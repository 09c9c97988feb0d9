"""Running the command: in this process, as a process, or as a copy of the package with few rules, which starts quickly."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from cleaner.cli import main

ROOT = Path(__file__).parent.parent
FEW_RULES = {
    "en/share.toml": """
        [like-this]
        kind    = "share"
        why     = "Jetpack prints this heading over its like button"
        phrases = ["like this"]
        within  = "anywhere"
        removes = ["Like this:"]
        keeps   = ["“Like this?” she said."]
        """
}


def command(*args: str, stdin: bytes = b"") -> Result:
    """`cleaner` with these arguments, in this process."""
    return CliRunner().invoke(main, args, input=stdin, catch_exceptions=False)


def environment(*paths: Path, cache: Path | None = None) -> dict[str, str]:
    """Where another process finds packages: in `paths` first."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    if cache:
        env["XDG_CACHE_HOME"] = str(cache)
    return env


def process(
    *args: str, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    """`python` with these arguments, as a process of its own."""
    return subprocess.run(
        [sys.executable, *args], input=stdin, capture_output=True, env=env, cwd=cwd, timeout=60, check=False
    )


def small_package(directory: Path) -> Path:
    """A copy of the package with one rule in it; put the directory on the path to use it."""
    shutil.copytree(ROOT / "cleaner", directory / "cleaner", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in FEW_RULES.items():
        path = directory / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory
