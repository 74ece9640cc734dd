"""A mention that a rule has won, and what its status makes of it."""

from typing import NamedTuple

from pipeline.codebook.actions.composition import PLANNED, Composition, Outcome
from pipeline.codebook.actions.rules import Rule
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
    outcome = outcome_of(mention, rule, composition)
    if outcome is not None and outcome.compose == "none":
        return raw, "none"
    if mention.negated and rule.negated is None:
        return _by_denial(mention, outcome, raw, composition)
    if outcome is None:
        pending = bool(rule.compose) and composition.pending(rule.compose or "", raw)
        return raw, PLANNED if pending else "asserted"
    became = composition.by_row(outcome, raw)
    if became is None:
        return raw, "none"
    return became, PLANNED if composition.pending(outcome.compose, raw) else outcome.modality


def _by_denial(mention: Mention, outcome: Outcome | None, raw: str, composition: Composition) -> tuple[str, str]:
    """A denied deed: by its status where the table lists denied deeds ("must not attack"), else by what denies it."""
    if outcome is not None and outcome.compose != "keep":
        became = composition.by_row(outcome, raw, negated=True)
        if became is not None:
            return became, outcome.modality
        if outcome.actors == "speaker":
            return raw, "none"
    for row in composition.denials(_cue_words(mention)):
        became = composition.by_row(row, raw)
        if became is not None:
            return became, outcome.modality if outcome is not None and row.modality == "asserted" else row.modality
    return raw, "none"


def outcome_of(mention: Mention, rule: Rule, composition: Composition) -> Outcome | None:
    """The row of the status table for a deed: by its cue, where the rule composes also by its own word."""
    words = _cue_words(mention)
    announced = rule.compose or (rule.code or "").startswith(composition.traits.announced)
    own = mention.status == "asserted" and announced
    return composition.outcome(mention.status, words | {mention.form} if own else words)


def _cue_words(mention: Mention) -> frozenset[str]:
    return frozenset(mention.cue.lower().split()) if mention.cue else frozenset()
