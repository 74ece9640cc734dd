"""Who stands on the two sides of a coded deed: what fills the slots a rule names, else who is named within it.

"condemned the killings by rebels" is aimed at the rebels, "lifted the sanctions imposed on Syria" at Syria: a deed or
an abstract noun is nobody, but often says who is meant.
"""

from collections.abc import Sequence
from typing import Protocol

from pipeline.codebook.ontology import Traits
from pipeline.codebook.ordered_sides import OrderedSides
from pipeline.codebook.rule_index import RuleIndex
from pipeline.codebook.rules import Rule
from pipeline.codebook.sequences import SOURCE, TARGET, Bound, WordOrder
from pipeline.codebook.words import NAME
from pipeline.tables import Arg, Mention

_PLACING = ("prep.in", "prep.at")  # where one meets, not whom
_CLOSED = ("adj", "mod", "light", "prep.according")
_NOT_ACTORS = frozenset({"NUM", "TIME", "VERB"})  # heads that count, date or tell a deed
# Where a deed's noun, and a clause that modifies it, name who is concerned.
_OF_NOUN = ("subject", "prep.by", "prep.against", "prep.from", "prep.with", "prep.between", "prep.on")
# Words of deeds that are also those who do or suffer them.
_GROUPS = frozenset("convoy caravan motorcade patrol column fleet flotilla mission procession force".split())
_MADE = frozenset(
    """made taken issued held filed lodged submitted put proposed tabled committed carried adopted announced passed
    drafted signed uttered expressed brought initiated""".split()
)
_DOERS = ("subject", "prep.by", "adj")
_OF_CLAUSE = ("prep.on", "subject", "prep.against", "prep.to", "prep.from", "prep.in")
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ing", "sis", "cy", "dom")


class Sentence(Protocol):
    """What must be known of the sentence around a mention."""

    mentions: Sequence[Mention]
    rules: RuleIndex

    @property
    def ordered(self) -> OrderedSides: ...

    def filling(self, mention: Mention, slot: str, rule: Rule) -> Sequence[Arg]: ...

    def args(self, mention: Mention, slot: str) -> Sequence[Arg]: ...

    def keys(self, arg: Arg) -> frozenset[str]: ...

    def kinds(self, arg: Arg) -> frozenset[str]: ...

    def code_of(self, mention_id: int) -> str | None: ...

    def bound(self, mention: Mention, order: WordOrder) -> Bound | None: ...


class Parties:
    """Finds sources and targets in one sentence."""

    def __init__(self, sentence: Sentence, traits: Traits) -> None:
        self.sentence, self.traits = sentence, traits

    def of(self, mention: Mention, rule: Rule, raw: str) -> tuple[tuple[Arg, ...], tuple[Arg, ...]]:
        """(sources, targets) of a mention coded `raw` by a rule."""
        bound = rule.bound(mention, self.sentence)
        if rule.imported:
            return self.sentence.ordered.sides(mention, rule, bound)
        sources = bound.get(SOURCE) or self._sources(mention, rule)
        targets = bound.get(TARGET) or self._targets(mention, rule, sources, raw)
        joint = rule.mutual or raw.startswith(self.traits.joint)
        if joint and not sources and len(targets) > 1 and targets[0].slot == "prep.between":
            return targets, ()
        announced = raw.startswith(self.traits.announced)  # "Iran and Iraq agreed to exchange prisoners"
        mutual = rule.mutual or (joint and announced)
        together = mutual and (len(sources) > 1 or any(_joined(arg) for arg in sources))
        if together and all(self._is_thing(arg) or (announced and not self._is_named(arg)) for arg in targets):
            return sources, ()
        return sources, targets or self._named_below(mention, sources, raw, joint)

    def _sources(self, mention: Mention, rule: Rule) -> tuple[Arg, ...]:
        found = next((found for slot in rule.source if (found := self._filling(mention, slot, rule))), ())
        return found or self._doers_of_object(mention, rule)

    def _filling(self, mention: Mention, slot: str, rule: Rule) -> tuple[Arg, ...]:
        return tuple(arg for arg in self.sentence.filling(mention, slot, rule) if arg.pos not in _NOT_ACTORS)

    def _doers_of_object(self, mention: Mention, rule: Rule) -> tuple[Arg, ...]:
        """ "the blockade by Iran was tightened": a rule's deed that stands in the object has its own doer."""
        if mention.pos != "VERB" or "object" in rule.target:
            return ()
        for arg in self.sentence.args(mention, "object"):
            if arg.mention is not None and (found := self._first_somebody(self.sentence.mentions[arg.mention], _DOERS)):
                return found
        return ()

    def _targets(self, mention: Mention, rule: Rule, sources: Sequence[Arg], raw: str) -> tuple[Arg, ...]:
        """The arguments of the first slot that may name somebody; of one that holds a deed, who is named in it.

        What met a condition on several slots told what was done, and is a target only where no party is named; but not
        in the slot that the rule names first.
        """
        first: tuple[Arg, ...] = ()
        last: tuple[Arg, ...] = ()
        for slot in rule.target:
            if (first or last) and slot in _PLACING:
                continue
            found = _apart(self._filling(mention, slot, rule), sources)
            by = [doer for arg in found for doer in self._doers(arg)]
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
            if not telling and not all(map(self._is_thing, found)):
                return found
            inner = _apart([one for arg in found for one in self._within(arg)], sources)
            if inner:
                return inner
            first, last = (first, last or found) if telling else (first or found, last)
        return first or last

    def _makers(self, arg: Arg, mention: Mention) -> tuple[Arg, ...]:
        """Whose thing it is that somebody turns down: "quotas set by Seoul", "the text that Ethiopia had drafted"."""
        if arg.pos != "NOUN" or self._is_somebody(arg):
            return ()
        made = (m for m in self.sentence.mentions if m is not mention and m.pos == "VERB")
        telling = (m for m in made if any(a.slot == "object" and a.start == arg.start for a in m.args))
        return next((found for m in telling if (found := self._first_somebody(m, ("subject",)))), ())

    def _tells(self, arg: Arg, rule: Rule) -> bool:
        """Whether a condition on several slots was met by these words, and they name nobody."""
        joined = (c for c in rule.where if c.words is not None and len(c.slots) > 1 and arg.slot in c.slots)
        keys = self.sentence.keys(arg)
        plain = all(word.part != "prep" for word in arg.words)  # "the release of sailors" is no sailor
        return any(c.words is not None and c.words.meets(keys) for c in joined) and not (
            NAME in keys or (plain and self._is_somebody(arg))
        )

    def _is_thing(self, arg: Arg) -> bool:
        """Whether a phrase surely names nobody: its head is a deed or an abstract noun, and no name is with it."""
        if arg.pos != "NOUN" or arg.mention is None or any(word.pos == "PROPN" for word in arg.words):
            return False
        if self._is_somebody(arg):
            return False
        if arg.lemma in _GROUPS:
            return False
        return bool(self.sentence.rules.ranked(self.sentence.mentions[arg.mention])) or arg.lemma.endswith(_ABSTRACT)

    def _is_named(self, arg: Arg) -> bool:
        return NAME in self.sentence.keys(arg)

    def _is_somebody(self, arg: Arg) -> bool:
        if NAME in self.sentence.keys(arg):
            return True
        return (
            arg.pos != "PRON" and arg.words[0].pos != "PRON" and bool(self.sentence.kinds(arg))
        )  # "its army": no other

    def _doers(self, arg: Arg) -> tuple[Arg, ...]:
        """Who is said to have done the deed that a phrase tells of: "condemned the murder of a nun by militiamen"."""
        deed = self.sentence.mentions[arg.mention] if arg.mention is not None and arg.pos == "NOUN" else None
        if deed is None:
            return ()
        made = next((clause for clause in self._modifying(arg) if clause.form in _MADE), None)
        if made is not None:  # "the steps taken by Baghdad"
            return tuple(self.sentence.args(made, "subject"))
        known = self.sentence.rules.ranked(deed)
        return tuple(filter(self._is_somebody, self.sentence.args(deed, "prep.by"))) if known else ()

    def _within(self, arg: Arg) -> tuple[Arg, ...]:
        """Who is named in the phrase for a thing: "the killings by rebels", "a claim filed by the opposition"."""
        if arg.mention is None:
            return ()
        found = self._first_somebody(self.sentence.mentions[arg.mention], _OF_NOUN)
        for clause in () if found else self._modifying(arg):
            found = found or self._first_somebody(clause, _OF_CLAUSE)
        return found

    def _first_somebody(self, mention: Mention, slots: Sequence[str]) -> tuple[Arg, ...]:
        for slot in slots:
            found = tuple(filter(self._is_somebody, self.sentence.args(mention, slot)))
            if found:
                return found
        return ()

    def _modifying(self, arg: Arg) -> list[Mention]:
        """The participles whose object an argument's noun is: "sanctions imposed on Syria"."""
        below = (mention for mention in self.sentence.mentions if mention.parent == arg.mention)
        return [mention for mention in below if any(a.slot == "object" and a.start == arg.start for a in mention.args)]

    # ------------------------------------------------------------ for deeds whose own slots name no target

    def _named_below(self, mention: Mention, sources: Sequence[Arg], raw: str, joint: bool) -> tuple[Arg, ...]:
        """The first that is named in what a mention governs, at last in its adverbial clauses.

        "will not lift the embargo until Vietnam …"
        """
        if joint and len(sources) > 1:
            return ()
        below = _CLOSED if raw.startswith(self.traits.announced) or not joint else (*_CLOSED, *_PLACING)
        closed = (*_CLOSED, *_PLACING) if joint else _CLOSED
        for conditions in (False, True):
            found = self._search(mention, sources, joint, (closed, below), conditions)
            if found:
                return found
        return ()

    def _search(
        self,
        mention: Mention,
        sources: Sequence[Arg],
        joint: bool,
        closed: tuple[Sequence[str], Sequence[str]],
        conditions: bool,
    ) -> tuple[Arg, ...]:
        """Breadth first; `closed` are the slots left out in the mention itself, and below it."""
        queue, seen = [mention], {mention.mention_id}
        while queue:
            at = queue.pop(0)
            shut = closed[at is not mention]
            below = [arg for arg in at.args if arg.slot not in shut and (conditions or arg.slot[:4] != "adv.")]
            for arg in below:
                named = NAME in self.sentence.keys(arg) if joint else self._is_somebody(arg)
                apart = all(arg.end <= source.start or source.end <= arg.start for source in sources)
                if named and apart and arg.pos not in _NOT_ACTORS:
                    return (arg,)
            for arg in below:
                if arg.mention is not None and arg.mention not in seen:
                    seen.add(arg.mention)
                    queue += [self.sentence.mentions[arg.mention], *self._modifying(arg)]
        return ()


def _apart(args: Sequence[Arg], others: Sequence[Arg]) -> tuple[Arg, ...]:
    spans = {(arg.start, arg.end) for arg in others}
    return tuple(arg for arg in args if (arg.start, arg.end) not in spans)


def _joined(arg: Arg) -> bool:
    return any(word.form in ("and", "&") for word in arg.words)
