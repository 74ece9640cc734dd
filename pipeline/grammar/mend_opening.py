"""What says when, before the main clause, where its last word and the main subject are read as one."""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, move, subject_label

_OPENING = 6  # words before which such a clause begins: "Less than two weeks after …"
_MARKS = frozenset("after before when as since while once because although".split())
_PAST = frozenset({"VBD", "VBN"})
_FINITE = _PAST | {"VBZ", "VBP"}
_DATING = frozenset({"in", "on", "by", "since"})
_SHORTEST = 6  # words of a sentence that a date opens
# Other openings behind which the subject may begin without a comma, by their first word
_PHRASES = {
    "in": ("the meantime", "the meanwhile", "the interim", "the end", "the process", "response", "return", "reply",
           "retaliation", "revenge", "reprisal", "turn", "addition", "parallel", "private", "public", "all"),
    "at": ("the same time", "dawn", "dusk", "night", "nightfall", "midnight", "noon", "midday", "sunrise", "sunset"),
    "by": ("then", "dawn", "dusk", "nightfall", "noon", "evening", "midday", "midnight"),
    "for": ("weeks", "months", "years", "days", "hours", "decades", "example", "instance"),
}  # fmt: skip


def mend_opening_date(nodes: list[Node]) -> None:
    """ "In March Turkey shot down …", "On Monday night rebels …", "In the meantime Israeli jets …": behind a month, a
    year, a day or such a phrase the subject begins."""
    last = _opening(nodes) if len(nodes) >= _SHORTEST else None
    if last is None:
        return
    prep = nodes[0]
    noun = last.head
    while noun.index <= last.index and noun.head is not noun:
        noun = noun.head
    verb = noun.head.head if noun.head is prep else noun.head
    if noun.pos not in ("NOUN", "PROPN") or verb.pos not in ("VERB", "AUX") or not last.index < noun.index < verb.index:
        return
    if noun.head is prep and verb.child("nsubj", "nsubjpass") is None and nodes[noun.index + 1].form != ",":
        move(noun, verb, subject_label(verb))
    if noun.dep in ("nsubj", "nsubjpass"):
        move(last, prep, "pobj")
        for word in nodes[1 : last.index]:
            move(word, last, "det" if word.pos == "DET" else "compound")


def _opening(nodes: list[Node]) -> Node | None:
    """The last word of a date, or of another phrase, that opens a sentence with its preposition."""
    if nodes[0].lower in _DATING and _dates(nodes[1]):
        return nodes[2] if nodes[2].lower in lex.TIMES else nodes[1]
    for phrase in _PHRASES.get(nodes[0].lower, ()):
        words = phrase.split()
        if [node.lower for node in nodes[1 : len(words) + 1]] == words:
            return nodes[len(words)]
    return None


def _dates(node: Node) -> bool:
    return node.lower in lex.CALENDAR or (node.form.isdigit() and len(node.form) == 4)


def mend_opening_clause(nodes: list[Node]) -> None:
    """ "A week after Russia shelled Kharkiv, Ukraine bombed Belgorod": "Kharkiv, Ukraine" is no place with its country.

    A clause that a conjunction opens needs another behind its comma, and that begins with its subject.
    """
    mark = next((node for node in nodes[:_OPENING] if node.lower in _MARKS and node.dep in ("mark", "prep")), None)
    comma = next((node for node in nodes if node.form == ","), None)
    if mark is None or comma is None or comma.index < mark.index:
        return
    first = next((node for node in nodes[mark.index + 1 : comma.index] if node.tag in _PAST), None)
    subject, second = _subject_and_verb(nodes, comma)
    if first is None or subject is None or second is None or subject.head.index >= comma.index:
        return
    if nodes[comma.index - 1].pos == "PROPN" and first.index < comma.index - 1:
        _rebuild(nodes, comma, first, subject, second)


def _subject_and_verb(nodes: list[Node], comma: Node) -> tuple[Node | None, Node | None]:
    """The bare name behind a comma, and the verb right behind the name."""
    at = comma.index + 1
    while at < len(nodes) and nodes[at].pos == "PROPN":
        at += 1
    if at == comma.index + 1 or at == len(nodes) or nodes[at].tag not in _FINITE:
        return None, None
    return nodes[at - 1], nodes[at]


def _rebuild(nodes: list[Node], comma: Node, first: Node, subject: Node, second: Node) -> None:
    place = nodes[comma.index - 1]
    for verb in (first, second):
        verb.pos, verb.tag = "VERB", "VBD" if verb.tag in _PAST else verb.tag
    ending = next((node for node in nodes if node.head is node), second)
    move(second, second, "ROOT")
    move(subject, second, "nsubj")
    move(first, second, "advcl")
    move(comma, second, "punct")
    if place.head.dep not in ("prep", "agent") or place.head.index < first.index:
        move(place, first, "dobj")
    for node in nodes:
        if node in (first, second, subject, place, comma):
            continue
        astray = (node.head.index < comma.index) != (node.index < comma.index) or node.head is node
        if node.index < comma.index and (astray or (node.head is place and node.index < first.index)):
            move(node, first, "nsubj" if node.pos in ("PROPN", "NOUN", "PRON") and _follows(node, first) else node.dep)
        elif node.index > comma.index and (astray or node is ending):
            move(node, subject if node.index < subject.index else second, node.dep)


def _follows(noun: Node, verb: Node) -> bool:
    """Whether a noun can be the subject of a verb: nothing else is, and it stands right before."""
    return noun.index == verb.index - 1 and verb.child("nsubj", "nsubjpass") is None
