"""Phrases that the small model hangs on the wrong word, put right in its tree.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.one_name import is_office
from pipeline.grammar.tree import Node, crown, left_edge, move

_BEREAVING = frozenset("strip deprive rid rob divest relieve".split())  # nothing follows their object but "of" what
_HEADED = frozenset(
    """board bureau chamber chief commander council court department director government governor head house king
    leader mayor member minister ministry office party president ruler secretary speaker state union""".split()
)  # whose phrase goes on with "of" itself
_STRENGTHS = frozenset({"force", "number", "strength", "drove"})  # "in force", "in large numbers"
# Plurals of deeds that look like a verb's third person: "visa bans and asset freezes".
_LISTED = frozenset("freezes bans curbs cuts raids strikes attacks blocks checks searches controls seizures".split())


def mend_charged(node: Node, nodes: list[Node]) -> None:
    """ "was accused by the court in Goma of spying", "stripped the head of the union of his post": what follows "of" is
    told by the verb, not by the noun before it."""
    charge, doer = node.child("pobj", "pcomp"), node.head
    if node.lower != "of" or charge is None:
        return
    while doer.dep == "pobj" and doer.head.dep == "prep":
        doer = doer.head.head
    if doer.dep == "pobj" and doer.head.dep == "agent" and doer.head.head.lemma in lex.OF_VERBS:
        bare = charge.pos in ("NOUN", "VERB") and left_edge(charge) == node.index + 1
        whole = node.head is doer and (doer.lemma in _HEADED or is_office(doer))
        if bare and (charge.lower.endswith("ing") or not whole) and not _has_of(doer.head.head):
            move(node, doer.head.head, "prep")
        return
    noun = node.head
    while noun.dep == "appos" or (noun.dep == "pobj" and noun.head.lower == "of"):
        noun = noun.head if noun.dep == "appos" else noun.head.head
    verb = noun.head
    last = not any(prep.lower == "of" for thing in node.all("pobj") for prep in thing.all("prep"))
    if noun.dep == "dobj" and verb.lemma in _BEREAVING and last and not _has_of(verb):
        move(node, verb, "prep")


def _has_of(verb: Node) -> bool:
    return any(prep.lower == "of" for prep in verb.all("prep"))


def mend_strength(node: Node, nodes: list[Node]) -> None:
    """ "deployed in force around the palace": where something is done does not hang on how strongly."""
    noun = node.head
    manner = (
        noun.dep == "pobj" and noun.lemma in _STRENGTHS and noun.head.lower == "in" and noun.head.head.pos == "VERB"
    )
    if manner and node.lower != "of":
        move(node, noun.head.head, "prep")


def mend_designated(node: Node, nodes: list[Node]) -> None:
    """ "designated the army a terrorist group": whom one names something is given nothing."""
    verb = node.head
    name = next((noun for noun in verb.all("dobj") if noun.index > node.index), None)
    if node.pos != "ADP" and verb.lemma in lex.NAMING and name is not None:
        node.dep, name.dep = "dobj", "oprd"


def mend_parted_object(node: Node, nodes: list[Node]) -> None:
    """ "rejected, together with China, a resolution": the object behind an insertion is read as its apposition."""
    at = node.head
    while at.dep in ("pobj", "prep"):
        at = at.head
    first, verb = left_edge(node), at
    if verb.pos != "VERB" or verb.tag != "VBD" or at is node.head or verb.index + 1 >= first:
        return
    ends = node.children[-1].form == "," if node.children else False
    inserted = nodes[verb.index + 1].form == nodes[first - 1].form == "," and nodes[first].dep == "det" and not ends
    lacking = verb.child("dobj", "ccomp", "xcomp") is None and verb.child("nsubj") is not None
    if inserted and lacking and verb.lemma not in lex.INTRANSITIVES | lex.SAYING:
        move(node, verb, "dobj")


def mend_readiness(node: Node, nodes: list[Node]) -> None:
    """ "put its navy on standby": what stands behind a bare preposition is read as a clause."""
    prep = nodes[node.index - 1]
    if node.pos == "NOUN" and node.lemma == "standby" and prep.dep == "prep" and prep.child("pobj") is None:
        move(node, prep, "pobj")


def mend_share(node: Node, nodes: list[Node]) -> None:
    """ "jailed him for two years, half of it suspended": what is told of a share of what was done is no deed."""
    share, before = node.child("nsubj", "nsubjpass"), nodes[node.index - 1]
    if node.lower != "suspended" or share is None or before.lower != "it" or before.head.lower != "of":
        return
    main = node.child("ccomp")
    if node.head is node and main is not None and main.index < share.index:
        crown(main, node)
        move(node, main, "dep")
    node.pos, node.tag, node.dep = "ADJ", "JJ", "dep"


def mend_listed_deed(node: Node, nodes: list[Node]) -> None:
    """ "imposed visa bans and asset freezes": the last of a list is read as the verb of what is joined before it."""
    first, verb = node.child("nsubj"), node.head
    joined = first.child("conj") if first is not None and first.child("cc") is not None else None
    if first is None or joined is None or node.lower not in _LISTED or node.tag != "VBZ":
        return
    if joined.index != node.index - 1 or verb.pos != "VERB" or left_edge(first) != verb.index + 1:
        return
    node.pos, node.tag, node.lemma = "NOUN", "NNS", node.lower[:-1]
    move(joined, node, "compound")
    for child in node.children[:]:
        if child is not joined and child is not first and child.dep != "prep":
            move(child, verb, child.dep)
    move(first, verb, "dobj")
    move(node, first, "conj")
