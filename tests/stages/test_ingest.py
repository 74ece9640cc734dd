"""Raw records → documents and rejects: what is repaired, what is refused, and with which fixed reason."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages import ingest as stage
from pipeline.stages.ingest import Record, Refused, ingest, read_records
from pipeline.stages.repeats import Seen
from pipeline.tables import DOCUMENTS, REJECTS
from tests.growth import TIMES, grows_linearly

TEXT = "The army shelled the town on Tuesday, officials said."


def record(line: int = 1, **fields: Any) -> Record:
    plain = {"id": f"d{line}", "date": "2024-05-02", "text": f"{TEXT} Report {line}."}
    return Record("in.jsonl", line, {**plain, **fields})


def document(**fields: Any) -> dict[str, Any]:
    documents, rejects = ingest([record(**fields)])
    assert rejects.num_rows == 0, rejects.to_pylist()
    (row,) = documents.to_pylist()
    return row


def reason(**fields: Any) -> str:
    documents, rejects = ingest([record(**fields)])
    assert documents.num_rows == 0
    (row,) = rejects.to_pylist()
    return row["reason"]


def test_a_plain_record() -> None:
    row = document(title=" Town\nshelled ", source="Herald", url="https://example.org/1", lang="en", extra=1)
    assert row == {
        "doc_id": "d1", "date": date(2024, 5, 2), "text": f"{TEXT} Report 1.", "title": "Town shelled",
        "source": "Herald", "url": "https://example.org/1", "lang": "en", "dateline": None, "body_start": 0,
        "path": "in.jsonl", "line": 1,
    }  # fmt: skip


def test_schemas_hold_even_for_nothing() -> None:
    documents, rejects = ingest([])
    assert documents.schema == DOCUMENTS and rejects.schema == REJECTS


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("source", {"id": "bbc-news", "name": "BBC News"}, "BBC News"),
        ("source", {"id": None, "name": None}, None),
        ("title", ["Town shelled", "A second title"], "Town shelled"),
        ("title", [], None),
        ("url", 4711, "4711"),
        ("url", 4711.0, "4711"),
        ("source", [{"name": "Reuters"}], "Reuters"),
        ("title", [[["a"]]], None),
        ("source", True, None),
    ],
)
def test_what_other_services_give_for_a_text(name: str, value: Any, read: str | None) -> None:
    assert document(**{name: value})[name] == read


def test_a_file_without_a_header_is_told_so() -> None:
    lines = [Record("in.csv", 2, {"d1": "d2", "2024-05-02": "2024-05-03", TEXT: TEXT})]
    (row,) = ingest(lines)[1].to_pylist()
    assert row["reason"] == "no id"
    assert row["detail"].startswith("none of its columns is known (d1, 2024-05-02, The army shelled")
    assert "…" not in row["detail"]
    assert row["detail"].endswith("CSV must begin with a line of names such as id, date, text")
    assert ingest(lines, {"d1": "text"})[1].to_pylist()[0]["detail"] == ""


def test_a_record_in_an_envelope_is_not_told_of_csv() -> None:
    (row,) = ingest([Record("in.json", 1, {"data": {"items": [{"id": "1", "text": TEXT}]}})])[1].to_pylist()
    assert row["reason"] == "no id"
    assert row["detail"] == (
        "none of its columns is known (data): a record has names such as id, date, text at its top"
    )
    (row,) = ingest([Record("in.jsonl", 1, {})])[1].to_pylist()
    assert row["detail"] == "it has no columns: a record has names such as id, date, text at its top"


@pytest.mark.parametrize(
    "names",
    [
        ("doc_id", "published_at", "body"), ("GUID", "pubDate", "Full-Text"), ("_id", "pub_date", "event_text"),
        ("uuid", "datePublished", "maintext"), ("document_id", "created_at", "notes"),
        ("article_id", "publication date", "content"),
    ],
)  # fmt: skip
def test_common_aliases(names: tuple[str, str, str]) -> None:
    others = {"headline": "H", "publisher": "P", "link": "U", "language": "en"}
    documents, _ = ingest([Record("f", 1, {**dict(zip(names, ("x", "2024-05-02", TEXT), strict=True)), **others})])
    (row,) = documents.to_pylist()
    ours = ("doc_id", "text", "title", "source", "url", "lang")
    assert [row[name] for name in ours] == ["x", TEXT, "H", "P", "U", "en"]


def test_configured_aliases_come_first() -> None:
    documents, _ = ingest([record(story_body="The rebels fled.")], {"story_body": "text"})
    assert documents.column("text").to_pylist() == ["The rebels fled."]


def test_an_empty_field_gives_way_to_the_next_alias() -> None:
    assert document(text="", body=TEXT)["text"] == TEXT


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": None}, "no id"), ({"id": "  "}, "no id"), ({"id": ["a"]}, "wrong type"), ({"id": True}, "wrong type"),
        ({"id": "x" * 1_001}, "too long"),
        ({"text": None}, "no text"), ({"text": "  \n"}, "no text"), ({"text": "🎉🔥 👍"}, "no text"),
        ({"text": "123."}, "no text"),
        ({"text": ["a"]}, "wrong type"), ({"text": 7}, "wrong type"), ({"text": {"a": 1}}, "wrong type"),
        ({"text": "a" * 2_000_001}, "too long"), ({"text": "�PNG�� abc"}, "wrong encoding"),
        ({"date": None}, "no date"), ({"date": "soon"}, "unreadable date"), ({"date": "2024-13-40"}, "unreadable date"),
        ({"date": "02/08/2022"}, "unreadable date"), ({"date": float("nan")}, "unreadable date"),
        ({"date": "9" * 5_000}, "unreadable date"),
        ({"date": "1492-10-12"}, "absurd date"), ({"date": "2999-01-01"}, "absurd date"),
        ({"date": {"day": 1}}, "wrong type"), ({"date": True}, "wrong type"),
        ({"lang": "es"}, "not English"), ({"lang": "pt-BR"}, "not English"),
    ],
)  # fmt: skip
def test_reasons(fields: dict[str, Any], expected: str) -> None:
    assert reason(**fields) == expected


@pytest.mark.parametrize(
    "text",
    [
        "La policía detuvo a tres hombres en la capital del país el martes, dijo el ministro.",
        "تظاهر مئات الأشخاص في العاصمة يوم الثلاثاء",
        "警方星期二在首都逮捕了三名男子。",
        "Полиция задержала троих.",
        "המשטרה עצרה שלושה",
        "Die Regierung sagte am Dienstag, dass drei Männer festgenommen wurden.",
    ],
)
def test_other_languages_are_refused(text: str) -> None:
    assert reason(text=text) == "not English"


@pytest.mark.parametrize(
    "text",
    [
        "Putin meets Macron", "Gunmen abduct 12 in Nigeria", "Clashes.",
        "Al-Shabaab ambush kills Abdi Mohamed in Beledweyne", "NPA men shot a farmer in Barangay San Isidro.",
        "Protesters in Caquetá, Nariño and Chocó burned tyres (Colombia).",
        "He shouted «Allahu akbar» (الله أكبر) before the blast.",
    ],
)  # fmt: skip
def test_short_english_is_kept(text: str) -> None:
    assert document(text=text)["text"] == text


def test_stated_english_is_believed() -> None:
    assert document(text="Tres hombres fueron detenidos en la capital del país.", lang="en-GB")["lang"] == "en-GB"


@pytest.mark.parametrize("lang", ["und", "N/A", "", None])
def test_useless_lang_is_not(lang: str | None) -> None:
    assert document(lang=lang)["doc_id"] == "d1"


@pytest.mark.parametrize(
    "value",
    [
        "2022-08-02", "2022-08-02T23:30:00-05:00", "2022-08-02 10:00:00 UTC", "2022-08-02T10:00:00.123456789Z",
        "20220802",
        "20220802101112", "Tue, 02 Aug 2022 10:00:00 GMT", "Aug. 2, 2022", "August 2, 2022 10:30 PM", "2 August 2022",
        "2022/08/02", "02.08.2022", 1659434400, "1659434400", 1659434400000, date(2022, 8, 2), datetime(2022, 8, 2, 23),
        1659434400.0, 1659434400.5, "1659434400.123456", 1659434400123.5,
        "2022-214", "2022214", "2022-214T10:00:00Z", "2022-W31-2", "2022W312T1000", "20220802T101112Z", "20220802T10Z",
        "2022-08-02T24:00:00", "2022-08-02T23:59:60Z", "2022-08-02 23:59:60", "2022-08-02T10:00:00 EST",
        "2022-08-02T10:00:00Z[UTC]", "2022-08-02T10:00:00-04:00[America/New_York]", "2022-08-02T10:00:00 GMT+2",
        "2022-08-02T10:00:00,5+0530",
    ],
)  # fmt: skip
def test_dates(value: Any) -> None:
    assert document(date=value)["date"] == date(2022, 8, 2)


@pytest.mark.parametrize(
    "value",
    [
        "01/25/2026", "25/01/2026", "25-01-2026", "1/25/2026 3:04 PM", "25-Jan-26", "Sunday, January 25, 2026",
        "Sun 25 January 2026", "2026-01-25 10:00 AM", "Sunday, January 25, 2026 at 10:00 AM",
    ],
)  # fmt: skip
def test_dates_of_which_day_and_month_are_clear(value: str) -> None:
    assert document(date=value)["date"] == date(2026, 1, 25)


def test_a_day_that_is_its_month_is_clear() -> None:
    assert document(date="05/05/2026")["date"] == date(2026, 5, 5)


@pytest.mark.parametrize(
    "value",
    [
        "13/13/2026", "00/25/2026", "25/01-2026", "30/02/2026", "2026-366", "2026000", "2026-02", "2026-31",
        "2026-01-25T25:00", "2026-01-25T10:61", "2026-02-30T10:00:00 EST", "123456.5", "2026-01-25T10:00:00[",
    ],
)  # fmt: skip
def test_numbers_that_are_no_date(value: str) -> None:
    assert reason(date=value) == "unreadable date"


def test_joiners_stay_inside_a_picture_only() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert (
        document(text=f"{TEXT} {family} The\u200d town is empty.\u200d")["text"]
        == f"{TEXT} {family} The town is empty."
    )


def test_numbers_as_ids_and_hostile_ids_are_data() -> None:
    assert document(id=17)["doc_id"] == "17"
    assert document(id=17.0)["doc_id"] == "17"
    assert document(id="../../etc/passwd")["doc_id"] == "../../etc/passwd"
    assert document(id="a\x00b\n\u202ec")["doc_id"] == "ab c"


def test_repair_of_characters() -> None:
    dirty = "\ufeffThe\u00a0cafe\u0301 \x00was\u200b bom\u00adbed.\r\nâ€œYesâ€\x9d,\the said.\u2028\ud800End \x07here."
    assert document(text=dirty)["text"] == "The café was bombed.\n“Yes”, he said.\nEnd here."


def test_good_text_is_left_alone() -> None:
    text = "“São Paulo’s” police — SÃO, Łódź, Nuñez — fired 3 < 5 shots & fled.\n\nThe end …"
    assert document(text=text)["text"] == text


def test_markup_is_reduced() -> None:
    hidden = "<script>if (a<b) x='<p>';</script><style>p{}</style>"
    text = f"<p>Police &amp; army <b>clashed</b>.<br/>Ten died.</p>{hidden}<p>AT&T left.</p>"
    assert document(text=text)["text"] == "Police & army clashed.\nTen died.\n\nAT&T left."
    assert document(text="&lt;p&gt;Rebels fled.&lt;/p&gt;")["text"] == "Rebels fled."


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("**Russia** _shelled_ a town on [Tuesday](https://a.example/b_c?d=e).", "Russia shelled a town on Tuesday."),
        ("# Raid in Goma\n> Troops *said* so.[1] [[Chad|It]] denies.", "Raid in Goma\nTroops said so. It denies."),
        ('![A tank](http://news.example/t.png)\n\n***"Peace,"*** he said [2].', '"Peace," he said.'),
    ],
)  # fmt: skip
def test_marks_of_markdown_go(marked: str, shown: str) -> None:
    assert document(text=marked)["text"] == shown


@pytest.mark.parametrize(
    "text",
    [
        "He called it b******t, 2*3*4, snake_case_name and #metoo.",
        "The note [sic] said * nothing (see below) [in Russian] _ at all.",
        "The file is at https://news.example/a_b_c/[1,2] and 5 > 4.",
    ],
)
def test_what_only_looks_like_markdown_stays(text: str) -> None:
    assert document(text=text)["text"] == text


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a ", "<script>", "<!--", "<p", "&#", "(", "Ã©", "<p><![CDATA[",
        "*a", "_a ", "[a", "[[a|", "[a](http://", "> ",
    ],
)  # fmt: skip
def test_broken_markup_takes_linear_time(piece: str) -> None:
    for small, large in (
        (piece * 25_000, piece * 25_000 * TIMES),
        ("<p>x" + " " * 25_000 + piece, "<p>x" + " " * 25_000 * TIMES + piece),
    ):
        assert grows_linearly(stage.clean_text, small, large)


def test_datelines_are_columns() -> None:
    row = document(text="Lima, May 9 (EFE).- Peru and Chile resumed their talks.")
    assert row["dateline"] == "Lima"
    assert row["text"][row["body_start"] :].startswith("Peru and Chile")


def test_exact_duplicates_and_duplicate_ids() -> None:
    rows = [record(1), record(2, text=f"{TEXT}  Report\n1."), record(3, id="d1"), record(4)]
    documents, rejects = ingest(rows)
    assert documents.column("doc_id").to_pylist() == ["d1", "d4"]
    assert [(r["reason"], r["detail"], r["doc_id"], r["line"]) for r in rejects.to_pylist()] == [
        ("exact duplicate", "of d1", "d2", 2), ("duplicate id", "another text came first under it", "d1", 3),
    ]  # fmt: skip


def test_texts_seen_in_earlier_runs() -> None:
    seen = Seen()
    [old] = ingest([record(1, id="old")])[0].to_pylist()
    seen.accept(old)
    seen.met.clear()  # another reading
    documents, rejects = ingest([record(1), record(2, id="old")], seen=seen)
    assert [(row["reason"], row["detail"]) for row in rejects.to_pylist()] == [("exact duplicate", "of old")]
    assert documents.column("doc_id").to_pylist() == ["old"]  # a correction
    assert list(seen.by_id) == ["old"] and len(seen.by_text) == 1  # the caller's own stays as it was


def test_refused_records_pass_through() -> None:
    _, rejects = ingest([Refused("broken line", "why", "in.jsonl", 7)])
    assert rejects.to_pylist() == [
        {"stage": "ingest", "reason": "broken line", "detail": "why", "doc_id": None, "path": "in.jsonl", "line": 7}
    ]


def test_from_a_file_with_everything_wrong(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    good = f'{{"id": "g", "date": "2024-05-02", "text": "{TEXT}"}}'.encode()
    path.write_bytes(b'\xef\xbb\xbf{"id": "x"}\n{broken\n\xff\xfe\x00\n[]\n' + good + b"\n" + good[:-9])
    documents, rejects = ingest(read_records(path))
    assert documents.column("doc_id").to_pylist() == ["g"]
    broken = "broken line"
    assert rejects.column("reason").to_pylist() == ["no text", broken, broken, "wrong type", broken]


TEXTS = st.text(st.characters())  # lone surrogates too
SCALARS = st.one_of(st.none(), TEXTS, st.integers(), st.floats(), st.binary(), st.booleans(), st.dates())
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=2))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["id", "date", "text", "body", "lang", "title"]), VALUES), max_size=3))
def test_nothing_raises_and_nothing_is_lost(rows: list[dict[str, Any]]) -> None:
    documents, rejects = ingest(Record("f", n, row) for n, row in enumerate(rows))
    assert documents.num_rows + rejects.num_rows == len(rows)
