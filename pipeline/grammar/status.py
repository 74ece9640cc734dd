"""Whether a verb's deed is told as done, and which words say otherwise.

asserted     attacked, has attacked, managed to attack
described    a man accused of spying: a passive participle, without its doer, that says who somebody is
planned      will attack, plans to attack, would attack (the future seen from the past), attacks next week
possible     may attack, could attack, will attack if …
obliged      must withdraw, should withdraw
wanted       hoped that Iran would sign, asked Iran to sign
conditional  if / unless / until / whether … attacks; did … attack?
imagined     would have attacked, should have signed, as in a film
purposed     stormed the prison to free its leader; but not by a tool: used tear gas to disperse
feared       fears that … will attack
alleged      reportedly attacked, is said to have attacked
conjectured  may have attacked

What becomes of each is for the codebook to say. An infinitive is no deed unless the word that governs it makes it one.
"""

from typing import NamedTuple

from pipeline.grammar import lexicon as lex
from pipeline.grammar import unreal
from pipeline.grammar.governors import Said, Told, embedded, governed, ranks
from pipeline.grammar.negation import negator_of
from pipeline.grammar.subjects import agents, is_asked, is_passive
from pipeline.grammar.suppositions import coming, condition, fiction, habitual, has_condition, question
from pipeline.grammar.tree import Node
from pipeline.grammar.words import infinitive, is_bidden, purpose_mark


class Status(NamedTuple):
    """`cue` holds the words that made the deed unreal or negated, None for a plain assertion."""

    status: str
    negated: bool
    cue: str | None


ASSERTED = Status("asserted", False, None)
VOID = frozenset({"conditional", "imagined", "feared", "wanted"})
_MAX_DEPTH = 6


def verb_status(node: Node, depth: int = 0) -> Status:
    """The status of a verb or predicate from its auxiliaries, negation, conjunction and governing words."""
    own = _supposed(node) or _own(node)
    negator = negator_of(node)
    if depth < _MAX_DEPTH and (own is None or own[0] not in VOID):
        outer, above = embedded(node) or _inherited(node, depth)
        own = outer if outer is not None and (own is None or outer[0] in VOID) else own
        negator = negator or above
    if own is None:
        own = adverb(node)
    status, cue = own or ("described" if _describes(node) else "asserted", None)
    return Status(status, negator is not None, " ".join(filter(None, (cue, negator))) or None)


def _describes(node: Node) -> bool:
    """ "a man accused of spying", "accused of spying, he fled": a participle that leaves out who did it."""
    first = node
    while first.dep == "conj" and first.head.dep != "ROOT":
        first = first.head
    below = first.dep in ("acl", "advcl") and first.child("mark", "aux", "auxpass") is None
    return below and node.tag in ("VBN", "VBD") and is_passive(node) and not agents(node)


def adverb(node: Node) -> Told | None:
    """ "reportedly attacked", "nearly attacked": what an adverb takes back."""
    for child in node.all("advmod"):
        told = unreal.ADVERBS.get(child.lower)
        if told is not None and not (told == "imagined" and child.children):
            return told, child.form
    return None


# ---------------------------------------------------------------- what a clause says of itself


def _supposed(node: Node) -> Told | None:
    mark = condition(node) or question(node)
    if mark:
        return "conditional", mark
    made_up = fiction(node)
    return ("imagined", made_up) if made_up else None


def _own(node: Node) -> Told | None:
    if is_bidden(node):
        return "obliged", node.form
    if node.lemma in unreal.MADE_FOR and node.tag == "VBN" and is_passive(node):
        return "wanted", node.form
    told = _modal(node) or _subjunctive(node) or _headline(node)
    if told is not None:
        if told[0] == "planned" and habitual(node) and told[1].lower() == "would":
            return None
        return ("possible", told[1]) if told[0] == "planned" and has_condition(node) else told
    day = coming(node)
    return ("planned", day) if day else None


def _modal(node: Node) -> Told | None:
    aux = _auxiliaries(node)
    perfect = any(child.lemma == "have" or child.lower in ("have", "'ve", "’ve") for child in aux)
    for child in aux:
        told = unreal.MODALS.get(child.lower)
        if told is not None:
            return (told[perfect], child.form) if told[perfect] != "asserted" else None
    return None


def _auxiliaries(node: Node) -> list[Node]:
    aux = node.all("aux", "auxpass")
    if not aux and node.dep == "conj" and node.tag == "VB" and node.child("nsubj", "nsubjpass") is None:
        return _auxiliaries(node.head)
    if not aux and node.dep in ("acomp", "attr") and node.head.lemma in ("be", "become", "remain"):
        return _auxiliaries(node.head) if node.head is not node else []
    return aux


def _subjunctive(node: Node) -> Told | None:
    """ "insisted that Iran halt enrichment": a bare verb with a subject of its own is asked for, not told."""
    subject, be = node.child("nsubj"), node.child("auxpass")
    if be is not None and be.lower == "be" and node.child("nsubjpass") is not None and node.child("aux") is None:
        return None if node.head.lemma in unreal.ORDERING else ("obliged", be.form)  # "insisted that he be freed"
    if node.dep != "ccomp" or subject is None or be is not None or node.child("aux") is not None:
        return None
    odd = node.tag == "VBP" and subject.tag in ("NN", "NNP") and subject.child("conj") is None
    asked = odd and node.head.lemma in unreal.INSISTING
    past = node.lower in unreal.UNCHANGED and node.head.lemma not in unreal.INSISTING
    bare = node.tag == "VB" and not past and node.head.lemma not in lex.BARE_INFINITIVE
    return ("obliged", node.form) if bare or asked else None


def _headline(node: Node) -> Told | None:
    """ "Erdogan to visit Athens": an infinitive with a subject of its own that nothing governs."""
    if node.tag != "VB" or not infinitive(node):
        return None
    free = node.dep == "ROOT" or (node.dep == "ccomp" and node.head.dep == "ROOT")
    bare = node.head.dep == "ROOT" and node.head.pos in ("NOUN", "PROPN") and node.head.index < node.index
    return ("planned", "to") if (free and node.child("nsubj")) or bare else None


# ---------------------------------------------------------------- what governs it says


def _inherited(node: Node, depth: int) -> Said:
    """What the governing word says of a verb: (status and cue, negator)."""
    head = node.head
    if head is node:
        return None, None
    said = governed(node, head)
    if said is not None:
        above = verb_status(head, depth + 1) if head.pos in ("VERB", "AUX", "ADJ") else ASSERTED
        told = _as_own(above)
        beside = said[0] is not None and said[0][0] == "purposed" and told is not None
        return (told, said[1]) if above.status in VOID or beside else said
    joined = node.dep == "conj" and node.tag == head.tag and node.child("nsubj", "nsubjpass") is None
    if node.dep == "xcomp" or joined:
        above = verb_status(head, depth + 1)
        shared = node.dep == "xcomp" or _shares_negation(node, head)
        return _as_own(above), (above.cue if above.negated and shared else None)
    if node.dep in ("advcl", "pcomp") and (node.tag == "VBG" or infinitive(node)) and not _stands_alone(node):
        return _beside(node, head, depth), None
    return None, None


def _shares_negation(node: Node, head: Node) -> bool:
    """ "did not meet or talk", "failed to meet and talk"; but not "did not meet but phoned", "… and will phone"."""
    links = {child.lower for child in head.all("cc")} | {child.lower for child in node.all("cc")}
    anew = any(aux.tag == "MD" for aux in node.all("aux"))
    return "but" not in links and ((node.tag == "VB" and not anew) or bool(links & {"or", "nor"}))


def _stands_alone(node: Node) -> bool:
    """ "The sides are still talking, they will resume tomorrow": a clause with a tense of its own."""
    return any(aux.tag in ("VBP", "VBZ", "VBD") for aux in node.all("aux")) and node.child("nsubj") is not None


def _beside(node: Node, head: Node, depth: int) -> Told | None:
    """A participle or purpose goes with what it stands beside: "will go to Paris to sign …"."""
    carrier = head.head if node.dep == "pcomp" else head
    if carrier.pos not in ("VERB", "AUX"):
        return None
    above = verb_status(carrier, depth + 1)
    if not infinitive(node):
        return _as_own(above)
    if above.negated:
        return "imagined", above.cue or ""
    return _as_own(above) or _purpose(node, carrier)


def _purpose(node: Node, carrier: Node) -> Told | None:
    """What a deed is done for has yet to be reached; what is done with a tool is done with it."""
    if carrier.lemma in unreal.MEANS or is_asked(node) or ranks(carrier):
        return None
    mark = purpose_mark(node)
    return ("wanted", mark.form) if mark is not None else ("purposed", carrier.form)


def _as_own(status: Status) -> Told | None:
    return None if status.status in ("asserted", "described") else (status.status, status.cue or "")
