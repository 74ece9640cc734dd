"""Plain English is known by its commonest words; the model judges the rest."""

import pytest

from pipeline.stages import language
from pipeline.stages.language import is_english

ENGLISH = "The governor of the province said that his troops had left the town and would not return before the vote."
GERMAN = (
    "Die Regierung hat am Montag angekündigt, ihre Truppen aus der Stadt abzuziehen; der Sprecher nannte das Abkommen"
    " „the end of the war“ und dankte den Vermittlern, die seit Wochen mit beiden Seiten verhandelt hatten."
)


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identifier", None)
    assert is_english(ENGLISH)


def test_an_english_quotation_does_not_make_a_text_english() -> None:
    assert not is_english(GERMAN)


def test_a_headline_without_common_words_is_left_to_the_model() -> None:
    assert is_english("Rebels shell northern town; army vows revenge, mediators urge restraint before Sunday vote")
