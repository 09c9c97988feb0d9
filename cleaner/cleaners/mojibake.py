"""Text that was read in the wrong encoding, put right by ftfy."""

import re
from functools import lru_cache
from typing import Any

from cleaner.registry import fixer

# What UTF-8 bytes look like when read as a Western, Cyrillic or Central European code page: a lead byte's letter and a
# continuation byte's. ftfy reads 1.6 MB/s, so only lines with such a pair are shown to it.
_WESTERN = re.compile(
    "[\x80-\x9f]"
    "|[\xc2-\xf4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_CYRILLIC = re.compile("[РС][\x80-\xbf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]")
_ENTITY = re.compile("&(?:amp|lt|gt|quot|nbsp|#[0-9]{2,5});")
_LONGEST = 20_000  # characters; ftfy's tables are slow on a line of megabytes


@fixer(order=30)
def mojibake(text: str) -> str:
    """`cafÃ©` becomes `café`, `&amp;quot;` a quotation mark; quotes, ligatures and widths stay as they are."""
    if not _suspect(text):
        return text
    return "\n".join([_fixed(line) if _suspect(line) else line for line in text.split("\n")])


def _suspect(text: str) -> bool:
    """Each pattern is asked only where a character it needs is there at all."""
    if "&" in text and _ENTITY.search(text):
        return True
    if text.isascii():
        return False
    return bool("\ufffd" in text or (("Р" in text or "С" in text) and _CYRILLIC.search(text)) or _WESTERN.search(text))


def _fixed(line: str) -> str:
    if len(line) > _LONGEST:
        return line
    import ftfy  # 60 ms, and most texts need none of it

    return ftfy.fix_text(line, _config())


@lru_cache(maxsize=1)
def _config() -> Any:
    import ftfy

    return ftfy.TextFixerConfig(
        unescape_html="auto",
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        normalization=None,
        fix_line_breaks=False,
        remove_control_chars=False,
        remove_terminal_escapes=False,
        max_decode_length=_LONGEST,
    )
