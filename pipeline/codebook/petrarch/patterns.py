"""The patterns of verb dictionaries (`- * &TIES WITH $`) in the notation of this program's codebooks."""

import re
from collections.abc import Container
from typing import NamedTuple

from pipeline.codebook.actions.sequences import ANYBODY, SIDES, SOURCE, TARGET, TRIGGER, pieces

_PARTIES = {"$": SOURCE, "+": TARGET, "%": SIDES, "^": ANYBODY}
_GROUP = re.compile(r"\(([^()]*)\)")
_TOKEN = re.compile(r"_|[^\s_]+")


class Pattern(NamedTuple):
    """A pattern as words before and behind the verb, in a codebook's notation, `_` between those that adjoin."""

    before: str
    behind: str

    def around(self, before: tuple[str, ...] = (), behind: tuple[str, ...] = ()) -> str:
        """The whole pattern, with words that adjoin the verb itself."""
        verb = "_".join([*before, TRIGGER, *behind])
        return " ".join(f"{self.before}{verb}{self.behind}".split())

    @property
    def of_both(self) -> bool:
        """Whether both sides stand together before the verb."""
        return SIDES in self.before


PLAIN = Pattern("", "")


def read_pattern(text: str, sets: Container[str]) -> Pattern:
    """`IN_AND_*_OUT NOW` → ("in_and_", "_out now"). Raises ValueError where it cannot be understood."""
    flat = _GROUP.sub(lambda group: _alternatives(group[1]), text.replace("{", " ").replace("}", " "))
    out: list[str] = []
    joined = False
    for mark in _TOKEN.findall(re.sub(r"_+(?=\s|$)", "", flat)):
        if mark == "_":
            joined = bool(out)
        else:
            out += ["_" if joined else " ", _word(mark, sets)]
            joined = False
    marks = "".join(out).strip()
    if marks.count(TRIGGER) != 1:
        raise ValueError("a pattern without exactly one *")
    if marks == TRIGGER:
        raise ValueError("a pattern of the verb alone")
    before, _, behind = marks.partition(TRIGGER)
    return Pattern(before, behind)


def _alternatives(listed: str) -> str:
    """`(TO | FOR)` → `TO|FOR`; words in plain parentheses stay as they are."""
    options = [" ".join(option.split()).replace(" ", "~") for option in listed.split("|")]
    return " " + "|".join(option for option in options if option) + " "


def _word(mark: str, sets: Container[str]) -> str:
    if mark in _PARTIES:
        return _PARTIES[mark]
    if mark == TRIGGER:
        return mark
    return "|".join(_option(option, sets) for option in mark.split("|"))


def _option(mark: str, sets: Container[str]) -> str:
    if mark.startswith("&"):
        name = mark[1:].strip("_").lower().replace("_", "-")
        if name not in sets:
            raise ValueError(f"the set &{mark[1:]} is unknown")
        return "$" + name
    found = [piece.form for piece in pieces(mark.replace("~", " "))]
    if not found or not mark.strip("$+%^"):
        raise ValueError(f"'{mark}' is no word")
    return "~".join(found)
