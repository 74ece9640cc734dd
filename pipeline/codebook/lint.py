"""Faults that only show when all entries of a codebook are seen together."""

from collections.abc import Iterator

from pipeline.codebook.load import Codebook
from pipeline.errors import Fault


def lint(codebook: Codebook) -> list[Fault]:
    """Rules that are the same but for their code, and action files whose rules leave the file's own root."""
    return [*_twins(codebook), *_strays(codebook)]


def _twins(codebook: Codebook) -> Iterator[Fault]:
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


def _strays(codebook: Codebook) -> Iterator[Fault]:
    for file in codebook.files:
        for rule in file.rules:
            if file.root and rule.code and not rule.code.startswith(file.root):
                yield Fault(
                    rule.path, rule.line, f"rule {rule.id} codes {rule.code} in the file of root {file.root}", "move it"
                )
