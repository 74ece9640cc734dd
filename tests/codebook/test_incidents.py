"""The ACLED decision table: every sub-event type, who did it to whom, and what must stay quiet."""

import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook.actors.book import Acled, Actor, ActorBook
from pipeline.codebook.incidents.classify import classify, interaction, read_incidents, topics_of
from pipeline.codebook.incidents.words import Vocabulary, report_words
from tests.default_words import TEXT_WORDS

CODEBOOKS = Path(__file__).parents[2] / "codebooks"
DAY = date(2023, 5, 4)


@pytest.fixture(scope="module")
def table():
    faults = []
    table = read_incidents(CODEBOOKS / "acled.yml", CODEBOOKS / "acled_governments.yml", faults, None, TEXT_WORDS)
    assert faults == []
    return table


def country(code, name, adjective):
    actor = Actor(f"cty.{code.lower()}", "country", name, code)
    return actor, {"name": [name], "adjective": [adjective], "people": [adjective + "s"]}


@pytest.fixture(scope="module")
def actors():
    book = ActorBook()
    for actor, phrases in (country("KEN", "Kenya", "Kenyan"), country("SOM", "Somalia", "Somali")):
        book.add_actor(actor, phrases)
    shabaab = Acled("Al Shabaab", "Rebel group", ("SOM",))
    book.add_actor(Actor("grp.shabaab", "armed", "Al Shabaab", "SOMREB", (), shabaab), {"name": ["Al Shabaab"]})
    taliban = Acled("Taliban", "Rebel group", ("AFG",))
    book.add_actor(Actor("grp.taliban", "armed", "Taliban", "AFGREB", (), taliban), {"name": ["Taliban"]})
    book.add_actor(Actor("pty.green", "party", "Green Front", "KENPTY"), {"name": ["Green Front"]})
    return book


TOLD = {
    "Government regains territory": "Government troops recaptured the town from the rebels.",
    "Non-state actor overtakes territory": "Al Shabaab fighters seized the town after government troops fled.",
    "Armed clash": "Al Shabaab militants clashed with soldiers outside the market town.",
    "Excessive force against protesters": "Police fired live ammunition at students who staged a rally in the capital.",
    "Protest with intervention": "Farmers marched to the ministry, and police dispersed them with tear gas.",
    "Peaceful protest": "Nurses held a rally outside the hospital to demand better pay.",
    "Violent demonstration": "Demonstrators blocked the highway with burning tyres and threw stones at police.",
    "Mob violence": "A mob beat a suspected thief to death behind the bus park.",
    "Chemical weapon": "Shells filled with chlorine gas hit the suburb and left dozens gasping.",
    "Air/drone strike": "Kenyan warplanes bombed a village in the border area.",
    "Suicide bomb": "A suicide bomber blew himself up at the gate of the barracks.",
    "Shelling/artillery/missile attack": "The army shelled the northern suburbs with heavy artillery.",
    "Remote explosive/landmine/IED": "A roadside bomb exploded under a minibus and killed four passengers.",
    "Grenade": "Two men threw a hand grenade into a bar and fled.",
    "Sexual violence": "Armed men raped two women near the river.",
    "Attack": "Gunmen shot dead a shopkeeper at his home.",
    "Abduction/forced disappearance": "Unidentified gunmen kidnapped three teachers on their way to school.",
    "Agreement": "The government and the rebels signed a ceasefire.",
    "Arrests": "Police arrested forty supporters of the party.",
    "Change to group/activity": "Kenyan troops withdrew from the border area.",
    "Disrupted weapons use": "Police found a cache of rifles and ammunition in a shed.",
    "Headquarters or base established": "Soldiers set up a new military base near the lake.",
    "Looting/property destruction": "Al Shabaab militants burned twelve houses in the village.",
    "Non-violent transfer of territory": "Soldiers took control of the town after the rebels withdrew peacefully.",
    "Other": "Authorities evacuated 200 people from the valley.",
}


def test_every_type_of_the_table_is_told_below(table):
    assert set(TOLD) == set(table.types)


@pytest.mark.parametrize(("expected", "text"), TOLD.items())
def test_sub_event_types(expected, text, table, actors):
    incident = classify([text], table, actors, DAY, "SOM")
    assert incident is not None
    assert incident.type.name == expected, incident.row


@pytest.mark.parametrize(
    "text",
    [
        "The two teams clash in the final on Sunday.",
        "Shares rallied on Wall Street after strong earnings.",
        "The film tells of soldiers who attack a village.",
        "Riot police stood by in March.",
        "No clashes were reported in the town.",
        "The rebels plan to attack the capital.",
        "Protesters will march through the capital on Friday.",
        "The minister condemned the attack on the mosque.",
        "An earthquake killed forty people in the hills.",
        "The president met his counterpart on Monday to discuss trade.",
        "Kenyan troops freed hostages held by Al Shabaab.",
        "Kenyan troops were freeing hostages held by Al Shabaab.",
        "",
    ],
)
def test_nothing_is_made_of(text, table, actors):
    assert classify([text], table, actors, DAY) is None


@pytest.mark.parametrize(
    ("text", "protest"),
    [
        ("Students were lying on the tracks in front of a train.", True),
        ("The bodies of the defenders were still lying on the bridge.", False),
    ],
)
def test_who_lies_where(text, protest, table, actors):
    incident = classify([text], table, actors, DAY, "SOM")
    assert (incident is not None and incident.type.name == "Peaceful protest") == protest


def test_reasons_are_no_deeds(table, actors):
    text = "Residents staged a protest against the killing of a teacher by gunmen."
    incident = classify([text], table, actors, DAY, "KEN")
    assert (incident.type.name, incident.actor2) == ("Peaceful protest", None)


def test_a_cut_ends_where_the_next_deed_begins(table, actors):
    text = "Students demonstrated against higher fees, and police fired tear gas at them."
    incident = classify([text], table, actors, DAY, "KEN")
    assert incident.type.name == "Protest with intervention"
    assert incident.actor2 == "Police Forces of Kenya (2022-)"


def test_a_later_sentence_turns_a_protest_violent(table, actors):
    sentences = ["Workers held a march in the port.", "Some of them threw stones at the police."]
    assert classify(sentences, table, actors, DAY, "KEN").type.name == "Violent demonstration"
    assert classify(sentences[:1], table, actors, DAY, "KEN").type.name == "Peaceful protest"


def test_the_deed_has_its_place_in_the_text(table, actors):
    sentences = ["It was a quiet morning.", "Gunmen shot dead a shopkeeper."]
    incident = classify(sentences, table, actors, DAY, "KEN")
    assert incident.sentence == 1
    assert " ".join(sentences)[incident.start : incident.end] == "shot dead"


@pytest.mark.parametrize(
    "text",
    [
        "Al Shabaab militants ambushed a Kenyan army patrol.",
        "A Kenyan army patrol was ambushed by Al Shabaab militants.",
    ],
)
def test_voice_does_not_change_who_acted(text, table, actors):
    incident = classify([text], table, actors, DAY, "SOM")
    assert {incident.actor1, incident.actor2} == {"Al Shabaab", "Military Forces of Kenya (2022-)"}
    assert {incident.inter1, incident.inter2} == {"Rebel group", "External/Other forces"}


def test_forces_at_home_are_state_forces(table, actors):
    incident = classify(["Kenyan soldiers clashed with Al Shabaab."], table, actors, DAY, "KEN")
    assert incident.interaction == "State forces-Rebel group"


def test_victims_who_cannot_fight_back_are_civilians(table, actors):
    incident = classify(["Gunmen shot dead an off-duty policeman."], table, actors, DAY, "KEN")
    assert (incident.type.name, incident.inter2) == ("Attack", "Civilians")
    assert incident.civilian_targeting == "Civilian targeting"


def test_defaults_fill_in_who_is_not_named(table, actors):
    incident = classify(["A farmer was shot dead on the road."], table, actors, DAY, "KEN")
    assert (incident.actor1, incident.actor2) == ("Unidentified Armed Group (Kenya)", "Civilians (Kenya)")
    assert incident.assoc2 == "Farmers (Kenya)"


def test_affiliations_of_a_crowd(table, actors):
    text = "Students and supporters of the Green Front held a rally in the capital."
    incident = classify([text], table, actors, DAY, "KEN")
    assert (incident.actor1, incident.assoc1) == ("Protesters (Kenya)", "Students (Kenya); Green Front")
    assert incident.interaction == "Protesters only"


@pytest.mark.parametrize(
    ("text", "actor1"),
    [
        ("Kenya shelled the border town.", "Military Forces of Kenya (2022-)"),
        ("Kenyan airstrikes hit the border town.", "Military Forces of Kenya (2022-)"),
        ("The border town was shelled with heavy artillery.", "Unidentified Armed Group (Somalia)"),
    ],
)
def test_states_act_by_their_names(text, actor1, table, actors):
    assert classify([text], table, actors, DAY, "SOM").actor1 == actor1


def test_a_deed_in_a_subordinate_clause_is_not_the_subjects(table, actors):
    text = "The army held a ceremony after gunmen shot dead a trader."
    incident = classify([text], table, actors, DAY, "KEN")
    assert incident.actor1 == "Unidentified Armed Group (Kenya)"


def test_topics_are_counted_in_different_words(table):
    assert topics_of(report_words(["The flood followed a landslide.", "A cyclone had passed the coast."]), table)
    assert not topics_of(report_words(["A flood of protest.", "The flood is near, and the flood is here."]), table)


def test_named_militias(table, actors):
    incident = classify(["Garre clan militia attacked a village."], table, actors, DAY, "KEN")
    assert (incident.actor1, incident.inter1) == ("Garre Clan Militia (Kenya)", "Identity militia")


def test_a_group_in_power_has_state_forces(table, actors):
    text = ["Taliban fighters beat a journalist."]
    after, before = (classify(text, table, actors, day, "AFG") for day in (DAY, date(2020, 5, 4)))
    assert (after.actor1, after.inter1) == ("Military Forces of Afghanistan (2021-)", "State forces")
    assert (before.actor1, before.inter1) == ("Taliban", "Rebel group")


def test_without_a_country_names_stay_whole(table, actors):
    incident = classify(["Soldiers shot dead a woman."], table, actors, DAY)
    assert (incident.actor1, incident.actor2) == ("Military Forces", "Civilians")


WORDS = ["police", "by", "between", "shot", "against", "Kenya", "Al Shabaab", ",", "'", "in a", "march", "killed"]


@given(st.lists(st.sampled_from(WORDS)))
def test_no_words_break_it(table, actors, words):
    incident = classify([" ".join(words)], table, actors, DAY, "KEN")
    assert incident is None or 0 <= incident.start < incident.end


def test_government_years(table):
    governments = table.governments
    assert governments.label("USA", date(2021, 1, 19)) == "the United States (2017-2021)"
    assert governments.label("USA", date(2021, 1, 20)) == "the United States (2021-2025)"
    assert governments.label("RUS", DAY) == "Russia (2000-)"
    assert governments.label("RUS", date(1990, 1, 1)) == "Russia"
    assert governments.label("ZZZ", DAY) == "ZZZ"
    assert governments.label(None, DAY) is None


def test_interaction(table):
    order = table.inter
    assert interaction("Civilians", "State forces", order) == "State forces-Civilians"
    assert interaction("External/Other forces", "Civilians", order) == "External/Other forces-Civilians"
    assert interaction("External/Other forces", "Rebel group", order) == "Rebel group-External/Other forces"
    assert interaction("Protesters", None, order) == "Protesters only"
    assert interaction(None, None, order) is None


def test_the_table_survives_pickling(table, actors):
    again = pickle.loads(pickle.dumps(table))  # noqa: S301 - our own bytes
    text = ["Gunmen shot dead a shopkeeper."]
    assert classify(text, again, actors, DAY, "KEN") == classify(text, table, actors, DAY, "KEN")


def found(vocabulary, text):
    words = report_words([text])
    marks = vocabulary.find(words)
    return [(text[words.tokens[m.first].start : words.tokens[m.last - 1].end], m.names) for m in marks]


def vocabulary(*entries, absorbing=frozenset(), lists=None):
    made = Vocabulary(absorbing, lists)
    for phrase, name in entries:
        made.add(phrase, name)
    made.close()
    return made


def test_vocabulary_inflects_and_bridges():
    made = vocabulary(("stab~", "attack"), ("set~ .. on fire", "arson"))
    assert found(made, "He stabbed her and set two cars on fire") == [("stabbed", ("attack",)), ("set", ("arson",))]
    assert found(made, "He set out in the fog. On fire!") == []


def test_long_phrases_count_for_what_is_in_them_unless_they_absorb_it():
    entries = (("strike", "air"), ("hunger strike", "nothing"), ("drone strike", "drone"))
    made = vocabulary(*entries, absorbing=frozenset({"nothing"}))
    assert found(made, "A drone strike") == [("drone strike", ("air", "drone"))]
    assert found(made, "A hunger strike") == [("hunger strike", ("nothing",))]


def test_irregular_forms_follow_from_the_word():
    made = vocabulary(("take~", "seizure"), ("gunman~", "side"))
    assert found(made, "Gunmen took two, a gunman was taken") == [
        ("Gunmen", ("side",)),
        ("took", ("seizure",)),
        ("gunman", ("side",)),
        ("taken", ("seizure",)),
    ]


def test_any_phrase_of_a_list_stands_in_its_place():
    lists = {"throw": ["throw~", "pelt~"], "missile": ["stone~", "petrol bomb~"]}
    made = vocabulary(("<throw> .. <missile>", "violence"), lists=lists)
    assert found(made, "They threw several petrol bombs") == [("threw", ("violence",))]
    assert found(made, "They threw a party") == []


def test_what_a_phrase_absorbs_begins_no_longer_one():
    entries = (("liberated areas", "nothing"), ("liberate~ .. areas", "takeover"))
    made = vocabulary(*entries, absorbing=frozenset({"nothing"}))
    assert found(made, "Mines in the liberated areas") == [("liberated areas", ("nothing",))]
    assert found(made, "They liberated five areas") == [("liberated", ("takeover",))]


def test_every_fault_is_told_with_its_line(tmp_path):
    (tmp_path / "acled.yml").write_text(
        "types:\n  - {name: Attack, event: Battles, disorder: x}\n"
        "inter: [Civilians]\n"
        "classes:\n  crowd: [Nobody]\n"
        "sides:\n  - {id: a, inter: Gods, name: A, words: [a]}\n"
        "cuts:\n  - {id: c, to: nowhere, words: [against]}\n"
        "roles:\n  gods: [MIL]\n"
        "words:\n  kill: [kill~, ' .. ', <arms>]\n"
        "rows:\n"
        "  - {id: r, type: Attak, deed: [kil], by: [armd], actor1: ghost, sides: odd, colour: red}\n"
        "  - {id: r, type: Attack}\n"
    )
    (tmp_path / "acled_governments.yml").write_text("countries:\n  KEN: {name: Kenya, since: [2013, 2002, soon]}\n")
    faults = []
    read_incidents(tmp_path / "acled.yml", tmp_path / "acled_governments.yml", faults, None, TEXT_WORDS)
    told = [(f.path, f.line, f.what) for f in faults]
    lines = {(path.removeprefix(f"{tmp_path}/"), line) for path, line, _ in told}
    assert {("acled.yml", n) for n in (5, 7, 9, 11, 13, 15, 16)} | {("acled_governments.yml", 2)} <= lines
    text = " ".join(what for _, _, what in told)
    expected = "Nobody|'gods'|<arms>|'a'|'c'|no words|Attak|'rebels' is missing|'kil'|'armd'|'ghost'|colour|twice|soon"
    assert [word for word in expected.split("|") if word not in text] == []


def test_a_missing_table_is_a_fault(tmp_path):
    faults = []
    read_incidents(tmp_path / "acled.yml", tmp_path / "acled_governments.yml", faults, None, TEXT_WORDS)
    assert {fault.path for fault in faults} >= {f"{tmp_path}/{name}.yml" for name in ("acled", "acled_governments")}


def test_who_agrees(table, actors):
    incident = classify(["Kenya and Al Shabaab signed a truce after talks in Somalia."], table, actors, DAY, "KEN")
    assert (incident.actor1, incident.actor2) == ("Government of Kenya (2022-)", "Al Shabaab")


def test_names_of_people_are_no_places(actors):
    named = actors.named_in("Kenyan soldiers entered Kenya with Al Shabaab.", DAY)
    assert named == {0, 35, 38}


def test_a_phrase_needs_its_signal():
    words = Vocabulary()
    words.add("set~ .. on fire", "arson")
    words.add("took control", "takeover")
    words.close()
    assert {"set", "setting"} <= words.signals({"arson"})
    assert words.signals({"takeover"}) == {"control"}


@pytest.mark.parametrize(
    ("text", "inters"),
    [
        ("A Kenyan missile hit a market in the border town.", ("External/Other forces", None)),
        ("Kenyan and Somali troops exchanged fire near the border.", ("State forces", "External/Other forces")),
        ("Two rival gangs fought a gun battle in the port.", ("Political militia", "Political militia")),
        ("The army base came under heavy fire from rebels.", ("Rebel group", "State forces")),
        ("The town fell to rebels after a battle with soldiers.", ("Rebel group", "State forces")),
        ("Gunmen kidnapped two nurses, police said on Tuesday.", ("Political militia", "Civilians")),
        ("Gunmen killed eight people, police said.", ("Political militia", "Civilians")),
        ("Three men were shot in what police called a robbery.", ("Political militia", "Civilians")),
    ],
)
def test_sides_by_weapons_voice_and_reporters(text, inters, table, actors):
    found = classify([text], table, actors, DAY, "SOM")
    assert set(inters) == {found.inter1, found.inter2}


def test_a_gun_battle_told_later_makes_a_clash(table, actors):
    report = ["Rebels shelled an army camp near the town.", "A shootout with soldiers lasted for an hour."]
    assert classify(report, table, actors, DAY, "SOM").type.name == "Armed clash"


def test_tear_gas_tells_of_police_that_nobody_names(table, actors):
    found = classify(["Tear gas was used on teachers who held a rally."], table, actors, DAY, "SOM")
    assert (found.type.name, found.inter2) == ("Protest with intervention", "State forces")
