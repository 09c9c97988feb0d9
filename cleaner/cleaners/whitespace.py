"""Line ends, blank lines, control and zero-width characters."""

import re

from cleaner.lines import ODD_BREAKS
from cleaner.registry import fixer

_ENDS = re.compile(f"\r\n?|[{ODD_BREAKS}]")
_ENDS_SEEN = f"\r{ODD_BREAKS}"
# Controls, and the invisible characters that carry no meaning. The zero-width joiner and non-joiner stay: Persian,
# Indic scripts and emoji need them; so do direction marks.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
_BLANK_LINES = re.compile(r"\n{3,}")


@fixer(order=10)
def surrogates(text: str) -> str:
    """Join surrogate pairs that were escaped apart; a lone one becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


@fixer(order=20)
def line_ends(text: str) -> str:
    """One newline for every kind of line end."""
    return _ENDS.sub("\n", text) if any(end in text for end in _ENDS_SEEN) else text


@fixer(order=40)
def invisible(text: str) -> str:
    """Control characters, zero-width spaces and soft hyphens go."""
    return _INVISIBLE.sub("", text)


@fixer(order=50)
def blanks(text: str) -> str:
    """No blanks at line ends, at most one blank line in a row, none before the first line or after the last."""
    ends_line = text.endswith("\n")
    text = "\n".join([line.rstrip() for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    stripped = text.lstrip("\n").rstrip("\n")
    return stripped + "\n" if ends_line and stripped else stripped
