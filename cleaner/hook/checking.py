"""Checking one file: its findings as they come, then which keep marks were of use."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner import marks, sources
from cleaner.hook.findings import Finding, findings
from cleaner.hook.job import Job
from cleaner.marks import Mark
from cleaner.parallel import spread
from cleaner.pipeline import Result
from cleaner.sources import Failure, Item

_BATCH = 16  # files a worker is given at a time


@dataclass(frozen=True, slots=True)
class Unused:
    """A keep mark in a document that keeps nothing."""

    path: str
    line: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Done:
    """The end of a file, with the configuration's marks that kept something in it."""

    path: str
    used: frozenset[Mark]


Event = Finding | Failure | Unused | Done


def check_all(jobs: Sequence[Job], processes: int) -> Iterator[tuple[Job, Iterable[Event]]]:
    """What there is to say of each file, in their order."""
    if processes == 1:
        yield from ((job, check(job)) for job in jobs)
    else:
        yield from zip(jobs, spread(_checked, jobs, processes, _BATCH), strict=True)


def _checked(job: Job) -> list[Event]:
    return list(check(job))


def check(job: Job) -> Iterator[Event]:
    """What there is to say of one file, item by item."""
    used: set[Mark] = set()
    for item in sources.read([job.path], **job.reading):
        result = item if isinstance(item, Failure) else job.cleaned(item)
        if isinstance(result, Failure):
            yield result
            continue
        assert isinstance(item, Item)
        yield from findings(item, result)
        yield from unused(item, result)
        used.update(mark for mark in job.marks if mark.key in result.kept)
    yield Done(job.path, frozenset(used))


def unused(item: Item, result: Result) -> Iterator[Unused]:
    """The marks in an item's own metadata that kept nothing."""
    for mark in marks.of(item.metadata):
        if mark.key not in result.kept:
            yield Unused(item.name, item.line, mark)


class Use:
    """Which of the configurations' marks kept something in this run."""

    def __init__(self) -> None:
        self._used: dict[Mark, bool] = {}
        self._homes: dict[Mark, Path] = {}

    def note(self, job: Job, done: Done) -> None:
        """Take note of the marks that were there for a file."""
        for mark in job.marks:
            self._used[mark] = self._used.get(mark, False) or mark in done.used
            if job.in_force.home:
                self._homes[mark] = job.in_force.home

    def none(self, names: Iterable[str]) -> Iterator[Mark]:
        """The marks of no use, as far as a run over these files and directories can tell.

        A mark for one file can be told once that is checked; one for many when all that its configuration is for is.
        """
        whole = [Path(name).absolute() for name in names if Path(name).is_dir()]
        for mark, used in self._used.items():
            if not used and (mark.is_for_one or any(self._homes[mark].is_relative_to(path) for path in whole)):
                yield mark
