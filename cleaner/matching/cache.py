"""Results that take a second to compute and always come out the same, kept between runs in files.

They live in the user's cache directory under a name made of what they were computed from and of the code that did it,
so they are not stale. No directory, no space, a damaged file: then it is computed again, and nothing is said.
"""

import contextlib
import hashlib
import marshal
import os
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

_MOST_FILES = 12
_SUFFIX = "plan"
_CHECKSUM = 4  # bytes
_NO_REFERENCES = 2  # a format of marshal's that writes equal data the same each time
_WORTH_KEEPING = 0.05  # seconds a result took


def remembered(inputs: Any, compute: Callable[[], Any]) -> Any:
    """`compute()`, or what it gave the last time with the same `inputs`; both must be plain data.

    Plain data is what `marshal` writes, which reads it faster than anything else; a checksum guards it from damage.
    """
    place = directory()
    if place is None:
        return compute()
    text = marshal.dumps([_code(), sys.version_info[:2], inputs], _NO_REFERENCES)
    path = place / f"{hashlib.sha256(text).hexdigest()}.{_SUFFIX}"
    try:
        raw = path.read_bytes()
        if zlib.crc32(raw[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != raw[:_CHECKSUM]:
            raise ValueError(f"{path} is damaged")
        return marshal.loads(raw[_CHECKSUM:])
    except (OSError, ValueError, EOFError, TypeError):
        began = time.perf_counter()
        result = compute()
        if time.perf_counter() - began > _WORTH_KEEPING:
            _write(path, result)
        return result


def directory() -> Path | None:
    """Where the files are kept: `$XDG_CACHE_HOME/article-cleaner`, or the platform's place for caches.

    None for who has no home: what others may write to is not read.
    """
    home = os.environ.get("HOME")
    at_home = {"darwin": "Library/Caches"}.get(sys.platform, ".cache")
    own = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else home and str(Path(home) / at_home)
    place = os.environ.get("XDG_CACHE_HOME") or own
    return Path(place) / "article-cleaner" if place else None


def _code() -> list[tuple[str, int, int]]:
    """What tells one state of the code that reads rules from another."""
    room = Path(__file__).parent
    stats = [(path.name, path.stat()) for path in (*sorted(room.glob("*.py")), room.parent / "packs.py")]
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]


def _write(path: Path, result: Any) -> None:
    """Beside first, then renamed: another process sees the whole file or none."""
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = marshal.dumps(result)
        beside.write_bytes(zlib.crc32(raw).to_bytes(_CHECKSUM, "big") + raw)
        beside.replace(path)
        for old in sorted(path.parent.glob(f"*.{_SUFFIX}"), key=lambda p: p.stat().st_mtime)[:-_MOST_FILES]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):  # nowhere to write, or no plain data
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
