"""`cleaner rules import`: other people's lists as packs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cleaner.importing import Report

_SHOWN = 80  # characters of a line in the report


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@click.option("--to", "directory", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the packs go: sites/<host>.toml, and imported/<list>.toml for all sites.")  # fmt: skip
@click.option("--kind", help="What the hidden elements are; else the name of a list tells, or they are boilerplate.")
@click.option("--output", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="The report: text on stderr, or JSON on stdout.")  # fmt: skip
def import_lists(paths: tuple[Path, ...], directory: Path, kind: str | None, output: str) -> None:
    """Turn your own copy of somebody's list into packs: site configurations of Full-Text RSS, or lists of elements
    that ad blockers hide.

    PATHS are files, or directories of .txt files. A file that holds lines such as `example.com##.box` is a list of
    elements to hide; one called example.com.txt with lines such as `body: //div[@id='story']` a site's configuration.
    What has no counterpart is reported, counted by reason. An import writes its packs anew, so name all lists at once;
    packs of your own stay. A site's pack holds for the hosts under it, too.

    \b
    Examples:
      cleaner rules import ftr-site-config/ --to my-rules
      cleaner rules import fanboy-cookie.txt fanboy-social.txt --to my-rules
      cleaner rules test my-rules

    To clean by them: packs = ["my-rules/imported"], sites = "my-rules/sites" in the configuration.
    """
    from cleaner.importing import run
    from cleaner.packs import KINDS, near

    if kind and kind not in KINDS:
        raise click.BadParameter(f"{kind!r} is no kind{near(kind, KINDS)}", param_hint="--kind")
    report = run(paths, directory, kind)
    if output == "json":
        click.echo(json.dumps(_plain(report), ensure_ascii=False))
    else:
        click.echo(_shown(report, directory), err=True)


def _plain(report: Report) -> dict[str, object]:
    return {
        "files": report.files,
        "packs": report.packs,
        "carried": dict(report.carried.most_common()),
        "left": [
            {"reason": reason, "count": count, "first": {"place": first.place, "line": first.line}}
            for reason, count in report.left.most_common()
            for first in [report.first[reason]]
        ],
    }


def _shown(report: Report, directory: Path) -> str:
    """The report for people: counts by what the lines are for, then by why they were left, each with its first line."""
    lines = [f"{report.files} files read, {report.packs} packs written to {directory}"]
    lines += [f"carried over: {report.carried.total()} lines"]
    lines += [f"{count:8} {use}" for use, count in report.carried.most_common()]
    lines += [f"not carried over: {report.left.total()} lines"]
    for reason, count in report.left.most_common():
        first = report.first[reason]
        lines.append(f"{count:8} {reason} ({first.place}: {first.line[:_SHOWN]})")
    return "\n".join(lines)
