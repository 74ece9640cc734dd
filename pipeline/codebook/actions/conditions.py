"""What an action rule asks for, and where it looks for actors: the slots, words and codes of one entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.codebook.actions.rules import (
    ABSENT,
    AFTER,
    CODE,
    DEED_SLOTS,
    DENIED,
    PRESENT,
    STATUS,
    TEXT,
    WORDS,
    Condition,
)
from pipeline.codebook.actions.sequences import word_order
from pipeline.codebook.ontology import Code
from pipeline.codebook.words import KINDS, NAME, compile_words, not_a_kind
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault
from pipeline.tables import STATUSES

_SLOTS = {
    "subject",
    "object",
    "recipient",
    "predicate",
    "clause",
    "adj",
    "compound",
    "mod",
    "light",
    "deed",
    "deed.source",
    "deed.target",
    "speaker",
}
_AFTER_VERB = (
    "object",
    "recipient",
    "prep.against",
    "prep.with",
    "prep.to",
    "prep.on",
    "prep.at",
    "prep.from",
    "prep.for",
    "prep.toward",
    "prep.over",
    "prep.of",
    "prep.in",
    "prep.into",
    "prep.near",
)
_AFTER_NOUN = (
    "object",
    "prep.against",
    "prep.on",
    "prep.with",
    "prep.to",
    "prep.between",
    "prep.at",
    "prep.of",
    "prep.toward",
    "prep.from",
    "prep.for",
    "prep.over",
    "prep.in",
    "prep.into",
    "prep.near",
)
_BEFORE_NOUN = ("subject", "prep.by", "adj", "prep.from")


def names_slots(entry: str) -> bool:
    """Whether an entry of a word list names slots and can be no word: "prep.for", but not "object"."""
    listed = entry.split("|")
    return ("." in entry or len(listed) > 1) and all(_is_slot(slot.removesuffix(".code")) for slot in listed)


def _is_slot(name: str) -> bool:
    return name in _SLOTS or name.startswith(("prep.", "adv."))


class ConditionReader:
    """Reads the slots and conditions of rules against the word sets and codes of one file; collects what is wrong."""

    def __init__(
        self, sets: Mapping[str, Sequence[str]], codes: Mapping[str, Code], path: str, faults: list[Fault]
    ) -> None:
        self.sets, self.codes, self.path, self.faults = sets, codes, path, faults

    def read(self, entry: Map, key: str) -> tuple[Condition, ...]:
        """What a rule asks for under `where` or `unless`."""
        block = entry.get(key, Map(0))
        return tuple(self._condition(entry, block, slot) for slot in block)

    def _condition(self, entry: Map, block: Map, path: str) -> Condition:
        line, value = block.lines[path], block[path]
        shown = f"{path}: {value if isinstance(value, str) else '[' + ', '.join(map(str, value)) + ']'}"
        if path == "status":
            values = tuple([value] if isinstance(value, str) else value)
            for status in set(values) - set(STATUSES):
                self._fault(line, entry, f"no status '{status}'", f"one of {', '.join(STATUSES)}")
            return Condition((), STATUS, None, values, shown)
        if path == TEXT:
            return self._word_orders(entry, [value] if isinstance(value, str) else value, line, shown)
        coded = path.endswith(".code")
        slots = tuple(self._slots(path.removesuffix(".code"), entry, line))
        if coded:
            prefixes = tuple(code.rstrip("*") for code in ([value] if isinstance(value, str) else value))
            for prefix in prefixes:
                if not any(code.startswith(prefix) for code in self.codes):
                    self._fault(line, entry, f"no code begins with {prefix}")
            return Condition(slots, CODE, None, prefixes, shown)
        if value in (PRESENT, ABSENT, AFTER, DENIED):
            return Condition(slots, value, None, (), shown)
        return Condition(slots, WORDS, compile_words(self.expand(value, entry, line)), (), shown)

    def _word_orders(self, entry: Map, patterns: Sequence[str], line: int, shown: str) -> Condition:
        orders = []
        for pattern in patterns:
            try:
                orders.append(word_order(pattern, self.sets))
            except ValueError:
                self._fault(line, entry, f"`text: {pattern}` needs words and one *", 'such as "will not *"')
            except KeyError as error:
                self._fault(line, entry, f"no word set ${error.args[0]}", "define it in words.yml")
        return Condition((), TEXT, None, tuple(patterns), shown, tuple(orders))

    def _slots(self, path: str, entry: Map, line: int) -> list[str]:
        out: list[str] = []
        for slot in path.split("|"):
            if not _is_slot(slot):
                known = f"one of {', '.join(sorted(_SLOTS))}, prep.<word>, adv.<word>"
                self._fault(line, entry, f"no slot '{slot}'", known)
            out += DEED_SLOTS if slot == "deed" else [slot]
        return out

    def actors(
        self, entry: Map, pos: str | None, where: tuple[Condition, ...], compose: str | None
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where source and target stand; by default not in a slot whose words a condition has spent."""
        spent = {c.slots[0] for c in where if c.spends} - {"subject", "adj"}
        after = _AFTER_NOUN if pos == "NOUN" else _AFTER_VERB
        before = _BEFORE_NOUN if pos == "NOUN" else ("subject",)
        default = [slot for slot in after if slot not in spent]
        if compose or any(condition.kind == CODE for condition in where):
            default = ["prep.with", "prep.to", "deed.target", *default]
        source = self.slot_list(entry, "source") or [slot for slot in before if slot not in spent]
        return tuple(source), tuple(self.slot_list(entry, "target") or default)

    def slot_list(self, entry: Map, key: str) -> list[str]:
        """The slots that a key of an entry lists."""
        value = entry.get(key)
        slots = [] if value is None else [value] if isinstance(value, str) else list(value)
        for slot in slots:
            self._slots(slot, entry, entry.lines[key])
        return slots

    def expand(self, value: Any, entry: Map, line: int) -> list[str]:
        """Words with the members of the sets named among them."""
        out: list[str] = []
        for word in [value] if isinstance(value, str) else value:
            if wrong := not_a_kind(word):
                self._fault(line, entry, *wrong)
            elif not word.startswith("$"):
                out.append(word if word == NAME or word in KINDS else word.lower())
            elif word[1:] in self.sets:
                out += self.sets[word[1:]]
            else:
                self._fault(line, entry, f"no word set {word}", "define it in words.yml")
        return out

    def _fault(self, line: int, entry: Map, what: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.path, line, f"rule {entry['id']}: {what}", remedy))
