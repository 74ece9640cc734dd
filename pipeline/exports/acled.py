"""ACLED's export: comma-separated, one row per incident. Source of columns and values: ACLED's codebook of 2024."""

from typing import Any

from pipeline.exports.layout import Context, Layout, Row, number
from pipeline.exports.nations import iso3_of_number

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip


def _cells(row: Row, context: Context) -> dict[str, Any]:
    """`admin2`, `admin3` and `source_scale` stay empty: nothing in our tables says them."""
    date = row["event_date"]
    return {
        **{name: row[name] for name in COLUMNS if name in row},
        "event_id_cnty": f"{iso3_of_number(row['iso']) or 'XXX'}{number(row['incident_id'])}",
        "event_date": date.isoformat() if date else None,
        "year": date.year if date else None,
        "timestamp": int(context.stamp.timestamp()),
    }


LAYOUT = Layout("acled", "incidents", COLUMNS, _cells, delimiter=",")
