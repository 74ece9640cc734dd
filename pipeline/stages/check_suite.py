"""`checks.yml` → expectations: read strictly, every fault with its line."""

import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.codebook.shapes import all_text
from pipeline.codebook.vocabulary import Vocabulary
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import CodebookError, Fault
from pipeline.stages.check_facts import FACTS
from pipeline.tables import SCHEMAS

FILE = "checks.yml"
WAY_OUT = "list the ids of the articles that are at fault in a file, and run with --retractions FILE"
LEVELS = ("error", "warning")
_SECTIONS = {"about", "checks", "drift"}
_KEYS = {"table", "column", "expect", "level", "about", "mostly"}
_NATIVE = re.compile(r"expect_column_[a-z_]+")


class Name(NamedTuple):
    """A readable name of an expectation: Great Expectations' name for it, and the keys it takes."""

    native: str
    keys: tuple[str, ...] = ()


NAMES: Mapping[str, Name] = {
    "unique": Name("expect_column_values_to_be_unique"),
    "filled": Name("expect_column_values_to_not_be_null"),
    "between": Name("expect_column_values_to_be_between", ("min", "max")),
    "one of": Name("expect_column_values_to_be_in_set", ("values",)),
    "matches": Name("expect_column_values_to_be_in_set", ("pattern",)),
    "holds": Name("expect_column_values_to_be_in_set"),
}
_KEYWORDS = {"min": "min_value", "max": "max_value", "values": "value_set", "pattern": "pattern"}


class Check(NamedTuple):
    """One expectation about a column or a fact; `arguments` are Great Expectations'."""

    table: str
    expect: str
    column: str
    level: str
    about: str
    native: str
    arguments: Mapping[str, Any]
    line: int


class _BadEntryError(Exception):
    """Why an entry cannot be read, and what to do."""

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


def read_checks(tree: Map, codes: Vocabulary) -> list[Check]:
    """The expectations of a `checks.yml`, in its order. Raises CodebookError with all faults."""
    faults = [Fault(FILE, tree.lines[key], f"unknown key '{key}'") for key in tree.keys() - _SECTIONS]
    entries, found = tree.get("checks", List(0)), []
    if not isinstance(entries, List):
        raise CodebookError([Fault(FILE, tree.lines["checks"], "'checks' must be a list")])
    for entry, line in zip(entries, entries.lines, strict=True):
        try:
            found.append(_check(entry, line, codes))
        except _BadEntryError as bad:
            faults.append(Fault(FILE, line, bad.what, bad.remedy))
    if faults:
        raise CodebookError(faults)
    return found


def _check(entry: Any, line: int, codes: Vocabulary) -> Check:
    if not isinstance(entry, Map):
        raise _BadEntryError("must be a mapping with table, column and expect")
    expect = _required(entry, "expect")
    name = NAMES.get(expect)
    if not name and (not _NATIVE.fullmatch(expect) or "regex" in expect):
        raise _BadEntryError(
            f"unknown expectation '{expect}'", f"use {', '.join(NAMES)} or a name of Great Expectations"
        )
    unknown = entry.keys() - _KEYS - set(name.keys if name else ("with",))
    if unknown:
        raise _BadEntryError(f"unknown key '{min(unknown)}'")
    table, column = _place(entry)
    level = entry.get("level", "error")
    if level not in LEVELS:
        raise _BadEntryError(f"unknown level '{level}'", "use error or warning")
    about = entry.get("about", "")
    if not isinstance(about, str):
        raise _BadEntryError("'about' must be text")
    arguments = _arguments(entry, name, _kind(table, column), codes)
    return Check(table, expect, column, level, about, name.native if name else expect, arguments, line)


def _required(entry: Map, key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise _BadEntryError(f"needs the key '{key}'")
    return value


def _place(entry: Map) -> tuple[str, str]:
    table, column = _required(entry, "table"), _required(entry, "column")
    if table not in FACTS:
        raise _BadEntryError(f"unknown table '{table}'", f"use {', '.join(FACTS)}")
    if column not in SCHEMAS[table].names and column not in FACTS[table]:
        raise _BadEntryError(f"{table} has no column or fact '{column}'", f"facts: {', '.join(FACTS[table]) or 'none'}")
    return table, column


def _kind(table: str, column: str) -> Any:
    return SCHEMAS[table].field(column).type if column in SCHEMAS[table].names else None


def _arguments(entry: Map, name: Name | None, kind: Any, codes: Vocabulary) -> dict[str, Any]:
    shared = {"mostly": _share(entry["mostly"])} if "mostly" in entry else {}
    if not name:
        return _native(entry.get("with", Map(0))) | shared
    if entry["expect"] == "holds":
        return {"value_set": [True]} | shared
    given = {key: entry[key] for key in name.keys if key in entry}
    if name.keys and not given:
        raise _BadEntryError(f"needs {' or '.join(name.keys)}")
    return {_KEYWORDS[key]: _value(key, value, kind, codes) for key, value in given.items()} | shared


def _value(key: str, value: Any, kind: Any, codes: Vocabulary) -> Any:
    if key in {"min", "max"}:
        return _number(value)
    if key == "pattern":
        return _pattern(value)
    if all_text(value):
        return [int(_number(item)) if kind and pa.types.is_integer(kind) else item for item in value]
    if not isinstance(value, str):
        raise _BadEntryError("'values' must be a list of texts, or a set of codes", "write [a, b, c]")
    known = {f"${field}" for field in codes._fields if field != "quads"}
    if value not in known:
        raise _BadEntryError(f"unknown set of codes '{value}'", f"use a list or {', '.join(sorted(known))}")
    return sorted(getattr(codes, value[1:]))


def _pattern(value: Any) -> str:
    """A pattern for RE2, which takes linear time whatever is written in it."""
    if not isinstance(value, str):
        raise _BadEntryError("'pattern' must be text")
    try:
        pc.match_substring_regex(pa.array([""]), value)
    except pa.ArrowInvalid as error:
        raise _BadEntryError(f"{error}", "patterns are those of RE2, without lookahead and back-references") from None
    return value


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if math.isfinite(number):
        return number
    raise _BadEntryError(f"'{value}' is not a number")


def _share(value: Any) -> float:
    share = _number(value)
    if 0 < share <= 1:
        return share
    raise _BadEntryError("'mostly' must be a share of the rows", 'above 0 and up to 1, such as "0.99"')


def _native(arguments: Any) -> dict[str, Any]:
    """Great Expectations' own arguments; whether it takes them it knows itself."""
    if isinstance(arguments, Map):
        return {key: _plain(key, value) for key, value in arguments.items()}
    raise _BadEntryError("'with' must map arguments to values", "such as with: {min_value: '1'}")


def _plain(key: str, value: Any) -> Any:
    """Numbers and truth values of arguments that are passed on as they are."""
    if isinstance(value, List):
        return [_plain(key, item) for item in value]
    if not isinstance(value, str):
        raise _BadEntryError(f"'{key}' must be a text or a list of texts")
    if value in {"true", "false"}:
        return value == "true"
    return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value
