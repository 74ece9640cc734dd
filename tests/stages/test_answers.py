"""Who rejects or denies what was just asked or alleged is aimed at whoever did that."""

import pytest

from tests.stages.coding import events


@pytest.mark.parametrize(
    ("text", "answering", "asking"),
    [
        ("Peru demanded an apology and the return of two envoys; Chile refused both.", "Chile", "Peru"),
        ("Kenya accused Somalia of sheltering pirates. Somalia denied the charge.", "Somalia", "Kenya"),
        ("Turkey urged Sweden to extradite two editors. Stockholm rejected the request.", "Stockholm", "Turkey"),
        ("France called on Niger to free a priest. The junta in Niamey turned down the demand.", "The junta", "France"),
        ("The African Union called for a new vote, which Malawi rejected.", "Malawi", "The African Union"),
        ("Niger accused Benin of harbouring jihadists, which Cotonou denied.", "Cotonou", "Niger"),
        ("Jordan asked Israel to stop the raids. Israel refused.", "Israel", "Jordan"),
        ("Delhi asked Dhaka to lift its ban, but Bangladesh refused to discuss the matter.", "Bangladesh", "Delhi"),
    ],
)
def test_an_answer_is_aimed_at_whoever_asked(text: str, answering: str, asking: str) -> None:
    found = [row for row in events(text) if row["plover_type"] == "REJECT"]
    assert any(row["source_text"].startswith(answering) and row["target_text"] == asking for row in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Oman accused Yemen of piracy. Saudi Arabia refused to sign the treaty.",  # nobody asked it to
        "Oman accused Yemen of piracy. Fishermen stayed at home. The day was calm. Yemen denied the charge.",
        "Oman asked Yemen to release a boat. Yemen rejected a Qatari plan for the port.",
    ],
)
def test_other_refusals_are_not(text: str) -> None:
    assert "Oman" not in {row["target_text"] for row in events(text) if row["plover_type"] == "REJECT"}
