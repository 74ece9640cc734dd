"""Accuracy on labelled files: `python -m tests.quality FOLDER` codes every .jsonl file in it that holds labels.

Three kinds of rows are known, beside their `id`, `date` and `text`:

pairs     `plover_type`, `quad` and the `source_spans`, `target_spans` of the actors in question. The prediction is the
          event whose source and target overlap them, in this direction or the other; else, when lenient, the leading
          event. A text that comes with several pairs is coded once. For some rows the codes of the marked actors
          are known too: see quality_actors.
reports   `gold`: ACLED's fields. The prediction is the document's leading incident.
snippets  `sub_event_type`, as in the shared task CASE 2021. The prediction is the leading incident.

An .xml file in the folder holds PETRARCH's unit-test records, see tests/quality_petrarch.py.

Nothing coded counts as wrong. Every fourth row (the fourth, the eighth, …) belongs to the part that nobody reads while
working on rules; its figures are the honest ones, so the two parts are scored apart.
"""

import json
import math
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from pipeline.codebook.load import default_codebooks
from pipeline.run.runner import run
from pipeline.settings import Settings
from pipeline.stages.scoring import in_order, overlaps
from tests import quality_petrarch
from tests.quality_actors import asked, score_actors

Row = Mapping[str, Any]

INTERS = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip
CASE_TYPES = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AGREEMENT": "Agreement",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ARREST": "Arrests",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "CHEM_WEAP": "Chemical weapon",
    "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "MOB_VIOL": "Mob violence",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "OTHER": "Other",
    "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SEX_VIOL": "Sexual violence",
    "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}
_EARTH_DIAMETER_KM = 12742
_UNTELLING = {"the", "and", "forces", "group", "military"}


# ---------------------------------------------------------------- measures


class Scores(NamedTuple):
    """Accuracy, and F1 averaged over the gold labels: each alike (macro) or by its frequency (weighted)."""

    accuracy: float
    macro: float
    weighted: float


def scores(gold: Sequence[Any], found: Sequence[Any]) -> Scores:
    """Compare labels one by one; None is no prediction."""
    wanted, given = Counter(gold), Counter(found)
    hits = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    f1 = {label: 2 * hits[label] / (wanted[label] + given[label]) for label in wanted}
    weighted = sum(f1[label] * n for label, n in wanted.items()) / max(len(gold), 1)
    return Scores(hits.total() / max(len(gold), 1), sum(f1.values()) / max(len(f1), 1), weighted)


def kilometres(a: Row, b: Row) -> float:
    """Great-circle distance of two rows with `latitude` and `longitude`; infinite where one has no place."""
    if None in (a["latitude"], a["longitude"], b["latitude"], b["longitude"]):
        return math.inf
    north, south = math.radians(a["latitude"]), math.radians(b["latitude"])
    east = math.radians(b["longitude"] - a["longitude"])
    h = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(math.sqrt(h))


# ---------------------------------------------------------------- pairs


def score_pairs(rows: Sequence[Row], events: Sequence[Row]) -> dict[str, float]:
    """The type and quad class of the event between each marked pair; events as in the events table."""
    by_document = in_order(events)
    types = [row["plover_type"] for row in rows]
    out: dict[str, float] = {}
    for name, lenient in (("lenient", True), ("strict", False)):
        found = [find_event(by_document.get(row["document"], ()), row, lenient) for row in rows]
        kind = scores(types, [event and event["plover_type"] for event in found])
        quad = scores([row["quad"] for row in rows], [event and event["quad_class"] for event in found])
        out |= {f"type accuracy, {name}": kind.accuracy, f"type macro-F1, {name}": kind.macro}
        out |= {f"quad macro-F1, {name}": quad.macro}
    return out


def find_event(events: Sequence[Row], row: Row, lenient: bool) -> Row | None:
    """The event between the marked source and target; for the lenient, either way round or else the first."""
    pair = (row["source_spans"], row["target_spans"])
    for source, target in (pair, pair[::-1]) if lenient else (pair,):
        for event in events:
            if overlaps(event, "source", source) and overlaps(event, "target", target):
                return event
    return events[0] if lenient and events else None


# ---------------------------------------------------------------- reports and snippets


def score_reports(rows: Sequence[Row], incidents: Sequence[Row]) -> dict[str, float]:
    """Each report's leading incident against ACLED's row, field by field."""
    lead = _leading(incidents)
    pairs = [(row["gold"], lead.get(row["document"])) for row in rows]
    kinds = scores([gold["sub_event_type"] for gold, _ in pairs], [row and row["sub_event_type"] for _, row in pairs])
    out = {"sub-event type weighted F1": kinds.weighted, "sub-event type accuracy": kinds.accuracy}
    for name, agrees in _FIELDS.items():
        asked = [(gold, row) for gold, row in pairs if name != "admin1" or gold["admin1"]]
        out[name] = sum(row is not None and agrees(gold, row) for gold, row in asked) / max(len(asked), 1)
    return out


def score_snippets(rows: Sequence[Row], incidents: Sequence[Row]) -> dict[str, float]:
    """Each snippet's leading incident: its sub-event type."""
    lead = _leading(incidents)
    gold = [CASE_TYPES.get(row["sub_event_type"], row["sub_event_type"]) for row in rows]
    found = [lead[row["document"]]["sub_event_type"] if row["document"] in lead else None for row in rows]
    kinds = scores(gold, found)
    return {"sub-event type weighted F1": kinds.weighted, "sub-event type accuracy": kinds.accuracy}


def _leading(incidents: Sequence[Row]) -> dict[str, Row]:
    out: dict[str, Row] = {}
    for incident in sorted(incidents, key=lambda row: row["salience"]):
        for document in incident["doc_ids"]:
            out.setdefault(document, incident)
    return out


def _inter(label: Any) -> int:
    """ACLED's number for a party, 0 for nobody; older data hold the number, newer ones the label."""
    if label in (None, ""):
        return 0
    return INTERS.index(label) + 1 if label in INTERS else int(label)


def _inters(row: Row) -> list[int]:
    return sorted((_inter(row["inter1"]), _inter(row["inter2"])))


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", (text or "").lower())) - _UNTELLING


_FIELDS: dict[str, Callable[[Row, Row], bool]] = {
    "event type": lambda gold, row: bool(gold["event_type"] == row["event_type"]),
    "date": lambda gold, row: str(gold["event_date"])[:10] == str(row["event_date"])[:10],
    "country": lambda gold, row: gold["country"].lower() == (row["country"] or "").lower(),
    "admin1": lambda gold, row: bool(_words(gold["admin1"]) & _words(row["admin1"])),
    "within 25 km": lambda gold, row: kilometres(gold, row) <= 25,
    "fatalities": lambda gold, row: int(gold["fatalities"]) == (row["fatalities"] or 0),
    "inter codes": lambda gold, row: _inters(gold) == _inters(row),
}


# ---------------------------------------------------------------- the command


class Kind(NamedTuple):
    """A kind of labelled file: the key that tells it, the table it is judged by, and how."""

    key: str
    table: str
    score: Callable[[Sequence[Row], Sequence[Row]], dict[str, float]]


KINDS = (
    Kind("plover_type", "events", score_pairs),
    Kind("gold", "incidents", score_reports),
    Kind("sub_event_type", "incidents", score_snippets),
)


def kind_of(rows: Sequence[Row]) -> Kind | None:
    """What the first row says the file is, None where it holds no label that is known here."""
    return next((kind for kind in KINDS if rows and kind.key in rows[0]), None)


def parts(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows people work on and those they do not read, each with the document that carries its text."""
    first: dict[str, str] = {}
    out: dict[str, list[Row]] = {"read": [], "unread": []}
    for index, row in enumerate(rows):
        document = first.setdefault(row["text"], row["id"])
        out["unread" if index % 4 == 3 else "read"].append({**row, "document": document})
    return out


def code(rows: Sequence[Row], table: str, folder: Path, codebooks: Path | None = None) -> list[Row]:
    """Code the rows' texts, each once, into a folder → the rows of a published table."""
    texts = {row["text"]: {key: row[key] for key in ("id", "date", "text")} for row in reversed(rows)}
    (folder / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in texts.values()), encoding="utf-8")
    run(Settings((str(folder / "in.jsonl"),), str(folder / "out"), codebooks or default_codebooks()))
    coded: list[Row] = pq.read_table(folder / "out" / table).to_pylist()
    return coded


def report(path: Path, rows: Sequence[Row], kind: Kind) -> str:
    """Code a file and lay out its figures, the two parts side by side."""
    with tempfile.TemporaryDirectory() as folder:
        coded = code(rows, kind.table, Path(folder))
    split = parts(rows)
    figures = [kind.score(part, coded) for part in split.values()]
    heads = "".join(f"{f'{name} ({len(part)})':>15}" for name, part in split.items())
    lines = [f"{name:<30}" + "".join(f"{one[name]:>15.3f}" for one in figures) for name in figures[0]]
    return "\n".join([f"{path.name:<30}{heads}", *lines, *actor_lines(split["read"], coded), ""])


def actor_lines(rows: Sequence[Row], events: Sequence[Row]) -> list[str]:
    """The figures of the marked actors whose gold codes the project has, where these are among the rows."""
    ids = {row["id"] for row in rows if row.get("source_spans")}
    gold = [one for one in asked() if one.id in ids]
    figures = score_actors(rows, events, gold) if gold else {}
    return [f"{name:<30}{share:>15.3f}" for name, share in figures.items()]


def report_records(path: Path) -> str:
    """Import the dictionaries beside a file of PETRARCH's records, code these, and lay out the shares."""
    records = quality_petrarch.read_records(path)
    with tempfile.TemporaryDirectory() as folder:
        book = quality_petrarch.import_beside(path, Path(folder))
        coded: list[Row] = []
        for number, part in enumerate(quality_petrarch.apart(records)):
            (Path(folder) / str(number)).mkdir()
            coded += code([record._asdict() for record in part], "events", Path(folder) / str(number), book)
    figures = quality_petrarch.score_records(records, in_order(coded))
    lines = [f"{name:<30}{share:>15.3f}" for name, share in figures.items()]
    return "\n".join([f"{path.name:<30}{f'records ({len(records)})':>15}", *lines, ""])


def main(arguments: Sequence[str]) -> int:
    """Print the figures of every labelled file in a folder."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("give the folder with the labelled files: make quality EVAL=FOLDER", file=sys.stderr)
        return 2
    for path in sorted(Path(arguments[0]).glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        kind = kind_of(rows)
        if kind is not None:
            print(report(path, rows, kind), flush=True)
    for path in sorted(Path(arguments[0]).glob("*.xml")):
        print(report_records(path), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
