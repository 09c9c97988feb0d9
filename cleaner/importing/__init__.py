"""Other people's lists turned into packs: site configurations of Full-Text RSS, and lists of elements to hide.

The user brings a copy of the list; none of its lines is shipped. What cannot be carried over is counted by reason.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.importing import ftr, hiding, packs
from cleaner.importing.found import GENERIC, Found, Left, Wanted
from cleaner.replacing import replace

_LARGEST = 64_000_000  # bytes of a file
_LONGEST = 4000  # characters of a line
_LOOKED_AT = 400  # lines that tell what a file is
# What the elements of a list are, by a word in its file's name.
_KINDS = {"cookie": "cookie", "newsletter": "newsletter", "social": "share", "comment": "comments", "easylist": "ads"}


@dataclass
class Report:
    """How an import went: packs written, lines carried over by what they are for, lines left by reason."""

    packs: int = 0
    files: int = 0
    carried: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    first: dict[str, Left] = field(default_factory=dict)  # reason → the first line it held for

    def leave(self, left: Left) -> None:
        self.left[left.reason] += 1
        self.first.setdefault(left.reason, left)


def run(paths: Sequence[Path], directory: Path, kind: str | None = None) -> Report:
    """Turn the lists at `paths` into packs under `directory`, and say what became of every line.

    Raises:
        OSError: when a path cannot be read or a pack not be written.
    """
    report = Report()
    made: dict[Path, packs.Pack] = {}
    for path in _files(paths):
        report.files += 1
        source, found = _read(path, kind, report)
        for one in found:
            if isinstance(one, Left):
                report.leave(one)
            else:
                _take(one, source, made.setdefault(packs.path_of(directory, one.host, source), packs.Pack()), report)
    for path, pack in sorted(made.items()):
        if pack.hidden or any(pack.page.values()):
            _write(path, packs.written(pack), report)
    return report


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those under the directories named whose names end in .txt, in order."""
    for path in paths:
        yield from sorted(file for file in path.rglob("*.txt") if file.is_file()) if path.is_dir() else [path]


def _read(path: Path, kind: str | None, report: Report) -> tuple[packs.Source, Found]:
    """What a file is called and of what kind its elements are, and what it asks for."""
    host = ftr.host_of(path)
    try:
        lines = _lines(path, report)
    except ValueError as e:
        return packs.Source("", ""), iter([Left(str(e), str(path), "")])
    first = [line for line, _ in zip(lines, range(_LOOKED_AT), strict=False)]
    if any(hiding.RULE.match(line.strip()) for line in first if not line.startswith("!")):
        name = re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "list"
        of_kind = next((of_kind for word, of_kind in _KINDS.items() if word in name), "boilerplate")
        return packs.Source(name, kind or of_kind), hiding.read(lines, str(path))
    if host and any(ftr.LINE.match(line) for line in first):
        return packs.Source("site-config", kind or "boilerplate"), ftr.read(lines, host, str(path))
    return packs.Source("", ""), iter([Left("file of neither kind", str(path), first[0] if first else "")])


def _lines(path: Path, report: Report) -> list[str]:
    """The lines of a file, empty where they are too long for what they could say.

    Raises:
        ValueError: when it is no text.
    """
    if path.stat().st_size > _LARGEST:
        raise ValueError("file of more than 64 MB")
    data = path.read_bytes()
    if b"\0" in data:
        raise ValueError("file that is no text")
    lines = data.decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines):
        if len(line) > _LONGEST:
            report.leave(Left(f"line of more than {_LONGEST} characters", f"{path}:{number + 1}", line[:_LONGEST]))
            lines[number] = ""
    return lines


def _take(one: Wanted, source: packs.Source, pack: packs.Pack, report: Report) -> None:
    try:
        pack.add(one, source)
        report.carried[one.use if one.host != GENERIC else "hide everywhere"] += 1
    except ValueError as e:
        report.leave(Left(str(e), one.place, one.line))


def _write(path: Path, text: str, report: Report) -> None:
    if not packs.is_ours(path):
        report.leave(Left("a pack of somebody’s own stands at its place", str(path), ""))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, text.encode(), lasting=False)
    report.packs += 1
