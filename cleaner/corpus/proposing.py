"""Rule proposals: what a site repeats, written as a pack that a person reads, thins out and commits."""

import re
from collections.abc import Iterable, Iterator

from cleaner.corpus.learn import Repeated
from cleaner.matching.folding import fold_line
from cleaner.matching.matcher import Matcher
from cleaner.packs import Rule
from cleaner.sites import WithSite
from cleaner.testing import kept_wrongly, rule_problems
from cleaner.toml import inline

_MOST = 200  # lines proposed for one site
_SHORT = 120  # characters of a folded line that is looked up as a phrase; longer ones become patterns
_SPECIAL = re.compile(r"([\\.+*?()|\[\]{}^$#&~-])")
_HEAD = """\
# Proposed by `cleaner learn` from {pages:,} pages of {host}: lines that stand on many of them, away from the text.
# Read them, take out what a writer could have written, and commit the rest; `cleaner rules test` runs their proofs.
"""
# What a rule must keep: the line inside a sentence, whichever way no other rule minds.
_SENTENCES = (
    "“{line}”, said the notice on the door, and nobody in the harbour could say who had put it there.",
    "Nobody in the harbour could say who had written {line} on the door, or what was meant by it.",
)


def proposal(host: str, repeated: Iterable[Repeated], matcher: Matcher) -> str:
    """The text of a site's pack, empty if there is nothing to propose. `matcher` has the rules of all sites."""
    parts: list[str] = []
    names: set[str] = set()
    pages = 0
    for line in repeated:
        if len(names) >= _MOST:
            break
        rule = _proved(host, line, _name(line.words, names), matcher)
        if rule:
            pages = line.pages
            parts.append(_written(line, rule))
            names.add(rule.id.rpartition("/")[2])
    return _HEAD.format(pages=pages, host=host) + "".join(parts) if parts else ""


def _name(words: str, taken: set[str]) -> str:
    """A rule's name from the first words of its line; a number behind it where that is taken."""
    slug = "-".join(re.findall(r"[a-z0-9]+", words)[:5])[:40] or "line"
    return next(name for name in _numbered(slug) if name not in taken)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def _proved(host: str, line: Repeated, name: str, matcher: Matcher) -> Rule | None:
    """The rule for a line, if its proof holds beside all other rules."""
    folded = fold_line(line.example)
    is_short = len(folded) <= _SHORT
    for sentence in _SENTENCES:
        rule = Rule(
            id=f"{host}/{name}",
            kind="repeat",
            why=f"stands on {line.seen_on:,} of {line.pages:,} pages of {host}",
            phrases=(line.words,) if is_short else (),
            match=() if is_short else (_SPECIAL.sub(r"\\\1", folded.rstrip(" .:!")),),
            max_chars=max(160, len(folded)),
            removes=(line.example,),
            keeps=(sentence.format(line=line.example),),
        )
        both = WithSite(matcher, Matcher([rule], {}))
        if kept_wrongly(rule.keeps[0], rule, both):
            continue
        return None if any(rule_problems([rule], both)) else rule
    return None


def _written(line: Repeated, rule: Rule) -> str:
    keys: dict[str, object] = {"kind": rule.kind, "why": rule.why}
    keys |= {"phrases": [*rule.phrases]} if rule.phrases else {"match": [*rule.match], "max_chars": rule.max_chars}
    keys |= {"removes": [*rule.removes], "keeps": [*rule.keeps]}
    shown = "".join(c if c.isprintable() else " " for c in line.example)
    rows = [f"{key} = {inline(value)}\n" for key, value in keys.items()]
    name = rule.id.rpartition("/")[2]
    return f"\n# {line.seen_on:,} of {line.pages:,} pages, for example: {shown}\n[{name}]\n" + "".join(rows)
