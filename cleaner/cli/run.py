"""`cleaner run`: a corpus cleaned into another directory."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli import options
from cleaner.cli.printing import FOUND, say
from cleaner.cli.progress import Progress

if TYPE_CHECKING:
    from cleaner.corpus.job import Job
    from cleaner.corpus.plan import Handling, Plan
    from cleaner.corpus.tally import Tally


@click.command(short_help="Clean a corpus of any size into another directory.")
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="DST")
@click.option("--to", type=click.Choice(["jsonl", "parquet"]), default="jsonl", show_default=True,
              help="What to write.")  # fmt: skip
@click.option("--compress", type=click.Choice(["zst", "gz", "none"]), default="zst", show_default=True,
              help="How JSON Lines are packed.")  # fmt: skip
@click.option("--target-size", "size", type=options.SIZE, metavar="SIZE",
              help="Files of about this size before packing, as 256M [default: a file for a file].")  # fmt: skip
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N records.")
@click.option("--sample", metavar="SHARE", type=click.FloatRange(0, 1), default=1.0,
              help="Only this share of the records, the same ones every time.")  # fmt: skip
@click.option("--removed", is_flag=True, help="Write what is removed as a second data set, into DST/_removed.")
@options.corpus
@options.records
@options.judging
@options.choice
@options.configuration
@options.engine
@click.option("--overwrite", is_flag=True, help="Begin anew where DST holds another job.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def run(
    source: str,
    target: str,
    to: str,
    compress: str,
    size: int | None,
    form: str,
    field: str | None,
    encoding: str | None,
    limit: int | None,
    sample: float,
    removed: bool,
    most: int,
    processes: int,
    engine: str,
    overwrite: bool,
    quiet: bool,
    **how: Any,
) -> None:
    """Clean the corpus SRC, a directory, a file, a glob or a URL that fsspec understands, into the directory DST.

    Texts, HTML, JSON Lines (also gz, zst, xz), Parquet, WARC and WET come in, but for names that begin with `_` or `.`;
    JSON Lines or Parquet go out, file for file. `text` (or `html`, or --field) is cleaned into `text`, what is
    found joins `metadata`, and everything else passes through. Records that fail go to DST/_errors.jsonl, the
    counts to DST/_report.json. After a kill, the same command goes on where it was.

    \b
    Examples:
      cleaner run corpus/ cleaned/
      cleaner run 's3://crawl/2024/*.warc.gz' cleaned/ --to parquet --target-size 512M
      cleaner run corpus/ tried/ --sample 0.01 --removed
      cleaner run pages/ cleaned/ --fast
      cleaner run corpus/ /shared/cleaned/ --engine spark

    Exit code: 0 done, 1 some records or files failed, 2 the call was wrong or the job broke.
    """
    from cleaner.corpus.job import Job
    from cleaner.corpus.journal import Journal
    from cleaner.corpus.stores import Store
    from cleaner.corpus.work import How

    plan = planned(source, form, size or 0, handling(**how), leave_out=target)
    columns = to == "parquet"
    job = Job(How(field, sample, removed, most, columns), to, compress, size or 0, encoding, limit)  # type: ignore[arg-type]
    store = Store(target)
    was_done = not overwrite and Journal(store).is_done(job.digest(plan))
    tally = _run(engine, plan, job, store, processes, overwrite)
    if not quiet:
        _summary(tally, target, was_done)
    sys.exit(FOUND if tally.numbers["failed"] else 0)


def planned(source: str, form: str, size: int, handled: Callable[[str], Handling], leave_out: str = "") -> Plan:
    """The input's files in shards, without those below the directory `leave_out`."""
    from cleaner.corpus.finding import find
    from cleaner.corpus.plan import plan

    found, named = find(source, leave_out)
    made = plan(found, named=named, form=form, target=size, handling=handled)  # type: ignore[arg-type]
    if made.passed_over:
        count, first = len(made.passed_over), made.passed_over[0]
        say(f"passed over: {count:,}, as {first}, for their names say nothing", err=True)
    if not made.shards:
        raise click.UsageError(f"{source}: nothing there to clean; say with --from what the files are")
    return made


def handling(config: Path | None, no_config: bool, **how: Any) -> Callable[[str], Handling]:
    """How the texts of a file are to be cleaned, by its place, `how` the caller says over what is configured there.

    What is no path is handled as in this directory.
    """
    from cleaner.corpus.finding import is_url
    from cleaner.corpus.plan import Handling

    found = options.configs(config, no_config)
    above = options.over(**how)

    def of(place: str) -> Handling:
        path = Path.cwd() / "corpus" if is_url(place) else Path(place).absolute()
        in_force = found.of(path).at(path, above)
        return Handling(in_force.settings, in_force.marks)

    return of


def _run(engine: str, plan: Plan, job: Job, store: Any, processes: int, overwrite: bool) -> Tally:
    from cleaner import parallel
    from cleaner.corpus.job import run as run_here

    size = sum(shard.size for shard in plan.shards)
    with Progress(size, "B", least=1) as progress:
        if engine == "spark":
            from cleaner.integrations.spark_jobs import run as run_on_spark

            return run_on_spark(plan, job, store, progress.step, overwrite=overwrite)
        return run_here(plan, job, store, processes or parallel.workers(), progress.step, overwrite=overwrite)


def _summary(tally: Tally, target: str, was_done: bool) -> None:
    counts = tally.numbers
    words = f"{counts['words_in']:,} words in, {counts['words_out']:,} out"
    failed = f", {counts['failed']:,} failed: see {target}/_errors.jsonl" if counts["failed"] else ""
    said = "nothing was left to do; in all " if was_done else ""
    say(f"{said}{counts['records']:,} records cleaned{failed}; {words}; counts in {target}/_report.json", err=True)
