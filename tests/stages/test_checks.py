import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.codebook.yamlio import Map, load_yaml, parse_yaml
from pipeline.errors import CodebookError
from pipeline.stages import checks
from pipeline.stages.check_suite import read_checks
from pipeline.stages.checks import CheckResult, Vocabulary, check_tables, failed, require_usable
from pipeline.tables import DOCUMENTS, EVENTS, INCIDENTS, SENTENCES, to_table

CODES = Vocabulary(
    cameo=frozenset({"190", "040"}),
    roots=frozenset({"19", "04"}),
    countries=frozenset({"SYR", "TUR"}),
    plover_types=frozenset({"ASSAULT", "CONSULT"}),
    sub_event_types=frozenset({"Armed clash"}),
    rule_ids=frozenset({"fight.shell"}),
    quads={"190": 4, "040": 1},
)
TEXT = "Turkey shelled Afrin on Monday."
EVENT: dict[str, Any] = {
    "event_id": "e1",
    "doc_id": "d1",
    "sentence_id": 0,
    "event_date": date(2022, 8, 1),
    "date_precision": 1,
    "source_text": "Turkey",
    "source_start": 0,
    "source_end": 6,
    "source_code": "TURMIL",
    "source_country": "TUR",
    "source_country_from": "name",
    "source_roles": ["MIL"],
    "cameo_code": "190",
    "cameo_root": "19",
    "quad_class": 4,
    "goldstein": -10.0,
    "plover_type": "ASSAULT",
    "trigger_text": "shelled",
    "trigger_start": 7,
    "trigger_end": 14,
    "modality": "asserted",
    "fatalities": 3,
    "rule_id": "fight.shell",
    "codebook_version": "x",
    "salience": 1,
}
INCIDENT: dict[str, Any] = {
    "incident_id": "i1",
    "event_date": date(2022, 8, 1),
    "time_precision": 1,
    "sub_event_type": "Armed clash",
    "doc_ids": ["d1"],
    "event_ids": ["e1"],
}


def tables(*events: Mapping[str, Any], incidents: tuple[Mapping[str, Any], ...] = (INCIDENT,)) -> dict[str, pa.Table]:
    document = {"doc_id": "d1", "date": date(2022, 8, 2), "text": TEXT}
    sentence = {"doc_id": "d1", "sentence_id": 0, "start": 0, "end": len(TEXT), "text": TEXT}
    return {
        "documents": to_table([document], DOCUMENTS),
        "sentences": to_table([sentence], SENTENCES),
        "events": to_table([{**EVENT, **event} for event in events], EVENTS),
        "incidents": to_table(incidents, INCIDENTS),
    }


@pytest.fixture(scope="module")
def bundled() -> Map:
    return load_yaml(Path(__file__).parents[2] / "codebooks" / "checks.yml")


def suite(*entries: str) -> Map:
    return parse_yaml("checks:\n" + "\n".join(f"  - {{{entry}}}" for entry in entries), "checks.yml")


def broken(results: list[CheckResult]) -> set[tuple[str, str]]:
    return {(result.column, result.expectation) for result in results if not result.success}


def test_sound_tables_pass_every_bundled_check(bundled: Map) -> None:
    results = check_tables(tables({}), bundled, CODES)
    assert broken(results) == set()
    assert len(results) == len(bundled["checks"])


def test_a_sentence_may_run_over_two_lines(bundled: Map) -> None:
    wrapped = tables({})
    document = {"doc_id": "d1", "date": date(2022, 8, 2), "text": TEXT.replace(" on", "\non")}
    wrapped["documents"] = to_table([document], DOCUMENTS)
    assert broken(check_tables(wrapped, bundled, CODES)) == set()


def test_patterns_take_linear_time_whatever_is_written_in_them() -> None:
    title = {"doc_id": "d1", "text": TEXT, "title": "a" * 100_000 + "!"}
    found = {
        **tables({}),
        "documents": to_table([title, {**title, "title": None}, {**title, "title": "aa"}], DOCUMENTS),
    }
    (result,) = check_tables(found, suite("table: documents, column: title, expect: matches, pattern: ^(a+)+$"), CODES)
    assert (result.success, result.unexpected, result.total) == (False, 1, 3)


@pytest.mark.parametrize("pattern", ["(?=a)", "(a)\\1", "(", "a{2000}{2000}"])
def test_patterns_that_cannot_take_linear_time_are_faults(pattern: str) -> None:
    with pytest.raises(CodebookError, match="RE2"):
        read_checks(suite(f"table: documents, column: title, expect: matches, pattern: '{pattern}'"), CODES)


def test_empty_tables_pass(bundled: Map) -> None:
    empty = {name: table.slice(0, 0) for name, table in tables({}).items()}
    assert broken(check_tables(empty, bundled, CODES)) == set()


def test_every_fault_in_an_event_is_found_in_one_run(bundled: Map) -> None:
    bad: list[dict[str, Any]] = [
        {"event_id": "e1"},
        {"event_id": "e2", "cameo_code": "999", "cameo_root": "99"},
        {"event_id": "e3", "quad_class": 1},
        {"event_id": "e4", "goldstein": -11.0},
        {"event_id": "e5", "source_start": 1},
        {"event_id": "e6", "target_text": "Afrin"},
        {"event_id": "e7", "doc_id": "d9"},
        {"event_id": "e8", "sentence_id": 7},
        {"event_id": "e9", "event_date": date(2022, 8, 3)},
        {"event_id": "e10", "modality": "rumoured"},
        {"event_id": "e11", "latitude": 91.0, "longitude": 0.0},
        {"event_id": "e12", "latitude": 36.5},
        {"event_id": "e13", "fatalities": -1},
        {"event_id": "e14", "source_country": "ATL"},
        {"event_id": "e15", "trigger_end": 13},
        {"event_id": "e16", "source_text": None, "source_start": None, "source_end": None},
        {"event_id": "e17", "rule_id": "fight.gone"},
        {"event_id": "e18", "source_country_from": "hearsay"},
        {"event_id": "e19", "source_country_from": None},
        {"event_id": "e20", "target_country_from": "name"},
    ]
    results = check_tables(tables({}, *bad), bundled, CODES)
    assert {(column, name) for column, name in broken(results)} >= {
        ("event_id", "unique"),
        ("cameo_code", "one of"),
        ("cameo_root", "one of"),
        ("quad_fits_code", "holds"),
        ("goldstein", "between"),
        ("source_points_at_its_words", "holds"),
        ("target_points_at_its_words", "holds"),
        ("trigger_points_at_its_words", "holds"),
        ("source_country_from", "one of"),
        ("source_country_has_its_reason", "holds"),
        ("target_country_has_its_reason", "holds"),
        ("document_exists", "holds"),
        ("sentence_exists", "holds"),
        ("not_after_publication", "holds"),
        ("modality", "one of"),
        ("latitude", "between"),
        ("has_both_coordinates_or_none", "holds"),
        ("fatalities", "between"),
        ("source_country", "one of"),
        ("has_actor", "holds"),
        ("rule_id", "one of"),
    }
    (duplicate,) = [r for r in results if (r.table, r.column, r.expectation) == ("events", "event_id", "unique")]
    assert (duplicate.unexpected, duplicate.total) == (2, 21)
    (code,) = [r for r in results if (r.table, r.column, r.expectation) == ("events", "cameo_code", "one of")]
    assert (code.examples, code.articles) == (("e2 (of d1): 999",), ("d1",))


def test_rows_at_fault_are_named_with_their_articles() -> None:
    incident = {**INCIDENT, "doc_ids": ["d1", "d9"], "latitude": 1.5}
    checks = suite(
        "table: incidents, column: has_both_coordinates_or_none, expect: holds",
        "table: documents, column: doc_id, expect: one of, values: [d2]",
    )
    results = check_tables(tables({}, incidents=(incident,)), checks, CODES)
    assert [(one.examples, one.articles) for one in results] == [
        (("i1 (of d1, d9)",), ("d1", "d9")),
        (("d1: d1",), ("d1",)),
    ]


def test_results_of_great_expectations_are_kept() -> None:
    check = suite("table: events, column: cameo_code, expect: filled")
    (result,) = check_tables(tables({}), check, CODES)
    assert result.native["expectation_config"]["type"] == "expect_column_values_to_not_be_null"
    assert (result.native["success"], result.native["result"]["element_count"]) == (True, 1)


def test_planned_events_may_lie_ahead() -> None:
    check = suite("table: events, column: not_after_publication, expect: holds")
    ahead = {"event_date": date(2023, 1, 1)}
    assert not check_tables(tables(ahead), check, CODES)[0].success
    assert check_tables(tables({**ahead, "modality": "planned"}), check, CODES)[0].success


def test_warnings_do_not_forbid_publication() -> None:
    checks = suite(
        "table: events, column: fatalities, expect: between, max: 1, level: warning",
        "table: events, column: fatalities, expect: between, max: 2",
    )
    results = check_tables(tables({}), checks, CODES)
    assert [r.success for r in results] == [False, False]
    assert [r.level for r in failed(results)] == ["error"]


def test_incidents_point_at_events_that_exist() -> None:
    checks = suite("table: incidents, column: events_exist, expect: holds")
    stray = {**INCIDENT, "event_ids": ["e1", "e9"]}
    (result,) = check_tables(tables({}, incidents=(INCIDENT, stray)), checks, CODES)
    assert (result.success, result.unexpected, result.total) == (False, 1, 2)


def test_a_table_that_is_not_given_is_reported() -> None:
    given = {name: table for name, table in tables({}).items() if name != "documents"}
    (result,) = check_tables(given, suite("table: events, column: document_exists, expect: holds"), CODES)
    assert (result.success, result.level) == (False, "warning")
    assert "documents" in result.note


def test_an_exception_inside_great_expectations_is_a_failure() -> None:
    checks = suite("table: events, column: event_date, expect: between, min: 3")
    (result,) = check_tables(tables({}), checks, CODES)
    assert not result.success
    assert result.note.startswith("could not be evaluated: ")
    assert failed([result])


def test_native_expectations_may_be_used() -> None:
    entry = (
        "table: events, column: source_code, expect: expect_column_value_lengths_to_be_between, with: {max_value: 3}"
    )
    (result,) = check_tables(tables({}), suite(entry), CODES)
    assert (result.success, result.examples) == (False, ("e1 (of d1): TURMIL",))


LENGTHS = "table: events, column: cameo_code, expect: expect_column_value_lengths_to_be_between"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("table: events, column: event_id, expect: special", "checks.yml:2: unknown expectation 'special'"),
        ("table: events, column: event_id, expect: unique, sevrity: error", "checks.yml:2: unknown key 'sevrity'"),
        ("table: event, column: event_id, expect: unique", "checks.yml:2: unknown table 'event'"),
        ("table: events, column: evnt_id, expect: unique", "checks.yml:2: events has no column or fact 'evnt_id'"),
        ("table: events, column: event_id, expect: unique, level: fatal", "checks.yml:2: unknown level 'fatal'"),
        ("table: events, column: goldstein, expect: between, min: low", "checks.yml:2: 'low' is not a number"),
        ("table: events, column: goldstein, expect: between", "checks.yml:2: needs min or max"),
        ("table: events, column: cameo_code, expect: one of, values: $cmaeo", "checks.yml:2: unknown set of codes"),
        ("column: event_id, expect: unique", "checks.yml:2: needs the key 'table'"),
        ("table: events, column: event_id, expect: unique, about: [a]", "checks.yml:2: 'about' must be text"),
        ("table: events, column: event_id, expect: unique, mostly: '7'", "checks.yml:2: 'mostly' must be a share"),
        ("table: events, column: event_id, expect: unique, mostly: '0'", "checks.yml:2: 'mostly' must be a share"),
        ("table: events, column: event_id, expect: unique, mostly: nan", "checks.yml:2: 'nan' is not a number"),
        ("table: events, column: goldstein, expect: between, max: inf", "checks.yml:2: 'inf' is not a number"),
        ("table: events, column: cameo_code, expect: one of, values: {a: b}", "checks.yml:2: 'values' must be a list"),
        ("table: events, column: cameo_code, expect: one of, values: [[a]]", "checks.yml:2: 'values' must be a list"),
        (f"{LENGTHS}, with: [a]", "checks.yml:2: 'with' must map arguments to values"),
        (f"{LENGTHS}, with: {{min_value: {{a: b}}}}", "checks.yml:2: 'min_value' must be a text or a list of texts"),
        (f"{LENGTHS}, with: a", "checks.yml:2: 'with' must map arguments to values"),
    ],
)
def test_faults_in_the_suite_name_their_line(entry: str, fault: str) -> None:
    with pytest.raises(CodebookError) as caught:
        read_checks(suite(entry), CODES)
    assert str(caught.value).startswith(fault)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("table: events, column: event_id, expect: expect_column_values_to_be_nice", "Great Expectations has no 'exp"),
        (f"{LENGTHS}, with: {{nosuch: '1', min_value: '1'}}", "nosuch: extra fields not permitted"),
        (f"{LENGTHS}, with: {{min_value: '1', mostly: '7'}}", "mostly: ensure this value is less than or equal to 1"),
        (f"{LENGTHS}, with: {{column: other, min_value: '1'}}", "multiple values for keyword argument 'column'"),
        (LENGTHS, "min_value and max_value cannot both be None"),
    ],
)
def test_what_great_expectations_refuses_is_told_before_anything_is_coded(entry: str, fault: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(fault)) as caught:
        require_usable(suite(entry, entry), CODES)
    assert [(one.path, one.line) for one in caught.value.faults] == [("checks.yml", 2), ("checks.yml", 3)]


def test_sound_expectations_of_great_expectations_are_usable() -> None:
    require_usable(suite(f"{LENGTHS}, with: {{min_value: '2', max_value: '4'}}, mostly: '0.9'"), CODES)


def test_great_expectations_is_not_loaded_for_checks_without_its_names(
    bundled: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "prepare", lambda: pytest.fail("it takes seconds"))
    require_usable(bundled, CODES)
