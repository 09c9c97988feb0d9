"""The command line: parse, call, print. Nothing heavier than click is imported before a command needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cleaner.packs import Rule
    from cleaner.pipeline import Cleaner, Result
    from cleaner.sources import Failure, Item

FOUND, BROKEN = 1, 2
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
    """Turns this package's errors into one line on standard error and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        from cleaner.errors import CleanerError

        try:
            return super().invoke(ctx)
        except CleanerError as e:
            click.echo(f"cleaner: {e}", err=True)
            ctx.exit(BROKEN)
        except BrokenPipeError:  # the reader has what it wanted
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


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


@main.command()
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
    end = "\0" if how["nul"] else ""
    with _Failures(errors) as failures:
        for item in _items(files, failures, **how):
            result = _cleaned(cleaner, item, failures)
            if result is None:
                continue
            records = target == "jsonl" or (target == "auto" and item.record is not None)
            sys.stdout.buffer.write(
                ((as_records if records else as_text)(item, result) + end).encode("utf-8", "replace")
            )
            sys.stdout.buffer.flush()
    sys.exit(failures.code)


@main.command()
@_FILES
@_input_options
def check(files: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], **how: Any) -> None:
    """List the chrome in FILES without changing them, a finding a line: `path:line: kind rule: text`.

    \b
    Examples:
      cleaner check corpus/*.txt
      cleaner check --ignore title --ignore date article.md

    Exit code: 0 nothing found, 1 findings, 2 the call was wrong or a file could not be read.
    """
    # Blank lines are left as they are: the findings' line numbers are the file's.
    cleaner = _cleaner(select, (*ignore, "blanks"))
    found = 0
    with _Failures(None) as failures:
        for item in _items(files, failures, **how):
            result = _cleaned(cleaner, item, failures)
            for line, span in _findings(item, result) if result else ():
                found += 1
                click.echo(f"{item.name}:{line}: {span.kind} {span.rule}: {_short(span.text)}")
    sys.exit(max(failures.code, FOUND if found else 0))


@main.command()
@click.argument("file", type=click.Path())
@_input_options
def explain(file: str, select: tuple[str, ...], ignore: tuple[str, ...], **how: Any) -> None:
    """Show every line of FILE ("-" for standard input) with its verdict, rule and score.

    \b
    Examples:
      cleaner explain raw.txt
      curl -s https://example.org/feed.jsonl | cleaner explain -
    """
    cleaner = _cleaner(select, (*ignore, "blanks"))
    with _Failures(None) as failures:
        for item in _items((file,), failures, **how):
            result = _cleaned(cleaner, item, failures)
            if result:
                _explain(item, result)
    sys.exit(failures.code)


@main.group()
def rules() -> None:
    """List, show, test and start rules."""


@rules.command("list")
@click.option("--kind", help="Only rules of this kind.")
@click.argument("packs", nargs=-1)
def list_rules(packs: tuple[str, ...], kind: str | None) -> None:
    """Print the rules of PACKS, or all: id, kind and reason, parted by tabs.

    \b
    Examples:
      cleaner rules list en/share
      cleaner rules list --kind donation
    """
    for rule in _chosen(packs):
        if kind in (None, rule.kind):
            click.echo(f"{rule.id}\t{rule.kind}\t{rule.why}")


@rules.command()
@click.argument("rule_id")
def show(rule_id: str) -> None:
    """Print one rule with its patterns and its examples.

    \b
    Example:
      cleaner rules show en/share/like-this
    """
    from dataclasses import asdict

    for rule in _chosen((rule_id,)):
        click.echo(f"[{rule.id}]")
        for key, value in asdict(rule).items():
            if key == "id" or value in ((), ""):
                continue
            lines = value if isinstance(value, tuple) else (value,)
            click.echo(f"{key:9} " + "\n          ".join(str(line).replace("\n", "⏎") for line in lines))


@rules.command()
@click.argument("packs", nargs=-1)
def test(packs: tuple[str, ...]) -> None:
    """Run the proofs of the rules in PACKS, or of all: every `removes` must go and every `keeps` stay.

    PACKS are ids or their beginnings, TOML files, or directories of them.

    \b
    Examples:
      cleaner rules test en/share
      cleaner rules test my-rules/
    """
    from cleaner.matching import Matcher
    from cleaner.pipeline import all_rules
    from cleaner.testing import rule_problems

    own, macros = _from_files(packs)
    shipped, shipped_macros = all_rules()
    chosen = own or _chosen(packs)
    problems = list(rule_problems(chosen, Matcher((*shipped, *own), {**shipped_macros, **macros})))
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(chosen)} rules, {len(problems)} problems", err=True)
    sys.exit(FOUND if problems else 0)


@rules.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("name")
@click.option("--kind", default="navigation", show_default=True, help="What the rule's lines are.")
def new(path: Path, name: str, kind: str) -> None:
    """Add a rule called NAME to the TOML file PATH, ready to be filled in.

    \b
    Example:
      cleaner rules new rules/sv/share.toml dela-heading --kind share
    """
    from cleaner.packs import KINDS, near, read_file

    if kind not in KINDS:
        raise click.BadParameter(f"{kind!r} is no kind{near(kind, KINDS)}", param_hint="--kind")
    if path.exists() and any(rule.id.endswith(f"/{name}") for rule in read_file(path, "new")):
        raise click.BadParameter(f"{path} has a rule {name!r} already", param_hint="NAME")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as f:
        f.write(_SKELETON.format(name=name, kind=kind, gap="\n" if f.tell() else ""))
    click.echo(f"{path}: [{name}] added; fill it in, then: cleaner rules test {path}")


_SKELETON = """{gap}[{name}]
kind    = "{kind}"
why     = "what prints this line"
phrases = ["the whole line"]
removes = ["The whole line:"]
keeps   = ["The whole line of defence broke."]
"""


class _Failures:
    """Where failed items go: a line on standard error each, and the file of --errors."""

    def __init__(self, path: str | None) -> None:
        self.code = 0
        self._file: IO[str] | None = Path(path).open("w", encoding="utf-8") if path else None  # noqa: SIM115

    def __enter__(self) -> _Failures:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, failure: Failure, code: int = FOUND) -> None:
        from cleaner import records

        self.code = max(self.code, code)
        where = f"{failure.name}:{failure.line}" if failure.line else failure.name
        click.echo(f"{where}: {failure.why}", err=True)
        if self._file:
            original = failure.original.decode("utf-8", "replace").rstrip("\n")
            entry = {"file": failure.name, "line": failure.line, "error": failure.why, "original": original}
            self._file.write(records.dumps(entry) + "\n")


def _cleaner(select: tuple[str, ...], ignore: tuple[str, ...]) -> Cleaner:
    from cleaner.pipeline import Cleaner
    from cleaner.settings import Settings

    return Cleaner(Settings(select=select, ignore=ignore))


def _items(files: Iterable[str], failures: _Failures, **how: Any) -> Iterator[Item]:
    """The items of all files; what cannot be read goes to `failures` and the rest goes on."""
    from cleaner.errors import SourceError
    from cleaner.sources import Failure, items, opened

    for name in files or ("-",):
        try:
            with opened(name) as stream:
                for item in items(stream, name, **how):
                    if isinstance(item, Failure):
                        failures.add(item)
                    else:
                        yield item
        except SourceError as e:
            failures.add(Failure(name, 0, str(e)), BROKEN)


def _cleaned(cleaner: Cleaner, item: Item, failures: _Failures) -> Result | None:
    from cleaner.sources import Failure

    url = (item.record.get("url") if item.record else None) or item.metadata.get("url")
    try:
        return cleaner.clean(item.source, item.form, url if isinstance(url, str) else None, item.metadata)
    except Exception as e:  # noqa: BLE001 one record's trouble must not stop the others
        original = item.record.line if item.record else item.source
        failures.add(Failure(item.name, item.line, f"{type(e).__name__}: {e}", original.encode("utf-8", "replace")))
        return None


def _findings(item: Item, result: Result) -> Iterator[tuple[int, Any]]:
    """Removed spans with the line they stand at: the file's line for text, the record's for JSON Lines."""
    above = item.front.count("\n") + 1
    for span in result.removed:
        if span.text.strip():
            leading = len(span.text) - len(span.text.lstrip())
            yield item.line if item.record else above + result.source.count("\n", 0, span.start + leading), span


def _explain(item: Item, result: Result) -> None:
    verdicts = {
        result.source.count("\n", 0, span.start) + offset: span
        for span in result.removed
        for offset, line in enumerate(span.text.split("\n"))
        if line.strip()
    }
    if item.record or item.name != "-":
        click.echo(f"# {item.name}:{item.line}" if item.record else f"# {item.name}")
    for number, line in enumerate(result.source.split("\n")):
        if line.strip():
            taken = verdicts.get(number)
            verdict = f"{taken.kind:12} {taken.score:4.2f} {taken.rule:28}" if taken else f"{'keep':46}"
            click.echo(f"{number + 1 + item.front.count(chr(10)):5} {verdict} {_short(line)}")
    for name, value in result.metadata.items():
        click.echo(f"  {name}: {value}")
    for flag in result.flags:
        click.echo(f"  flag: {flag}")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 100 else text[:99] + "…"


def _chosen(packs: tuple[str, ...]) -> list[Rule]:
    from cleaner.errors import RuleError
    from cleaner.packs import near
    from cleaner.pipeline import all_rules

    known, _ = all_rules()
    wanted = [p.removeprefix("rules/").removesuffix(".toml").rstrip("/") for p in packs]
    for pack in wanted:
        if not any(rule.id == pack or rule.id.startswith(f"{pack}/") for rule in known):
            raise RuleError(f"no rule or pack is called {pack!r}{near(pack, [rule.id for rule in known])}")
    return [r for r in known if not wanted or any(r.id == pack or r.id.startswith(f"{pack}/") for pack in wanted)]


def _from_files(packs: tuple[str, ...]) -> tuple[list[Rule], dict[str, str]]:
    """Rules of those PACKS that are files or directories outside the shipped ones."""
    from cleaner.packs import read_directory, read_file, rules_directory

    own: list[Rule] = []
    macros: dict[str, str] = {}
    for path in map(Path, packs):
        if path.exists() and not path.resolve().is_relative_to(rules_directory()):
            if path.is_dir():
                rules_here, macros_here = read_directory(path)
                own += rules_here
                macros |= macros_here
            else:
                own += read_file(path, path.stem)
    return own, macros
