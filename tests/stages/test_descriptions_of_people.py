"""What somebody is accused of, by nobody who is named, says who that is; it is no event."""

import pytest

from tests.stages.coding import events

ACCUSATION = ("112", "115", "116")


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("France deported a preacher suspected of recruiting militants.", "174"),
        ("Rwanda released a journalist charged with inciting violence.", "084"),
        ("Officers suspected of torture were suspended by the Kenyan interior ministry.", "172"),
        ("Politicians charged with treason were released in Uganda.", "084"),
        ("Iran, accused of arming the Houthis, rejected the demand.", "12"),
        ("The court in Quito jailed a lawmaker convicted of corruption.", "173"),
        ("Accused of spying, the engineer was arrested by police in Ghana.", "173"),
        ("The president met relatives of a man accused of terrorism.", "040"),
    ],
)
def test_an_accusation_by_nobody_describes(text: str, deed: str) -> None:
    codes = {row["cameo_code"] for row in events(text)}
    assert any(code.startswith(deed) for code in codes)
    assert not [code for code in codes if code.startswith(ACCUSATION)]


@pytest.mark.parametrize(
    ("text", "accuser"),
    [
        ("Two men accused by the army of spying for Rwanda were freed.", "the army"),
        ("Iran, accused by Israel of arming Hezbollah, rejected the charge.", "Israel"),
        ("The opposition leader is accused of treason.", None),
        ("A general was charged with treason on Monday.", None),
        ("Kenya accused a general suspected of torture of treason.", "Kenya"),
    ],
)
def test_an_accusation_by_somebody_and_one_that_is_the_news_are_events(text: str, accuser: str | None) -> None:
    assert accuser in {row["source_text"] for row in events(text) if row["cameo_code"].startswith(ACCUSATION)}


def test_other_participles_still_tell_deeds() -> None:
    found = {row["cameo_root"] for row in events("Turkey honoured two envoys kidnapped in Niger.")}
    assert "18" in found
