"""The explanation names the winner, why others lost, and how the actors were resolved."""

import json
from pathlib import Path

from pipeline.codebook.load import load_codebook
from pipeline.stages.explain import explain, explain_json, explain_text
from tests.codebook.making import TINY, copy_tiny
from tests.stages.coding import DAY, codebook, events, gazetteer, incidents

TRADE = "Freedonia bought oil from Sylvania."


def test_the_text_names_winner_losers_and_actors() -> None:
    shown = explain_text("Freedonia bought cheese from Sylvania. The king slept.", DAY, codebook(TINY), gazetteer())
    for expected in (
        "✔ trade.any", "✘ trade.buy", "where object: $goods does not hold", "10_trade.yml", "subject",
        "FRE", "SYL", "NO EVENT", "The king slept.",
    ):  # fmt: skip
        assert expected in shown, shown


def test_the_json_holds_the_same() -> None:
    (sentence,) = json.loads(explain_json(TRADE, DAY, codebook(TINY), gazetteer()))
    bought = next(mention for mention in sentence["mentions"] if mention["lemma"] == "buy")
    winner, loser = bought["rules"]
    assert (winner["rule"], winner["lost"], loser["rule"]) == ("trade.buy", None, "trade.any")
    assert winner["specificity"] > loser["specificity"]
    assert {slot["slot"]: slot["actor"] for slot in bought["slots"]}["subject"] == "FRE"
    event = sentence["events"][0]
    assert (event["cameo_code"], event["source"]["code"], event["target"]["code"]) == ("101", "FRE", "SYL")
    assert event["source"]["how"]


def test_the_type_is_the_published_one(tmp_path: Path) -> None:
    """The rule's own, where it knows better than the ontology."""
    rules = (TINY / "actions" / "50_quarrel.yml").read_text()
    refined = rules.replace('code: "50"', 'code: "50"\n    plover: TRADE', 1)
    book = load_codebook(copy_tiny(tmp_path, actions__50_quarrel=refined))
    (told,) = explain("Freedonia sued Sylvania.", DAY, book, gazetteer())
    assert [event["plover_type"] for event in told["events"]] == ["TRADE"]
    assert [row["plover_type"] for row in events("Freedonia sued Sylvania.", book=book)] == ["TRADE"]


def outcome(text: str, lemma: str) -> str:
    mentions = explain(text, DAY, codebook(TINY), gazetteer())[0]["mentions"]
    said: str = next(mention["outcome"] for mention in mentions if mention["lemma"] == lemma)
    return said


def test_the_outcome_says_what_became_of_a_mention() -> None:
    assert outcome(TRADE, "buy") == "coded 101"
    assert "from 101: planned" in outcome("Freedonia will buy oil from Sylvania.", "buy")
    assert "absorbed" in outcome("Freedonia promised to buy oil from Sylvania.", "buy")
    assert "status table" in outcome("Freedonia may buy oil from Sylvania.", "buy")
    assert outcome("The king slept.", "sleep") == "no rule fits"


def test_no_text_no_explanation() -> None:
    assert explain("", DAY, codebook(TINY), gazetteer()) == []
    for text in ("", "...!!!???"):
        assert explain_text(text, DAY, codebook(TINY), gazetteer()) == "NO EVENT: the text has no sentence"


def test_what_a_run_refuses_is_told() -> None:
    german = "Die Regierung in Berlin hat am Montag neue Strafen gegen Moskau beschlossen, sagte der Minister."
    assert explain_text(german, DAY, codebook(TINY), gazetteer()).startswith("NOT IN ENGLISH")
    assert "NOT IN ENGLISH" not in explain_text(TRADE, DAY, codebook(TINY), gazetteer())


def test_what_could_turn_words_around_is_written_out() -> None:
    assert "Freedonia \\u202esued" in explain_text("Freedonia \u202esued Sylvania.", DAY, codebook(TINY), gazetteer())


def test_a_tie_is_told(tmp_path: Path) -> None:
    one = 'id: a_long_name_of_some_rule.give, verb: [give], where: {object: [book, pen]}, code: "50"'
    two = 'id: b.give, verb: [give], where: {object: [book, cup]}, code: "55"'
    body = "".join(f"  - {{{rule}, match: [Freedonia sued Sylvania.]}}\n" for rule in (one, two))
    folder = copy_tiny(tmp_path, actions__60_more=f'root: "50"\nrules:\n{body}no_match: [Rain fell.]\n')
    shown = explain_text("Freedonia gave Sylvania a book.", DAY, load_codebook(folder), gazetteer())
    assert "✔ a_long_name_of_some_rule.give 50" in shown
    assert "ties with a_long_name_of_some_rule.give, which wins because its id comes first" in shown


def test_a_code_without_classes_is_told(tmp_path: Path) -> None:
    cameo = (TINY / "cameo.yml").read_text() + '  "GIVE-1": {label: Give a present, quad: none}\n'
    rule = 'rules: [{id: g.give, verb: [give], code: "GIVE-1", match: [Freedonia gave Sylvania a book.]}]\n'
    folder = copy_tiny(tmp_path, cameo=cameo, actions__60_more=f"{rule}no_match: [Rain fell.]\n")
    shown = explain_text("Freedonia gave Sylvania a book.", DAY, load_codebook(folder), gazetteer())
    assert "GIVE-1 Give a present  [no type, quad none]" in shown


SHELLED = "KYIV, Ukraine (AP) — Russian forces shelled the town of Izium on Monday, killing four people."
BARE = SHELLED.partition("— ")[2]


def test_the_day_the_place_and_the_dead_are_those_published() -> None:
    (sentence,) = explain(SHELLED, DAY, codebook(), gazetteer())
    shown, published = sentence["events"][0], events(SHELLED)[0]
    assert {name: shown[name] for name in ("event_date", "date_precision", "location", "geo_precision")} == {
        "event_date": published["event_date"],
        "date_precision": 1,
        "location": "Izyum",
        "geo_precision": 1,
    }
    assert "2022-08-01 (precision 1); Izyum, Kharkiv, UKR (precision 1); 4 dead" in explain_text(
        SHELLED, DAY, codebook(), gazetteer()
    )


def test_an_incident_is_shown_with_the_row_and_the_words_that_made_it_one() -> None:
    (sentence,) = json.loads(explain_json(SHELLED, DAY, codebook(), gazetteer()))
    (shown,), (published,) = sentence["incidents"], incidents(SHELLED)
    assert (shown["row"], shown["trigger"]) == ("shelling", "shelled")
    assert shown["event_date"] == str(published["event_date"])
    same = ("sub_event_type", "actor1", "inter1", "actor2", "inter2", "location", "country", "fatalities")
    assert [shown[name] for name in same] == [published[name] for name in same]
    text = explain_text(SHELLED, DAY, codebook(), gazetteer())
    assert "Military Forces of Russia (2000-) (External/Other forces) → Civilians (Ukraine) (Civilians)" in text
    assert "“shelled”, row shelling of acled.yml" in text


def test_an_incident_stands_beside_the_sentence_that_tells_it() -> None:
    found = explain(f"The minister spoke. {BARE}", DAY, codebook(), gazetteer())
    assert [len(sentence["incidents"]) for sentence in found] == [0, 1]
