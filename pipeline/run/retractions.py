"""Withdrawn articles: the list of their ids, and which batches hold them."""

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pipeline.errors import UsageError, place
from pipeline.run import index
from pipeline.run.manifest import Manifest
from pipeline.run.plan import digest
from pipeline.run.rebatch import Rebatcher
from pipeline.run.store import Store
from pipeline.stages.cleaning import clean_line
from pipeline.stages.fields import pick, read_id
from pipeline.stages.files import FORMS, Unusable, decode, form, whole
from pipeline.stages.readers import BROKEN_PACKING, Record, read_records
from pipeline.stages.repeats import sources

log = logging.getLogger(__name__)

WITHDRAWN = "withdrawn"  # the manifest's mapping from retracted documents to marks of the files they were taken from

_RECORDS = tuple(one for one in FORMS if one not in (".txt", ".html", ".htm"))
_COMMENT = re.compile(r"(?:^|\s)#.*")  # an id may hold a `#`, as addresses do
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_JSON = ('{"', "[{", '["')
_DELIMITER = re.compile(r"[,;\t|]")
_REMEDY = "one id a line, or .csv or .jsonl with a column `id`"


def read_retractions(path: Path | None) -> frozenset[str]:
    """The ids of a list: lines of text, where `#` after white space or nothing begins a comment, or records with an id.

    Raises UsageError for a file that cannot be read or is no text, for lines that are those of a table, and for a
    record without an id: a faulty list must not pass.
    """
    if path is None:
        return frozenset()
    try:
        ids = _of_records(path) if form(path) in _RECORDS else _of_lines(path)
        return frozenset(clean_line(one) for one in ids)
    except Unusable as why:
        raise UsageError(f"cannot be read: {why.reason}, {why.detail}", str(path), _REMEDY) from why
    except (OSError, *BROKEN_PACKING) as error:
        what = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot be read: {what}", str(path), _REMEDY) from error


def newly_retracted(store: Store, manifest: Manifest, ids: frozenset[str]) -> dict[str, set[str]]:
    """Batch → the retracted documents that it still holds; batches are searched once for each state of the list."""
    if manifest.fields.get("retractions", "") == _digest(ids):
        return {}
    found = {batch: set(ids.intersection(index.ids(store, batch))) for batch in manifest.batches}
    return {batch: some for batch, some in found.items() if some}


def retract(rebatcher: Rebatcher, documents: Mapping[str, Collection[str]], ids: frozenset[str]) -> None:
    """Take documents, given by batch, out of all tables, and note that the list is applied."""
    manifest = rebatcher.manifest
    if manifest.fields.get("retractions", "") == _digest(ids):
        return
    withdrawn = {**manifest.fields.get(WITHDRAWN, {}), **_sources(rebatcher.store, documents)}
    swaps = [rebatcher.rebatch([batch], some) for batch, some in documents.items()]
    removed, n = manifest.fields["removed"], sum(map(len, documents.values()))
    removed = {**removed, "retracted": removed.get("retracted", 0) + n}
    manifest.swap(swaps, retractions=_digest(ids), removed=removed, **{WITHDRAWN: withdrawn})
    log.info("retractions: %s articles removed; %s of the list are not here", f"{n:,}", f"{len(ids) - n:,}")


def _sources(store: Store, documents: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Document → marks of the files it was taken from."""
    known = (one for batch in documents for one in index.known(index.read(store, batch)))
    wanted = set[str]().union(*documents.values())
    return {doc_id: sources(one) for doc_id, one in known if doc_id in wanted}


def _digest(ids: frozenset[str]) -> str:
    """By this the manifest knows which state of the list it has applied."""
    return digest(*sorted(ids)) if ids else ""


def _of_lines(path: Path) -> Iterator[str]:
    with path.open("rb") as raw:
        text = decode(whole(path, raw))
    if _NO_TEXT.search(text):
        raise UsageError("is no text", str(path), _REMEDY)
    found = list(filter(None, (_COMMENT.sub("", line).strip() for line in text.splitlines())))
    if found and _is_header(found[0]):
        raise UsageError(f"is a table, with the columns {found[0]}", str(path), "give it a name that ends in .csv")
    if found and found[0].startswith(_JSON):
        raise UsageError("holds JSON, and no line is an id", str(path), "give it a name that ends in .jsonl or .json")
    return iter(found)


def _is_header(line: str) -> bool:
    """Does a line name columns, one of them that of ids?"""
    names = [name.strip(" \"'") for name in _DELIMITER.split(line)]
    return len(names) > 1 and pick(dict.fromkeys(names, 1), {})["id"] is not None


def _of_records(path: Path) -> Iterator[str]:
    with path.open("rb"):  # the reader would turn this error into a refused record
        pass
    for record in read_records(path):
        if not isinstance(record, Record):
            raise UsageError(f"{record.reason}: {record.detail}", place(str(path), record.line), _REMEDY)
        found = read_id(pick(record.fields, {})["id"])
        if not found:
            raise UsageError("has no id", place(str(path), record.line), _REMEDY)
        yield found
