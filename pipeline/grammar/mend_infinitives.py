"""Infinitives that the small model hangs on the wrong word or does not see, put right in its tree.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, crown, left_edge, move

# Behind a preposition too their participle tells of the noun behind it: "left by retreating troops".
_RUNNING = frozenset("retreat flee advance protest demonstrate march riot rampage clash surrender strike".split())


def mend_past_behind(node: Node, nodes: list[Node]) -> None:
    """ "vowed to retaliate and recalled its envoy": no past tense is joined with an infinitive, but with what governs
    it; "to be tried and executed" are two participles."""
    first = node.head
    governing, past = first.head, node.tag == "VBD" or (node.tag == "VBN" and node.lower != node.lemma)
    infinitive = first.dep == "xcomp" and first.tag == "VB" and first.child("auxpass") is None
    if not past or not infinitive or node.child("nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return
    if governing.tag != "VBD" or first.child("aux") is None or governing.index > first.index:
        return
    joining = [child for child in first.children if child.dep == "cc" and first.index < child.index < node.index]
    if not joining:
        return
    for child in (*joining, node):
        move(child, governing, child.dep)
    node.tag = "VBD"


def mend_goal(node: Node, nodes: list[Node]) -> None:
    """ "compelled a plane to land": after such verbs "to" and a bare noun are an infinitive."""
    to, verb = node.head, node.head.head
    bare = to.lower == "to" and node.tag == "NN" and node.index == to.index + 1
    if bare and verb.lemma in lex.COMMANDING and verb.child("dobj") is not None:
        node.pos, node.tag = "VERB", "VB"
        move(node, verb, "xcomp")
        move(to, node, "aux")


def mend_intent(node: Node, nodes: list[Node]) -> None:
    """ "threatened in a video to murder …": with such verbs an infinitive is what is meant, not what for."""
    to = node.tag == "VB" and any(aux.lower == "to" for aux in node.all("aux"))
    verb, thing = node.head, node.head.child("dobj", "xcomp")
    meant = verb.lemma in lex.INTENDING and thing is None
    bound = verb.lemma in lex.BINDING and thing is not None and thing.lower in lex.REFLEXIVES
    if to and (meant or bound):  # "committed itself to pay"
        node.dep = "xcomp"


def mend_caused(node: Node, nodes: list[Node]) -> None:
    """ "got the rebels to hand over ten hostages": what somebody is got to do is no purpose."""
    to = node.tag == "VB" and any(aux.lower == "to" for aux in node.all("aux"))
    if to and node.head.lemma == "get" and node.head.child("dobj") is not None and node.head.index < node.index:
        node.dep = "xcomp"


def mend_in_order(node: Node, nodes: list[Node]) -> None:
    """ "closed the border in order to isolate Qatar": "in order" is no phrase of its own, but opens the purpose."""
    order, opening = node.head, node.head.head
    if order.lower != "order" or order.dep != "pobj" or opening.lower != "in" or node.child("aux") is None:
        return
    move(node, opening.head, "advcl")
    for word in (opening, order):
        move(word, node, "mark")


def mend_bidden(node: Node, nodes: list[Node]) -> None:
    """ "advised Ghana in a letter to stay out": what somebody is told to do hangs on what tells it."""
    letter, verb = node.head, node.head.head.head
    to = node.tag == "VB" and any(aux.lower == "to" for aux in node.all("aux"))
    if not to or letter.dep != "pobj" or letter.lemma not in lex.DOCUMENTS or verb.lemma not in lex.OBJECT_CONTROL:
        return
    if verb.pos != "VERB" or verb.child("dobj") is None or verb.child("xcomp") is not None:
        return
    move(node, verb, "xcomp")


def mend_to_verb(node: Node, nodes: list[Node]) -> None:
    """ "refused to authorise a march": in a verb's place behind "to" the British spelling is unknown to the model."""
    to = nodes[node.index - 1]
    verbal = node.pos in ("ADV", "ADJ", "NOUN") and node.lower.endswith(("ise", "yse"))
    if verbal and to.lower == "to" and to.head is node and to.dep == "aux":
        node.pos, node.tag = "VERB", "VB"


def mend_to_back(node: Node, nodes: list[Node]) -> None:
    """ "policemen sent to back the force", "voted to back the bill": between "to" and an object "back" is a verb."""
    to, verb, thing = nodes[node.index - 1], node.head, node.head.child("dobj")
    if (
        node.lower != "back"
        or to.lower != "to"
        or to.head not in (verb, node)
        or to.index < verb.index
        or thing is None
    ):
        return
    if left_edge(thing) == node.index + 1:
        node.pos, node.tag, node.lemma = "VERB", "VB", "back"
        move(to, node, "aux")
        move(thing, node, "dobj")
        node.dep = "xcomp"


def mend_helped(node: Node, nodes: list[Node]) -> None:
    """ "pledged to help the board count the votes": who does what one helps with is whom one helps."""
    helped = node.child("nsubj")
    if node.head.lemma != "help" or node.tag not in ("VB", "VBP") or helped is None or helped.tag == "WP":
        return
    if node.head.index < helped.index and node.child("mark", "aux") is None:
        node.tag = "VB"
        move(helped, node.head, "dobj")
        node.dep = "xcomp"


def mend_called_on(node: Node, nodes: list[Node]) -> None:
    """ "called on Sofia, which chairs the bloc, to mediate": behind a clause about somebody is what is asked of him."""
    whom, comma = node.head, nodes[node.index - 2] if node.index > 1 else node
    to = node.tag == "VB" and nodes[node.index - 1].lower == "to"
    about = [clause for clause in whom.all("relcl") if clause.index < node.index]
    if not to or comma.form != "," or not about:
        return
    verb = whom.head.head if whom.dep == "pobj" and whom.head.lower in ("on", "upon", "to") else whom.head
    if whom.dep in ("pobj", "dobj") and verb.lemma in lex.OBJECT_CONTROL and verb.child("xcomp") is None:
        move(node, verb, "xcomp")


def mend_ought(node: Node, nodes: list[Node]) -> None:
    """ "ought to return": the verb of duty is an auxiliary."""
    duty = node.head
    if duty.lower != "ought":
        return
    rest = [child for child in duty.children if child is not node]
    crown(node, duty)
    for child in rest:
        passive = child.dep == "nsubj" and node.child("auxpass") is not None
        move(child, node, "nsubjpass" if passive else child.dep)
    for to in [aux for aux in node.all("aux") if aux.lower == "to"]:
        move(to, duty, "aux")
    duty.pos = "AUX"
    move(duty, node, "aux")


def mend_fleeing(node: Node, nodes: list[Node]) -> None:
    """ "pursued fleeing troops", "fired on protesting nurses", "warned neighbouring states to …": such a participle
    tells of the noun behind it."""
    verb, noun = node.head, node.child("dobj")
    telling = node.lemma in lex.INTRANSITIVES or node.lemma in lex.OF_NEIGHBOURS
    if node.dep == "pcomp" and node.lemma not in _RUNNING:
        return
    if node.tag != "VBG" or not telling or node.index != verb.index + 1 or noun is None or noun.tag != "NNS":
        return
    if noun.child("det", "poss") is not None or verb.lemma in lex.BEFORE_GERUNDS or verb.child("dobj") is not None:
        return
    governed = node.dep == "pcomp"
    for child in node.children[:]:
        move(child, verb, "pobj" if governed and child is noun else child.dep)
    node.pos, node.tag = "ADJ", "JJ"
    move(node, noun, "amod")
