"""Files of every form, whole and broken: each record is read, or refused with its line and a fixed reason."""

import gzip
import json
import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from pipeline.stages import columnar, files
from pipeline.stages.files import FORMS
from pipeline.stages.readers import _READERS, Record, Refused, read_records

ONE = {"id": "a1", "date": "2024-05-02", "text": "The army shelled the town."}
TWO = {"id": "a2", "date": "2024-05-03", "text": "The rebels signed a truce."}
LINES = f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n".encode()


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def fields(path: Path) -> list[object]:
    return [r.fields if isinstance(r, Record) else r.reason for r in read_records(path)]


def refused(path: Path) -> Refused:
    (only,) = read_records(path)
    assert isinstance(only, Refused)
    return only


def test_every_form_has_a_reader() -> None:
    assert set(FORMS) == set(_READERS)


@pytest.mark.parametrize("name", ["a.jsonl", "a.NDJSON", "a.jsonl.gz", "a.jsonl.zst", "lines.json"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    content = LINES
    if name.endswith(".gz"):
        content = gzip.compress(LINES)
    if name.endswith(".zst"):
        content = zstandard.compress(LINES)
    path = write(tmp_path, name, content)
    assert list(read_records(path)) == [Record(str(path), 1, ONE), Record(str(path), 2, TWO)]


def test_json_array_envelope_and_single_record(tmp_path: Path) -> None:
    assert fields(write(tmp_path, "array.json", json.dumps([ONE, TWO]).encode())) == [ONE, TWO]
    envelope = {"status": "ok", "tags": ["x"], "articles": [ONE, TWO]}
    assert fields(write(tmp_path, "envelope.json", json.dumps(envelope).encode())) == [ONE, TWO]
    paged = {"status": "ok", "content": [ONE]}
    assert fields(write(tmp_path, "paged.json", json.dumps(paged).encode())) == [ONE]
    single = {**ONE, "images": [{"src": "x.png"}]}
    assert fields(write(tmp_path, "single.json", json.dumps(single, indent=2).encode())) == [single]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_with_embedded_newlines(tmp_path: Path, mark: str) -> None:
    rows = 'id,date,text\n\na1,2024-05-02,"One.\nTwo, ""three""."\na2,2024-05-03,Four.\n'.replace(",", mark)
    first, second = read_records(write(tmp_path, "a.csv", rows.encode("utf-8-sig")))
    assert isinstance(first, Record) and isinstance(second, Record)
    assert first.fields == {"id": "a1", "date": "2024-05-02", "text": f'One.\nTwo{mark} "three".'}
    assert (first.line, second.line) == (3, 5)


def test_csv_fields_longer_than_the_csv_module_allows(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", b"id,text\n1," + b"a" * 200_000 + b"\n")
    assert fields(path) == [{"id": "1", "text": "a" * 200_000}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_a_line_of_excel_tells_the_delimiter(tmp_path: Path, first: str, end: str) -> None:
    path = write(tmp_path, "a.csv", end.join([first, "id;text", "1;One, two, three.", ""]).encode("utf-8-sig"))
    assert list(read_records(path)) == [Record(str(path), 3, {"id": "1", "text": "One, two, three."})]


def test_csv_with_the_line_ends_of_old_macs(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", b'id,text\r1,One.\r2,"Two,\rand three."\r')
    assert fields(path) == [{"id": "1", "text": "One."}, {"id": "2", "text": "Two,\nand three."}]


def test_of_csv_columns_with_one_name_the_first_counts(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = write(tmp_path, "a.csv", b"id,text,text,,\n1,One.,Two.,,\n")
    assert fields(path) == [{"id": "1", "text": "One.", "": ""}]
    assert caplog.messages == [f"{path}: the header has more than one column text: the first counts"]


def test_csv_row_with_too_few_fields_or_an_open_quote(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", b'id,date,text\na1,2024-05-02\na2,2024-05-03,Fine.\na3,2024-05-03,"Open\n')
    assert fields(path) == ["broken line", {"id": "a2", "date": "2024-05-03", "text": "Fine."}, "broken line"]


def test_a_forgotten_quotation_mark_costs_its_own_row_alone(tmp_path: Path) -> None:
    rows = ["id,text", '1,"Open', "2,Two.", '3,"Three."', '4,"Four', 'lines."', '5,"Open', "6,Six."]
    found = list(read_records(write(tmp_path, "a.csv", "\n".join(rows).encode())))
    assert [(row.line, row.reason if isinstance(row, Refused) else row.fields["text"]) for row in found] == [
        (2, "broken line"), (3, "Two."), (4, "Three."), (5, "Four\nlines."), (7, "broken line"), (8, "Six."),
    ]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_parquet(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "a.parquet"
    when = datetime(2024, 5, 2, 10, tzinfo=UTC)
    pq.write_table(pa.table({"id": [1, 2, 3], "date": [when] * 3, "text": ["x", "y", None]}), path, row_group_size=2)
    if packed:
        path = write(tmp_path, "a.parquet.gz", gzip.compress(path.read_bytes()))
    rows = list(read_records(path))
    assert [row.line for row in rows] == [1, 2, 3]
    assert rows[2] == Record(str(path), 3, {"id": 3, "date": when, "text": None})


def test_parquet_texts_as_bytes_and_numbers_as_decimals(tmp_path: Path) -> None:
    columns = {
        "id": pa.array([Decimal("7"), Decimal("10")], pa.decimal128(10, 2)),
        "text": pa.array(["Unrest in Tbilisi – again".encode(), b"Talks failed"], pa.binary()),
        "title": pa.array([b"Unrest", None], pa.large_binary()),
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    assert fields(tmp_path / "a.parquet") == [
        {"id": 7, "text": "Unrest in Tbilisi – again", "title": "Unrest"},
        {"id": 10, "text": "Talks failed", "title": None},
    ]


@pytest.mark.parametrize(
    ("first", "lost"),
    [
        ("a1,2026-03-02,Police broke up a rally in Nairobi.", True),
        (f"a1,yesterday,{'Police broke up a rally in Nairobi. ' * 5}", True),
        ("number,day,story_body", False),  # names of which a configuration knows what they stand for
        ("id,date,text", False),
    ],
)
def test_a_first_article_in_place_of_the_header_is_counted(first: str, lost: bool, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{first}\na2,2026-03-03,Talks failed.\n")
    found = list(read_records(tmp_path / "a.csv"))
    assert len(found) == 1 + lost
    if lost:
        assert isinstance(found[0], Refused) and (found[0].reason, found[0].line) == ("no id", 1)


def test_parquet_of_any_type(tmp_path: Path) -> None:
    row = {"id": Decimal("1.5"), "tags": ["a"], "more": {"text": "x"}, "raw": b"\xff", "text": "y"}
    pq.write_table(pa.Table.from_pylist([row, row]), tmp_path / "a.parquet")
    assert fields(tmp_path / "a.parquet") == [row, row]


def test_a_parquet_text_in_another_encoding_is_refused_alone(tmp_path: Path) -> None:
    texts = pa.array([b"x", b"\xff\xfe", b"y"]).view(pa.string())
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    assert fields(tmp_path / "a.parquet") == [{"text": "x"}, "wrong encoding", {"text": "y"}]


def test_a_dictionary_that_grows_without_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "FREE_EXPANSION", 100_000)
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), ["a" * 1_000])
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    *read, last = fields(tmp_path / "a.parquet")
    assert last == "too long"
    assert 100 <= len(read) < 20_000


def test_text_file_gives_its_name_and_time(tmp_path: Path) -> None:
    path = write(tmp_path, "2024.report.txt", "Kämpfe.".encode())
    os.utime(path, (1714608000, 1714608000))
    assert fields(path) == [{"id": "2024.report", "date": date(2024, 5, 2), "text": "Kämpfe."}]


def test_html_page(tmp_path: Path) -> None:
    story = "<p>The army said on Monday that it had retaken the northern town after a week of fighting.</p>" * 4
    page = f"""<!doctype html><html><head><title>Town retaken</title>
    <meta property="article:published_time" content="2024-05-02T08:00:00Z"></head>
    <body><nav><a href="/">Home</a></nav><article><h1>Town retaken</h1>{story}</article></body></html>"""
    (found,) = fields(write(tmp_path, "page.html", page.encode()))
    assert isinstance(found, dict)
    assert (found["id"], found["title"], found["date"]) == ("page", "Town retaken", "2024-05-02")
    assert "retaken the northern town" in found["text"] and "Home" not in found["text"]


@pytest.mark.parametrize("page", ["<p>{}</p>", "{}", "<div><b>{}</b></div>", "<h1>Raid</h1>\n<p>{}</p>", "<br>{}<br/>"])
def test_a_short_piece_of_html_has_its_text(tmp_path: Path, page: str) -> None:
    (found,) = fields(write(tmp_path, "page.html", page.format(ONE["text"]).encode()))
    assert isinstance(found, dict) and ONE["text"] in found["text"] and "<" not in found["text"]


def test_html_without_article_has_no_text(tmp_path: Path) -> None:
    (found,) = fields(write(tmp_path, "page.htm", b"<html><body></body></html>"))
    assert isinstance(found, dict) and "text" not in found


def test_endless_html_is_not_searched(tmp_path: Path) -> None:
    assert refused(write(tmp_path, "page.html", b"<html>" + b"<a>The army</a>" * 200_000)).reason == "too long"


@pytest.mark.parametrize("tangle", ["<p>a" * 60_000, f"<p {'a ' * 6_000}>The army said so.</p>"])
def test_tangled_html_is_not_searched(tmp_path: Path, tangle: str) -> None:
    assert refused(write(tmp_path, "page.html", f"<html><body>{tangle}".encode())).reason == "too long"


def test_json_of_countless_values_is_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stages.readers.MAX_VALUES", 10)
    assert fields(write(tmp_path, "a.jsonl", b"[[],[],[],[],[],[]]\n" + LINES)) == ["too long", ONE, TWO]


def test_names_of_other_bytes_stay_different(tmp_path: Path) -> None:
    names = [os.fsdecode(b"a\xff.jsonl"), os.fsdecode(b"a\xfe.jsonl")]
    shown = {record.path for name in names for record in read_records(write(tmp_path, name, LINES))}
    assert shown == {f"{tmp_path}/a\\xff.jsonl", f"{tmp_path}/a\\xfe.jsonl"}


def test_broken_line_in_the_middle_stops_nothing(tmp_path: Path) -> None:
    first, second = LINES.splitlines()
    path = write(tmp_path, "a.jsonl", first + b'\n{"id": "broken", \n\n[1, 2]\n' + second)
    rows = list(read_records(path))
    assert [row.line for row in rows] == [1, 2, 4, 5]
    assert [getattr(row, "reason", "read") for row in rows] == ["read", "broken line", "wrong type", "read"]


@pytest.mark.parametrize("bomb", [b"[" * 200_000, b'{"a":' * 200_000, b'{"id": ' + b"9" * 5_000 + b"}", b"\x00\x01"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_what_the_json_parser_cannot_take(tmp_path: Path, name: str, bomb: bytes) -> None:
    assert refused(write(tmp_path, name, bomb)).reason == "broken line"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.txt", "a.html", "a.jsonl.gz"])
def test_empty_file(tmp_path: Path, name: str) -> None:
    content = gzip.compress(b"") if name.endswith(".gz") else b""
    assert refused(write(tmp_path, name, content)).reason == "empty file"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing.jsonl").reason == "unreadable file"
    assert refused(tmp_path).reason == "unsupported form"
    assert refused(write(tmp_path, "a.pdf", b"%PDF")).reason == "unsupported form"
    assert refused(write(tmp_path, "a.parquet", b"PAR1 no parquet")).reason == "unreadable file"
    assert refused(write(tmp_path, "empty.parquet", b"")).reason == "unreadable file"


def test_truncated_compression_keeps_what_came_before(tmp_path: Path) -> None:
    noise = os.urandom(400_000).hex().encode()
    body = LINES + b'{"id": "' + noise + b'"}\n'
    for name, packed in (("a.jsonl.gz", gzip.compress(body)), ("a.jsonl.zst", zstandard.compress(body))):
        *_, last = read_records(write(tmp_path, name, packed[: len(packed) // 2]))
        assert isinstance(last, Refused)
        assert last.reason in ("compressed data broken", "broken line")
    assert refused(write(tmp_path, "b.jsonl.gz", b"no gzip")).reason == "compressed data broken"
    assert refused(write(tmp_path, "b.jsonl.zst", b"no zstd")).reason == "compressed data broken"


def test_truncated_gzip_after_whole_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_CHUNK", 16)
    packed = gzip.compress(LINES)
    *read, last = read_records(write(tmp_path, "a.jsonl.gz", packed[:-12]))
    assert isinstance(last, Refused) and last.reason == "compressed data broken"
    assert len(read) == last.line >= 1


def test_decompression_bomb(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a" * (80 * 2**20), compresslevel=1)
    reasons = [row.reason for row in read_records(write(tmp_path, "a.jsonl.gz", bomb)) if isinstance(row, Refused)]
    assert reasons == ["too long"]


def test_a_line_beyond_the_bound_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("files", "readers"):
        monkeypatch.setattr(f"pipeline.stages.{module}.MAX_RECORD_BYTES", 100)
    monkeypatch.setattr(files, "_CHUNK", 64)
    path = write(tmp_path, "a.jsonl", b'"' + b"a" * 1_000 + b'"\n' + LINES)
    assert fields(path) == ["too long", ONE, TWO]
    monkeypatch.setattr(files, "MAX_WHOLE_BYTES", 100)
    assert refused(write(tmp_path, "a.json", LINES)).reason == "too long"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    record = {"id": "1", "text": "“São Tomé”"}
    content = json.dumps(record, ensure_ascii=False).encode(encoding)
    assert fields(write(tmp_path, "a.jsonl", content)) == [record]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.txt", "a.html", "a.csv.gz", "a.csv.zst"])
def test_wide_characters_without_a_mark_are_refused_once(tmp_path: Path, name: str, encoding: str) -> None:
    content = f"id,date,text\n1,2024-05-02,{ONE['text']}\n".encode(encoding)
    if name.endswith((".gz", ".zst")):
        content = gzip.compress(content) if name.endswith(".gz") else zstandard.compress(content)
    found = refused(write(tmp_path, name, content))
    assert (found.reason, found.line) == ("wrong encoding", 0)


def test_a_few_empty_bytes_are_no_encoding(tmp_path: Path) -> None:
    text = ONE["text"].replace(" ", "\0 ")
    assert fields(write(tmp_path, "a.csv", f"id,text\n1,{text}\n".encode())) == [{"id": "1", "text": text}]
    assert fields(write(tmp_path, "a.jsonl", b"\0" * 1_000 + b"\n" + LINES)) == ["broken line", ONE, TWO]


def test_one_line_in_another_encoding(tmp_path: Path) -> None:
    content = '{"id": "é"}\n'.encode() + '{"id": "é"}\n'.encode("cp1252")
    assert fields(write(tmp_path, "a.jsonl", content)) == [{"id": "é"}, {"id": "é"}]
