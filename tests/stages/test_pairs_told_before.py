"""For whom "the two sides" and its like stand: the sides of the deed that was coded last."""

import pytest

from tests.stages.coding import events

SHELLING = "Armenia shelled Azerbaijani positions on Monday."


def sides(text: str) -> set[tuple[str | None, str | None]]:
    """The codes of both sides of what the last sentence tells."""
    rows = events(text)
    last = max((row["sentence_id"] for row in rows), default=0)
    return {(row["source_code"], row["target_code"]) for row in rows if row["sentence_id"] == last}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (f"{SHELLING} The two sides agreed to a ceasefire on Tuesday.", "ARM", "AZE"),
        (f"{SHELLING} Both countries then signed a truce.", "ARM", "AZE"),
        ("Rwanda accused Congo of supporting rebels. The two presidents met in Luanda.", "RWAGOV", "CODGOV"),
        ("Morocco accused Algeria of spying. The two foreign ministers met in Madrid.", "MARGOV", "DZAGOV"),
        ("Kenya expelled Somali diplomats last week. The two governments restored relations.", "KENGOV", "SOMGOV"),
        ("Serbia and Kosovo traded accusations. The parties met in Brussels.", "SRB", "XKX"),
        ("The government attacked rebels in Darfur. The warring parties signed a truce.", "SDNGOV", "SDNREB"),
        ("Israel bombed Gaza City. Hamas shelled Israel. The two sides met in Doha.", "PSEREBHMS", "ISR"),
        ("Niger accused Benin of spying on Mali. The two neighbouring countries held talks.", "NER", "BEN"),
        (
            "Kyrgyz troops fought Tajik soldiers. Kyrgyzstan evacuated 90 villagers. The two sides agreed to a truce.",
            "KGZ",
            "TJK",
        ),
        ("Kim Jong Un met Vladimir Putin in Vladivostok. The two leaders signed a pact.", "PRKGOV", "RUSGOV"),
    ],
)
def test_the_sides_of_the_last_deed(text: str, one: str, other: str) -> None:
    assert {(one, other), (other, one)} <= sides(text)


def test_in_the_same_sentence() -> None:
    rows = events("Pakistan shelled Indian positions in Kashmir, and the two countries later agreed to talks.")
    assert ("IND", "PAK") in {(row["source_code"], row["target_code"]) for row in rows if row["cameo_root"] == "03"}


@pytest.mark.parametrize(
    "text",
    [
        "Russia, Ukraine and Turkey met in Istanbul. The two sides signed a deal.",
        "Iran attacked Iraq, and Kuwait condemned Iran. The two sides agreed to a truce.",
        "Iran attacked Iraq, and Kuwait condemned Iran. The two presidents met in Doha.",
        "The army attacked rebels in Darfur. Both countries signed a truce.",
        "The United States criticised Palestinian officials. The American envoy gave both sides two days to agree.",
        "France criticised Mali. The four opposition parties praised the move.",
    ],
)
def test_nobody_where_others_fit(text: str) -> None:
    (row, *_) = [*(row for row in events(text) if row["sentence_id"] == 1), None]
    assert row is None or None in (row["source_code"], row["target_code"])
