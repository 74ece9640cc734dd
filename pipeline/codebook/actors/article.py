"""Who is who within one article: names introduce surnames; pronouns and descriptions point back to one who fits."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from pipeline.codebook.actors.appending import SEVERAL, names_somebody
from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.actors.coding import UNKNOWN, Coding, Context, code_actor
from pipeline.codebook.actors.descriptions import Describer, Description, Dyad, describe, points
from pipeline.codebook.actors.introductions import Introduced, Introductions, text_of
from pipeline.codebook.actors.nations import joined_nations
from pipeline.codebook.actors.pronouns import (
    POSSESSIVE,
    PRONOUNS,
    comes_later,
    fits,
    is_empty,
    is_owners,
    is_quoted,
    speaks_for,
    stands_for,
)
from pipeline.codebook.actors.referents import MANY, OBJECT, SUBJECT, Noted, Referent, nobody, referent
from pipeline.codebook.actors.told import Told
from pipeline.codebook.phrases import normal
from pipeline.codebook.words import ACTOR, STATE
from pipeline.mentions import Arg, Mention, Word

_UNDER_GOVERNMENT = frozenset({"MIL", "COP", "SPY", "JUD"})  # a minister of defence is no soldier
_REACH = 4  # sentences that pronouns look back over
_MEMORY = 60  # sentences that descriptions do
_OPENING = 1_500  # characters that tell whether a text has capitals
_DEEPEST = 12  # pronouns that stand for pronouns


class Article:
    """Codes the actors of one article in text order.

    `mentions` are those of all its sentences: whom they introduce is known from the beginning. `text` and `headline`
    are searched for names that no mention has.
    """

    def __init__(
        self,
        published: date,
        book: ActorBook,
        country: str | None = None,
        mentions: Sequence[Mention] = (),
        text: str = "",
        headline: str = "",
    ) -> None:
        self.published, self.book, self.country, self.text = published, book, country, text
        args = [arg for mention in mentions for arg in mention.args]
        alone = Context(country, small=text[:_OPENING].islower())
        by_itself = partial(code_actor, when=published, book=book, context=alone)
        self.introductions = Introductions(args, text, headline, book, by_itself)
        self.context = alone._replace(surnames=self.introductions)
        self.told = Told()
        self._coded: dict[tuple[Word, ...], Coding] = {}
        self._referents: dict[tuple[int, int], Referent] = {}
        self._pointed: dict[tuple[int, int], Coding | None] = {}
        self._near: set[int] = set()  # descriptions of somebody in their own sentence
        self._dyads: dict[int, list[Dyad]] = {}  # by sentence
        self._depth = 0

    def hear(self, mentions: Sequence[Mention]) -> None:
        """Go on to the next sentence: who takes part in it can be meant by what follows."""
        self.told.hear(mentions)

    def pair(self, one: Coding, other: Coding) -> None:
        """Remember two who were coded together in the current sentence: "the two sides" may be they."""
        if None not in (one.code, other.code) and one.code != other.code:
            self._dyads.setdefault(len(self.told.sentences) - 1, []).append((one, other))

    # ------------------------------------------------------------ names

    def code(self, arg: Arg) -> Coding:
        """The actor that the words of an argument name by themselves or by what the article has introduced."""
        if arg.pos == "PRON":
            return UNKNOWN
        coding = self._coded.get(arg.words)
        if coding is None:
            coding = self._coded[arg.words] = self._code(arg.words)
        return coding

    def _code(self, words: tuple[Word, ...]) -> Coding:
        names = [word for word in words if word.pos == "PROPN"]
        if names and len(names) == sum(word.pos != "DET" for word in words):
            called = " ".join(normal(word.form) for word in names)
            own = self.introductions.abbreviations.get(called) or self.introductions.groups.get(called)
            if own is not None:
                return own
        if len(words) == 2 and words[0].pos == "DET" and words[1].form.istitle():  # "the Fund"
            last = normal(words[1].form)  # asked of bodies alone: to know their short names the text is searched
            short = self.introductions.shortened.get(last) if last in self.book.references.bodies else None
            if short is not None:
                return short
        coding = code_actor(words, self.published, self.book, self.context)
        person = self.introductions.named(words) if len(names) > 1 and coding.resolution == "name" else None
        return person.coding if person is not None and person.told == words else coding

    def members(
        self, arg: Arg, speaker: Sequence[Arg] = (), but: Sequence[Arg] = (), own: bool = False
    ) -> list[tuple[Arg, Coding]]:
        """Like resolve; "Thai and Cambodian soldiers" and "envoys from Iran and Iraq" are one actor of each state, and
        "the two sides" are the two told of."""
        nations = joined_nations(arg.words, self.book)
        if len(nations) < 2:
            pair = self._pair(arg, but)
            return [(arg, coding) for coding in pair] or self._several(*self.resolve(arg, speaker, but, own))
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
        return (self.resolve(arg)[1] if arg.pos == "PRON" or self._is_owned(arg) else self.code(arg)).code

    def heads(self, arg: Arg) -> bool:
        """Whether a known actor stands at the head of a phrase, and not only somewhere in it."""
        return names_somebody(arg.words, self.book)

    def names(self, forms: Sequence[str]) -> list[tuple[int, int]]:
        """Where names of actors stand among words: first..last (exclusive)."""
        found = self.book.find(forms)
        return [(m.first, m.last) for m in found if any(isinstance(sense.of, Actor) for sense in m.entries)]

    def kinds(self, arg: Arg) -> frozenset[str]:
        """What kinds of actor an argument names, of codebook.words.KINDS; a mere nationality is none.

        "The two sides" are what both are.
        """
        if pair := self._pair(arg):
            return frozenset.intersection(*map(_kinds_of, pair))
        coding = self.code(arg) if self._is_owned(arg) else self.resolve(arg)[1]  # "their rifles" are nobody
        if coding.resolution == "description" and (arg.start in self._near or (coding.entity or "").startswith("cty.")):
            coding = self.code(arg)  # "surrendered from the group's stronghold" is no surrender to the group
        return _kinds_of(coding)

    # ------------------------------------------------------------ what points back

    def resolve(
        self, arg: Arg, speaker: Sequence[Arg] = (), but: Sequence[Arg] = (), own: bool = False
    ) -> tuple[Arg, Coding]:
        """The argument that names the actor, and the actor: a pronoun gives way to what it stands for.

        In reported speech a pronoun is first taken for the speaker; "its troops" and "the group" keep their words.
        An object is nobody of `but`: in "expelled the envoys, accusing them of spying" they are not the accusers. "Its
        army" as an object is the subject's: see _owner_of.
        """
        if arg.pos == "PRON":
            at = self.told.at(arg)
            whom = arg.slot in ("object", "recipient")  # "urging her to leave": also where she shall do something
            found = self._antecedent(at._replace(rank=OBJECT) if whom else at, speaker, but)
            return (found.arg, _pointing("pronoun", arg, found)) if found else (arg, UNKNOWN)
        if self._is_owned(arg) and not self._is_called(arg):
            owner = self._owner_of(arg, speaker, but, own)
            return arg, self._belonging(arg, owner) if owner else UNKNOWN
        return arg, self._described(arg) or self.code(arg)

    def _owner_of(self, arg: Arg, speaker: Sequence[Arg], doers: Sequence[Arg], own: bool) -> Referent | None:
        """Whose "its army" is, as what somebody acts on; None for the doer's own, of whom no more needs to be told.

        Coding rule: it is the doer's where the deed is one with what is one's `own` (to withdraw, to recall), else that
        of another subject of the sentence ("Iran said that Iraq had attacked its tankers"), and never of a state that
        only a sentence before has named.
        """
        at = self.told.at(_owner(arg))._replace(rank=SUBJECT)
        own = own or (len(arg.words) > 2 and arg.words[1].form.lower() == "own")
        nearest = self._antecedent(at, () if own else speaker)
        taken = {one.start for one in doers}
        if nearest is not None and self._is_at_odds(at, nearest, doers) and not own:
            return None
        if nearest is None or taken.isdisjoint({nearest.noted.arg.start, nearest.arg.start}):
            return nearest
        if at.arg.words[0].form.lower() == "their" and nearest.kind != MANY:
            return self._antecedent(at, speaker, doers)  # "the army bombed their camps"
        other = None if own else self._antecedent(at, speaker, doers)
        before = other is not None and other.noted.sentence != at.sentence
        return None if before and other is not None and (other.coding.entity or "").startswith("cty.") else other

    def _is_at_odds(self, at: Noted, owner: Referent, doers: Sequence[Arg]) -> bool:
        """ "The premier rejected their demands" behind a ministry: they are not the government he speaks for."""
        their = at.arg.words[0].form.lower() == "their" and owner.noted.sentence != at.sentence
        return their and owner.kind != MANY and any(self.who(one) == owner.coding.code for one in doers)

    def _is_called(self, arg: Arg) -> bool:
        """Whether a name in apposition tells who it is: "its leader, Vladimir Putin"."""
        return any(word.part == "appos" for word in arg.words) and self.code(arg).entity is not None

    def _antecedent(self, at: Noted, speaker: Sequence[Arg] = (), but: Sequence[Arg] = ()) -> Referent | None:
        """Whom a pronoun means; nobody in somebody's own words."""
        form = at.arg.words[0].form.lower()
        pronoun = PRONOUNS.get(form)
        if pronoun is None or self._depth > _DEEPEST or is_quoted(self.text, at.arg.start):
            return None
        if form == "it" and is_empty(self.text, at.arg.start):
            return None
        self._depth += 1
        taken = {one.start for one in but}
        taken |= {one.start for one in speaker if is_owners(pronoun, one)}
        heard = self.told.before(at, _REACH)
        told = [
            one
            for one in heard
            if one.arg.start not in taken
            and not (one.rank == SUBJECT and is_owners(pronoun, one.arg))
            and not any(self._is_in_apposition(doer, one.arg) for doer in but)
        ]
        said = [
            self._read(self.told.at(one)) for one in speaker if one.start != at.arg.start and one.start not in taken
        ]
        found = next((one for one in said if fits(pronoun, one) or speaks_for(pronoun, one)), None)
        nearer = (
            stands_for(form, at, told, self._read, heard) if found is None or comes_later(form, at, found) else None
        )
        found = nearer if nearer is not None and (found is None or nearer.noted.sentence == at.sentence) else found
        self._depth -= 1
        return found if found and found.arg.start not in taken else None

    def _is_in_apposition(self, name: Arg, phrase: Arg) -> bool:
        """ "Met the party's leader, Pedro Sanchez, who urged him": who urges is the leader in other words."""
        last = phrase.start < name.start and name.end == phrase.end
        return last and self.text[: name.start].endswith(", ")

    def _read(self, noted: Noted) -> Referent:
        """Whom or what a noted argument means."""
        span = noted.arg.start, noted.arg.end
        found = self._referents.get(span)
        if found is None:
            found = self._referents[span] = self._referent(noted)
        return found

    def _referent(self, noted: Noted) -> Referent:
        arg, table = noted.arg, self.book.references
        if arg.pos == "PRON":
            found = self._antecedent(noted)
            return found._replace(noted=noted) if found else nobody(noted)
        coding = self.resolve(arg)[1]
        return referent(noted, coding, self.introductions.named(arg.words), table)

    def _belonging(self, arg: Arg, owner: Referent) -> Coding:
        """ "its troops" are of the owner's country, with their own role; of a group they are the group."""
        coding = owner.coding
        own = (
            code_actor(arg.words[1:], self.published, self.book, Context(coding.country)) if coding.country else UNKNOWN
        )
        state = (coding.entity or "").startswith("cty.") or coding.roles == ("GOV",)
        if own.roles and own.country and own.entity is None and state:
            coding = own
        told_by = "possessive" if coding.country else None
        pointing = _pointing("pronoun", arg, owner)._replace(country=coding.country, country_from=told_by)
        return pointing._replace(code=coding.code, roles=coding.roles)

    @property
    def _describer(self) -> Describer:
        """Made anew when asked: kept, it would keep the article until a search for cycles."""
        return Describer(self.book, self._read)

    def _described(self, arg: Arg) -> Coding | None:
        """Whom a definite description stands for; without its country where several could be meant."""
        if not points(arg):
            return None
        key = (arg.start, arg.end)
        if key not in self._pointed:
            what = describe(arg, self.book.references, self.code)
            self._pointed[key] = self._described_as(what, arg) if what and not what.two else None
        return self._pointed[key]

    def _described_as(self, what: Description, arg: Arg) -> Coding | None:
        self._pointed[(arg.start, arg.end)] = None  # should it lead back to itself
        at = self.told.at(arg)
        titled = [] if what.many else self.introductions.titled.get(what.head, [])
        found = self._describer.candidates(what, at, self.told.before(at, _MEMORY), titled)
        if len(found) > 1:
            return code_actor(arg.words, self.published, self.book, Context(None, self.introductions))
        one = found[0] if found else None
        if isinstance(one, Introduced):
            return one.by("title") if one.coding.code else None
        if one and one.noted.sentence == at.sentence:
            self._near.add(arg.start)
        return _pointing("description", arg, one) if one else None

    def _pair(self, arg: Arg, but: Sequence[Arg] = ()) -> list[Coding]:
        """The two whom a description stands for; nobody where one of them, or of their country, is among `but`."""
        found = self._two(arg)
        if not found:
            return []  # the usual case
        apart = {coding.country or coding.code for coding in map(self.code, but)}
        return [] if any((one.country or one.code) in apart for one in found) else found

    def _two(self, arg: Arg) -> list[Coding]:
        what = describe(arg, self.book.references, self.code) if points(arg) else None
        if what is None or not what.is_pair(self.book.references):
            return []
        at = self.told.at(arg)
        dyads = self._dyads.get(at.sentence) or self._dyads.get(at.sentence - 1, [])
        if together := self._describer.of_dyads(what, dyads):
            how = f"'{text_of(arg.words).lower()}' stands for the sides of the last deed: "
            return [one._replace(how=how + one.how, resolution="description") for one in together]
        found = self._describer.pair(what, at, self.told.before(at, _MEMORY))
        return [_pointing("description", arg, one) for one in found]

    def _is_owned(self, arg: Arg) -> bool:
        """Of "its troops", "his government" the owner is the actor when nothing else names one; not of "his lawyer"."""
        words, kin = arg.words, self.book.references.kin
        return (
            len(words) > 1
            and words[0].lemma.lower() in POSSESSIVE
            and not any(word.form[:1].isupper() and word.part != "appos" for word in words[1:])
            and not any(word.part == "head" and word.lemma.lower() in kin for word in words)
        )


def _kinds_of(coding: Coding) -> frozenset[str]:
    if coding.code is None or not (coding.entity or coding.noun or coding.roles):
        return frozenset()
    roles = frozenset(coding.roles)
    if "GOV" in roles:
        roles -= _UNDER_GOVERNMENT
    state = (coding.entity or "").startswith("cty.") or (coding.country is not None and roles == {"GOV"})
    return roles | ({ACTOR, STATE} if state else {ACTOR})


def _pointing(resolution: str, arg: Arg, found: Referent) -> Coding:
    """The coding of an expression that stands for somebody."""
    coding = found.coding
    how = f"'{text_of(arg.words).lower()}' stands for {text_of(found.arg.words)}: {coding.how}"
    return coding._replace(how=how, resolution=resolution if coding.code else None)


def _owner(arg: Arg) -> Arg:
    """The possessive pronoun of "its troops" as an argument of its own."""
    pronoun = arg.words[0]
    return Arg("subject", arg.start, arg.start + len(pronoun.form), pronoun.lemma, "PRON", None, (pronoun,))
