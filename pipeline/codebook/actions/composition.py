"""compose.yml: what a deed becomes under another, what becomes of deeds not told as done, and what a rule absorbs."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pipeline.codebook.ontology import NO_TRAITS, Traits
from pipeline.codebook.shapes import all_text, mapping, texts
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault
from pipeline.inflection import inflections
from pipeline.tables import MODALITIES, STATUSES

# Values of tables: the deed's own code; the same, but still to be done; no code, though a shorter prefix has one.
SAME, PLANNED, NONE = "same", "planned", "none"
_SECTIONS = frozenset({"about", "tables", "status", "cues", "absorption"})
NEGATED = "negated"  # a row of the status table beside those for statuses
_ROWS = (*STATUSES[1:], NEGATED)
_ROW = frozenset({"compose", "modality", "actors"})
_CUE_ROW = _ROW | {"cue", "status"}


class Outcome(NamedTuple):
    """What becomes of a deed with some status: the table it is looked up in and how the row is marked."""

    compose: str
    modality: str
    actors: str | None = None


class Cue(NamedTuple):
    """A row of the status table for the words that made a deed unreal; `status` None is any but negated."""

    forms: frozenset[str]
    status: str | None
    outcome: Outcome


class Absorption(NamedTuple):
    """Slots that a rule leaves alone though it fires, and slots of what the narrator adds to somebody's words.

    With `behind`, a rule absorbs whatever hangs on its trigger and stands behind it, in whatever slot, and no more.
    """

    open: frozenset[str]
    narrated: frozenset[str]
    behind: bool = False

    def spends(self, slot: str) -> bool:
        """Whether a deed in this slot is spent."""
        return slot not in self.open and f"{slot.split('.')[0]}.*" not in self.open


_NONE: frozenset[str] = frozenset()
_NO_ABSORPTION = Absorption(frozenset(), frozenset())
_NOTHING = Outcome("none", "none")


class Composition:
    """The tables of compose.yml, with the traits of the codes in them."""

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, str]],
        status: Mapping[str, Outcome],
        cues: Sequence[Cue] = (),
        absorption: Absorption = _NO_ABSORPTION,
        traits: Traits = NO_TRAITS,
    ) -> None:
        self.tables, self.status, self.cues, self.absorption, self.traits = tables, status, cues, absorption, traits

    @property
    def outcomes(self) -> list[Outcome]:
        """Everything that may become of a deed by how it is told."""
        return [*self.status.values(), *(cue.outcome for cue in self.cues)]

    def become(self, table: str, code: str, negated: bool = False) -> str | None:
        """The code of a composed action, None for none: the longest listed prefix of the deed's code decides."""
        value = self._entry(table, code, negated)
        return code if value in (SAME, PLANNED) else None if value == NONE else value

    def pending(self, table: str, code: str) -> bool:
        """Whether a table gives this code as that of a deed still to be done."""
        return self._entry(table, code, False) == PLANNED

    def _entry(self, table: str, code: str, negated: bool) -> str | None:
        entries = self.tables.get(table, {})
        mark = "not " if negated else ""
        return next((found for n in range(len(code), -1, -1) if (found := entries.get(mark + code[:n]))), None)

    def by_row(self, row: Outcome, code: str, negated: bool = False) -> str | None:
        """The code of a deed after its row of the status table, None where it is not coded."""
        return code if row.compose == "keep" else self.become(row.compose, code, negated)

    def outcome(self, status: str, words: Collection[str]) -> Outcome | None:
        """What becomes of a deed with this status and these cue words; None for a plain assertion."""
        for cue in self.cues if words else ():
            if cue.status in (None, status) and not cue.forms.isdisjoint(words):
                return cue.outcome
        return None if status == "asserted" else self.status.get(status, _NOTHING)

    def denials(self, words: Collection[str]) -> list[Outcome]:
        """What may become of a denied deed, in order: by the words that deny it ("no longer"), then by any."""
        rows = [cue.outcome for cue in self.cues if cue.status == NEGATED and not cue.forms.isdisjoint(words)]
        return [*rows, self.status.get(NEGATED, _NOTHING)]


def read_composition(
    tree: Map, path: str, codes: Collection[str], faults: list[Fault], traits: Traits = NO_TRAITS
) -> Composition:
    """compose.yml → Composition; codes that do not exist, unknown tables, slots, statuses and keys are faults."""
    reader = _Reader(path, faults)
    for key in tree.keys() - _SECTIONS:
        faults.append(
            Fault(path, tree.lines[key], f"unknown section '{key}'", f"one of {', '.join(sorted(_SECTIONS))}")
        )
    listed = mapping(tree, "tables", path, faults)
    tables = {name: reader.table(name, listed, codes) for name in listed}
    reader.known = {*tables, "keep", "none"}
    rows = mapping(tree, "status", path, faults)
    status = {name: outcome for name in rows if (outcome := reader.status(name, rows)) is not None}
    return Composition(tables, status, reader.cues(tree), reader.absorption(tree), traits)


class _Reader:
    """Reads the sections of one compose.yml and collects what is wrong with them."""

    def __init__(self, path: str, faults: list[Fault]) -> None:
        self.path, self.faults = path, faults
        self.known: set[str] = set()

    def table(self, name: str, listed: Map, codes: Collection[str]) -> dict[str, str]:
        """One composition table: prefixes of existing codes to existing codes."""
        table = mapping(listed, name, self.path, self.faults)
        entries = texts(table, self.path, self.faults)
        for prefix, value in entries.items():
            if value not in (SAME, PLANNED, NONE) and value not in codes:
                self._fault(table.lines[prefix], f"table '{name}' leads to the unknown code {value}")
            bare = prefix.removeprefix("not ")
            if not any(code.startswith(bare) for code in codes):
                self._fault(table.lines[prefix], f"table '{name}': no code begins with {bare}")
        return entries

    def status(self, name: str, rows: Map) -> Outcome | None:
        """One row of the status table."""
        row = self._plain(mapping(rows, name, self.path, self.faults))
        if name not in _ROWS:
            self._fault(rows.lines[name], f"no deed has the status '{name}'", f"one of {', '.join(_ROWS)}")
            return None
        return self._outcome(row, _ROW, f"status '{name}'", rows.lines[name])

    def cues(self, tree: Map) -> list[Cue]:
        """The rows for single words, which go before those for whole statuses."""
        rows = tree.get("cues")
        if rows is None:
            return []
        if not isinstance(rows, List):
            self._fault(tree.lines["cues"], "`cues` must be a list of rows")
            return []
        return [cue for row in rows if (cue := self._cue(row, tree.lines["cues"])) is not None]

    def absorption(self, tree: Map) -> Absorption:
        """The slots that are not absorbed, and those of the narrator."""
        rows = mapping(tree, "absorption", self.path, self.faults)
        for key in rows:
            known = all_text(rows[key]) if key in ("open", "narrated") else key == "behind" and rows[key] == "all"
            if not known:
                what = f"`{key}`: absorption has lists of slots, `open` and `narrated`, or `behind: all`"
                self._fault(rows.lines[key], what)
        lists = {key: frozenset(rows[key]) for key in ("open", "narrated") if all_text(rows.get(key))}
        return Absorption(**{"open": _NONE, "narrated": _NONE, **lists}, behind="behind" in rows)

    def _cue(self, row: object, line: int) -> Cue | None:
        if (
            not isinstance(row, Map)
            or not row.get("cue")
            or not all_text(row["cue"])
            or row.get("status", NEGATED) not in (*STATUSES, NEGATED)
        ):
            where = row.line if isinstance(row, Map) else line
            self._fault(where, "a row of `cues` needs `cue`, a list of words, and perhaps a known `status`")
            return None
        outcome = self._outcome(self._plain(row), _CUE_ROW, f"cue '{row['cue'][0]}'", row.line)
        forms = frozenset(form for word in row["cue"] for form in inflections(word))
        return Cue(forms, row.get("status"), outcome) if outcome is not None else None

    def _plain(self, row: Map) -> Mapping[str, str]:
        """A row's single texts; what else it holds, but for its list of cues, is a fault."""
        for key, value in row.items():
            if key != "cue" and not isinstance(value, str):
                self._fault(row.lines[key], f"`{key}` must be a single text")
        return {key: value if isinstance(value, str) else "" for key, value in row.items()}

    def _outcome(self, row: Mapping[str, str], keys: frozenset[str], what: str, line: int) -> Outcome | None:
        compose, modality, actors = row.get("compose", ""), row.get("modality"), row.get("actors")
        marked = modality in MODALITIES if compose != "none" else modality is None
        if row.keys() <= keys and compose in self.known and marked and actors in (None, "speaker", "own or speaker"):
            return Outcome(compose, modality or "none", actors)
        remedy = f"a table of this file, keep or none; modality one of {', '.join(MODALITIES)}, without it for none"
        self._fault(line, f"{what} needs a known compose table and a modality", remedy)
        return None

    def _fault(self, line: int, what: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.path, line, what, remedy))
