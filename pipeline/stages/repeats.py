"""What was read before, and what a record is to it: new, a correction, a repetition, or withdrawn."""

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from pipeline.stages import grounds
from pipeline.stages.files import Unusable, is_same_file

Document = Mapping[str, Any]  # a row of DOCUMENTS

_TOLD = ("date", "title", "source", "url")  # what the output shows beside the text


class Known(NamedTuple):
    """An accepted document: the digest of its text, that of all the output shows of it, and the file it came from.

    `past` marks the versions that it replaced and that other files still hold: read again there, they are no news.
    """

    text: str
    version: str
    path: str
    past: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """Accepted documents by id, ids by the digest of a text, and what the present reading has met, as (id, file).

    `by_text` may name a text that was replaced or removed since: `by_id` knows the present ones. `withdrawn`: retracted
    ids, with marks of the files that they were taken from.
    """

    by_id: ChainMap[str, Known] = field(default_factory=ChainMap)
    by_text: ChainMap[str, str] = field(default_factory=ChainMap)
    met: ChainMap[tuple[str, str], bool] = field(default_factory=ChainMap)
    retracted: Collection[str] = frozenset()
    withdrawn: ChainMap[str, Collection[str]] = field(default_factory=ChainMap)

    def child(self) -> "Seen":
        """The same; what is added to it is not added here."""
        by_id, by_text, met = self.by_id.new_child(), self.by_text.new_child(), self.met.new_child()
        return Seen(by_id, by_text, met, self.retracted, self.withdrawn.new_child())

    def id_of_file(self, path: str, names: Sequence[str]) -> str:
        """The id of an article that states none, of those that its file's path offers: the one that this file has
        already, else the first that nobody has. So unrelated files of one name never correct each other, nor do they
        bring back what was withdrawn.
        """
        own = (name for name in names if self._is_own(name, path))
        free = (name for name in names if name not in self.by_id and name not in self.withdrawn)
        return next(own, None) or next(free, names[-1])

    def _is_own(self, doc_id: str, path: str) -> bool:
        if doc_id in self.by_id:
            return is_same_file(self.by_id[doc_id].path, path)
        return source_mark(path) in self.withdrawn.get(doc_id, ())

    def take(self, document: Document) -> None:
        """Add a document. Raises Unusable for one that is withdrawn, or is no news.

        A known id with another text, date, title, outlet or address is news: a correction. Within one file the first
        record of an id stands, since nothing says which one is right.
        """
        doc_id, path = document["doc_id"], document["path"]
        if doc_id in self.retracted:
            self.withdraw(doc_id, path)
            raise Unusable(grounds.RETRACTED, "it is in the list of retractions")
        met = (doc_id, path) in self.met
        self.met[doc_id, path] = True
        self._refuse_repeated(document)
        if met:
            raise Unusable(grounds.DUPLICATE_ID, "another text came first under it")
        self.accept(document)

    def withdraw(self, doc_id: str, path: str) -> None:
        """Note that a retracted id is that of this file."""
        self.withdrawn[doc_id] = {*self.withdrawn.get(doc_id, ()), source_mark(path)}

    def _refuse_repeated(self, document: Document) -> None:
        doc_id, now = document["doc_id"], identify(document)
        known, twin = self.by_id.get(doc_id), self.by_text.get(now.text)
        if known and (now.version == known.version or _mark(now) in known.past):
            raise Unusable(grounds.EXACT_DUPLICATE, _of(doc_id))
        if twin and twin != doc_id and self.by_id[twin].text == now.text:
            raise Unusable(grounds.EXACT_DUPLICATE, _of(twin))

    def accept(self, document: Document) -> Known | None:
        """Add a document that was taken; returns the version that it replaces."""
        doc_id, now = document["doc_id"], identify(document)
        old = self.by_id.get(doc_id)
        self.by_id[doc_id] = now._replace(past=_past(now, old)) if old else now
        self.by_text[now.text] = doc_id
        self.met[doc_id, now.path] = True
        return old


def is_repetition(refused: Mapping[str, Any]) -> bool:
    """Whether this row of REJECTS is how `Seen` refuses a document that was accepted before, under the same id."""
    if refused["reason"] == grounds.RETRACTED:
        return True
    return (refused["reason"], refused["detail"]) == (grounds.EXACT_DUPLICATE, _of(refused["doc_id"]))


def twin(refused: Mapping[str, Any]) -> str | None:
    """The other article that a row of REJECTS is an exact duplicate of, if it is refused for that."""
    of = refused["detail"].removeprefix(_of("")) if refused["reason"] == grounds.EXACT_DUPLICATE else None
    return None if of == refused["doc_id"] else of


def _of(doc_id: str) -> str:
    return f"of {doc_id}"


def sources(known: Known) -> list[str]:
    """Marks of the files that a document's versions, present and past, were taken from."""
    return [source_mark(known.path), *(mark.partition(" ")[0] for mark in known.past)]


def source_mark(path: str) -> str:
    """By this a file is known as a document's source."""
    return _digest(path)


def identify(document: Document) -> Known:
    """The digests of a document that replaces nothing."""
    text = text_digest(document["text"])
    return Known(text, _digest(text, *(str(document[name]) for name in _TOLD)), document["path"])


def text_digest(text: str) -> str:
    """A digest that is the same for texts that differ in white space only."""
    return _digest(" ".join(text.split()))


def _past(now: Known, old: Known) -> tuple[str, ...]:
    """What other files hold of the versions before: the file itself holds the new one in their place."""
    marks = (*old.past, _mark(old))
    return tuple(mark for mark in marks if not mark.startswith(f"{source_mark(now.path)} "))


def _mark(version: Known) -> str:
    return f"{source_mark(version.path)} {version.version}"


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
