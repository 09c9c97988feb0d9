"""Results that take a second to compute and always come out the same, kept between runs as JSON files.

They live in the user's cache directory under a name made of what they were computed from, so they cannot be stale. No
directory, no space, a damaged file: then it is computed again, and nothing is said.
"""

import contextlib
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_MOST_FILES = 12
_WORTH_KEEPING = 0.05  # seconds a result took


def remembered(inputs: Any, compute: Callable[[], Any]) -> Any:
    """`compute()`, or what it gave the last time with the same `inputs`; both must be JSON-able."""
    text = json.dumps([_code(), inputs], sort_keys=True)
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    path = directory() / f"{name}.json"
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        began = time.perf_counter()
        result = compute()
        if time.perf_counter() - began > _WORTH_KEEPING:
            _write(path, result)
        return result


def directory() -> Path:
    """Where the files are kept: `$XDG_CACHE_HOME/article-cleaner`, or the platform's place for caches."""
    home = Path(os.environ.get("HOME") or tempfile.gettempdir())
    places = {"win32": os.environ.get("LOCALAPPDATA"), "darwin": str(home / "Library" / "Caches")}
    return Path(os.environ.get("XDG_CACHE_HOME") or places.get(sys.platform) or home / ".cache") / "article-cleaner"


def _code() -> list[tuple[str, int, int]]:
    """What tells one state of this package's code from another."""
    stats = [(path.name, path.stat()) for path in sorted(Path(__file__).parent.glob("*.py"))]
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]


def _write(path: Path, result: Any) -> None:
    """Beside first, then renamed: another process sees the whole file or none."""
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode())
        beside.replace(path)
        for old in sorted(path.parent.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-_MOST_FILES]:
            old.unlink(missing_ok=True)
    except (OSError, TypeError, UnicodeError):  # nowhere to write, or nothing JSON can hold
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
