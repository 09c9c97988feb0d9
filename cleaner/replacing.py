"""A file replaced in one step: whatever happens meanwhile, there is the old file or the new one, whole."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cleaner.errors import SourceError


def replace(
    path: Path, new: bytes | Iterable[bytes], *, seen: os.stat_result | None = None, lasting: bool = True
) -> None:
    """Write `new` beside the file and rename it over it, mode, owner and extended attributes kept.

    A symbolic link stays one: what it points to is replaced. A file that is not there is made. `seen` is what the file
    was when it was read: if it is another by now, nothing is written. Unless it is to be `lasting`, a loss of power may
    undo it, which does not matter for what can be made again and takes a tenth of the time.

    Raises:
        SourceError: when somebody else changed the file.
        OSError: when it cannot be written; the old file is as it was.
    """
    path = Path(os.path.realpath(path))
    descriptor, name = tempfile.mkstemp(prefix=".cleaner-", suffix=".tmp", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines([new] if isinstance(new, bytes) else new)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        _make_alike(beside, path)
        if seen and not _same(path.stat(), seen):
            raise SourceError("was changed by somebody else meanwhile; run again")
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    if lasting:
        sync_directory(path.parent)


def _make_alike(beside: Path, path: Path) -> None:
    """Give the new file what the old one has but its content and times; a file that is new, what the umask says."""
    if not path.exists():
        umask = os.umask(0o077)
        os.umask(umask)
        beside.chmod(0o666 & ~umask)
        return
    old = path.stat()
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.getuid(), os.getgid()):
        os.chown(beside, old.st_uid, old.st_gid)
    shutil.copystat(path, beside)
    os.utime(beside)


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_ino, one.st_size, one.st_mtime_ns) == (other.st_ino, other.st_size, other.st_mtime_ns)


def sync_directory(directory: Path) -> None:
    """Make the rename outlast a loss of power, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(directory, os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
