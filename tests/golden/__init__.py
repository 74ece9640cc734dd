"""The coding of the bundled sample as reviewed text, one line an event or incident: a change shows as a diff."""

from pathlib import Path
from typing import Any

from pipeline import load_events

SAMPLE = Path(__file__).parents[2] / "data" / "sample.jsonl"
GOLDEN = Path(__file__).with_name("sample.txt")


def coding(folder: Path) -> str:
    """The events and incidents of an output folder as lines of text, by document and salience."""
    events = load_events(folder).sort_values(["doc_id", "salience"])
    incidents = load_events(folder, "incidents").sort_values(["event_date", "sub_event_type", "incident_id"])
    lines = [*map(_event, events.to_dict("records")), *map(_incident, incidents.to_dict("records"))]
    return "\n".join(lines) + "\n"


def _day(row: dict[str, Any]) -> str:
    return str(row["event_date"].date())


def _event(row: dict[str, Any]) -> str:
    who = f"{row['source_text']} ({row['source_code']}) → {row['target_text']} ({row['target_code']})"
    where = f"{_day(row)} {row['location']}"
    what = f"{row['cameo_code']} {row['plover_type']} {row['modality']}"
    return f"{row['doc_id']}:{row['salience']} {what} | {who} | {where}"


def _incident(row: dict[str, Any]) -> str:
    what = f"{_day(row)} {row['sub_event_type']} | {row['actor1']} – {row['actor2']}"
    return f"{what} | {row['location']} | {row['fatalities']} | {', '.join(row['doc_ids'])}"
