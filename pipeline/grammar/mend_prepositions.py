"""Phrases with a preposition that the small model hangs on the wrong word, put right in its tree.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.english import PROMPTINGS
from pipeline.grammar import lexicon as lex
from pipeline.grammar.one_name import is_office
from pipeline.grammar.tree import Node, left_edge, move
from pipeline.grammar.words import is_time

_GROUPS = frozenset("party movement front union army alliance league coalition congress brotherhood".split())
# What an army does once others are out of its way: "told villagers to leave before bombing the valley".
_STRIKING = frozenset(
    """launch attack storm bomb bombard shell strike raid fire arrest detain demolish bulldoze raze shoot burn torch
    loot blow destroy besiege mount""".split()
)
_BIDDING = frozenset("order tell warn urge ask instruct force advise command call".split())
_BEREAVING = frozenset("strip deprive rid rob divest relieve".split())  # nothing follows their object but "of" what
_HEADED = frozenset(
    """board bureau chamber chief commander council court department director government governor head house king
    leader mayor member minister ministry office party president ruler secretary speaker state union""".split()
)  # whose phrase goes on with "of" itself
_STRENGTHS = frozenset({"force", "number", "strength", "drove"})  # "in force", "in large numbers"
_BEFORE_NOUN = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"})
_HAND_ARMS = frozenset("baton truncheon club stick whip stone rock rifle gun pistol knife machete shield spear".split())

# What is agreed or enacted, and what is done on a day of its own: "a deal on holding talks on Friday".
_ENACTED = frozenset(
    """accord agreement charter contract deal decree law memorandum pact protocol treaty understanding
    declaration""".split()
)
_ON_A_DAY = frozenset(
    """hold organise organize convene meet open start begin launch stage vote resume reopen free release exchange
    return""".split()
)


def mend_signing_day(node: Node, nodes: list[Node]) -> None:
    """ "signed a deal on sharing power on Sunday": the day is that of the signing, not of what was agreed."""
    shared, time = node.head, node.child("pobj")
    shared = shared.head if shared.dep == "dobj" else shared
    if node.lower != "on" or time is None or not is_time(time) or shared.dep != "pcomp" or shared.lemma in _ON_A_DAY:
        return
    over = shared.head.head
    deed = over.child("dobj") if over.tag == "VBD" else over
    if deed is None or deed.lemma not in _ENACTED or deed.dep != "dobj" or deed.index > shared.index:
        return
    verb = deed.head
    if verb.tag == "VBD" and verb.index < deed.index:
        move(node, verb, "prep")


def mend_keeper(node: Node, nodes: list[Node]) -> None:
    """ "is held in custody by the army": the doer of a passive is read as part of the place."""
    place = node.head
    if node.lower != "by" or place.dep != "pobj" or place.lemma not in lex.CUSTODY | lex.MANNERS:
        return
    verb = place.head.head
    passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.dep == "acl")
    if verb.pos == "VERB" and passive and verb.child("agent") is None:
        move(node, verb, "agent")


def mend_charge(node: Node, nodes: list[Node]) -> None:
    """ "accused militants based in Chad of planning it", "Chad and Mali of it": what follows a place is the verb's."""
    if node.lower != "of" or (node.child("pcomp") is None and node.head.dep != "conj"):
        return
    at = node.head
    while at.head is not at and at.dep in ("pobj", "prep", "acl", "conj"):
        at = at.head
    named = node.head.dep != "conj" or node.head.pos == "PROPN"
    if named and at is not node.head and at.dep == "dobj" and at.head.lemma in lex.OF_VERBS:
        move(node, at.head, "prep")


def mend_sides(node: Node, nodes: list[Node]) -> None:
    """ "Clashes broke out in the desert between troops and rebels": the sides are those of what happened there."""
    place, prep = node.head, node.head.head
    if node.lower != "between" or place.dep != "pobj" or prep.lower not in ("in", "at", "near", "over", "on", "since"):
        return
    verb, side = prep.head, node.child("pobj")
    told = verb.pos == "VERB" and verb.lemma in lex.HAPPENING and verb.child("nsubj", "nsubjpass") is not None
    if told and side is not None and any(one.tag == "NNS" for one in side.conjuncts()):
        move(node, verb, "prep")


def mend_aim(node: Node, nodes: list[Node]) -> None:
    """ "reaction to the attack by Chad on a camp", "its second raid in three days on Chad": whom a deed is aimed at
    hangs on what stands before it, or on a time between."""
    noun = node.head
    if node.lower not in ("on", "against") or noun.pos not in ("NOUN", "PROPN") or noun.lemma in lex.DEEDS_ON:
        return
    if noun.dep == "pobj" and noun.lemma in lex.TIMES:
        aimed = noun.head.head if noun.head.head.lemma in lex.DEEDS_ON else noun.head.head.child("dobj", "nsubjpass")
        by = None
    else:
        aimed = next((deed for prep in noun.all("prep") for deed in prep.all("pobj") if deed.index < node.index), None)
        by = next((prep for prep in noun.all("prep") if prep.lower == "by" and prep.index < node.index), None)
    if aimed is not None and aimed.lemma in lex.DEEDS_ON and aimed.child("prep") in (None, by):
        for prep in (node, by) if by is not None and by.head is noun else (node,):
            move(prep, aimed, "prep")


def mend_origin(node: Node, nodes: list[Node]) -> None:
    """ "met envoys from Iran, Iraq and Oman", "freed leaders from the Labour Party": a list of names or a group after
    "from" says whose they are."""
    noun, name = nodes[node.index - 1], node.child("pobj")
    listed = name is not None and (_is_group(name) or (name.pos == "PROPN" and name.child("conj") is not None))
    if node.lower == "from" and listed and noun.dep == "dobj" and noun.head is node.head and noun.tag == "NNS":
        move(node, noun, "prep")


def _is_group(noun: Node) -> bool:
    return any(one.lower in _GROUPS and one.pos == "PROPN" for one in (noun, *noun.all("appos")))


def mend_answer(node: Node, nodes: list[Node]) -> None:
    """ "shelled a village in retaliation": what is answered so is the deed's, not the village's."""
    noun, why = node.head, node.child("pobj")
    if node.lower == "in" and why is not None and why.lemma in lex.ANSWERS and noun.dep == "dobj":
        move(node, noun.head, "prep")


def mend_before_striking(node: Node, nodes: list[Node]) -> None:
    """ "ordered villagers to leave before bombing the valley": who tells others to go does it, not they."""
    deed, leaving = node.child("pcomp"), node.head
    if node.lower != "before" or deed is None or deed.tag != "VBG" or deed.lemma not in _STRIKING:
        return
    verb = leaving.head
    bidden = leaving.dep == "xcomp" and leaving.tag == "VB" and verb.child("dobj") is not None
    if bidden and verb.lemma in _BIDDING:
        move(node, verb, "prep")


def mend_thanks(node: Node, nodes: list[Node]) -> None:
    """ "fed farmers in Herat thanks to a gift": "thanks to" is no part of the place before it."""
    prep, verb = node.head, node.head.head
    place = next((noun for noun in node.all("compound") if noun.index == node.index - 1), None)
    if node.lower != "thanks" or place is None or nodes[node.index + 1].lower != "to":
        return
    while verb.pos not in ("VERB", "AUX") and verb.head is not verb:
        verb = verb.head
    for child in [child for child in node.children if child.index < place.index]:
        move(child, place, child.dep)
    move(place, prep, "pobj")
    move(node, verb, "prep")


def mend_doer_behind(node: Node, nodes: list[Node]) -> None:
    """ "was described as a fraud on Friday by the king": behind a day the doer of a passive is nobody's author."""
    noun = node.head
    verb = noun.head.head
    if node.lower != "by" or noun.dep != "pobj" or noun.head.lower != "as" or verb.lemma not in lex.JUDGING:
        return
    day = nodes[node.index - 1]
    if is_time(day) and verb.child("auxpass") is not None and verb.child("agent") is None:
        move(node, verb, "agent")


def mend_invited(node: Node, nodes: list[Node]) -> None:
    """ "pardoned the writer at the request of the bishops": that is why it was done, and no part of who he is."""
    noun, why = node.head, node.child("pobj")
    if node.lower != "at" or why is None or why.lemma not in PROMPTINGS:
        return
    while noun.pos in ("NOUN", "PROPN", "ADP") and noun.head is not noun:
        noun = noun.head
    if noun.pos == "VERB" and noun.index < node.index:
        move(node, noun, "prep")


def mend_author(node: Node, nodes: list[Node]) -> None:
    """ "suspended a decree by President Petro": behind the object of an active verb stands whose it is; "was concerned
    by the ruling": an adjective has no doer."""
    verb = node.head
    if verb.pos == "ADJ":  # "said it was concerned by the ruling"
        node.dep = "prep"
        for child in verb.all("nsubjpass", "auxpass"):
            child.dep = "nsubj" if child.dep == "nsubjpass" else "aux"
        return
    thing = verb.child("dobj")
    active = (
        verb.tag in ("VBD", "VBZ", "VBP", "VB") and verb.child("auxpass") is None and verb.child("nsubj") is not None
    )
    if active and thing is not None and thing.index == node.index - 1 and thing.pos == "NOUN":
        move(node, thing, "prep")


def mend_dozens(of: Node, nodes: list[Node]) -> None:
    """ "took dozens of guards hostage", "hundreds of protesters marching": what is counted is misread."""
    number = of.head
    if of.lower != "of" or of.children or not number.lower.endswith("s") or nodes[of.index - 1] is not number:
        return
    last = of.index
    while last + 1 < len(nodes) and nodes[last + 1].pos in _BEFORE_NOUN:
        last += 1
    phrase = nodes[of.index + 1 : last + 1]
    taken = phrase.pop() if len(phrase) > 1 and phrase[-1].lemma in lex.TAKEN else None
    if not phrase or phrase[-1].pos not in ("NOUN", "PROPN"):
        return
    noun = phrase[-1]
    move(noun, of, "pobj")
    for part in phrase[:-1]:
        if part.head is taken:
            move(part, noun, part.dep)
    if taken is not None:
        taken.dep = "oprd"
    for clause in number.all("acl", "relcl"):
        if clause.index > noun.index:
            move(clause, noun, clause.dep)


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
    manner = noun.dep == "pobj" and noun.lemma in _STRENGTHS and noun.head.lower == "in"
    if manner and noun.head.head.pos == "VERB" and node.lower != "of":
        move(node, noun.head.head, "prep")


def mend_armed_charge(node: Node, nodes: list[Node]) -> None:
    """ "charged with batons at strikers": at whom somebody goes does not hang on what he does it with."""
    arm, opening = node.head, node.head.head
    armed = arm.dep == "pobj" and arm.lemma in _HAND_ARMS and opening.lower == "with" and opening.head.pos == "VERB"
    if armed and node.lower in ("at", "into", "on"):
        move(node, opening.head, "prep")
