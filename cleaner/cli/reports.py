"""Findings as text, as JSON, as annotations of GitHub Actions, and as SARIF; and their summary."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cleaner.cli.printing import say, short, shown

if TYPE_CHECKING:
    from cleaner.hook.findings import Finding

Add = Callable[["Finding"], None]
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MORE_RULES = 20  # rules in a summary before the rest is counted together


@contextlib.contextmanager
def _text() -> Iterator[Add]:
    yield lambda f: say(f"{shown(f.path)}:{f.line}:{f.column}: {f.kind} {f.rule}: {short(f.text)}")


@contextlib.contextmanager
def _json() -> Iterator[Add]:
    """One array, an object a line."""
    from dataclasses import asdict

    from cleaner.formats.records import dumps

    gap = "[\n"

    def add(finding: Finding) -> None:
        nonlocal gap
        say(gap + dumps({**asdict(finding), "path": _utf8(finding.path)}), end="")
        gap = ",\n"

    yield add
    say("[]" if gap == "[\n" else "\n]")


@contextlib.contextmanager
def _github() -> Iterator[Add]:
    """Workflow commands of GitHub Actions."""

    def add(f: Finding) -> None:
        where = {
            "file": _utf8(f.path),
            "line": f.line,
            "endLine": f.end_line,
            "col": f.column,
            "endColumn": f.end_column,
        }
        if f.line != f.end_line:  # columns are for a single line only
            del where["col"], where["endColumn"]
        properties = {**where, "title": f"cleaner: {f.kind} ({f.rule})"}
        written = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
        say(f"::error {written}::{_escaped(f'{short(f.text)} ({f.why})')}")

    yield add


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


@contextlib.contextmanager
def _sarif() -> Iterator[Add]:
    """SARIF 2.1.0, one run; see the OASIS standard."""
    from importlib.metadata import version

    from cleaner.formats.records import dumps

    found: list[Finding] = []
    yield found.append
    rules = {finding.rule: finding for finding in found}
    numbers = {rule: number for number, rule in enumerate(sorted(rules))}
    driver = {
        "name": "cleaner",
        "version": version("article-cleaner"),
        "rules": [_sarif_rule(rules[rule]) for rule in numbers],
    }
    results = [_sarif_result(finding, numbers[finding.rule]) for finding in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    say(dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}))


def _sarif_rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "name": finding.kind,
        "shortDescription": {"text": finding.why},
        "properties": {"kind": finding.kind},
    }


def _sarif_result(f: Finding, number: int) -> dict[str, Any]:
    region = {"startLine": f.line, "startColumn": f.column, "endLine": f.end_line, "endColumn": f.end_column}
    address = quote(f.path, errors="surrogateescape")
    return {
        "ruleId": f.rule,
        "ruleIndex": number,
        "level": "warning",
        "message": {"text": f"{f.kind}: {short(f.text)}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": address}, "region": region}}],
        "properties": {"score": f.score},
    }


def _utf8(path: str) -> str:
    """A file's name as text; bytes that are none become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


FORMATS = {"text": _text, "json": _json, "github": _github, "sarif": _sarif}


def summary(by_rule: Counter[tuple[str, str]], files_with: int, files: int) -> None:
    """How much was found, by kind and rule, on standard error."""
    if by_rule:
        say("", err=True)
    for (kind, rule), count in _most(by_rule):
        say(f"{count:7,} {kind:12} {rule}", err=True)
    total = by_rule.total()
    say(f"{_counted(total, 'finding')} in {files_with:,} of {_counted(files, 'file')}", err=True)


def _most(by_rule: Counter[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], int]]:
    ordered = sorted(by_rule.items(), key=lambda entry: (-entry[1], entry[0]))
    yield from ordered[:_MORE_RULES]
    if rest := ordered[_MORE_RULES:]:
        yield ("", f"by {_counted(len(rest), 'other rule')}"), sum(count for _, count in rest)


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
