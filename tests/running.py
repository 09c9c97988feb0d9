"""Running the command: in this process, as a process, or as a copy of the package with one rule, which starts fast."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
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


def environment(*paths: Path) -> dict[str, str]:
    """Where another process finds packages, in `paths` first, and keeps what it computes."""
    path = os.pathsep.join(map(str, paths))
    return {**os.environ, "PYTHONPATH": path, "XDG_CACHE_HOME": str(scratch() / "cache")}


@cache
def scratch() -> Path:
    """A directory that is there until the tests end."""
    holder = tempfile.TemporaryDirectory(prefix="cleaner-tests-")
    atexit.register(holder.cleanup)
    return Path(holder.name)


def process(
    *args: str, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None, timeout: int = 60
) -> subprocess.CompletedProcess[bytes]:
    """`python` with these arguments, as a process of its own, away from the checkout, which would come first."""
    arguments = [sys.executable, *args]
    env = env or environment(ROOT)
    return subprocess.run(
        arguments, input=stdin, capture_output=True, env=env, cwd=cwd or scratch(), timeout=timeout, check=False
    )


@cache
def small_environment() -> dict[str, str]:
    """Where a process finds a copy of the package with one rule in it, the same for all tests."""
    return environment(small_package(scratch() / "small"))


def small_package(directory: Path) -> Path:
    """A copy of the package with one rule in it; put the directory on the path to use it."""
    shutil.copytree(ROOT / "cleaner", directory / "cleaner")
    for name, text in FEW_RULES.items():
        path = directory / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory
