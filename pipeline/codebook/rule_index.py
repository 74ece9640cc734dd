"""All rules of a codebook by the words that trigger them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.codebook.rules import Rule
from pipeline.inflection import inflections
from pipeline.tables import Mention


class Candidate(NamedTuple):
    """A rule with the specificity it can reach at most, and sets of slots of each of which one must be filled."""

    rule: Rule
    ceiling: int
    needs: tuple[frozenset[str], ...]


def _forms(word: str, rule: Rule) -> frozenset[str]:
    return frozenset({word}) if rule.imported else inflections(word)


def _as_written(rule: Rule, form: str) -> bool:
    """Imported rules list their forms: what merely has the same dictionary form is another entry's."""
    return not rule.imported or (form, None) in rule.triggers


class RuleIndex:
    """All rules by the forms of their triggers."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.asks_text = any(condition.orders for rule in self.rules for condition in (*rule.where, *rule.unless))
        self._by_form: dict[tuple[str, str, str | None], list[Rule]] = {}
        self._seen: dict[tuple[str, str, str, str | None], Sequence[Candidate]] = {}
        for rule in self.rules:
            forms = {(form, part) for word, part in rule.triggers for form in _forms(word, rule)}
            keys = {(rule.pos, form, particle) for form, particle in forms}
            for key in keys:
                self._by_form.setdefault(key, []).append(rule)

    def candidates(self, mention: Mention) -> Sequence[Rule]:
        """Rules whose trigger is this mention's lemma or inflected form, with its particle or without any."""
        return [candidate.rule for candidate in self.ranked(mention)]

    def ranked(self, mention: Mention) -> Sequence["Candidate"]:
        """The candidates, those first that can be most specific."""
        key = (mention.pos, mention.lemma, mention.form, mention.particle)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._find(*key)
        return found

    def _find(self, pos: str, lemma: str, form: str, particle: str | None) -> Sequence["Candidate"]:
        lists = [self._by_form.get((pos, word, part), ()) for word in {lemma, form} for part in {None, particle}]
        found = {rule.id: rule for rules in lists for rule in rules if _as_written(rule, form)}.values()
        candidates = [Candidate(rule, rule.ceiling, rule.needs) for rule in found]
        return sorted(candidates, key=lambda candidate: (-candidate.ceiling, candidate.rule.id))
