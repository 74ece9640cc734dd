"""What only shows when all entries of a codebook are seen together: faults, and warnings, which are worth a look."""

from collections.abc import Iterator

from pipeline.codebook.lint.actors import doubtful
from pipeline.codebook.lint.codes import contradicted, unreachable
from pipeline.codebook.lint.folders import in_vain, replacements
from pipeline.codebook.lint.lists import listed_twice, never_met, slots_among_words
from pipeline.codebook.lint.rules import beaten, twins
from pipeline.codebook.lint.words import overlaps, repeats, slots_in_sets, uncounted, unused
from pipeline.codebook.load import Codebook, Sources
from pipeline.errors import Fault


def lint(codebook: Codebook, sources: Sources) -> list[Fault]:
    """Faults: rules that are the same but for their code, or leave their file's root, or give what is `not_coded`."""
    return [*twins(codebook), *_strays(codebook), *contradicted(codebook, sources)]


def advise(codebook: Codebook, sources: Sources) -> list[Fault]:
    """Warnings: codes that no rule gives, rules that cannot win, words in vain, word sets unused or much
    alike, actors that are taken for each other, files that replace much."""
    return [
        *unreachable(codebook, sources),
        *beaten(codebook),
        *unused(sources),
        *uncounted(codebook, sources),
        *repeats(sources),
        *overlaps(sources),
        *slots_in_sets(sources),
        *listed_twice(sources),
        *never_met(sources),
        *slots_among_words(sources),
        *doubtful(codebook, sources),
        *replacements(sources),
        *in_vain(sources),
    ]


def _strays(codebook: Codebook) -> Iterator[Fault]:
    for file in codebook.files:
        for rule in file.rules:
            if file.root and rule.code and not rule.code.startswith(file.root):
                yield Fault(
                    rule.path, rule.line, f"rule {rule.id} codes {rule.code} in the file of root {file.root}", "move it"
                )
