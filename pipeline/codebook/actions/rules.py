"""Action rules: compiled from YAML; each answers "do you fit this mention, and if not, why?"."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from pipeline.codebook.actions.example import Example
from pipeline.codebook.actions.sequences import ANYBODY, Bound, WordOrder
from pipeline.codebook.words import WordSet
from pipeline.mentions import Arg, Mention

PRESENT, ABSENT, AFTER, DENIED = "present", "absent", "after", "denied"
WORDS, CODE, STATUS = "words", "code", "status"
TEXT = "text"  # the words of the sentence, in order
_WEIGHT = {WORDS: 4, CODE: 4, PRESENT: 2, AFTER: 2, ABSENT: 1, DENIED: 1, STATUS: 1}
# Where the deed stands that a rule composes with, unless the rule says otherwise.
DEED_SLOTS = (
    "clause", "object", "prep.to", "prep.for", "prep.of", "prep.on", "prep.from", "prep.in",
    "prep.over", "prep.with", "prep.against", "prep.about", "prep.at", "prep.as",
)  # fmt: skip
DERIVED_SLOTS = frozenset({"speaker", "deed.source", "deed.target"})  # found through other mentions
PARTICLE_WEIGHT = 4
COMPOSE_WEIGHT = 3
PHRASE_WEIGHT = 2
KIND_WEIGHT = 2  # a condition that only asks who it is, not what


class View(Protocol):
    """What a rule may ask about the sentence around a mention."""

    mentions: Sequence[Mention]

    def args(self, mention: Mention, slot: str) -> Sequence[Arg]: ...

    def keys(self, arg: Arg) -> frozenset[str]: ...

    def kinds(self, arg: Arg) -> frozenset[str]: ...

    def code_of(self, mention_id: int) -> str | None: ...

    def bound(self, mention: Mention, order: WordOrder) -> Bound | None: ...


class Condition(NamedTuple):
    """One line of `where` or `unless`: some slot, and what must be true of one of its arguments."""

    slots: tuple[str, ...]
    kind: str
    words: WordSet | None
    codes: tuple[str, ...]
    shown: str  # as the author wrote it
    orders: tuple[WordOrder, ...] = ()  # of a condition on the sentence's words, compiled from `codes`

    @property
    def weight(self) -> int:
        """How much this narrows a rule; a longer code prefix narrows more."""
        if self.words is not None and self.words.asks_kind_only:
            return KIND_WEIGHT
        if self.kind == TEXT:
            return _WEIGHT[WORDS] + min(order.weight for order in self.orders)
        return _WEIGHT[self.kind] + (min(map(len, self.codes)) if self.codes and self.kind == CODE else 0)

    @property
    def asks_for_kinds(self) -> bool:
        return self.words is not None and bool(self.words.kinds)

    @property
    def asks_for_parties(self) -> bool:
        return any(order.parties for order in self.orders)

    @property
    def spends(self) -> bool:
        """Whether a slot has told what was done by its words, so that no actor is looked for in it by default."""
        told = self.kind == CODE or (self.words is not None and not self.words.asks_kind_only)
        return told and len(self.slots) == 1

    def holds(self, mention: Mention, view: View) -> bool:
        """Whether any argument in these slots satisfies the condition."""
        if self.words is not None:
            return self._meets(self.words, mention, view)
        if self.kind == STATUS:
            return mention.status in self.codes
        if self.kind == TEXT:
            return any(view.bound(mention, order) is not None for order in self.orders)
        found = [arg for slot in self.slots for arg in view.args(mention, slot)]
        if self.kind == CODE:
            return any(self._coded(arg, view) for arg in found)
        if self.kind == AFTER:
            return any(arg.start > mention.start for arg in found)
        if self.kind == DENIED:
            return any(arg.mention is not None and view.mentions[arg.mention].negated for arg in found)
        return bool(found) == (self.kind == PRESENT)

    def _meets(self, words: WordSet, mention: Mention, view: View) -> bool:
        found = [arg for slot in self.slots for arg in view.args(mention, slot)]
        for arg in found:
            if words.meets(view.keys(arg)):
                return True
        return bool(words.kinds) and any(not words.kinds.isdisjoint(view.kinds(arg)) for arg in found)

    def bonus(self, mention: Mention, view: View) -> int:
        """A phrase says more than a word: "military aid" beats "aid"."""
        if self.words is None or not self.words.phrases:
            return 0
        args = (arg for slot in self.slots for arg in view.args(mention, slot))
        return PHRASE_WEIGHT if any(self.words.meets_phrase(view.keys(arg)) for arg in args) else 0

    def _coded(self, arg: Arg, view: View) -> bool:
        code = view.code_of(arg.mention) if arg.mention is not None else None
        return code is not None and code.startswith(self.codes)


def _reach(bound: Bound, mention: Mention) -> tuple[int, int]:
    """How few sides a pattern names, and how far they stand from the trigger."""
    sides = [arg for party, args in bound.items() if party != ANYBODY for arg in args]
    return -len(sides), sum(abs(side.start - mention.start) for side in sides)


def quick_first(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The order in which conditions are asked, in whatever order they are written: those last that take longer, which
    look at other mentions, ask whom a phrase names, or where in the sentence all known actors stand."""
    return tuple(sorted(conditions, key=_slowness))


def _slowness(one: Condition) -> tuple[bool, bool, bool, str, tuple[str, ...]]:
    derived = not DERIVED_SLOTS.isdisjoint(one.slots)
    return derived, one.asks_for_parties, one.asks_for_kinds, one.kind, one.slots


def told_after(mention: Mention) -> bool:
    """Whether the verb follows the clause that it reports: "…, officials said"."""
    return any(arg.slot == "clause" and arg.start < mention.start for arg in mention.args)


class Rule(NamedTuple):
    """One action rule. `triggers` are (lemma, particle or None) pairs; those of an imported rule are forms.

    `reverse` is the code of what the target does in return; the sides of an imported rule are known actors.
    """

    id: str
    pos: str
    triggers: frozenset[tuple[str, str | None]]
    where: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    code: str | None
    compose: str | None
    deed: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    mutual: bool
    negated: bool | None
    mode: str | None
    plover: str | None
    speech: bool
    match: tuple[Example, ...]
    todo_match: tuple[Example, ...]
    path: str
    line: int
    reverse: str | None = None
    imported: bool = False

    def fits(self, mention: Mention, view: View) -> bool:
        """Whether the rule fits a mention that has its trigger."""
        if self.negated is not None and self.negated != mention.negated:
            return False
        if self.imported and told_after(mention):
            return False
        for condition in self.where:
            if not condition.holds(mention, view):
                return False
        for condition in self.unless:
            if condition.holds(mention, view):
                return False
        return True

    def misfit(self, mention: Mention, view: View) -> str | None:
        """Why the rule does not fit, in the author's words; None where it does."""
        if self.negated is not None and self.negated != mention.negated:
            return "needs a negation" if self.negated else "is not for negated mentions"
        if self.imported and told_after(mention):
            return "only says who reports what stands before it"
        for condition in self.where:
            if not condition.holds(mention, view):
                return f"where {condition.shown} does not hold"
        for condition in self.unless:
            if condition.holds(mention, view):
                return f"unless {condition.shown} holds"
        return None

    def nearness(self, mention: Mention, view: View) -> tuple[int, int]:
        """How near the rule comes to a mention, the higher the nearer: how many conditions that it asks for hold, and
        how many of all do not, as a negative number."""
        held = sum(condition.holds(mention, view) for condition in self.where)
        shut_out = sum(condition.holds(mention, view) for condition in self.unless)
        return held, held - len(self.where) - shut_out

    def specificity(self, mention: Mention, view: View) -> int:
        """The most specific fitting rule wins: conditions on words and codes weigh most."""
        base = sum(condition.weight + condition.bonus(mention, view) for condition in self.where)
        phrasal = mention.particle is not None and (mention.lemma, mention.particle) in self.triggers
        switches = (PARTICLE_WEIGHT if phrasal else 0) + (COMPOSE_WEIGHT if self.compose else 0)
        return base + switches + (self.negated is not None)

    def bound(self, mention: Mention, view: View) -> Bound:
        """The actors that stand in a pattern of the sentence's words, where the rule has one and fits. Of several
        patterns that hold it is the one that names the most actors, then the one whose actors stand nearest."""
        patterns = ((text, order) for c in self.where for text, order in zip(c.codes, c.orders, strict=False))
        held = ((text, bound) for text, order in patterns if (bound := view.bound(mention, order)) is not None)
        return min(held, key=lambda one: (*_reach(one[1], mention), one[0]), default=("", {}))[1]

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """For each condition on what stands in slots, those slots: one of them must be filled for the rule to fit."""
        looking = (condition for condition in self.where if condition.kind in (WORDS, PRESENT, AFTER, CODE))
        return tuple(frozenset(c.slots) for c in looking if DERIVED_SLOTS.isdisjoint(c.slots))

    @property
    def telling(self) -> frozenset[str] | None:
        """The words of the first condition that asks for words alone: one of them must be there for the rule to fit."""
        asked = (c.words for c in self.where if c.words and not c.words.kinds and DERIVED_SLOTS.isdisjoint(c.slots))
        return next((words.words | words.parts for words in asked), None)

    @property
    def written(self) -> frozenset[str] | None:
        """The words of the first condition on the sentence's words that asks for any: one of them must be there."""
        asked = ([order.rarest for order in c.orders] for c in self.where if c.orders)
        return next((frozenset[str]().union(*words) for words in asked if all(words)), None)

    @property
    def floor(self) -> int:
        """The least specific that this rule can be where it fits."""
        base = sum(condition.weight for condition in self.where)
        return base + (COMPOSE_WEIGHT if self.compose else 0) + (self.negated is not None)

    @property
    def ceiling(self) -> int:
        """The most specific that this rule can be on any mention."""
        phrases = sum(condition.words is not None and bool(condition.words.phrases) for condition in self.where)
        phrasal = any(particle for _, particle in self.triggers)
        return self.floor + PHRASE_WEIGHT * phrases + (PARTICLE_WEIGHT if phrasal else 0)
