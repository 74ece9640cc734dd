"""Deeds that go on for days, told on Friday 4 September 2026."""

from datetime import date, timedelta

import pytest

from pipeline.resolve.spells import LONGEST, Spell, find_spell

FRIDAY = date(2026, 9, 4)


def september(first, last, latest=False):
    return Spell(date(2026, 9, first), date(2026, 9, last), latest)


@pytest.mark.parametrize(
    ("text", "spell"),
    [
        ("Soldiers clashed with rebels from Monday to Thursday.", (0, 3)),
        ("The army shelled the town between Tuesday and Thursday.", (1, 3)),
        ("Rebels and soldiers fought from Tuesday through Thursday.", (1, 3)),
        ("Rebels and soldiers fought from 1 to 3 September.", (1, 3)),
        ("Rebels and soldiers fought on September 1-3.", (1, 3)),
        ("Planes have struck the city since Tuesday.", (1, 4)),
        ("Planes have struck the city since 2 September.", (2, 4)),
        ("Students have rallied for three days.", (2, 4)),
        ("Two days of fighting left nine people dead.", (3, 4)),
        ("Nine people died in a four-day battle.", (1, 4)),
        ("Shells fell on the port over the past three days.", (2, 4)),
    ],
)
def test_days_that_a_toll_is_told_for(text, spell):
    first, last = spell
    expected = Spell(date(2026, 8, 31) + timedelta(days=first), date(2026, 8, 31) + timedelta(days=last))
    assert find_spell(text, FRIDAY, FRIDAY) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Clashes went on for the third straight day.", 2),
        ("Clashes went on for a second day running.", 3),
        ("Protesters filled the square for the fourth consecutive night.", 1),
        ("On the 3rd day of protests police fired tear gas.", 2),
        ("Truckers blocked the bridge for a fourth day.", 1),
    ],
)
def test_the_latest_of_several_days(text, first):
    assert find_spell(text, FRIDAY, FRIDAY) == september(first, 4, latest=True)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers clashed with rebels on Monday.",
        "A drone hit the depot overnight from Wednesday to Thursday.",
        "Shells fell between Wednesday night and Thursday morning.",
        "Fighting went on for several days.",
        "The fighting began three days ago.",
        "Three days later rebels attacked.",
        "Soldiers have fought rebels since 2019.",
        "Soldiers have fought rebels since June.",
        "It was the third attack this week.",
        "Rebels fought from 1 March to 3 September.",
        "The second day was quiet.",
        "On 2 September farmers blocked the road again, as they have since 28 August.",
        "Around 2 September (between 1 and 3 September) the army shelled the hills.",
        "The army shelled the hills (between 1 and 3 September).",
    ],
)
def test_single_days_and_what_cannot_be_told_apart(text):
    assert find_spell(text, FRIDAY, FRIDAY) is None


def test_a_spell_ends_on_the_day_of_the_deed():
    text = "Clashes went on for the second straight day on Tuesday."
    assert find_spell(text, FRIDAY, date(2026, 9, 2)) == september(1, 2, latest=True)


def test_no_spell_is_longer_than_can_be_told_apart():
    for days, told in ((LONGEST, True), (LONGEST + 1, False)):
        assert bool(find_spell(f"They fought for {days} days.", FRIDAY, FRIDAY)) is told


def test_a_toll_is_spread_evenly_and_the_first_days_take_the_rest():
    assert september(1, 3).shares(8) == [3, 3, 2]
    assert september(1, 3).shares(None) == [None, None, None]
    assert september(1, 3, latest=True).shares(8) == [None, None, 8]
