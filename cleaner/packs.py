"""Rule packs: `rules/**/*.toml` read and checked, one `Rule` per table.

A rule says what a line of chrome looks like, why it is chrome, how far from the body it may stand, and carries its own
proof: `removes` and `keeps` are run as tests. CONTRIBUTING.md has the recipe and every key.
"""

import difflib
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli

from cleaner.errors import RuleError
from cleaner.matching import cache, dates
from cleaner.matching.folding import fold, fold_line, words_key

KINDS = tuple(
    "title byline date section site-header navigation share counter donation crypto comments related newsletter cookie "
    "ads paywall legal tags repeat boilerplate".split()
)
PLACES = ("edges", "top", "bottom", "anywhere")
# Named groups of a pattern that become metadata, with the rule as their source.
# "author" is read as names, "user" as a login that may be lower case; both become `authors`.
FIELDS = ("date", "date_modified", "author", "user", "section", "site", "site_url", "tags", "url")

_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One table of a rule file. The keys of the TOML table are the fields below `id`."""

    id: str  # "en/share/like-this": file and table
    kind: str
    why: str
    removes: tuple[str, ...]
    keeps: tuple[str, ...]
    misses: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()  # whole lines; case, punctuation and spacing folded
    match: tuple[str, ...] = ()  # RE2 patterns, each for the whole folded line
    starts: tuple[str, ...] = ()  # patterns of a block's first line
    inside: tuple[str, ...] = ()  # patterns of its further lines
    ends: tuple[str, ...] = ()  # patterns of its last line
    through: str = ""  # "end": the block runs to the end of the text
    gap: int = 1  # lines no pattern knows that may stand between two the block knows
    needs: int = 1  # how many different `inside` or `ends` patterns must be seen for the block to count
    within: str = "edges"
    alone: bool = True  # false: only where a neighbouring line is chrome by another rule
    sure: bool = False  # a block that the line model may not take back
    max_chars: int = 160
    languages: tuple[str, ...] = ()  # only in documents of these languages; empty: everywhere
    css: tuple[str, ...] = ()  # selectors of elements of a page; the examples of such a rule are HTML
    path: str = field(default="", compare=False)
    fields: frozenset[str] = field(init=False, compare=False, repr=False)  # the metadata its patterns can find

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", frozenset(_GROUP.findall(" ".join(self.match))))

    @property
    def is_block(self) -> bool:
        return bool(self.starts)


_KEYS = {f.name: f for f in fields(Rule) if f.name not in ("id", "path", "fields")}
_OF_CSS = frozenset(("kind", "why", "css", "removes", "keeps", "misses"))
_LISTS = frozenset(name for name, f in _KEYS.items() if str(f.type).startswith("tuple"))
# Letters, marks and digits of every script, as few ranges: \p{L} and its kin compile to hundreds of states each, these
# to a dozen. Folding has made fullwidth and styled letters plain.
_IN_WORD = (
    r"0-9a-z_\x{b5}\x{c0}-\x{1fff}\x{2c00}-\x{2dff}\x{2e80}-\x{2fff}"
    r"\x{3005}-\x{3007}\x{3040}-\x{d7ff}\x{f900}-\x{10ffff}"
)
_SHORTHANDS = {
    r"\w": f"[{_IN_WORD}]",
    r"\W": f"[^{_IN_WORD}]",
    r"\s": " ",
    r"\S": "[^ ]",
    r"\D": "[^0-9]",
    r"\d": "[0-9]",
}
_IN_CLASS = {r"\w": _IN_WORD, r"\s": " ", r"\d": "0-9"}
_SPECIAL = re.compile(
    r"(?P<group>\(\?P<\w+>)|(?P<property>\\[pPx]\{[^}]*\})|(?P<escape>\\.)|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<macro>\{\{[\w-]+\}\})|(?P<foreign>[^\x00-\x7f\ue000]+)|(?P<upper>[A-Z])",
    re.DOTALL,
)
_CLASS_PART = re.compile(r"\\[pPx]\{[^}]*\}|\\.|[^\x00-\x7f\\]+|[A-Z]", re.DOTALL)
_MACRO = re.compile(r"\{\{([\w-]+)\}\}")


def fold_pattern(pattern: str, macros: Iterable[str]) -> str:
    """A pack's pattern in RE2's syntax, its macros still to be filled in.

    Literals are folded as lines are; `\\w \\d \\s` mean letters of every script, digits (folding made them all ASCII)
    and the one space there is.

    Raises:
        ValueError: for what RE2 lacks or a folded line cannot show.
    """

    def one(m: re.Match[str]) -> str:
        token = m[0]
        if m["class"]:
            return _CLASS_PART.sub(lambda part: _checked(_IN_CLASS.get(part[0], part[0])), token)
        if m["macro"] and token[2:-2] not in macros:
            raise ValueError(f"unknown macro {token}{near(token[2:-2], macros)}")
        return _checked(_SHORTHANDS.get(token, token))

    return _SPECIAL.sub(one, pattern)


def _checked(token: str) -> str:
    if token in (r"\b", r"\B"):
        raise ValueError(r"\b is ASCII-only in RE2; patterns match the whole line, so write the neighbours out")
    if len(token) == 1 and token.isascii() and token.isupper():
        raise ValueError(f"upper-case {token!r} can never match: patterns see the folded, lower-case line")
    return token if token.isascii() else fold(token)


def whole_line(folded: str, macros: Mapping[str, str]) -> str:
    """A folded pattern with its macros filled in, for a whole line; a closing `.`, `:` or `!` never matters."""
    return rf"^(?:{_MACRO.sub(lambda m: f'(?:{macros[m[1]]})', folded)})[ .:!]*$"


def fold_macros(macros: Mapping[str, str]) -> dict[str, str]:
    """Macros in RE2's syntax; a macro may use those defined before it.

    Raises:
        RuleError: naming the macro.
    """
    done: dict[str, str] = {}
    for name, pattern in macros.items():
        try:
            done[name] = _MACRO.sub(lambda m: f"(?:{done[m[1]]})", fold_pattern(pattern, done))
        except ValueError as e:
            raise RuleError(f"macro {name!r}: {e}") from None
    return done


def near(word: str, known: Iterable[str]) -> str:
    """' (did you mean "match"?)' where something known is close to `word`, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""


def rules_directory() -> Path:
    """The packs that come with the package: inside the wheel, or beside the package in a checkout."""
    here = Path(__file__).resolve().parent
    shipped = here / "_rules"
    return shipped if shipped.is_dir() else here.parent / "rules"


def read_directory(directory: Path, prefix: str = "") -> tuple[list[Rule], dict[str, str]]:
    """All rules and macros under `directory`, in the order of their paths.

    `sites/` is left out: those packs are looked up by host. `prefix` stands before the rule ids of a plug-in's packs.

    Raises:
        RuleError: naming file, rule, key and the near miss.
    """
    rules: list[Rule] = []
    macros: dict[str, str] = {}
    paths = [path for path in directory.rglob("*.toml") if path.relative_to(directory).parts[0] != "sites"]
    files = {path: path.read_bytes() for path in sorted(paths)}
    digest = hashlib.sha256(b"\0".join(files.values())).hexdigest()
    tables_of = cache.remembered(["toml", 2, digest], lambda: [tables(path) for path in files])
    for path, table in zip(files, tables_of, strict=True):
        place = path.relative_to(directory)
        if path.name == "macros.toml":
            macros.update(_macros(path, table))
        else:
            rules.extend(_rules(path, prefix + place.with_suffix("").as_posix(), table))
    return rules, macros


def read(paths: Iterable[Path]) -> tuple[list[Rule], dict[str, str]]:
    """Rules and macros of files and directories of a user's own. A file's rules are called after it.

    Raises:
        RuleError: naming file, rule, key and the near miss.
    """
    rules: list[Rule] = []
    macros: dict[str, str] = {}
    for path in paths:
        more, more_macros = read_directory(path) if path.is_dir() else (read_file(path, path.stem), {})
        rules += more
        macros |= more_macros
    return rules, macros


def read_file(path: Path, pack: str) -> list[Rule]:
    """The rules of one file; `pack` is the first part of their ids. The table `page` of a site's pack is no rule.

    Raises:
        RuleError: naming file, rule, key and the near miss.
    """
    found = tables(path)
    if pack.startswith("sites/"):
        found.pop("page", None)
    return list(_rules(path, pack, found))


def _rules(path: Path, pack: str, found: Mapping[str, Any]) -> Iterator[Rule]:
    for name, table in found.items():
        try:
            yield _rule(f"{pack}/{name}", table, str(path))
        except (ValueError, TypeError) as e:
            raise RuleError(f"{_shown(path)}: [{name}] {e}") from None


def tables(path: Path) -> dict[str, Any]:
    """What a file holds, its selectors checked.

    Raises:
        RuleError: when it cannot be read or one of its selectors is wrong.
    """
    try:
        found = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise RuleError(f"{_shown(path)}: cannot be read: {e.strerror or e}") from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as e:
        raise RuleError(f"{_shown(path)}: not valid TOML: {e}") from None
    for name, table in found.items():
        if isinstance(table, dict) and "css" in table:
            _check_selectors(path, name, table["css"])
    return found


def _check_selectors(path: Path, name: str, css: object) -> None:
    """Here and not where the rule is made, so that it is done once for files whose tables are remembered."""
    from cleaner.html.css import parse  # 30 ms, which a text whose packs are remembered has no use for

    for selector in css if isinstance(css, list) else [css]:
        try:
            parse(str(selector))
        except ValueError as e:
            raise RuleError(f"{_shown(path)}: [{name}] css {selector!r}: {e}") from None


def _macros(path: Path, table: Mapping[str, Any]) -> Mapping[str, str]:
    for name, pattern in table.items():
        if not isinstance(pattern, str):
            raise RuleError(f"{_shown(path)}: macro {name!r} must be a string, not {type(pattern).__name__}")
    return table


def _shown(path: Path) -> str:
    """`rules/en/share.toml`, wherever the packs are installed."""
    try:
        return f"rules/{path.resolve().relative_to(rules_directory())}"
    except ValueError:
        return str(path)


def _rule(rule_id: str, table: Any, path: str) -> Rule:
    if not isinstance(table, dict):
        raise ValueError("a rule is a table: put its name in brackets on a line of its own")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise ValueError(f'unknown key "{key}"{near(key, _KEYS)}')
        values[key] = _value(key, value)
    for key in ("kind", "why", "removes", "keeps"):
        if not values.get(key):
            raise ValueError(f'needs "{key}"')
    if values["kind"] not in KINDS:
        raise ValueError(f'unknown kind "{values["kind"]}"{near(values["kind"], KINDS)}; kinds are {", ".join(KINDS)}')
    if values.get("within", "edges") not in PLACES:
        raise ValueError(f'unknown within "{values["within"]}"{near(values["within"], PLACES)}')
    if values.get("through", "end") != "end":
        raise ValueError('"through" can only be "end"')
    rule = Rule(id=sys.intern(rule_id), path=path, **values)
    if rule.css and (foreign := values.keys() - _OF_CSS):
        raise ValueError(
            f'"{min(foreign)}" belongs to a rule of lines; one with "css" has {", ".join(sorted(_OF_CSS))}'
        )
    if not (rule.phrases or rule.match or rule.starts or rule.css):
        raise ValueError('needs one of "phrases", "match", "starts" and "css"')
    if rule.is_block and (rule.phrases or rule.match):
        raise ValueError('a block ("starts") and a line rule ("phrases", "match") are two rules')
    if rule.is_block and not (rule.inside or rule.ends or rule.through):
        raise ValueError('a block needs "inside", "ends" or "through"')
    if not rule.is_block and (rule.inside or rule.ends or rule.through):
        raise ValueError('"inside", "ends" and "through" belong to a block; it needs "starts"')
    if unknown := rule.fields - set(FIELDS):
        group = min(unknown)
        raise ValueError(f'unknown group "{group}"{near(group, FIELDS)}; groups are {", ".join(FIELDS)}')
    return rule


def _value(key: str, value: Any) -> Any:
    if key in _LISTS:
        items = (value,) if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(i, str) for i in items):
            raise ValueError(f'"{key}" must be a list of strings')
        return tuple(items)
    wanted = type(_KEYS[key].default) if key not in ("kind", "why") else str
    if type(value) is not wanted:
        raise ValueError(f'"{key}" must be {wanted.__name__}, not {type(value).__name__}')
    return value


@lru_cache(maxsize=1)
def shipped() -> tuple[tuple[Rule, ...], Mapping[str, str]]:
    """The rules and macros that come with the package, read once per process."""
    rules, macros = read_directory(rules_directory())
    return tuple(rules), {"date": dates.MARK, "time": dates.TIME_PATTERN, **macros}


def phrase_key(phrase: str) -> str:
    """What a phrase is looked up by: the words of its folded form."""
    return words_key(fold_line(phrase))
