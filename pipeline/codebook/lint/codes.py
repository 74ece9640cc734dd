"""Which codes the rules and tables of a codebook can give at all, and which of the ontology they cannot."""

from collections.abc import Collection, Iterator

from pipeline.codebook.actions.composition import Composition
from pipeline.codebook.load import Codebook, Sources
from pipeline.errors import Fault

_FILE = "cameo.yml"


def published(codebook: Codebook) -> frozenset[str]:
    """Every code that may come out: what rules give, what becomes of it under others, and by its status.

    Whether a sentence can tell it all is not asked, so a few of these may never be seen.
    """
    raw = {code for rule in codebook.rules.rules for code in (rule.code, rule.reverse) if code}
    tables = {rule.compose for rule in codebook.rules.rules if rule.compose}
    while not (more := _composed(raw, tables, codebook.composition)) <= raw:
        raw |= more
    by_status = {outcome.compose for outcome in codebook.composition.outcomes} - {"keep", "none"}
    return frozenset(raw | _composed(raw, by_status, codebook.composition))


def _composed(codes: Collection[str], tables: Collection[str], composition: Composition) -> set[str]:
    deeds = [(code, negated) for code in codes for negated in (False, True)]
    became = {composition.become(table, code, negated) for table in tables for code, negated in deeds}
    return {code for code in became if code is not None}


def contradicted(codebook: Codebook, sources: Sources) -> Iterator[Fault]:
    """Codes that are said not to be coded, and a rule gives them."""
    for rule in codebook.rules.rules:
        if rule.code and codebook.codes[rule.code].not_coded:
            what = f"rule {rule.id} gives {rule.code}, which is `not_coded`"
            place = f"{sources.path(_FILE)}:{sources.trees[_FILE]['codes'].lines[rule.code]}"
            yield Fault(rule.path, rule.line, what, f"remove the rule, or the reason at {place}")


def unreachable(codebook: Codebook, sources: Sources) -> Iterator[Fault]:
    """Codes that neither a rule nor a table gives, and nobody says why."""
    for code, line in _missing(codebook, sources, published(codebook)):
        what = f"no rule or table gives code {code}, {codebook.codes[code].label!r}"
        yield Fault(sources.path(_FILE), line, what, "write a rule, or say `not_coded: why`")


def unshown(codebook: Codebook, sources: Sources, shown: Collection[str]) -> Iterator[Fault]:
    """Codes that may come out, but not in any example."""
    able = published(codebook)
    for code, line in _missing(codebook, sources, shown):
        if able & _same(code, codebook):
            what = f"no example yields code {code}, {codebook.codes[code].label!r}"
            yield Fault(sources.path(_FILE), line, what, "write one that asks for that `code`")


def _missing(codebook: Codebook, sources: Sources, given: Collection[str]) -> Iterator[tuple[str, int]]:
    """The codes that are not among these, with their lines in the ontology."""
    for code, line in sources.trees[_FILE]["codes"].lines.items():
        twin = len(code) == 2 and f"{code}0" in codebook.codes
        if not twin and not codebook.codes[code].not_coded and _same(code, codebook).isdisjoint(given):
            yield code, line


def _same(code: str, codebook: Codebook) -> set[str]:
    """A root and "root, not specified below" mean the same: 01 and 010."""
    return {code, code[:2]} & codebook.codes.keys() if code == f"{code[:2]}0" else {code}
