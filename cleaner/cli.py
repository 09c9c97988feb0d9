"""The command line: parse, call, print. Nothing heavier than click is imported before a command needs it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cleaner.cli_rules import rules
from cleaner.printing import BROKEN, FOUND, Failures, Output, findings, say, short, shown, verdicts

if TYPE_CHECKING:
    from cleaner.pipeline import Cleaner, Result
    from cleaner.sources import Item

T = TypeVar("T")
INTERRUPTED = 130  # exit code
_FILES = click.argument("files", nargs=-1, type=click.Path())
_INPUT_OPTIONS = (
    click.option(
        "--from", "form", type=click.Choice(["auto", "text", "html", "jsonl"]), default="auto", show_default=True,
        help="What the input is. auto: by the file's ending, then by its first bytes.",
    ),
    click.option("-0", "--null", "nul", is_flag=True, help="Documents are parted by NUL bytes, in and out."),
    click.option("--field", metavar="NAME", help="The JSON member that holds the text [default: text, else html]."),
    click.option("--encoding", metavar="NAME", help="The input's encoding, where it is not to be found out."),
    click.option("--select", metavar="NAME", multiple=True, help="Only this kind, pack or rule; may be given again."),
    click.option("--ignore", metavar="NAME", multiple=True, help="Not this kind, pack or rule; may be given again."),
)  # fmt: skip


def _input_options(command: Any) -> Any:
    for option in reversed(_INPUT_OPTIONS):
        command = option(command)
    return command


class _Group(click.Group):
    """Turns this package's errors, and output that cannot be written, into one line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        from cleaner.errors import CleanerError

        try:
            return super().invoke(ctx)
        except CleanerError as e:
            click.echo(f"cleaner: {e}", err=True)
            ctx.exit(BROKEN)
        except BrokenPipeError:  # the reader has what it wanted
            _drop_output()
            ctx.exit(0)
        except OSError as e:
            _drop_output()
            click.echo(f"cleaner: {e.filename or 'the output cannot be written'}: {e.strerror or e}", err=True)
            ctx.exit(BROKEN)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that Python does not try again at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="article-cleaner", prog_name="cleaner")
def main() -> None:
    """Clean raw scraped articles: site chrome out, body and metadata kept, every removal named.

    \b
    Examples:
      cleaner clean < raw.txt > body.txt
      cleaner clean --to jsonl samples/*/raw.txt | jq .metadata
      zcat dump.jsonl.gz | cleaner clean --provenance > clean.jsonl
      cleaner explain raw.txt

    Shell completion: eval "$(_CLEANER_COMPLETE=bash_source cleaner)" (or zsh_source, fish_source).
    """


@main.command(short_help="Clean files, or standard input, to standard output.")
@_FILES
@_input_options
@click.option("--to", "target", type=click.Choice(["auto", "text", "jsonl"]), default="auto", show_default=True,
              help="What to write. auto: records for records, text for the rest.")  # fmt: skip
@click.option("--metadata", type=click.Choice(["drop", "front-matter"]), default="drop", show_default=True,
              help="Text output: write the metadata above the text as YAML front matter.")  # fmt: skip
@click.option("--provenance", is_flag=True, help="Add what was removed, with the rule that took it.")
@click.option(
    "--errors", type=click.Path(dir_okay=False), help="Write records that failed to this file, as JSON Lines."
)
def clean(
    files: tuple[str, ...],
    target: str,
    metadata: str,
    provenance: bool,
    errors: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
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

    cleaner = _cleaner(select, ignore)
    as_records = sinks.jsonl(provenance=provenance)
    as_text = sinks.text(with_metadata=metadata == "front-matter", provenance=provenance)
    output = Output(nul=how["nul"])
    with Failures(errors, files) as failures:
        for item in _items(files, failures, **how):
            records = target == "jsonl" or (target == "auto" and item.record is not None)
            write = as_records if records else as_text
            written = _tried(item, failures, lambda item: write(item, _clean(cleaner, item)))  # noqa: B023 run at once
            if written is not None:
                output.add(written, is_record=records)
    sys.exit(failures.code)


@main.command(short_help="List the chrome in files, a finding a line, without changing them.")
@_FILES
@_input_options
def check(files: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], **how: Any) -> None:
    """List the chrome in FILES without changing them, a finding a line: `path:line: kind rule: text`.

    For records of JSON Lines the line is the record's, for documents parted by NUL bytes it is their number.

    \b
    Examples:
      cleaner check corpus/*.txt
      cleaner check --ignore title --ignore date article.md

    Exit code: 0 nothing found, 1 findings, 2 the call was wrong or a file could not be read.
    """
    # Blank lines are left as they are: the findings' line numbers are the file's.
    cleaner = _cleaner(select, (*ignore, "blanks"))
    found = 0
    with Failures() as failures:
        for item in _items(files, failures, **how):
            result = _tried(item, failures, lambda item: _clean(cleaner, item))
            for line, span in findings(item, result) if result else ():
                found += 1
                say(f"{shown(item.name)}:{line}: {span.kind} {span.rule}: {short(span.text)}")
    sys.exit(max(failures.code, FOUND if found else 0))


@main.command(short_help="Show every line of a file with its verdict.")
@click.argument("file", type=click.Path())
@_input_options
def explain(file: str, select: tuple[str, ...], ignore: tuple[str, ...], **how: Any) -> None:
    """Show every line of FILE ("-" for standard input) with its verdict, score and rule, then the metadata.

    \b
    Examples:
      cleaner explain raw.txt
      curl -s https://example.org/feed.jsonl | cleaner explain -

    Exit code: 0 done, 1 some records failed, 2 the call was wrong or the file could not be read.
    """
    cleaner = _cleaner(select, (*ignore, "blanks"), options={"line_model": {"explain": True}})
    with Failures() as failures:
        for item in _items((file,), failures, **how):
            result = _tried(item, failures, lambda item: _clean(cleaner, item))
            if result:
                verdicts(item, result)
    sys.exit(failures.code)


main.add_command(rules)


def _cleaner(select: tuple[str, ...], ignore: tuple[str, ...], **more: Any) -> Cleaner:
    from cleaner.pipeline import Cleaner
    from cleaner.settings import Settings

    if names := [name for name in (*select, *ignore) if name != "blanks"]:
        _check(names)
    return Cleaner(Settings(select=select, ignore=ignore, **more))


def _check(names: Iterable[str]) -> None:
    """Refuse a name that is none. Plug-ins name their rules as they like: with some there, only slips are refused."""
    from cleaner import line_model, registry
    from cleaner.errors import SettingsError
    from cleaner.packs import KINDS, near
    from cleaner.pipeline import all_rules

    cleaners = (*registry.fixers(), *registry.labellers())
    may_be_any = any(not cleaner.function.__module__.startswith("cleaner.cleaners.") for cleaner in cleaners)
    known = {*KINDS, *(cleaner.name for cleaner in cleaners), "model", line_model.RULE}
    for rule in all_rules()[0]:
        parts = rule.id.split("/")
        known.update("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    for name in names:
        hint = near(name, known)
        if name not in known and (hint or not (may_be_any or name.split("/")[0] in known)):
            raise SettingsError(f"no kind, pack, rule or cleaner is called {name!r}{hint}")


def _items(files: Iterable[str], failures: Failures, **how: Any) -> Iterator[Item]:
    """The items of all files; what cannot be read goes to `failures` and the rest goes on."""
    from cleaner import sources

    for item in sources.read(files or ("-",), **how):
        if isinstance(item, sources.Failure):
            failures.add(item)
        else:
            yield item


def _clean(cleaner: Cleaner, item: Item) -> Result:
    url = (item.record.get("url") if item.record else None) or item.metadata.get("url")
    return cleaner.clean(item.source, item.form, url if isinstance(url, str) else None, item.metadata)


def _tried(item: Item, failures: Failures, work: Callable[[Item], T]) -> T | None:
    """What `work` makes of an item; one item's trouble must not stop the others."""
    from cleaner.errors import CleanerError, SourceError
    from cleaner.sources import Failure

    try:
        return work(item)
    except SourceError as e:
        why = str(e)
    except CleanerError:  # a rule, a plug-in or a setting is wrong, for every item
        raise
    except Exception as e:  # noqa: BLE001
        why = f"cannot be cleaned ({type(e).__name__}: {e}); please report it with this text"
    original = item.record.line if item.record else item.front + item.source
    failures.add(Failure(item.name, item.line, why, original.encode("utf-8", "surrogatepass")))
    return None
