"""What an article remembers is no news of it."""

from datetime import date

import pytest

from pipeline.stages.background import Background
from pipeline.stages.report_days import Days
from tests.default_words import TEXT_WORDS

PUBLISHED = date(2026, 5, 20)

REMEMBERED = [
    "Gunmen attacked the same market in August 2024.",
    "The militia massacred hundreds of villagers in 2019.",
    "A witness told the judges on Tuesday how soldiers shot his brother in March 2013.",
    "The insurgents have killed more than 900 people since the start of last year.",
    "At least 14,000 civilians have been killed in the war, the monitors said.",
    "Rebels have killed 63 rangers in the park so far this year.",
    "The killing stirred memories of the army's assault on the students.",
    "It was one of the worst massacres of the conflict.",
    "Troops shot dead 21 protesters between June and July 2025.",
]
NEWS = [
    "Gunmen attacked a market on Monday.",
    "Rebels shot dead three farmers in the village.",
    "The army shelled the town on Saturday, killing five.",
    "Troops have killed 12 militants since Monday.",
    "A bomb killed 40 people in the deadliest attack since the rebellion began.",
    "Soldiers shot dead two men last week.",
    "Police fired tear gas at students on 18 May.",
]


@pytest.mark.parametrize(("text", "remembered"), [*((t, True) for t in REMEMBERED), *((t, False) for t in NEWS)])
def test_what_is_remembered(text: str, remembered: bool) -> None:
    background = Background(PUBLISHED, Days(PUBLISHED, [text], TEXT_WORDS), TEXT_WORDS)
    deed = min(at for word in ("attack", "kill", "shot", "massacre", "shell", "fired") if (at := text.find(word)) >= 0)
    assert background.is_remembered(text, deed) is remembered
