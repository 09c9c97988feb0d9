"""Fixing one file: what it should hold, and the file replaced by that.

A file is changed only where `check` finds something. A text keeps its encoding, its byte order mark and its line ends;
what was found about it goes into its front matter, or into a sidecar. Of JSON Lines, records with findings are written
anew, their other members and all other lines being byte for byte what they were.
"""

import json
import os
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from cleaner import html, sources
from cleaner.errors import SourceError
from cleaner.formats import front_matter
from cleaner.formats.encodings import decode, exact, wide
from cleaner.formats.unpacking import PACKED
from cleaner.hook.job import Job, read_sidecar, sidecar
from cleaner.lines import ODD_BREAKS
from cleaner.parallel import spread
from cleaner.pipeline import Result
from cleaner.replacing import replace
from cleaner.sources import Failure, Format, Item

_HEAD = 1 << 16
_BATCH = 16  # files a worker is given at a time
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_BREAK = re.compile(f"\r\n?|[\n{ODD_BREAKS}]")  # each is a newline to the fixers


@dataclass
class Fixed:
    """What became of a file: how many spans went, by kind, and what could not be done.

    `lines` are the old and the new lines if they were asked for, or None where the file stays as it is.
    """

    path: str
    removed: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    lines: tuple[list[bytes], list[bytes]] | None = None

    def count(self, result: Result) -> bool:
        """Take note of what went; whether anything did."""
        gone = Counter(span.kind for span in result.removed if span.text.strip())
        self.removed += gone
        return bool(gone)


def _is_found(result: Result) -> bool:
    """Whether a check finds anything: blank lines alone are nothing."""
    return any(span.text.strip() for span in result.removed)


def fix_all(jobs: Sequence[Job], processes: int, *, write: bool) -> Iterator[Fixed]:
    """What became of each file, in their order."""
    return spread(partial(fix, write=write), jobs, processes, _BATCH)


def fix(job: Job, *, write: bool) -> Fixed:
    """Fix the file, or only say what would become of it."""
    fixed = Fixed(job.path)
    try:
        _fix(job, fixed, write)
    except SourceError as e:
        return Fixed(job.path, failures=[Failure(job.path, 0, str(e))])
    except OSError as e:
        why = f"cannot be fixed: {e.strerror or e}; it is as it was"
        return Fixed(job.path, failures=[Failure(job.path, 0, why)])
    return fixed


def _fix(job: Job, fixed: Fixed, write: bool) -> None:
    if job.path == "-":
        raise SourceError("standard input is no file to fix; clean it with `cleaner clean`")
    path = Path(job.path)
    with path.open("rb") as file:
        head = file.peek(_HEAD)
        seen = os.fstat(file.fileno())
    if head.startswith(tuple(PACKED)):
        raise SourceError("is packed; unpack it first, or clean it into another file with `cleaner clean`")
    form = sources.form_of(job.path, head.decode(wide(head, job.encoding) or "utf-8", "replace"))
    form = form if job.form == "auto" else job.form
    if write and not os.access(path, os.W_OK):
        raise SourceError("is write-protected; it is as it was")
    if form == "jsonl":
        _fix_records(job, fixed, seen if write else None)
    else:
        _fix_text(job, form, fixed, seen if write else None)


def _fix_text(job: Job, form: Format, fixed: Fixed, seen: os.stat_result | None) -> None:
    path = Path(job.path)
    data = path.read_bytes()
    item = sources.document(decode(data, job.encoding), job.path, 0, form)
    result = job.cleaned(item)
    if isinstance(result, Failure):
        fixed.failures.append(result)
    elif item.form == "html":
        if _is_found(result):
            raise SourceError("is HTML; clean it into a text with `cleaner clean`")
    elif fixed.count(result):
        _, encoded = exact(data, job.encoding)
        front = _front(item, result) if job.metadata == "front-matter" else item.front
        if form == "auto" and html.looks_like(front + result.text):
            raise SourceError("what is left would be taken for HTML; say with --from text that it is a text")
        new = encoded(front + _with_ends(result, item.source))
        if seen is None:
            fixed.lines = _LINE.findall(data), _LINE.findall(new)
            return
        if job.metadata == "sidecar":
            _write_sidecar(sidecar(job.path), result)
        replace(path, new, seen=seen)


def _front(item: Item, result: Result) -> str:
    """The front matter with what was found; where there was none, its lines end as the text's first line does."""
    front = front_matter.joined(item.front, item.front_values, result.metadata)
    first = _BREAK.search(item.source)
    return front.replace("\n", first[0]) if first and first[0] in ("\r\n", "\r") and not item.front else front


def _with_ends(result: Result, source: str) -> str:
    """What is left of a text, its lines ending as they did in the source; with newlines where that cannot be told."""
    ends = iter(_BREAK.findall(source))
    parts, at = [], 0
    for start, end in (*((span.start, span.end) for span in result.removed), (len(result.source), len(result.source))):
        parts.append(re.sub("\n", lambda _: next(ends, "\n"), result.source[at:start]))
        deque(islice(ends, result.source.count("\n", start, end)), maxlen=0)
        at = end
    text = "".join(parts)
    return text if _BREAK.sub("\n", text) == result.text else result.text


def _write_sidecar(path: Path, result: Result) -> None:
    """What was found, beside what the sidecar held; before the text, so that nothing is lost in between."""
    values = {**read_sidecar(path), **result.metadata}
    replace(path, (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass"))


def _fix_records(job: Job, fixed: Fixed, seen: os.stat_result | None) -> None:
    """Look for the first record that changes, and only then write: a file without one is read once and left alone."""
    if seen is None:
        pairs = [(old, new) for old, new in _records(job, fixed)]
        if fixed.removed:
            fixed.lines = [old for old, _ in pairs], [new for _, new in pairs]
    elif any(old != new for old, new in _records(job, fixed)):
        fixed.removed.clear()
        fixed.failures.clear()
        replace(Path(job.path), (new for _, new in _records(job, fixed)), seen=seen)


def _records(job: Job, fixed: Fixed) -> Iterator[tuple[bytes, bytes]]:
    """Each line as it is and as it should be."""
    with Path(job.path).open("rb") as file:
        if wide(file.peek(_HEAD), job.encoding):
            raise SourceError("is JSON Lines in an encoding of wide characters; turn it into UTF-8 first")
        for line, item in sources.record_lines(file, job.path, job.field, job.encoding):
            yield line, _new_line(line, item, job, fixed)


def _new_line(line: bytes, item: Item | Failure | None, job: Job, fixed: Fixed) -> bytes:
    if item is None:
        return line
    if isinstance(item, Failure):
        if not line:
            raise SourceError(f"line {item.line} is {item.why}; nothing was changed")
        fixed.failures.append(item)
        return line
    assert item.record
    result = job.cleaned(item)
    if isinstance(result, Failure):
        fixed.failures.append(result)
        return line
    if item.form == "html":
        if _is_found(result):
            why = "its source is HTML; clean it into another file with `cleaner clean`"
            fixed.failures.append(Failure(item.name, item.line, why, line))
        return line
    if not fixed.count(result):
        return line
    name = next(name for name, member in item.record.members.items() if member.value is item.source)
    values: dict[str, Any] = {name: result.text}
    if job.metadata != "drop":
        values["metadata"] = dict(result.metadata)
    try:
        new = item.record.replaced(values).encode(job.encoding or "utf-8")
    except UnicodeEncodeError as e:
        fixed.failures.append(Failure(item.name, item.line, f"cannot be written in {e.encoding}", line))
        return line
    above, _, _ = line.partition(b"{")  # blanks, or a byte order mark
    return above + new.lstrip() + (b"\n" if line.endswith(b"\n") else b"")
