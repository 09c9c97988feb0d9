"""`cleaner fix`: files cleaned where they are."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli import options
from cleaner.cli.printing import FOUND, Failures, say
from cleaner.cli.progress import Progress

if TYPE_CHECKING:
    from cleaner.hook.fixing import Fixed


@click.command(short_help="Clean files where they are, in one step each.")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@options.files_in_place
@click.option("--diff", is_flag=True, help="Print what would change as a unified diff, and change nothing.")
@click.option("--metadata", type=click.Choice(["front-matter", "sidecar", "drop"]),
              help="Where a text's metadata goes: above it, beside it in NAME.meta.json, or nowhere "
                   "[default: front-matter].")  # fmt: skip
def fix(
    files: tuple[str, ...],
    diff: bool,
    metadata: str | None,
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
    """Clean FILES, and the texts, Markdown and JSON Lines of directories, where they are.

    A file changes only where `cleaner check` finds something, known to a baseline or not, and in one step: whatever
    happens, the old file is there or the new one. Encoding, line ends, mode and owner stay; a symbolic link stays
    one. Records of JSON Lines are rewritten one by one, all other bytes as they were.

    \b
    Examples:
      cleaner fix --diff corpus/
      cleaner fix corpus/*.txt
      cleaner fix --metadata sidecar --select comments blog.txt

    Exit code: 0 nothing to change, 1 files were changed (or would be) or have bad records, 2 the call was wrong or a
    file failed.
    """
    from cleaner.hook.fixing import fix_all

    above = options.over(select=select, ignore=ignore, unsafe=unsafe, metadata=metadata)
    jobs = options.jobs(files, options.configs(config, no_config), above, force_exclude, **how)
    changed = 0
    with Failures() as failures, Progress(len(jobs)) as progress:
        for fixed in fix_all(jobs, options.workers(processes, len(jobs)), write=not diff):
            with progress.aside():
                for failure in fixed.failures:
                    failures.add(failure)
                if fixed.removed:
                    changed += 1
                    _show(fixed)
            progress.step()
    if not quiet and (changed or len(jobs) > 1):
        say(f"{changed:,} of {len(jobs):,} files {'would change' if diff else 'changed'}", err=True)
    sys.exit(max(failures.code, FOUND if changed else 0))


def _show(fixed: Fixed) -> None:
    if fixed.lines is None:
        kinds = Counter(fixed.removed).most_common()
        say(f"{fixed.path}: {', '.join(f'{kind} {count:,}' for kind, count in kinds)} removed")
        return
    from cleaner.hook.diffing import unified

    for line in unified(fixed.path, *fixed.lines):
        click.echo(line, nl=False)
