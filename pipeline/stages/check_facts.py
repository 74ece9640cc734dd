"""What single columns cannot tell: facts about rows, computed beside them as columns that checks can name.

A fact is true of a row that is in order, or a number. Rows keep their order; a fact is never null.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.codebook.vocabulary import Vocabulary

Tables = Mapping[str, pa.Table]
Values = list[bool] | list[int]
_DAYS_A_YEAR = 365
_AHEAD = frozenset({"planned", "conditional"})


class Fact(NamedTuple):
    """How a column is computed, and which tables besides its own that takes."""

    compute: Callable[[Tables, Vocabulary], Values]
    needs: tuple[str, ...] = ()


def rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Rows of some columns, as Python values."""
    return zip(*(table[column].to_pylist() for column in columns), strict=True)


def _texts(tables: Tables) -> dict[str, str]:
    return dict(rows(tables["documents"], "doc_id", "text"))


def _points_at_its_words(part: str) -> Fact:
    """Are the words those at the offsets? Words and both offsets are null together."""

    def compute(tables: Tables, codes: Vocabulary) -> list[bool]:
        texts = _texts(tables)
        found = rows(tables["events"], "doc_id", f"{part}_text", f"{part}_start", f"{part}_end")
        return [_is_slice(texts.get(doc, ""), words, start, end) for doc, words, start, end in found]

    return Fact(compute, ("documents",))


def _is_slice(text: str, words: str | None, start: int | None, end: int | None) -> bool:
    if words is None or start is None or end is None:
        return words is None and start is None and end is None
    return 0 <= start < end and text[start:end] == words


def _sentence_is_slice(tables: Tables, codes: Vocabulary) -> list[bool]:
    texts = {doc: text.replace("\n", " ") for doc, text in _texts(tables).items()}  # as sentences show line breaks
    found = rows(tables["sentences"], "doc_id", "text", "start", "end")
    return [_is_slice(texts.get(doc, ""), words, start, end) for doc, words, start, end in found]


def _is_first_of_its_number(tables: Tables, codes: Vocabulary) -> list[bool]:
    keys = list(rows(tables["sentences"], "doc_id", "sentence_id"))
    first = {key: at for at, key in reversed(list(enumerate(keys)))}
    return [first[key] == at for at, key in enumerate(keys)]


def _document_exists(table: str) -> Fact:
    def compute(tables: Tables, codes: Vocabulary) -> list[bool]:
        known = set(tables["documents"]["doc_id"].to_pylist())
        return [doc in known for doc in tables[table]["doc_id"].to_pylist()]

    return Fact(compute, ("documents",))


def _sentence_exists(tables: Tables, codes: Vocabulary) -> list[bool]:
    known = set(rows(tables["sentences"], "doc_id", "sentence_id"))
    return [key in known for key in rows(tables["events"], "doc_id", "sentence_id")]


def _all_exist(column: str, table: str, key: str) -> Fact:
    """Do all ids that an incident lists exist?"""

    def compute(tables: Tables, codes: Vocabulary) -> list[bool]:
        known = set(tables[table][key].to_pylist())
        return [known.issuperset(ids or ()) for ids in tables["incidents"][column].to_pylist()]

    return Fact(compute, (table,))


def _years_before_publication(tables: Tables, codes: Vocabulary) -> list[int]:
    published = dict(rows(tables["documents"], "doc_id", "date"))
    found = rows(tables["events"], "doc_id", "event_date")
    return [(published[doc] - day).days // _DAYS_A_YEAR if day and published.get(doc) else 0 for doc, day in found]


def _not_after_publication(tables: Tables, codes: Vocabulary) -> list[bool]:
    published = dict(rows(tables["documents"], "doc_id", "date"))
    found = rows(tables["events"], "doc_id", "event_date", "modality")
    return [mode in _AHEAD or not (day and published.get(doc)) or day <= published[doc] for doc, day, mode in found]


def _root_fits_code(tables: Tables, codes: Vocabulary) -> list[bool]:
    return [
        root is not None and root == (code or "")[:2]
        for code, root in rows(tables["events"], "cameo_code", "cameo_root")
    ]


def _quad_fits_code(tables: Tables, codes: Vocabulary) -> list[bool]:
    return [quad == codes.quads.get(code, quad) for code, quad in rows(tables["events"], "cameo_code", "quad_class")]


def _country_has_its_reason(side: str) -> Fact:
    def compute(tables: Tables, codes: Vocabulary) -> list[bool]:
        found = rows(tables["events"], f"{side}_country", f"{side}_country_from")
        return [(country is None) == (told_by is None) for country, told_by in found]

    return Fact(compute)


def _has_actor(tables: Tables, codes: Vocabulary) -> list[bool]:
    return [
        source is not None or target is not None
        for source, target in rows(tables["events"], "source_text", "target_text")
    ]


def _both_coordinates(table: str) -> Fact:
    def compute(tables: Tables, codes: Vocabulary) -> list[bool]:
        return [(lat is None) == (lon is None) for lat, lon in rows(tables[table], "latitude", "longitude")]

    return Fact(compute)


FACTS: Mapping[str, Mapping[str, Fact]] = {
    "documents": {},
    "sentences": {
        "is_slice_of_document": Fact(_sentence_is_slice, ("documents",)),
        "is_first_of_its_number": Fact(_is_first_of_its_number),
        "document_exists": _document_exists("sentences"),
    },
    "events": {
        "source_points_at_its_words": _points_at_its_words("source"),
        "target_points_at_its_words": _points_at_its_words("target"),
        "trigger_points_at_its_words": _points_at_its_words("trigger"),
        "document_exists": _document_exists("events"),
        "sentence_exists": Fact(_sentence_exists, ("sentences",)),
        "not_after_publication": Fact(_not_after_publication, ("documents",)),
        "years_before_publication": Fact(_years_before_publication, ("documents",)),
        "root_fits_code": Fact(_root_fits_code),
        "quad_fits_code": Fact(_quad_fits_code),
        "has_actor": Fact(_has_actor),
        "source_country_has_its_reason": _country_has_its_reason("source"),
        "target_country_has_its_reason": _country_has_its_reason("target"),
        "has_both_coordinates_or_none": _both_coordinates("events"),
    },
    "incidents": {
        "events_exist": _all_exist("event_ids", "events", "event_id"),
        "documents_exist": _all_exist("doc_ids", "documents", "doc_id"),
        "has_both_coordinates_or_none": _both_coordinates("incidents"),
    },
}
