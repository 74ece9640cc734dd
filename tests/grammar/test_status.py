"""Whether a deed is told as done."""

import pytest

from tests.grammar.reading import mention

TABLE = [
    ("Rebels attacked the town.", "attacked", "asserted", False),
    ("Rebels have attacked the town.", "attacked", "asserted", False),
    ("Rebels will attack the town.", "attack", "planned", False),
    ("He said the army would attack the town.", "attack", "planned", False),
    ("Israel plans to attack the town.", "attack", "planned", False),
    ("The leaders are set to meet in Oslo.", "meet", "planned", False),
    ("The army is going to withdraw.", "withdraw", "planned", False),
    ("The militants are considering an attack on the base.", "attack", "planned", False),
    ("Rebels may attack the town.", "attack", "possible", False),
    ("The country could face a possible invasion.", "invasion", "possible", False),
    ("Troops must withdraw from the valley.", "withdraw", "obliged", False),
    ("Troops should withdraw from the valley.", "withdraw", "obliged", False),
    ("Syria has to release the prisoners.", "release", "obliged", False),
    ("Iran will retaliate if Israel attacks its ships.", "attacks", "conditional", False),
    ("The union will strike unless the company pays wages.", "pays", "conditional", False),
    ("Militants may have attacked the village.", "attacked", "conjectured", False),
    ("The army would have attacked the village.", "attacked", "imagined", False),
    ("Rebels did not attack the town.", "attack", "asserted", True),
    ("Rebels never attacked the town.", "attacked", "asserted", True),
    ("No soldiers were killed.", "killed", "asserted", True),
    ("Sudan failed to withdraw its troops.", "withdraw", "asserted", True),
    ("Police dispersed the crowd without firing shots.", "firing", "asserted", True),
    ("Sudan will not withdraw its troops.", "withdraw", "planned", True),
    ("There was no agreement with the unions.", "agreement", "asserted", True),
    ("The president plans to visit Rome and meet the pope.", "meet", "planned", False),
    ("France will send troops and train the army.", "train", "planned", False),
]


@pytest.mark.parametrize(("sentence", "trigger", "status", "negated"), TABLE)
def test_status(sentence: str, trigger: str, status: str, negated: bool) -> None:
    one = mention(sentence, trigger)
    assert (one.status, one.negated) == (status, negated), one.cue


def test_a_planned_event_noun() -> None:
    test_status("The militants planned an attack on the base.", "attack", "planned", False)


@pytest.mark.parametrize(
    ("sentence", "trigger", "cue"),
    [
        ("Rebels attacked the town.", "attacked", None),
        ("Rebels will attack the town.", "attack", "will"),
        ("Israel plans to attack the town.", "attack", "plans"),
        ("Rebels did not attack the town.", "attack", "not"),
        ("Sudan will not withdraw its troops.", "withdraw", "will not"),
    ],
)
def test_the_cue_says_why(sentence: str, trigger: str, cue: str | None) -> None:
    assert mention(sentence, trigger).cue == cue
