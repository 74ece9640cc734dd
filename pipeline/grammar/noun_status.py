"""Whether the deed that an event noun names is told as done: by its modifiers, its verb, and what is said of it."""

from pipeline.grammar import unreal
from pipeline.grammar.governors import of_prepositional
from pipeline.grammar.negation import negator_of
from pipeline.grammar.status import ASSERTED, Status, verb_status
from pipeline.grammar.tree import Node

_CLUES = frozenset("information tip clue evidence detail".split())
_OF_OBJECTS = {
    **dict.fromkeys(unreal.ASKING, "wanted"),
    **dict.fromkeys(unreal.DREAMT | unreal.REGULATING, "imagined"),
    **dict.fromkeys(unreal.FEARED, "feared"),
}  # what verbs say of the deed that is their object

# "fled to escape fighting": what one runs from is there, whatever becomes of the escape.
_ESCAPING = frozenset("escape survive withstand weather endure".split())


def noun_status(node: Node, carrier: Node | None) -> Status:
    """The status of an event noun; `carrier` is the light verb that carries it."""
    base = _governed(node) or _subject(node) or _carried(node, carrier)
    for child in node.children:
        if child.dep in ("det", "neg", "preconj", "advmod") and child.lower in ("no", "neither", "not", "without"):
            return Status(base.status, True, child.form)
        if child.dep in ("amod", "compound"):
            if child.lower in unreal.MODIFIERS:
                return Status(unreal.MODIFIERS[child.lower], base.negated, child.form)
            if child.lower in unreal.UNDONE:
                return Status(base.status, True, child.form)
    return base


def _governed(node: Node) -> Status | None:
    """By the verb whose object it is, or the word before its preposition: "avoided a clash", "fears of an attack"."""
    head = node.head
    if node.dep in ("dobj", "nsubjpass") and head.lemma in unreal.AVERTING:
        return Status("asserted", True, head.form)
    if node.dep == "dobj":
        return _object_of(head)
    if node.dep != "pobj":
        return None
    if head.lower == "without":
        return Status("asserted", True, head.form)
    if head.lower == "of" and head.head.lower in ("event", "case") and head.head.head.lower == "in":
        return Status("conditional", False, head.head.form)
    if head.lower == "of" and any(child.lower == "ahead" for child in (head.head, *head.children)):
        return Status("planned", False, "ahead")
    if head.lower == "to" and head.head.lower == "leading" and head.head.head.lemma in _CLUES:
        return Status("wanted", False, head.head.form)  # "a reward for information leading to an arrest"
    if head.lower in ("for", "to") and head.head.lemma in unreal.CALLING:
        return Status("wanted", False, head.head.form)
    said = of_prepositional(head)
    if said is None:
        return None
    told, negator = said
    return Status(told[0] if told else "asserted", negator is not None, told[1] if told else negator)


def _object_of(verb: Node) -> Status | None:
    if verb.lemma in unreal.NEGATIVE or (verb.lemma == "rule" and _particle(verb, "out")):
        return Status("asserted", True, verb.form)
    above = verb_status(verb)
    if verb.lemma in unreal.PROMISING or (verb.lemma in unreal.PLANNING and verb.lemma not in unreal.TRIED):
        return Status("planned", above.negated, verb.form)
    told = _OF_OBJECTS.get(verb.lemma)
    return Status(told, above.negated, verb.form) if told else None


def _subject(node: Node) -> Status | None:
    """By what is said of it: "a visit is planned", "talks will begin", "an attack never took place"."""
    if node.dep == "nsubjpass":
        return _predicated(node.head, node.head)
    if node.dep != "nsubj":
        clause = node.child("relcl")
        return _occurring(clause) if clause is not None and clause.child("nsubj") is not None else None
    said = node.head.child("acomp", "attr") if node.head.lemma in ("be", "seem", "look", "appear", "remain") else None
    return (_predicated(said, node.head) if said is not None else None) or _occurring(node.head) or _of_modal(node)


def _predicated(word: Node, verb: Node) -> Status | None:
    told = unreal.PREDICATES.get(word.lemma) or unreal.PREDICATES.get(word.lower)
    if told is None:
        return None
    negator = negator_of(verb)
    if told == "negated":
        return Status("asserted", True, word.form)
    return Status(told, negator is not None, word.form)


def _occurring(verb: Node) -> Status | None:
    if verb.lemma not in unreal.OCCURRENCE:
        return None
    above = verb_status(verb)
    return above if above.negated or above.status != "asserted" else None


def _of_modal(node: Node) -> Status | None:
    """ "an attack would mean war": nobody has attacked."""
    modal = next((aux.form for aux in node.head.all("aux") if aux.lower in ("would", "could", "might")), None)
    indefinite = any(child.lower in ("a", "an", "any", "another") for child in node.all("det"))
    return Status("conditional", False, modal) if modal and indefinite else None


def _carried(node: Node, carrier: Node | None) -> Status:
    if carrier is not None:
        above = verb_status(carrier)
        running = above.status in ("purposed", "planned") and carrier.lemma in _ESCAPING and not above.negated
        return ASSERTED if running else above
    if node.dep == "pobj" and node.head.lower == "for" and node.head.head.pos == "VERB":
        above = verb_status(node.head.head)  # "will travel to Riyadh for talks"
        return above if above.status != "asserted" else ASSERTED
    return ASSERTED


def _particle(verb: Node, word: str) -> bool:
    return any(child.lower == word for child in verb.all("prt", "advmod"))
