"""The books of an output folder: for each stage, documents given = carried on + refused, by reason.

They are closed before anything is published. Of ingest, given are the records read, and carried on those accepted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.errors import RunFailed
from pipeline.run.manifest import NAME, Manifest
from pipeline.run.plan import origins
from pipeline.run.store import Store
from pipeline.run.tally import refusals, whole
from pipeline.stages import Stage

_REMEDY = "this is an error of the program: report it, and code into another output folder meanwhile"


class Book(NamedTuple):
    """Documents of one stage, of one batch or of all."""

    given: int = 0
    carried: int = 0
    refused: int = 0

    @classmethod
    def of(cls, task: Mapping[str, Any]) -> "Book":
        """The book of a finished task, as the manifest has it."""
        return cls(task["given"], task["carried"], whole(refusals(task["counts"])))

    def balances(self) -> bool:
        """Is each document accounted for, and once?"""
        return self.given == self.carried + self.refused

    def __str__(self) -> str:
        return f"{self.given:,} given, {self.carried:,} carried on, {self.refused:,} refused"


def close_books(store: Store, manifest: Manifest, stages: Sequence[Stage]) -> None:
    """Note the books in the manifest. Raises RunFailed when they do not balance, which is an error of the program."""
    for fault in (*_faults_of_ingest(manifest), *_faults_of_stages(manifest, stages)):
        what = f"nothing was published, because the books do not balance: {fault}"
        raise RunFailed(what, store.shown(NAME), _REMEDY)
    of_stages = {stage.name: _sum(map(Book.of, manifest.tasks.get(stage.name, {}).values())) for stage in stages}
    books = {"ingest": _ingest(manifest), **of_stages}
    manifest.fields["books"] = {stage: book._asdict() for stage, book in books.items()}


def _sum(books: Iterable[Book]) -> Book:
    return Book(*map(sum, zip(*books, strict=True)))


def _ingest(manifest: Manifest) -> Book:
    return _sum(Book(entry["read"], entry["accepted"], entry["rejected"]) for entry in manifest.inputs)


def _faults_of_ingest(manifest: Manifest) -> Iterator[str]:
    book, there = _ingest(manifest), sum(manifest.batches.values())
    removed = sum(manifest.fields["removed"].values())
    noted = sum(group["counts"]["rejects"] for group in manifest.groups)
    if not book.balances():
        yield f"ingest: {book}"
    if book.refused != noted:
        yield f"ingest: {book}, but {noted:,} refusals on record"
    if book.carried != there + removed:
        yield f"ingest: {book}, but {there:,} documents are there and {removed:,} were removed"


def _faults_of_stages(manifest: Manifest, stages: Sequence[Stage]) -> Iterator[str]:
    before = origins(stages)
    for batch, size in manifest.batches.items():
        books = {stage.name: _of_batch(manifest, stage.name, batch) for stage in stages}
        for stage, book in books.items():
            left = size - sum(books[one].refused for one in before[stage])
            if book.given != left or not book.balances():
                yield f"{stage}, batch {batch} with {left:,} documents for it: {book}"


def _of_batch(manifest: Manifest, stage: str, batch: str) -> Book:
    task = manifest.tasks.get(stage, {}).get(batch)
    return Book.of(task) if task else Book()
