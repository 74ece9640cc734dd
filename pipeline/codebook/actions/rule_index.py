"""All rules of a codebook by the words that trigger them."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from pipeline.codebook.actions.rules import Rule
from pipeline.inflection import inflections
from pipeline.mentions import Mention


class Candidate(NamedTuple):
    """A rule with the specificity it can reach at most, and what must be there for it to fit: one of each of some sets
    of slots, a word in one of them, and a word of the sentence."""

    rule: Rule
    ceiling: int
    needs: tuple[frozenset[str], ...]
    telling: frozenset[str] | None
    written: frozenset[str] | None

    @classmethod
    def of(cls, rule: Rule) -> "Candidate":
        return cls(rule, rule.ceiling, rule.needs, rule.telling, rule.written)


def _forms(word: str, rule: Rule) -> frozenset[str]:
    return frozenset({word}) if rule.imported else inflections(word)


def _as_written(rule: Rule, form: str) -> bool:
    """Imported rules list their forms: what merely has the same dictionary form is another entry's."""
    return not rule.imported or (form, None) in rule.triggers


class RuleIndex:
    """All rules by the forms of their triggers."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self._by_form: dict[tuple[str, str, str | None], list[Candidate]] = {}
        self._seen: dict[tuple[str, str, str, str | None], Sequence[Candidate]] = {}
        for rule in self.rules:
            candidate = Candidate.of(rule)
            forms = {(form, part) for word, part in rule.triggers for form in _forms(word, rule)}
            keys = {(rule.pos, form, particle) for form, particle in forms}
            for key in keys:
                self._by_form.setdefault(key, []).append(candidate)

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

    def possible(
        self, mention: Mention, filled: Set[str], said: frozenset[str], forms: frozenset[str]
    ) -> Iterator["Candidate"]:
        """The ranked candidates that these filled slots, the words in all of them, and those of the sentence leave
        possible: the quick test, which few pass."""
        for candidate in self.ranked(mention):
            _, _, needs, telling, written = candidate
            if telling is not None and telling.isdisjoint(said):
                continue
            if (written is None or not written.isdisjoint(forms)) and not any(map(filled.isdisjoint, needs)):
                yield candidate

    def _find(self, pos: str, lemma: str, form: str, particle: str | None) -> Sequence["Candidate"]:
        lists = [self._by_form.get((pos, word, part), ()) for word in {lemma, form} for part in {None, particle}]
        found = {one.rule.id: one for listed in lists for one in listed if _as_written(one.rule, form)}.values()
        return sorted(found, key=lambda candidate: (-candidate.ceiling, candidate.rule.id))
