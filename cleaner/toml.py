"""Values as TOML, for the packs we write: what reads TOML writes none, and strings and lists are all we need."""

import json
from collections.abc import Iterable


def string(value: str) -> str:
    """A string as TOML: literal where that is shorter to read, else with JSON's escapes, which TOML shares."""
    if '"' in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def strings(values: Iterable[str]) -> str:
    """A list of strings as TOML, a line each when they are long."""
    shown = [string(value) for value in values]
    line = f"[{', '.join(shown)}]"
    return line if len(line) <= 100 else "[\n    " + ",\n    ".join(shown) + ",\n]"
