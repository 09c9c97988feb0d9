"""The command group `cleaner rules`: list, show, test and start rules."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.importing import import_lists

if TYPE_CHECKING:
    from cleaner.packs import Rule

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SKELETON = """{gap}[{name}]
kind    = "{kind}"
why     = "what prints this line"
phrases = ["the whole line"]
removes = ["The whole line:"]
keeps   = ["The whole line of defence broke."]
"""
_SELECTOR_SKELETON = """{gap}[{name}]
kind    = "{kind}"
why     = "what prints these elements"
css     = [{css}]
removes = [{removes}]
keeps   = ["<p>The whole line of defence broke.</p>"]
"""


@click.group(short_help="List, show, test, start and import rules.")
def rules() -> None:
    """List, show, test, start and import rules.

    \b
    Examples:
      cleaner rules list --kind donation
      cleaner rules show en/share/like-this
      cleaner rules new my-rules/share.toml share-heading --kind share
      cleaner rules test my-rules/
      cleaner rules import ftr-site-config/ --to my-rules
    """


rules.add_command(import_lists)


@rules.command("list")
@click.option("--kind", help="Only rules of this kind.")
@click.argument("packs", nargs=-1)
def list_rules(packs: tuple[str, ...], kind: str | None) -> None:
    """Print the rules of PACKS, or all: id, kind and reason, parted by tabs.

    \b
    Examples:
      cleaner rules list en/share
      cleaner rules list sites/medium.com
      cleaner rules list --kind donation
    """
    _check_kind(kind)
    for rule in _chosen(packs):
        if kind in (None, rule.kind):
            click.echo(f"{rule.id}\t{rule.kind}\t{rule.why}")


@rules.command()
@click.argument("rule_id")
def show(rule_id: str) -> None:
    """Print one rule with its patterns and its examples, or all rules of a pack; of a rule in code, whose it is.

    \b
    Examples:
      cleaner rules show en/share/like-this
      cleaner rules show title/found
    """
    from dataclasses import asdict

    if code := _code_of(rule_id):
        click.echo(f"[{rule_id}]")
        for key, value in code.items():
            click.echo(f"{key:9} {value}")
        return
    for rule in _chosen((rule_id,)):
        click.echo(f"[{rule.id}]")
        for key, value in asdict(rule).items():
            if key == "id" or value in ((), ""):
                continue
            lines = value if isinstance(value, tuple) else (value,)
            click.echo(f"{key:9} " + "\n          ".join(str(line).replace("\n", "⏎") for line in lines))


def _code_of(rule_id: str) -> dict[str, str]:
    """Which cleaner a rule in code is of, what that does and where it stands; nothing for rules in files."""
    from cleaner import line_model, registry

    if rule_id in (line_model.RULE, "model"):
        about = (line_model.__doc__ or "").partition("\n")[0]
        return {"cleaner": "the line model", "about": about, "code": line_model.__file__}
    if not (cleaner := registry.labeller_of(rule_id)):
        return {}
    return {"cleaner": cleaner.name, "about": cleaner.about, "code": cleaner.function.__code__.co_filename}


@rules.command()
@click.argument("packs", nargs=-1)
def test(packs: tuple[str, ...]) -> None:
    """Run the proofs of the rules in PACKS, or of all: every `removes` must go and every `keeps` stay.

    PACKS are ids or their beginnings, TOML files, or directories of them.

    \b
    Examples:
      cleaner rules test en/share
      cleaner rules test my-rules/

    Exit code: 0 all hold, 1 some do not, 2 a rule is wrong or there is no such pack.
    """
    from cleaner.matching.matcher import Matcher, check_rules
    from cleaner.pipeline import all_rules
    from cleaner.testing import rule_problems

    own, macros, named = _from_files(packs)
    shipped, shipped_macros = all_rules()
    chosen = [*own, *(_chosen(named) if named or not packs else ())]
    macros = {**shipped_macros, **macros}
    check_rules(chosen, macros)
    problems = list(rule_problems(chosen, Matcher((*shipped, *own), macros)))
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(chosen)} rules, {len(problems)} problems", err=True)
    sys.exit(1 if problems else 0)


@rules.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("name")
@click.option("--kind", default="navigation", show_default=True, help="What the rule's lines are.")
@click.option("--css", metavar="SELECTOR", help="A rule for elements of pages, with this selector.")
def new(path: Path, name: str, kind: str, css: str | None) -> None:
    """Add a rule called NAME to the TOML file PATH, ready to be filled in.

    \b
    Examples:
      cleaner rules new rules/sv/share.toml dela-heading --kind share
      cleaner rules new rules/sites/harbour.example.toml box --css "div.tide-table"
    """
    from cleaner.packs import tables
    from cleaner.toml import string

    _check_kind(kind)
    if path.suffix != ".toml":
        raise click.BadParameter(f"{path} must end in .toml", param_hint="PATH")
    if not _NAME.fullmatch(name):
        raise click.BadParameter(f"{name!r} must be lower-case letters, digits and dashes", param_hint="NAME")
    if path.exists() and name in tables(path):
        raise click.BadParameter(f"{path} has a rule {name!r} already", param_hint="NAME")
    skeleton, example = (_SELECTOR_SKELETON, _example(css)) if css else (_SKELETON, "")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as f:
        gap = "\n" if f.tell() else ""
        f.write(skeleton.format(name=name, kind=kind, gap=gap, css=string(css or ""), removes=example))
    click.echo(f"{path}: [{name}] added; fill it in, then: cleaner rules test {path}")


def _example(css: str) -> str:
    """HTML that a selector marks, as TOML."""
    from cleaner.html.css import parse
    from cleaner.html.fragments import fragment
    from cleaner.toml import string

    try:
        selectors = parse(css)
    except ValueError as e:
        raise click.BadParameter(f"{css!r} {e}", param_hint="--css") from None
    return ", ".join(string(fragment(selector, "What stands in it.")) for selector in selectors)


def _check_kind(kind: str | None) -> None:
    from cleaner.packs import KINDS, near

    if kind and kind not in KINDS:
        raise click.BadParameter(f"{kind!r} is no kind{near(kind, KINDS)}", param_hint="--kind")


def _chosen(packs: Iterable[str]) -> list[Rule]:
    """The rules of these packs, in their order, or all."""
    from cleaner import sites
    from cleaner.errors import RuleError
    from cleaner.packs import near, rules_directory
    from cleaner.pipeline import all_rules

    known = [*all_rules()[0], *sites.read_all(rules_directory() / "sites")]
    wanted = [pack.removeprefix("rules/").removesuffix(".toml").rstrip("/") for pack in packs]
    for pack in wanted:
        if not any(_is_in(rule, pack) for rule in known):
            names = {*(rule.id for rule in known), *(rule.id.rpartition("/")[0] for rule in known)}
            raise RuleError(f"no rule or pack is called {pack!r}{near(pack, names)}")
    return [rule for rule in known if not wanted or any(_is_in(rule, pack) for pack in wanted)]


def _is_in(rule: Rule, pack: str) -> bool:
    """Whether `pack` is the rule's id, or a beginning of it; all are in the pack without a name."""
    return not pack or rule.id == pack or rule.id.startswith(f"{pack}/")


def _from_files(packs: Iterable[str]) -> tuple[list[Rule], dict[str, str], list[str]]:
    """Rules and macros of those PACKS that are files or directories, and the names of the shipped packs among them.

    A directory's packs of sites stand in `sites/`, here as in what is shipped.
    """
    from cleaner import sites
    from cleaner.packs import read_directory, read_file, rules_directory

    own: list[Rule] = []
    macros: dict[str, str] = {}
    named: list[str] = []
    shipped = rules_directory().resolve()
    for pack in packs:
        path = Path(pack)
        if not path.exists():
            named.append(pack)
        elif path.resolve().is_relative_to(shipped):
            named.append("" if path.resolve() == shipped else path.resolve().relative_to(shipped).as_posix())
        elif path.is_dir():
            rules_here, macros_here = read_directory(path) if path.name != "sites" else ([], {})
            own += rules_here
            own += sites.read_all(path if path.name == "sites" else path / "sites")
            macros |= macros_here
        else:
            own += sites.read(path) if path.parent.name == "sites" else read_file(path, path.stem)
    return own, macros, named
