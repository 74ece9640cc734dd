"""What something was done for has yet to be reached; what is done with a tool is done."""

import pytest

from tests.stages.coding import events

UNREACHED = [  # the first deed is told, the second is not: (text, trigger of the first, code of the second)
    ("Kenya opened a consulate in Kampala so as to boost cooperation with Uganda.", "opened", "06"),
    ("The rebels surrounded the palace so as to kill the president.", "surrounded", "18"),
    ("Sudan met Ethiopian officials with the aim of signing a border deal.", "met", "05"),
    ("France sent a negotiator to Niamey with the intention of freeing the hostages.", "sent", "08"),
    ("Japan hosted a summit with Nepal designed to boost cooperation with India.", "hosted", "03"),
    ("Brussels imposed sanctions on Minsk intended to end the fighting in the east.", "imposed", "03"),
]


@pytest.mark.parametrize(("text", "trigger", "other"), UNREACHED)
def test_an_explicit_purpose_is_no_event(text: str, trigger: str, other: str) -> None:
    found = events(text)
    assert trigger in {row["trigger_text"] for row in found}
    assert not [row for row in found if row["cameo_code"].startswith(other) and row["trigger_text"] != trigger]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gunmen stormed a prison in Bauchi to free their leader.", "free"),
        ("Ethiopia sent soldiers into Somalia to fight al-Shabaab.", "fight"),
        ("Chad's army crossed the border to attack Sudanese rebels.", "attack"),
        ("The president flew to Baku to sign an agreement with Azerbaijan.", "sign"),
    ],
)
def test_what_is_yet_to_be_won_is_planned(text: str, trigger: str) -> None:
    assert {row["modality"] for row in events(text) if row["trigger_text"] == trigger} == {"planned"}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police in Nairobi used batons to disperse protesters.", "used"),
        ("Security forces used live rounds in order to break up a rally by opposition supporters.", "break up"),
        ("The two armies joined forces to attack the Tuareg rebels.", "attack"),
        ("Egyptian envoys travelled to Gaza to meet Hamas leaders.", "travelled"),
        ("Thousands gathered to protest against the government.", "protest"),
        ("The United Nations sent a convoy to deliver food to Sudanese refugees.", "deliver"),
        ("Rebels tried to storm the base in a bid to seize weapons from the army.", "storm"),
    ],
)
def test_what_is_done_by_it_is_done(text: str, trigger: str) -> None:
    assert {row["modality"] for row in events(text) if row["trigger_text"] == trigger} == {"asserted"}


def test_a_purpose_is_of_the_day_on_which_it_was_pursued() -> None:
    days = {row["event_date"] for row in events("On Friday Chad's army crossed the border to attack Sudanese rebels.")}
    assert [day.isoformat() for day in days] == ["2022-07-29"]


def test_the_words_of_a_purpose_are_no_target() -> None:
    (row,) = events("In order to isolate Qatar, Saudi Arabia closed its border.")
    assert row["target_code"] == "QAT"
