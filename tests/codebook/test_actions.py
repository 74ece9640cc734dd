"""Every fault in an action file is told with its line, all at once, whatever shape the file has."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.codebook.actions.reader import POS
from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault
from tests.codebook.making import CODES, COMPOSITION, messages, read, rules

GOOD = """\
root: "19"
about: Fighting.
rules:
  - id: fight.attack
    verb: [attack]
    code: "19"
    match:
      - Rebels attacked the town.
no_match:
  - The weather was bad.
"""


def test_a_good_file_has_no_fault() -> None:
    file, faults = read(GOOD)
    assert faults == [] and file is not None
    assert (file.root, file.path, len(file.rules), len(file.no_match)) == ("19", "rules.yml", 1, 1)
    assert (file.rules[0].line, file.rules[0].match[0].line) == (4, 8)


@pytest.mark.parametrize("text", ["", "# all of it is a comment\n"])
def test_an_empty_file_is_called_so(text: str) -> None:
    assert messages(read(text)[1]).startswith("rules.yml: is empty")


RULE_FAULTS = [  # (line of GOOD, what to write there, where the fault is told, what it says)
    (5, "    verb: [attack]\n    colour: red", 6, "unknown key 'colour'"),
    (4, "  - name: fight", 4, "a rule needs an `id`"),
    (4, "  - id: ''", 4, "a rule needs an `id`"),
    (4, "  - id: [fight]", 4, "a rule needs an `id`"),
    (5, "    about: none", 4, "exactly one of verb, noun, adj"),
    (5, "    verb: [attack]\n    noun: [attack]", 4, "exactly one of verb, noun, adj"),
    (5, "    verb: []", 5, "must be a word or a list of words"),
    (5, "    verb: [[attack]]", 5, "must be a word or a list of words"),
    (5, "    verb: {attack: raid}", 5, "must be a word or a list of words"),
    (5, "    verb: $gone", 5, "no word set $gone"),
    (6, "    code: '77'", 6, "code 77 is not in the ontology"),
    (6, "    code: ['19']", 6, "`code` must be text"),
    (6, "    about: none", 4, "needs a `code` or a `compose` table"),
    (6, "    compose: forgive", 6, "no table 'forgive'"),
    (6, "    compose: [agree]", 6, "`compose` must be text"),
    (6, "    code: '19'\n    plover: FIGHT", 7, "no PLOVER type FIGHT"),
    (6, "    code: '19'\n    mode: aerial", 7, "no PLOVER mode aerial"),
    (6, "    code: '19'\n    plover: [ASSAULT]", 7, "`plover` must be text"),
    (6, "    code: '19'\n    mode: [aerial]", 7, "`mode` must be text"),
    (6, "    code: '19'\n    mutual: often", 7, "`mutual` must be yes or no"),
    (6, "    code: '19'\n    mutual: [true]", 7, "`mutual` must be yes or no"),
    (6, "    code: '19'\n    negated: maybe", 7, "`negated` must be yes or no"),
    (6, "    code: '19'\n    speech: 1", 7, "`speech` must be yes or no"),
    (6, "    code: '19'\n    where: [object]", 7, "`where` must map slots to conditions"),
    (6, "    code: '19'\n    unless: object", 7, "`unless` must map slots to conditions"),
    (6, "    code: '19'\n    where: {victim: present}", 7, "no slot 'victim'"),
    (6, "    code: '19'\n    where: {text: no trigger}", 7, "needs words and one *"),
    (6, "    code: '19'\n    where: {text: '* $gone'}", 7, "no word set $gone"),
    (6, "    code: '19'\n    reverse: '77'", 7, "code 77 is not in the ontology"),
    (6, "    code: '19'\n    reverse: ['19']", 7, "`reverse` must be text"),
    (6, "    code: '19'\n    where: {'object|victim': present}", 7, "no slot 'victim'"),
    (6, "    code: '19'\n    where:\n      subject: present\n      object: $gone", 9, "no word set $gone"),
    (6, "    code: '19'\n    where: {object: [[a]]}", 7, "must be a word or a list of words"),
    (6, "    code: '19'\n    where: {object: {a: b}}", 7, "must be a word or a list of words"),
    (6, "    code: '19'\n    where: {object: []}", 7, "must be a word or a list of words"),
    (6, "    code: '19'\n    where: {object: }", 7, "must be a word or a list of words"),
    (6, "    code: '19'\n    where: {clause.code: '88*'}", 7, "no code begins with 88"),
    (6, "    code: '19'\n    where: {clause.code: [['19']]}", 7, "must be a word or a list of words"),
    (6, "    code: '19'\n    where: {status: [sometimes]}", 7, "no status 'sometimes'"),
    (6, "    code: '19'\n    target: victim", 7, "no slot 'victim'"),
    (6, "    code: '19'\n    source: {a: b}", 7, "must be a word or a list of words"),
    (6, "    code: '19'\n    source: [[subject]]", 7, "must be a word or a list of words"),
    (6, "    code: '19'\n    deed: [victim]", 7, "no slot 'victim'"),
    (7, "    match: Rebels attacked.\n    todo_match:", 7, "`match` must be a list"),
    (7, "    no_match:", 4, "has no `match` example"),
    (8, "      - {sentence: Rebels attacked.}", 8, "needs a text"),
    (8, "      - {text: Rebels attacked., victim: x}", 8, "needs a text"),
    (8, "      - {text: [Rebels attacked.]}", 8, "needs a text"),
    (8, "      - {text: Rebels attacked., source: [Rebels]}", 8, "needs a text"),
    (8, "      - [Rebels attacked.]", 8, "needs a text"),
    (8, "      - {text: Rebels attacked., code: '77'}", 8, "an example's code 77 is not in the ontology"),
    (8, "      - {text: Rebels attacked., code: [77]}", 8, "needs a text"),
    (8, "      - {text: Rebels attacked., modality: doubtful}", 8, "modality doubtful is not in the status table"),
    (3, "sets: {few: [$gone]}\nrules:", 3, "unknown set $gone"),
    (3, "sets: [few]\nrules:", 3, "`sets` must map names"),
    (3, "sets: few\nrules:", 3, "`sets` must map names"),
    (3, "rulez: []\nrules:", 3, "unknown key 'rulez'"),
    (1, "root: ['19']", 1, "`root` must be text"),
    (9, "about_no_match:", 9, "unknown key 'about_no_match'"),
    (10, "  - [The weather was bad.]", 10, "needs a text"),
    (10, "  - {text: The weather was bad., code: '19'}", 10, "needs a text, and nothing beside it"),
]


@pytest.mark.parametrize(("line", "text", "told", "message"), RULE_FAULTS)
def test_faults(line: int, text: str, told: int, message: str) -> None:
    lines = GOOD.splitlines()
    lines[line - 1] = text
    _, faults = read("\n".join(lines))
    assert any(fault.line == told and fault.path == "rules.yml" and message in fault.what for fault in faults), (
        messages(faults)
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("rules: []", 1, "has no `no_match` example"),
        ("rules: {a: b}\nno_match: [x]", 1, "`rules` must be a list"),
        ("rules: attack\nno_match: [x]", 1, "`rules` must be a list"),
        ("no_match: [x]\nrules:\n  - attack", 3, "a rule needs an `id`"),
        ("no_match: x", 1, "`no_match` must be a list"),
    ],
)
def test_faults_of_files(text: str, line: int, message: str) -> None:
    _, faults = read(text)
    assert any(fault.line == line and message in fault.what for fault in faults), messages(faults)


def test_all_faults_come_at_once() -> None:
    text = GOOD.replace(
        '"19"\n    match', '"77"\n    target: victim\n    mutual: perhaps\n    where: {object: $gone}\n    match'
    )
    _, faults = read(text)
    assert len(faults) == 4, messages(faults)


_SCALARS = st.sampled_from(
    ["attack", "", "19", "$troops", "$gone", "present", "true", "x y", "object", "a|b", "*", "$"]
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "object", "clause.code", "status", "source", ""]), inner, max_size=3)
    ),
    max_leaves=5,
)
_RULE_KEYS = sorted({*POS, "id", "where", "unless", "code", "compose", "deed", "source", "target", "mutual", "negated",
                     "mode", "plover", "speech", "match", "no_match", "todo_match", "strange"})  # fmt: skip


def as_tree(value: object) -> object:
    """Plain values with lines, as the YAML reader gives them."""
    if isinstance(value, dict):
        node = Map(1)
        for key, inner in value.items():
            node[key], node.lines[key] = as_tree(inner), 1
        return node
    if isinstance(value, list):
        items = List(1)
        for inner in value:
            items.append(as_tree(inner))
            items.lines.append(1)
        return items
    return value


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(_RULE_KEYS), _TREES),
    st.dictionaries(st.sampled_from(["root", "sets", "no_match"]), _TREES),
)
def test_no_shape_of_file_escapes_as_a_traceback(rule: dict[str, object], file: dict[str, object]) -> None:
    from pipeline.codebook.actions.reader import ActionReader

    faults: list[Fault] = []
    tree = as_tree({**file, "rules": [{"id": "r", **rule}]})
    assert isinstance(tree, Map)
    ActionReader({"troops": ["soldier"]}, CODES, COMPOSITION, faults).read(tree, "rules.yml")
    assert all(fault.line >= 1 and re.search(r"\w", fault.what) for fault in faults)


@pytest.mark.parametrize(
    ("keys", "source", "target"),
    [
        ("verb: [attack]", "subject", "object"),
        ("verb: [attack], where: {object: [soldier]}", "subject", "recipient"),  # what a condition spent is no actor
        ('verb: [attack], where: {"object|recipient": [soldier]}', "subject", "object"),
        ("noun: [attack]", "subject", "object"),
        ("verb: [plan], where: {clause.code: '19'}", "subject", "prep.with"),
        ("verb: [attack], target: prep.at, source: [prep.by]", "prep.by", "prep.at"),
        ("verb: [attack], where: {object: [ACTOR]}", "subject", "object"),
        ("verb: [attack], where: {object: [ACTOR, village]}", "subject", "recipient"),
    ],
)
def test_where_actors_stand(keys: str, source: str, target: str) -> None:
    (rule,) = rules(f'id: r, {keys}, code: "19"')
    assert (rule.source[0], rule.target[0]) == (source, target)


def test_triggers_may_have_particles_and_sets() -> None:
    (rule,) = rules('id: r, verb: [Attack, lay down, $aid], code: "19"')
    assert set(rule.triggers) == {("attack", None), ("lay", "down"), ("aid", None), ("military", "aid")}


def test_sets_of_a_file_are_its_own() -> None:
    file, faults = read(GOOD.replace("rules:", "sets: {mine: [$troops, tank]}\nrules:").replace("[attack]", "$mine"))
    assert faults == [] and file is not None
    assert {lemma for lemma, _ in file.rules[0].triggers} == {"soldier", "tear", "tank"}
