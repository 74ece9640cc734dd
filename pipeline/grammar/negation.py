"""The word that denies a verb or predicate."""

from pipeline.grammar import unreal
from pipeline.grammar.tree import Node

_NOTHING = frozenset({"nobody", "nothing", "none", "neither"})


def negator_of(node: Node) -> str | None:
    """The word that denies a verb or predicate."""
    for child in node.children:
        if child.lower in unreal.NEGATORS and child.dep in ("neg", "advmod", "preconj", "det", "aux"):
            if _denies(child, node):
                return child.form
        elif child.lower in ("longer", "more") and any(word.lower == "no" for word in child.children):
            return f"no {child.form}"
    if node.dep == "pcomp" and node.head.lower == "without":
        return node.head.form
    subject = node.child("nsubj", "nsubjpass")
    if subject is not None and _none(subject):
        return "no"
    given = node.child("dobj")
    if given is not None and node.pos == "VERB" and given.index > node.index and _none(given):
        return "no"  # "imposed no sanctions"
    if node.dep in ("acomp", "attr") and node.head is not node:
        return negator_of(node.head)
    return None


def _denies(word: Node, node: Node) -> bool:
    """ "not only attacked but …" and "exchanged not soldiers but civilians" deny no deed."""
    only = any(child.lower in ("only", "just", "merely", "least") for child in word.children)
    return not only and not (word.lower == "not" and node.pos == "VERB" and word.index > node.index)


def _none(noun: Node) -> bool:
    """ "no sanctions", but neither "nothing but praise", "a no-fly zone" nor "no fewer than 20 soldiers"."""
    if noun.lower in _NOTHING:
        return not any(child.lower in ("but", "except") for child in noun.children)
    others = {child.index for child in noun.children if child.lower == "-" or child.lower in ("fewer", "less")}
    return any(
        child.lower in ("no", "neither") and child.dep in ("det", "preconj", "cc") and child.index + 1 not in others
        for child in noun.children
    )
