"""GDELT 2.0's event files: 61 columns, tab-separated, without a header. Source: GDELT's event codebook 2.0."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pipeline.codebook.actors.roles import INTERNATIONAL, RELIGIONS, ROLES, chunks
from pipeline.exports.layout import Context, Layout, Row, actor_name, day, number, place_kind
from pipeline.exports.nations import country_name, fips
from pipeline.resolve.countries import acled_country_name

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{side}{name}" for side in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

_REGIONS = frozenset(
    "AFR ASA BLK CAS CAU CFR EAF EEU EIN EUR LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN SEA SSA WAF WST".split()
)
"""CAMEO's codes of world regions, which GDELT keeps among the countries."""


def _cells(row: Row, context: Context) -> dict[str, Any]:
    """One row per event: it is one mention in one article of one outlet.

    Empty, because nothing in our tables says them: the tone, the places of the two actors, the numbers that GNS and
    GAUL give places and regions.
    """
    date: dt.date | None = row["event_date"]
    return {
        "GLOBALEVENTID": number(row["event_id"]),
        "SQLDATE": day(date, "%Y%m%d"),
        "MonthYear": day(date, "%Y%m"),
        "Year": day(date, "%Y"),
        "FractionDate": _fraction(date) if date else None,
        **_actor(row, "source", 1),
        **_actor(row, "target", 2),
        "IsRootEvent": int(row["salience"] == 1),
        "EventCode": row["cameo_code"],
        "EventBaseCode": row["cameo_code"][:3],
        "EventRootCode": row["cameo_root"],
        "QuadClass": row["quad_class"],
        "GoldsteinScale": row["goldstein"],
        **dict.fromkeys(("NumMentions", "NumSources", "NumArticles"), 1),
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        **_place(row),
        "DATEADDED": day(context.stamp, "%Y%m%d%H%M%S"),
        "SOURCEURL": row["url"] or row["doc_id"],
    }


def _fraction(date: dt.date) -> float:
    """The year and, as its fraction, the share of it that is over, as GDELT's files count it: months of 30 days.

    Its codebook gives the number of the month where the months that are over are meant; December would lie in the next
    year. The last day is 361 of 365, below 1.
    """
    return round(date.year + ((date.month - 1) * 30 + date.day) / 365, 4)


def _actor(row: Row, side: str, number_of_side: int) -> dict[str, Any]:
    code = row[f"{side}_code"]
    name = actor_name(row, side)
    cells = {"Code": code, "Name": name.upper() if name else None, **dict(_parts(code or ""))}
    return {f"Actor{number_of_side}{column}": value for column, value in cells.items()}


def _parts(code: str) -> Iterator[tuple[str, str]]:
    """The columns that the chunks of an actor code fill: "IGOUNO" → Type1Code IGO, KnownGroupCode UNO."""
    found = chunks(code)
    types = [chunk for chunk in found if chunk in ROLES - RELIGIONS]
    religions = [chunk for chunk in found if chunk in RELIGIONS]
    others = [chunk for chunk in found if chunk not in ROLES]
    yield from zip(("Type1Code", "Type2Code", "Type3Code"), types, strict=False)
    yield from zip(("Religion1Code", "Religion2Code"), religions, strict=False)
    nations = [chunk for chunk in others if chunk in _REGIONS or country_name(chunk)]
    yield from zip(("CountryCode",), nations, strict=False)
    column = "KnownGroupCode" if found and found[0] in INTERNATIONAL else "EthnicCode"
    yield from zip((column,), [chunk for chunk in others if chunk not in nations], strict=False)


def _place(row: Row) -> dict[str, Any]:
    kind, country = place_kind(row), row["location_country"]
    if kind == "none":
        return {"ActionGeo_Type": 0}
    names = [row["location"], row["admin1"] if kind == "town" else None]
    whole = [*names, acled_country_name(country)] if kind != "country" and country else names
    return {
        "ActionGeo_Type": _geo_type(kind, country),
        "ActionGeo_FullName": ", ".join(name for name in whole if name),
        "ActionGeo_CountryCode": fips(country),
        "ActionGeo_ADM1Code": fips(country) if kind == "country" else None,
        "ActionGeo_Lat": row["latitude"],
        "ActionGeo_Long": row["longitude"],
    }


def _geo_type(kind: str, country: str | None) -> int:
    """1 country, 2 a state and 3 a town of the United States, 4 another town, 5 another region."""
    if kind == "country":
        return 1
    at_home = country == "USA"
    return (3 if at_home else 4) if kind == "town" else (2 if at_home else 5)


LAYOUT = Layout("gdelt", "events", COLUMNS, _cells, header=False)
