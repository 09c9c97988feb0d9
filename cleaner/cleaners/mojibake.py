"""Text that was read in the wrong encoding, put right by ftfy."""

from functools import lru_cache
from typing import Any

import re2

from cleaner.registry import fixer

# What UTF-8 bytes look like when read as a Western, Cyrillic or Central European code page: a lead byte's letter and a
# continuation byte's; entities; and what decoders leave. ftfy reads 1.6 MB/s, so only lines with such are shown to it.
_SUSPECT = re2.compile(
    r"[\x{80}-\x{9f}]|\x{fffd}|&(?:amp|lt|gt|quot|nbsp|#[0-9]{2,5});"
    r"|[\x{c2}-\x{f4}][\x{80}-\x{bf}\x{152}\x{153}\x{160}\x{161}\x{178}\x{17d}\x{17e}\x{192}\x{2c6}\x{2dc}"
    r"\x{2013}-\x{203a}\x{20ac}\x{2122}]"
    r"|[РС][\x{80}-\x{bf}\x{402}-\x{40f}\x{452}-\x{45f}\x{490}\x{491}\x{2013}-\x{203a}\x{20ac}\x{2116}\x{2122}]"
)
_LONGEST = 20_000  # characters; ftfy's tables are slow on a line of megabytes


@fixer(order=30)
def mojibake(text: str) -> str:
    """`cafÃ©` becomes `café`, `&amp;quot;` a quotation mark; quotes, ligatures and widths stay as they are."""
    if not _suspect(text):
        return text
    return "\n".join([_fixed(line) if _suspect(line) else line for line in text.split("\n")])


def _suspect(text: str) -> bool:
    return _SUSPECT.search(text.encode(errors="replace")) is not None


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
