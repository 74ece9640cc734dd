"""Who is who within one article: names introduce surnames, pronouns point back to the last name that fits."""

from collections import Counter, deque
from collections.abc import Sequence
from datetime import date

from pipeline.codebook.actor_appending import SEVERAL, names_somebody
from pipeline.codebook.actor_book import Actor, ActorBook
from pipeline.codebook.actor_coding import EMPTY, UNKNOWN, Coding, code_actor, introduce
from pipeline.codebook.phrases import word_forms
from pipeline.codebook.words import ACTOR, STATE
from pipeline.tables import Arg, Word

MEMORY = 12  # subjects that a pronoun may reach back to
_OBJECTIVE = frozenset({"him", "them", "her"})
_UNDER_GOVERNMENT = frozenset({"MIL", "COP", "SPY", "JUD"})  # a minister of defence is no soldier
_JOINING = frozenset({"and", ",", "&"})
_FOCUS = 0.6  # share of the mentions of states
_PRONOUNS = {
    "person": frozenset({"he", "she", "him", "her", "his", "hers"}),
    "group": frozenset({"they", "them", "their", "theirs"}),
    "thing": frozenset({"it", "its"}),
}


class Article:
    """Codes the actors of one article in text order; `small` says that it has no capitals."""

    def __init__(self, published: date, book: ActorBook, country: str | None = None, small: bool = False) -> None:
        self.published, self.book = published, book
        self.context = EMPTY._replace(country=country, small=small)
        self._coded: dict[tuple[Word, ...], Coding] = {}
        self._subjects: deque[Arg] = deque(maxlen=MEMORY)
        self._objects: deque[Arg] = deque(maxlen=MEMORY)

    def code(self, arg: Arg) -> Coding:
        """The actor that the words of an argument name by themselves."""
        if arg.pos == "PRON":
            return UNKNOWN
        coding = self._coded.get(arg.words)
        if coding is None:
            coding = code_actor(arg.words, self.published, self.book, self.context)
            context = introduce(self.context, arg.words, coding)
            if context is not self.context:  # a name has been introduced: what was coded before may read otherwise now
                self.context, self._coded = context, {}
            self._coded[arg.words] = coding
        return coding

    def members(self, arg: Arg, speaker: Sequence[Arg] = (), but: Sequence[Arg] = ()) -> list[tuple[Arg, Coding]]:
        """Like resolve; "Thai and Cambodian soldiers" and "envoys from Iran and Iraq" are one actor of each state."""
        joined = any(word.form in _JOINING for word in arg.words)
        nations = _nations(arg.words, self.book) if joined else []
        if len(nations) < 2:
            return self._several(*self.resolve(arg, speaker, but))
        first, last = nations[0][0], nations[-1][1]
        kept = [arg.words[:first] + arg.words[at:end] + arg.words[last:] for at, end in nations]
        return [(arg, self.code(arg._replace(words=words))) for words in kept]

    @staticmethod
    def _several(arg: Arg, coding: Coding) -> list[tuple[Arg, Coding]]:
        """A name that stands for several actors is each of them."""
        codes = (coding.code or "").split(SEVERAL)
        return [(arg, coding._replace(code=code)) for code in codes] if len(codes) > 1 else [(arg, coding)]

    def who(self, arg: Arg) -> str | None:
        """The code of whom an argument names, a pronoun's included; None for nobody."""
        return (self.resolve(arg)[1] if arg.pos == "PRON" or _owned(arg.words) else self.code(arg)).code

    def heads(self, arg: Arg) -> bool:
        """Whether a known actor stands at the head of a phrase, and not only somewhere in it."""
        return names_somebody(arg.words, self.book)

    def resolve(self, arg: Arg, speaker: Sequence[Arg] = (), but: Sequence[Arg] = ()) -> tuple[Arg, Coding]:
        """The argument that names the actor, and the actor: a pronoun gives way to what it stands for.

        In reported speech a pronoun is first taken for the speaker; "its troops" keeps its words and takes the code.
        An object is nobody of `but`: in "expelled the envoys, accusing them of spying" they are not the accusers.
        """
        pronoun = arg.words[0].form.lower() if arg.words else ""
        if arg.pos != "PRON" and not _owned(arg.words):
            return arg, self.code(arg)
        said = [one for one in speaker if one.pos != "PRON"]
        taken = {one.start for one in but}
        objective = pronoun in _OBJECTIVE and arg.pos == "PRON"
        nearest = [*reversed(self._objects), *reversed(self._subjects)] if objective else reversed(self._subjects)
        for candidate in (*said, *nearest):
            if candidate.start in taken or (candidate.start > arg.start and candidate not in said):
                continue
            coding = self.code(candidate)
            if _kind(pronoun) in _classes(candidate, coding) and candidate.start != arg.start:
                how = f"'{pronoun}' stands for {_words(candidate)}: {coding.how}"
                pointed = coding._replace(how=how, resolution="pronoun" if coding.code else None)
                return (candidate if arg.pos == "PRON" else arg), pointed
        return arg, UNKNOWN

    def names(self, forms: Sequence[str]) -> list[tuple[int, int]]:
        """Where names of actors stand among words: first..last (exclusive)."""
        found = self.book.find(forms)
        return [(m.first, m.last) for m in found if any(isinstance(sense.of, Actor) for sense in m.entries)]

    def kinds(self, arg: Arg) -> frozenset[str]:
        """What kinds of actor an argument names, of codebook.words.KINDS; a mere nationality is none."""
        coding = self.resolve(arg)[1] if arg.pos == "PRON" else self.code(arg)  # "their rifles" are nobody
        if coding.code is None or not (coding.entity or coding.noun or coding.roles):
            return frozenset()
        roles = frozenset(coding.roles)
        if "GOV" in roles:
            roles -= _UNDER_GOVERNMENT
        state = (coding.entity or "").startswith("cty.") or (coding.country is not None and roles == {"GOV"})
        return roles | ({ACTOR, STATE} if state else {ACTOR})

    def remember(self, arg: Arg) -> None:
        """A subject or object becomes what later pronouns may stand for; a full name introduces its surname."""
        if arg.pos in ("NOUN", "PROPN") and not _owned(arg.words):
            (self._subjects if arg.slot == "subject" else self._objects).append(arg)
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


_APART = frozenset(
    """lawyer attorney wife husband widow mother father parent son daughter brother sister family relative friend
    opponent rival critic enemy captor victim neighbour neighbor""".split()
)


def _owned(words: Sequence[Word]) -> bool:
    """ "its troops", "his government": the owner is the actor when nothing else names one."""
    return (
        len(words) > 1
        and words[0].lemma.lower() in ("its", "his", "their", "her")
        and not any(word.pos == "PROPN" or (word.part == "head" and word.lemma.lower() in _APART) for word in words)
    )


def _nations(words: Sequence[Word], book: ActorBook) -> list[tuple[int, int]]:
    """Where states stand joined by "and" or a comma, before or after a plural head: (first, last) words, exclusive."""
    found: list[tuple[int, int]] = []
    forms = [word.form for word in words]
    end = -1
    for match in book.find(forms):
        state = any(sense.kind in ("name", "adjective") and sense.of.id.startswith("cty.") for sense in match.entries)
        if not state:
            continue
        between = {form.lower() for form in forms[end : match.first]} if end >= 0 else None
        if between is not None and not between <= _JOINING | {"the"}:
            found = []
        found.append((match.first, match.last))
        end = match.last
    plural = any(word.part == "head" and word.form.lower() != word.lemma.lower() for word in words)
    return found if plural else []


def focus(text: str, book: ActorBook) -> str | None:
    """The state an article is about (ISO3): the one it names in most of the cases where it names any."""
    named = Counter(
        sense.of.countries[0]
        for match in book.find(word_forms(text))
        for sense in match.entries[:1]
        if isinstance(sense.of, Actor) and sense.of.id.startswith("cty.") and sense.of.countries
    )
    (country, count), *_ = named.most_common(1) or [("", 0)]
    return country if count > _FOCUS * sum(named.values()) else None
