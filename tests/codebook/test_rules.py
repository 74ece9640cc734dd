"""Whether a rule fits, and which of several is the most specific."""

import pytest

from pipeline.codebook.actions.coder import SentenceCoder
from pipeline.codebook.actions.rule_index import RuleIndex
from pipeline.mentions import Arg
from tests.codebook.making import COMPOSITION, arg, rules, verb


def kinds(arg: Arg) -> frozenset[str]:
    """Rebels are the only known actors here."""
    return frozenset({"ACTOR", "REB"} if arg.lemma == "rebels" else ())


def misfit(keys: str, *mentions: object) -> str | None:
    (rule,) = rules(f'id: r, {keys}, code: "19"')
    index = RuleIndex([rule, *rules('id: deed, verb: [bomb], code: "195"')])
    coder = SentenceCoder(list(mentions), index, COMPOSITION, kinds)  # type: ignore[arg-type]
    return rule.misfit(coder.mentions[0], coder)


ATTACK = verb("attack", arg("subject", "Rebels"), arg("object", "two soldiers"), arg("prep.in", "Goma"))
CLAUSE = (verb("plan", arg("clause", "bomb", 1)), verb("bomb", number=1))


@pytest.mark.parametrize(
    ("keys", "mentions", "fits"),
    [
        ("verb: [attack]", [ATTACK], True),
        ("verb: [attack], where: {object: present}", [ATTACK], True),
        ("verb: [attack], where: {recipient: present}", [ATTACK], False),
        ("verb: [attack], where: {recipient: absent}", [ATTACK], True),
        ("verb: [attack], where: {object: absent}", [ATTACK], False),
        ("verb: [attack], where: {object: [soldier]}", [ATTACK], True),
        ("verb: [attack], where: {object: soldier}", [ATTACK], True),
        ("verb: [attack], where: {object: $troops}", [ATTACK], True),
        ("verb: [attack], where: {object: [village]}", [ATTACK], False),
        ("verb: [attack], where: {subject: [NAME]}", [ATTACK], True),
        ("verb: [attack], where: {object: [NAME]}", [ATTACK], False),
        ("verb: [attack], where: {subject: [ACTOR]}", [ATTACK], True),
        ("verb: [attack], where: {subject: [village, REB]}", [ATTACK], True),
        ("verb: [attack], where: {subject: [GOV]}", [ATTACK], False),
        ("verb: [attack], where: {object: ACTOR}", [ATTACK], False),
        ('verb: [attack], where: {"object|subject": [NAME]}', [ATTACK], True),
        ("verb: [attack], where: {prep.in: present}", [ATTACK], True),
        ('verb: [attack], where: {"prep.*": [NAME]}', [ATTACK], True),
        ("verb: [attack], unless: {object: [soldier]}", [ATTACK], False),
        ("verb: [attack], unless: {object: [village]}", [ATTACK], True),
        ('verb: [attack], negated: "true"', [ATTACK], False),
        ('verb: [attack], negated: "false"', [ATTACK], True),
        ("verb: [attack], where: {status: planned}", [ATTACK], False),
        ("verb: [attack], where: {status: [planned, asserted]}", [ATTACK], True),
        ('verb: [plan], where: {clause.code: "19*"}', CLAUSE, True),
        ('verb: [plan], where: {deed.code: ["08", "195"]}', CLAUSE, True),
        ('verb: [plan], where: {clause.code: "08"}', CLAUSE, False),
        ('verb: [plan], where: {object.code: "19"}', CLAUSE, False),
        ("verb: [say], where: {clause: after}", [verb("say", arg("clause", "bomb", start=110))], True),
        ("verb: [say], where: {clause: after}", [verb("say", arg("clause", "bomb", start=90))], False),
        ("verb: [say], where: {clause: after}", [verb("say", arg("object", "words", start=110))], False),
        ("verb: [plan], unless: {clause: denied}", CLAUSE, True),
        ("verb: [plan], unless: {clause: denied}", [CLAUSE[0], CLAUSE[1]._replace(negated=True)], False),
    ],
)
def test_conditions(keys: str, mentions: list[object], fits: bool) -> None:
    assert (misfit(keys, *mentions) is None) is fits


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("verb: [attack], where: {object: [village, town]}", "where object: [village, town] does not hold"),
        ("verb: [attack], unless: {object: present}", "unless object: present holds"),
        ('verb: [attack], negated: "true"', "needs a negation"),
    ],
)
def test_a_misfit_says_why_in_the_words_of_the_author(keys: str, reason: str) -> None:
    assert misfit(keys, ATTACK) == reason


ORDERED = [  # each beats those before it
    'id: a, verb: [give], code: "08"',
    'id: b, verb: [give], code: "03", where: {subject: absent}',
    'id: c, verb: [give], code: "10", where: {object: present}',
    'id: k, verb: [give], code: "01", where: {object: [ACTOR], subject: absent}',
    'id: d, verb: [give], code: "12", where: {object: [aid]}',
    'id: e, verb: [give], code: "19", where: {object: $aid}',
    'id: f, verb: [give], code: "195", where: {object: $aid, prep.to: present}',
]


@pytest.mark.parametrize("count", range(1, len(ORDERED) + 1))
def test_the_most_specific_rule_wins(count: int) -> None:
    give = verb("give", arg("object", "military aid"), arg("prep.to", "Kyiv"))
    listed = rules(*ORDERED[:count])
    coded = SentenceCoder([give], RuleIndex(reversed(listed)), COMPOSITION, lambda _: frozenset({"ACTOR"})).coded(0)
    assert coded is not None and coded.rule.id == listed[-1].id


def test_a_longer_code_prefix_is_more_specific() -> None:
    listed = rules(
        'id: any, verb: [plan], code: "03", where: {clause.code: "19"}',
        'id: bomb, verb: [plan], code: "138", where: {clause.code: "195"}',
        'id: deed, verb: [bomb], code: "195"',
    )
    coded = SentenceCoder(CLAUSE, RuleIndex(listed), COMPOSITION).coded(0)
    assert coded is not None and coded.rule.id == "bomb"


def test_phrasal_triggers() -> None:
    index = RuleIndex(rules('id: plain, verb: [break], code: "19"', 'id: off, verb: [break off], code: "12"'))
    winners = {
        particle: SentenceCoder([verb("break", particle=particle)], index, COMPOSITION).coded(0)
        for particle in (None, "off", "down")
    }
    assert {particle: coded and coded.rule.id for particle, coded in winners.items()} == {
        None: "plain", "off": "off", "down": "plain",
    }  # fmt: skip


def test_a_wrong_lemma_is_mended_by_the_form() -> None:
    index = RuleIndex(rules('id: stage, verb: [stage], code: "19"'))
    assert [rule.id for rule in index.candidates(verb("stag", form="staged"))] == ["stage"]
    assert list(index.candidates(verb("stage", pos="NOUN"))) == []
