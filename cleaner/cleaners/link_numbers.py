"""The numbers that lynx puts before links, where it lists their addresses below the page."""

import re

from cleaner.registry import fixer

_HEADING = "References\n"
# {{link-address}} of the rules that take the list; fixers run before any pack is read.
_ADDRESS = r"(?:[a-z][a-z0-9+.-]{1,30}://|mailto:|javascript:|tel:|data:|sms:|about:)[^\n]*"
_LIST = re.compile(rf"\n *{_HEADING}\s*(?:Visible links:\s+)?1\. {_ADDRESS}(?:\n+ *[0-9]+\. {_ADDRESS}){{9}}")
_NUMBER = re.compile(r"\[([0-9]{1,4})\](?=[\w\[(\"'“‘«„])")
_HIDDEN = 20  # links in a row that show no number, having no words


@fixer(order=60, once=True)
def link_numbers(text: str) -> str:
    """`[12]` before the twelfth link goes, if ten addresses or more are listed below, as `lynx -dump` does."""
    if _HEADING not in text or not (listed := _LIST.search(text)):
        return text
    last = 0

    def without(number: re.Match[str]) -> str:
        nonlocal last
        if not last < int(number[1]) <= last + _HIDDEN:
            return number[0]
        last = int(number[1])
        return ""

    return _NUMBER.sub(without, text[: listed.start()]) + text[listed.start() :]
