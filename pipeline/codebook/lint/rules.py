"""Rules seen beside each other: those that always tie, and those that another beats wherever they fit."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.codebook.actions.rules import ABSENT, AFTER, CODE, PHRASE_WEIGHT, PRESENT, STATUS, TEXT, Condition, Rule
from pipeline.codebook.load import Codebook
from pipeline.codebook.words import ACTOR, WordSet
from pipeline.errors import Fault


def twins(codebook: Codebook) -> Iterator[Fault]:
    """Two rules with a common trigger and the same conditions tie on every mention they share."""
    seen: dict[object, list[int]] = {}
    rules = codebook.rules.rules
    for number, rule in enumerate(rules):
        conditions = (
            rule.pos,
            rule.negated,
            rule.compose is None,
            frozenset(c[:4] for c in rule.where),
            frozenset(c[:4] for c in rule.unless),
        )
        for other in (rules[at] for at in seen.setdefault(conditions, [])):
            shared = set(rule.triggers) & set(other.triggers)
            if shared and (rule.code, rule.compose) != (other.code, other.compose):
                lemma, particle = min(shared, key=str)
                trigger = f"{lemma} {particle}" if particle else lemma
                yield Fault(
                    rule.path,
                    rule.line,
                    f"rule {rule.id} ties with {other.id} on every '{trigger}'",
                    "narrow one of them",
                )
        seen[conditions].append(number)


def beaten(codebook: Codebook) -> Iterator[Fault]:
    """Triggers with which a rule can never win, since another rule fits wherever it does and is never less specific."""
    by_trigger: dict[Any, list[Rule]] = {}
    rules = [rule for rule in codebook.rules.rules if not rule.imported]  # those differ by their patterns, by thousands
    for rule in rules:
        for trigger in rule.triggers:
            by_trigger.setdefault((rule.pos, trigger), []).append(rule)
    for rule in rules:
        rivals = {other.id: other for trigger in rule.triggers for other in by_trigger[rule.pos, trigger]}
        for other in (rivals[name] for name in sorted(rivals)):
            if beats(other, rule):
                shared = (" ".join(filter(None, trigger)) for trigger in rule.triggers & other.triggers)
                place = f"{other.id} ({other.path}:{other.line})"
                what = f"rule {rule.id} can never win with {', '.join(sorted(shared))}: {place} fits wherever it does"
                yield Fault(rule.path, rule.line, what, "make it more specific, or remove the words")


def beats(one: Rule, other: Rule) -> bool:
    """Whether the one wins wherever both have the trigger and the other fits; no where the rules do not tell."""
    if one is other or one.floor < other.floor or (one.compose and not one.code):
        return False
    if one.negated not in (None, other.negated):
        return False
    asked = all(any(implies(known, asked) for known in other.where) for asked in one.where)
    excluded = all(any(implies(known, asked) for asked in other.unless) for known in one.unless)
    return asked and excluded and _outranks(one, other)


def _outranks(one: Rule, other: Rule) -> bool:
    """Whether the one is never less specific where both fit; of rules as specific, the first by its id wins."""
    margin = one.floor - other.floor - PHRASE_WEIGHT * _phrases_alone(other.where, one.where)
    return margin > 0 or (margin == 0 and one.id < other.id)


def _phrases_alone(conditions: Sequence[Condition], others: Sequence[Condition]) -> int:
    """How many of the conditions can be met by a phrase that none of the others, each taken once, lists as well."""
    free, alone = list(others), 0
    for condition in conditions:
        if condition.words is not None and condition.words.phrases:
            cover = next((other for other in free if _covers_phrases(other, condition)), None)
            if cover is None:
                alone += 1
            else:
                free.remove(cover)
    return alone


def _covers_phrases(one: Condition, other: Condition) -> bool:
    if one.words is None or other.words is None or not set(one.slots) >= set(other.slots):
        return False
    return set(one.words.phrases) >= set(other.words.phrases)


def implies(known: Condition, asked: Condition) -> bool:
    """Whether the asked condition holds wherever the known one does."""
    if asked.kind == STATUS or known.kind == STATUS:
        return asked.kind == known.kind and set(known.codes) <= set(asked.codes)
    if asked.kind == TEXT or known.kind == TEXT:  # about the sentence, not about what stands in slots
        return asked.kind == known.kind and all(order in asked.orders for order in known.orders)
    if asked.kind == ABSENT:
        return known.kind == ABSENT and within(asked.slots, known.slots)
    if known.kind == ABSENT or not within(known.slots, asked.slots):
        return False
    if asked.kind == PRESENT:
        return True
    if asked.kind == AFTER:
        return known.kind == AFTER
    if asked.kind == CODE:
        return known.kind == CODE and all(code.startswith(asked.codes) for code in known.codes)
    return known.words is not None and asked.words is not None and _part_of(known.words, asked.words)


def _part_of(words: WordSet, others: WordSet) -> bool:
    kinds = ACTOR in others.kinds or words.kinds <= others.kinds  # whoever is of a kind is an actor
    return kinds and words.words <= others.words and set(words.phrases) <= set(others.phrases)


def within(slots: Sequence[str], others: Sequence[str]) -> bool:
    """Whether whatever fills one of the slots fills one of the others."""
    any_preposition = "prep.*" in others
    return all(slot in others or (any_preposition and slot.startswith("prep.")) for slot in slots)
