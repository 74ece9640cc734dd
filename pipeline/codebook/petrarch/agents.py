"""Agent dictionaries: nouns that add a role, with plurals in braces and `!SET!` for several words."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.codebook.petrarch.codes import brackets, words
from pipeline.codebook.petrarch.lines import Line, Note, note
from pipeline.codebook.phrases import tokenize

_SET = re.compile(r"!([^!\s]+)!")
_BRACES = re.compile(r"\{([^{}]*)\}")


class Agent(NamedTuple):
    """A role with its nouns; `ahead` where the role goes before the actor's code (`[NGO~]`)."""

    role: str
    nouns: tuple[str, ...]
    ahead: bool
    line: Line


def read_agents(lines: Iterable[Line], notes: list[Note]) -> list[Agent]:
    """The agents of a dictionary; what else it holds is noted."""
    sets: dict[str, list[str]] = {}
    found = []
    for line in lines:
        text = line.text.strip()
        name, equals, listed = text.partition("=")
        if equals and _SET.fullmatch(name.strip()):
            sets[name.strip().strip("!").upper()] = [words(word) for word in listed.split(",") if words(word)]
            continue
        try:
            found.append(_agent(line, sets))
        except ValueError as error:
            notes.append(note(line, str(error)))
    return found


def _agent(line: Line, sets: Mapping[str, list[str]]) -> Agent:
    head, codes = brackets(line.text.strip())
    if len(codes) != 1:
        raise ValueError("an agent without a code" if not codes else "an agent with several codes")
    code = codes[0].replace(" ", "")
    role = code.strip("~").upper()
    if "~" not in code or not role.isalnum():
        raise ValueError("an agent's code needs ~ for the actor's")
    irregular = [words(form) for found in _BRACES.findall(head) for form in found.split(",")]
    nouns = [noun for name in (_BRACES.sub("", head), *irregular) for noun in _expand(words(name.lstrip("+")), sets)]
    nouns = [noun for noun in nouns if tokenize(noun)]
    if not nouns:
        raise ValueError("an agent without a noun")
    return Agent(role, tuple(dict.fromkeys(nouns)), code.endswith("~"), line)


def _expand(name: str, sets: Mapping[str, list[str]]) -> list[str]:
    """`!MINIST! OF DEFENSE` → one name for each word of the set."""
    mark = _SET.search(name)
    if mark is None:
        return [name]
    if mark[1].upper() not in sets:
        raise ValueError(f"the set !{mark[1]}! is unknown")
    filled = (name[: mark.start()] + word + name[mark.end() :] for word in sets[mark[1].upper()])
    return [noun for one in filled for noun in _expand(one, sets)]
