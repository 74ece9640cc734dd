"""Phrases that the small model hangs on the wrong word, put right in its tree.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.one_name import is_office
from pipeline.grammar.tree import Node, crown, left_edge, move
from pipeline.grammar.words import is_time

_BEREAVING = frozenset("strip deprive rid rob divest relieve".split())  # nothing follows their object but "of" what
_HEADED = frozenset(
    """board bureau chamber chief commander council court department director government governor head house king
    leader mayor member minister ministry office party president ruler secretary speaker state union""".split()
)  # whose phrase goes on with "of" itself
_STRENGTHS = frozenset({"force", "number", "strength", "drove"})  # "in force", "in large numbers"
# Plurals of deeds that look like a verb's third person: "visa bans and asset freezes".
_LISTED = frozenset("freezes bans curbs cuts raids strikes attacks blocks checks searches controls seizures".split())
_PARTS = frozenset({"step", "day", "point", "line", "stage", "bit"})  # "step by step"
_MEETINGS = frozenset("conference meeting summit talk rally briefing session ceremony referendum election vote".split())
_BEFORE_NOUN = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"})
_TAKEN = frozenset("hostage captive prisoner".split())
_LOOKS = frozenset("armed masked hooded handcuffed blindfolded disguised wounded injured".split())
_HAND_ARMS = frozenset("baton truncheon club stick whip stone rock rifle gun pistol knife machete shield spear".split())
_STRUCK = frozenset("missile drone rocket air artillery mortar bomb".split())
_PROMPTINGS = frozenset("behest bidding insistence instigation invitation prompting request urging".split())


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


def mend_step(node: Node, nodes: list[Node]) -> None:
    """ "will hit back step by step": that is how, not whom."""
    after = nodes[node.index + 1 : node.index + 3]
    if node.lemma in _PARTS and len(after) == 2 and after[0].lower == "by" and after[1].lower == node.lower:
        node.dep = "npadvmod"


def mend_dated_object(node: Node, nodes: list[Node]) -> None:
    """ "dissolved on Monday the party": behind a day with no comma between stands what it is done to."""
    day, on = node.head, node.head.head
    verb = on.head
    dated = day.dep == "pobj" and day.lower in lex.CALENDAR and on.index == verb.index + 1 and verb.pos == "VERB"
    if dated and left_edge(node) == day.index + 1 and verb.child("dobj", "ccomp", "auxpass") is None:
        move(node, verb, "dobj")


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
    if node.lower != "at" or why is None or why.lemma not in _PROMPTINGS:
        return
    while noun.pos in ("NOUN", "PROPN", "ADP") and noun.head is not noun:
        noun = noun.head
    if noun.pos == "VERB" and noun.index < node.index:
        move(node, noun, "prep")


def mend_author(node: Node, nodes: list[Node]) -> None:
    """ "suspended a decree by President Petro": behind the object of an active verb stands whose it is."""
    verb = node.head
    thing = verb.child("dobj")
    active = (
        verb.tag in ("VBD", "VBZ", "VBP", "VB") and verb.child("auxpass") is None and verb.child("nsubj") is not None
    )
    if active and thing is not None and thing.index == node.index - 1 and thing.pos == "NOUN":
        move(node, thing, "prep")


def mend_counted(node: Node, nodes: list[Node]) -> None:
    """ "allowed 300 disarmed soldiers to leave": between a number and its noun stands no verb."""
    number, noun, verb = node.child("nsubj"), node.child("dobj"), node.head
    if node.tag != "VBN" or number is None or noun is None or number.tag != "CD" or node.child("aux", "mark"):
        return
    if number.index != node.index - 1 or noun.tag != "NNS" or verb.pos != "VERB" or verb.index > number.index:
        return
    for child in [child for child in node.children if child.index > noun.index]:
        move(child, verb, child.dep)
    move(noun, verb, "dobj")
    move(number, noun, "nummod")
    node.pos = "ADJ"
    move(node, noun, "amod")


def mend_dozens(of: Node, nodes: list[Node]) -> None:
    """ "took dozens of guards hostage", "hundreds of protesters marching": what is counted is misread."""
    number = of.head
    if of.lower != "of" or of.children or not number.lower.endswith("s") or nodes[of.index - 1] is not number:
        return
    last = of.index
    while last + 1 < len(nodes) and nodes[last + 1].pos in _BEFORE_NOUN:
        last += 1
    phrase = nodes[of.index + 1 : last + 1]
    taken = phrase.pop() if len(phrase) > 1 and phrase[-1].lemma in _TAKEN else None
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


def mend_had_done(node: Node, nodes: list[Node]) -> None:
    """ "had the editor arrested", "got their leader freed": what is done so is done to the noun before it."""
    subject, having = node.child("nsubj"), node.head
    if node.tag not in ("VBN", "VBD") or subject is None or node.child("aux", "auxpass", "mark", "dobj") is not None:
        return
    between = having.index < subject.index < node.index and not any(aux.tag == "MD" for aux in having.all("aux"))
    if having.lemma in ("have", "get") and between and node.lemma not in lex.INTRANSITIVES:
        subject.dep, node.dep, node.tag = "nsubjpass", "xcomp", "VBN"


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


def mend_taken(node: Node, nodes: list[Node]) -> None:
    """ "took an Omani pilot hostage": whom somebody takes is read as part of what he makes of him."""
    verb, whom = node.head, nodes[node.index - 1]
    if node.lemma not in _TAKEN or verb.lemma not in ("take", "hold", "keep") or whom.head is not node:
        return
    if whom.dep not in ("compound", "nmod") or whom.pos not in ("NOUN", "PROPN") or whom.index < verb.index:
        return
    for child in [child for child in node.children if verb.index < child.index < whom.index]:
        move(child, whom, child.dep)
    move(whom, verb, "dobj")
    node.dep = "oprd"


def mend_some_armed(node: Node, nodes: list[Node]) -> None:
    """ "settlers, some of them armed, attacked": how some of them look is no deed."""
    some = node.child("nsubj", "nsubjpass")
    of = some.child("prep") if some is not None else None
    them = of.child("pobj") if of is not None and of.lower == "of" else None
    if node.lower in _LOOKS and them is not None and them.lower in ("them", "whom", "these") and not node.child("dobj"):
        node.pos, node.tag = "ADJ", "JJ"


def mend_armed_charge(node: Node, nodes: list[Node]) -> None:
    """ "charged with batons at strikers": at whom somebody goes does not hang on what he does it with."""
    arm, opening = node.head, node.head.head
    armed = arm.dep == "pobj" and arm.lemma in _HAND_ARMS and opening.lower == "with" and opening.head.pos == "VERB"
    if armed and node.lower in ("at", "into", "on"):
        move(node, opening.head, "prep")


def mend_shot_dead(dead: Node, nodes: list[Node]) -> None:
    """ "Two men on a motorbike shot dead a mayor": the verb is read as the thing they were on."""
    shot = nodes[dead.index - 1]
    prep, thing = shot.head, nodes[shot.index - 1]
    if dead.lower != "dead" or shot.lower != "shot" or shot.dep != "pobj" or dead.child("dobj") is None:
        return
    if thing.head is not shot or thing.pos not in ("NOUN", "PROPN") or prep.head.head is not dead:
        return
    for child in [child for child in shot.children if child is not thing]:
        move(child, thing, child.dep)
    move(thing, prep, "pobj")
    shot.pos, shot.tag, shot.lemma = "VERB", "VBD", "shoot"
    crown(shot, dead)
    for child in dead.children[:]:
        move(child, shot, child.dep)
    move(dead, shot, "acomp")
