"""Which group an article means by "the rebels"."""

from typing import Any

import pytest

from pipeline.stages.group_meant import with_groups_meant

ORDER = ["State forces", "Rebel group", "Political militia", "Civilians"]
UNNAMED, CIVILIANS = "Unidentified Armed Group (Mali)", "Civilians (Mali)"


def row(actor1: str, inter1: str, notes: str, country: str = "Mali", actor2: str = CIVILIANS) -> dict[str, Any]:
    between = {"actor2": actor2, "inter2": "Civilians", "interaction": f"{inter1}-Civilians"}
    return {"actor1": actor1, "inter1": inter1, "notes": notes, "country": country, **between}


NAMED = row("JNIM", "Rebel group", "JNIM fighters raided Koro.")


def last(*rows: dict[str, Any]) -> tuple[str, str, str]:
    found = with_groups_meant(rows, ORDER)[-1]
    return found["actor1"], found["inter1"], found["interaction"]


@pytest.mark.parametrize(
    "notes",
    ["The rebels burned a school in Bandiagara.", "In Sevare the fighters shot a trader.", "The group then left."],
)
def test_the_group_that_was_named_before(notes: str) -> None:
    assert last(NAMED, row(UNNAMED, "Political militia", notes)) == ("JNIM", "Rebel group", "Rebel group-Civilians")


@pytest.mark.parametrize(
    "rows",
    [
        [row(UNNAMED, "Political militia", "The rebels burned a school.")],
        [NAMED, row(UNNAMED, "Political militia", "Rebels burned a school.")],
        [NAMED, row(UNNAMED, "Political militia", "The gunmen burned a school.")],
        [NAMED, row(UNNAMED, "Political militia", "The rebels burned a school.", "Niger")],
        [NAMED, row("ISSP", "Rebel group", "ISSP did."), row(UNNAMED, "Political militia", "The rebels burned it.")],
    ],
)
def test_others_stay_unnamed(rows: list[dict[str, Any]]) -> None:
    assert last(*rows) == (UNNAMED, "Political militia", "Political militia-Civilians")
