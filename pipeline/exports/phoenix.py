"""OEDA's Phoenix: 26 columns, tab-separated, without a header. Source: the files of phoenix_pipeline."""

from typing import Any

from pipeline.codebook.actors.roles import chunks
from pipeline.exports.layout import Context, Layout, Row, day

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName",
    "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip

_STATEMENTS = ("01", "02")  # class 0 of Phoenix's five; the others are the quad classes


def _cells(row: Row, _: Context) -> dict[str, Any]:
    """`Issues` stays empty: we do not look for Phoenix's issue words."""
    date = row["event_date"]
    return {
        "EventID": row["event_id"],
        "Date": day(date, "%Y%m%d"),
        "Year": day(date, "%Y"),
        "Month": day(date, "%m"),
        "Day": day(date, "%d"),
        **_actor(row, "source"),
        **_actor(row, "target"),
        "EventCode": row["cameo_code"],
        "EventRootCode": row["cameo_root"],
        "PentaClass": 0 if row["cameo_root"] in _STATEMENTS else row["quad_class"],
        "GoldsteinScore": row["goldstein"],
        "Lat": row["latitude"],
        "Lon": row["longitude"],
        "LocationName": row["location"],
        "StateName": row["admin1"],
        "CountryCode": row["location_country"],
        "SentenceID": f"{row['doc_id']}_{row['sentence_id']}",
        "URLs": row["url"],
        "NewsSources": row["source_outlet"],
    }


def _actor(row: Row, side: str) -> dict[str, Any]:
    code = row[f"{side}_code"] or ""
    entity, role, *attributes = [*chunks(code), "", ""]
    name = f"{side.title()}Actor"
    return {
        f"{name}Full": code,
        f"{name}Entity": entity,
        f"{name}Role": role,
        f"{name}Attribute": ";".join(chunk for chunk in attributes if chunk),
    }


LAYOUT = Layout("phoenix", "events", COLUMNS, _cells, header=False)
