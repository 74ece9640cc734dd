"""What violence led to is no deed of its own: those whom it befell are targets of what led to it."""

import pytest

from tests.stages.coding import events


@pytest.mark.parametrize(
    ("text", "trigger", "targets"),
    [
        (
            "Rebels shelled a camp near Bunia on Sunday, killing 31 people and wounding a nurse.",
            "shelled",
            {"a camp", "31 people", "a nurse"},
        ),
        (
            "Police in Lagos fired tear gas at striking nurses, injuring four of them.",
            "fired",
            {"striking nurses", "four of them"},
        ),
        (
            "Six policemen were killed when Maoist rebels attacked a post in Orissa.",
            "attacked",
            {"Six policemen", "a post in Orissa"},
        ),
        ("A Kenyan nurse was shot dead as police fired on marchers.", "fired", {"marchers", "A Kenyan nurse"}),
    ],
)
def test_one_deed_with_all_its_targets(text: str, trigger: str, targets: set[str]) -> None:
    found = [row for row in events(text) if row["plover_type"] == "ASSAULT"]
    assert {row["trigger_text"] for row in found} == {trigger}
    assert {row["target_text"] for row in found} == targets


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Gunmen stormed a school in Niger State, abducting 40 pupils.", {"stormed", "abducting"}),
        ("Ugandan police fired tear gas at students and arrested twelve.", {"fired", "arrested"}),
        ("Troops shelled the town after rebels killed a mayor.", {"shelled", "killed"}),
    ],
)
def test_other_deeds_stay_apart(text: str, triggers: set[str]) -> None:
    assert {row["trigger_text"] for row in events(text)} == triggers
