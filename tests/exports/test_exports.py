import csv
import datetime as dt
import gzip
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import load_events
from pipeline.cli import main
from pipeline.codebook.load import default_codebooks
from pipeline.errors import UsageError
from pipeline.exports import LAYOUTS, gdelt
from pipeline.exports.layout import Context, number, place_kind, story_number, town
from pipeline.exports.nations import cow, fips, iso3_of_number
from pipeline.exports.writer import cell, export
from pipeline.run.store import Store
from pipeline.tables import EVENTS, to_table

WIDTHS = {"acled": 31, "gdelt": 61, "icews": 20, "polecat": 40, "phoenix": 26}
CONTEXT = Context(dt.datetime(2026, 4, 1, 6, 30, tzinfo=dt.UTC), {}, {})


def exported(folder: Path, name: str, output: Path, **more: Any) -> pd.DataFrame:
    """The file of a format, read the way scripts read that data set's own."""
    layout = LAYOUTS[name]
    export(str(folder), layout, output, default_codebooks(), **more)
    names = None if layout.header else list(layout.columns)
    return pd.read_csv(output, sep=layout.delimiter, names=names, dtype=str, keep_default_na=False)


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_format_reads_back_with_its_columns_and_every_row(name: str, coded_sample: Path, tmp_path: Path) -> None:
    layout, ours = LAYOUTS[name], load_events(coded_sample, LAYOUTS[name].table)
    back = exported(coded_sample, name, tmp_path / f"out.{name}")
    assert list(back.columns) == list(layout.columns)
    assert len(layout.columns) == len(set(layout.columns)) == WIDTHS[name]
    typed = ours[ours["plover_type"].notna()] if name == "polecat" else ours
    assert len(back) == len(typed) > 0
    ids = back[layout.columns[0]]
    assert ids.is_unique


def test_the_values_of_a_row(coded_sample: Path, tmp_path: Path) -> None:
    """The first article's leading event, in the four layouts for events."""
    ours = load_events(coded_sample)
    first = ours[(ours["source_code"] == "RUSMIL") & (ours["rule_id"] == "artillery.shell")].iloc[0]
    key = str(number(first["event_id"]))
    rows = {name: exported(coded_sample, name, tmp_path / name) for name in ("gdelt", "icews", "polecat", "phoenix")}
    one = rows["gdelt"].set_index("GLOBALEVENTID").loc[key]
    assert (one["SQLDATE"], one["EventCode"], one["EventRootCode"], one["QuadClass"]) == ("20260302", "194", "19", "4")
    assert (one["Actor1Code"], one["Actor1CountryCode"], one["Actor1Type1Code"]) == ("RUSMIL", "RUS", "MIL")
    assert (one["ActionGeo_Type"], one["ActionGeo_CountryCode"]) == ("4", "UP")
    assert one["ActionGeo_FullName"] == "Izyum, Kharkiv, Ukraine"
    one = rows["icews"].set_index("Event ID").loc[key]
    assert (one["Event Date"], one["Source Sectors"], one["Source Country"]) == ("2026-03-02", "Military", "Russia")
    assert (one["CAMEO Code"], one["Intensity"], one["City"]) == ("194", "-10.0", "Izyum")
    one = rows["polecat"].set_index("Event ID").loc[first["event_id"]]
    assert (one["Event Type"], one["Actor COW"], one["Primary Actor Sector"]) == ("ASSAULT", "365", "MIL")
    assert (one["Publication Date"], one["Quad Code"]) == ("2026-03-02", "MATERIAL CONFLICT")
    one = rows["phoenix"].set_index("EventID").loc[first["event_id"]]
    assert (one["SourceActorEntity"], one["SourceActorRole"], one["PentaClass"]) == ("RUS", "MIL", "4")


@pytest.mark.parametrize(
    ("day", "fraction"),
    [((2022, 1, 1), 2022.0027), ((2015, 2, 18), 2015.1315), ((2022, 12, 31), 2022.989), ((2024, 12, 31), 2024.989)],
)
def test_a_fraction_of_a_year_stays_in_it(day: tuple[int, int, int], fraction: float) -> None:
    assert gdelt._fraction(dt.date(*day)) == fraction


def test_acled_rows(coded_sample: Path, tmp_path: Path) -> None:
    ours = load_events(coded_sample, "incidents").set_index("incident_id")
    back = exported(coded_sample, "acled", tmp_path / "acled.csv")
    assert len(ours)
    for incident_id, row in ours.iterrows():
        key = f"{iso3_of_number(row['iso'])}{number(str(incident_id))}"
        one = back[back["event_id_cnty"] == key].iloc[0]
        assert one["year"] == str(row["event_date"].year)
        for column in ("sub_event_type", "country", "inter1", "interaction"):
            assert one[column] == (row[column] if isinstance(row[column], str) else "")
        assert int(one["fatalities"]) == row["fatalities"]


def test_statements_have_no_place_in_polecat_and_that_is_said(coded_sample: Path, tmp_path: Path) -> None:
    done = export(str(coded_sample), LAYOUTS["polecat"], tmp_path / "p", default_codebooks())
    statements = load_events(coded_sample)["plover_type"].isna().sum()
    assert list(done.left_out.values()) == [statements] and statements > 0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =HYPERLINK(1)", "\t=1", "＝1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert cell(text, ",").startswith("'")


def test_cells_are_one_line_and_numbers_stay_numbers() -> None:
    assert cell('a "b"\n\tc\0d', ",") == 'a "b" c d'
    assert cell('a "b"\tc', "\t") == "a ”b” c"
    assert cell(-7.199999809265137, ",") == -7.2
    assert (cell(None, ","), cell(-3, ",")) == (None, -3)


def test_text_of_strangers_breaks_no_row(tmp_path: Path) -> None:
    """Tabs, quotes and line ends in every text column, a row without a date."""
    nasty = 'a\t"b\r\n=c,\u2028d'
    text = {field.name: nasty for field in EVENTS if field.type == "string"}
    row = {**text, "cameo_code": "190", "cameo_root": "19", "event_id": "0" * 24, "source_code": "USA", "quad_class": 4}
    row |= {"location_country": "FRA", "codebook_version": "x", "sentence_id": 0, "geo_precision": 1}
    Store(str(tmp_path)).write_table("events/year=0/month=0/0123456789abcdef0123.parquet", to_table([row], EVENTS))
    for name in ("gdelt", "icews", "polecat", "phoenix"):
        layout = LAYOUTS[name]
        export(str(tmp_path), layout, tmp_path / name, default_codebooks(), header=True)
        lines = list(csv.reader(io.StringIO((tmp_path / name).read_text()), delimiter=layout.delimiter))
        plain = (tmp_path / name).read_text().splitlines()
        assert [len(line) for line in lines] == [len(layout.columns)] * 2
        assert [line.count("\t") for line in plain] == [len(layout.columns) - 1] * 2


def test_header_and_compression_as_asked(coded_sample: Path, tmp_path: Path) -> None:
    export(str(coded_sample), LAYOUTS["gdelt"], tmp_path / "g.gz", default_codebooks(), header=True)
    with gzip.open(tmp_path / "g.gz", "rt") as stream:
        assert next(stream).startswith("GLOBALEVENTID\tSQLDATE\t")
    export(str(coded_sample), LAYOUTS["icews"], tmp_path / "i", default_codebooks(), header=False)
    assert not (tmp_path / "i").read_text().startswith("Event ID")


def test_international_groups_and_religions_in_gdelt() -> None:
    row = dict.fromkeys(EVENTS.names) | {"event_id": "1" * 24, "cameo_code": "0211", "cameo_root": "02", "doc_id": "d"}
    row |= {"source_code": "IGOUNO", "target_code": "NGAMOSEDU"}
    cells = gdelt.LAYOUT.cells(row, CONTEXT)
    assert isinstance(cells, dict)
    assert (cells["Actor1KnownGroupCode"], cells["Actor1Type1Code"]) == ("UNO", "IGO")
    assert "Actor1CountryCode" not in cells
    assert (cells["Actor2CountryCode"], cells["Actor2Religion1Code"], cells["Actor2Type1Code"]) == ("NGA", "MOS", "EDU")
    assert (cells["EventBaseCode"], cells["SOURCEURL"], cells["ActionGeo_Type"]) == ("021", "d", 0)


@pytest.mark.parametrize(
    ("location", "admin1", "precision", "kind"),
    [
        ("Izyum", "Kharkiv", 1, "town"),
        ("Moscow", "Moscow", 1, "town"),
        ("Kharkiv", "Kharkiv", 3, "region"),
        ("Ukraine", None, 3, "country"),
        ("Vatican City", None, 1, "town"),
        (None, None, None, "none"),
    ],
)
def test_kinds_of_places(location: str | None, admin1: str | None, precision: int | None, kind: str) -> None:
    row = {"location": location, "admin1": admin1, "geo_precision": precision}
    assert place_kind(row) == kind
    assert town(row) == (location if kind == "town" else None)


def test_codes_of_countries() -> None:
    assert (cow("UKR"), cow("XKX"), cow("PSE"), cow(None)) == (369, 347, None, None)
    assert (fips("UKR"), fips("DEU"), fips(None)) == ("UP", "GM", None)
    assert (iso3_of_number(804), iso3_of_number(0), iso3_of_number(None)) == ("UKR", "XKX", None)


def test_story_numbers_are_stable_and_keep_numeric_ids() -> None:
    assert story_number("20260302") == 20260302
    assert story_number("a") == story_number("a") != story_number("b")


def test_a_folder_without_tables_or_a_place_for_the_file(coded_sample: Path, tmp_path: Path) -> None:
    layout = LAYOUTS["acled"]
    with pytest.raises(UsageError, match="no published table"):
        export(str(tmp_path), layout, tmp_path / "x", default_codebooks())
    with pytest.raises(UsageError, match="a folder that exists"):
        export(str(coded_sample), layout, tmp_path / "none" / "x", default_codebooks())
    assert not list(tmp_path.iterdir())


def test_the_command(coded_sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "polecat.txt"
    assert main(["export", str(coded_sample), "--format", "polecat", "--output", str(output)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith(f"events in {output}") and "left out" in said[1]
    assert main(["export", str(tmp_path), "--format", "acled", "--output", str(output)]) == 2
    with pytest.raises(SystemExit, match="2"):
        main(["export", str(coded_sample), "--format", "csv", "--output", str(output)])
