"""Who is who within one article: names introduce surnames, pronouns point back to the last name that fits."""

from collections import deque
from collections.abc import Sequence
from datetime import date

from pipeline.codebook.actor_book import ActorBook
from pipeline.codebook.actor_coding import EMPTY, UNKNOWN, Coding, code_actor, introduce
from pipeline.tables import Arg, Word

MEMORY = 12  # subjects that a pronoun may reach back to
_PRONOUNS = {
    "person": frozenset({"he", "she", "him", "her", "his", "hers"}),
    "group": frozenset({"they", "them", "their", "theirs"}),
    "thing": frozenset({"it", "its"}),
}


class Article:
    """Codes the actors of one article in text order."""

    def __init__(self, published: date, book: ActorBook, country: str | None = None) -> None:
        self.published, self.book = published, book
        self.context = EMPTY._replace(country=country)
        self._seen: deque[Arg] = deque(maxlen=MEMORY)

    def code(self, arg: Arg) -> Coding:
        """The actor that the words of an argument name by themselves."""
        if arg.pos == "PRON":
            return UNKNOWN
        coding = code_actor(arg.words, self.published, self.book, self.context)
        self.context = introduce(self.context, arg.words, coding)
        return coding

    def resolve(self, arg: Arg, speaker: Sequence[Arg] = ()) -> tuple[Arg, Coding]:
        """The argument that names the actor, and the actor: a pronoun gives way to what it stands for.

        In reported speech a pronoun is first taken for the speaker; "its troops" keeps its words and takes the code.
        """
        pronoun = arg.words[0].form.lower() if arg.words else ""
        if arg.pos != "PRON" and not _owned(arg.words):
            return arg, self.code(arg)
        said = [one for one in speaker if one.pos != "PRON"]
        for candidate in (*said, *(one for one in reversed(self._seen) if one.start < arg.start)):
            coding = self.code(candidate)
            if _kind(pronoun) in _classes(candidate, coding) and candidate.start != arg.start:
                pointed = coding._replace(how=f"'{pronoun}' stands for {_words(candidate)}: {coding.how}")
                return (candidate if arg.pos == "PRON" else arg), pointed
        return arg, UNKNOWN

    def remember(self, arg: Arg) -> None:
        """A subject becomes what later pronouns may stand for; a full name introduces its surname."""
        if arg.pos in ("NOUN", "PROPN") and not _owned(arg.words):
            self._seen.append(arg)
            if sum(word.pos == "PROPN" for word in arg.words) > 1:
                self.code(arg)


def _kind(pronoun: str) -> str | None:
    return next((kind for kind, words in _PRONOUNS.items() if pronoun in words), None)


def _classes(arg: Arg, coding: Coding) -> tuple[str, ...]:
    """Which pronouns may stand for a phrase: a person by name or title, a state or group, many people."""
    head = next((word for word in arg.words if word.part == "head"), None)
    if head is not None and head.pos == "NOUN" and head.form.lower() != head.lemma.lower():
        return ("group",)
    if coding.entity is not None and not coding.entity.startswith("per."):
        return ("thing", "group")
    if coding.entity is not None:
        return ("person",)
    if head is not None and head.pos == "PROPN":
        return ("person", "thing", "group")
    return ("person", "thing", "group") if coding.noun else ("thing", "group")


def _words(arg: Arg) -> str:
    return " ".join(word.form for word in arg.words)


def _owned(words: Sequence[Word]) -> bool:
    """ "its troops", "his government": the owner is the actor when nothing else names one."""
    return (
        len(words) > 1
        and words[0].lemma.lower() in ("its", "his", "their", "her")
        and not any(word.pos == "PROPN" for word in words)
    )
