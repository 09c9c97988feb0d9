"""Options that several commands share, and what follows from them."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cleaner.cli.printing import Failures
    from cleaner.config import Configs
    from cleaner.hook.job import Job
    from cleaner.pipeline import Result
    from cleaner.sources import Item

_WORTH_A_PROCESS = 50  # files; a process takes time to start and to read its rules
FILES = click.argument("files", nargs=-1, type=click.Path())


def _checked(_: click.Context, __: click.Parameter, encoding: str | None) -> str | None:
    """The encoding if there is such a one; refused here, before any file is opened, and for all commands alike."""
    from cleaner.formats.encodings import check_name

    if encoding:
        check_name(encoding)
    return encoding


_ENCODING = click.option(
    "--encoding", metavar="NAME", callback=_checked, help="The input's encoding, where it is not to be found out."
)
_FIELD = click.option("--field", metavar="NAME", help="The JSON member that holds the text [default: text, else html].")
_FORM = click.option(
    "--from", "form", type=click.Choice(["auto", "text", "html", "jsonl"]), default="auto", show_default=True,
    help="What the input is. auto: by the file's ending, then by its first bytes.",
)  # fmt: skip
NUL = click.option("-0", "--null", "nul", is_flag=True, help="Documents are parted by NUL bytes, in and out.")
_CHOICE = (
    click.option("--select", metavar="NAME", multiple=True, help="Only this kind, pack or rule; may be given again."),
    click.option("--ignore", metavar="NAME", multiple=True, help="Not this kind, pack or rule; may be given again."),
)
_CONFIGURATION = (
    click.option("--config", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                 help="The configuration, instead of the nearest cleaner.toml or pyproject.toml."),
    click.option("--no-config", is_flag=True, help="Look for no configuration."),
)  # fmt: skip
_JUDGING = (
    click.option("--favor", type=click.Choice(["precision", "recall"]),
                 help="What the line model goes for: less chrome left, or less body lost."),
    click.option("--no-model", "model", flag_value=False, default=None, type=bool, help="Rules alone, without the line model."),
    click.option("--fast", is_flag=True, default=None, help="The line model first, the rules once; pages are skimmed."),
)  # fmt: skip
_TREE = (
    click.option("--unsafe", is_flag=True, default=None, help="Also what no rule names but the line model takes for chrome."),
    click.option("--force-exclude", is_flag=True, help="Leave out what the configuration excludes even if it is named."),
    click.option("-j", "--jobs", "processes", metavar="N", type=click.IntRange(min=0), default=0,
                 help="Processes to use; 0: as many as there are cores, but one under pre-commit."),
    click.option("-q", "--quiet", is_flag=True, help="No summary."),
)  # fmt: skip


_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([KMG]?)i?B?", re.IGNORECASE)


class _Size(click.ParamType):  # type: ignore[type-arg] # generic only in newer versions
    """Bytes, as a number or with a unit."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        m = _SIZE.fullmatch(str(value).strip())
        size = float(m[1]) * _UNITS[m[2].upper()] if m else 0
        return (
            int(size) if 1 <= size < math.inf else self.fail(f"{value!r} is no size; write 256M or 1.5GB", param, ctx)
        )


SIZE = _Size()
_CORPUS = (
    click.option("--from", "form", type=click.Choice(["auto", "text", "html", "jsonl", "parquet", "warc"]),
                 default="auto", show_default=True, help="What the input is. auto: by the files' endings."),
    click.option("--sites", metavar="DIR", type=click.Path(exists=True, file_okay=False),
                 help="Rules for single sites, as `cleaner learn` proposes them."),
    click.option("--max-record", "most", type=SIZE, metavar="SIZE", default="32M", show_default=True,
                 help="Records larger than this are failures."),
)  # fmt: skip
_ENGINE = (
    click.option("-j", "--workers", "processes", metavar="N", type=click.IntRange(min=0), default=0,
                 help="Processes to use; 0: as many as there are cores."),
    click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
                 help="Where the work is done."),
)  # fmt: skip


def corpus(command: Any) -> Any:
    """What a corpus is and what holds for it."""
    return _with(command, *_CORPUS)


def engine(command: Any) -> Any:
    """Where and in how many processes a corpus is worked on."""
    return _with(command, *_ENGINE)


def reading(command: Any) -> Any:
    """How input is read and what counts in it: for commands that read anything."""
    return _with(command, _FORM, NUL, _FIELD, _ENCODING, *_CHOICE, *_CONFIGURATION)


def judging(command: Any) -> Any:
    """What the line model goes for and by."""
    return _with(command, *_JUDGING)


def files_in_place(command: Any) -> Any:
    """The same for commands that work on files where they are."""
    return _with(command, *_TREE, _FORM, _FIELD, _ENCODING, *_CHOICE, *_CONFIGURATION)


def records(command: Any) -> Any:
    """How records are read, whatever the format."""
    return _with(command, _FIELD, _ENCODING)


def choice(command: Any) -> Any:
    """What counts."""
    return _with(command, *_CHOICE)


def configuration(command: Any) -> Any:
    """Where the configuration is."""
    return _with(command, *_CONFIGURATION)


def _with(command: Any, *options: Any) -> Any:
    for option in reversed(options):
        command = option(command)
    return command


def configs(config: Path | None, no_config: bool) -> Configs:
    """Where the configuration of a file is looked for."""
    from cleaner.config import Configs

    if config and no_config:
        raise click.UsageError("--config and --no-config exclude each other")
    return Configs(config, look=not no_config)


def over(**values: Any) -> dict[str, Any]:
    """What the command line says, of what a configuration could say as well."""
    return {name: value for name, value in values.items() if value not in (None, ())}


def jobs(files: Iterable[str], found: Configs, above: dict[str, Any], force_exclude: bool, **how: Any) -> list[Job]:
    """A job for each file that is meant."""
    from cleaner.hook.files import chosen
    from cleaner.hook.job import Job

    return [
        Job(name, found.of(Path(name)).at(Path(name).absolute(), above), **how)
        for name in chosen(files, found, force_exclude=force_exclude)
    ]


def workers(processes: int, files: int) -> int:
    """How many processes are worth while for so many files. pre-commit runs several of us at once itself."""
    from cleaner import parallel

    wanted = processes or (1 if os.environ.get("PRE_COMMIT") else parallel.workers())
    return min(wanted, max(1, files // _WORTH_A_PROCESS))


def results(
    files: Iterable[str], found: Configs, above: dict[str, Any], failures: Failures, *, ignore: tuple[str, ...] = (),
    explain: bool = False, **how: Any,
) -> Iterator[tuple[Item, Result]]:  # fmt: skip
    """The items of all files with what came out of each, or of standard input if there are none.

    With `explain`, the line model gives its reasons. What cannot be read or cleaned goes to `failures`, and the rest goes on.
    """
    from dataclasses import replace

    from cleaner import items, sources
    from cleaner.sources import Failure

    for name in files or ("-",):
        in_force = found.of(Path(name)).at(Path(name).absolute(), above)
        settings = replace(in_force.settings, ignore=(*in_force.settings.ignore, *ignore))
        if explain:
            settings = replace(settings, options={**settings.options, "line_model": {"explain": True}})
        cleaner = items.cleaner_of(settings)
        for item in sources.read([name], **how):
            result = item if isinstance(item, Failure) else items.cleaned(cleaner, item, in_force.marks)
            if isinstance(result, Failure):
                failures.add(result)
            else:
                assert not isinstance(item, Failure)
                yield item, result
