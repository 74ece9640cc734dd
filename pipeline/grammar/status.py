"""Whether a deed is told as done: asserted, planned, possible, obliged, conditional or conjectured; negated or not.

planned      will attack, plans to attack, would attack (the future seen from the past)
possible     may attack, could attack
obliged      must withdraw, should withdraw
conditional  if / unless / until … attacks
conjectured  may have attacked, would have attacked: about the past, so neither plan nor threat
"""

from typing import NamedTuple

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node


class Status(NamedTuple):
    """`cue` holds the words that made the deed unreal or negated, None for a plain assertion."""

    status: str
    negated: bool
    cue: str | None


_INFINITIVES = frozenset({"xcomp", "acl", "advcl", "pcomp", "acomp", "attr", "ccomp", "relcl"})
ASSERTED = Status("asserted", False, None)


def verb_status(node: Node, depth: int = 0) -> Status:
    """The status of a verb or predicate from its auxiliaries, negation, conjunction and governing word."""
    own = _modal(_auxiliaries(node)) or _subjunctive(node)
    mark = _condition(node)
    if mark:
        own = ("conditional", mark)
    negator = _negator(node)
    if own is None and depth < 6:
        own, above = _inherited(node, depth)
        negator = negator or above
    status, cue = own or ("asserted", None)
    return Status(status, negator is not None, " ".join(filter(None, (cue, negator))) or None)


def noun_status(node: Node, governor: Status | None) -> Status:
    """The status of an event noun from its modifiers and from the verb that carries it."""
    base = governor or ASSERTED
    for child in node.children:
        if child.dep in ("det", "neg", "preconj", "advmod") and child.lower in ("no", "neither", "not", "without"):
            return Status(base.status, True, child.form)
        if child.dep in ("amod", "compound") and child.lower in lex.UNREAL_MODIFIERS:
            return Status(lex.UNREAL_MODIFIERS[child.lower], base.negated, child.form)
    if node.dep == "pobj" and node.head.lower == "without":
        return Status(base.status, True, node.head.form)
    if node.dep == "pobj" and node.head.dep == "prep" and node.head.head.lemma in lex.FEARS:
        return Status("possible", base.negated, node.head.head.form)
    return base


def _auxiliaries(node: Node) -> list[Node]:
    aux = node.all("aux", "auxpass")
    if not aux and node.dep == "conj" and node.tag == "VB" and node.child("nsubj", "nsubjpass") is None:
        return _auxiliaries(node.head)
    if not aux and node.dep in ("acomp", "attr") and node.head.lemma in ("be", "become", "remain"):
        return _auxiliaries(node.head) if node.head is not node else []
    return aux


def _modal(aux: list[Node]) -> tuple[str, str] | None:
    have = any(child.lemma == "have" or child.lower in ("have", "'ve", "’ve") for child in aux)
    for child in aux:
        word = child.lower
        if word in lex.MODALS_PLANNED:
            return "planned", child.form
        if word in lex.MODALS_OBLIGED:
            return ("conjectured" if have else "obliged"), child.form
        if word in lex.MODALS_FUTURE_IN_PAST:
            return ("conjectured" if have else "planned"), child.form
        if word in lex.MODALS_POSSIBLE:
            return ("conjectured" if have else "possible"), child.form
    return None


def _subjunctive(node: Node) -> tuple[str, str] | None:
    """ "insisted that Iran halt enrichment": a bare verb with a subject of its own is asked for, not told."""
    bare = node.dep == "ccomp" and node.tag == "VB" and node.child("aux", "auxpass") is None
    told = node.child("nsubj") is not None and node.head.lemma not in lex.BARE_INFINITIVE
    return ("obliged", node.form) if bare and told else None


def _condition(node: Node) -> str | None:
    mark = node.child("mark") if node.dep == "advcl" else None
    return mark.form if mark is not None and mark.lower in lex.CONDITIONAL_MARKS else None


def _negator(node: Node) -> str | None:
    for child in node.children:
        if child.lower in lex.NEGATORS and child.dep in ("neg", "advmod", "preconj", "det", "aux"):
            return child.form
    if node.dep == "pcomp" and node.head.lower == "without":
        return node.head.form
    subject = node.child("nsubj", "nsubjpass")
    if subject is not None and (subject.lower in ("nobody", "none", "neither") or _no(subject)):
        return "no"
    if node.dep in ("acomp", "attr") and node.head is not node:
        return _negator(node.head)
    return None


def _no(noun: Node) -> bool:
    return any(child.dep == "det" and child.lower in ("no", "neither") for child in noun.children)


def _inherited(node: Node, depth: int) -> tuple[tuple[str, str] | None, str | None]:
    """What the governing word says of a verb without auxiliaries of its own: (status and cue, negator)."""
    head = node.head
    if head is node:
        return None, None
    if node.dep in _INFINITIVES and _infinitive(node):
        said = _of_infinitive(head)
        if said is not None:
            return said
    if node.dep == "pcomp" and head.head is not node and head.head.lemma in lex.PLANNING_WORDS | lex.FEARS:
        return ("planned", head.head.form), None
    joined = node.dep == "conj" and node.tag == head.tag and node.child("nsubj", "nsubjpass") is None
    if node.dep == "xcomp" or joined:
        above = verb_status(head, depth + 1)
        return _as_own(above), (above.cue if above.negated and node.dep == "xcomp" else None)
    if node.dep in ("advcl", "pcomp") and node.tag == "VBG":
        carrier = head.head if node.dep == "pcomp" else head
        return (_as_own(verb_status(carrier, depth + 1)) if carrier.pos in ("VERB", "AUX") else None), None
    return None, None


def _of_infinitive(head: Node) -> tuple[tuple[str, str] | None, str | None] | None:
    """What a word says of the infinitive it governs; None where it says nothing of its own."""
    if head.lemma in lex.NEGATIVE_IMPLICATIVES:
        return None, head.form
    if head.lemma in lex.PLANNING_WORDS or head.lower in lex.PLANNING_WORDS:
        return ("planned", head.form), _negator(head)
    if head.lemma == "have" or (head.lemma == "need" and head.pos == "VERB"):
        return ("obliged", head.form), _negator(head)
    if head.lemma == "be" or head.lower == "going":
        return ("planned", f"{head.form} to"), _negator(head)
    return None


def _as_own(status: Status) -> tuple[str, str] | None:
    return None if status.status == "asserted" else (status.status, status.cue or "")


def _infinitive(node: Node) -> bool:
    return any(child.lower == "to" and child.dep == "aux" for child in node.children)
