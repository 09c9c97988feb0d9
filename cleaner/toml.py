"""Values as TOML, for the packs we write and the configuration we show: what reads TOML writes none."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def inline(value: Any) -> str:
    """Any value of a rule or a setting on one line, with JSON's escapes, which TOML shares; None as an empty string."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{inline(str(key))} = {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(inline, value))}]"
    return json.dumps("" if value is None else value, ensure_ascii=False).replace("\x7f", "\\u007f")


def string(text: str) -> str:
    """A string as TOML: literal where that is shorter to read."""
    return f"'{text}'" if '"' in text and "'" not in text and text.isprintable() else inline(text)


def strings(values: Iterable[str]) -> str:
    """A list of strings as TOML, a line each when they are long."""
    shown = [string(value) for value in values]
    line = f"[{', '.join(shown)}]"
    return line if len(line) <= 100 else "[\n    " + ",\n    ".join(shown) + ",\n]"
