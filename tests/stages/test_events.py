"""Mentions to events: who did what to whom, how sure, how important, and from where."""

from datetime import date
from itertools import permutations

import pytest

from pipeline.tables import EVENTS, REJECTS, to_table
from tests.stages.coding import code_all, codebook, event, events

ARTICLE = (
    "Russian troops shelled Kharkiv on Monday, killing four people and wounding eleven.\n\n"
    "Ukraine condemned the attack. The president said Kyiv would retaliate. France and Germany urged Moscow to"
    " withdraw its troops.\n\nThousands protested against the war in Berlin."
)


def test_the_table_has_the_schema() -> None:
    coded, rejects = code_all(ARTICLE)
    assert (coded.schema, rejects.schema) == (EVENTS, REJECTS)
    assert coded.num_rows >= 4 and rejects.num_rows == 0


def test_nothing_gives_empty_tables() -> None:
    for texts in ((), ("Rain fell.",), ("",)):
        coded, rejects = code_all(*texts)
        assert (coded.num_rows, coded.schema, rejects.num_rows) == (0, EVENTS, 0)


def test_offsets_point_at_the_words() -> None:
    rows = events(ARTICLE)
    assert rows
    for row in rows:
        for side in ("source", "target", "trigger"):
            if row[f"{side}_text"] is not None:
                assert ARTICLE[row[f"{side}_start"] : row[f"{side}_end"]] == row[f"{side}_text"]
            else:
                assert row[f"{side}_start"] is row[f"{side}_end"] is None


def test_each_event_knows_its_rule_and_codebook() -> None:
    rules, rows = {rule.id for rule in codebook().rules.rules}, events(ARTICLE)
    assert rows
    for row in rows:
        assert row["rule_id"] in rules
        assert row["codebook_version"] == codebook().digest
        assert row["cameo_root"] == row["cameo_code"][:2]
        assert row["sentence_text"] in ARTICLE


def test_ids_are_the_same_every_time_and_unique() -> None:
    first, again = [[row["event_id"] for row in events(ARTICLE, ARTICLE)] for _ in range(2)]
    assert first == again
    assert len(set(first)) == len(first) > 0


def test_ids_do_not_depend_on_the_neighbours() -> None:
    alone = {row["event_id"] for row in events(ARTICLE)}
    assert alone
    beside = {row["event_id"] for row in events(ARTICLE, "Iran attacked Iraq.") if row["doc_id"] == "d0"}
    assert alone == beside


def test_salience_counts_from_one_in_each_document() -> None:
    rows = events(ARTICLE, "Iran said it was sorry. Iran attacked Iraq.")
    for doc_id in ("d0", "d1"):
        ranks = sorted(row["salience"] for row in rows if row["doc_id"] == doc_id)
        assert ranks and ranks == list(range(1, len(ranks) + 1))


def test_deeds_lead_before_statements_and_negations() -> None:
    rows = events("Iran said it was ready. Mali did not withdraw its troops. Iranian troops attacked Iraqi forces.")
    assert next(row for row in rows if row["salience"] == 1)["cameo_root"] == "19"


@pytest.mark.parametrize(
    ("text", "root", "modality", "who"),
    [
        ("Iranian troops attacked Iraqi forces.", "19", "asserted", None),
        ("Ukraine said Russia shelled Kharkiv.", "19", "alleged", "Ukraine"),
        ("Chad said it had bombed Sudanese rebels near Tine.", "19", "asserted", "Chad"),
        ("Mali did not withdraw its troops.", "12", "negated", None),
        ("France will impose sanctions on Mali.", "13", "planned", None),
    ],
)
def test_modality_and_attribution(text: str, root: str, modality: str, who: str | None) -> None:
    row = event(text, root)
    assert (row["modality"], row["attribution_text"]) == (modality, who)
    assert (row["attribution_code"] is None) == (who is None)


def test_what_two_did_is_told_as_done_in_both_directions_by_either() -> None:
    rows = events("The Iranian president met Iraqi lawmakers, the Iranian foreign ministry said.")
    assert [row["modality"] for row in rows if row["cameo_code"] == "040"] == ["asserted", "asserted"]


def test_pronouns_stand_for_who_was_named() -> None:
    rows = events("The Iranian president visited Baghdad. He met Iraqi lawmakers.")
    (met,) = [row for row in rows if row["sentence_id"] == 1 and row["target_code"] == "IRQLEG"]
    assert met["source_code"] == "IRNGOV"


def test_a_deed_of_several_is_an_event_of_each() -> None:
    rows = events("France and Germany attacked Iran and Iraq.")
    pairs = {(row["source_code"], row["target_code"]) for row in rows}
    assert pairs == {("FRA", "IRN"), ("FRA", "IRQ"), ("DEU", "IRN"), ("DEU", "IRQ")}


def test_mutual_deeds_go_both_ways() -> None:
    rows = events("Sudan and Egypt signed a peace agreement.")
    assert {(row["source_code"], row["target_code"]) for row in rows} == {("SDN", "EGY"), ("EGY", "SDN")}


@pytest.mark.parametrize(
    ("text", "root", "killed", "injured"),
    [
        ("Russia shelled Kharkiv, killing four people and wounding eleven.", "19", 4, 11),
        ("Russian troops attacked Ukrainian forces.", "19", None, None),
        ("Iran condemned Israel after four people were killed.", "11", None, None),
        ("Police arrested a rebel who had killed nine soldiers.", "17", None, None),
        ("The president dismissed the general after a mutiny that killed seven guards.", "17", None, None),
        ("Rebels shelled the port, and officials said six sailors were killed.", "19", 6, None),
    ],
)
def test_casualties_belong_to_violence(text: str, root: str, killed: int | None, injured: int | None) -> None:
    row = next(row for row in events(text) if row["cameo_root"] == root)
    assert (row["fatalities"], row["injuries"]) == (killed, injured)


def test_time_and_place() -> None:
    row = event("Russia shelled Kharkiv on Monday.", "19")
    assert (row["event_date"], row["date_precision"]) == (date(2022, 8, 1), 1)
    assert (row["location"], row["location_country"], row["geo_precision"]) == ("Kharkiv", "UKR", 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Barack Obama imposed sanctions on Russian banks in March 2014.", "USAGOV"),
        ("Barack Obama criticised Ukrainian officials on Monday.", "USAELI"),  # published in 2022
        ("Taliban fighters attacked Afghan police in Kunduz in May 2020.", "AFGREB"),
        ("Taliban fighters attacked Afghan protesters in Kunduz on Monday.", "AFGGOV"),
        ("Barack Obama will visit Kenya in 2030.", "USAELI"),
        ("Boko Haram gunmen killed Nigerian soldiers in May 2015.", "NGAREB"),
    ],
)
def test_actors_are_what_they_were_on_the_day_of_the_deed(text: str, code: str) -> None:
    assert {row["source_code"] for row in events(text)} == {code}


def test_who_went_to_another_organisation_had_a_country_before() -> None:
    (row,) = events("Javier Solana criticised French ministers in March 1993.")
    assert (row["source_code"], row["source_country"], row["source_country_from"]) == ("ESPGOV", "ESP", "name")
    (row,) = events("Javier Solana criticised French ministers in March 2003.")
    assert (row["source_code"], row["source_country"], row["source_country_from"]) == ("IGOEUREEC", None, None)


def test_articles_off_topic_are_rejected_with_the_topic() -> None:
    sport = (
        "The midfielder scored before half-time. The goalkeeper and the striker left the stadium in stoppage time."
        " The coach praised the club's defenders after the semi-final of the championship. Iran attacked Iraq."
    )
    coded, rejects = code_all(sport, "Iranian troops attacked Iraqi forces.")
    assert {row["doc_id"] for row in coded.to_pylist()} == {"d1"}
    (reject,) = rejects.to_pylist()
    assert (reject["doc_id"], reject["reason"], reject["line"]) == ("d0", "off topic", 1)
    assert reject["detail"].startswith("sport (midfielder, ")


def test_sentences_off_topic_are_rejected_with_the_reason() -> None:
    coded, rejects = code_all(
        "Iranian troops attacked Iraqi forces. The Colombian cyclist launched an attack near the summit."
    )
    assert [row["sentence_id"] for row in coded.to_pylist()] == [0]
    (reject,) = rejects.to_pylist()
    assert reject["reason"] == "sentence off topic"
    assert reject["detail"] == "sentence 1: sport (cyclist)"


def test_who_fights_is_private_where_nothing_is_in_earnest() -> None:
    fight = "The two neighbours clashed on Sunday."
    assert code_all(fight)[1].column("detail").to_pylist() == ["sentence 0: a private matter"]
    assert [row["cameo_root"] for row in events(f"Rebels hold the town. {fight}") if row["sentence_id"] == 1] == ["19"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Sudan accused each other of raids.",
        "Chad and Sudan blamed one another for the raid.",
        "Chad and Sudan expelled each other's ambassadors.",
        "Chad and Sudan signed a truce. Both countries accused each other of raids.",
        "Chad and Sudan fired rockets at each other.",
    ],
)
def test_what_is_done_to_each_other_is_done_both_ways(text: str) -> None:
    told = [row for row in events(text) if row["plover_type"] not in ("SUPPORT", "AGREE", "YIELD")]
    assert {(row["source_code"], row["target_code"]) for row in told} == {("TCD", "SDN"), ("SDN", "TCD")}


def test_articles_tell_of_nobody_unless_violence() -> None:
    told = "Rebels hold the town. Ostrel Vand blamed Zorbal Quent for the mess. Zorbal Quent was killed. "
    brief, article = (events(told + "It rained. " * more) for more in (0, 6))
    assert [row["cameo_root"] for row in brief if row["sentence_id"]] == ["11", "18"]
    assert [row["cameo_root"] for row in article if row["sentence_id"]] == ["18"]


@pytest.mark.parametrize(
    "text",
    [
        "\u202eIran attacked Iraq.",
        "💣 Iran attacked Iraq. 💥",
        "Iran attacked Iraq" + "!" * 500,
        "a" * 5000,
        "¿?…—\x00\ufeff",
        "(((((",
    ],
)
def test_strange_texts_are_coded_or_not_but_never_fail(text: str) -> None:
    for row in events(text):
        assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger_text"]


def test_the_order_of_documents_does_not_matter() -> None:
    texts = [ARTICLE, "Iranian troops attacked Iraqi forces.", "Mali expelled the French ambassador."]
    expected = sorted(row["sentence_text"] + row["cameo_code"] + str(row["source_code"]) for row in events(*texts))
    assert len(expected) > len(texts)
    for order in permutations(texts):
        found = sorted(row["sentence_text"] + row["cameo_code"] + str(row["source_code"]) for row in events(*order))
        assert found == expected


def test_a_misspelt_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no such column: cameo_cod"):
        to_table([{"cameo_cod": "19"}], EVENTS)


def test_officials_who_act_on_a_state_are_of_another() -> None:
    (row,) = [row for row in events("The president criticised Kenya over the arrests.") if row["target_code"] == "KEN"]
    assert (row["source_code"], row["source_country"], row["source_country_from"]) == ("GOV", None, None)


def test_the_record_says_what_told_the_country() -> None:
    row = event("Police in Nairobi arrested Ugandan students.", "17")
    assert (row["source_country"], row["source_country_from"]) == ("KEN", "preposition")
    assert (row["target_country"], row["target_country_from"]) == ("UGA", "adjective")


def test_text_in_small_letters_names_states() -> None:
    row = event("turkey shelled a village in sudan.", "19")
    assert row["source_code"] == "TUR"


def test_days_count_on_from_an_earlier_sentence() -> None:
    text = "Iranian troops attacked Iraqi forces on 20 July. Two days later, Iraqi troops attacked Iranian forces."
    rows = events(text)
    assert [row["event_date"] for row in rows] == [date(2022, 7, 20), date(2022, 7, 22)]


def test_a_sea_has_neither_country_nor_number() -> None:
    (row,) = events("Iranian warships attacked Iraqi sailors in the Persian Gulf.")
    assert (row["location"], row["location_country"], row["geoname_id"]) == ("Persian Gulf", None, None)
