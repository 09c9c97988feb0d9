"""The job: shard after shard read here, cleaned in as many processes as are wanted, and written here, in order.

Whatever the number of processes, the batches are the same and come back in their order, so the output is the same. What
is under way is bounded by the processes, not by the input.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from cleaner import items
from cleaner.corpus import work
from cleaner.corpus.journal import ERRORS, REMOVED, REPORT, ROOM, Entry, Journal
from cleaner.corpus.plan import Plan, Shard
from cleaner.corpus.reading import Batch, batches
from cleaner.corpus.stores import Store
from cleaner.corpus.tally import Tally
from cleaner.corpus.work import Cleaned, How
from cleaner.corpus.writing import Files, Packing, named
from cleaner.parallel import spread

Step = Callable[[int, int], None]  # bytes of input and records that are done


@dataclass(frozen=True)
class Job:
    """What is made of a corpus. `target` is the size in bytes, before packing, at which the next file is begun."""

    how: How
    to: Literal["jsonl", "parquet"] = "jsonl"
    packing: Packing = "zst"
    target: int = 0
    encoding: str | None = None
    limit: int | None = None  # the first so many records

    def digest(self, plan: Plan) -> str:
        """Another one for another job, be it the input, a setting, a rule file of one's own or this package."""
        said = (version("article-cleaner"), self, plan.digest, [_digest(Path(name)) for name in _rule_files(plan)])
        return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()


def _rule_files(plan: Plan) -> list[str]:
    settings = {file.handling.settings for shard in plan.shards for file in shard.files}
    return sorted({name for one in settings for name in (*one.packs, one.sites) if name})


def _digest(path: Path) -> str:
    files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    said = hashlib.sha256()
    for file in files:
        said.update(file.read_bytes() if file.is_file() else b"")
    return said.hexdigest()


def run(plan: Plan, job: Job, store: Store, processes: int, step: Step, *, overwrite: bool = False) -> Tally:
    """Do what is not done yet, and write the report; the counts of all shards.

    Raises:
        SettingsError: when the output directory holds something else.
        CleanerError: when a rule or a setting is wrong, or a worker was killed.
    """
    with begun(plan, job, store, step, overwrite=overwrite) as done:
        for entry in clean_shards(plan.shards, job, store, processes, step, done):
            done[entry.number] = entry
        return finish(plan, store, done)


@contextmanager
def begun(plan: Plan, job: Job, store: Store, step: Step, *, overwrite: bool) -> Iterator[dict[int, Entry]]:
    """The job begun, or gone on with: the shards that are done already.

    Raises:
        SettingsError: when the output directory holds something else, or another process is at work there.
        CleanerError: when a rule or a setting is wrong.
    """
    check(plan)
    journal = Journal(store)
    journal.check_room()
    with store.alone(ROOM):
        journal.begin(job.digest(plan), overwrite=overwrite)
        done = {shard.number: entry for shard in plan.shards if (entry := journal.read(shard.number))}
        for number, entry in done.items():
            step(plan.shards[number].size, entry.read)
        yield done


def check(plan: Plan) -> None:
    """Compile the rules of the plan now: what is wrong shows, and processes to come have them.

    Raises:
        CleanerError: when a rule or a setting is wrong.
    """
    for settings in {file.handling.settings for shard in plan.shards for file in shard.files}:
        assert items.cleaner_of(settings).matcher


def clean_shards(
    shards: Iterable[Shard], job: Job, store: Store, processes: int, step: Step, done: Mapping[int, Entry]
) -> Iterator[Entry]:
    """Clean the shards that are not done, and put what comes out into the store; an entry for each."""
    shards = list(shards)
    todo = iter([shard for shard in shards if shard.number not in done])
    cleaned = spread(partial(work.clean, how=job.how), _batches(shards, job, done), processes, 1)
    making: _Making | None = None
    try:
        for batch in cleaned:
            if making is None:
                making = _Making(next(todo), job, store)
            making.add(batch, step)
            if batch.last:
                entry, making = making.finish(step), None
                yield entry
    finally:
        if making:
            making.abandon()


def _batches(shards: Iterable[Shard], job: Job, done: Mapping[int, Entry]) -> Iterator[Batch]:
    """The batches of all shards that are not done, each shard's closed by an empty one, up to the job's limit."""
    left = job.limit
    for shard in shards:
        if left is not None and left <= 0:
            return
        if entry := done.get(shard.number):
            left = left if left is None else left - entry.read
            continue
        for batch in batches(shard, job.encoding, job.how.most):
            some = batch if left is None or len(batch) <= left else batch.first(left)
            left = left if left is None else left - len(some)
            yield some
            if left == 0:
                break
        yield Batch(shard.files[0].handling, last=True)


class _Making:
    """A shard's files in the making."""

    def __init__(self, shard: Shard, job: Job, store: Store) -> None:
        self._shard, self._job, self._store = shard, job, store
        self._tally, self._read, self._done = Tally(), 0, 0
        self._open = ExitStack()
        scratch = self._open.enter_context(store.scratch(f"{ROOM}/making-{shard.number:06}"))
        self._errors = scratch / "errors"
        parquet = job.to == "parquet"
        always = ("text", "metadata")
        self._rows = Files(scratch / "rows", job.packing, job.target, parquet=parquet, always=always)
        self._removed = Files(scratch / "removed", job.packing, job.target, parquet=parquet)

    def add(self, batch: Cleaned, step: Step) -> None:
        """Write what came out of a batch."""
        if batch.rows:
            self._rows.add(batch.rows)
        if batch.removed:
            self._removed.add(batch.removed)
        if batch.errors:
            with self._errors.open("ab") as file:
                file.write(batch.errors)
        self._tally.add(batch.tally)
        self._read += batch.read
        gone = max(0, batch.done - self._done)
        self._done += gone
        step(gone, batch.read)

    def finish(self, step: Step) -> Entry:
        """Say which files there will be, put them in their places, and only then say that the shard is done."""
        made = list(named(self._shard.name, self._rows.finish(), self._rows.ending, numbered=bool(self._job.target)))
        if self._job.how.removed:
            stem = f"{REMOVED}/{self._shard.name}"
            made += named(stem, self._removed.finish(), self._removed.ending, numbered=bool(self._job.target))
        errors = f"{ROOM}/{self._shard.number:06}.errors.jsonl" if self._errors.exists() else ""
        if errors:
            made.append((self._errors, errors))
        entry = Entry(self._shard.number, self._read, self._tally, tuple(name for _, name in made), errors)
        journal = Journal(self._store)
        journal.announce(entry.number, entry.files)
        for path, name in made:
            self._store.put(path, name)
        journal.write(entry)
        self._open.close()
        step(max(0, self._shard.size - self._done), 0)
        return entry

    def abandon(self) -> None:
        """Let go of it: it will be done again."""
        self._rows.abandon()
        self._removed.abandon()
        self._open.close()


def finish(plan: Plan, store: Store, done: Mapping[int, Entry]) -> Tally:
    """Put together the failures and the report."""
    tally = Tally()
    with store.scratch(f"{ROOM}/making-report") as scratch:
        with (scratch / "errors").open("wb") as file:
            for number in sorted(done):
                tally.add(done[number].tally)
                if done[number].errors:
                    file.write(store.read(done[number].errors) or b"")
        if tally.numbers["failed"]:
            store.put(scratch / "errors", ERRORS)
    report = {
        "shards": len(done),
        "files": sum(len(plan.shards[number].files) for number in done),
        "passed_over": len(plan.passed_over),
        **tally.as_json(),
    }
    store.write(REPORT, (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace"))
    return tally
