"""XPath as selectors, for the shapes that say the same in both: steps down, attributes, classes, `and`, `or`, `not`.

What asks for a place among siblings, for text, for what stands inside or before, has no selector here and is refused
with a reason that can be counted; nothing is guessed.
"""

import re
from collections.abc import Callable
from itertools import product

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"[^"]*"|'[^']*')|(?P<mark>//|::|!=|<=|>=|\.\.|[/|\[\]()@,=.*<>+-])|(?P<number>\d+)"""
    r"""|(?P<name>[A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?))"""
)
_IDENT = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")
_LONGEST = 2000  # characters of an XPath
_DEEPEST = 12  # brackets in brackets
_MOST = 32  # selectors one XPath may become
_COMPARED = {"contains": "*=", "starts-with": "^="}


def selectors(xpath: str) -> list[str]:
    """The selectors that together find what the XPath finds.

    Raises:
        ValueError: with the reason why there are none.
    """
    if len(xpath) > _LONGEST:
        raise ValueError("XPath of more than 2,000 characters")
    reader = _Reader(_tokens(xpath))
    found = reader.union()
    if reader.peek():
        raise ValueError("XPath that goes on where it should end")
    return list(dict.fromkeys(found))


def _tokens(xpath: str) -> list[str]:
    tokens, at, end = [], 0, len(xpath.rstrip())
    while at < end:
        m = _TOKEN.match(xpath, at)
        if m is None:
            raise ValueError("XPath with a character that has no place in it")
        tokens.append(m[0].strip())
        at = m.end()
    return tokens


class _Reader:
    """Reads tokens from the left; what it returns are lists of selectors, any of which may hold."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def peek(self, ahead: int = 0) -> str:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.peek()
        if not token or (wanted and token not in wanted):
            raise ValueError("XPath that is broken")
        self.at += 1
        return token

    def nested(self, read: Callable[[], list[str]], close: str) -> list[str]:
        self.take()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ValueError("XPath with brackets nested too deeply")
        found = read()
        self.take(close)
        self.depth -= 1
        return found

    def union(self) -> list[str]:
        found = self.path()
        while self.peek() == "|":
            self.take()
            found += self.path()
        return _few(found)

    def path(self) -> list[str]:
        if self.peek() == "(":
            found = self.nested(self.union, ")")
            if self.peek() == "[":
                raise ValueError("XPath that asks for a place among what it found")
        else:
            found = [""]
        while self.peek() in ("/", "//"):
            found = self.step(found)
        if found == [""]:
            raise ValueError("XPath that does not begin at the page")
        return found

    def step(self, before: list[str]) -> list[str]:
        combinator = " " if self.take() == "//" else " > "
        if self.peek() == "@" or (self.peek() == "text" and self.peek(1) == "("):
            return self.value(before)
        names = [self.name()]
        while self.peek() == "[":
            names = _joined(names, self.nested(self.condition, "]"))
        first = "" if combinator == " " else "html > "
        if before == [""] and names == ["html"]:
            return names
        steps = [f"{left}{combinator}{right}" if left else first + right for left in before for right in names]
        return _few(steps)

    def value(self, before: list[str]) -> list[str]:
        """An attribute or the text at the end of a path: what it is taken from is found."""
        if self.take() == "@":
            self.take()
        else:
            self.take("(")
            self.take(")")
        if self.peek() not in ("", "|", ")") or before == [""]:
            raise ValueError("XPath that asks for text")
        return before

    def name(self) -> str:
        if self.peek(1) == "::":
            if self.peek() not in ("child", "descendant"):
                raise ValueError(f"XPath with a step that goes elsewhere than down: {self.peek()}"[:80])
            raise ValueError("XPath with a named axis")
        token = self.take()
        if token in ("..", "."):
            raise ValueError("XPath with a step that goes elsewhere than down: ..")
        if token != "*" and not _IDENT.fullmatch(token):
            raise ValueError("XPath that is broken")
        if self.peek() == "(":
            raise ValueError(f"XPath function {token}()"[:80])
        return token.lower()

    def condition(self) -> list[str]:
        found = self.both()
        while self.peek() == "or":
            self.take()
            found += self.both()
        return _few(found)

    def both(self) -> list[str]:
        found = self.one()
        while self.peek() == "and":
            self.take()
            found = _joined(found, self.one())
        return found

    def one(self) -> list[str]:
        token = self.peek()
        if token == "(":
            return self.nested(self.condition, ")")
        if token == "not" and self.peek(1) == "(":
            self.take()
            parts = self.nested(self.condition, ")")
            if any(":not(" in part or not _single(part) for part in parts):
                raise ValueError("XPath with a not() around more than one condition")
            return ["".join(f":not({part})" for part in parts)]
        if token == "@":
            return [self.attribute()]
        if token in _COMPARED and self.peek(1) == "(":
            return [self.compared()]
        if token.isdigit() or token in ("position", "last"):
            raise ValueError("XPath that asks for a place among siblings")
        if token in ("text", ".", "normalize-space", "string", "string-length"):
            raise ValueError("XPath that asks for text")
        if self.peek(1) == "(":
            raise ValueError(f"XPath function {token}()"[:80])
        raise ValueError("XPath that asks for what stands inside")

    def attribute(self) -> str:
        self.take("@")
        name = _attribute_name(self.take())
        if self.peek() not in ("=", "!="):
            return f"[{name}]"
        equal = self.take() == "="
        value = _string(self.take())
        if name == "id" and equal and _IDENT.fullmatch(value):
            return f"#{value}"
        return f"[{name}={_quoted(value)}]" if equal else f"[{name}]:not([{name}={_quoted(value)}])"

    def compared(self) -> str:
        """`contains(@x, 'y')` and its kin, and the long way to ask for one class."""
        operator = _COMPARED[self.take()]
        self.take("(")
        name, padded = self.attribute_of()
        self.take(",")
        value = _string(self.take())
        self.take(")")
        if padded and operator == "*=" and value.startswith(" ") and value.endswith(" ") and len(value.split()) == 1:
            token = value.strip()
            return f".{token}" if name == "class" and _IDENT.fullmatch(token) else f"[{name}~={_quoted(token)}]"
        if padded or not value:
            raise ValueError("XPath that looks for part of a padded attribute")
        return f"[{name}{operator}{_quoted(value)}]"

    def attribute_of(self) -> tuple[str, bool]:
        """The attribute that is looked into, and whether it has blanks around it: `concat(' ', @class, ' ')`."""
        if self.peek() == "concat":
            self.take()
            self.take("(")
            if _string(self.take()) != " ":
                raise ValueError("XPath function concat()")
            self.take(",")
            name, _ = self.attribute_of()
            self.take(",")
            if _string(self.take()) != " ":
                raise ValueError("XPath function concat()")
            self.take(")")
            return name, True
        if self.peek() == "normalize-space":
            self.take()
            self.take("(")
            name, _ = self.attribute_of()
            self.take(")")
            return name, False
        if self.peek() != "@":
            raise ValueError("XPath that asks for text")
        self.take()
        return _attribute_name(self.take()), False


def _joined(names: list[str], conditions: list[str]) -> list[str]:
    """Each name with each condition; `*` is not written where something stands behind it."""
    return _few([(name if name != "*" else "") + condition for name, condition in product(names, conditions)])


def _few(found: list[str]) -> list[str]:
    if len(found) > _MOST:
        raise ValueError("XPath that would become more than 32 selectors")
    return found


def _single(part: str) -> bool:
    """Whether a compound holds one condition, as :not() wants it."""
    return re.fullmatch(r"[#.][\w-]+|\[[^\[\]]*\]", part) is not None


def _attribute_name(token: str) -> str:
    if not _IDENT.fullmatch(token):
        raise ValueError("XPath with an attribute of any name")
    return token.lower()


def _string(token: str) -> str:
    if token[:1] not in ("'", '"') or not token[1:-1].isprintable():
        raise ValueError("XPath that compares with something else than a string")
    return token[1:-1]


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if "'" in value else f"'{_escaped(value)}'"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\")
