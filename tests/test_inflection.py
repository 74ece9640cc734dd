"""The forms in which words stand in texts."""

import pytest

from pipeline.inflection import all_forms, inflections, verb_forms

FORMS = """
attack: attacks attacked attacking
stage: stages staged staging
accuse: accuses accused accusing
free: frees freed freeing
flee: flees fleeing
agree: agrees agreed agreeing
guarantee: guarantees guaranteed guaranteeing
canoe: canoes canoed canoeing
eye: eyes eyed eyeing
die: dies died dying
lie: lies lied lying
tie: ties tied tying
vie: vies vied vying
untie: unties untied untying
argue: argues argued arguing
pursue: pursues pursued pursuing
panic: panics panicked panicking
traffic: traffics trafficked trafficking
mimic: mimics mimicked mimicking
sync: syncs synced syncing
quit: quits quitted quitting
acquit: acquits acquitted acquitting
equip: equips equipped equipping
squat: squats squatted squatting
stop: stops stopped stopping
ban: bans banned banning
visit: visits visited visiting
occur: occurs occurred occurring
rally: rallies rallied rallying
deny: denies denied denying
deploy: deploys deployed deploying
raid: raids raided raiding
repair: repairs repaired repairing
fix: fixes fixed fixing
clash: clashes clashed clashing
vow: vows vowed vowing
"""
WRONG = "freing fleing agreing diing liing tiing paniced panicced panicing syncked dieing raidded fixxed"


@pytest.mark.parametrize("line", FORMS.strip().splitlines())
def test_forms(line: str) -> None:
    word, forms = line.split(": ")
    assert {word, *forms.split()} <= inflections(word)


def test_what_nobody_writes_is_no_form() -> None:
    words = (line.partition(":")[0] for line in FORMS.strip().splitlines())
    assert {form for word in words for form in inflections(word)}.isdisjoint(WRONG.split())


def test_a_bloc_is_not_blocked() -> None:
    assert inflections("bloc").isdisjoint({"blocked", "blocking"})


@pytest.mark.parametrize("word", ["", "a", "ox", "qu", "ee", "ie"])
def test_short_words(word: str) -> None:
    assert word in inflections(word)


def test_irregular_forms() -> None:
    assert {"took", "taken", "taking"} <= all_forms("take")
    assert {"gunman", "gunmen"} <= all_forms("gunman")


def test_forms_of_verbs_by_what_they_do() -> None:
    forms = verb_forms(["kill", "tell", "hurt", "slain"])
    assert {"kill", "tell"} == forms.base
    assert {"kills", "tells", "hurts"} <= forms.third
    assert {"killed", "told", "hurt", "slain"} <= forms.past
    assert {"killing", "telling", "hurting"} <= forms.ing
    assert not forms.finite & (forms.base | forms.ing)
