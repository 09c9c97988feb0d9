"""Finding and opening the files of a corpus: paths of this machine, or any URL that fsspec understands."""

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cleaner.errors import SettingsError
from cleaner.extras import needed
from cleaner.formats.unpacking import legible

_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a corpus: where it is, what it is called below the corpus's root, and how to tell it was changed."""

    place: str
    name: str
    size: int  # bytes as stored, packed or not
    mark: str  # another one when the content is another


def is_url(place: str) -> bool:
    """Whether this is for fsspec; a path of this machine may hold a colon, but no `://`."""
    return "://" in place


def find(source: str, leave_out: str = "") -> tuple[list[Found], bool]:
    """The files of a directory, a glob or a single path, in the order of their names, and whether they were named.

    In directories, names that begin with a dot or an underscore are passed over, as Spark does, and what is below the
    directory `leave_out`.

    Raises:
        SettingsError: when there is nothing there.
    """
    files, named = _remote(source) if is_url(source) else _local(source, leave_out)
    if not files:
        raise SettingsError(
            f"{source}: no file there; name a file, a directory, a glob or a URL that fsspec understands"
        )
    return sorted(files, key=lambda file: file.name), named


def _local(source: str, leave_out: str) -> tuple[list[Found], bool]:
    if os.path.isdir(source):  # noqa: PTH112 a path may hold odd bytes
        out = os.path.realpath(leave_out) if leave_out else ""
        return [_found(path, source) for path in _below(source, out)], False
    paths = [source] if os.path.lexists(source) else glob.glob(source, recursive=True)  # noqa: PTH207
    root = os.path.dirname(_before_wildcard(source))  # noqa: PTH120
    return [_found(path, root) for path in paths if os.path.isfile(path)], True  # noqa: PTH113


def _below(directory: str, leave_out: str) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        folders[:] = [f for f in folders if not f.startswith((".", "_")) and _real(folder, f) != leave_out]
        yield from (os.path.join(folder, name) for name in files if not name.startswith((".", "_")))  # noqa: PTH118


def _real(folder: str, name: str) -> str:
    return os.path.realpath(os.path.join(folder, name))  # noqa: PTH118


def _before_wildcard(pattern: str) -> str:
    return pattern[: min((at for at in map(pattern.find, "*?[") if at >= 0), default=len(pattern))]


def _found(path: str, root: str) -> Found:
    name = Path(os.path.relpath(path, root or ".")).as_posix()
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:  # a link to nothing: reading it will say so
        return Found(os.path.abspath(path), name, 0, "")  # noqa: PTH100
    return Found(os.path.abspath(path), name, stat.st_size, str(stat.st_mtime_ns))  # noqa: PTH100


def _remote(source: str) -> tuple[list[Found], bool]:
    system, path = file_system(source)
    if system.isdir(path):
        root, details = path, system.find(path, detail=True)
    else:
        root = os.path.dirname(_before_wildcard(path))  # noqa: PTH120
        details = system.glob(path, detail=True)
    files = [
        Found(system.unstrip_protocol(name), os.path.relpath(name, root), info.get("size") or 0, _mark(info))
        for name, info in details.items()
        if info["type"] == "file"
    ]
    if not system.isdir(path):
        return files, True
    return [f for f in files if not any(part.startswith((".", "_")) for part in f.name.split("/"))], False


def _mark(info: dict[str, Any]) -> str:
    return str(next((info[key] for key in ("ETag", "etag", "mtime", "LastModified", "created") if info.get(key)), ""))


def file_system(url: str) -> tuple[Any, str]:
    """The file system a URL names, and the path in it.

    Raises:
        SettingsError: when fsspec does not know it, or is not installed.
    """
    fsspec = needed("fsspec.core", "corpus")
    try:
        system, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as e:  # a protocol it does not know, or one whose package is not there
        raise SettingsError(f"{url}: {e}") from None
    return system, path


@contextmanager
def opened(place: str) -> Iterator[IO[bytes]]:
    """The stored bytes of a file.

    Raises:
        SourceError: when it cannot be read, or what is unpacked from it is damaged.
    """
    with legible():
        if not is_url(place):
            with Path(place).open("rb", buffering=_BUFFER) as raw:
                yield raw
            return
        system, path = file_system(place)
        with system.open(path, "rb") as raw:
            yield raw
