"""Who does what to whom in turns that newspapers are fond of, from the text to the event's words."""

import pytest

from tests.stages.coding import events

TURNS = [
    # what one does while doing something else
    (
        "In a telephone call with the Norwegian king, the Danish premier deplored the raid.",
        {("the Danish premier", "the Norwegian king", "CONSULT"), ("the Danish premier", "the raid", "ACCUSE")},
    ),
    (
        "During a visit to Oman, Yemen's foreign minister said peace was near.",
        {("Yemen's foreign minister", "Oman", "CONSULT")},
    ),
    # who does it
    ("Two constables were killed in a clash with Naga rebels.", {("Naga rebels", "Two constables", "ASSAULT")}),
    ("A Chadian senator is held in custody by Libyan police.", {("Libyan police", "A Chadian senator", "COERCE")}),
    ("Hutu rebels fought street battles with Rwandan police.", {("Hutu rebels", "Rwandan police", "ASSAULT")}),
    ("Kenyan troops fought alongside Ugandan soldiers.", {("Kenyan troops", "Ugandan soldiers", "COOPERATE")}),
    ("Norway helped Ghana draft a customs law.", {("Norway", "Ghana", "AID")}),
    ("Two Danish frigates escorted Omani tankers.", {("Two Danish frigates", "Omani tankers", "AID")}),
    ("SADC, a bloc that has armed Malawi, met.", {("SADC, a bloc", "Malawi", "AID")}),
    ("Peru deplored Chile's opposition to the dam.", {("Peru", "Chile", "ACCUSE")}),
    # with whom nobody is told
    ("The Omani cabinet met to discuss Yemen's debts.", {("The Omani cabinet", None, "CONSULT")}),
    ("Norway launched a mediation effort to heal the rift between Peru and Chile.", {("Norway", "Peru", "CONSULT")}),
    ("Norway held talks because a toll could hurt ties with Peru.", {("Norway", None, "CONSULT")}),
    ("An Omani brigade, backed by Saudi tanks, launched an attack.", {("An Omani brigade", None, "ASSAULT")}),
    # of whom it is asked
    ("The envoy said the attacks by Tuareg rebels must stop.", {("The envoy", "Tuareg rebels", "REQUEST")}),
]


@pytest.mark.parametrize(("text", "expected"), TURNS)
def test_who_does_what_to_whom(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {(row["source_text"], row["target_text"], row["plover_type"]) for row in events(text)}
    assert expected <= found


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the measures should win public support.",  # nothing is asked of anybody
        "The bureau has the power to detain suspects.",
        "The two states fear a war, as reports of troops grow and doubts of peace rise.",
        "We always investigate.",
        "The marchers were met with baton charges.",
        "The envoy said the rebels had two days to leave the valley.",
        "The ministry plans to give wardens the power to search cars.",
        "The row over trade between Peru and Chile goes on.",
        "Oslo does not believe that Chad will invade Niger.",
        "The vote demonstrated that Peru takes its debts seriously.",
        "Oman has bought a missile capable of hitting most of Yemen.",
    ],
)
def test_what_nobody_did_is_no_event(text: str) -> None:
    assert [row["cameo_code"] for row in events(text) if row["plover_type"]] == []


def test_what_a_speaker_asks_of_two_neither_asks_of_him() -> None:
    found = events("The envoy said Chad and Niger should hold talks.")
    assert {(row["source_text"], row["target_text"]) for row in found} == {
        ("The envoy", "Chad"),
        ("The envoy", "Niger"),
    }


def test_an_abbreviation_is_no_he() -> None:
    found = events("The premier said ZQT had armed rebels in Mali. He accused the group of treason.")
    assert "ZQT" not in {row["source_text"] for row in found}
