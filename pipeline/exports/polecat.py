"""POLECAT: 40 columns, tab-separated, with a header. Source: its published files and PLOVER's manual."""

from typing import Any

from pipeline.exports.layout import Context, Layout, Row, day, place_kind, town
from pipeline.exports.nations import cow
from pipeline.resolve.countries import acled_country_name

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

_SECTORS = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB"}
"""PLOVER's sector where it is not spelt as CAMEO's role (PLOVER manual 2.0)."""
_QUADS = ("", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_FEATURES = {"town": "PPL", "region": "ADM1", "country": "PCLI"}


def _cells(row: Row, context: Context) -> dict[str, Any] | str:
    """Titles, Wikipedia's ids and what else the story names stay empty: our tables do not hold them."""
    if not row["plover_type"]:
        return "PLOVER has no type for statements (CAMEO root 01)"
    published, language = context.documents.get(row["doc_id"], (None, None))
    country = row["location_country"]
    return {
        "Event ID": row["event_id"],
        "Event Date": day(row["event_date"], "%Y-%m-%d"),
        "Event Type": row["plover_type"],
        "Event Mode": row["plover_mode"],
        "Intensity": row["goldstein"],
        "Quad Code": _QUADS[row["quad_class"]],
        "Contexts": ";".join(context.contexts.get(row["cameo_code"], ())),
        **_actor(row, "source", "Actor"),
        **_actor(row, "target", "Recipient"),
        "Placename": row["location"],
        "City": town(row),
        "Province": row["admin1"],
        "Country": acled_country_name(country) if country else None,
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
        "GeoNames ID": row["geoname_id"],
        "Feature Type": _FEATURES.get(place_kind(row)),
        "Source": row["source_outlet"],
        "Publication Date": day(published, "%Y-%m-%d"),
        "Language": language,
        "Version": row["codebook_version"],
    }


def _actor(row: Row, side: str, name: str) -> dict[str, Any]:
    sectors = list(dict.fromkeys(_SECTORS.get(role, role) for role in row[f"{side}_roles"] or ()))
    return {
        f"{name} Name": row[f"{side}_name"],
        f"{name} Country": row[f"{side}_country"],
        f"{name} COW": cow(row[f"{side}_country"]),
        f"Primary {name} Sector": sectors[0] if sectors else None,
        f"{name} Sectors": ";".join(sectors),
        f"{name} Name Raw": row[f"{side}_text"],
    }


LAYOUT = Layout("polecat", "events", COLUMNS, _cells, needs_documents=True)
