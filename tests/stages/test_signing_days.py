"""The day on which something was signed is no day of what was agreed."""

import pytest

from tests.stages.coding import events


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Iraq and Turkey signed an agreement on sharing the waters of the Tigris on Sunday.", "2022-07-31"),
        ("Kenya and Uganda signed a deal on sharing electricity on Sunday.", "2022-07-31"),
    ],
)
def test_the_day_is_that_of_the_signing(text: str, day: str) -> None:
    assert {str(row["event_date"]) for row in events(text)} == {day}
