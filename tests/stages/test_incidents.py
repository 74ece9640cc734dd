"""Incidents of whole documents: what belongs together, where, when, and who is counted."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.codebook.actors.book import Actor, ActorBook, Country
from pipeline.codebook.incidents.classify import countries_named, read_incidents, report_words
from pipeline.codebook.ontology import Traits
from pipeline.codebook.topics.reader import read_topics
from pipeline.codebook.yamlio import load_yaml
from pipeline.resolve.places import Place, PlaceMention
from pipeline.stages.incidents import gather
from pipeline.stages.sentences import split
from pipeline.tables import DOCUMENTS, EVENTS, REPORTS, to_table
from tests.default_words import TEXT_WORDS

CODEBOOKS = Path(__file__).parents[2] / "codebooks"
DAY = date(2023, 5, 4)
PLACES = {
    name: Place(name, region, None, "KEN", "Kenya", latitude, longitude, number, "town", 50_000)
    for number, (name, region, latitude, longitude) in enumerate(
        [("Garissa", "Garissa", -0.45, 39.64), ("Lodwar", "Turkana", 3.12, 35.6), ("Nakuru", "Nakuru", -0.3, 36.07)], 1
    )
}

PLACES["Turkana"] = Place("Turkana", "Turkana", None, "KEN", "Kenya", 3.12, 35.6, 9, "admin1", 900_000)
PLACES["Pale"] = Place("Pale", "Republika Srpska", None, "BIH", "Bosnia", 43.8, 18.6, 10, "town", 7_000)


class FewPlaces:
    """A gazetteer of four places in Kenya, and one far away."""

    def find(self, text, words):
        found = ((text.find(name), name) for name in PLACES)
        return [PlaceMention(name, at, at + len(name), (PLACES[name],), "in") for at, name in sorted(found) if at >= 0]


@pytest.fixture(scope="module")
def codebook():
    faults = []
    book = ActorBook()
    book.add_actor(Actor("cty.ken", "country", "Kenya", "KEN"), {"name": ["Kenya"], "adjective": ["Kenyan"]})
    book.countries["KEN"] = Country("KEN", "cty.ken", "Kenya", 404, "Eastern Africa", ("Nairobi",))
    topics = read_topics(load_yaml(CODEBOOKS / "topics.yml", "topics.yml"), "topics.yml", faults)
    return SimpleNamespace(
        incidents=read_incidents(
            CODEBOOKS / "acled.yml", CODEBOOKS / "acled_governments.yml", faults, None, TEXT_WORDS
        ),
        actors=book,
        topics=topics,
        words=TEXT_WORDS,
        traits=Traits(strategic=("05",), demonstration=("14",), fighting=("19",)),
    )


def document(text, doc_id="d1", dateline=None):
    return {
        "doc_id": doc_id, "date": DAY, "text": text, "title": None, "source": "The Wire", "url": None, "lang": "en",
        "dateline": dateline, "body_start": 0, "path": "in.jsonl", "line": 1,
    }  # fmt: skip


def event(event_id, sentence_id, quad_class, cameo_code="19", modality="asserted"):
    known = {"event_id": event_id, "doc_id": "d1", "sentence_id": sentence_id, "modality": modality}
    known |= {"trigger_start": 0, "trigger_end": 1}
    return {**dict.fromkeys(EVENTS.names), **known, "quad_class": quad_class, "cameo_code": cameo_code}


def incidents(codebook, *documents, events=()):
    table = to_table(list(documents), DOCUMENTS)
    return gather(table, split(table), to_table(list(events), EVENTS), codebook, FewPlaces())


def test_one_report_one_row(codebook):
    text = "On Tuesday gunmen shot dead three traders in Garissa. The attackers fled on motorcycles."
    table = incidents(codebook, document(text))
    assert table.schema == REPORTS
    (row,) = table.to_pylist()
    assert (row["event_date"], row["time_precision"]) == (date(2023, 5, 2), 1)
    assert (row["country"], row["iso"], row["region"]) == ("Kenya", 404, "Eastern Africa")
    assert (row["admin1"], row["location"], row["geo_precision"]) == ("Garissa", "Garissa", 1)
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert row["disorder_type"] == "Political violence"
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Kenya)", "Political militia")
    assert (row["actor2"], row["interaction"]) == ("Civilians (Kenya)", "Political militia-Civilians")
    assert (row["fatalities"], row["source"], row["notes"]) == (3, "The Wire", text)
    assert (row["doc_ids"], row["salience"], row["tags"]) == (["d1"], 1, None)


def test_other_places_are_other_incidents_and_the_first_leads(codebook):
    text = (
        "Gunmen shot dead a trader in Garissa on Monday. The gunmen killed him at his shop. "
        "In Lodwar, teachers held a rally outside the town hall on Tuesday."
    )
    rows = incidents(codebook, document(text)).to_pylist()
    assert [(row["sub_event_type"], row["location"], row["salience"]) for row in rows] == [
        ("Attack", "Garissa", 1),
        ("Peaceful protest", "Lodwar", 2),
    ]
    assert rows[0]["notes"].count("Gunmen") + rows[0]["notes"].count("gunmen") == 2


def test_another_day_is_another_incident(codebook):
    text = "Rebels clashed with soldiers in Garissa on Monday. Rebels clashed with soldiers in Garissa on Tuesday."
    rows = incidents(codebook, document(text)).to_pylist()
    assert [row["event_date"] for row in rows] == [date(2023, 5, 1), date(2023, 5, 2)]
    assert len({row["incident_id"] for row in rows}) == 2


def test_what_names_neither_place_nor_day_goes_on_about_the_last(codebook):
    text = "Teachers held a march in Lodwar on Tuesday. Police fired tear gas. Officers arrested twelve marchers."
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert (row["sub_event_type"], row["actor2"]) == ("Protest with intervention", "Police Forces of Kenya (2022-)")
    assert row["event_date"] == date(2023, 5, 2)


def test_sentences_before_the_deed_may_say_when_and_where(codebook):
    text = "On Tuesday soldiers met herders near Lodwar. Gunmen then shot dead a trader. Police opened an inquiry."
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert (row["event_date"], row["location"], row["sub_event_type"]) == (date(2023, 5, 2), "Lodwar", "Attack")
    assert "herders" not in row["notes"]


def spoken(text, *actors):
    faults, book = [], ActorBook()
    for code, name, adjective in actors:
        entry = Actor(f"cty.{code.lower()}", "country", name, code, (code,))
        book.add_actor(entry, {"name": [name], "adjective": [adjective]})
    table = read_incidents(CODEBOOKS / "acled.yml", CODEBOOKS / "acled_governments.yml", faults, None, TEXT_WORDS)
    return countries_named(report_words([text]), table, book, DAY)


def test_an_army_s_nationality_is_no_sign_of_the_country():
    countries = ("RUS", "Russia", "Russian"), ("UKR", "Ukraine", "Ukrainian")
    found = spoken("Russian forces shelled a village in Ukraine, and a Russian court met.", *countries)
    assert (found.named, found.armies) == (["UKR", "RUS"], ["RUS"])


def test_an_army_that_the_book_knows_tells_of_its_country():
    book = ActorBook()
    book.add_actor(Actor("ins.army", "institution", "Kenyan Army", "KENMIL"), {"name": ["Kenyan Army"]})
    table = read_incidents(CODEBOOKS / "acled.yml", CODEBOOKS / "acled_governments.yml", [], None, TEXT_WORDS)
    assert countries_named(report_words(["The Kenyan Army shot two men."]), table, book, DAY).armies == ["KEN"]


def test_local_words_tell_a_country():
    assert spoken("Residents of the kebele met two former sarpanches and a barangay captain.").homes == [
        "ETH",
        "IND",
        "PHL",
    ]


def test_old_deeds_in_later_paragraphs_are_background(codebook):
    text = "Gunmen shot dead a trader in Garissa on Monday. In June 2021 gunmen shot dead six miners in Lodwar."
    rows = incidents(codebook, document(text)).to_pylist()
    assert [row["location"] for row in rows] == ["Garissa"]


def test_a_deed_dated_to_a_month_is_background_in_later_paragraphs(codebook):
    text = "Gunmen shot dead a trader in Garissa on Monday. In April gunmen shot dead six miners in Lodwar."
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert (row["location"], row["fatalities"]) == ("Garissa", 1)


def test_a_town_in_the_region_named_before_is_the_same_place_and_nearer(codebook):
    text = "Gunmen shot dead four traders in Turkana on Monday. The attackers opened fire on a bus near Lodwar."
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert (row["location"], row["fatalities"]) == ("Lodwar", 4)


def test_a_place_that_opens_a_sentence_opens_another_scene(codebook):
    text = "Teachers held a rally in Turkana on Monday. In Lodwar, nurses held a sit-in outside the hospital."
    assert incidents(codebook, document(text)).num_rows == 2


def test_homonyms_in_countries_the_article_does_not_name_are_no_places(codebook):
    text = "Kenyan soldiers clashed with rebels in Garissa on Monday. The army bombed a camp in Pale township."
    assert [row["country"] for row in incidents(codebook, document(text)).to_pylist()] == ["Kenya"]


def test_a_protest_after_arrests_is_an_incident_of_its_own(codebook):
    text = "Police arrested three journalists in Nakuru. About 200 people held a rally outside the court."
    rows = incidents(codebook, document(text)).to_pylist()
    assert [row["sub_event_type"] for row in rows] == ["Arrests", "Peaceful protest"]


def test_the_day_of_a_statement_gives_way_to_that_of_the_deed(codebook):
    text = "Gunmen killed a trader in Garissa, police said on Wednesday. The attackers shot him late on Tuesday."
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert row["event_date"] == date(2023, 5, 2)
    (row,) = incidents(codebook, document("Gunmen killed a trader in Garissa, police said on Tuesday.")).to_pylist()
    assert row["event_date"] == date(2023, 5, 2)


def test_peaceful_protests_count_nobody_killed_before(codebook):
    text = "Residents held a protest in Nakuru on Monday. They mourned nine people killed by police."
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert (row["sub_event_type"], row["fatalities"]) == ("Peaceful protest", 0)


def test_an_agreement_is_told_once_and_between_those_who_agree(codebook):
    text = (
        "Kenya and Al Shabaab agreed to a ceasefire in Garissa on Monday. "
        "The truce was signed in Nakuru on Tuesday with the help of the United Nations."
    )
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert (row["sub_event_type"], row["actor1"]) == ("Agreement", "Government of Kenya (2022-)")


def test_sport_is_no_battle_however_it_is_told(codebook):
    text = (
        "The visitors attacked from the start in Nakuru and shot over the bar in the first minute. "
        "Their striker scored in the second half. The coach said the goal had killed the match."
    )
    assert incidents(codebook, document(text)).num_rows == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The dressmaker's mother beat her neighbour with a saucepan in Nakuru.", 0),
        ("On 4 July 2023, the dressmaker's mother beat her neighbour with a saucepan in Nakuru.", 1),  # a coder's note
        ("A grenade was thrown at the choir of a church in Nakuru; two singers were hurt.", 1),  # never ordinary
    ],
)
def test_notes_and_grave_deeds_are_told_in_whatever_words(codebook, text, number):
    assert incidents(codebook, document(text)).num_rows == number


TRIAL = "A judge jailed a trader for life. The prosecutor had called him guilty, and the jury convicted him. "


@pytest.mark.parametrize(
    ("news", "number"),
    [
        ("Gunmen shot dead two drivers in Garissa on Monday.", 1),
        ("Gunmen shot dead two drivers in Garissa in 2019.", 0),  # not of these days
        ("He shot dead two drivers in Garissa.", 0),  # no day
        ("The court heard that he shot dead two drivers in Garissa on Monday.", 0),  # the court is done with it
        ("Police arrested his brother in Garissa on Monday.", 0),  # no violence
    ],
)
def test_violence_of_these_days_is_told_beside_a_trial(codebook, news, number):
    assert incidents(codebook, document(TRIAL + news)).num_rows == number


def test_the_day_is_that_of_the_deed_not_of_later_sentences(codebook):
    text = "Teachers held a rally in Lodwar on Monday. The union will meet the minister. It last met him on Wednesday."
    (row,) = incidents(codebook, document(text)).to_pylist()
    assert row["event_date"] == date(2023, 5, 1)


def test_crowds_have_their_size_in_the_tags(codebook):
    sized = incidents(codebook, document("About 300 farmers held a protest in Nakuru.")).to_pylist()
    unsized = incidents(codebook, document("Farmers held a protest in Nakuru.")).to_pylist()
    assert sized[0]["tags"].startswith("crowd size=") and "300" in sized[0]["tags"]
    assert unsized[0]["tags"] == "crowd size=no report"


def test_the_dateline_stands_in_for_an_unnamed_place(codebook):
    text = "Gunmen shot dead a trader on Monday."
    (row,) = incidents(codebook, document(text, dateline="Nakuru")).to_pylist()
    assert (row["location"], row["actor2"]) == ("Nakuru", "Civilians (Kenya)")


def test_without_place_day_or_actor_a_row_says_what_is_known(codebook):
    (row,) = incidents(codebook, document("A roadside bomb exploded and wounded two people.")).to_pylist()
    assert row["sub_event_type"] == "Remote explosive/landmine/IED"
    assert (row["country"], row["location"], row["latitude"], row["geo_precision"]) == (None, None, None, None)
    assert (row["event_date"], row["fatalities"]) == (DAY, 0)


def test_events_that_tell_the_deed_are_linked(codebook):
    """Those of its own sentence, of a kind that its type can be, that were done."""
    text = "Rebels clashed with soldiers in Garissa. The minister spoke of it for an hour."
    other = [event("e2", 0, 1, "04"), event("e3", 0, 4, "17"), event("e4", 0, 4, modality="negated")]
    coded = [event("e1", 0, 4), *other, event("e5", 1, 4), event("e6", 7, 4)]
    (row,) = incidents(codebook, document(text), events=coded).to_pylist()
    assert (row["sub_event_type"], row["event_ids"]) == ("Armed clash", ["e1"])


def test_an_agreement_has_no_fights_among_its_events(codebook):
    text = "The government and the rebels signed a ceasefire in Nakuru."
    coded = [event("e1", 0, 1, "05"), event("e2", 0, 4, "19")]
    (row,) = incidents(codebook, document(text), events=coded).to_pylist()
    assert (row["sub_event_type"], row["event_ids"]) == ("Agreement", ["e1"])


def test_of_a_type_that_asks_for_no_events_all_conflict_is_linked(codebook):
    types = {name: kind._replace(events=()) for name, kind in codebook.incidents.types.items()}
    rows = tuple(row._replace(type=row.type and types[row.type.name]) for row in codebook.incidents.rows)
    table = codebook.incidents._replace(types=types, rows=rows)
    book = SimpleNamespace(**{**vars(codebook), "incidents": table})
    text = "The government and the rebels signed a ceasefire in Nakuru."
    coded = [event("e1", 0, 1, "05"), event("e2", 0, 4, "19"), event("e3", 0, 1, "04")]
    (row,) = incidents(book, document(text), events=coded).to_pylist()
    assert row["event_ids"] == ["e1", "e2"]


def test_documents_keep_apart_and_quiet_ones_give_nothing(codebook):
    one = document("Gunmen shot dead a trader in Garissa.", "a")
    quiet = document("The council opened a library in Nakuru.", "b")
    two = document("Gunmen shot dead a trader in Garissa.", "c")
    rows = incidents(codebook, one, quiet, two).to_pylist()
    assert [row["doc_ids"] for row in rows] == [["a"], ["c"]]
    assert rows[0]["incident_id"] != rows[1]["incident_id"]


def test_the_same_text_gives_the_same_rows(codebook):
    text = "Police arrested forty demonstrators who marched in Nakuru."
    assert incidents(codebook, document(text)).equals(incidents(codebook, document(text)))


def test_no_documents_no_rows(codebook):
    table = incidents(codebook)
    assert (table.num_rows, table.schema) == (0, REPORTS)


def days(codebook, text):
    return [(str(row["event_date"])[-5:], row["fatalities"]) for row in incidents(codebook, document(text)).to_pylist()]


def test_a_fight_of_five_days_is_five_rows_that_share_the_dead(codebook):
    text = "Soldiers clashed with rebels in Garissa from Friday to Tuesday, killing twelve fighters."
    assert days(codebook, text) == [("04-28", 3), ("04-29", 3), ("04-30", 2), ("05-01", 2), ("05-02", 2)]
    rows = incidents(codebook, document(text)).to_pylist()
    assert len({row["incident_id"] for row in rows}) == 5
    assert {row["time_precision"] for row in rows} == {1}
    assert [row["salience"] for row in rows] == [1, 2, 3, 4, 5]


def test_the_latest_of_several_days_leads_and_keeps_its_dead(codebook):
    text = "Soldiers clashed with rebels in Garissa for the third straight day on Wednesday, killing six people."
    assert days(codebook, text) == [("05-03", 6), ("05-01", 0), ("05-02", 0)]


def test_deeds_of_a_moment_are_not_told_day_by_day(codebook):
    text = "Gunmen shot dead three traders in Garissa between Monday and Wednesday."
    assert len(days(codebook, text)) == 1


def test_days_count_on_from_an_earlier_sentence(codebook):
    text = (
        "Gunmen killed two farmers in Garissa on 20 April. Elders called for calm."
        " Two days later, protesters marched in Nakuru against the killings."
    )
    found = {row["location"]: row["event_date"] for row in incidents(codebook, document(text)).to_pylist()}
    assert found == {"Garissa": date(2023, 4, 20), "Nakuru": date(2023, 4, 22)}
