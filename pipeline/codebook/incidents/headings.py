"""What the words before a note's colon say that it tells: "Looting: On 3 May, soldiers emptied …"."""

from typing import NamedTuple

from pipeline.codebook.incidents.table import IncidentTable, Row
from pipeline.codebook.incidents.words import Words


class Heading(NamedTuple):
    """The row of the table that a heading stands for, and the word behind it."""

    row: Row
    last: int


def heading_of(words: Words, table: IncidentTable) -> Heading | None:
    """The heading that a report opens with, if it has one: words of `headings`, and a colon."""
    mark = next((mark for mark in table.headings.find(words) if mark.first == 0), None)
    if mark is None or mark.last >= len(words.tokens) or not words.gap(mark.last).startswith(":"):
        return None
    return next((Heading(row, mark.last) for row in table.rows if row.id == mark.names[0]), None)
