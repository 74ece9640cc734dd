"""ICEWS coded event data: 20 columns, tab-separated, with a header. Source: its published files (Dataverse)."""

from typing import Any

from pipeline.exports.layout import Context, Layout, Row, actor_name, day, number, story_number, town
from pipeline.resolve.countries import acled_country_name

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

_SECTORS = {
    "AGR": "Agricultural", "BUS": "Business", "CIV": "Civilian", "COP": "Police", "CRM": "Criminals / Gangs",
    "CVL": "General Population / Civilian / Social", "DEV": "Development", "EDU": "Education", "ELI": "Elite",
    "ENV": "Environmental", "GOV": "Government", "HLH": "Health", "HRI": "Human Rights",
    "IGO": "International Government Organization", "IMG": "International Militarized Group", "INS": "Insurgents",
    "JUD": "Judicial", "LAB": "Labor", "LEG": "Legislative / Parliamentary", "MED": "Media", "MIL": "Military",
    "MNC": "Multinational Corporation", "MOD": "Moderate", "NGM": "Nongovernmental Movement",
    "NGO": "Nongovernmental Organization (International)", "OPP": "Opposition", "PKO": "Peacekeeping",
    "PTY": "Parties", "RAD": "Radicals / Extremists / Fundamentalists", "REB": "Rebel",
    "REF": "Refugees / Displaced", "SEP": "Separatists", "SPY": "Intelligence", "UAF": "Unidentified Forces",
}  # fmt: skip
"""ICEWS writes sectors in words; religions and ethnic groups keep CAMEO's codes."""


def _cells(row: Row, _: Context) -> dict[str, Any]:
    """`District` stays empty: our tables do not hold second-level regions. Sentences are counted from 1."""
    country = row["location_country"]
    return {
        "Event ID": number(row["event_id"]),
        "Event Date": day(row["event_date"], "%Y-%m-%d"),
        **_actor(row, "source"),
        "Event Text": row["cameo_label"],
        "CAMEO Code": row["cameo_code"],
        "Intensity": row["goldstein"],
        **_actor(row, "target"),
        "Story ID": story_number(row["doc_id"]),
        "Sentence Number": row["sentence_id"] + 1,
        "Publisher": row["source_outlet"],
        "City": town(row),
        "Province": row["admin1"],
        "Country": acled_country_name(country) if country else None,
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
    }


def _actor(row: Row, side: str) -> dict[str, Any]:
    country = row[f"{side}_country"]
    return {
        f"{side.title()} Name": actor_name(row, side),
        f"{side.title()} Sectors": ",".join(_SECTORS.get(role, role) for role in row[f"{side}_roles"] or ()),
        f"{side.title()} Country": acled_country_name(country) if country else None,
    }


LAYOUT = Layout("icews", "events", COLUMNS, _cells)
