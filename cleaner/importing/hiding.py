"""Lists of elements that ad blockers hide, in the syntax of EasyList.

    example.com,example.org##.sponsor-box
    ##.cookie-wall
    example.com#@#.cookie-wall

A selector that a list takes back anywhere is known to break pages, and is left out everywhere it could hold.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from cleaner.importing.found import GENERIC, Found, Left, Wanted

RULE = re.compile(r"([^#\s/|^$]*)(#[@?$%]{0,2}#)(\S.*)")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
_EXTENDED = "extended rule, which asks for more than a selector says"
_TAKEN_BACK = "the list takes it back on some sites: it breaks pages"
_NOT_EVERYWHERE = "it does not hold on part of the sites it names"


def read(lines: list[str], name: str) -> Found:
    """What a list hides."""
    back = _taken_back(lines)
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith(("!", "[")):
            continue
        m = RULE.match(line)
        if m is None:
            yield Left("network rule: nothing is fetched", f"{name}:{number}", line)
        elif m[2] != "#@#":
            try:
                for host in _hosts(m[1], m[2], m[3], back):
                    yield Wanted(host, "hide", (m[3],), f"{name}:{number}", line)
            except ValueError as e:
                yield Left(str(e), f"{name}:{number}", line)


def _taken_back(lines: Iterable[str]) -> dict[str, set[str]]:
    """Selector → the hosts on which it does not hold; `GENERIC` for everywhere."""
    back: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if "#@#" in line and (m := RULE.match(line.strip())) and m[2] == "#@#":
            back[m[3]].update(host.strip().lower() for host in m[1].split(","))
    return back


def _hosts(domains: str, kind: str, selector: str, back: dict[str, set[str]]) -> list[str]:
    """The hosts a rule holds for."""
    if kind != "##" or selector.startswith(("+js", "^", "script:inject")):
        raise ValueError(_EXTENDED)
    named = [domain.strip().lower() for domain in domains.split(",") if domain.strip()]
    hosts = [domain.removeprefix("www.") for domain in named if not domain.startswith("~")]
    if any(not _HOST.fullmatch(host) for host in hosts):
        raise ValueError("host with a wildcard, or none")
    if len(hosts) < len(named):
        raise ValueError(_NOT_EVERYWHERE)
    if selector in back and (not hosts or any(_under(one, host) for one in back[selector] for host in hosts)):
        raise ValueError(_TAKEN_BACK)
    return hosts or [GENERIC]


def _under(one: str, other: str) -> bool:
    """Whether one host is part of the other, or either holds everywhere."""
    return not one or f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}")
