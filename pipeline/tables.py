"""The Arrow schema of every table, and the values that some of their columns may take.

This module is the contract between the stages: a stage takes and gives tables with exactly these schemas.
All character offsets count Unicode code points from the start of the document's `text`.
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

_STR, _I8, _I16, _I32, _I64 = pa.string(), pa.int8(), pa.int16(), pa.int32(), pa.int64()
_F32, _F64, _DATE, _BOOL = pa.float32(), pa.float64(), pa.date32(), pa.bool_()
_STRS = pa.list_(_STR)
MOST_SALIENCE = 32_767  # of an int16; what stands behind shares it

DOCUMENTS = pa.schema(
    {
        "doc_id": _STR,
        "date": _DATE,
        "text": _STR,
        "title": _STR,
        "source": _STR,
        "url": _STR,
        "lang": _STR,
        "dateline": _STR,  # the place a dateline names ("Moscow"), null without one
        "body_start": _I32,  # where the text begins after its dateline
        "path": _STR,
        "line": _I32,  # the record's line or ordinal in its file, from 1
    }
)

REJECTS = pa.schema({"stage": _STR, "reason": _STR, "detail": _STR, "doc_id": _STR, "path": _STR, "line": _I32})

SENTENCES = pa.schema(
    {
        "doc_id": _STR,
        "sentence_id": _I32,  # ordinal in the document, from 0
        "start": _I32,
        "end": _I32,
        "kind": _STR,  # "headline" (a line without a full stop) or "body"
        "text": _STR,
    }
)

WORD = pa.struct({"form": _STR, "lemma": _STR, "pos": _STR, "part": _STR})
ARG = pa.struct(
    {
        "slot": _STR,
        "start": _I32,
        "end": _I32,
        "lemma": _STR,
        "pos": _STR,
        "mention": _I32,  # the mention this argument is or holds, null for none
        "words": pa.list_(WORD),
    }
)

STRETCH = pa.struct({"start": _I32, "end": _I32, "degree": _I8})

MENTIONS = pa.schema(
    {
        "doc_id": _STR,
        "sentence_id": _I32,
        "mention_id": _I32,  # ordinal in the sentence, from 0
        "lemma": _STR,
        "form": _STR,
        "pos": _STR,  # VERB, NOUN or ADJ
        "particle": _STR,
        "start": _I32,
        "end": _I32,
        "status": _STR,  # one of STATUSES
        "negated": _BOOL,
        "cue": _STR,  # the words that made it so, null for a plain assertion
        "parent": _I32,  # the mention that governs this one, null at the top
        "args": pa.list_(ARG),
        "scope": pa.list_(STRETCH),  # where dates stand that are its own
    }
)

EVENTS = pa.schema(
    {
        "event_id": _STR,
        "doc_id": _STR,
        "sentence_id": _I32,
        "event_date": _DATE,
        "date_precision": _I8,
        "source_text": _STR,
        "source_start": _I32,
        "source_end": _I32,
        "source_code": _STR,
        "source_country": _STR,
        "source_roles": _STRS,
        "source_name": _STR,
        "source_resolution": _STR,
        "source_country_from": _STR,  # what told the country: one of COUNTRY_SOURCES
        "target_text": _STR,
        "target_start": _I32,
        "target_end": _I32,
        "target_code": _STR,
        "target_country": _STR,
        "target_roles": _STRS,
        "target_name": _STR,
        "target_resolution": _STR,
        "target_country_from": _STR,  # what told the country: one of COUNTRY_SOURCES
        "cameo_code": _STR,
        "cameo_root": _STR,
        "cameo_label": _STR,
        "quad_class": _I8,
        "goldstein": _F32,
        "plover_type": _STR,
        "plover_mode": _STR,
        "trigger_text": _STR,
        "trigger_start": _I32,
        "trigger_end": _I32,
        "modality": _STR,
        "attribution_text": _STR,
        "attribution_code": _STR,
        "fatalities": _I32,
        "injuries": _I32,
        "location": _STR,
        "admin1": _STR,
        "location_country": _STR,
        "latitude": _F64,
        "longitude": _F64,
        "geoname_id": _I64,
        "geo_precision": _I8,
        "rule_id": _STR,
        "codebook_version": _STR,
        "salience": _I16,
        "source_outlet": _STR,
        "title": _STR,
        "url": _STR,
        "sentence_text": _STR,
    }
)

INCIDENTS = pa.schema(
    {
        "incident_id": _STR,
        "event_date": _DATE,
        "time_precision": _I8,
        "disorder_type": _STR,
        "event_type": _STR,
        "sub_event_type": _STR,
        "actor1": _STR,
        "assoc_actor_1": _STR,
        "inter1": _STR,
        "actor2": _STR,
        "assoc_actor_2": _STR,
        "inter2": _STR,
        "interaction": _STR,
        "civilian_targeting": _STR,
        "country": _STR,
        "iso": _I32,
        "region": _STR,
        "admin1": _STR,
        "location": _STR,
        "latitude": _F64,
        "longitude": _F64,
        "geo_precision": _I8,
        "source": _STR,
        "notes": _STR,
        "fatalities": _I32,
        "tags": _STR,
        "doc_ids": _STRS,
        "event_ids": _STRS,
        "salience": _I16,
    }
)

REPORTS = pa.schema(
    [
        *INCIDENTS,
        pa.field("published", _DATE),  # the article's own day
        pa.field("toll", _I32),  # as `fatalities`, but null where the article says nothing of the dead
        pa.field("place_kind", _STR),  # town, village, admin3, admin2, admin1 or country; null where nothing tells
        pa.field("area", _STRS),  # the country's ISO 3166-1 alpha-3, the region, the district, as far as known
        pa.field("geoname_id", _I64),
    ]
)
"""What one article tells of an incident. Reports of the same incident are merged into one row of INCIDENTS."""

SIGNATURES = pa.schema(
    {
        "doc_id": _STR,
        "date": _DATE,
        "sketch": pa.list_(pa.uint32()),  # MinHash of the shingles
        "lead": pa.list_(pa.uint32()),  # MinHash of the first of them
        "shingles": pa.list_(pa.uint32()),  # hashes, sorted, each once; so are numbers and names
        "numbers": pa.list_(pa.uint64()),
        "names": pa.list_(pa.uint64()),
    }
)

DUPLICATES = pa.schema({"doc_id": _STR, "lead_doc_id": _STR, "date": _DATE, "similarity": _F32})

SCHEMAS = {
    "documents": DOCUMENTS,
    "rejects": REJECTS,
    "sentences": SENTENCES,
    "mentions": MENTIONS,
    "events": EVENTS,
    "incidents": INCIDENTS,
    "reports": REPORTS,
    "signatures": SIGNATURES,
    "duplicates": DUPLICATES,
}
"""Every table by the name under which it is stored."""

STATUSES = (
    "asserted", "described", "planned", "purposed", "possible", "obliged", "wanted", "conditional", "imagined",
    "feared", "alleged", "conjectured",
)  # fmt: skip
"""How a mention can be told, by the grammar; whether it is denied stands beside it."""
MODALITIES = ("asserted", "negated", "planned", "conditional", "alleged")
"""How a published event is told."""
RESOLUTIONS = ("name", "alias", "surname", "abbreviation", "title", "pronoun", "description", "role", "words")
"""How the words that name an actor were understood."""
COUNTRY_SOURCES = (
    "name", "adjective", "possessive", "modifier", "preposition", "apposition", "title", "article", "place",
    "opponent", "leader", "topic",
)  # fmt: skip
"""What tells an actor's country, by order of trust: see codebook.actors.home."""


def whole_column(column: pa.ChunkedArray) -> Any:
    """The array of a table's column that has one chunk, or none."""
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def to_table(rows: Sequence[Any], schema: pa.Schema) -> pa.Table:
    """Rows (dicts, or named tuples whose fields are the schema's) → a table with exactly this schema.

    Raises ValueError for a field that the schema does not have: a misspelt column must not vanish.
    """
    dicts = [row if isinstance(row, dict) else row._asdict() for row in rows]
    known = frozenset(schema.names)
    for row in dicts:
        unknown = row.keys() - known
        if unknown:
            raise ValueError(f"no such column: {', '.join(sorted(unknown))}")
    return pa.Table.from_pylist(dicts, schema=schema)
