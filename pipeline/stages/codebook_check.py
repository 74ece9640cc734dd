"""`codebook check`: everything that is wrong in a codebook folder, and what its examples show to be doubtful."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.codebook.actions.coder import SentenceCoder
from pipeline.codebook.actions.rules import Rule
from pipeline.codebook.actions.verdicts import rivals
from pipeline.codebook.lint.codes import unshown
from pipeline.codebook.lint.findings import advise, lint
from pipeline.codebook.lint.ties import possible_ties
from pipeline.codebook.load import Codebook, Sources, load_with_sources
from pipeline.errors import CodebookError, Fault, in_order
from pipeline.stages.checks import require_usable
from pipeline.stages.drift_limits import read_drift_limits
from pipeline.stages.examples import Case, cases, code_cases, judge

Coded = Sequence[tuple[Case, SentenceCoder]]


class CheckSummary(NamedTuple):
    """What a check of a codebook folder found; `warnings` are worth a look, and no faults."""

    faults: list[Fault]
    warnings: list[Fault]
    rules: int
    examples: int

    def __str__(self) -> str:
        if self.faults and not self.examples:
            return f"{_count(self.faults, 'fault')}; no example was run"
        counts = [f"{self.rules} rules", f"{self.examples} examples", _count(self.faults, "fault")]
        return ", ".join([*counts, _count(self.warnings, "warning")] if self.warnings else counts)


def _count(found: Sequence[Fault], what: str) -> str:
    return f"{len(found) or 'no'} {what}{'' if len(found) == 1 else 's'}"


def check_codebook(folder: Path) -> CheckSummary:
    """Load a folder, look across its entries, and run every example; everything that is found is gathered."""
    try:
        codebook, sources = load_with_sources(folder)
    except CodebookError as error:
        return CheckSummary(list(error.faults), [], 0, 0)
    coded = list(code_cases(list(cases(codebook.files, sources.is_own)), codebook))
    judged = [(case, coder, judge(case, coder)) for case, coder in coded]
    faults = [*lint(codebook, sources), *_check_faults(codebook, sources), *(fault for _, _, fault in judged if fault)]
    passed = [(case, coder) for case, coder, fault in judged if fault is None and case.kind == "match"]
    imported = [rule for rule in codebook.rules.rules if rule.imported]
    shown = unshown(codebook, sources, _asserted_codes(passed, imported))
    ties = [*_ties(coded), *possible_ties(codebook.rules.rules, sources)]
    warnings = [*advise(codebook, sources), *shown, *_winless(codebook, coded), *ties, *_untested(codebook)]
    return CheckSummary(in_order(faults), in_order(warnings), len(codebook.rules.rules), len(coded))


def _check_faults(codebook: Codebook, sources: Sources) -> Iterator[Fault]:
    """What cannot be read or used in `checks.yml`."""
    for read in (
        lambda: require_usable(codebook.checks, codebook.vocabulary),
        lambda: read_drift_limits(codebook.checks),
    ):
        try:
            read()
        except CodebookError as error:
            yield from (fault._replace(path=sources.path(fault.path)) for fault in error.faults)


def _asserted_codes(passed: Coded, imported: Sequence[Rule]) -> set[str]:
    """The codes that examples hold fast: those they name, and their rules' own where a rule gives that code. Of
    imported rules no examples are asked."""
    out = {case.example.code for case, _ in passed if case.example.code}
    out |= {code for rule in imported for code in (rule.code, rule.reverse) if code}
    for case, coder in passed:
        own = {event.code for event in coder.events() if case.rule and event.rule.id == case.rule.id}
        out |= own & {case.rule and case.rule.code}
    return {code for code in out if code}


def _winless(codebook: Codebook, coded: Coded) -> Iterator[Fault]:
    """Rules that code no mention in any example."""
    found = (coder.coded(mention.mention_id) for _, coder in coded for mention in coder.mentions)
    winners = {result.rule.id for result in found if result is not None}
    for rule in codebook.rules.rules:
        if rule.id not in winners and not rule.imported:
            yield Fault(rule.path, rule.line, f"rule {rule.id} codes nothing in any example", "show what it codes")


def _untested(codebook: Codebook) -> Iterator[Fault]:
    """Imported files: nobody has written examples for them."""
    for file in codebook.files:
        if file.imported:
            what = f"imported: its {len(file.rules):,} rules need no examples, so nothing shows that they code well"
            yield Fault(file.path, 1, what, "see `event-coder evaluate`")


def _ties(coded: Coded) -> Iterator[Fault]:
    """Pairs of rules that are as specific on some event of some example and give different codes, each pair once."""
    seen: set[frozenset[str]] = set()
    for case, coder in coded:
        for event in coder.events():
            for rival in rivals(event, coder):
                pair = frozenset((event.rule.id, rival.id))
                if pair not in seen:
                    seen.add(pair)
                    place = f"{rival.id} ({rival.path}:{rival.line})"
                    what = f"rule {event.rule.id} ties with {place} in {case.example.text!r}"
                    yield Fault(event.rule.path, event.rule.line, what, "narrow one of them")
