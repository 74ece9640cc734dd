"""The ontology as data: what each code means, and what a deed becomes under another ("agree to withdraw")."""

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault


class Code(NamedTuple):
    """One event code. `quad` 1–4; `goldstein` −10…10 or None; `auto` is False for codes no text states."""

    code: str
    label: str
    quad: int
    goldstein: float | None
    plover_type: str | None = None
    plover_mode: str | None = None

    @property
    def root(self) -> str:
        return self.code[:2]


class Outcome(NamedTuple):
    """What becomes of a deed with some status: the table it is looked up in and how the row is marked."""

    compose: str
    modality: str
    actors: str | None


def read_codes(cameo: Map, plover: Map, paths: tuple[str, str], faults: list[Fault]) -> dict[str, Code]:
    """cameo.yml and plover.yml → code → Code. Every fault is collected."""
    types = plover.get("codes") or {}
    codes: dict[str, Code] = {}
    for code, entry in (cameo.get("codes") or {}).items():
        line = cameo["codes"].lines[code]
        try:
            codes[code] = _code(code, entry, types.get(code) or {})
        except (KeyError, ValueError, AttributeError):
            faults.append(
                Fault(paths[0], line, f"code {code} needs a label, a quad class 1–4 and a number as goldstein")
            )
    for code in types:
        if code not in codes:
            faults.append(Fault(paths[1], plover["codes"].lines[code], f"code {code} is not in {paths[0]}"))
    return codes


def _code(code: str, entry: Map, plover: Mapping[str, str]) -> Code:
    goldstein = float(entry["goldstein"]) if entry.get("goldstein") else None
    quad = int(entry["quad"])
    if quad not in (1, 2, 3, 4) or (goldstein is not None and not -10 <= goldstein <= 10):
        raise ValueError(code)
    return Code(code, entry["label"], quad, goldstein, plover.get("type"), plover.get("mode"))


class Composition:
    """The tables of compose.yml."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]], status: Mapping[str, Outcome]) -> None:
        self.tables, self.status = tables, status

    def become(self, table: str, code: str, negated: bool = False) -> str | None:
        """The code of a composed action, None for none: the longest listed prefix of the deed's code decides."""
        entries = self.tables.get(table, {})
        mark = "not " if negated else ""
        for length in range(len(code), -1, -1):
            value = entries.get(mark + code[:length])
            if value is not None:
                return code if value == "same" else value
        return None


def read_composition(tree: Map, path: str, codes: Mapping[str, Code], faults: list[Fault]) -> Composition:
    """compose.yml → Composition; codes that do not exist, unknown tables and keys are faults."""
    tables = tree.get("tables") or {}
    for name, table in tables.items():
        for prefix, value in table.items():
            bare = prefix.removeprefix("not ")
            if value != "same" and value not in codes:
                faults.append(Fault(path, table.lines[prefix], f"table '{name}' leads to the unknown code {value}"))
            if not any(code.startswith(bare) for code in codes):
                faults.append(Fault(path, table.lines[prefix], f"table '{name}': no code begins with {bare}"))
    status = {}
    for name, row in (tree.get("status") or {}).items():
        unknown = set(row) - {"compose", "modality", "actors"}
        if unknown or row.get("compose") not in {*tables, "keep", "none"} or not row.get("modality"):
            faults.append(
                Fault(path, tree["status"].lines[name], f"status '{name}' needs a known compose table and a modality")
            )
            continue
        status[name] = Outcome(row["compose"], row["modality"], row.get("actors"))
    return Composition({name: dict(table) for name, table in tables.items()}, status)
