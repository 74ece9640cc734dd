"""Who reports a deed without a doer did it, if he is an authority that does such things; nobody else did."""

import pytest

from tests.stages.coding import events


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Two activists were arrested in Harare on Friday, police said.", "police"),
        ("Prosecutors said the editor was held at dawn and barred from leaving the country.", "Prosecutors"),
        ("Two activists were arrested in Harare on Friday, their families said.", "Harare"),
        ("The editor was arrested in Harare on Friday, his lawyer said.", "Harare"),
        ("Two French teachers were detained in Tehran in May, the French foreign ministry said.", "Tehran"),
        ("Two men wanted for fraud were arrested in Turkey, Spanish police said.", "Turkey"),
        ("Police said two priests kidnapped last week had been freed.", None),
        ("Three herders were killed in Plateau state, police said.", None),
        ("The army said 30 rebels jailed for treason had fallen ill.", None),
    ],
)
def test_what_an_authority_reports_without_a_doer_it_did(text: str, source: str | None) -> None:
    deeds = [event for event in events(text) if not event["cameo_code"].startswith("01")]
    assert deeds[-1]["source_text"] == source
