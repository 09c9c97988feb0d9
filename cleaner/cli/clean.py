"""`cleaner clean` and `cleaner explain`: files or standard input to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cleaner.cli import options
from cleaner.cli.printing import Failures, Output, verdicts


@click.command(short_help="Clean files, or standard input, to standard output.")
@options.FILES
@options.reading
@click.option(
    "--to", "target", type=click.Choice(["auto", "text", "markdown", "jsonl"]), default="auto", show_default=True,
    help="What to write. auto: records for records, text for the rest; markdown has front matter.",
)  # fmt: skip
@click.option("--metadata", type=click.Choice(["drop", "front-matter"]), default="drop", show_default=True,
              help="Text output: write the metadata above the text as YAML front matter.")  # fmt: skip
@options.judging
@click.option(
    "--provenance", is_flag=True, help="Add what was removed, with the rule that took it, and where metadata came from."
)
@click.option(
    "--errors", type=click.Path(dir_okay=False), help="Write records that failed to this file, as JSON Lines."
)
def clean(
    files: tuple[str, ...],
    target: str,
    metadata: str,
    favor: str | None,
    model: bool | None,
    fast: bool | None,
    provenance: bool,
    errors: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    no_config: bool,
    **how: Any,
) -> None:
    """Clean FILES, or standard input, to standard output.

    Text in gives text out, JSON Lines in gives JSON Lines out: `text` (or `html`, or --field) is cleaned into `text`,
    what is found joins the object `metadata`, and all other members pass through as they were written. Input may be
    packed with gz, zst or xz. A text's YAML front matter stays.

    \b
    Examples:
      cat raw.txt | cleaner clean
      cleaner clean --metadata front-matter raw.txt > article.md
      cleaner clean --from jsonl --errors bad.jsonl < raw.jsonl > clean.jsonl
      find corpus -name '*.txt' -print0 | xargs -0 cleaner clean --to jsonl

    Exit code: 0 done, 1 some records failed, 2 the call was wrong or a file could not be read.
    """
    from cleaner import sinks
    from cleaner.items import attempt
    from cleaner.sources import Failure

    as_records = sinks.jsonl(provenance=provenance)
    as_text = sinks.text(with_metadata=metadata == "front-matter", provenance=provenance)
    as_markdown = sinks.markdown(provenance=provenance)
    output = Output(nul=how["nul"])
    found = options.configs(config, no_config)
    above = options.over(select=select, ignore=ignore, favor=favor, model=model, fast=fast)
    with Failures(errors, files) as failures:
        for item, result in options.results(files, found, above, failures, **how):
            records = target == "jsonl" or (target == "auto" and item.record is not None)
            write = as_records if records else as_markdown if target == "markdown" else as_text
            written = attempt(item, lambda: write(item, result))  # noqa: B023 run at once
            if isinstance(written, Failure):
                failures.add(written)
            else:
                output.add(written, is_record=records)
    sys.exit(failures.code)


@click.command(short_help="Show every line of a file with its verdict.")
@click.argument("file", type=click.Path())
@options.reading
@options.judging
def explain(
    file: str,
    favor: str | None,
    model: bool | None,
    fast: bool | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    no_config: bool,
    **how: Any,
) -> None:
    """Show every line of FILE ("-" for standard input) with its verdict, score and rule, then the metadata.

    `check` and `fix` do without the line model unless they are `--unsafe`; --no-model shows what the rules alone say.

    \b
    Examples:
      cleaner explain raw.txt
      cleaner explain --no-model raw.txt
      curl -s https://example.org/feed.jsonl | cleaner explain -

    Exit code: 0 done, 1 some records failed, 2 the call was wrong or the file could not be read.
    """
    found = options.configs(config, no_config)
    above = options.over(select=select, ignore=ignore, favor=favor, model=model, fast=fast)
    with Failures() as failures:
        # Blank lines are left as they are: the numbers are the file's.
        for item, result in options.results((file,), found, above, failures, ignore=("blanks",), explain=True, **how):
            verdicts(item, result)
    sys.exit(failures.code)
