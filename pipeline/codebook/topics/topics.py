"""What a codebook leaves out: articles, and deeds in sentences, whose words tell of sport, markets and the like."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from pipeline.codebook.actors.context import PEOPLE, UNKNOWN, Coding
from pipeline.codebook.phrases import PhraseTrie, word_forms
from pipeline.mentions import Word

TIERS = ("nobody", "states", "public")
"""Who takes part in a deed, from least to most political: nobody of public life, mere states, public actors."""
INCIDENT = "incident"  # as nobody, in incidents, which violence by whomever may be
UNNAMED = "unnamed"  # as nobody, and no doer is named: "20 people were killed"
STRONG, WEAK = 2, 1  # points of a word
EARNEST = ""  # stands for a topic: words that make a sentence more political
RAISED = "earnest"  # as states: an earnest deed of nobody public
_ELSE = {UNNAMED: TIERS[0], RAISED: TIERS[1]}  # whose points hold where a topic gives none
MANY = 5  # words in earnest that make an article so
_SHOWN = 4  # words that an explanation names
_SCORE = re.compile(r"(?<![\w.,-])(\d{1,3})[-–](\d{1,3})(?![\w-]|[.,]\d)")
_PAST_YEAR = re.compile(r"\b[Ii]n 1[0-8]\d\d\b")
_NATIONS = ("cty.", "reg.")  # ids of states, and of regions, which name them together
_NOBODY, _STATES, _PUBLIC = range(3)


class Topic(NamedTuple):
    """A subject.

    points: from how many on an `article`, or a deed between such actors, is left out.
    private: roles, and ids of role nouns, that are not public within it.
    things: its strong words are things, which do nothing political.
    abroad: what happens across a border counts as done between states.
    actors: a doer of one of these roles is a point for the topic, and so is whom it deals with.
    codes: the prefixes of the codes that it may leave out, any when there are none.
    scores: the result of a match is a strong word, "41-7".
    past: so is a year before 1900, "in 1842".
    """

    id: str
    points: Mapping[str, int]
    private: frozenset[str] = frozenset()
    things: bool = False
    abroad: bool = False
    actors: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ()
    scores: bool = False
    past: bool = False

    def judges(self, code: str) -> bool:
        """Whether the topic may leave out deeds of a code."""
        return not self.codes or code.startswith(self.codes)


class Evidence(NamedTuple):
    """What speaks for one topic in a text: different listed words, and the points they make."""

    topic: Topic
    points: int
    words: tuple[str, ...]

    def reaches(self, which: str, more: int = 0) -> bool:
        """Whether the points suffice for `article`, INCIDENT, UNNAMED, RAISED or one of TIERS."""
        points = self.topic.points
        least = points.get(which, points.get(_ELSE.get(which, "")))
        return least is not None and self.points + more >= least

    def __str__(self) -> str:
        more = ", …" if len(self.words) > _SHOWN else ""
        return f"{self.topic.id} ({', '.join(self.words[:_SHOWN])}{more})"


class Weighed(NamedTuple):
    """A text's evidence for topics, and how many different words make it more political all the same."""

    evidence: tuple[Evidence, ...]
    earnest: int

    @property
    def off_topic(self) -> Evidence | None:
        """What makes an article of these words one that is not coded, None for one that is: each word in earnest
        outweighs a strong one, for gunmen attack stadiums, and presidents fight over car makers."""
        strong = (found for found in self.evidence if found.reaches("article"))
        return next((found for found in strong if found.points > STRONG * self.earnest), None)

    def within(self, article: "Weighed") -> "Weighed":
        """What a sentence tells in its article: many words in earnest there make each of its sentences so."""
        return self._replace(earnest=1) if not self.earnest and article.earnest >= MANY else self


class Party(NamedTuple):
    """One side of a deed: the words of its phrase (none where nobody is named), and whom they name."""

    words: Sequence[Word]
    coding: Coding


_NO_PARTY = Party((), UNKNOWN)


class Topics(NamedTuple):
    """All topics of a codebook; `phrases` has (topic id or EARNEST, listed phrase, points) of each of their words.

    Roles that are `public`, codes that are `earnest`, `public_only`, `public_matters`, `known_matters` or
    `article_matters`, and roles that stand for incidents' `sides` are described in docs/codebook.md.
    """

    phrases: PhraseTrie
    topics: dict[str, Topic]
    public: frozenset[str] = frozenset()
    earnest: tuple[str, ...] = ()
    public_only: tuple[str, ...] = ()
    public_matters: tuple[str, ...] = ()
    known_matters: tuple[str, ...] = ()
    article_matters: tuple[str, ...] = ()
    sides: Mapping[str, str] = {}

    def off_topic(self, text: str) -> Evidence | None:
        """What makes an article one that is not coded, None for one that is."""
        return self.weigh(text).off_topic

    def weigh(self, text: str) -> Weighed:
        """What a text's words tell of its topics."""
        seen: dict[str, dict[str, int]] = {topic.id: {} for topic in self.topics.values() if topic.actors}
        for topic, phrase, points in (*self._listed(text), *self._numbers(text)):
            seen.setdefault(topic, {})[phrase] = points
        earnest = len(seen.pop(EARNEST, {}))
        told = (Evidence(self.topics[topic], sum(words.values()), tuple(words)) for topic, words in seen.items())
        return Weighed(tuple(told), earnest)

    def _listed(self, text: str) -> Iterator[tuple[str, str, int]]:
        """(topic, phrase, points) of each listed phrase that stands in a text; a form listed twice counts once."""
        forms = word_forms(text)
        cased = any(form[0].isupper() for form in forms)
        for match in self.phrases.find(forms):
            small = cased and forms[match.first][0].islower()
            fitting = (entry for entry in match.entries if not (small and _is_name(entry[1])))
            yield from {entry[0]: entry for entry in sorted(fitting, key=itemgetter(2))}.values()

    def _numbers(self, text: str) -> Iterator[tuple[str, str, int]]:
        """The same for results of matches and years long past."""
        score, year = _score(text), _PAST_YEAR.search(text)
        for topic in self.topics.values():
            if topic.scores and score:
                yield topic.id, score, STRONG
            if topic.past and year:
                yield topic.id, year.group(), STRONG

    def leaves_out(self, code: str, source: Party, target: Party, weighed: Weighed) -> str | None:
        """Why a deed is no event in a sentence of these words, None where it is one."""
        for found in weighed.evidence:
            topic = found.topic
            if not topic.judges(code):
                continue
            tier = self._tier(code, source, target, topic, weighed.earnest)
            if found.reaches(tier, _dealers(topic, source, target)) or self._of_things(topic, source, target, tier):
                return str(found)
        silent = code.startswith(self.public_only) and self._speaks_privately(code, source.coding, weighed)
        return "a statement of nobody public" if silent else None

    def is_private(self, code: str, source: Party, target: Party) -> bool:
        """Whether a deed is one that needs somebody public, and is among private people of one country, or needs
        somebody known, and is among people who are neither known nor named.

        It is an event all the same where its article has a word in earnest.
        """
        if self._is_earnest(code):
            return False
        if code.startswith(self.known_matters) and not (_is_known(source) or _is_known(target)):
            return True
        private = self._among(source.coding, target.coding) == _NOBODY and not abroad(source, target)
        return private and code.startswith(self.public_matters)

    def is_nobodys(self, code: str, source: Party, target: Party) -> bool:
        """Whether a deed is one that an article tells of everybody, and neither side is coded as anybody."""
        return code.startswith(self.article_matters) and source.coding.code is None and target.coding.code is None

    def leaves_out_incident(self, code: str, sides: Iterable[Sequence[str]], weighed: Weighed) -> str | None:
        """The same for an incident like a deed of this code; each side has names of which `sides` may list one."""
        roles = (next((self.sides[name] for name in names if name in self.sides), "") for names in sides)
        named = Party((), Coding("", roles=tuple(filter(None, roles))))
        for found in weighed.evidence:
            if INCIDENT not in found.topic.points:
                continue
            tier = self._tier(code, named, _NO_PARTY, found.topic, weighed.earnest)
            told_by_code = tier == RAISED and not weighed.earnest
            if found.reaches(INCIDENT if tier == UNNAMED or told_by_code else tier):
                return str(found)
        return None

    def _tier(self, code: str, source: Party, target: Party, topic: Topic, earnest: int) -> str:
        """Who takes part, of TIERS; RAISED where nobody does it in earnest, UNNAMED where no doer is named either."""
        tier = self._among(source.coding, target.coding, topic.private)
        if topic.abroad and abroad(source, target):
            tier = max(tier, _STATES)
        raised = tier + bool(earnest) + self._is_earnest(code)
        if raised == tier == _NOBODY:
            return TIERS[_NOBODY] if source.words else UNNAMED
        return RAISED if tier < raised == _STATES else TIERS[min(raised, _PUBLIC)]

    def _is_earnest(self, code: str) -> bool:
        return code.startswith(self.earnest)

    def _among(self, doer: Coding, other: Coding, private: frozenset[str] = frozenset()) -> int:
        """The place in TIERS of the more political side; what a private doer does to a state is private."""
        ranks = self._rank(doer, private), self._rank(other, private)
        return _NOBODY if ranks == (_NOBODY, _STATES) else max(ranks)

    def _speaks_privately(self, code: str, coding: Coding, weighed: Weighed) -> bool:
        """Whether a speaker is nobody public: unknown, or of private roles; where no word tells of a topic, a
        nationality alone may be anybody's."""
        told = [found.topic for found in weighed.evidence if found.points]
        may_be = coding.code is not None and coding.noun is None and not coding.roles and not told
        private = (topic.private for topic in told if topic.judges(code))
        return not may_be and self._rank(coding, frozenset[str]().union(*private)) == _NOBODY

    def _rank(self, coding: Coding, private: frozenset[str] = frozenset()) -> int:
        """A side's place in TIERS. Ethnic and armed groups are public, companies and the press are what their role
        is; members of a nation are nobody."""
        if coding.code is None or coding.noun in private or coding.noun == PEOPLE:
            return _NOBODY
        if not (self.public - private).isdisjoint(coding.roles):
            return _PUBLIC
        if coding.entity is None:
            return _NOBODY
        if coding.entity.startswith(_NATIONS):
            return _STATES
        return _NOBODY if coding.roles else _PUBLIC

    def _of_things(self, topic: Topic, source: Party, target: Party, tier: str) -> bool:
        """Whether a thing does it, or nobody public does it to one ("a battle with cancer")."""
        private = tier == TIERS[_NOBODY]
        return topic.things and (self._is_thing(source, topic.id) or (private and self._is_thing(target, topic.id)))

    def _is_thing(self, side: Party, topic: str) -> bool:
        """Whether a strong word of the topic is the phrase's head, or stands before the name there ("Typhoon Ida")."""
        head = next((at for at, word in enumerate(side.words) if word.part == "head"), None)
        if head is None or side.coding.entity is not None:
            return False
        named = head > 0 and side.words[head].pos == side.words[head - 1].pos == "PROPN"
        return any(
            (match.last == head + 1 or (named and match.last == head))
            and any(of == topic and points == STRONG for of, _, points in match.entries)
            for match in self.phrases.find([word.form for word in side.words[: head + 1]])
        )


def _is_name(phrase: str) -> bool:
    """Whether a listed word is a name, which texts write with a capital: the Ashes, not ashes."""
    return " " not in phrase and phrase[0].isupper()


def _score(text: str) -> str | None:
    """The first result of a match in a text: two numbers with a hyphen, the winner's first, unlike "15-20 people"."""
    return next((found.group() for found in _SCORE.finditer(text) if int(found[1]) >= int(found[2])), None)


def _is_known(side: Party) -> bool:
    """Whether a side is coded as somebody, or has a name all the same."""
    return side.coding.code is not None or any(word.pos == "PROPN" for word in side.words if word.part == "head")


def abroad(source: Party, target: Party) -> bool:
    """Whether the sides are of two countries."""
    return len({source.coding.country, target.coding.country} - {None}) > 1


def _dealers(topic: Topic, source: Party, target: Party) -> int:
    """How many of the sides are of the topic's own actors, if the doer is: firms that deal with each other."""
    doer, other = (not topic.actors.isdisjoint(side.coding.roles) for side in (source, target))
    return doer + (doer and other)
