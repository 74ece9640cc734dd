"""One sentence's mentions → what was done: which rule wins each mention, what it composes to, what it absorbs.

A fired rule absorbs the mentions it governs (in "agreed to attack" the attack is spent); only speech verbs let the deed
they report through, and their subject becomes its attribution.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from pipeline.codebook.actions.attribution import attributed, speaker_of
from pipeline.codebook.actions.coded import Coded, by_status
from pipeline.codebook.actions.composition import Composition
from pipeline.codebook.actions.named import Dictionary, NamedActors, Nobody, touch
from pipeline.codebook.actions.ordered_sides import OrderedSides
from pipeline.codebook.actions.outcomes import with_outcomes
from pipeline.codebook.actions.parties import Parties
from pipeline.codebook.actions.reach import above, governed
from pipeline.codebook.actions.rule_index import RuleIndex
from pipeline.codebook.actions.rules import DEED_SLOTS, DERIVED_SLOTS, Rule
from pipeline.codebook.actions.sequences import SIDES, Bound, Passage, Text, WordOrder, find
from pipeline.codebook.actors.roles import OF_A_STATE
from pipeline.codebook.words import NAME, arg_keys
from pipeline.mentions import Arg, Mention

_MAX_DEPTH = 6
_NOBODY = Nobody()
_UNREAD = Passage()


class SentenceCoder:
    """Codes the mentions of one sentence, given in order of their mention_id.

    `kinds` tells what kinds of actor (codebook.words.KINDS) an argument names, and `known` who that is; without them
    nobody is known. `words` are those of the sentence, should a rule ask for them.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        rules: RuleIndex,
        composition: Composition,
        kinds: Callable[[Arg], frozenset[str]] = lambda arg: frozenset(),
        words: Passage = _UNREAD,
        known: Dictionary = _NOBODY,
    ) -> None:
        self.mentions, self.rules, self.composition, self._who = mentions, rules, composition, kinds
        self._words, self._known = words, known
        self._slots: dict[int, dict[str, list[Arg]]] = {}
        self._keys: dict[int, frozenset[str]] = {}
        self._kinds: dict[int, frozenset[str]] = {}
        self._coded: dict[int, Coded | None] = {}
        self._open: set[int] = set()

    # ------------------------------------------------------------ what rules may ask (rules.View)

    def args(self, mention: Mention, slot: str) -> Sequence[Arg]:
        found = self._filled(mention).get(slot)
        if found is None:
            return self._derived(mention, slot, DEED_SLOTS) if slot in DERIVED_SLOTS else ()
        return found

    def _filled(self, mention: Mention) -> dict[str, list[Arg]]:
        """A mention's arguments by slot; those after any preposition are also under "prep.*"."""
        slots = self._slots.get(mention.mention_id)
        if slots is None:
            slots = self._slots[mention.mention_id] = {}
            for arg in mention.args:
                slots.setdefault(arg.slot, []).append(arg)
                if arg.slot.startswith("prep."):
                    slots.setdefault("prep.*", []).append(arg)
        return slots

    def keys(self, arg: Arg) -> frozenset[str]:
        keys = self._keys.get(id(arg))
        if keys is None:
            keys = self._keys[id(arg)] = arg_keys(arg)
        return keys

    def kinds(self, arg: Arg) -> frozenset[str]:
        kinds = self._kinds.get(id(arg))
        if kinds is None:
            kinds = self._kinds[id(arg)] = self._who(arg)
        return kinds

    def who(self, arg: Arg) -> str | None:
        """The code of whom an argument names."""
        return self._known.who(arg)

    def code_of(self, mention_id: int) -> str | None:
        coded = self.coded(mention_id)
        return coded.raw if coded else None

    @cached_property
    def named(self) -> NamedActors:
        """The known actors of the sentence."""
        return NamedActors(self.mentions, self._known, self._words.pieces)

    # What knows this coder is made anew when asked: kept, neither would be freed before a search for cycles.

    @property
    def parties(self) -> Parties:
        """The two sides of deeds, by slots."""
        return Parties(self, self.composition.traits)

    @property
    def ordered(self) -> OrderedSides:
        """The two sides of deeds, by the order of words."""
        return OrderedSides(self, self.named)

    @cached_property
    def _plain(self) -> Text:
        return Text(self._words.pieces, {})

    @cached_property
    def _text(self) -> Text:
        return self.named.text()

    def bound(self, mention: Mention, order: WordOrder) -> Bound | None:
        if not order.may_stand(self._words.forms):
            return None  # the usual case
        text = self._text if order.parties else self._plain
        trigger = text.at(mention.start)
        found = None if trigger is None else find(order, text, trigger)
        both = found.get(SIDES) if found else None
        return found if both is None or self._are_two(both, mention) else None

    def _are_two(self, sides: Sequence[Arg], mention: Mention) -> bool:
        """Whether joined actors differ ("Israeli tanks and troops" do not), and are the doers, if they stand before."""
        codes = {code for side in sides if (code := self._known.who(side))}
        apart = [code for code in codes if not any(_is_part(other, code) for other in codes)]
        doers = self.args(mention, "subject") if sides[-1].end <= mention.start else ()
        do_it = any(touch((side.start, side.end), (doer.start, doer.end)) for side in sides for doer in doers)
        return len(apart) > 1 and (do_it or not doers)

    # ------------------------------------------------------------ coding

    def coded(self, mention_id: int) -> Coded | None:
        """The winning rule's result for a mention, whether or not something absorbs it."""
        if mention_id not in self._coded:
            if not self.rules.ranked(self.mentions[mention_id]):
                self._coded[mention_id] = None
                return None
            if mention_id in self._open or len(self._open) > _MAX_DEPTH:
                return None
            self._open.add(mention_id)
            self._coded[mention_id] = self._code(self.mentions[mention_id])
            self._open.discard(mention_id)
        return self._coded[mention_id]

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention only tells who says so. One that is just being coded, by what is in its clause, may."""
        if mention.mention_id in self._open:
            return any(candidate.rule.speech for candidate in self.rules.ranked(mention))
        coded = self.coded(mention.mention_id)
        return coded is not None and coded.rule.speech

    def events(self) -> list[Coded]:
        """What the sentence reports: coded mentions that no other rule absorbed, in text order."""
        found = [coded for m in self.mentions if (coded := self.coded(m.mention_id)) is not None]
        absorbed = self.absorbed()
        kept = [coded for coded in found if coded.mention.mention_id not in absorbed and coded.modality != "none"]
        events = [event for coded in kept if (event := attributed(coded, self)) is not None]
        deeds = [event.mention for event in events if not event.rule.speech]
        telling = {mention_id for deed in deeds for mention_id in above(self.mentions, deed)}
        told = [event for event in events if not (event.rule.speech and event.mention.mention_id in telling)]
        return with_outcomes(told, self.composition.traits.violent)

    def absorbed(self) -> set[int]:
        """The mentions that a coded deed governs and so has spent."""
        mentions, absorption = self.mentions, self.composition.absorption
        found = (self.coded(mention.mention_id) for mention in mentions)
        deeds = (coded for coded in found if coded is not None and not coded.rule.speech)
        return {mention_id for deed in deeds for mention_id in governed(mentions, deed, absorption)}

    def _code(self, mention: Mention) -> Coded | None:
        best: tuple[int, Rule, str] | None = None
        filled, said = self._filled(mention).keys(), frozenset[str]().union(*map(self.keys, mention.args))
        for candidate in self.rules.possible(mention, filled, said, self._words.forms):
            if best is not None and candidate.ceiling < best[0]:
                break  # no later candidate can be as specific
            rule = candidate.rule
            if rule.fits(mention, self) and (raw := self.raw(rule, mention)) is not None:
                specificity = rule.specificity(mention, self)
                if best is None or specificity > best[0] or (specificity == best[0] and rule.id < best[1].id):
                    best = (specificity, rule, raw)
        if best is None:
            return None
        _, rule, raw = best
        sources, targets = self.parties.of(mention, rule, raw)
        code, modality = by_status(mention, rule, raw, self.composition)
        return Coded(mention, rule, raw, code, modality, sources, targets, ())

    def raw(self, rule: Rule, mention: Mention) -> str | None:
        """The code that a rule gives a mention it fits, None where it composes with a deed that is not here."""
        if rule.compose is None:
            return rule.code
        deed = self._deed(rule.deed, mention)
        if deed is not None:
            composed = self.composition.become(rule.compose, deed.raw, _denied(deed.mention, mention))
            if composed is not None:
                return composed
        return rule.code

    def _deed(self, slots: Sequence[str], mention: Mention) -> Coded | None:
        for slot in slots:
            for arg in self.args(mention, slot):
                coded = self._deed_at(arg.mention) if arg.mention is not None else None
                if coded is not None and not coded.rule.speech:
                    return coded
        return None

    def _deed_at(self, mention_id: int) -> Coded | None:
        """What a mention is coded as; else what it stands for: a light verb for the noun it carries ("willing to hold
        talks"), a noun without a code for its clause ("reversed its decision to expel")."""
        coded = self.coded(mention_id)
        if coded is not None:
            return coded
        mention = self.mentions[mention_id]
        carried = (arg.mention for arg in mention.args if arg.mention is not None and self._stands(mention, arg))
        return next((found for deed in carried if (found := self.coded(deed)) is not None), None)

    def _stands(self, mention: Mention, arg: Arg) -> bool:
        """Whether a mention without a code stands for the deed in one of its arguments."""
        if mention.pos == "NOUN":
            return arg.slot == "clause"
        below = self.mentions[arg.mention].args if arg.mention is not None else ()
        return any(a.slot == "light" and a.mention == mention.mention_id for a in below)

    def filling(self, mention: Mention, slot: str, rule: Rule) -> Sequence[Arg]:
        """The arguments in a slot that a rule names, those found through other mentions included."""
        return self._derived(mention, slot, rule.deed) if slot in DERIVED_SLOTS else self.args(mention, slot)

    def _derived(self, mention: Mention, slot: str, deed_slots: Sequence[str]) -> tuple[Arg, ...]:
        """`speaker`: who says so; `deed.source` and `deed.target`: the actors of the deed that this mention governs."""
        if slot == "speaker":
            return speaker_of(mention, self)
        deed = self._deed(deed_slots, mention)
        if deed is not None and slot == "deed.source":
            own = {arg.start for arg in self.args(mention, "subject") if arg.mention is None}
            return tuple(arg for arg in deed.sources if arg.start not in own)  # "wants to go" is not "wants him to go"
        if deed is not None:
            return deed.targets
        clause = next((arg for arg in self.args(mention, "clause") if arg.mention is not None), None)
        if clause is None or clause.mention is None:
            return ()  # a deed that no rule codes still has a subject and an object
        below = self.mentions[clause.mention]
        if slot == "deed.source":
            return tuple(self.args(below, "subject"))
        ahead = (arg for mention in self.mentions for arg in mention.args if arg.start > below.start)
        named = any(NAME in self.keys(arg) for arg in ahead)  # "agreed to send a company of engineers to Lesotho"
        objects = self.args(below, "object")
        return tuple(arg for arg in objects if NAME in self.keys(arg) or (not named and self._is_known(arg)))

    def _is_known(self, arg: Arg) -> bool:
        """Whether a phrase is somebody known, though without a name, and not one's own: "the election board"."""
        return self.parties.within.is_somebody(arg) and self._known.heads(arg)


def _is_part(code: str, other: str) -> bool:
    """Whether one code is the other's, told more closely: "troops" and "Israeli tanks", "Peru" and "Peru's navy"."""
    own = code.removeprefix(other) in OF_A_STATE if code.startswith(other) else code.endswith(other)
    return code != other and own


def _denied(deed: Mention, by: Mention) -> bool:
    """Whether a deed is itself denied ("agreed not to arrest"), not by the word that composes ("failed to arrest")."""
    inherited = by.negated or (deed.cue or "").lower().endswith(by.form)  # what denies is the cue's last word
    return deed.negated and not inherited


def group_by_sentence(mentions: Iterable[Mention]) -> Mapping[tuple[str, int], list[Mention]]:
    """Mentions → those of each (doc_id, sentence_id), in order."""
    groups: dict[tuple[str, int], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault((mention.doc_id, mention.sentence_id), []).append(mention)
    return groups
