"""Codes in brackets: `[USAGOV <010101]`, `[032:033]`, and the dates in them."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_CODE = re.compile(r"[A-Za-z0-9+#/\-]+")
_RANGE = re.compile(r"(\d+)\s*-\s*(\d+)")
_BOUND = re.compile(r"([<>])\s*=?\s*(\d+)")
_PIVOT = 30  # two digits of a year up to 30 are of this century, as in PETRARCH
NOTHING = frozenset({"---", "+++", "###"})
"""Codes that stand for no code."""


class DatedCode(NamedTuple):
    """A code and the days on which it holds: from `start`, before `end`."""

    code: str
    start: date | None = None
    end: date | None = None


def brackets(text: str) -> tuple[str, list[str]]:
    """What stands before the first bracket, and what is in the brackets. Raises ValueError for one that is open."""
    if _BRACKET.sub("", text).count("[") or "]" in _BRACKET.sub("", text):
        raise ValueError("a bracket without its other half")
    return text.split("[", 1)[0].strip(), [found.strip() for found in _BRACKET.findall(text)]


def dated_code(text: str) -> DatedCode:
    """ "USAGOV 930120-010120" → a code with its days. Raises ValueError for what is no code or no date.

    A range holds on both of its days, `<` before its day, `>` from its day on.
    """
    code = _CODE.match(text)
    rest = text[code.end() :].strip() if code else ""
    if code is None:
        raise ValueError("no code in the brackets")
    if not rest:
        return DatedCode(code.group().upper())
    between, bound = _RANGE.fullmatch(rest), _BOUND.fullmatch(rest)
    start: date | None
    end: date | None
    if between:
        start, end = day(between[1]), day(between[2]) + timedelta(days=1)
    elif bound:
        start, end = (day(bound[2]), None) if bound[1] == ">" else (None, day(bound[2]))
    else:
        raise ValueError(f"'{rest}' is no date")
    if start and end and start >= end:
        raise ValueError(f"'{rest}' ends before it begins")
    return DatedCode(code.group().upper(), start, end)


def day(digits: str) -> date:
    """YYMMDD or YYYYMMDD; month or day 00 is the first, a day after the month's last is the last."""
    if len(digits) not in (6, 8):
        raise ValueError(f"'{digits}' is no date of 6 or 8 digits")
    year, month, number = int(digits[:-4]), int(digits[-4:-2]) or 1, int(digits[-2:]) or 1
    if len(digits) == 6:
        year += 2000 if year <= _PIVOT else 1900
    if not (1 <= year <= 9998 and month <= 12 and number <= 31):
        raise ValueError(f"'{digits}' is no date")
    return date(year, month, min(number, monthrange(year, month)[1]))


def words(name: str) -> str:
    """A dictionary's spelling of a name in words: `GEORGE_W._BUSH_` → GEORGE W. BUSH."""
    return " ".join(name.replace("_", " ").split())
