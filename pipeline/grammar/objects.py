"""The object of a verb in the active voice, wherever the sentence has it."""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.subjects import RELATIVES, gap_is_object, is_passive
from pipeline.grammar.tree import Node
from pipeline.grammar.words import particle_with_object


def objects(node: Node) -> list[Node]:
    """What a verb is done to: its own object, a shared one, one behind its particle, or the noun of its clause."""
    own = node.child("dobj")
    clause = node
    while clause.dep in ("xcomp", "conj") and clause.head is not clause:
        clause = clause.head
    if own is not None:
        return [clause.head] if own.lower in RELATIVES and clause.dep == "relcl" else [own]
    shared = _shared_object(node)
    if shared is not None:
        return [shared]
    loose = particle_with_object(node)
    if loose is not None:
        return loose.all("pobj")
    if clause.dep == "relcl" and gap_is_object(clause, node):
        return [clause.head]
    return _raised_object(node)


def _shared_object(node: Node) -> Node | None:
    """ "murdered and dismembered the envoy": joined verbs without anything between them have one object."""
    last = node.child("conj")
    bare = last is not None and last.pos == "VERB" and last.index == node.index + 2 and not is_passive(node)
    if last is None or not bare or node.child("cc") is None or last.child("nsubj", "aux") is not None:
        return None
    return last.child("dobj")


def _raised_object(node: Node) -> list[Node]:
    """ "allowed women to vote": the infinitive's subject is the object of such verbs."""
    bare = node.lemma in ("let", "make", "help")  # "let the convoy pass"
    clause = node.child("ccomp") if bare or node.lemma in lex.OBJECT_CONTROL | lex.DECLARING else None
    marked = clause is not None and any(aux.lower == "to" for aux in clause.all("aux"))
    if clause is None or clause.tag != "VB" or not (marked or bare):
        return []
    return clause.all("nsubj")
