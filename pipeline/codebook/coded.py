"""A mention that a rule has won, and what its status makes of it."""

from typing import NamedTuple

from pipeline.codebook.composition import PLANNED, Composition, Outcome
from pipeline.codebook.rules import Rule
from pipeline.mentions import Arg, Mention


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


def by_status(mention: Mention, rule: Rule, raw: str, composition: Composition) -> tuple[str, str]:
    """(code, modality) by the status table: what becomes of a deed that is not told as done ("none": unpublished)."""
    code, modality = raw, "asserted"
    denied = mention.negated and rule.negated is None
    outcome = outcome_of(mention, rule, composition)
    asked = denied and outcome is not None and outcome.actors == "speaker"  # "must not attack" is a demand too
    if outcome is not None:
        became = composition.by_row(outcome, raw, asked)
        if became is None:
            return raw, "none"
        code, modality = became, outcome.modality
    elif rule.compose and composition.pending(rule.compose, raw):
        modality = PLANNED
    if denied and not asked:
        became = composition.by_row(composition.negated, raw)
        return (raw, "none") if became is None else (became, composition.negated.modality)
    return code, modality


def outcome_of(mention: Mention, rule: Rule, composition: Composition) -> Outcome | None:
    """The row of the status table for a deed: by its cue, where the rule composes also by its own word."""
    words = frozenset(mention.cue.lower().split()) if mention.cue else frozenset()
    announced = rule.compose or (rule.code or "").startswith(composition.traits.announced)
    own = mention.status == "asserted" and announced
    return composition.outcome(mention.status, words | {mention.form} if own else words)
