"""A sentence's mentions → what was done: composition, status, absorption, speech, mutual deeds."""

import pytest

from pipeline.codebook.actions.coded import Coded
from pipeline.codebook.actions.coder import SentenceCoder, group_by_sentence
from pipeline.codebook.actions.rule_index import RuleIndex
from pipeline.codebook.actions.verdicts import verdicts
from pipeline.mentions import Mention
from tests.codebook.making import COMPOSITION, arg, rules, verb

RULES = RuleIndex(
    rules(
        'id: say, verb: [say], speech: "true", code: "01"',
        'id: attack, verb: [attack], code: "19"',
        'id: bomb, verb: [bomb], code: "195"',
        'id: withdraw, verb: [withdraw], code: "087"',
        'id: yield, verb: [yield], code: "08"',
        "id: agree, verb: [agree], compose: agree, target: [prep.with, deed.target]",
        'id: refuse, verb: [refuse], compose: reject, code: "12", target: [deed.target]',
        'id: raid, noun: [raid], code: "19"',
        'id: meet, verb: [meet], code: "03", mutual: "true"',
        'id: spurn, verb: [spurn], code: "12"',
        'id: ask, verb: [ask], where: {object|prep.for: [aid]}, code: "10", target: [prep.from, object, prep.to]',
    )
)


def coder(*mentions: Mention) -> SentenceCoder:
    return SentenceCoder(list(mentions), RULES, COMPOSITION)


def events(*mentions: Mention) -> list[Coded]:
    return coder(*mentions).events()


def words(coded: Coded, side: str) -> list[str]:
    return [one.lemma for one in (coded.sources if side == "source" else coded.targets)]


A, B = arg("subject", "Ankara"), arg("object", "Baku", start=20)


def test_a_plain_deed() -> None:
    (event,) = events(verb("attack", A, B))
    assert (event.code, event.modality, words(event, "source"), words(event, "target")) == (
        "19", "asserted", ["ankara"], ["baku"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lemma", "status", "negated", "expected"),
    [
        ("attack", "planned", False, ("138", "planned")),
        ("yield", "planned", False, ("035", "planned")),
        ("attack", "conditional", False, ("19", "conditional")),
        ("attack", "possible", False, None),
        ("attack", "conjectured", False, None),  # no row in this table: not coded
        ("yield", "asserted", True, ("12", "negated")),
        ("attack", "asserted", True, None),  # hostility that did not happen is nothing
        ("attack", "obliged", False, None),  # nobody demands it
    ],
)
def test_the_status_table(lemma: str, status: str, negated: bool, expected: tuple[str, str] | None) -> None:
    found = events(verb(lemma, A, B, status=status, negated=negated))
    assert [(event.code, event.modality) for event in found] == ([expected] if expected else [])


@pytest.mark.parametrize("slot", ["adv.to", "subject"])
@pytest.mark.parametrize(("deed", "codes"), [("", ["19", "195"]), ("deed: [{}], ", ["19"])])
def test_what_is_apart_is_absorbed_where_the_rule_looks_for_a_deed_there(
    slot: str, deed: str, codes: list[str]
) -> None:
    march = f'id: march, verb: [march], {deed.format(slot)}code: "19"'
    index = RuleIndex(rules(march, 'id: bomb, verb: [bomb], code: "195"'))
    sentence = [verb("march", A, arg(slot, "bomb", 1)), verb("bomb", A, B, number=1, parent=0)]
    assert [event.code for event in SentenceCoder(sentence, index, COMPOSITION).events()] == codes


def test_a_rule_for_negated_mentions_keeps_its_code() -> None:
    index = RuleIndex(rules('id: spare, verb: [attack], negated: "true", code: "08"'))
    found = SentenceCoder([verb("attack", A, B, negated=True)], index, COMPOSITION).events()
    assert [(event.rule.id, event.code) for event in found] == [("spare", "08")]


def test_a_rule_for_negated_mentions_is_the_more_specific() -> None:
    pair = rules('id: spare, verb: [attack], negated: "true", code: "08"', 'id: attack, verb: [attack], code: "19"')
    found = SentenceCoder([verb("attack", A, B, negated=True)], RuleIndex(pair), COMPOSITION).events()
    assert [event.rule.id for event in found] == ["spare"]


def governed(top: str, deed: str, **status: object) -> tuple[Mention, Mention]:
    """ "Ankara <top> to <deed> Baku" """
    return (
        verb(top, A, arg("clause", deed, mention=1)),
        verb(deed, A, B, number=1, parent=0, **status),  # type: ignore[arg-type]
    )


def test_a_composed_deed_absorbs_what_it_governs() -> None:
    (event,) = events(*governed("agree", "yield"))
    assert (event.rule.id, event.raw, words(event, "target")) == ("agree", "035", ["baku"])


def test_a_noun_without_a_code_stands_for_the_deed_in_its_clause() -> None:
    drop = verb("agree", A, arg("object", "plan", mention=1))
    plan = verb("plan", arg("clause", "yield", mention=2), number=1, pos="NOUN", parent=0)
    (event,) = events(drop, plan, verb("yield", A, B, number=2, parent=1))
    assert (event.rule.id, event.raw) == ("agree", "035")


def test_composition_knows_negation() -> None:
    (event,) = events(*governed("agree", "attack", negated=True))
    assert event.code == "087"


def test_without_a_deed_the_code_of_the_rule_stands_in() -> None:
    assert [event.code for event in events(verb("refuse", A))] == ["12"]
    assert [event.code for event in events(*governed("refuse", "attack"))] == ["12"]
    assert events(verb("agree", A)) == []


def test_what_does_not_compose_is_coded_itself() -> None:
    mentions = verb("agree", A, arg("clause", "meet", mention=1)), verb("meet", A, B, number=1, parent=0)
    assert [event.rule.id for event in events(*mentions)] == ["meet"]


def test_absorption_reaches_through_mentions_without_a_rule() -> None:
    agree = verb("agree", A, arg("prep.on", "plan", mention=1))
    plan = verb("plan", arg("clause", "bomb", mention=2), number=1, pos="NOUN", parent=0)
    found = events(verb("yield", *agree.args), plan, verb("bomb", B, number=2, parent=1))
    assert [event.rule.id for event in found] == ["yield"]


@pytest.mark.parametrize(
    ("slot", "absorbed"), [("object", True), ("subject", False), ("adv.after", False), ("mod", False)]
)
def test_subjects_and_adverbial_clauses_are_not_absorbed(slot: str, absorbed: bool) -> None:
    found = events(verb("attack", arg(slot, "raid", mention=1)), verb("raid", number=1, pos="NOUN", parent=0))
    assert ("raid" not in [event.rule.id for event in found]) is absorbed


def test_speech_lets_the_deed_through_and_is_its_attribution() -> None:
    said = verb("say", arg("subject", "Kyiv"), arg("clause", "attack", mention=1))
    (event,) = events(said, verb("attack", A, B, number=1, parent=0))
    assert (event.rule.id, [one.lemma for one in event.speaker]) == ("attack", ["kyiv"])


def test_speech_without_a_deed_is_an_event_itself() -> None:
    (event,) = events(verb("say", A, arg("clause", "rain", mention=1)), verb("rain", number=1, parent=0))
    assert (event.rule.id, event.speaker) == ("say", ())


def test_according_to_is_an_attribution() -> None:
    (event,) = events(verb("attack", A, B, arg("prep.according", "police")))
    assert [one.lemma for one in event.speaker] == ["police"]


def test_what_a_speaker_says_others_must_do_is_the_speakers_demand() -> None:
    said = verb("say", arg("subject", "Kyiv"), arg("clause", "withdraw", mention=1))
    (event,) = events(said, verb("withdraw", A, number=1, parent=0, status="obliged"))
    assert (event.code, words(event, "source"), words(event, "target")) == ("10", ["kyiv"], ["ankara"])


def test_what_told_the_deed_is_no_target_where_a_party_is_named() -> None:
    (event,) = events(verb("ask", A, B, arg("prep.for", "aid", start=30)))
    assert words(event, "target") == ["baku"]
    (event,) = events(verb("ask", A, arg("object", "aid", start=20), arg("prep.to", "Baku", start=30)))
    assert words(event, "target") == ["baku"]
    (event,) = events(verb("ask", A, arg("object", "aid", start=20)))
    assert words(event, "target") == ["aid"]


def test_what_is_turned_down_is_its_makers() -> None:
    plan = arg("object", "plan", start=20)
    made = verb("draft", arg("subject", "Baku", start=30), plan, number=1, parent=0)
    turned = SentenceCoder([verb("spurn", A, plan), made], RULES, COMPOSITION, lambda one: frozenset())
    (event,) = turned.events()
    assert words(event, "target") == ["baku"]


def test_what_must_not_be_done_is_demanded_too() -> None:
    said = verb("say", arg("subject", "Kyiv"), arg("clause", "attack", mention=1))
    (event,) = events(said, verb("attack", A, B, number=1, parent=0, status="obliged", negated=True))
    assert (event.code, event.modality, words(event, "target")) == ("10", "planned", ["ankara"])


def test_what_is_announced_without_a_doer_is_the_speakers_deed() -> None:
    said = verb("say", arg("subject", "Kyiv"), arg("clause", "attack", mention=1))
    (event,) = events(said, verb("attack", B, number=1, parent=0, status="planned"))
    assert (event.code, words(event, "source"), words(event, "target")) == ("138", ["kyiv"], ["baku"])
    (event,) = events(said, verb("attack", A, B, number=1, parent=0, status="planned"))
    assert words(event, "source") == ["ankara"]


def test_we_are_the_side_of_who_speaks() -> None:
    said = verb("say", arg("subject", "Kyiv"), arg("clause", "attack", mention=1))
    (event,) = events(said, verb("attack", arg("subject", "we"), B, number=1, parent=0))
    assert (words(event, "source"), words(event, "target")) == (["kyiv"], ["baku"])


def test_a_word_is_not_both_source_and_target() -> None:
    (event,) = events(verb("attack", A, A._replace(slot="object")))
    assert (words(event, "source"), words(event, "target")) == (["ankara"], [])


def test_mentions_that_hold_each_other_end() -> None:
    circle = (
        verb("agree", arg("clause", "agree", mention=1)),
        verb("agree", arg("clause", "agree", mention=0), number=1),
    )
    assert events(*circle) == []


def test_a_long_chain_ends() -> None:
    chain = [
        verb("agree", arg("clause", "agree", mention=at + 1), number=at, parent=at - 1 if at else None)
        for at in range(40)
    ]
    assert events(*chain, verb("yield", number=40, parent=39)) != []


def test_verdicts_name_the_winner_first_and_why_others_lost() -> None:
    mention = verb("agree", A)
    (verdict,) = verdicts(mention, coder(mention))
    assert (verdict.rule.id, verdict.misfit) == ("agree", "no deed here that 'agree' composes with")
    assert verdicts(verb("attack", A, B), coder(verb("attack", A, B)))[0].misfit is None


def test_mentions_are_grouped_by_sentence_in_order() -> None:
    one, two, other = verb("a"), verb("b", number=1), verb("c")._replace(sentence_id=1)
    assert group_by_sentence([one, other, two]) == {("d", 0): [one, two], ("d", 1): [other]}
