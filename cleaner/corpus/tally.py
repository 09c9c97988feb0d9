"""What a job counts: records, words, what went by kind and rule, languages, sites, failures."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.heads.addresses import host_of
from cleaner.pipeline import Result

_NUMBERS = ("records", "failed", "flagged", "words_in", "words_out")
_MOST_SITES = 100_000  # hosts counted at once; the rarest are let go beyond that
_SHOWN_SITES = 1_000


@dataclass
class Tally:
    """Counts that add up. Words are what blanks part; words in are those of the text before anything was removed."""

    numbers: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sites: dict[str, list[int]] = field(default_factory=dict)  # host → records, words in, words out

    def note(self, result: Result, url: str | None) -> None:
        """Count one cleaned record."""
        words = [1, len(result.source.split()), len(result.text.split())]
        self.numbers.update(records=1, words_in=words[1], words_out=words[2], flagged=bool(result.flags))
        gone = [span for span in result.removed if span.text.strip()]
        self.kinds.update(span.kind for span in gone)
        self.rules.update(span.rule for span in gone)
        self.languages[str(result.metadata.get("language") or "unknown")] += 1
        self._add_site(host_of(url) or "unknown", words)

    def fail(self) -> None:
        """Count one record, or one file, that could not be cleaned."""
        self.numbers["failed"] += 1

    def add(self, other: "Tally") -> None:
        """Take over what another one counted."""
        for name in ("numbers", "kinds", "rules", "languages"):
            getattr(self, name).update(getattr(other, name))
        for host, counts in other.sites.items():
            self._add_site(host, counts)

    def _add_site(self, host: str, counts: list[int]) -> None:
        held = self.sites.setdefault(host, [0, 0, 0])
        for at, count in enumerate(counts):
            held[at] += count
        if len(self.sites) > _MOST_SITES:
            self.sites = dict(_largest(self.sites)[: _MOST_SITES // 2])

    def as_json(self) -> dict[str, Any]:
        """The counts as the report has them, the largest first."""
        sites = _largest(self.sites)[:_SHOWN_SITES]
        names = ("records", "words_in", "words_out")
        return {
            **{name: self.numbers[name] for name in _NUMBERS},
            **{name: _ordered(getattr(self, name)) for name in ("kinds", "rules", "languages")},
            "sites": {host: dict(zip(names, counts, strict=True)) for host, counts in sites},
        }

    def dump(self) -> dict[str, Any]:
        """All of it, for a journal."""
        return {name: getattr(self, name) for name in ("numbers", "kinds", "rules", "languages", "sites")}

    @classmethod
    def load(cls, dumped: Mapping[str, Any]) -> "Tally":
        """What `dump` gave."""
        counters = {name: Counter(dumped[name]) for name in ("numbers", "kinds", "rules", "languages")}
        return cls(**counters, sites=dict(dumped["sites"]))


def _largest(sites: Mapping[str, list[int]]) -> list[tuple[str, list[int]]]:
    return sorted(sites.items(), key=lambda entry: (-entry[1][0], entry[0]))


def _ordered(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
