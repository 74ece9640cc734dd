"""Discard dictionaries: phrases whose sentence is not coded, or, with `+`, whose whole record."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.codebook.petrarch.codes import words
from pipeline.codebook.petrarch.lines import Line, Note, note
from pipeline.codebook.phrases import tokenize


class Discards(NamedTuple):
    """Phrases that leave out a sentence, and those that leave out a record."""

    sentences: tuple[str, ...]
    records: tuple[str, ...]


def read_discards(lines: Iterable[Line], notes: list[Note]) -> Discards:
    """The phrases of a dictionary, each once; what else it holds is noted."""
    sentences: dict[str, None] = {}
    records: dict[str, None] = {}
    for line in lines:
        text = line.text.strip().split("[", 1)[0]
        phrase = words(text.lstrip("+")).lower()
        if not tokenize(phrase):
            notes.append(note(line, "a discard without words"))
            continue
        (records if text.startswith("+") else sentences).setdefault(phrase)
    return Discards(tuple(phrase for phrase in sentences if phrase not in records), tuple(records))
