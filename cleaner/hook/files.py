"""Which files are meant by the names of a command line."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.config import Configs
from cleaner.formats import endings

_LOOKED_FOR = (*endings.TEXT, *endings.MARKDOWN, *endings.RECORDS)  # in a directory


def chosen(names: Iterable[str], configs: Configs, *, force_exclude: bool = False) -> Iterator[str]:
    """The files named, and those of directories named, each once and in a stable order.

    In a directory, files whose name begins with a dot are passed over, and what a configuration excludes; files that
    are named themselves are excluded only with `force_exclude`.
    """
    seen: set[str] = set()
    for name in names:
        for path in _in(name, configs, force_exclude):
            real = os.path.realpath(path) if path != "-" else path
            if real not in seen:
                seen.add(real)
                yield path


def _in(name: str, configs: Configs, force_exclude: bool) -> Iterator[str]:
    if name != "-" and os.path.isdir(name):  # noqa: PTH112 "-" and odd bytes are names too
        yield from _below(name, configs)
    elif name == "-" or not force_exclude or not _excluded(name, configs):
        yield name


def _below(directory: str, configs: Configs) -> Iterator[str]:
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118
            if name.lower().endswith(_LOOKED_FOR) and not name.startswith(".") and not _excluded(path, configs):
                yield path


def _excluded(name: str, configs: Configs) -> bool:
    path = Path(name).absolute()
    return configs.of(path).excludes(path)
