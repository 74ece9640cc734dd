"""Reports of several articles on one incident: what becomes one row, and what stays apart."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.codebook.incidents.table import Type
from pipeline.stages.merge import merge
from pipeline.stages.sameness import NEAR, REACH
from pipeline.tables import INCIDENTS, REPORTS, to_table

DAY = date(2026, 3, 2)
ARMY, POLICE = "Military Forces of Mali (2021-)", "Police Forces of Mali (2021-)"
JNIM, GUNMEN = "JNIM: Group for Support of Islam and Muslims", "Unidentified Armed Group (Mali)"
CIVILIANS, PROTESTERS, RIOTERS = "Civilians (Mali)", "Protesters (Mali)", "Rioters (Mali)"
INTERS = {
    ARMY: "State forces", POLICE: "State forces", JNIM: "Rebel group", GUNMEN: "Political militia",
    CIVILIANS: "Civilians", PROTESTERS: "Protesters", RIOTERS: "Rioters", None: None,
}  # fmt: skip
TYPES = {
    "Armed clash": "Battles",
    "Air/drone strike": "Explosions/Remote violence",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Peaceful protest": "Protests",
    "Protest with intervention": "Protests",
    "Violent demonstration": "Riots",
    "Arrests": "Strategic developments",
}
ORDER = ("State forces", "Rebel group", "Political militia", "Rioters", "Protesters", "Civilians")
TABLE = SimpleNamespace(types={name: Type(name, event, "") for name, event in TYPES.items()}, inter=ORDER)
CODEBOOK = SimpleNamespace(incidents=TABLE)
PLACES = {
    "Gao": ("town", ("MLI", "Gao", "Gao"), 1),
    "Ansongo": ("town", ("MLI", "Gao", "Ansongo"), 2),
    "Kidal": ("town", ("MLI", "Kidal"), 3),
    "Gao region": ("admin1", ("MLI", "Gao"), 4),
    "Mali": ("country", ("MLI",), 5),
    "Niamey": ("town", ("NER", "Niamey"), 6),
    None: (None, (), None),
}


def report(doc, kind="Armed clash", sides=(ARMY, JNIM), place="Gao", day=DAY, toll=None, **more):
    placed, area, number = PLACES[place]
    return {
        "incident_id": f"{doc}-{more.get('salience', 1)}",
        "event_date": day,
        "time_precision": 1,
        "event_type": TYPES[kind],
        "sub_event_type": kind,
        **{f"actor{n}": side for n, side in enumerate(sides, 1)},
        **{f"inter{n}": INTERS[side] for n, side in enumerate(sides, 1)},
        "interaction": f"{sides}",
        "country": area[0] if area else None,
        "location": place,
        "source": f"Outlet {doc}",
        "notes": f"Told by {doc}.",
        "fatalities": toll or 0,
        "doc_ids": [doc],
        "event_ids": [f"event of {doc}"],
        "salience": 1,
        "published": DAY,
        "toll": toll,
        "place_kind": placed,
        "area": area,
        "geoname_id": number,
        **more,
    }


def merged(*reports, copies=None):
    table = merge(to_table(list(reports), REPORTS), copies or {}, CODEBOOK)
    assert table.schema == INCIDENTS
    return table.to_pylist()


def articles(*reports, copies=None):
    return sorted(row["doc_ids"] for row in merged(*reports, copies=copies))


def test_reports_of_one_pair_place_and_day_are_one_row():
    first = report("b", toll=7, published=DAY, salience=2)
    second = report("a", toll=5, published=DAY + timedelta(days=1))
    (row,) = merged(second, first)
    assert row["doc_ids"] == ["b", "a"]
    assert row["event_ids"] == ["event of b", "event of a"]
    assert (row["incident_id"], row["notes"]) == ("b-2", "Told by b.")
    assert (row["source"], row["fatalities"], row["salience"]) == ("Outlet b; Outlet a", 5, 1)


def test_a_lone_report_stays_as_it_is():
    alone = report("a", toll=3)
    assert merged(alone) == to_table([alone], REPORTS).select(INCIDENTS.names).to_pylist()


@pytest.mark.parametrize(
    "other",
    [
        report("b", day=DAY + timedelta(days=1)),
        report("b", place="Kidal"),
        report("b", place="Ansongo"),
        report("b", place="Niamey"),
        report("b", place=None),
        report("b", sides=(POLICE, JNIM)),
        report("b", "Arrests"),
        report("b", "Attack", (JNIM, CIVILIANS)),
        report("b", "Peaceful protest", (PROTESTERS, None)),
        report("b", time_precision=2),
    ],
    ids=["day", "town", "district", "country", "nowhere", "force", "arrest", "victims", "protest", "vague day"],
)
def test_other_days_places_pairs_and_deeds_stay_apart(other):
    assert articles(report("a"), other) == [["a"], ["b"]]


def test_the_named_group_stands_for_the_unidentified_one():
    (row,) = merged(report("a", "Attack", (GUNMEN, CIVILIANS)), report("b", "Attack", (JNIM, CIVILIANS)))
    assert (row["actor1"], row["interaction"]) == (JNIM, "Rebel group-Civilians")
    assert row["notes"] == "Told by a."


def test_gunmen_are_no_army_and_no_crowd():
    strike = report("a", "Attack", (GUNMEN, CIVILIANS))
    assert articles(strike, report("b", "Attack", (ARMY, CIVILIANS))) == [["a"], ["b"]]


def test_two_named_groups_leave_gunmen_to_neither():
    rows = articles(
        report("a", "Attack", (GUNMEN, CIVILIANS)),
        report("b", "Attack", (JNIM, CIVILIANS)),
        report("c", "Attack", (ARMY, CIVILIANS)),
        report("d", "Attack", (POLICE, CIVILIANS)),
    )
    assert rows == [["a", "b"], ["c"], ["d"]]


def test_the_exact_place_is_taken_from_the_report_that_has_it():
    (row,) = merged(report("a", place="Gao region"), report("b", place="Ansongo"))
    assert (row["doc_ids"], row["location"]) == (["a", "b"], "Ansongo")


def test_a_region_with_two_fights_takes_no_side():
    rows = articles(report("a", place="Gao region"), report("b", place="Ansongo"), report("c", place="Gao"))
    assert rows == [["a"], ["b"], ["c"]]


def test_who_knows_only_the_country_must_name_both_sides():
    assert articles(report("a", place="Mali"), report("b")) == [["a", "b"]]
    vague = report("a", "Air/drone strike", (None, CIVILIANS), "Mali")
    assert articles(vague, report("b", "Air/drone strike", (ARMY, CIVILIANS))) == [["a"], ["b"]]


def test_sides_of_a_battle_have_no_order():
    (row,) = merged(report("a"), report("b", sides=(JNIM, ARMY)))
    assert (row["actor1"], row["actor2"]) == (ARMY, JNIM)
    assert len(merged(report("a", "Attack", (ARMY, JNIM)), report("b", "Attack", (JNIM, ARMY)))) == 2


def test_a_battle_with_an_air_strike_is_one_when_both_sides_are_named():
    assert articles(report("a"), report("b", "Air/drone strike")) == [["a", "b"]]
    assert articles(report("a"), report("b", "Air/drone strike", (None, JNIM))) == [["a"], ["b"]]


def test_a_protest_that_one_report_saw_broken_up():
    march = report("a", "Peaceful protest", (PROTESTERS, None), tags="crowd size=no report")
    gas = report("b", "Protest with intervention", (PROTESTERS, POLICE), tags="crowd size=about 300")
    (row,) = merged(march, gas)
    assert (row["sub_event_type"], row["actor2"]) == ("Protest with intervention", POLICE)
    assert row["tags"] == "crowd size=about 300"


def test_crowds_of_teachers_and_of_farmers_are_two():
    teachers = report("a", "Peaceful protest", (PROTESTERS, None), assoc_actor_1="Teachers (Mali)")
    farmers = report("b", "Peaceful protest", (PROTESTERS, None), assoc_actor_1="Farmers (Mali)")
    assert articles(teachers, farmers) == [["a"], ["b"]]
    assert articles(teachers, report("b", "Violent demonstration", (RIOTERS, None))) == [["a", "b"]]


def test_most_articles_decide_on_the_type():
    sides = (JNIM, CIVILIANS)
    (row,) = merged(report("a", "Air/drone strike", sides), report("b", "Attack", sides), report("c", "Attack", sides))
    assert (row["sub_event_type"], row["civilian_targeting"]) == ("Attack", "Civilian targeting")


def test_silence_about_the_dead_is_no_count():
    assert merged(report("a", toll=4), report("b"), report("c", toll=0))[0]["fatalities"] == 4


def test_two_deeds_of_one_article_between_one_pair_are_one_incident_and_the_higher_toll_is_its_count():
    rows = merged(report("a", toll=2), report("a", toll=6, salience=2), report("b", toll=9))
    assert [(row["doc_ids"], row["fatalities"]) for row in rows] == [(["a", "b"], 6)]


def test_two_vague_deeds_of_one_article_stay_two():
    one, two = report("a", "Attack", (JNIM, CIVILIANS)), report("a", "Attack", (GUNMEN, CIVILIANS), salience=2)
    assert len(merged(one, two)) == 2


def test_a_copy_joins_what_it_copies_though_it_was_coded_otherwise():
    original = report("a", toll=4)
    copy = report("b", "Attack", (ARMY, JNIM), day=DAY + timedelta(days=1), toll=4)
    assert articles(original, copy) == [["a"], ["b"]]
    (row,) = merged(original, copy, copies={"b": "a"})
    assert (row["doc_ids"], row["event_date"], row["sub_event_type"]) == (["a", "b"], DAY, "Armed clash")


def test_what_an_outlet_adds_to_a_copy_is_its_own():
    original = report("a", "Peaceful protest", (PROTESTERS, None))
    added = report("b", "Peaceful protest", (PROTESTERS, None), "Kidal", salience=2)
    copy = report("b", "Peaceful protest", (PROTESTERS, None))
    assert articles(original, copy, added, copies={"b": "a"}) == [["a", "b"], ["b"]]


def test_copies_of_an_article_without_incident_join_each_other():
    one, two = report("b", place=None), report("c", place=None)
    assert articles(one, two) == [["b"], ["c"]]
    assert articles(one, two, copies={"b": "a", "c": "a"}) == [["b", "c"]]


def test_ten_copies_have_one_voice():
    sides = (JNIM, CIVILIANS)
    originals = [report("a", "Attack", sides), report("b", "Air/drone strike", sides)]
    copies = [report(f"c{n}", "Air/drone strike", sides) for n in range(9)]
    (row,) = merged(*originals, *copies, copies={f"c{n}": "b" for n in range(9)})
    assert row["sub_event_type"] == "Attack"


def test_a_copy_that_tells_a_deed_of_another_week_tells_another_deed():
    later = report("b", day=DAY + timedelta(days=NEAR + 1))
    assert articles(report("a"), later, copies={"b": "a"}) == [["a"], ["b"]]


PAIRS = [(ARMY, JNIM), (JNIM, ARMY), (GUNMEN, CIVILIANS), (JNIM, CIVILIANS), (None, CIVILIANS), (PROTESTERS, None)]


@st.composite
def many_reports(draw):
    number = draw(st.integers(1, 12))
    return [
        report(
            f"d{draw(st.integers(0, 8))}",
            draw(st.sampled_from(sorted(TYPES))),
            draw(st.sampled_from(PAIRS)),
            draw(st.sampled_from(list(PLACES))),
            DAY + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, NEAR, REACH]))),
            draw(st.sampled_from([None, 0, 3, 9])),
            salience=at,
        )
        for at in range(1, number + 1)
    ]


@settings(max_examples=150, deadline=None)
@given(many_reports(), st.randoms(use_true_random=False))
def test_rows_do_not_depend_on_the_order_of_reports_and_hold_every_report(reports, chance):
    copies = {f"d{n}": f"d{n - 5}" for n in (5, 6)}
    rows = merged(*reports, copies=copies)
    chance.shuffle(reports)
    assert merged(*reports, copies=copies) == rows
    told = {doc_id for row in rows for doc_id in row["doc_ids"]}
    assert told == {one["doc_ids"][0] for one in reports}
    assert len({row["incident_id"] for row in rows}) == len(rows) <= len(reports)


@settings(max_examples=100, deadline=None)
@given(many_reports(), st.sampled_from([0, 1, NEAR, REACH]))
def test_rows_of_a_day_follow_from_the_reports_within_reach(reports, days):
    copies, day = {f"d{n}": f"d{n - 4}" for n in (4, 5, 6, 7)}, DAY + timedelta(days=days)
    near = [one for one in reports if abs((one["event_date"] - day).days) <= REACH]
    rows = [row for row in merged(*reports, copies=copies) if row["event_date"] == day]
    assert [row for row in merged(*near, copies=copies) if row["event_date"] == day] == rows
