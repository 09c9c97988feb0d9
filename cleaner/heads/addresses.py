"""What an address tells: its host, how days are written there, and the day in it, `/2019/05/03/storm-warning`."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.matching import dates
from cleaner.matching.folding import fold

_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:/|_|$|(?:(?<=-\d)|(?<=-\d\d))-)|[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[/_.-]|$)"
)
# Countries where pages in English write the day before the month.
_DAY_FIRST = re.compile(r"\.(?:uk|au|nz|ie|in|za|ng|ke|pk|eu|de|fr|it|es|nl)$")
_IN_URL_BY_NAME = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)/", re.IGNORECASE)


class Said(NamedTuple):
    """A day as ISO 8601, and how often such a one is right."""

    day: str
    sure: float


def host_of(url: object) -> str:
    """The host an address names, without `www.`, in lower case; empty if it names none, or is no text."""
    if not isinstance(url, str):
        return ""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:  # brackets that do not close
        return ""
    return host.removeprefix("www.").rstrip(".")


def site_of(host: str) -> str:
    """The part of a host that names the site.

    >>> site_of("news.harbour.co.uk")
    'harbour'
    """
    return max(host.split(".")[:-1], key=len, default="")


def is_day_first(host: str) -> bool:
    """Whether a host is of a country where pages in English write 3/4/2019 for the third of April."""
    return _DAY_FIRST.search(host) is not None


def day(url: str) -> Said | None:
    """The day that an address gives, parted by slashes or hyphens, or surely enough in one run of figures.

    >>> day("https://harbour.example/news/2019/05/03/storm-warning?from=top")
    Said(day='2019-05-03', sure=0.85)
    """
    path = url.split("?")[0]
    if m := _IN_URL_BY_NAME.search(path):
        found, sure = dates.parse(fold(f"{m[3]} {m[2]} {m[1]}")), 0.85
    elif m := _IN_URL.search(path):
        year, month, number = m.groups()[:3] if m[1] else m.groups()[3:]
        found, sure = dates.parse(f"{year}-{int(month):02}-{int(number):02}"), 0.85 if m[1] else 0.6
    else:
        return None
    return Said(found, sure) if found else None
