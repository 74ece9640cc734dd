"""Why a rule won a mention: what the others lacked, and which came as near."""

from typing import Any, NamedTuple

from pipeline.codebook.actions.coded import Coded
from pipeline.codebook.actions.coder import SentenceCoder
from pipeline.codebook.actions.rules import Rule
from pipeline.mentions import Mention


class Verdict(NamedTuple):
    """Why a candidate rule won or lost on a mention, for `explain`; of losers also how near they came."""

    rule: Rule
    misfit: str | None
    specificity: int
    raw: str | None
    nearness: tuple[int, int] = (0, 0)

    def ties_with(self, other: "Verdict") -> bool:
        """Whether both fit, as specific, with different codes."""
        return self.misfit is other.misfit is None and self.specificity == other.specificity and self.raw != other.raw


def verdicts(mention: Mention, coder: SentenceCoder) -> list[Verdict]:
    """Every candidate rule with why it lost: the winner first, then those that fit, then the nearest."""
    rows = []
    for rule in coder.rules.candidates(mention):
        misfit = rule.misfit(mention, coder)
        raw = None if misfit else coder.raw(rule, mention)
        if misfit is None and raw is None:
            misfit = f"no deed here that '{rule.compose}' composes with"
        near = rule.nearness(mention, coder) if misfit else (0, 0)
        rows.append(Verdict(rule, misfit, rule.specificity(mention, coder), raw, near))
    return sorted(rows, key=_rank)


def _rank(row: Verdict) -> tuple[Any, ...]:
    held, missing = row.nearness
    return row.misfit is not None, -held, -missing, -row.specificity, row.rule.id


def rivals(coded: Coded, coder: SentenceCoder) -> list[Rule]:
    """The rules that tie with the winner: as specific, and of another code."""
    at, top = coded.mention, coded.rule.specificity(coded.mention, coder)
    able = (rule for rule, ceiling, *_ in coder.rules.ranked(at) if ceiling >= top and rule.id != coded.rule.id)
    fitting = (rule for rule in able if rule.fits(at, coder) and rule.specificity(at, coder) == top)
    return [rule for rule in fitting if coder.raw(rule, at) not in (None, coded.raw)]
