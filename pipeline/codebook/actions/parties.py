"""Who stands on the two sides of a coded deed: what fills the slots a rule names, else who is named within it.

"condemned the killings by rebels" is aimed at the rebels, "lifted the sanctions imposed on Syria" at Syria: a deed or
an abstract noun is nobody, but often says who is meant.
"""

from collections.abc import Sequence
from typing import Protocol

from pipeline.codebook.actions.below import Below
from pipeline.codebook.actions.ordered_sides import OrderedSides
from pipeline.codebook.actions.reasons import Reasons
from pipeline.codebook.actions.rules import Rule, told_after
from pipeline.codebook.actions.sequences import SOURCE, TARGET, Bound, WordOrder
from pipeline.codebook.actions.within import Named, Within, clear_of, may_act, without_victims
from pipeline.codebook.ontology import Traits
from pipeline.codebook.words import NAME, STATE
from pipeline.english import SUMMING
from pipeline.mentions import Arg, Mention

_PLACING = ("prep.in", "prep.at")  # where one meets, not whom
_CIRCUMSTANCES = ("prep.in", "prep.for", "prep.to")  # behind an object mostly where, when or what for
_CLOSED = ("adj", "compound", "mod", "light", "prep.according")
_DOERS = ("subject", "prep.by", "adj")
# Where a deed's noun has whom it concerns, and the kinds of actors that may stand before it as its doers.
_CONCERNED = frozenset("object prep.on prep.against prep.at prep.of prep.over prep.for prep.with prep.to".split())
_ACTIVE = frozenset("GOV MIL COP SPY JUD LEG PTY OPP REB SEP INS UAF CRM LAB EDU AGR MED".split())
_BODIES = frozenset("side country nation power donor emitter signatory".split())  # "both sides must stop"


class Sentence(Named, Protocol):
    """What must be known of the sentence around a mention."""

    @property
    def ordered(self) -> OrderedSides: ...

    def filling(self, mention: Mention, slot: str, rule: Rule) -> Sequence[Arg]: ...

    def code_of(self, mention_id: int) -> str | None: ...

    def bound(self, mention: Mention, order: WordOrder) -> Bound | None: ...

    def who(self, arg: Arg) -> str | None: ...


class Parties:
    """Finds sources and targets in one sentence."""

    def __init__(self, sentence: Sentence, traits: Traits) -> None:
        self.sentence, self.traits, self.within = sentence, traits, Within(sentence)
        self.below, self.reasons = Below(self.within), Reasons(sentence, self.within, traits)

    def of(self, mention: Mention, rule: Rule, raw: str) -> tuple[tuple[Arg, ...], tuple[Arg, ...]]:
        """(sources, targets) of a mention coded `raw` by a rule."""
        bound = rule.bound(mention, self.sentence)
        if rule.imported:
            return self.sentence.ordered.sides(mention, rule, bound)
        speakers = bound.get(SOURCE) or self._sources(mention, rule)
        state = self._whose_word(mention, rule, speakers)
        sources, taken = state or speakers, (*state, *speakers, *self._own_means(mention, rule, raw))
        targets = bound.get(TARGET) or self._targets(mention, rule, taken, raw)
        joint = rule.mutual or raw.startswith(self.traits.joint)
        if joint and not sources and len(targets) > 1 and targets[0].slot == "prep.between":
            return targets, ()
        if joint and not sources and mention.pos == "NOUN":  # "the meeting in Geneva of the envoy with the rebels"
            of = tuple(arg for arg in self.sentence.args(mention, "prep.of") if self.within.is_somebody(arg))
            sources = _apart(of, targets)
        announced = raw.startswith(self.traits.announced)  # "Iran and Iraq agreed to exchange prisoners"
        mutual = rule.mutual or (joint and announced)
        together = mutual and (len(sources) > 1 or any(_joined(arg) for arg in sources))
        if together and all(
            self.within.is_thing(arg) or arg.slot in _PLACING or (announced and not self.within.is_named(arg))
            for arg in targets
        ):
            return sources, ()
        if rule.mutual and not targets and any(arg.slot == "prep.between" for arg in sources):
            return sources, ()  # "fighting between rival militias, forcing a refinery to close"
        if raw.startswith(self.traits.blames):
            targets = tuple(map(self._blamed, targets))
        if joint and targets and all(map(self.within.is_thing, targets)):  # "agreed to talks on a pact with Hungary"
            return sources, self._named_below(mention, sources, raw, joint) or targets
        return sources, self._aimed_at(mention, targets, (sources, taken), raw, joint)

    def _aimed_at(
        self, mention: Mention, targets: tuple[Arg, ...], doers: tuple[Sequence[Arg], Sequence[Arg]], raw: str,
        joint: bool,
    ) -> tuple[Arg, ...]:  # fmt: skip
        """The targets found, or who is told around the deed where they are no more than a place or a thing.

        `doers` are the sources, and with them what is their own.
        """
        sources, taken = doers
        if raw.startswith(self.traits.forces) and targets and not any(map(self.sentence.who, targets)):
            own = set(map(self.sentence.who, sources))  # "the mission" may be whom a name below tells
            below = () if None in own else self._named_below(mention, taken, raw, joint)
            faced = tuple(arg for arg in below if self.within.is_named(arg) and self.sentence.who(arg) not in own)
            return faced if faced and clear_of(faced[0], targets) else targets
        opponents = _apart(self.reasons.opponents(mention, raw, targets), taken)
        if opponents or not targets:
            return opponents or self._named_below(mention, taken, raw, joint)
        before = self._summed_up(mention, targets)
        return _apart(before, taken) or self.below.place(mention, targets, sources) or targets

    def _own_means(self, mention: Mention, rule: Rule, raw: str) -> Sequence[Arg]:
        """What somebody does something of his own with is not whom he does it to: "scrambled fighters to meet them"."""
        forces = raw.startswith(self.traits.forces) and "object" not in rule.target
        return self.sentence.args(mention, "object") if forces else ()

    def asked(self, doers: Sequence[Arg], concerned: Sequence[Arg]) -> tuple[Arg, ...]:
        """Of whom something is asked: who shall do it, else whom it concerns; of things whoever is named in them."""
        able = tuple(arg for arg in doers if arg.pos == "PRON" or arg.lemma in _BODIES or self.within.is_somebody(arg))
        within = tuple(one for arg in doers for one in self.within.inside(arg))
        return able or within or (() if doers else tuple(concerned))

    def _sources(self, mention: Mention, rule: Rule) -> tuple[Arg, ...]:
        filled = (self._filling(mention, slot, rule) for slot in rule.source)
        found = next(filter(None, (self._acting(args, rule) for args in filled)), ())
        sides = tuple(side for arg in found for side in self.within.between(arg))
        return sides or self._authors(found) or found or self._doers_of_deed(mention, rule)

    def _authors(self, things: Sequence[Arg]) -> tuple[Arg, ...]:
        """Whose deed or text it is that does something: "a report by Amnesty said …", "an ambush by rebels left …"."""
        made = [arg.mention for arg in things if arg.pos == "NOUN" and not self.within.is_somebody(arg)]
        by = (self.within.first_somebody(self.sentence.mentions[id_], ("prep.by",)) for id_ in made if id_ is not None)
        return next(filter(None, by), ())

    def _whose_word(self, mention: Mention, rule: Rule, speakers: Sequence[Arg]) -> tuple[Arg, ...]:
        """The state that one of its own speaks for, where that stands first: "Fiji will leave, its premier warned"."""
        if rule.compose is None or not told_after(mention):
            return ()
        doers = [arg for arg in self.sentence.filling(mention, "deed.source", rule) if arg.end <= mention.start]
        states = tuple(arg for arg in doers if STATE in self.sentence.kinds(arg))
        spoken_for = states and speakers and all(self._is_of(states[0], speaker) for speaker in speakers)
        return states if spoken_for else ()

    def _is_of(self, state: Arg, speaker: Arg) -> bool:
        """Whether a speaker is of a state's government: of the same country, or of none that is told."""
        country, code = self.sentence.who(state), self.sentence.who(speaker)
        if country is None or code is None or "GOV" not in self.sentence.kinds(speaker):
            return False
        return code[:3] == country[:3] or not self.within.is_named(speaker)

    def _acting(self, args: Sequence[Arg], rule: Rule) -> tuple[Arg, ...]:
        """Without phrases that told what was done, or where no doer is: "held in custody in Niger", "in fact"."""
        named = self.within.is_somebody
        return tuple(
            a for a in args if named(a) or not (a.slot in _PLACING or (a.slot[:5] == "prep." and self._tells(a, rule)))
        )

    def _filling(self, mention: Mention, slot: str, rule: Rule) -> tuple[Arg, ...]:
        found = tuple(arg for arg in self.sentence.filling(mention, slot, rule) if may_act(arg))
        return self._doers_before(mention) or found if slot == "adj" else found

    def _doers_before(self, mention: Mention) -> tuple[Arg, ...]:
        """The plain nouns before a deed's that name who does it: "rebel attacks on the army", but "gas attacks"."""
        if not any(arg.slot in _CONCERNED for arg in mention.args):
            return ()  # "rebel arrests"
        before = self.sentence.args(mention, "compound")
        return tuple(arg for arg in before if not _ACTIVE.isdisjoint(self.sentence.kinds(arg)))

    def _doers_of_deed(self, mention: Mention, rule: Rule) -> tuple[Arg, ...]:
        """A rule's deed that stands in the object, or after a preposition that it asks for, has its own doer.

        "the blockade by Iran was tightened", "subjected to shelling by troops", "faces charges brought by the state"
        """
        if mention.pos != "VERB":
            return ()
        asked = {slot for condition in rule.where for slot in condition.slots if slot.startswith("prep.")}
        for arg in mention.args:
            if arg.mention is None or not (arg.slot in asked or (arg.slot == "object" and "object" not in rule.target)):
                continue
            deed = self.sentence.mentions[arg.mention]
            found = self.within.first_somebody(deed, _DOERS if arg.slot == "object" else ("prep.by",))
            if found or (found := tuple(filter(self.within.is_somebody, self.within.doers(arg)))):
                return found
        return ()

    def _targets(self, mention: Mention, rule: Rule, sources: Sequence[Arg], raw: str) -> tuple[Arg, ...]:
        """The targets, last of all who is only named in what happens meanwhile: "on a visit to Oman, he …"."""
        meanwhile = self._meanwhile(mention)
        found = self._first_targets(mention, rule, (*sources, *meanwhile), raw) if meanwhile else ()
        return found or self._first_targets(mention, rule, sources, raw)

    def _meanwhile(self, mention: Mention) -> tuple[Arg, ...]:
        during = (arg.mention for arg in self.sentence.args(mention, "prep.during"))
        events = (self.sentence.mentions[id_] for id_ in during if id_ is not None and id_ != mention.mention_id)
        return tuple(arg for event in events for arg in event.args if arg.slot.startswith("prep."))

    def _first_targets(self, mention: Mention, rule: Rule, sources: Sequence[Arg], raw: str) -> tuple[Arg, ...]:
        """The arguments of the first slot that may name somebody; of one that holds a deed, who is named in it.

        What met a condition on several slots told what was done, and is a target only where no party is named; but not
        in the slot that the rule names first.
        """
        if raw.startswith(self.traits.answers):
            wishing = _apart(self._wishing(mention), sources)
            meant = self._filling(mention, rule.target[0], rule) if wishing else ()  # "blocked an EU loan for Kyiv"
            if wishing and not any(map(self.within.is_named, meant)):
                return wishing
        first: tuple[Arg, ...] = ()
        last: tuple[Arg, ...] = ()
        for slot in rule.target:
            if (first or last) and slot in _PLACING:
                continue
            found = _apart(self._filling(mention, slot, rule), sources)
            found = tuple(arg for arg in found if not (self._is_deed(arg) or self.within.is_edge(arg))) or found
            by = [doer for arg in found for doer in self.within.doers(arg)]
            if by and _apart(by, sources):
                return _apart(by, sources)
            made = (
                [maker for arg in found for maker in self._makers(arg, mention)]
                if raw.startswith(self.traits.answers)
                else []
            )
            if made and _apart(made, sources):
                return _apart(made, sources)
            telling = bool(found) and slot != rule.target[0] and all(self._tells(arg, rule) for arg in found)
            if not telling and not all(map(self.within.is_thing, found)):
                known = _apart(self._known_object(mention, rule, found), sources)
                return known or tuple(arg for arg in found if not self._names_part(arg, found))
            inner = _apart([one for arg in found for one in self.within.inside(arg)], sources)
            if inner:
                return inner
            if slot in _PLACING:
                continue
            first, last = (first, last or found) if telling else (first or found, last)
        return first or last

    def _known_object(self, mention: Mention, rule: Rule, found: Sequence[Arg]) -> tuple[Arg, ...]:
        """Whom a deed is done to, beside a place or matter that nobody knows: "will host the ministers in Bled"."""
        slot = found[0].slot if found else ""
        if slot not in _CIRCUMSTANCES or "object" not in rule.target or any(map(self.sentence.who, found)):
            return ()
        objects = (arg for arg in self._filling(mention, "object", rule) if arg.words[0].pos != "PRON")
        apart = (arg for arg in objects if slot == "prep.in" or clear_of(arg, found))  # not "a loan for Aruba"
        return tuple(arg for arg in apart if self.sentence.who(arg) and not self.within.is_thing(arg))

    def _names_part(self, inner: Arg, found: Sequence[Arg]) -> bool:
        """Whether it stands within a target that is no mere thing: "left two suburbs of Tripoli" not Tripoli too."""
        last = inner.words[-1].form
        for arg in found:
            around = arg.start < inner.start and inner.end <= arg.end and not self.within.is_thing(arg)
            if around and any(word.part == "prep" and word.form == last for word in arg.words):
                return True
        return False

    def _is_deed(self, arg: Arg) -> bool:
        """ "headed for Baku for talks with Armenia": what is done is no party beside somebody."""
        return self.within.is_thing(arg) and arg.mention is not None and self.sentence.code_of(arg.mention) is not None

    def _blamed(self, arg: Arg) -> Arg:
        """A phrase of harm without whom it was done to: in "the arrest of journalists in Turkey" Turkey is meant."""
        code = self.sentence.code_of(arg.mention) if arg.mention is not None and arg.pos == "NOUN" else None
        harm = code and code.startswith(self.traits.casualties) and not code.startswith(self.traits.demonstration)
        return arg._replace(words=without_victims(arg.words)) if harm else arg

    def _wishing(self, mention: Mention) -> tuple[Arg, ...]:
        """Whose deed or text the object of a refusal is: "snubbed the king's invitation to a lunch of governors"."""
        for thing in self.sentence.args(mention, "object"):
            if thing.mention is None or thing.pos != "NOUN" or thing.words[0].pos == "PRON":
                continue
            deed = self.sentence.mentions[thing.mention]
            named = tuple(filter(self.within.is_named, self.sentence.args(deed, "adj")))
            joint = self._is_joint(deed)  # "left a French meeting with the rebels"
            found = self.within.first_somebody(deed, ("subject", "prep.by")) or (() if joint else named)
            if found:
                return (thing,) if self.within.is_somebody(thing) else found
        return ()

    def _is_joint(self, deed: Mention) -> bool:
        code = self.sentence.code_of(deed.mention_id)
        return code is not None and code.startswith(self.traits.joint)

    def _makers(self, arg: Arg, mention: Mention) -> tuple[Arg, ...]:
        """Whose thing it is that somebody turns down: "quotas set by Seoul", "the text that Ethiopia had drafted"."""
        if arg.pos != "NOUN" or self.within.is_somebody(arg):
            return ()
        made = (m for m in self.sentence.mentions if m is not mention and m.pos == "VERB")
        telling = (m for m in made if any(a.slot == "object" and a.start == arg.start for a in m.args))
        return next((found for m in telling if (found := self.within.first_somebody(m, ("subject",)))), ())

    def _summed_up(self, mention: Mention, targets: Sequence[Arg]) -> tuple[Arg, ...]:
        """Whose deed a noun sums up that a clause is about: "Oslo accused Minsk of it, a charge Minsk rejected"."""
        noun = targets[0]
        if noun.lemma not in SUMMING or noun.words[0].form.lower() not in ("a", "an") or noun.end > mention.start:
            return ()
        before = (m for m in self.sentence.mentions if m.pos == "VERB" and m.end <= noun.start)
        deeds = (m for m in before if self._is_coded_deed(m))
        return next((found for m in deeds if (found := self.within.first_somebody(m, ("subject",)))), ())

    def _is_coded_deed(self, mention: Mention) -> bool:
        code = self.sentence.code_of(mention.mention_id)
        return code is not None and not code.startswith(self.traits.statement)

    def _tells(self, arg: Arg, rule: Rule) -> bool:
        """Whether a condition on several slots was met by these words, and they name nobody."""
        joined = (c for c in rule.where if c.words is not None and len(c.slots) > 1 and arg.slot in c.slots)
        keys = self.sentence.keys(arg)
        plain = all(word.part != "prep" for word in arg.words)  # "the release of sailors" is no sailor
        return any(c.words is not None and c.words.meets(keys) for c in joined) and not (
            NAME in keys or (plain and self.within.is_somebody(arg))
        )

    # ------------------------------------------------------------ for deeds whose own slots name no target

    def _named_below(self, mention: Mention, sources: Sequence[Arg], raw: str, joint: bool) -> tuple[Arg, ...]:
        """The first that is named in what a mention governs, at last in its adverbial clauses.

        "keeps its blockade up until Samos …". Who is in somebody's company is told by its subject
        ("the India-Pakistan talks collapsed"), and not in what they talked about.
        """
        if joint and len(sources) > 1:
            return ()
        if raw.startswith(self.traits.company):
            return () if sources else tuple(filter(self.within.is_named, self.sentence.args(mention, "subject")))
        announced = raw.startswith(self.traits.announced)
        closed = (*_CLOSED, *_PLACING) if joint else _CLOSED
        below = _CLOSED if announced else closed
        told = raw.startswith(self.traits.statement) or (joint and announced)
        for remote in (False,) if told else (False, True):
            found = self.below.named(mention, sources, joint, (closed, below), remote)
            if found:
                return found
        # "promised to build homes for the nurses": one's own promise is made to whoever is told, though by no name
        return self.below.named(mention, sources, False, (closed, below), False) if joint and announced else ()


def _apart(args: Sequence[Arg], others: Sequence[Arg]) -> tuple[Arg, ...]:
    spans = {(arg.start, arg.end) for arg in others}
    return tuple(arg for arg in args if (arg.start, arg.end) not in spans)


def _joined(arg: Arg) -> bool:
    return any(word.form in ("and", "&") for word in arg.words)
