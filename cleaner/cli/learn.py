"""`cleaner learn`: rule proposals from what a site's pages have in common."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli import options
from cleaner.cli.printing import say
from cleaner.cli.progress import Progress
from cleaner.cli.run import handling, planned

if TYPE_CHECKING:
    from cleaner.corpus.learn import Repeated

_HOST = re.compile(r"(?=[\x00-\x7f]{1,240}$|.{1,60}$)\w[\w.-]*")  # with `.toml`, the name of a file


@click.command(short_help="Propose rules for the lines that each site of a corpus repeats.")
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--by", type=click.Choice(["site"]), default="site", show_default=True, expose_value=False,
              help="What a text's pages have in common.")  # fmt: skip
@click.option("--pages", "least", metavar="N", type=click.IntRange(min=2), default=3, show_default=True,
              help="On how many different pages of its site a line must stand.")  # fmt: skip
@click.option("--share", type=click.FloatRange(0, 1), default=0.3, show_default=True,
              help="On what share of them.")  # fmt: skip
@options.corpus
@options.records
@options.choice
@options.configuration
@options.engine
@click.option("--overwrite", is_flag=True, help="Replace files that are there already; they may hold somebody's work.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def learn(
    source: str,
    target: Path,
    least: int,
    share: float,
    form: str,
    field: str | None,
    encoding: str | None,
    most: int,
    sites: str | None,
    processes: int,
    engine: str,
    overwrite: bool,
    quiet: bool,
    **how: Any,
) -> None:
    """Count the lines that the rules leave in the texts of SRC, site by site, and propose rules for the repeated ones.

    A site's proposals go to DIR/<host>.toml, with counts and examples, for a person to review; `cleaner run --sites
    DIR` uses them. A text says where it is from by its `url`. Several copies of one article count once; a heading that
    stands among lines no other page has is not proposed, however often it comes.

    \b
    Examples:
      cleaner learn corpus/ rules/sites
      cleaner learn --by site --pages 20 --share 0.5 's3://crawl/*.parquet' rules/sites
      cleaner rules test rules/sites/harbour.example.toml

    Exit code: 0 done, 2 the call was wrong or the job broke.
    """
    from cleaner import parallel
    from cleaner.corpus.learn import learn as learn_here
    from cleaner.corpus.work import How

    plan = planned(source, form, 0, handling(sites=sites, **how))
    what: dict[str, Any] = {"least": least, "share": share}
    lost: list[int] = []
    with Progress(sum(shard.size for shard in plan.shards), "B", least=1) as progress:
        if engine == "spark":
            from cleaner.integrations.spark_jobs import learn as learn_on_spark

            found = learn_on_spark(plan, How(field, most=most), encoding, **what)
        else:
            workers = processes or parallel.workers()
            found = learn_here(plan, How(field, most=most), encoding, workers, progress.step, lost.append, **what)
        written, there = _write(found, target, overwrite)
    if there:
        say(f"left as they are: {there:,} files in {target}; --overwrite replaces them", err=True)
    if any(lost):
        say(f"not counted: {sum(lost):,} records that cannot be cleaned; `cleaner run` says why", err=True)
    if not quiet:
        say(f"{written:,} sites with proposals in {target}", err=True)
    sys.exit(0)


def _write(found: Iterable[tuple[str, list[Repeated]]], target: Path, overwrite: bool) -> tuple[int, int]:
    """Write a file for each site; how many were written, and how many were there already."""
    from cleaner.corpus.proposing import proposal
    from cleaner.pipeline import Cleaner
    from cleaner.replacing import replace

    written = there = 0
    matcher = Cleaner().matcher
    for host, repeated in found:
        text = proposal(host, repeated, matcher) if _HOST.fullmatch(host) else ""
        path = target / f"{host}.toml"
        if text and path.exists() and not overwrite:
            there += 1
        elif text:
            target.mkdir(parents=True, exist_ok=True)
            replace(path, text.encode())
            written += 1
    return written, there
