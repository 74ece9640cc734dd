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
    # whose wish is turned down, and not who else is named in it
    (
        "Peru's unions snubbed the president's invitation to a dinner of party leaders.",
        {("Peru's unions", "the president's invitation", "REJECT")},
    ),
    (
        "Fiji cancelled a visit by a Danish delegation to Suva on Monday.",
        {("Fiji", "a Danish delegation", "REJECT")},
    ),
    ("Slovakia blocked an EU loan for Georgia.", {("Slovakia", "Georgia", "REJECT")}),
    ("Malta and Tunisia failed to agree on fishing rights.", {("Malta", "Tunisia", "REJECT")}),
    ("Oman voted down a Yemeni motion by 58 votes to 41.", {("Oman", "a Yemeni motion", "REJECT")}),
    # whom forces face, not one's own place
    (
        "Norway put its navy on alert after a Russian submarine entered the fjord.",
        {("Norway", "a Russian submarine", "MOBILIZE")},
    ),
    (
        "Chad raised the readiness of its army amid a row with Sudan over wells.",
        {("Chad", "Sudan", "MOBILIZE")},
    ),
    # who exerts pressure
    (
        "Chile's president scrapped the fare rise after students occupied stations.",
        {("Chile's president", "students", "YIELD")},
    ),
    (
        "Truckers lifted their blockade of Oruro after the Bolivian government cut the tax.",
        {("Truckers", "the Bolivian government", "YIELD")},
    ),
    # who could avert a threat
    (
        "Railwaymen threatened to strike from the first day of June if the Ghanaian ministry does not pay arrears.",
        {("Railwaymen", "the Ghanaian ministry", "THREATEN")},
    ),
    # whom a protest's reasons name
    (
        "Herders blocked the road to Gao in anger at the Malian army.",
        {("Herders", "the Malian army", "PROTEST")},
    ),
    ("Clerks are on hunger strike over delays by the courts.", {("Clerks", "the courts", "PROTEST")}),
    # whom it is done to, beside a place or matter that nobody knows
    (
        "Slovenia will host the Croatian ministers for a retreat in Bled.",
        {("Slovenia", "the Croatian ministers", "AGREE")},
    ),
    # days and feasts are nobody
    (
        "The union of Greek seamen will strike from Easter Monday unless the ministry withdraws its bill.",
        {("The union of Greek seamen", "the ministry", "THREATEN")},
    ),
    # whoever speaks for a country
    (
        "Peru's foreign minister said his country stands behind Chile.",
        {("Peru's foreign minister", "Chile", "SUPPORT")},
    ),
    # regions that govern themselves
    ("Puntland accused Somalia of arming rebels.", {("Puntland", "Somalia", "ACCUSE")}),
    ("Iraqi Kurdistan signed an accord with Baghdad.", {("Iraqi Kurdistan", "Baghdad", "SUPPORT")}),
    # who tells whom in a headline
    ("UN to Chad: let aid into Abeche", {("UN", "Chad", "REQUEST")}),
    ("China to Japan: lift the sanctions", {("China", "Japan", "REQUEST")}),
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
