"""Clauses that the small model hangs on the wrong word, put right in its tree."""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, move


def intent(node: Node, nodes: list[Node]) -> None:
    """ "threatened in a video to murder …": with such verbs an infinitive is what is meant, not what for."""
    if _further(node):
        return
    to = any(aux.lower == "to" for aux in node.all("aux"))
    if to and node.tag == "VB" and node.head.lemma in lex.INTENDING and node.head.child("dobj", "xcomp") is None:
        node.dep = "xcomp"


def _further(node: Node) -> bool:
    """ "staged an ambush on a bus, which killed ten": a clause that "which" opens modifies the object before it."""
    relative, noun = node.child("nsubj", "nsubjpass"), node.head.child("dobj", "attr")
    if relative is None or relative.tag != "WDT" or noun is None or not noun.index < relative.index < node.index:
        return False
    move(node, noun, "relcl")
    return True


def by_walkers(node: Node, nodes: list[Node]) -> None:
    """ "took to the streets demanding bread": it is not the streets that demand it."""
    prep = node.head.head
    if node.tag == "VBG" and node.head.lemma in lex.ROADS and prep.dep == "prep" and prep.head.pos == "VERB":
        move(node, prep.head, "advcl")


def tail(node: Node, nodes: list[Node]) -> None:
    """ "…, breaking relations with Oman": after a comma a participle before its noun is a clause."""
    noun, before = node.head, nodes[node.index - 1] if node.index else None
    if before is None or node.tag != "VBG" or noun.head is noun:
        return
    verb = noun.head
    seen = verb is before and verb.child("auxpass") is not None  # "were seen arresting vendors"
    if before.form != "," and not seen:
        return
    if verb.pos == "VERB" and noun.dep in ("dep", "appos", "dobj", "conj", "npadvmod") and noun.index > verb.index:
        move(node, verb, "advcl")
        for child in [c for c in noun.children if c.index < node.index and c.dep == "punct"]:
            move(child, verb, "punct")
        move(noun, node, "dobj")


def loose(node: Node, nodes: list[Node]) -> None:
    """ "The mayor ordered arrests, then declared a truce": a verb without a subject is joined to the one before it."""
    finite = node.tag in ("VBD", "VBZ", "VBP") and node.head.pos == "VERB" and node.head.index < node.index
    if finite and node.child("nsubj", "nsubjpass", "mark") is None:
        node.dep = "conj"


def participle(node: Node, nodes: list[Node]) -> None:
    """ "Police searching the district found …": what has a subject of its own is no subject, but that subject is."""
    subject, verb = node.child("nsubj"), node.head
    if subject is not None and node.tag == "VBG" and verb.child("nsubj", "nsubjpass") is None:
        move(subject, verb, "nsubj")
        move(node, subject, "acl")
