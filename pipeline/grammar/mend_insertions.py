"""Verbs parted from their subject, which the small model reads as a part of what stands before it.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar import unreal
from pipeline.grammar.tree import Node, crown, first_beside, left_edge, move, subject_label
from pipeline.grammar.words import is_time

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INSERTED = frozenset({"IN", "VBG", "VBN", "WP", "WP$", "WDT", "RB"})  # what an insertion begins with
_JOINS = frozenset({"and", "but", "yet", "while"})
# Verbs that take a clause as it is: "said cars and lorries burned".
_TAKING_CLAUSES = (lex.SAYING | unreal.OPINION | unreal.FEARED).union(
    """acknowledge admit agree allege ask boast complain concede confirm decide demand deny discover dream ensure
    fear feel find guarantee hear hint hope indicate joke know learn mean notice order predict pretend promise propose
    protest prove read realise realize recall recognise recognize report reveal rule see show signal swear threaten
    urge vow wish worry""".split()
)
_MADE = frozenset({"make", "compose", "consist", "comprise"})


def mend_parted_subject(verb: Node, nodes: list[Node]) -> None:
    """ "resigned after police, acting on a tip, held …", "fell, and Oslo, after talks, said": of a subject that an
    insertion parts from its verb the preposition or noun before it takes hold, and the verb is left without."""
    comma = _comma_before(verb, nodes)
    if comma is None or not _is_finite(verb) or verb.child(*_SUBJECTS, "mark") is not None:
        return
    for noun in reversed(nodes[: comma.index - 2]):
        if noun.pos not in ("NOUN", "PROPN") or nodes[noun.index + 1].form != ",":
            continue
        inserted = nodes[noun.index + 2 : comma.index]
        if inserted[0].tag not in _INSERTED or any(one.dep == "conj" and one.pos == "VERB" for one in inserted):
            return
        if is_time(noun):
            return
        if noun.dep == "pobj" and noun.head.lower in lex.OPENING and noun.head.dep == "prep":
            return _hang(verb, noun, noun.head, inserted)
        opening = noun.child("advmod", "mark")
        if noun.dep == "advcl" and opening is not None and opening.lower in lex.OPENING:
            return _hang(verb, noun, opening, inserted)
        if noun.dep == "conj" and noun.head.pos in ("NOUN", "PROPN", "VERB"):
            return _join(verb, noun, nodes, inserted)
        if noun.head.index >= noun.index or noun.dep == "conj":
            return


def _comma_before(verb: Node, nodes: list[Node]) -> Node | None:
    first = first_beside(verb, nodes)
    return nodes[first - 1] if first > 2 and nodes[first - 1].form == "," else None


def _is_finite(verb: Node) -> bool:
    helped = any(aux.tag in _FINITE for aux in verb.all("aux", "auxpass"))
    return helped or verb.tag in _FINITE or (verb.tag == "VB" and verb.child("aux") is None)


def _hang(verb: Node, noun: Node, opening: Node, inserted: list[Node]) -> None:
    """The verb and its subject as a clause of what the preposition or the noun before the insertion hung on."""
    main = noun.head if noun.dep == "advcl" else opening.head
    while main.pos not in ("VERB", "AUX") and main.head is not main:
        main = main.head
    if main is verb or main.pos not in ("VERB", "AUX"):
        return
    move(verb, main, "advcl")
    _give(verb, noun, inserted)
    move(opening, verb, "mark")


def _join(verb: Node, noun: Node, nodes: list[Node], inserted: list[Node]) -> None:
    """The verb and its subject as a clause beside the one before, where a comma and a conjunction part them."""
    first = left_edge(noun)
    joint = nodes[first - 1]
    main = verb.child("ccomp") or verb.head
    if joint.lower not in _JOINS or nodes[first - 2].form != "," or main.index > first or main.pos != "VERB":
        return
    if main.head is verb:
        crown(main, verb)
    move(verb, main, "conj")
    move(joint, main, "cc")
    _give(verb, noun, inserted)


def _give(verb: Node, noun: Node, inserted: list[Node]) -> None:
    move(noun, verb, subject_label(verb))
    for one in inserted:
        if one.dep in ("prep", "advcl") and one.head not in (*inserted, noun, verb):
            move(one, verb, one.dep)


def mend_new_subject(verb: Node, nodes: list[Node]) -> None:
    """ "stormed the hotel and troops freed the men": what stands between "and" and the next verb is its subject."""
    first, start = verb.head, first_beside(verb, nodes)
    if first.pos != "VERB" or not _is_finite(verb) or verb.child(*_SUBJECTS) is not None or start < first.index + 4:
        return
    noun = nodes[start - 1]
    while noun.dep in ("pobj", "prep") and noun.head.index > first.index:  # "and police in Lima arrested"
        noun = noun.head
    thing, joint = noun.head, nodes[left_edge(noun) - 1]
    joined = noun.dep == "conj" and thing.index > first.index and joint.head is thing and joint.lower in _JOINS
    if joined and nodes[start - 1].pos in ("NOUN", "PROPN") and noun.pos in ("NOUN", "PROPN"):
        move(joint, first, "cc")
        move(noun, verb, subject_label(verb))


def mend_two_clauses(verb: Node, nodes: list[Node]) -> None:
    """ "burned cars and police fired": the object of a verb that takes no clause, and the subject of the next."""
    first, thing = verb.head, verb.child("nsubj")
    if thing is None or first.tag != "VBD" or not _is_finite(verb) or first.lemma in _TAKING_CLAUSES:
        return
    noun, joint = thing.child("conj"), thing.child("cc")
    bare = first.child("dobj") is None and verb.child("mark") is None and left_edge(thing) == first.index + 1
    if noun is None or joint is None or not bare or noun.index != first_beside(verb, nodes) - 1:
        return
    move(thing, first, "dobj")
    move(joint, first, "cc")
    move(noun, verb, "nsubj")
    verb.dep = "conj"


def mend_whose_subject(noun: Node, nodes: list[Node]) -> None:
    """ "from Oman, whose envoy, helped by a lawyer, had persuaded Iran": behind an insertion too "whose" opens a clause
    with a verb."""
    owner = noun.head
    if not any(word.lower == "whose" for word in noun.all("poss")) or owner.index > noun.index:
        return
    verb = next((one for one in nodes[noun.index :] if _is_finite(one) and one.pos == "VERB" and one.tag != "VB"), None)
    if verb is None or _comma_before(verb, nodes) is None or verb.child(*_SUBJECTS, "mark", "cc") is not None:
        return
    if verb.dep != "conj" or verb.head.index > noun.index:
        return
    move(verb, owner, "relcl")
    for clause in owner.all("acl"):
        if noun.index < clause.index < verb.index:
            move(clause, noun, "acl")
    move(noun, verb, subject_label(verb))


def mend_made_up(node: Node, nodes: list[Node]) -> None:
    """ "when a majority made up of Greens and some liberals voted": what somebody is made up of does nothing alone."""
    part = node.child("nsubj")
    joint = nodes[left_edge(part) - 1] if part is not None else node
    made = joint.head if joint.dep == "cc" else node
    whole = made.child("nsubj")
    of = next((prep for prep in made.all("prep") if prep.lower == "of"), None)
    first = of.child("pobj") if of is not None else None
    if made.lemma not in _MADE or made is node or part is None or whole is None or first is None:
        return
    if not first.index < part.index < node.index or made.child("dobj", "aux", "ccomp") is not None:
        return
    crown(node, made)
    for child in [child for child in made.children if child.index < left_edge(whole) or child is joint]:
        move(child, first if child is joint else node, child.dep)
    move(whole, node, "nsubj")
    made.tag = "VBN"
    move(made, whole, "acl")
    move(part, first, "conj")


def mend_absolute(verb: Node, nodes: list[Node]) -> None:
    """ "Its patience exhausted by raids, the agency left": of two subjects the first only tells how that came about."""
    subjects = [child for child in verb.all("nsubj", "nsubjpass") if child.index < verb.index]
    if len(subjects) < 2:
        return
    first, second = subjects[0], subjects[-1]
    done = first.child("acl")
    own = first.child("poss")
    if done is None or own is None or own.tag != "PRP$" or nodes[left_edge(second) - 1].form != ",":
        return
    if done.tag == "VBN":
        move(first, done, "nsubjpass")
        move(done, verb, "advcl")


def mend_second_clause(verb: Node, nodes: list[Node]) -> None:
    """ "said the rules stood, and the union asked for more": behind a comma and "and" a noun and a past tense are a
    clause, not something that was said."""
    noun, main = verb.head, verb.head.head
    first = left_edge(noun)
    if noun.dep not in ("conj", "dobj") or main.pos != "VERB" or first < 2 or verb.child("agent") is not None:
        return
    joint = nodes[first - 1]
    if joint.lower not in ("and", "but") or nodes[first - 2].form != "," or verb.tag not in ("VBD", "VBN"):
        return
    told = verb.child("dobj", "ccomp", "xcomp") or next((c for c in verb.all("advcl") if c.child("mark")), None)
    if told is None or noun.index < main.index or verb.index < noun.index:
        return
    verb.tag = "VBD"
    move(verb, main, "conj")
    move(noun, verb, "nsubj")
