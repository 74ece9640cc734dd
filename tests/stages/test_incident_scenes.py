"""Where a deed was done and by whom, in short reports: namesakes, armies abroad, "its forces", what courts do."""

import pytest

from tests.stages.coding import DAY, incidents

CIVILIANS, FOREIGN, MILITIA, REBELS, STATE = (
    "Civilians", "External/Other forces", "Political militia", "Rebel group", "State forces",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Iran hanged a man on Wednesday who had been found guilty of spying.",
        "Saudi Arabia put to death three men on Tuesday for smuggling pills, the interior ministry said.",
        "The authorities in Singapore hanged a courier on Friday despite pleas for clemency.",
        "Belarus has executed a prisoner who was sentenced to death for two murders, campaigners said.",
        "Four inmates were hanged at dawn in Baghdad after the court upheld their sentences.",
    ],
)
def test_what_courts_and_governments_execute_is_no_violence(text: str) -> None:
    assert not incidents(text)


@pytest.mark.parametrize(
    ("text", "inter"),
    [
        ("Al Shabaab fighters executed five men in Jilib on Thursday for spying.", REBELS),
        ("Soldiers executed twelve villagers near Djibo on Tuesday, survivors said.", STATE),
    ],
)
def test_what_fighters_and_soldiers_execute_is_violence(text: str, inter: str) -> None:
    (found,) = incidents(text)
    assert (found["sub_event_type"], found["inter1"], found["inter2"]) == ("Attack", inter, CIVILIANS)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Troops raided a hideout in Jenin on Monday and arrested four men.", "Palestine"),
        ("Israel said its troops shot dead two gunmen in Jenin on Monday.", "Palestine"),
        ("Rebels attacked the town of Derna on Monday, killing two people.", "Libya"),
        ("Islamic State shelled Palmyra on Monday, killing three people.", "Syria"),
        ("Gunmen killed two policemen in Tripoli on Monday.", "Libya"),
        ("Fighting broke out in Tripoli on Tuesday between Lebanese soldiers and gunmen.", "Lebanon"),
        ("Clashes between Christians and Muslims killed eight people in central Sulawesi on Monday.", "Indonesia"),
        ("U.S. planes bombed caves in Tora Bora on Monday, killing ten fighters.", "Afghanistan"),
        ("Gunmen killed six farmers in Cordoba on Monday.", "Argentina"),
    ],
)
def test_a_town_of_a_conflict_goes_before_its_namesakes(text: str, country: str) -> None:
    assert [found["country"] for found in incidents(text)] == [country]


@pytest.mark.parametrize(
    "text",
    [
        "Rockets were fired at a convoy in the Middle East on Monday.",
        "A bomb went off before Christmas and killed two people.",
        "Gunmen shot dead a trader, the Bush administration said on Monday.",
    ],
)
def test_wide_areas_and_holidays_are_no_towns(text: str) -> None:
    assert all(found["location"] is None for found in incidents(text))


def test_a_sea_that_a_district_is_named_after_is_the_sea() -> None:
    (found,) = incidents("U.S. frigates shelled an Iranian oil rig in the Gulf late on Monday, the U.S. Navy said.")
    assert (found["location"], found["country"]) == ("Persian Gulf", "Iran")


@pytest.mark.parametrize(
    ("text", "actor1", "inter1"),
    [
        ("Rwanda said its army shelled rebels in eastern Congo on Monday.", "Military Forces of Rwanda", FOREIGN),
        ("Iraq said its forces killed 40 Iranian soldiers near Basra on Monday.", "Military Forces of Iraq", STATE),
        ("The Houthis said their forces fired a missile at Eilat on Monday.", "Military Forces of Yemen", FOREIGN),
        ("Hamas said its fighters attacked an Israeli patrol near Rafah on Monday.", "Hamas Movement", REBELS),
        ("US planes bombed a cave on Monday, killing ten Al Qaeda fighters. Afghan commanders welcomed it.",
         "Military Forces of the United States", FOREIGN),
        ("Helicopter gunships fired on a car in Hebron on Monday, killing two boys. The Israeli army was sorry.",
         "Military Forces of Israel", FOREIGN),
        ("A Palestinian suicide bomber killed three people at a bus stop in Haifa on Monday.",
         "Unidentified Armed Group (Palestine)", MILITIA),
    ],
)  # fmt: skip
def test_whose_forces_did_it(text: str, actor1: str, inter1: str) -> None:
    found = incidents(text)[0]
    assert found["actor1"].startswith(actor1)
    assert found["inter1"] == inter1


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("Iraqi planes attacked a tanker off the Iranian coast on Monday, Iraq said.", None, "Iran"),
        ("Iraq said its troops had killed many Iranians as they stopped another Tehran offensive.", None, "Iran"),
    ],
)
def test_who_tells_and_whose_attack_it_is_are_no_places(text: str, place: str | None, country: str) -> None:
    assert [(found["location"], found["country"]) for found in incidents(text)] == [(place, country)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (
            "A stray US bomb killed three soldiers near Kandahar on Monday. It was dropped by a B-52.",
            "Air/drone strike",
        ),
        ("A roadside bomb killed three soldiers near Kandahar on Monday.", "Remote explosive/landmine/IED"),
        ("A destroyer attacked a fishing port near Hodeida on Monday.", "Shelling/artillery/missile attack"),
    ],
)
def test_what_bombs_and_ships_did(text: str, type_: str) -> None:
    assert [found["sub_event_type"] for found in incidents(text)] == [type_]


@pytest.mark.parametrize(
    "text",
    [
        "A gas cylinder exploded in a restaurant in Lima on Monday, killing five people.",
        "Unions warned of industrial action at the airline over Christmas.",
        "The rebels disappeared into the forest, two travellers said on Monday.",
        "The 7 June attacks caused a drop in the number of passengers, airlines said on Monday.",
        "More than 100 bushfires are burning. Firefighters battled the flames near Sydney, where 14 homes were lost"
        " on Sunday. Some 800 hectares had burned, the rural fire service said.",
    ],
)
def test_what_nobody_did_or_is_remembered_is_no_incident(text: str) -> None:
    assert not incidents(text)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Israeli planes bombed Gaza on Monday in the wake of a suicide attack which left 26 people dead.", 0),
        ("Gunships fired on two cars in Hebron on Monday, and two brothers, aged four and eleven, died.", 2),
        ("Jets killed nearly 150 people in raids near Miranshah on Monday. Some 45 died in one village, 23 were killed"
         " in another and 81 in a third.", 150),
    ],
)  # fmt: skip
def test_whose_dead_are_counted(text: str, dead: int) -> None:
    assert incidents(text)[0]["fatalities"] == dead


def test_a_date_of_something_else_leaves_a_deed_today_s_news() -> None:
    text = (
        "Demonstrators threw rocks at police in Quito during a protest over cuts made after a quake on 5 March. "
        "Eight people were hurt. Shops were shut. Buses stood still. The president went on air. Schools will open. "
        "Hospitals worked on."
    )
    found = incidents(text)
    assert [(one["sub_event_type"], one["event_date"]) for one in found] == [("Violent demonstration", DAY)]


def test_those_against_a_group_are_not_the_group() -> None:
    (found,) = incidents("Anti-Taliban fighters attacked a police post near Kunduz on Monday.")
    assert "Taliban" not in found["actor1"]
