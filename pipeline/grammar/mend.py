"""Mistakes that the small model is known to make, put right in its tree.

Each function looks at one node and changes the tree around it, where the words leave no other reading.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BELOW = frozenset({"acl", "relcl", "advcl", "amod", "aux", "auxpass"})  # labels of what is no main verb
_DASHES = frozenset({"--", "-", "–", "—", ":", "_", '"', "|"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def mend(nodes: list[Node]) -> list[Node]:
    """The nodes of one sentence, with their heads and labels put right."""
    for node in nodes:
        look = _BY_LABEL.get(node.dep)
        if look is not None:
            look(node, nodes)
    return nodes


def move(node: Node, head: Node, dep: str) -> None:
    """Hang a node elsewhere; a node that hangs on itself is the root."""
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.dep = head, dep
    if head is not node:
        head.children.append(node)
        head.children.sort(key=lambda child: child.index)


def _list_member(node: Node, nodes: list[Node]) -> None:
    """ "Australia, New Zealand and Fiji": the second of a list is no apposition of the first."""
    bare = node.pos == node.head.pos == "PROPN" and node.child("det") is None and node.index > node.head.index
    if bare and node.child("conj") is not None and node.child("cc") is not None:
        node.dep = "conj"
    elif node.head.dep == "dobj" and node.head.head.lemma in lex.DECLARING and nodes[_left_edge(node) - 1].form != ",":
        move(node, node.head.head, "oprd")  # "called the envoy a spy"


def _object(node: Node, nodes: list[Node]) -> None:
    """ "denied Finland entry", "sold Ukraine ammunition": whom one gives something is read as part of its name."""
    verb = node.head
    if verb.lemma not in lex.GIVING or node.index < verb.index or verb.child("dative") is not None:
        return
    before = [child for child in node.children if child.index < node.index]
    if not before or node.pos != "NOUN" or not _given(node):
        return
    names = [child for child in before if child.dep in ("compound", "nmod") and child.pos == "PROPN"]
    persons = (child for child in before[:-1] if child.dep == "nmod" or (child.dep, child.tag) == ("compound", "NNS"))
    person = next((child for child in persons if child.pos == "NOUN"), None)
    whom = names[-1] if before[0] in names else person
    if whom is not None:
        for child in before[: before.index(whom)]:
            move(child, whom, child.dep)
        move(whom, verb, "dative")


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
    _drop_dateline(node)
    subject = node.child("nsubj")
    plain = node.pos in ("ADJ", "NOUN") and node.child("aux", "cop", "mark") is None
    if subject is None and plain and node.pos == "NOUN":  # "declared the law void"
        subject = node.child("compound")
    if plain and subject is not None and node.head.pos == "VERB" and node.head.lemma in lex.DECLARING:
        for child in [child for child in node.children if child.index < subject.index]:
            move(child, subject, child.dep)
        move(subject, node.head, "dobj")
        node.dep = "oprd"


def _tail(node: Node, nodes: list[Node]) -> None:
    """ "…, breaking relations with Oman": after a comma a participle before its noun is a clause."""
    noun, before = node.head, nodes[node.index - 1] if node.index else None
    if before is None or before.form != "," or node.tag != "VBG" or noun.head is noun:
        return
    verb = noun.head
    if verb.pos == "VERB" and noun.dep in ("dep", "appos", "dobj", "conj", "npadvmod") and noun.index > verb.index:
        move(node, verb, "advcl")
        for child in [c for c in noun.children if c.index < node.index and c.dep == "punct"]:
            move(child, verb, "punct")
        move(noun, node, "dobj")


def _loose_object(node: Node, nodes: list[Node]) -> None:
    """ "besieged Madaya, where …", "gave a lawyer eight years": an object that is read as a time."""
    verb = node.head
    if verb.pos != "VERB" or verb.child("dobj", "ccomp") is not None or node.index < verb.index:
        return
    after = _left_edge(node) == verb.index + 1 and node.pos == "PROPN" and node.lower not in lex.CALENDAR
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


def _participle(node: Node, nodes: list[Node]) -> None:
    """ "Police searching the district found …": what has a subject of its own is no subject, but that subject is."""
    subject, verb = node.child("nsubj"), node.head
    if subject is not None and node.tag == "VBG" and verb.child("nsubj", "nsubjpass") is None:
        move(subject, verb, "nsubj")
        move(node, subject, "acl")


def _verb(node: Node, nodes: list[Node]) -> None:
    if node.pos in ("VERB", "AUX"):
        _drop_dateline(node)
        if node.tag == "VBG" and node.child("aux", "auxpass") is None:
            _finite_below(node)
        elif not any(child.dep in _SUBJECTS for child in node.children):
            _find_subject(node, nodes)
    elif node.pos in ("NOUN", "PROPN"):
        _main_verb(node, nodes)


def _drop_dateline(verb: Node) -> None:
    """ "Cebu City--Police have …": of two subjects with a dash or colon between them the first is a place."""
    subjects = [child for child in verb.children if child.dep in ("nsubj", "nsubjpass") and child.index < verb.index]
    if len(subjects) > 1 and subjects[0].pos == "PROPN":
        marks = [c for c in (*verb.children, *subjects[0].children) if c.pos == "PUNCT" or c.form in ("-", "--")]
        if any(subjects[0].index < mark.index < subjects[-1].index and mark.form in _DASHES for mark in marks):
            subjects[0].dep = "dep"


def _finite_below(verb: Node) -> None:
    """ "Ministers meeting in Riyadh condemned …": a participle without auxiliary is not the main verb."""
    subject = verb.child("nsubj")
    main = next((c for c in verb.all("advcl", "conj", "ccomp", "dep") if c.tag == "VBD" and c.index > verb.index), None)
    if subject is None or main is None or main.child(*_SUBJECTS, "mark") is not None or main.child("advmod", "cc"):
        return
    _crown(main, verb)
    move(subject, main, "nsubj")
    move(verb, subject, "acl")


def _crown(verb: Node, old: Node) -> None:
    """Put a verb in the place of another node."""
    head, dep = (verb, old.dep) if old.head is old else (old.head, old.dep)
    move(verb, head, dep)


def _find_subject(verb: Node, nodes: list[Node]) -> None:
    """A finite verb's subject that was taken for part of what stands before it."""
    if verb.tag not in _FINITE and not any(aux.tag in _FINITE for aux in verb.all("aux", "auxpass")):
        return
    for child in verb.children:
        if child.index > verb.index:
            return
        noun = child.child("pobj") if child.dep == "prep" else None
        if noun is not None and _swallowed(child, noun):
            _split_place(child, noun)
            return move(noun, verb, "nsubjpass" if verb.child("auxpass") is not None else "nsubj")
        added = _added(noun, nodes) if noun is not None else None
        if added is not None:
            return move(added, verb, "nsubjpass" if verb.child("auxpass") is not None else "nsubj")
        if child.dep == "advcl" and child.tag == "VBN" and (noun := child.child("dobj")) is not None:
            move(noun, verb, "nsubj")
            return move(child, noun, "amod")


def _swallowed(prep: Node, noun: Node) -> bool:
    """ "In Harare soldiers were …": the place and the subject after it are read as one name."""
    names = noun.all("compound")
    bare = noun.pos == "NOUN" and noun.child("det", "amod", "poss", "nummod") is None
    return bare and bool(names) and names[0].index == prep.index + 1 and all(name.pos == "PROPN" for name in names)


def _added(noun: Node, nodes: list[Node]) -> Node | None:
    """ "On a visit to Harare, President Lungu said": what follows the comma is neither joined nor an apposition."""
    while noun.children and noun.children[-1].index > noun.index:
        last = noun.children[-1]
        if last.dep in ("conj", "appos") and noun.child("cc") is None:
            return last if nodes[_left_edge(last) - 1].form == "," else None
        noun = last
    return None


def _left_edge(node: Node) -> int:
    while node.children and node.children[0].index < node.index:
        node = node.children[0]
    return node.index


def _split_place(prep: Node, noun: Node) -> None:
    *before, place = noun.all("compound")
    move(place, prep, "pobj")
    for name in before:
        move(name, place, "compound")


def _main_verb(noun: Node, nodes: list[Node]) -> None:
    """ "Supporters angered by the delay rallied …": a sentence without main verb takes its last past tense for one."""
    if noun.head is not noun or any(node.tag in _FINITE and node.dep not in _BELOW for node in nodes):
        return
    for node in reversed(nodes):
        if node.tag == "VBD" and node.dep == "acl" and node.child(*_SUBJECTS) is None:
            move(node, node, "ROOT")
            return move(noun, node, "nsubj")
        if node.tag in ("VBD", "VBN") and node.dep == "amod" and nodes[node.index - 1].form == ",":
            return _before_its_object(node, noun)


def _before_its_object(verb: Node, subject: Node) -> None:
    """ "The group, a militia of the north, massacred farmers": the verb is read as an adjective of its object."""
    thing = verb.head
    if thing.head is not subject or verb.index < subject.index:
        return
    move(verb, verb, "ROOT")
    move(thing, verb, "dobj")
    move(subject, verb, "nsubj")


_BY_LABEL = {
    "appos": _list_member,
    "dobj": _object,
    "acomp": _complement,
    "ccomp": _small_clause,
    "amod": _tail,
    "csubj": _participle,
    "npadvmod": _loose_object,
    "pobj": _goal,
    "nsubj": _deed_noun,
    "nsubjpass": _deed_noun,
    "ROOT": _verb,
}
