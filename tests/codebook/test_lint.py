"""Faults that only show across entries."""

from pathlib import Path

import pytest

from pipeline.codebook.lint.findings import advise, lint
from pipeline.codebook.load import load_with_sources
from tests.codebook.making import TINY, copy_tiny, messages

HEAD, TAIL = 'root: "50"\nrules:\n', "no_match: [Rain fell.]\n"


def rule(name: str, rest: str) -> str:
    return f"  - {{id: {name}, {rest}, match: [Freedonia sued Sylvania.]}}\n"


def found(tmp_path: Path, *rules: str) -> str:
    return messages(lint(*load_with_sources(copy_tiny(tmp_path, actions__60_more=HEAD + "".join(rules) + TAIL))))


def test_a_sound_codebook() -> None:
    assert lint(*load_with_sources(TINY)) == []


def test_rules_that_always_tie(tmp_path: Path) -> None:
    one = rule("one", 'verb: [scold, nag], where: {object: present}, code: "50"')
    two = rule("two", 'verb: [berate, scold], where: {object: present}, code: "55"')
    assert "rule two ties with one on every 'scold'" in found(tmp_path, one, two)


def test_rules_that_differ_do_not_tie(tmp_path: Path) -> None:
    one = rule("one", 'verb: [scold], where: {object: present}, code: "50"')
    others = [
        rule("where", 'verb: [scold], where: {subject: present}, code: "501"'.replace('"501"', '"50"')),
        rule("unless", 'verb: [scold], where: {object: present}, unless: {subject: present}, code: "50"'),
        rule("noun", 'noun: [scold], where: {object: present}, code: "50"'),
        rule("same", 'verb: [scold], where: {object: present}, code: "50"'),
    ]
    assert found(tmp_path, one, *others) == ""


def test_rules_that_left_their_root(tmp_path: Path) -> None:
    assert "codes 10 in the file of root 50" in found(tmp_path, rule("stray", 'verb: [scold], code: "10"'))


def warned(tmp_path: Path, *rules: str, sets: str = "", **files: str) -> str:
    body = HEAD.replace("rules:", f"sets: {{{sets}}}\nrules:") + "".join(rules) + TAIL
    return messages(advise(*load_with_sources(copy_tiny(tmp_path, actions__60_more=body, **files))))


def test_a_sound_codebook_is_not_warned_of() -> None:
    assert advise(*load_with_sources(TINY)) == []


def cameo(more: str) -> str:
    return f"{(TINY / 'cameo.yml').read_text()}  {more}\n"


def test_codes_that_nothing_gives(tmp_path: Path) -> None:
    found = warned(tmp_path, rule("one", 'verb: [scold], code: "50"'), cameo=cameo('"56": {label: Sing, quad: "1"}'))
    assert "cameo.yml:10: no rule or table gives code 56, 'Sing'" in found


def test_codes_that_are_said_not_to_be_coded(tmp_path: Path) -> None:
    silent = cameo('"56": {label: Sing, quad: "1", not_coded: Who would tell?}')
    one = rule("one", 'verb: [scold], code: "50"')
    assert warned(tmp_path / "a", one, cameo=silent) == ""
    two = HEAD.replace("50", "56") + rule("two", 'verb: [sing], code: "56"') + TAIL
    faults = lint(*load_with_sources(copy_tiny(tmp_path / "b", actions__61_more=two, cameo=silent)))
    assert "61_more.yml:3: rule two gives 56, which is `not_coded`" in messages(faults)


PRESENT = "object: present, subject: present, recipient: present, predicate: present"  # as specific as two words


@pytest.mark.parametrize(
    ("weak", "strong", "beaten"),
    [
        ("where: {object: [wife]}", "where: {object: [wife, king]}", True),
        ("where: {object: [wife, king]}", "where: {object: [wife]}", False),
        ("where: {object: [wife]}", "where: {'object|subject': [wife]}", True),
        ("where: {'object|subject': [wife]}", "where: {object: [wife]}", False),
        ("where: {object: [wife], subject: present}", "where: {object: [wife]}", False),  # more specific
        ("where: {object: [wife]}", "where: {object: [wife], subject: present}", False),  # fits more often
        ("where: {subject: present}", "where: {subject: present}, unless: {object: [wife]}", False),
        ("where: {subject: present}, unless: {object: [wife]}", "where: {subject: present}", True),
        ("where: {object: [old wife]}", "where: {object: [wife, old wife]}", True),
        ("where: {object: [wife, old wife]}", "where: {object: [wife]}", False),  # a phrase is more specific
        ("where: {prep.on: present}", "where: {prep.*: present}", True),
        ("where: {object: absent}", "where: {object: absent}", True),
        ("where: {object: after}", "where: {object: present}", True),
        ("where: {object: present}", "where: {object: after}", False),
        ("where: {object: after}", "where: {'object|prep.on': after}", True),
        ("where: {object: [wife]}", "where: {object: after}", False),
        ("where: {object: [STATE]}", "where: {object: [ACTOR]}", True),
        ("where: {object: [ACTOR]}", "where: {object: [STATE]}", False),
        ("where: {object: [GOV]}", "where: {object: [GOV, MIL]}", True),
        ("where: {object: [wife]}", "where: {object: [ACTOR]}", False),
        ("where: {clause.code: '101'}", "where: {clause.code: '10*'}", False),  # the longer code is more specific
        ("negated: true", "negated: true", True),
        ("negated: true", "mutual: true", False),
        ("where: {status: [planned]}", "where: {status: [planned, possible]}", True),
        ("where: {text: 'must *'}", f"where: {{{PRESENT}}}", False),  # says nothing of what fills the slots
        ("where: {text: 'must *'}", "where: {text: ['must *', 'may *']}", True),
        ("where: {text: ['must *', 'may *']}", "where: {text: 'must *'}", False),
        (
            "where: {object: present}, unless: {subject: present}",
            "where: {object: present}, unless: {text: 'must *'}",
            False,
        ),
    ],
)
def test_rules_that_another_always_beats(tmp_path: Path, weak: str, strong: str, beaten: bool) -> None:
    """The ids decide where both are as specific: a_strong comes before weak."""
    found = warned(
        tmp_path,
        rule("a_strong", f"verb: [scold, nag], code: '50', {strong}"),
        rule("weak", f"verb: [scold], code: '50', {weak}"),
    )
    assert ("rule weak can never win with scold: a_strong" in found) == beaten


def test_rules_with_another_trigger_do_not_beat(tmp_path: Path) -> None:
    found = warned(
        tmp_path, rule("a_strong", "verb: [scold], code: '50'"), rule("weak", "verb: [nag, 'scold off'], code: '50'")
    )
    assert found == ""


SCOLD = rule("one", 'verb: [scold], where: {object: [$kin]}, code: "50"')
FAMILY = "wife, son, aunt, king, niece"


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        ("kin: [wife], folk: [man]", "word set 'folk' is used nowhere"),
        ("kin: [wife, $folk], folk: [man]", ""),
        ("kin: [wife, man, wife]", "word set 'kin' lists wife twice"),
        ("kin: [wife, man, $folk], folk: [man]", "word set 'kin' lists man and includes $folk, which holds the same"),
        ("kin: [oil, $goods]", "word set 'kin' lists oil and includes $goods"),
        (f"kin: [{FAMILY}, $men], men: [{FAMILY}]", "lists aunt, king, niece and 2 more and includes $men"),
        (f"kin: [$folk, $men], men: [{FAMILY}, man], folk: [{FAMILY}]", "word set 'folk' shares 5 words with 'men'"),
        (f"kin: [$men, nephew], men: [{FAMILY}]", ""),
        (f"kin: [$folk, nephew], folk: [$men, cousin], men: [{FAMILY}]", ""),  # made of it, at second hand
        (f"kin: [$folk, $men], men: [{FAMILY}], folk: [cook, butler, $few], few: [wife, son]", ""),
    ],
)
def test_word_sets(tmp_path: Path, sets: str, message: str) -> None:
    found = warned(tmp_path, SCOLD, sets=sets)
    assert message in found if message else found == ""


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("verb: [scold, nag, scold]", "rule one: `verb` lists scold twice"),
        ("verb: [scold], where: {object: [man, wife, man]}", "rule one: `where object` lists man twice"),
        ("verb: [scold], unless: {object: [man, man]}", "rule one: `unless object` lists man twice"),
        ("verb: [scold], target: [object, prep.on, object]", "rule one: `target` lists object twice"),
        ("verb: [scold], where: {object: [man]}, unless: {object: [wife, man]}", "`where object` asks for man, which"),
        ("verb: [scold], where: {object: [man, wife]}, unless: {object: [$kin]}", "`where object` asks for man, wife"),
        ("verb: [scold], where: {object: [$kin, ox]}, unless: {object: [man, wife]}", "asks for $kin, which `unless o"),
        ("verb: [scold], where: {object: [$kin]}, unless: {object: [man]}", ""),  # an exception
        ("verb: [scold], where: {object: [man]}, unless: {subject: [man]}", ""),
        (
            "verb: [scold], where: {object: [man]}, unless: {'object|subject': [man]}",
            "`unless object|subject` excludes",
        ),
        ("verb: [scold], where: {'object|subject': [man]}, unless: {object: [man]}", ""),
        ("verb: [scold], where: {prep.on: [man]}, unless: {prep.*: [man]}", "`where prep.on` asks for man"),
        ("verb: [scold], where: {status: [planned]}, unless: {text: planned *}", ""),
        ("verb: [scold], where: {object: [man, prep.for]}", "`where object` lists the slot prep.for as a word"),
        ("verb: [scold], where: {object: ['object|clause.code']}", "lists the slot object|clause.code as a word"),
        ("verb: [scold], where: {object: [object, clause, deed, U.N.]}, target: [prep.on]", ""),
    ],
)
def test_lists_of_rules(tmp_path: Path, body: str, message: str) -> None:
    user = rule("user", 'verb: [sing], where: {object: $kin}, code: "50"')
    found = warned(tmp_path, rule("one", f'{body}, code: "50"'), user, sets="kin: [man, wife]")
    assert message in found if message else found == ""


def test_slots_in_word_sets(tmp_path: Path) -> None:
    assert "word set 'kin' lists the slot adv.to as a word" in warned(tmp_path, SCOLD, sets="kin: [wife, adv.to]")


def test_dead_whom_no_word_tells_of(tmp_path: Path) -> None:
    words = (TINY / "words.yml").read_text().replace("killing_verb: [kill]", "")
    silent = messages(advise(*load_with_sources(copy_tiny(tmp_path / "silent", words=words))))
    assert "words.yml:1: has neither a killing_verb nor a dying_verb" in silent
    assert advise(*load_with_sources(copy_tiny(tmp_path / "dying", words=f"{words}dying_verb: [die]"))) == []
