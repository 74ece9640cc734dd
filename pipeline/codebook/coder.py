"""One sentence's mentions → what was done: which rule wins each mention, what it composes to, what it absorbs.

A fired rule absorbs the mentions it governs (in "agreed to attack" the attack is spent); only speech verbs let the deed
they report through, and their subject becomes its attribution.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.codebook.composition import PLANNED, Composition, Outcome
from pipeline.codebook.named import Dictionary, NamedActors, Nobody
from pipeline.codebook.ordered_sides import OrderedSides
from pipeline.codebook.parties import Parties
from pipeline.codebook.reach import behind
from pipeline.codebook.rule_index import RuleIndex
from pipeline.codebook.rules import DEED_SLOTS, DERIVED_SLOTS, Rule
from pipeline.codebook.sequences import Bound, Piece, Text, WordOrder, find
from pipeline.codebook.words import NAME, arg_keys
from pipeline.tables import Arg, Mention

_SPEAKING = frozenset({"we", "i"})  # in a quotation, the speaker's side
_MAX_DEPTH = 6
_NOBODY = Nobody()


class Coded(NamedTuple):
    """A mention with the rule that won it. `raw` is the code before the status table, `code` the published one."""

    mention: Mention
    rule: Rule
    raw: str
    code: str
    modality: str
    sources: tuple[Arg, ...]
    targets: tuple[Arg, ...]
    speaker: tuple[Arg, ...]


class Verdict(NamedTuple):
    """Why a candidate rule won or lost on a mention, for `explain`."""

    rule: Rule
    misfit: str | None
    specificity: int
    raw: str | None


class SentenceCoder:
    """Codes the mentions of one sentence, given in order of their mention_id.

    `kinds` tells what kinds of actor (codebook.words.KINDS) an argument names, and `known` who that is; without them
    nobody is known. `words` are the sentence's, for rules that ask for them.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        rules: RuleIndex,
        composition: Composition,
        kinds: Callable[[Arg], frozenset[str]] = lambda arg: frozenset(),
        words: Sequence[Piece] = (),
        known: Dictionary = _NOBODY,
    ) -> None:
        self.mentions, self.rules, self.composition, self._who = mentions, rules, composition, kinds
        self._words, self._known = words, known
        self.parties = Parties(self, composition.traits)
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

    def code_of(self, mention_id: int) -> str | None:
        coded = self.coded(mention_id)
        return coded.raw if coded else None

    @cached_property
    def named(self) -> NamedActors:
        """The known actors of the sentence."""
        return NamedActors(self, self._known, self._words)

    @cached_property
    def ordered(self) -> OrderedSides:
        """The sides of deeds among them, by the order of words."""
        return OrderedSides(self, self.named)

    @cached_property
    def _text(self) -> Text:
        return self.named.text()

    def bound(self, mention: Mention, order: WordOrder) -> Bound | None:
        trigger = self._text.at(mention.start)
        return None if trigger is None else find(order, self._text, trigger)

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

    def events(self) -> list[Coded]:
        """What the sentence reports: coded mentions that no other rule absorbed, in text order."""
        found = [coded for m in self.mentions if (coded := self.coded(m.mention_id)) is not None]
        absorbed = self.absorbed()
        kept = [coded for coded in found if coded.mention.mention_id not in absorbed and coded.modality != "none"]
        events = [event for coded in kept if (event := self._attributed(coded)) is not None]
        telling = {mention_id for event in events if not event.rule.speech for mention_id in self._above(event.mention)}
        return [event for event in events if not (event.rule.speech and event.mention.mention_id in telling)]

    def absorbed(self) -> set[int]:
        """The mentions that a coded deed governs and so has spent."""
        found = (self.coded(mention.mention_id) for mention in self.mentions)
        deeds = (coded for coded in found if coded is not None and not coded.rule.speech)
        return {mention_id for coded in deeds for mention_id in self._governed(coded)}

    def _above(self, mention: Mention) -> set[int]:
        """The mentions that govern this one, however far up."""
        out: set[int] = set()
        while mention.parent is not None and mention.parent not in out:
            out.add(mention.parent)
            mention = self.mentions[mention.parent]
        return out

    def _attributed(self, coded: Coded) -> Coded | None:
        """With who says so. What a speaker says another must do is the speaker's demand; without one it is nobody's.

        "We" in a quotation are the speaker's side. What a speaker says will be done, naming nobody who will do it
        ("would be shot down"), is the speaker's own deed.
        """
        speaker = self._speaker(coded.mention)
        outcome = self._outcome(coded.mention, coded.rule)
        if speaker and coded.sources and all(arg.lemma.lower() in _SPEAKING for arg in coded.sources):
            coded = coded._replace(sources=speaker)
        if outcome is None or outcome.actors is None or coded.rule.speech:
            return coded._replace(speaker=speaker)
        if outcome.actors == "own or speaker":
            return coded._replace(speaker=speaker, sources=coded.sources or speaker)
        asked = self.parties.asked(coded.sources, coded.targets) if speaker else ()
        return coded._replace(sources=speaker, targets=asked) if asked else None

    def verdicts(self, mention: Mention) -> list[Verdict]:
        """Every candidate rule with why it lost, the winner first."""
        rows = []
        for rule in self.rules.candidates(mention):
            misfit = rule.misfit(mention, self)
            raw = None if misfit else self._raw(rule, mention)
            if misfit is None and raw is None:
                misfit = f"no deed here that '{rule.compose}' composes with"
            rows.append(Verdict(rule, misfit, rule.specificity(mention, self), raw))
        return sorted(rows, key=lambda row: (row.misfit is not None, -row.specificity, row.rule.id))

    def rivals(self, coded: Coded) -> list[Rule]:
        """The rules that tie with the winner: as specific, and of another code."""
        at, top = coded.mention, coded.rule.specificity(coded.mention, self)
        able = (rule for rule, ceiling, *_ in self.rules.ranked(at) if ceiling >= top and rule.id != coded.rule.id)
        fitting = (rule for rule in able if rule.fits(at, self) and rule.specificity(at, self) == top)
        return [rule for rule in fitting if self._raw(rule, at) not in (None, coded.raw)]

    def _code(self, mention: Mention) -> Coded | None:
        best: tuple[int, Rule, str] | None = None
        filled, said = self._filled(mention).keys(), frozenset[str]().union(*map(self.keys, mention.args))
        for candidate in self.rules.ranked(mention):
            if best is not None and candidate.ceiling < best[0]:
                break  # no later candidate can be as specific
            if not candidate.may_fit(filled, said):
                continue  # the usual case
            rule = candidate.rule
            if rule.fits(mention, self) and (raw := self._raw(rule, mention)) is not None:
                specificity = rule.specificity(mention, self)
                if best is None or specificity > best[0] or (specificity == best[0] and rule.id < best[1].id):
                    best = (specificity, rule, raw)
        return self._finish(mention, best[1], best[2]) if best else None

    def _raw(self, rule: Rule, mention: Mention) -> str | None:
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

    def _finish(self, mention: Mention, rule: Rule, raw: str) -> Coded:
        sources, targets = self.parties.of(mention, rule, raw)
        code, modality = self._by_status(mention, rule, raw)
        return Coded(mention, rule, raw, code, modality, sources, targets, ())

    def _by_status(self, mention: Mention, rule: Rule, raw: str) -> tuple[str, str]:
        """The status table: what becomes of a deed that is not told as done ("none": it is not published)."""
        code, modality = raw, "asserted"
        denied = mention.negated and rule.negated is None
        outcome = self._outcome(mention, rule)
        asked = denied and outcome is not None and outcome.actors == "speaker"  # "must not attack" is a demand too
        if outcome is not None:
            became = self.composition.by_row(outcome, raw, asked)
            if became is None:
                return raw, "none"
            code, modality = became, outcome.modality
        elif rule.compose and self.composition.pending(rule.compose, raw):
            modality = PLANNED
        if denied and not asked:
            became = self.composition.by_row(self.composition.negated, raw)
            return (raw, "none") if became is None else (became, self.composition.negated.modality)
        return code, modality

    def _outcome(self, mention: Mention, rule: Rule) -> Outcome | None:
        """The row of the status table for a deed: by its cue, where the rule composes also by its own word."""
        words = frozenset(mention.cue.lower().split()) if mention.cue else frozenset()
        announced = rule.compose or (rule.code or "").startswith(self.composition.traits.announced)
        own = mention.status == "asserted" and announced
        return self.composition.outcome(mention.status, words | {mention.form} if own else words)

    def filling(self, mention: Mention, slot: str, rule: Rule) -> Sequence[Arg]:
        """The arguments in a slot that a rule names, those found through other mentions included."""
        return self._derived(mention, slot, rule.deed) if slot in DERIVED_SLOTS else self.args(mention, slot)

    def _derived(self, mention: Mention, slot: str, deed_slots: Sequence[str]) -> tuple[Arg, ...]:
        """`speaker`: who says so; `deed.source` and `deed.target`: the actors of the deed that this mention governs."""
        if slot == "speaker":
            return self._speaker(mention)
        deed = self._deed(deed_slots, mention)
        if deed is not None and slot == "deed.source":
            own = {arg.start for arg in self.args(mention, "subject")}
            return tuple(arg for arg in deed.sources if arg.start not in own)  # "wants to go" is not "wants him to go"
        if deed is not None:
            return deed.targets
        clause = next((arg for arg in self.args(mention, "clause") if arg.mention is not None), None)
        if clause is None or clause.mention is None:
            return ()  # a deed that no rule codes still has a subject and an object
        below = self.args(self.mentions[clause.mention], "subject" if slot == "deed.source" else "object")
        return tuple(arg for arg in below if slot == "deed.source" or NAME in self.keys(arg))

    def _governed(self, coded: Coded) -> set[int]:
        """Mentions inside the arguments of this one, however deep, but not in what is merely its subject.

        Subjects and adverbial clauses are apart, unless the rule looks for a deed there: "marched to demand reforms",
        "the talks collapsed" are one deed.
        """
        if self.composition.absorption.behind:
            return behind(self.mentions, coded.mention)
        out: set[int] = set()
        stack = [coded.mention]
        while stack:
            at = stack.pop()
            for arg in at.args:
                if arg.mention is None or arg.mention in out:
                    continue
                looked_at = at is coded.mention and arg.slot in coded.rule.deed
                if looked_at or self.composition.absorption.spends(arg.slot):
                    out.add(arg.mention)
                    stack.append(self.mentions[arg.mention])
        return out - {coded.mention.mention_id}

    def _speaker(self, mention: Mention) -> tuple[Arg, ...]:
        """Who says so: the subject of the nearest speech verb whose clause holds this mention."""
        at, seen = mention, 0
        while at.parent is not None and seen < 10:
            above = self.mentions[at.parent]
            coded = self.coded(above.mention_id)
            slots = {arg.slot for arg in above.args if arg.mention == at.mention_id}
            if coded is not None and coded.rule.speech and "clause" in slots:
                return () if above.negated else tuple(self.args(above, "subject"))
            if not self.composition.absorption.narrated.isdisjoint(slots):
                return ()
            at, seen = above, seen + 1
        return tuple(self.args(at, "prep.according"))


def _denied(deed: Mention, by: Mention) -> bool:
    """Whether a deed is itself denied ("agreed not to arrest"), not by the word that composes ("failed to arrest")."""
    return deed.negated and not (deed.cue or "").lower().endswith(by.form)  # what denies is the cue's last word


def group_by_sentence(mentions: Iterable[Mention]) -> Mapping[tuple[str, int], list[Mention]]:
    """Mentions → those of each (doc_id, sentence_id), in order."""
    groups: dict[tuple[str, int], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault((mention.doc_id, mention.sentence_id), []).append(mention)
    return groups
