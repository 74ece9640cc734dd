"""Who is named in the phrase for a thing: "the killings by rebels", "sanctions imposed on Syria"."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.codebook.actions.rule_index import RuleIndex
from pipeline.codebook.words import NAME
from pipeline.english import MONTH_WORDS, MONTHS, PROMPTINGS, SHORT_MONTHS
from pipeline.mentions import Arg, Mention, Word

NOT_ACTORS = frozenset({"NUM", "TIME", "VERB"})  # heads that count, date or tell a deed
_MONTHS = MONTH_WORDS | frozenset(map(str.lower, SHORT_MONTHS))
# What is no party: reasons ("on the grounds that", "voted in favour"), tools ("clashed with sticks"), tolls, margins.
_NO_PARTIES = frozenset(
    """ground favor favour stick machete knife stone rock brick bottle club axe spear sword baton truncheon gas teargas
    bullet spray casualty tariff behest view aim purpose intention margin majority landslide percent notice""".split()
)
_SPANS = frozenset("beginning course end eve half middle much part rest start".split())
_FEASTS = frozenset("ashura christmas diwali easter eid hanukkah nowruz passover pentecost ramadan".split())
# Where a deed's noun, and a clause that modifies it, name who is concerned.
_OF_NOUN = ("subject", "prep.by", "prep.against", "prep.from", "prep.with", "prep.between", "prep.among", "prep.on")
_OF_CLAUSE = ("prep.on", "subject", "prep.against", "prep.to", "prep.from", "prep.in")
# Words of deeds that are also those who do or suffer them.
_GROUPS = frozenset("convoy caravan motorcade patrol column fleet flotilla mission procession force host guest".split())
_MADE = frozenset(
    """made taken issued held filed lodged submitted put proposed tabled committed carried adopted announced passed
    drafted signed uttered expressed brought initiated""".split()
)
_KEPT = ("held", "taken")  # what happens to people as well: "freed hostages held by rebels"
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ing", "sis", "cy", "dom")
# What stands between a harm and whom it is done to, and between it and where.
_SUFFERING = frozenset({"of", "against", "on"})
_PLACING = frozenset({"in", "at", "near", "across", "inside", "by"})
# Of whom more is told by who is on the other side: "massed troops along its border with Chad".
_EDGES = frozenset("border frontier boundary".split())
_WITH = len(" with ")
# What one does something in: "in a bid to calm fears".
_PURPOSES = frozenset("attempt bid drive effort gesture hope move ploy push rush show step".split())


class Named(Protocol):
    """What must be known of the sentence."""

    mentions: Sequence[Mention]
    rules: RuleIndex

    def args(self, mention: Mention, slot: str) -> Sequence[Arg]: ...

    def keys(self, arg: Arg) -> frozenset[str]: ...

    def kinds(self, arg: Arg) -> frozenset[str]: ...


class Within:
    """Reads the phrases of one sentence."""

    def __init__(self, sentence: Named) -> None:
        self.sentence = sentence

    def is_thing(self, arg: Arg) -> bool:
        """Whether a phrase surely names nobody: its head is a deed or an abstract noun, and no name is with it."""
        if arg.slot == "prep.in" and arg.lemma in _PURPOSES:
            return True
        if self.is_edge(arg) and self.inside(arg):
            return True
        if arg.pos != "NOUN" or arg.mention is None or any(word.pos == "PROPN" for word in arg.words):
            return False
        deed = self.sentence.rules.ranked(self.sentence.mentions[arg.mention]) or arg.lemma.endswith(_ABSTRACT)
        return bool(deed) and arg.lemma not in _GROUPS and not self.is_somebody(arg)

    def is_edge(self, arg: Arg) -> bool:
        """Whether a phrase tells only where a country ends: "its frontier", but not "the Syrian border"."""
        return arg.lemma in _EDGES and not self.is_somebody(arg)

    def is_named(self, arg: Arg) -> bool:
        return NAME in self.sentence.keys(arg)

    def is_somebody(self, arg: Arg) -> bool:
        if self.is_named(arg):
            return True
        own = arg.pos == "PRON" or arg.words[0].pos == "PRON"  # "its army": no other
        return not own and bool(self.sentence.kinds(arg))

    def doers(self, arg: Arg) -> tuple[Arg, ...]:
        """Who is said to have done the deed that a phrase tells of: "condemned the murder of a nun by militiamen"."""
        deed = self.sentence.mentions[arg.mention] if arg.mention is not None and arg.pos == "NOUN" else None
        if deed is None:
            return ()
        kinds = self.sentence.kinds(arg) if arg.slot == "object" else frozenset[str]()
        kept = _KEPT if kinds and "LEG" not in kinds else ()  # but "a congress held by the party"
        made = next((c for c in self.modifying(arg) if c.form in _MADE and c.form not in kept), None)
        if made is not None:  # "the steps taken by Baghdad", not "prisoners held by them"
            return tuple(agent for agent in self.sentence.args(made, "subject") if agent.pos != "PRON")
        known = self.sentence.rules.ranked(deed)
        return tuple(arg for arg in self.sentence.args(deed, "prep.by") if not self.is_thing(arg)) if known else ()

    def inside(self, arg: Arg) -> tuple[Arg, ...]:
        """Who is named in the phrase for a thing: "the killings by rebels", "a claim filed by the opposition"."""
        if arg.mention is None:
            return ()
        found = self.first_somebody(self.sentence.mentions[arg.mention], _OF_NOUN) or self._beyond(arg)
        for clause in () if found else self.modifying(arg):
            found = found or self.first_somebody(clause, _OF_CLAUSE)
        return found

    def _beyond(self, edge: Arg) -> tuple[Arg, ...]:
        """Who is behind a border, though the verb has taken the phrase: "moved guns to the border with Chad"."""
        if edge.lemma not in _EDGES:
            return ()
        others = (arg for mention in self.sentence.mentions for arg in self.sentence.args(mention, "prep.with"))
        return tuple(arg for arg in others if 0 < arg.start - edge.end <= _WITH and self.is_somebody(arg))[:1]

    def between(self, arg: Arg) -> tuple[Arg, ...]:
        """The sides of a joint deed: "the summit between Peru and Chile"."""
        deed = self.sentence.mentions[arg.mention] if arg.mention is not None else None
        sides = self.sentence.args(deed, "prep.between") if deed else ()
        return tuple(sides) if len(sides) > 1 and self.is_thing(arg) else ()

    def first_somebody(self, mention: Mention, slots: Sequence[str]) -> tuple[Arg, ...]:
        """All in the first of some slots that name somebody."""
        for slot in slots:
            found = tuple(filter(self.is_somebody, self.sentence.args(mention, slot)))
            if found:
                return found
        return ()

    def modifying(self, arg: Arg) -> list[Mention]:
        """The participles whose object an argument's noun is: "sanctions imposed on Syria"."""
        return [
            mention
            for mention in self.sentence.mentions
            if (mention.parent == arg.mention if arg.mention is not None else mention.start >= arg.end)
            and any(a.slot == "object" and a.start == arg.start for a in mention.args)
        ]


def may_act(arg: Arg) -> bool:
    """Whether a phrase may name somebody: neither a number, a reason nor a day ("the September 11 attacks")."""
    return (
        arg.pos not in NOT_ACTORS
        and arg.lemma not in _NO_PARTIES
        and not (arg.slot == "prep.at" and arg.lemma in PROMPTINGS)
        and not (arg.slot == "prep.by" and arg.lemma == "vote")
        and not _is_time(arg)
    )


def _is_time(arg: Arg) -> bool:
    """A day, or what is reckoned from one: "March 3", "the first half of March", "Easter Monday"."""
    first, last = arg.words[0].form, arg.words[-1].form
    if first.lower().rstrip(".") in _MONTHS and last.isdigit():
        return True
    if arg.lemma in _SPANS:
        return last in MONTHS or _names_feast(arg)
    return (arg.pos == "PROPN" or arg.lemma.lower() in _FEASTS) and last != "Island" and _names_feast(arg)


def _names_feast(arg: Arg) -> bool:
    return any(word.form.lower() in _FEASTS for word in arg.words)


def without_victims(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a harm without its victims: "the arrest of journalists in Turkey" is "the arrest in Turkey"."""
    kept: list[Word] = []
    suffered = False
    for word in words:
        if word.part == "prep" and word.pos == "ADP":
            suffered = word.lemma in _SUFFERING or (suffered and word.lemma not in _PLACING)
        if not (suffered and word.part == "prep"):
            kept.append(word)
    return tuple(kept)


def clear_of(arg: Arg, others: Sequence[Arg]) -> bool:
    """Whether a phrase shares no words with some others."""
    return not any(arg.start < other.end and other.start < arg.end for other in others)
