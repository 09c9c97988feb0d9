"""JSON Lines into Parquet: the types are those that all records of the file can have.

Whole numbers beside others become floating-point ones where that loses nothing; what has no common type, and
`metadata`, whose members differ from record to record, becomes a string that holds JSON.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cleaner.cleaners.whitespace import surrogates
from cleaner.extras import needed
from cleaner.formats import records

_DEEPEST = 30  # lists and structs in one another
_CHUNK = 16 * 1024 * 1024  # bytes of JSON turned into one row group


class _MisfitError(Exception):
    """A column's values do not all go into the type found for it."""


def to_parquet(lines: Path, target: Path, always: Iterable[str] = ()) -> None:
    """Turn a file of JSON objects, one a line, into a Parquet file. Columns that are `always` there need no record."""
    types = _types(lines)
    types |= {name: needed("pyarrow", "corpus").string() for name in always if name not in types}
    while True:
        try:
            _write(lines, target, types)
        except _MisfitError as e:
            types[str(e)] = None
        else:
            return


def _chunks(lines: Path) -> Iterator[list[dict[str, Any]]]:
    with lines.open("rb") as file:
        while found := file.readlines(_CHUNK):
            yield [_row(line) for line in found]


def _row(line: bytes) -> dict[str, Any]:
    """A record's members by names that a schema can have."""
    try:
        row = json.loads(line)
    except ValueError:  # an integer too long for Python
        row = {name: member.value for name, member in records.parse(line.decode()).members.items()}
    return {surrogates(name): value for name, value in row.items()}


def _types(lines: Path) -> dict[str, Any]:
    """Column → its Arrow type, None for JSON; in the order of first appearance."""
    pa = needed("pyarrow", "corpus")
    types: dict[str, Any] = {}
    for chunk in _chunks(lines):
        for name in dict.fromkeys(name for row in chunk for name in row):
            found = _type(pa, [row.get(name) for row in chunk])
            types[name] = _common(pa, types[name], found) if name in types else found
    plain = {name: pa.string() if one == pa.null() else one for name, one in types.items()}
    return {name: None if name == "metadata" else one for name, one in plain.items()}


def _type(pa: Any, values: list[Any]) -> Any:
    try:
        found = pa.infer_type(values)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return None
    return None if _is_refused(pa, found) else found


def _is_refused(pa: Any, column_type: Any, depth: int = 0) -> bool:
    """Whether there is an empty struct in it, which Parquet does not have, or more levels than are read back."""
    if pa.types.is_list(column_type):
        return depth > _DEEPEST or _is_refused(pa, column_type.value_type, depth + 1)
    if not pa.types.is_struct(column_type):
        return False
    inside = [inner.type for inner in column_type]
    return not inside or depth > _DEEPEST or any(_is_refused(pa, inner, depth + 1) for inner in inside)


def _common(pa: Any, one: Any, other: Any) -> Any:
    if one is None or other is None:
        return None
    try:
        schemas = [pa.schema([("x", column_type)]) for column_type in (one, other)]
        return pa.unify_schemas(schemas, promote_options="permissive").field(0).type
    except pa.ArrowException:
        return None


def _write(lines: Path, target: Path, types: Mapping[str, Any]) -> None:
    pa, parquet = needed("pyarrow", "corpus"), needed("pyarrow.parquet", "corpus")
    schema = pa.schema([(name, one or pa.string()) for name, one in types.items()])
    with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for chunk in _chunks(lines):
            columns = [_column(pa, [row.get(name) for row in chunk], name, types[name]) for name in types]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _column(pa: Any, values: list[Any], name: str, column_type: Any) -> Any:
    if column_type is None:
        return pa.array([None if value is None else records.dumps(value) for value in values], pa.string())
    if column_type == pa.string():
        values = [surrogates(value) if isinstance(value, str) else value for value in values]
    try:
        return pa.array(values, column_type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        raise _MisfitError(name) from None
