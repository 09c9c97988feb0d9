"""What is to be done, before anything is: the files of a corpus put into shards, the same ones every time.

A shard is what is done or not done after a kill: one file of records, or many texts and pages.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cleaner.corpus.finding import Found
from cleaner.corpus.journal import ERRORS, REMOVED, REPORT, ROOM
from cleaner.formats import endings
from cleaner.marks import Mark
from cleaner.settings import Settings

Format = Literal["auto", "text", "html", "jsonl", "parquet", "warc"]
_BY_ENDING: dict[str, Format] = {
    **dict.fromkeys((*endings.TEXT, *endings.MARKDOWN), "text"),
    **dict.fromkeys(endings.PAGE, "html"),
    **dict.fromkeys(endings.RECORDS, "jsonl"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".warc", ".wet"), "warc"),
}
_OURS = frozenset((ROOM, REMOVED, REPORT, ERRORS, Path(ERRORS).stem))  # what a job itself puts beside the shards' files
_MOST_TEXTS = 1000  # texts or pages in one shard
_TEXT_BYTES = 64 * 1024 * 1024  # or so much of them


@dataclass(frozen=True)
class Handling:
    """How the texts of a file are cleaned."""

    settings: Settings = field(default_factory=Settings)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One input file; `form` is "auto" where only its first bytes can tell."""

    found: Found
    form: Format
    handling: Handling


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that are cleaned together, and the name of what comes out, without its ending."""

    number: int
    name: str
    files: tuple[File, ...]

    @property
    def size(self) -> int:
        """Bytes as stored."""
        return sum(file.found.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Plan:
    """The shards in their order, and the files that were passed over because their endings say nothing."""

    shards: tuple[Shard, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Another one when a file was added, taken away or changed, or is to be handled otherwise."""
        said = [
            (shard.name, [(f.found.name, f.found.size, f.found.mark, f.form, repr(f.handling)) for f in shard.files])
            for shard in self.shards
        ]
        return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()


def form_of(name: str) -> Format | None:
    """What a file's ending says it is, if it says anything."""
    return _BY_ENDING.get(endings.ending(name))


def plan(
    found: Iterable[Found], *, named: bool, form: Format, target: int, handling: Callable[[str], Handling]
) -> Plan:
    """Files put into shards.

    Of files that were not `named` one by one, only those count whose ending says what they are. With a `target` size in
    bytes, small files of records share a shard too. `handling` is asked for each file's place.
    """
    same: dict[Handling, Handling] = {}  # one object for all files that are handled alike
    files, passed_over = [], []
    for one in found:
        told = form_of(one.name)
        if told is None and not named:
            passed_over.append(one.name)
            continue
        how = handling(one.place)
        files.append(File(one, told or "auto" if form == "auto" else form, same.setdefault(how, how)))
    taken: set[str] = set()
    groups = _groups(files, target)
    shards = [Shard(number, _name(number, group, target, taken), group) for number, group in enumerate(groups)]
    return Plan(tuple(shards), tuple(passed_over))


def _groups(files: Iterable[File], target: int) -> Iterator[tuple[File, ...]]:
    """Files that make a shard together: texts with texts, records with records."""
    group: list[File] = []
    size = 0
    for file in files:
        if group and (_kind(group[0]) != _kind(file) or not _has_room(group, size, target)):
            yield tuple(group)
            group, size = [], 0
        group.append(file)
        size += file.found.size
    if group:
        yield tuple(group)


def _kind(file: File) -> str:
    return "texts" if file.form in ("text", "html") else file.form


def _has_room(group: list[File], size: int, target: int) -> bool:
    if _kind(group[0]) == "texts":
        return len(group) < _MOST_TEXTS and size < (target or _TEXT_BYTES)
    return size < target


def _name(number: int, group: tuple[File, ...], target: int, taken: set[str]) -> str:
    """What a shard is called: as its file is, or by number; no two alike, whatever the endings were.

    What begins as something of the job's own loses the underscore.
    """
    if target or _kind(group[0]) == "texts":
        name = f"{'part' if target else 'texts'}-{number:05}"
    else:
        path = endings.unpacked(group[0].found.name)
        name = (path.with_suffix("") if path.suffix.lower() in _BY_ENDING else path).as_posix()
    if name.partition("/")[0] in _OURS:
        name = name.removeprefix("_")
    while name in taken:
        name = f"{name}-{number:05}"
    taken.add(name)
    return name
