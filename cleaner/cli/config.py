"""`cleaner config`: what is in force, and who said so."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli import options
from cleaner.cli.printing import say


@click.command(short_help="Show the configuration in force for a file, and where it comes from.")
@click.argument("path", type=click.Path(), default=".")
@options.configuration
def config(path: str, config: Path | None, no_config: bool) -> None:
    """Show what is in force for PATH, a file or the files of a directory, as TOML, with the origin of each value.

    The configuration is the nearest `cleaner.toml`, or `pyproject.toml` with a table `[tool.cleaner]`, from the file
    upwards. The command line's options stand above it.

    \b
    Examples:
      cleaner config
      cleaner config corpus/letters/1871-04-02.txt
    """
    from cleaner.toml import inline

    place = Path(path).absolute()
    in_force = options.configs(config, no_config).of(place).at(place, {})
    say(f"# {path}")
    lines = [(f"{key} = {inline(value)}", in_force.origins[key]) for key, value in in_force.values.items()]
    width = max(len(line) for line, _ in lines if len(line) <= 60)
    for line, origin in lines:
        say(f"{line:{width}}  # {origin}")
    for mark in in_force.marks:
        say(f"\n[[keep]]\nline = {inline(mark.line)}\nreason = {inline(mark.reason)}")
        if mark.path:
            say(f"path = {inline(mark.path)}")
