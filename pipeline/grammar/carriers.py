"""What carries an event noun: light verbs ("launched an attack", "came under fire") and nouns that only count it.

A carrier's voice says what its subject does: the deed (active), suffer it (passive), or have its object suffer it
(causative: "put the town under siege").
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.subjects import gap_is_object
from pipeline.grammar.tree import Node
from pipeline.grammar.unreal import BRINK

_HOLDERS = lex.CONTAINERS | lex.SPANS | BRINK


def holder(noun: Node) -> Node:
    """The noun that stands for this one: the first of a list, what counts it ("a wave of arrests"), "verge"."""
    at = noun
    while True:
        if at.dep == "conj" and at.head.pos == "NOUN":
            at = at.head
        elif at.dep == "pobj" and at.head.lower == "of" and at.head.head.lemma in _HOLDERS:
            at = at.head.head
        else:
            return at


def takes_part(noun: Node, prep: Node) -> bool:
    """ "on a visit to Oman, the premier said …", "thanked him in a call with …": whoever does it takes part."""
    if noun.lemma not in lex.AMID.get(prep.lower, ()) or prep.head.pos != "VERB":
        return False
    own = noun.child("poss") is None and not any(of.lower in ("between", "of", "by") for of in noun.all("prep"))
    return own and any(other.lower in ("with", "to") and other.child("pobj") for other in noun.all("prep"))


def _relative(noun: Node) -> Node | None:
    """The light verb of a relative clause that lacks its object: "the talks that Kenya held with Chad"."""
    lending = (clause for clause in noun.all("relcl") if clause.lemma in lex.LIGHT_VERBS)
    return next((clause for clause in lending if gap_is_object(clause, clause)), None)


def carrier(noun: Node) -> tuple[Node, str] | None:
    """The verb that lends an event noun its subject, and its voice."""
    first = holder(noun)
    verb = first.head
    if first.dep == "attr":
        return verb, "active"
    clause = _relative(noun) or _relative(first)
    if clause is not None:
        return clause, "active"
    if first.dep == "acl" or first is verb:
        return None
    if first.dep in ("dobj", "nsubjpass") and verb.lemma in lex.LIGHT_VERBS:
        judged = verb.lemma in lex.DECLARING and verb.child("oprd") is not None  # "called the arrests a farce"
        return None if judged else (verb, "active")
    if first.dep == "dobj" and verb.lemma in lex.PASSIVE_LIGHT_VERBS:
        return verb, "passive"
    return _reaching(first, verb) if first.dep == "pobj" else None


def _reaching(noun: Node, prep: Node) -> tuple[Node, str] | None:
    """The verb that carries an event noun by a preposition, and its voice."""
    said = prep.head
    voice = lex.LIGHT_PHRASES.get((said.lemma, prep.lower))
    if voice:
        return said, voice
    if prep.lower == "in" and noun.lemma == "protest" and (doing := _expressing(noun, prep)) is not None:
        return doing, "active"
    if takes_part(noun, prep):
        return said, "active"
    if prep.lower == "of" and said.dep == "attr" and said.lemma in lex.SUFFERERS:  # "was the target of an attack"
        return said.head, "passive"
    return (said, "passive") if prep.lower == "to" and said.lemma == "fall" and _fell_victim(said) else None


def _expressing(noun: Node, prep: Node) -> Node | None:
    """ "called a strike in May in protest at …": the verb that says what somebody does in protest; who was hurt "in a
    protest" or killed "in the protest" may have been there for something else."""
    at = prep.head
    while at.pos == "NOUN" and at.head is not at:
        at = at.head.head if at.dep == "pobj" else at.head
    det = noun.child("det", "poss")
    if any(other is not prep and (at.lemma, other.lower) in lex.LIGHT_PHRASES for other in at.all("prep")):
        return None  # "went on strike in protest": the strike is what they do
    return at if det is None or (det.lower in ("a", "an") and at.child("dobj") is not None) else None


def _fell_victim(verb: Node) -> bool:
    """ "fell prey to a wave of arrests": parsed as an object, an adverb or a predicate."""
    return any(noun.lemma in ("victim", "prey") for noun in verb.all("npadvmod", "dobj", "attr", "acomp", "oprd"))
