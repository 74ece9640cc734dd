"""Mistakes that the small model is known to make, put right in its tree.

Each function looks at one node and changes the tree around it, where the words leave no other reading.
"""

from collections.abc import Callable

from pipeline.grammar import lexicon as lex
from pipeline.grammar.main_verbs import (
    after_place,
    before_object,
    by_then,
    denied_first,
    drop_dateline,
    find_verb,
    mend_verb,
    perfect,
    with_subject,
)
from pipeline.grammar.mend_clauses import (
    by_walkers,
    intent,
    loose,
    on_those,
    ought,
    participle,
    relative,
    should,
    tail,
    told,
)
from pipeline.grammar.one_name import join_state
from pipeline.grammar.tree import Node, left_edge, move

_GROUPS = frozenset("party movement front union army alliance league coalition congress brotherhood".split())


def mend(nodes: list[Node], is_verb: Callable[[str], bool], is_noun: Callable[[str], bool]) -> list[Node]:
    """The nodes of one sentence, with their heads and labels put right; words are asked for in small letters."""
    find_verb(nodes, is_verb, is_noun)
    for node in nodes:
        look = _BY_LABEL.get(node.dep)
        if look is not None:
            look(node, nodes)
    return nodes


def _list_member(node: Node, nodes: list[Node]) -> None:
    """ "Australia, New Zealand and Fiji": the second of a list is no apposition of the first."""
    if _apposed_gift(node):
        return
    bare = node.pos == node.head.pos == "PROPN" and node.child("det") is None and node.index > node.head.index
    if bare and node.child("conj") is not None and node.child("cc") is not None:
        node.dep = "conj"
    elif node.head.dep == "dobj" and node.head.head.lemma in lex.DECLARING and nodes[left_edge(node) - 1].form != ",":
        move(node, node.head.head, "oprd")  # "called the envoy a spy"


def _object(node: Node, nodes: list[Node]) -> None:
    """ "denied Finland entry", "sold Ukraine ammunition": whom one gives something is read as part of its name."""
    verb = node.head
    if node.lower == "hold" and node.pos == "VERB":
        return _on_hold(node, nodes)
    if verb.lemma not in lex.GIVING or node.index < verb.index or verb.child("dative") is not None:
        return
    first = verb.child("dobj")
    if first is not None and first is not node and first.child("cc", "prep") is None:  # "extended Laos a loan"
        first.dep = "dative"
        return
    before = [child for child in node.children if child.index < node.index]
    if not before or node.pos != "NOUN" or not _given(node):
        return
    granted = before[0].dep == "det" and node.lemma in lex.GRANTED  # "denied the Red Cross access"
    names = [child for child in before if child.dep in ("compound", "nmod") and child.pos == "PROPN"]
    persons = (child for child in before[:-1] if child.dep == "nmod" or (child.dep, child.tag) == ("compound", "NNS"))
    person = next((child for child in persons if child.pos == "NOUN"), None)
    whom = names[-1] if names and before[granted] is names[0] else person
    if whom is not None:
        for child in before[: before.index(whom)]:
            move(child, whom, child.dep)
        move(whom, verb, "dative")


def _apposed_gift(node: Node) -> bool:
    """ "gave its ambassador, Jan Novak, two days to leave": after a name what is given is no apposition."""
    whom, named = node.head, node.head.dep == "appos"
    while whom.dep == "appos":
        whom = whom.head
    det = node.child("det")
    if whom.dep == "pobj" and whom.head.lower == "of" and det is not None and det.lower in ("a", "an"):
        whom, named = whom.head.head, True  # "gave the head of the bank a public warning"
    verb = whom.head
    giving = whom.dep == "dobj" and verb.lemma in lex.GIVING and verb.child("dative") is None
    if not giving or node.pos != "NOUN" or not (named or node.lemma in lex.GRANTED) or not _given(node):
        return False
    whom.dep = "dative"
    move(node, verb, "dobj")
    return True


def _on_hold(hold: Node, nodes: list[Node]) -> None:
    """ "put on hold a loan to Mali": the noun is read as a verb with an object."""
    on, verb, thing = nodes[hold.index - 1], hold.head, hold.child("dobj")
    if on.lower != "on" or on.head is not verb:
        return
    hold.pos, hold.tag = "NOUN", "NN"
    for child in [child for child in hold.children if child is not thing and thing is not None]:
        move(child, thing or verb, child.dep)
    if thing is not None:
        move(thing, verb, "dobj")
    on.dep = "prep"
    move(hold, on, "pobj")


def _given(noun: Node) -> bool:
    """Whether a noun is rather a thing given than whom it is given: "entry", not "officials"."""
    return noun.tag == "NN" or noun.lemma in lex.GOODS


def _complement(node: Node, nodes: list[Node]) -> None:
    """ "sentences activist to death": what a verb that is no copula takes is its object."""
    verb = node.head
    if node.pos == "NOUN" and verb.pos == "VERB" and verb.lemma not in lex.COPULAS and verb.child("dobj") is None:
        node.dep = "dobj"


def _small_clause(node: Node, nodes: list[Node]) -> None:
    """ "declared the group illegal": an object and what is said of it."""
    drop_dateline(node)
    told(node)
    should(node)
    subject = node.child("nsubj")
    plain = node.pos in ("ADJ", "NOUN") and node.child("aux", "cop", "mark") is None
    if subject is None and plain and node.pos == "NOUN":  # "declared the law void"
        subject = node.child("compound")
    if plain and subject is not None and node.head.pos == "VERB" and node.head.lemma in lex.DECLARING:
        for child in [child for child in node.children if child.index < subject.index]:
            move(child, subject, child.dep)
        move(subject, node.head, "dobj")
        node.dep = "oprd"


def _preposition(node: Node, nodes: list[Node]) -> None:
    if node.lower == "by" and node.head.lemma in lex.CUSTODY | lex.MANNERS and node.head.dep == "pobj":
        _keeper(node)
    elif node.lower == "of" and (node.child("pcomp") is not None or node.head.dep == "conj"):
        _charge(node)
    else:
        _origin(node, nodes)


def _keeper(node: Node) -> None:
    """ "is held in custody by the army": the doer of a passive is read as part of the place."""
    verb = node.head.head.head
    passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.dep == "acl")
    if verb.pos == "VERB" and passive and verb.child("agent") is None:
        move(node, verb, "agent")


def _charge(node: Node) -> None:
    """ "accused militants based in Chad of planning it", "Chad and Mali of it": what follows a place is the verb's."""
    at = node.head
    while at.head is not at and at.dep in ("pobj", "prep", "acl", "conj"):
        at = at.head
    named = node.head.dep != "conj" or node.head.pos == "PROPN"
    if named and at is not node.head and at.dep == "dobj" and at.head.lemma in lex.OF_VERBS:
        move(node, at.head, "prep")


def _origin(node: Node, nodes: list[Node]) -> None:
    """ "met envoys from Iran, Iraq and Oman", "freed leaders from the Labour Party": a list of names or a group after
    "from" says whose they are."""
    noun, name = nodes[node.index - 1], node.child("pobj")
    listed = name is not None and (_is_group(name) or (name.pos == "PROPN" and name.child("conj") is not None))
    if node.lower == "from" and listed and noun.dep == "dobj" and noun.head is node.head and noun.tag == "NNS":
        move(node, noun, "prep")


def _is_group(noun: Node) -> bool:
    return any(one.lower in _GROUPS and one.pos == "PROPN" for one in (noun, *noun.all("appos")))


def _name(node: Node, nodes: list[Node]) -> None:
    """ "USAID had announced a delay": a name before a verb without a subject is read as an adverb."""
    verb = node.head
    alone = verb.child("nsubj", "nsubjpass", "csubj") is None
    name = node.pos == "PROPN" or (node.form.isupper() and len(node.form) > 2)
    before = node.index < verb.index and verb.pos == "VERB" and alone
    if name and before and node.lower not in lex.CALENDAR:
        node.pos, node.dep = "PROPN", "nsubj" if verb.child("auxpass") is None else "nsubjpass"
    elif node.pos == "ADV" and verb.pos == "VERB" and verb.child("dobj", "nsubjpass") is None:
        _before_adverb(node, verb)


def _before_adverb(adverb: Node, verb: Node) -> None:
    """ "brought the hostages home": what is brought is read as part of the adverb."""
    parts = [child for child in adverb.children if verb.index < child.index < adverb.index]
    if not parts or parts[-1].dep not in ("compound", "nmod") or parts[-1].pos not in ("NOUN", "PROPN"):
        return
    thing = parts.pop()
    move(thing, verb, "dobj")
    for part in parts:
        move(part, thing, part.dep)


def _called(node: Node, nodes: list[Node]) -> None:
    """ "named Guaido interim president": whom one names is read as part of what he is named."""
    first = node.children[0] if node.children else None
    named = first is not None and first.pos == "PROPN" and first.dep in ("compound", "nmod")
    if first is not None and named and node.index > node.head.index and node.head.child("dobj", "nsubjpass") is None:
        move(first, node.head, "dobj")


def _modifier(node: Node, nodes: list[Node]) -> None:
    """ "held the rebels responsible for": an adjective after the object of such verbs is what is said of it."""
    noun, verb = node.head, node.head.head
    if node.pos == "ADJ" and node.index > noun.index and noun.dep == "dobj" and verb.lemma in lex.DECLARING:
        move(node, verb, "oprd")
    elif not (perfect(node) or by_then(node) or with_subject(node) or before_object(node, nodes) or denied_first(node)):
        tail(node, nodes)


def _after_noun(node: Node, nodes: list[Node]) -> None:
    if not after_place(node):
        by_walkers(node, nodes)


def _root(node: Node, nodes: list[Node]) -> None:
    mend_verb(node, nodes)
    should(node)


def _loose_object(node: Node, nodes: list[Node]) -> None:
    """ "besieged Madaya, where …", "gave a lawyer eight years": an object that is read as a time."""
    verb = node.head
    if node.index < verb.index:
        return _name(node, nodes)
    if verb.pos != "VERB" or verb.child("dobj", "ccomp") is not None:
        return
    after = left_edge(node) == verb.index + 1 and node.pos == "PROPN" and node.lower not in lex.CALENDAR
    if after or (verb.child("dative") is not None and verb.lemma in lex.GIVING):
        node.dep = "dobj"


def _goal(node: Node, nodes: list[Node]) -> None:
    """ "compelled a plane to land": after such verbs "to" and a bare noun are an infinitive."""
    to, verb = node.head, node.head.head
    bare = to.lower == "to" and node.tag == "NN" and node.index == to.index + 1
    if bare and verb.lemma in lex.COMMANDING and verb.child("dobj") is not None:
        node.pos, node.tag = "VERB", "VB"
        move(node, verb, "xcomp")
        move(to, node, "aux")


def _deed_noun(node: Node, nodes: list[Node]) -> None:
    """ "Fighting between the clans has resumed": what has no object and a noun's preposition is a noun."""
    if node.tag != "VBG" or node.pos != "VERB" or node.child("dobj", "aux", "prt", "xcomp", "ccomp") is not None:
        return
    if node.child("det", "amod") or any(prep.lower in ("between", "of", "by") for prep in node.all("prep")):
        node.pos, node.lemma = "NOUN", node.lower


_BY_LABEL = {
    "appos": _list_member,
    "dobj": _object,
    "acomp": _complement,
    "ccomp": _small_clause,
    "amod": _modifier,
    "advcl": intent,
    "csubj": participle,
    "csubjpass": participle,
    "prep": _preposition,
    "oprd": _called,
    "advmod": _name,
    "npadvmod": _loose_object,
    "pobj": _goal,
    "nsubj": _deed_noun,
    "nsubjpass": _deed_noun,
    "dep": loose,
    "acl": _after_noun,
    "conj": join_state,
    "relcl": relative,
    "xcomp": ought,
    "ROOT": _root,
    "pcomp": on_those,
}
