"""Verb blocks of a dictionary as action rules."""

from collections.abc import Iterator
from typing import Any

from pipeline.codebook.petrarch.entries import Ids
from pipeline.codebook.petrarch.lines import Line, Note, note
from pipeline.codebook.petrarch.patterns import PLAIN, Pattern
from pipeline.codebook.petrarch.verbs import Block, Coded, Verb, VerbDictionary

Entry = dict[str, Any]
_BARE = PLAIN.around()


class RuleWriter:
    """Makes rules of blocks. What an earlier rule says of the same form and pattern counts, and the later is noted."""

    def __init__(self, ids: Ids, notes: list[Note]) -> None:
        self.ids, self.notes = ids, notes
        self._taken: set[tuple[str, str]] = set()

    def rules(self, dictionary: VerbDictionary) -> Iterator[tuple[Entry, Line]]:
        """The rules of a dictionary, each with the line it comes from."""
        for block in dictionary.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[tuple[Entry, Line]]:
        if not block.verbs:
            self.notes.append(note(block.line, "a block without verbs"))
        for verb in block.verbs:
            silent = self._silent(verb, block)
            found = [(pattern, coded, line) for pattern, coded, line in block.patterns if coded.code]
            if verb.coded.code:
                found.append((PLAIN, verb.coded, verb.line))
            for pattern, coded, line in found:
                rule = self._rule(verb, pattern, coded, line, silent)
                if rule is not None:
                    yield rule, line

    @staticmethod
    def _silent(verb: Verb, block: Block) -> list[str]:
        """The patterns by which nothing is coded."""
        return [pattern.around(verb.before, verb.behind) for pattern, coded, _ in block.patterns if not coded.code]

    def _rule(self, verb: Verb, pattern: Pattern, coded: Coded, line: Line, silent: list[str]) -> Entry | None:
        text = pattern.around(verb.before, verb.behind)
        forms = [form for form in verb.forms if (form, text) not in self._taken]
        self._taken.update((form, text) for form in forms)
        if not forms:
            self.notes.append(note(line, "a verb and pattern that stand further up: the first counts"))
            return None
        rule: Entry = {"id": self.ids.new("verb", verb.forms[0]), "verb": forms}
        if text != _BARE:
            rule["where"] = {"text": text}
        if silent:
            rule["unless"] = {"text": silent}
        rule["code"] = coded.code
        if pattern.of_both:
            rule["mutual"] = "true"
        elif coded.reverse:
            rule["reverse"] = coded.reverse
        return rule
