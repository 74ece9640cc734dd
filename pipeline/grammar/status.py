"""Whether a verb's deed is told as done, and which words say otherwise.

asserted     attacked, has attacked, managed to attack
planned      will attack, plans to attack, would attack (the future seen from the past), attacks next week
possible     may attack, could attack, will attack if …
obliged      must withdraw, should withdraw
wanted       hoped that Iran would sign, asked Iran to sign
conditional  if / unless / until / whether … attacks; did … attack?
imagined     would have attacked, should have signed, as in a film
feared       fears that … will attack
alleged      reportedly attacked, is said to have attacked
conjectured  may have attacked

What becomes of each is for the codebook to say. An infinitive is no deed unless the word that governs it makes it one.
"""

from typing import NamedTuple

from pipeline.grammar import lexicon as lex
from pipeline.grammar import unreal
from pipeline.grammar.suppositions import coming, condition, fiction, habitual, has_condition, question
from pipeline.grammar.tree import Node


class Status(NamedTuple):
    """`cue` holds the words that made the deed unreal or negated, None for a plain assertion."""

    status: str
    negated: bool
    cue: str | None


ASSERTED = Status("asserted", False, None)
VOID = frozenset({"conditional", "imagined", "feared", "wanted"})
_MAX_DEPTH = 6
_INFINITIVES = frozenset({"xcomp", "acl", "advcl", "pcomp", "acomp", "attr", "ccomp", "relcl"})

_Told = tuple[str, str]  # a status and the word that gives it


def verb_status(node: Node, depth: int = 0) -> Status:
    """The status of a verb or predicate from its auxiliaries, negation, conjunction and governing words."""
    own = _supposed(node) or _own(node)
    negator = negator_of(node)
    if depth < _MAX_DEPTH and (own is None or own[0] not in VOID):
        outer, above = _embedded(node) or _inherited(node, depth)
        own = outer if outer is not None and (own is None or outer[0] in VOID) else own
        negator = negator or above
    if own is None:
        own = adverb(node)
    status, cue = own or ("asserted", None)
    return Status(status, negator is not None, " ".join(filter(None, (cue, negator))) or None)


def infinitive(node: Node) -> bool:
    return any(child.lower == "to" and child.dep == "aux" for child in node.children)


def adverb(node: Node) -> _Told | None:
    """ "reportedly attacked", "nearly attacked": what an adverb takes back."""
    for child in node.all("advmod"):
        told = unreal.ADVERBS.get(child.lower)
        if told is not None and not (told == "imagined" and child.children):
            return told, child.form
    return None


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
    if subject is not None and (subject.lower in ("nobody", "none", "neither") or _no(subject)):
        return "no"
    if node.dep in ("acomp", "attr") and node.head is not node:
        return negator_of(node.head)
    return None


def _denies(word: Node, node: Node) -> bool:
    """ "not only attacked but …" and "exchanged not soldiers but civilians" deny no deed."""
    only = any(child.lower in ("only", "just", "merely", "least") for child in word.children)
    return not only and not (word.lower == "not" and node.pos == "VERB" and word.index > node.index)


def _no(noun: Node) -> bool:
    return any(child.lower in ("no", "neither") and child.dep in ("det", "preconj", "cc") for child in noun.children)


# ---------------------------------------------------------------- what a clause says of itself


def _supposed(node: Node) -> _Told | None:
    mark = condition(node) or question(node)
    if mark:
        return "conditional", mark
    made_up = fiction(node)
    return ("imagined", made_up) if made_up else None


def _own(node: Node) -> _Told | None:
    told = _modal(node) or _subjunctive(node) or _headline(node)
    if told is not None:
        if told[0] == "planned" and habitual(node) and told[1].lower() == "would":
            return None
        return ("possible", told[1]) if told[0] == "planned" and has_condition(node) else told
    day = coming(node)
    return ("planned", day) if day else None


def _modal(node: Node) -> _Told | None:
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


def _subjunctive(node: Node) -> _Told | None:
    """ "insisted that Iran halt enrichment": a bare verb with a subject of its own is asked for, not told."""
    subject = node.child("nsubj")
    if node.dep != "ccomp" or subject is None or node.child("aux", "auxpass") is not None:
        return None
    odd = node.tag == "VBP" and subject.tag in ("NN", "NNP") and subject.child("conj") is None
    asked = odd and node.head.lemma in unreal.INSISTING
    bare = node.tag == "VB" and node.head.lemma not in lex.BARE_INFINITIVE
    return ("obliged", node.form) if bare or asked else None


def _headline(node: Node) -> _Told | None:
    """ "Erdogan to visit Athens": an infinitive with a subject of its own that nothing governs."""
    free = node.dep == "ROOT" or (node.dep == "ccomp" and node.head.dep == "ROOT")
    return ("planned", "to") if free and node.tag == "VB" and infinitive(node) and node.child("nsubj") else None


# ---------------------------------------------------------------- what governs it says


def _embedded(node: Node) -> tuple[_Told | None, str | None] | None:
    """What the word before a that-clause makes of it: "fears that …", "reports that …", "hopes that …"."""
    if node.dep not in ("ccomp", "acl") or node.child("nsubj", "nsubjpass") is None:
        return None
    head = node.head
    if infinitive(node):  # "wants Iran to sign"
        return (("wanted", head.form), None) if head.lemma in unreal.WANTED else None
    word = head.lemma
    if word in unreal.FEARED:
        return ("feared", head.form), None
    if word in unreal.DREAMT:
        return ("imagined", head.form), None
    if word in ("hope", "wish", "hopeful", "recommend", "request"):
        return ("wanted", head.form), None
    if word in ("deny", "refute"):
        return None, head.form
    if word in ("doubt", "wonder"):
        return ("conditional", head.form), None
    if word in (unreal.OPINION if head.pos == "VERB" else unreal.HEARSAY) and _modal(node) is None:
        return ("alleged", head.form), None
    return (("possible", head.form), None) if word in unreal.POSSIBLE else None


def _inherited(node: Node, depth: int) -> tuple[_Told | None, str | None]:
    """What the governing word says of a verb: (status and cue, negator)."""
    head = node.head
    if head is node:
        return None, None
    said = _governed(node, head)
    if said is not None:
        above = verb_status(head, depth + 1) if head.pos in ("VERB", "AUX", "ADJ") else ASSERTED
        return (_as_own(above), said[1]) if above.status in VOID else said
    joined = node.dep == "conj" and node.tag == head.tag and node.child("nsubj", "nsubjpass") is None
    if node.dep == "xcomp" or joined:
        above = verb_status(head, depth + 1)
        shared = node.dep == "xcomp" or _shares_negation(node, head)
        return _as_own(above), (above.cue if above.negated and shared else None)
    if node.dep in ("advcl", "pcomp") and (node.tag == "VBG" or infinitive(node)):
        return _beside(node, head, depth), None
    return None, None


def _governed(node: Node, head: Node) -> tuple[_Told | None, str | None] | None:
    if infinitive(node):
        return _of_infinitive(node, head) if node.dep in _INFINITIVES else None
    if node.dep == "pcomp" and head.head is not head:
        return of_prepositional(head)
    return _of_gerund(head) if node.dep == "xcomp" and node.tag == "VBG" else None


def _shares_negation(node: Node, head: Node) -> bool:
    """ "did not meet or talk", "failed to meet and talk", but not "did not meet but phoned"."""
    links = {child.lower for child in head.all("cc")} | {child.lower for child in node.all("cc")}
    return "but" not in links and (node.tag == "VB" or bool(links & {"or", "nor"}))


def _beside(node: Node, head: Node, depth: int) -> _Told | None:
    """A participle or purpose goes with what it stands beside: "will go to Paris to sign …"."""
    carrier = head.head if node.dep == "pcomp" else head
    if carrier.pos not in ("VERB", "AUX"):
        return None
    above = verb_status(carrier, depth + 1)
    if infinitive(node) and above.negated:
        return "imagined", above.cue or ""
    return _as_own(above)


def _of_infinitive(node: Node, head: Node) -> tuple[_Told | None, str | None] | None:
    """What a word says of the infinitive it governs; None where it says nothing of its own."""
    if node.dep == "advcl":
        plot = head.child("dobj")
        if plot is not None and plot.lemma in unreal.PLANNING:  # "foiled a plot to kidnap …"
            return ("planned", plot.form), (head.form if head.lemma in unreal.AVERTING else None)
        return None
    word = next((form for form in (head.lower, head.lemma) if form in unreal.INFINITIVES), head.lemma)
    asked = node.child("nsubj") is not None or head.child("dobj", "dative") is not None
    if word in unreal.NEGATIVE:
        return None, head.form
    if head.lemma == "have":
        yet = next((child for child in head.all("advmod") if child.lower in ("yet", "still")), None)
        return (None, yet.form) if yet is not None else (("obliged", head.form), negator_of(head))
    if _obliges(head):
        return ("obliged", head.form), negator_of(head)
    if head.lemma == "be" or head.lower == "going":
        return ("planned", f"{head.form} to"), negator_of(head)
    if head.lemma in unreal.ALLEGED and (head.child("auxpass") or head.lemma in ("seem", "appear")):
        return ("alleged", head.form), negator_of(head)
    if head.lemma in unreal.WANTED and (asked or (head.child("auxpass") and word not in unreal.PLANNING)):
        return ("wanted", head.form), negator_of(head)
    return _of_plan(node, head, word)


def _obliges(head: Node) -> bool:
    """ "needs to", "ought to", "has got to", "it is time for him to", "it is up to him to"."""
    got = head.lower == "got" and any(aux.lemma == "have" or aux.lower == "has" for aux in head.all("aux"))
    up = head.lemma == "be" and any(prep.lower == "up" and prep.child("prep") for prep in head.all("prep"))
    plain = head.lower in ("ought", "incumbent") or (head.lemma == "time" and head.dep == "attr")
    return got or up or plain or (head.lemma == "need" and head.pos == "VERB")


def _of_plan(node: Node, head: Node, word: str) -> tuple[_Told | None, str | None] | None:
    if word in unreal.PLANNING:
        return ("planned", head.form), negator_of(head)
    if word in unreal.FEARED:
        return ("feared", head.form), negator_of(head)
    if word in unreal.POSSIBLE:
        past = head.head.lower in ("was", "were")
        return None if past else (("possible", head.form), negator_of(head))
    if node.dep == "xcomp" and head.pos == "VERB" and word not in unreal.DONE:
        return ("planned", head.form), negator_of(head)
    return None


def _of_gerund(head: Node) -> tuple[_Told | None, str | None] | None:
    if head.lemma in unreal.AVERTING or head.lemma in unreal.NEGATIVE:
        return None, head.form
    if head.lemma in unreal.FEARED or head.lemma in unreal.DREAMT:
        return ("feared" if head.lemma in unreal.FEARED else "imagined", head.form), None
    if head.lemma in unreal.DELIBERATING or (head.lemma in unreal.PLANNING and head.lemma not in unreal.TRIED):
        return ("planned", head.form), negator_of(head)
    return None


def of_prepositional(prep: Node) -> tuple[_Told | None, str | None] | None:
    """What stands behind a preposition: "refrained from …", "instead of …", "fears of …", "plans for …"."""
    head, word = prep.head, prep.head.lemma
    near = {prep.lower, head.lower, *(child.lower for child in (*prep.children, *head.all("advmod")))}
    if prep.lower in ("of", "from", "than") and near & unreal.INSTEAD:
        return None, next(iter(near & unreal.INSTEAD))
    if prep.lower == "from" and head.pos == "VERB" and prep.child("pcomp") and word not in unreal.FROM_DEEDS:
        return None, head.form
    if prep.lower in ("in", "for", "by", "with", "after", "before", "as", "from", "at"):
        return (("planned", head.form), negator_of(head)) if prep.lower == "for" and word in unreal.READY else None
    if word in unreal.BRINK and prep.lower == "of":
        return ("planned", head.form), negator_of(head)
    if word in unreal.FEARED:
        return ("feared", head.form), None
    if prep.lower == "of" and word in unreal.POSSIBLE:
        return ("possible", head.form), None
    if prep.lower == "of" and word in (unreal.HEARSAY if head.pos == "NOUN" else unreal.ACCUSING):
        return ("alleged", head.form), None
    deliberating = word in unreal.DELIBERATING and prep.child("pcomp") is not None
    if deliberating or (word in unreal.PLANNING and word not in unreal.TRIED):
        return ("planned", head.form), negator_of(head)
    return None


def _as_own(status: Status) -> _Told | None:
    return None if status.status == "asserted" else (status.status, status.cue or "")
