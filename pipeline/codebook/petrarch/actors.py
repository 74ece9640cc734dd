"""Actor dictionaries: names with dated codes, and `+` lines with other names for the same."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.codebook.petrarch.codes import NOTHING, DatedCode, brackets, dated_code, words
from pipeline.codebook.petrarch.lines import Line, Note, note
from pipeline.codebook.phrases import tokenize


@dataclass
class Named:
    """An actor as the dictionary has it: names as written, codes in their order."""

    line: Line
    names: list[str] = field(default_factory=list)
    codes: list[DatedCode] = field(default_factory=list)


def read_actors(lines: Iterable[Line], notes: list[Note]) -> list[Named]:
    """The actors of a dictionary that have a name and a code; what else it holds is noted."""
    found: list[Named] = []
    for line in lines:
        _read(line, found, notes)
    return [actor for actor in found if _usable(actor, notes)]


def _read(line: Line, found: list[Named], notes: list[Note]) -> None:
    text = line.text.strip()
    try:
        name, codes = brackets(text)
    except ValueError as error:
        notes.append(note(line, str(error)))
        return
    synonym = name.startswith("+")
    if name and not synonym:
        found.append(Named(line))
    if not found:
        notes.append(note(line, "stands before any actor"))
        return
    if name:
        _name(words(name.lstrip("+")), found[-1], line, notes)
    for code in codes:
        _code(code, found[-1], line, notes)


def _name(name: str, actor: Named, line: Line, notes: list[Note]) -> None:
    if tokenize(name):
        actor.names.append(name)
    else:
        notes.append(note(line, "a name without letters"))


def _code(text: str, actor: Named, line: Line, notes: list[Note]) -> None:
    try:
        actor.codes.append(dated_code(text))
    except ValueError as error:
        notes.append(note(line, str(error)))


def _usable(actor: Named, notes: list[Note]) -> bool:
    if not actor.codes:
        notes.append(note(actor.line, "an actor without a code"))
    elif all(code.code in NOTHING for code in actor.codes):
        notes.append(note(actor.line, "an actor whose code stands for nobody"))
        return False
    return bool(actor.codes and actor.names)
