"""Who is who within one article: names introduce surnames and abbreviations, pronouns point back to the last that fits."""

from collections.abc import Sequence
from datetime import date

from pipeline.codebook.actor_book import ActorBook
from pipeline.codebook.actor_coding import EMPTY, UNKNOWN, Coding, code_actor, introduce
from pipeline.tables import Arg, Word

_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_GROUP = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})


class Article:
    """Codes the actors of one article in text order."""

    def __init__(self, published: date, book: ActorBook, country: str | None = None) -> None:
        self.published, self.book = published, book
        self.context = EMPTY._replace(country=country)
        self._last: dict[str, Coding] = {}

    def code(self, arg: Arg, speaker: Sequence[Arg] = ()) -> Coding:
        """The actor an argument names; a pronoun inside reported speech is first taken for the speaker."""
        first = arg.words[0] if arg.words else None
        if first is not None and (arg.pos == "PRON" or _owned(arg.words)):
            return self._pronoun(first.form.lower(), arg, speaker)
        coding = code_actor(arg.words, self.published, self.book, self.context)
        self.context = introduce(self.context, arg.words, coding)
        return coding

    def remember(self, arg: Arg) -> None:
        """A subject becomes what later pronouns may stand for."""
        coding = self.code(arg)
        if coding.code is not None and arg.pos != "PRON":
            for pronouns in self._classes(arg, coding):
                self._last[pronouns] = coding

    def _pronoun(self, pronoun: str, arg: Arg, speaker: Sequence[Arg]) -> Coding:
        kind = "person" if pronoun in _PERSON else "group" if pronoun in _GROUP else "thing" if pronoun in _THING else None
        if kind is None:
            return UNKNOWN
        for said in speaker:
            coding = self.code(said) if said.pos != "PRON" and said.start != arg.start else UNKNOWN
            if coding.code is not None and kind in self._classes(said, coding):
                return coding._replace(how=f"'{pronoun}' is the speaker: {coding.how}")
        known = self._last.get(kind)
        return known._replace(how=f"'{pronoun}' points back: {known.how}") if known else UNKNOWN

    @staticmethod
    def _classes(arg: Arg, coding: Coding) -> tuple[str, ...]:
        """Which pronouns may stand for a phrase: a person by name or title, a state or group, many people."""
        head = next((word for word in arg.words if word.part == "head"), None)
        plural = head is not None and head.pos == "NOUN" and head.form.lower() != head.lemma.lower()
        if plural:
            return ("group",)
        if coding.entity is not None and not coding.entity.startswith("per."):
            return ("thing", "group")
        names = sum(word.pos == "PROPN" for word in arg.words)
        return ("person",) if coding.entity or names > 1 or coding.noun else ("thing",)


def _owned(words: Sequence[Word]) -> bool:
    """ "its troops", "his government": the owner is the actor when nothing else names one."""
    return len(words) > 1 and words[0].lemma.lower() in ("its", "his", "their", "her") and not any(
        word.pos == "PROPN" for word in words
    )
