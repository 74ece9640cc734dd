"""Nouns and names that the small model takes for verbs, adverbs or appositions, put right in its tree.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.english import SUMMING
from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, crown, left_edge, move, subject_label

# Gerunds that are deeds by themselves, and the prepositions that show it: "destroyed by shelling", "died in fighting".
_DEEDS_IN_ING = frozenset("shelling bombing fighting shooting looting rioting stabbing infighting firing".split())
_AMID = frozenset("in amid during despite".split())
# Plurals of deeds that look like a verb's third person: "visa bans and asset freezes".
_LISTED = frozenset("freezes bans curbs cuts raids strikes attacks blocks checks searches controls seizures".split())
_MEETINGS = frozenset("conference meeting summit talk rally briefing session ceremony referendum election vote".split())
_LOOKS = frozenset("armed masked hooded handcuffed blindfolded disguised wounded injured".split())
_STRUCK = frozenset("missile drone rocket air artillery mortar bomb".split())


def mend_listed(node: Node, nodes: list[Node]) -> None:
    """ "Australia, New Zealand and Fiji": the second of a list is no apposition of the first."""
    bare = node.pos == node.head.pos == "PROPN" and node.child("det") is None and node.index > node.head.index
    if bare and node.child("conj") is not None and node.child("cc") is not None:
        node.dep = "conj"


def mend_summing(node: Node, nodes: list[Node]) -> None:
    """ "shelled Kobani, a move that Berlin condemned": what sums up a clause is no apposition of its last noun."""
    det, noun = node.child("det"), node.head
    summing = (
        node.lemma in SUMMING and node.child("relcl", "acl") is not None and nodes[left_edge(node) - 1].form == ","
    )
    if not summing or det is None or det.lower not in ("a", "an") or noun.lemma in SUMMING:
        return
    while noun.pos not in ("VERB", "AUX") and noun.head is not noun:
        noun = noun.head
    if noun.pos == "VERB":
        move(node, noun, "npadvmod")


def mend_name(node: Node, nodes: list[Node]) -> None:
    """ "USAID had announced a delay": a name before a verb without a subject is read as an adverb."""
    verb = node.head
    alone = verb.child("nsubj", "nsubjpass", "csubj") is None
    name = node.pos == "PROPN" or (node.form.isupper() and len(node.form) > 2)
    before = node.index < verb.index and verb.pos == "VERB" and alone
    if name and before and node.lower not in lex.CALENDAR:
        node.pos, node.dep = "PROPN", subject_label(verb)


def mend_deed_noun(node: Node, nodes: list[Node]) -> None:
    """ "Fighting between the clans has resumed": what has no object and a noun's preposition is a noun."""
    if node.tag != "VBG" or node.pos != "VERB" or node.child("dobj", "aux", "prt", "xcomp", "ccomp") is not None:
        return
    if node.child("det", "amod") or any(prep.lower in ("between", "of", "by") for prep in node.all("prep")):
        node.pos, node.lemma = "NOUN", node.lower


def mend_deed_done(node: Node, nodes: list[Node]) -> None:
    """ "was destroyed by shelling", "died in fighting": what a passive is done by, or somebody dies in, is a noun."""
    prep, bare = node.head, node.child("dobj", "aux", "prt", "xcomp", "ccomp", "oprd", "acomp") is None
    done = prep.dep == "agent" or (prep.dep == "prep" and prep.lower in _AMID)
    if node.tag == "VBG" and node.lower in _DEEDS_IN_ING and bare and done:
        node.pos, node.tag, node.lemma, node.dep = "NOUN", "NN", node.lower, "pobj"


def mend_strikes(node: Node, nodes: list[Node]) -> None:
    """ "short of fuel since the missile strikes on the grid": what is read as a verb is a noun that "since" governs."""
    weapon, opening = node.child("nsubj"), node.child("mark")
    if weapon is None or opening is None or node.lower not in _LISTED or node.child("dobj", "ccomp", "aux") is not None:
        return
    if weapon.lemma not in _STRUCK or weapon.tag != "NN" or weapon.index != node.index - 1:
        return
    for child in weapon.children[:]:
        move(child, node, child.dep)
    node.pos, node.tag, node.lemma = "NOUN", "NNS", node.lower[:-1]
    move(weapon, node, "compound")
    move(opening, node.head, "prep")
    move(node, opening, "pobj")


def mend_held(node: Node, nodes: list[Node]) -> None:
    """ "At a meeting in Oslo, held after talks, the envoy said": it is the meeting that is held."""
    bare = node.tag == "VBN" and node.lemma in ("hold", "convene", "organise", "organize") and not node.child("aux")
    if not bare or nodes[node.index - 1].form != ",":
        return
    for prep in node.head.all("prep"):
        meeting = prep.child("pobj")
        if meeting is not None and meeting.lemma in _MEETINGS and meeting.index < node.index < node.head.index:
            return move(node, meeting, "acl")


def mend_called_deed(node: Node, nodes: list[Node]) -> None:
    """ "called for asset freezes": what stands right behind a bare noun after "for" is what is called for."""
    first = nodes[node.index - 1]
    prep = first.head
    if (
        node.pos == "NOUN"
        and prep.lower == "for"
        and prep.head is node.head
        and first.tag == "NN"
        and not first.children
    ):
        move(node, prep, "pobj")
        move(first, node, "compound")


def mend_deed_root(node: Node, nodes: list[Node]) -> None:
    """ "Two lords called for asset freezes": the plural of a deed is read as the verb of the sentence."""
    subject, first = node.child("nsubj"), nodes[node.index - 1]
    calling = first.head.head
    if node.lower not in _LISTED or node.tag != "VBZ" or subject is None or calling not in subject.all("acl"):
        return
    if first.dep != "pobj" or first.tag != "NN" or calling.tag != "VBN" or node.child("aux", "dobj") is not None:
        return
    rest = [child for child in node.children if child.index > node.index and child.dep != "prep"]
    node.pos, node.tag, node.lemma = "NOUN", "NNS", node.lower[:-1]
    prep = first.head
    move(calling, calling, "ROOT")
    calling.tag = "VBD"
    move(subject, calling, "nsubj")
    for child in rest:
        move(child, calling, child.dep)
    move(node, prep, "pobj")
    move(first, node, "compound")


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


def mend_some_armed(node: Node, nodes: list[Node]) -> None:
    """ "settlers, some of them armed, attacked": how some of them look is no deed."""
    some = node.child("nsubj", "nsubjpass")
    of = some.child("prep") if some is not None else None
    them = of.child("pobj") if of is not None and of.lower == "of" else None
    if node.lower in _LOOKS and them is not None and them.lower in ("them", "whom", "these") and not node.child("dobj"):
        node.pos, node.tag = "ADJ", "JJ"
