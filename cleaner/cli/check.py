"""`cleaner check`: findings in files, as a linter gives them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli import options
from cleaner.cli.printing import FOUND, Failures, say, shown
from cleaner.cli.progress import Progress
from cleaner.cli.reports import FORMATS, summary

if TYPE_CHECKING:
    from cleaner.hook.checking import Event, Use
    from cleaner.hook.findings import Finding
    from cleaner.hook.job import Job


@click.command(short_help="List the chrome in files, a finding a line, without changing them.")
@options.FILES
@options.files_in_place
@options.NUL
@click.option("--output", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="How findings are printed.")  # fmt: skip
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path),
              help="Findings that were there before: only new ones count.")  # fmt: skip
@click.option("--update-baseline", is_flag=True, help="Write what is found into the baseline; nothing counts as new.")
def check(
    files: tuple[str, ...],
    output: str,
    baseline: Path | None,
    update_baseline: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    unsafe: bool | None,
    config: Path | None,
    no_config: bool,
    force_exclude: bool,
    processes: int,
    quiet: bool,
    **how: Any,
) -> None:
    """List the chrome in FILES, directories or standard input, a finding a line: `path:line:column: kind rule: text`.

    In a directory, texts, Markdown and JSON Lines are looked for. For records of JSON Lines the line is the record's,
    for documents parted by NUL bytes it is their number. A line that stays is named, with a reason, under `cleaner:
    keep:` in the file's front matter or under `keep` in the configuration.

    \b
    Examples:
      cleaner check corpus/
      cleaner check --ignore title --ignore date article.md
      cleaner check --output sarif corpus/ > findings.sarif
      cleaner check --baseline known.json --update-baseline corpus/

    Exit code: 0 nothing found, 1 findings or bad records, 2 the call was wrong or a file could not be read.
    """
    above = options.over(select=select, ignore=ignore, unsafe=unsafe, baseline=baseline and str(baseline))
    jobs = options.jobs(files or ("-",), options.configs(config, no_config), above, force_exclude, **how)
    if update_baseline and not any(job.in_force.values["baseline"] for job in jobs):
        raise click.UsageError("--update-baseline needs --baseline FILE, or `baseline` in the configuration")
    from cleaner.hook.baseline import Baselines
    from cleaner.hook.checking import Use, check_all

    baselines, use = Baselines(update=update_baseline), Use()
    by_rule: Counter[tuple[str, str]] = Counter()
    files_with = 0
    with Failures() as failures, FORMATS[output]() as report, Progress(len(jobs)) as progress:
        for job, events in check_all(jobs, options.workers(processes, len(jobs))):
            there = by_rule.total()
            found = _findings(job, events, failures, use, progress)
            for finding in baselines.new(job.in_force.values["baseline"], job.path, found):
                by_rule[finding.kind, finding.rule] += 1
                with progress.aside():
                    report(finding)
            files_with += by_rule.total() > there
            progress.step()
    baselines.write(failures.names)
    for mark in use.none(files):
        say(f"keep mark for {mark.line!r} in the configuration keeps nothing; remove it", err=True)
    if not quiet and output in ("text", "github") and (by_rule or len(jobs) > 1):
        summary(by_rule, files_with, len(jobs))
    sys.exit(max(failures.code, FOUND if by_rule else 0))


def _findings(job: Job, events: Iterable[Event], failures: Failures, use: Use, progress: Progress) -> Iterator[Finding]:
    """The findings among what there is to say of a file; the rest is said here."""
    from cleaner.hook.checking import Done, Unused
    from cleaner.sources import Failure

    for event in events:
        if isinstance(event, Done):
            use.note(job, event)
        elif isinstance(event, Failure):
            with progress.aside():
                failures.add(event)
        elif isinstance(event, Unused):
            where = f"{shown(event.path)}:{event.line}" if event.line else shown(event.path)
            with progress.aside():
                say(f"{where}: keep mark for {event.mark.line!r} keeps nothing; remove it", err=True)
        else:
            yield event
