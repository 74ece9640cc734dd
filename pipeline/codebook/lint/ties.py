"""Pairs of rules that may tie, as far as the rules tell: as specific, of different codes, and both can fit at once."""

from collections.abc import Sequence
from itertools import combinations

from pipeline.codebook.actions.rules import CODE, STATUS, TEXT, WORDS, Condition, Rule
from pipeline.codebook.lint.rules import implies
from pipeline.codebook.load import Sources
from pipeline.errors import Fault, first_of

Common = frozenset[object]


def possible_ties(rules: Sequence[Rule], sources: Sources) -> list[Fault]:
    """Warnings of pairs, each once, of which at least one rule stands in the folder itself."""
    own = [pair for pair in _pairs(rules) if any(sources.is_own(rule.path) for rule in pair)]
    return first_of([_warning(*pair) for pair in own], str(sources.layers[-1]), "pairs of rules that may tie")


def _pairs(rules: Sequence[Rule]) -> list[tuple[Rule, Rule]]:
    """Rules with a common trigger that ask for the same slots and can tie, by their ids."""
    alike: dict[object, dict[str, Rule]] = {}
    for rule in rules:
        if not rule.imported and not any(condition.kind == TEXT for condition in rule.where):
            asked = frozenset((condition.kind, condition.slots) for condition in rule.where)
            for trigger in rule.triggers:
                alike.setdefault((rule.pos, trigger, rule.floor, asked), {})[rule.id] = rule
    found = {
        (one.id, other.id): (one, other)
        for group in alike.values()
        for one, other in combinations(sorted(group.values(), key=lambda rule: rule.id), 2)
    }
    return [found[ids] for ids in sorted(found) if _can_tie(*found[ids])]


def _can_tie(one: Rule, other: Rule) -> bool:
    """Whether both can fit one mention with different outcomes; rules that are the same but for their code always do,
    which is a fault."""
    twins = [frozenset(c[:4] for c in rule.where + rule.unless) for rule in (one, other)]
    if (one.code, one.compose) == (other.code, other.compose) or twins[0] == twins[1]:
        return False
    if one.negated is not other.negated or _shuts_out(one, other) or _shuts_out(other, one):
        return False
    return all(_common(condition, one, other) for condition in one.where if condition.kind in (WORDS, CODE, STATUS))


def _shuts_out(one: Rule, other: Rule) -> bool:
    """Whether the other asks for what the one excludes."""
    return any(implies(asked, excluded) for asked in other.where for excluded in one.unless)


def _common(condition: Condition, one: Rule, other: Rule) -> Common:
    """What both ask for in the same slots, and neither excludes from them."""
    twin = next(c for c in other.where if (c.kind, c.slots) == (condition.kind, condition.slots))
    if condition.words is None or twin.words is None:
        prefixes = {a for a in condition.codes for b in twin.codes if a.startswith(b) or b.startswith(a)}
        return frozenset(prefixes)
    excluded = [c for c in (*one.unless, *other.unless) if set(c.slots) >= set(condition.slots)]
    return _listed(condition) & _listed(twin) - frozenset[object]().union(*map(_listed, excluded))


def _listed(condition: Condition) -> Common:
    words = condition.words
    return frozenset((*words.words, *words.phrases, *words.kinds)) if words is not None else frozenset()


def _warning(one: Rule, other: Rule) -> Fault:
    trigger = " ".join(filter(None, min(one.triggers & other.triggers, key=str)))
    shared = "; ".join(_shown(condition, one, other) for condition in one.where if condition.words is not None)
    what = f"rule {one.id} may tie with {other.id} ({other.path}:{other.line}) on '{trigger}'"
    return Fault(one.path, one.line, f"{what}{f': {shared}' if shared else ''}", "narrow one of them")


def _shown(condition: Condition, one: Rule, other: Rule) -> str:
    """One of the words: the shortest, which is in general no inflected form."""
    common = _common(condition, one, other)
    word = min((" ".join(sorted(w)) if isinstance(w, frozenset) else str(w) for w in common), key=lambda w: (len(w), w))
    return f"both ask for {word} in {'|'.join(condition.slots)}"
