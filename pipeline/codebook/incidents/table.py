"""The decision table of incidents, compiled: its types, rows, sides and vocabularies."""

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.codebook.incidents.cuts import Cutter
from pipeline.codebook.incidents.governments import Governments
from pipeline.codebook.incidents.side import SideKind
from pipeline.codebook.incidents.sidewords import SideWords
from pipeline.codebook.incidents.words import Vocabulary

NOBODY, GOVERNMENT = "nobody", "government"  # the classes of who is no armed side


class Type(NamedTuple):
    """A sub-event type with the event type and disorder type it belongs to.

    `events`: beginnings of the CAMEO codes of events that can be of this type, none for any.
    `faint`: whether an article tells it by such events alone, never by words.
    """

    name: str
    event: str
    disorder: str
    events: tuple[str, ...] = ()
    faint: bool = False


class Row(NamedTuple):
    """One row of the decision table: conditions and what they code. `type` None: no incident."""

    id: str
    type: Type | None
    sets: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    fillers: Mapping[str, SideKind]
    mode: str
    pair: bool
    persons: bool


class IncidentTable(NamedTuple):
    """The compiled decision table with its vocabularies.

    `lasting`: types that have a row a day; `grave`: those that ordinary news does not tell; `signals`: each deed's
    phrase begins with one of them.
    """

    types: Mapping[str, Type]
    lasting: frozenset[str]
    grave: frozenset[str]
    inter: tuple[str, ...]
    kinds: Mapping[str, SideKind]
    harmless: frozenset[str]
    cutter: Cutter
    rows: tuple[Row, ...]
    deeds: frozenset[str]
    signals: frozenset[str]
    topics: Mapping[str, int]
    words: Vocabulary
    nouns: Vocabulary
    headings: Vocabulary  # words that open a note, in sets named by the row they stand for
    locals: Vocabulary  # words that tell a country, in sets named by its ISO3 code
    armies: frozenset[str]  # words after a nationality that make it an army's
    officials: frozenset[str]  # or somebody's who speaks for a state
    governments: Governments
    roles: Mapping[str, str]  # the side that a CAMEO role stands for, by its id
    terms: SideWords
