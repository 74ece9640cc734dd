"""The main verb of a sentence and its subject, where the small model misses them.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from collections.abc import Callable

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, crown, left_edge, move, subject_label

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BELOW = frozenset({"acl", "relcl", "advcl", "amod", "aux", "auxpass"})  # labels of what is no main verb
_DASHES = frozenset({"--", "-", "–", "—", ":", "_", '"', "|"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_PEOPLE = frozenset(
    """troops forces allies guards heads marines crews pilots partners officers judges rivals fans scouts powers
    militants workers rights states parties""".split()
)  # what follows a name and is no verb: "US troops"
_LONGEST_PAIR = 6  # words of two names with "and"
_OPENING = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON"})  # what a noun phrase begins with


def mend_missing_verb(nodes: list[Node], is_verb: Callable[[str], bool], is_noun: Callable[[str], bool]) -> None:
    """ "Kenya lifts ban on maize": a verb in -s that is read as a noun, in a sentence without any other verb."""
    if any(_is_main(node, nodes, is_noun) for node in nodes):
        return
    for before, verb, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if verb.form.islower() and _may_be_subject(before, verb, nodes) and (verb.tag[0] == "V" or is_verb(verb.form)):
            opens = (
                after.pos in _OPENING
                or after.lower == "that"
                or (after.pos, after.tag) == ("VERB", "VBP")
                or verb.tag == "NNP"
                or (verb.tag == "NN" and _joint(before, nodes))
            )
            if opens or (verb.tag == "NNS" and not is_noun(verb.form)):
                return _make_verb(verb, before, nodes)


def _may_be_subject(before: Node, verb: Node, nodes: list[Node]) -> bool:
    """Whether a word can be the subject of the one after it, which is read as a noun or an adjective."""
    if verb.lower in _PEOPLE:
        return False
    named = before.pos == "PROPN" or (before.pos == "ADJ" and before.form[:1].isupper())
    if verb.tag == "NNS":
        return named or (before.tag == "NN" and nodes[-1].form == ".")
    if verb.tag == "NN":
        return before.tag == "NNS" or before.lower == "police" or bool(_joint(before, nodes))
    if verb.tag == "NNP":  # "The president clung to power"
        return before.pos in _NOUNS
    ending = verb.tag in ("VBN", "VBD") or (verb.tag == "JJ" and before.pos == "PROPN" and verb.lower.endswith("ed"))
    past = ending and verb.dep == "amod" and before.head in (verb, verb.head)
    return past and (before.pos in _NOUNS or (before.tag == "JJ" and before.index == 1))


def _joint(name: Node, nodes: list[Node]) -> int:
    """Where "and" stands before the second of two names that open a headline: "Chile and Peru meet in Lima"; else 0."""
    at = name.index
    while at and nodes[at].pos == "PROPN":
        at -= 1
    names = nodes[:at] + nodes[at + 1 : name.index + 1]
    two = 0 < at < name.index <= _LONGEST_PAIR and nodes[at].lower == "and"
    return at if two and nodes[-1].form != "." and all(node.pos == "PROPN" for node in names) else 0


def _is_main(node: Node, nodes: list[Node], is_noun: Callable[[str], bool]) -> bool:
    """Whether a sentence has a verb already: one in a finite form, or a root that cannot be a noun ("lifts ban on")."""
    if node.dep == "ccomp" and node.head.tag == "NN" and not is_noun(node.head.lower):
        return False  # "police allege that he sold": what it depends on is a verb
    if node.tag in ("VBD", "VBZ", "MD"):
        return node.dep not in _BELOW or node.tag == "MD"
    if node.dep != "ROOT" or node.pos not in ("VERB", "AUX"):
        return False
    doubtful = node.tag == "VBP" and node.pos == "VERB" and node.index > 1 and nodes[node.index - 1].tag == "NNS"
    return not (doubtful and is_noun(node.lower) and node.child("dobj") is None) and not node.form[:1].isupper()


def _make_verb(verb: Node, subject: Node, nodes: list[Node]) -> None:
    root = next(node for node in nodes if node.head is node)
    left = [node for node in nodes[: subject.index] if node.head.index >= verb.index or node.head is subject]
    right = [node for node in nodes[verb.index + 1 :] if node.head.index <= verb.index or node is root]
    verb.pos, verb.tag = "VERB", "VBD" if verb.tag[0] in "VJ" or verb.tag == "NNP" else "VBZ"
    if subject.pos == "ADJ":
        subject.pos = "PROPN" if subject.form[:1].isupper() else "NOUN"
    thing, outer = verb.head, root if root.index < subject.index else None
    inside = outer is not None and thing.dep == "pobj" and thing.head.index < subject.index
    move(verb, verb, "ROOT")
    if outer is not None and inside:  # "The seizure of land by the army angered villagers"
        move(subject, thing.head, "pobj")
        move(outer, verb, "nsubj")
        move(thing, verb, "dobj")
        left = [node for node in left if node.head is thing]
    else:
        move(subject, verb, "nsubj")
    for node in left:
        move(node, subject, node.dep if node.dep in ("det", "amod", "poss", "case", "punct", "nummod") else "compound")
    for node in right:
        _attach(node, verb)
    if at := _joint(subject, nodes):
        move(nodes[at - 1], verb, "nsubj")
        move(subject, nodes[at - 1], "conj")
        move(nodes[at], nodes[at - 1], "cc")


def _attach(node: Node, verb: Node) -> None:
    if node.pos == "VERB" and node.tag == "VBP" and node.index == verb.index + 1:
        node.pos, node.tag = ("PROPN", "NNP") if node.form[:1].isupper() else ("NOUN", "NN")  # "lifts ban"
    name = node.child("appos", "dobj") if node.pos == "PROPN" else None
    if name is not None and name.index == node.index + 1:  # "expels Iran envoy"
        for child in [child for child in node.children if child.index > name.index]:
            move(child, name, child.dep)
        move(name, verb, "dobj")
        move(node, name, "compound")
    elif node.pos in _NOUNS and verb.child("dobj") is None:
        move(node, verb, "dobj")
    else:
        move(node, verb, node.dep if node.dep not in ("ROOT", "nsubj", "compound") else "dep")


def mend_root(node: Node, nodes: list[Node]) -> None:
    """A sentence's root: its subject, or the main verb it hides."""
    if node.pos in ("VERB", "AUX"):
        mend_dateline(node, nodes)
        _mend_joined_subjects(node)
        if node.tag == "VBG" and node.child("aux", "auxpass") is None:
            _mend_participle_root(node)
        elif not any(child.dep in _SUBJECTS for child in node.children):
            _mend_lost_subject(node, nodes)
        elif node.tag == "VB" and any(aux.tag == "TO" for aux in node.all("aux")):
            _mend_infinitive_root(node, nodes)
    elif node.pos == "NOUN" and _acts(node):
        node.pos, node.tag = "VERB", "VBD" if node.tag == "NN" else "VBZ"
    elif node.pos in ("NOUN", "PROPN"):
        _mend_noun_root(node, nodes)


def _acts(noun: Node) -> bool:
    """ "Guards beat inmates": what has a subject before it and an object right after it is a verb."""
    subject, thing = noun.child("nsubj"), noun.child("dobj")
    after = thing is not None and left_edge(thing) == noun.index + 1
    return after and subject is not None and subject.index < noun.index and noun.child("det", "amod", "cop") is None


def _mend_joined_subjects(verb: Node) -> None:
    """ "A battle between hooligans and riot police broke out": the second subject belongs to "between"."""
    first, *others = verb.all("nsubj", "nsubjpass") or [verb]
    between = next((prep for prep in first.all("prep") if prep.lower == "between"), None)
    one = between.child("pobj") if between is not None else None
    if one is not None and others and one.child("conj") is None and first.child("cc") is not None:
        move(others[0], one, "conj")


def mend_dateline(verb: Node, nodes: list[Node]) -> None:
    """ "Cebu City--Police have …": of two subjects with a dash or colon between them the first is a place."""
    subjects = [child for child in verb.children if child.dep in ("nsubj", "nsubjpass") and child.index < verb.index]
    if len(subjects) > 1 and subjects[0].pos == "PROPN":
        marks = [c for c in (*verb.children, *subjects[0].children) if c.pos == "PUNCT" or c.form in ("-", "--")]
        if any(subjects[0].index < mark.index < subjects[-1].index and mark.form in _DASHES for mark in marks):
            subjects[0].dep = "dep"


def _mend_participle_root(verb: Node) -> None:
    """ "Ministers meeting in Riyadh condemned …": a participle without auxiliary is not the main verb."""
    subject = verb.child("nsubj")
    main = next((c for c in verb.all("advcl", "conj", "ccomp", "dep") if c.tag == "VBD" and c.index > verb.index), None)
    if subject is None or main is None or main.child(*_SUBJECTS, "mark") is not None or main.child("advmod", "cc"):
        return
    crown(main, verb)
    move(subject, main, "nsubj")
    move(verb, subject, "acl")


def _mend_lost_subject(verb: Node, nodes: list[Node]) -> None:
    """A finite verb's subject that was taken for part of what stands before it."""
    if verb.tag not in _FINITE and not any(aux.tag in _FINITE for aux in verb.all("aux", "auxpass")):
        return
    for child in verb.children:
        if child.index > verb.index:
            return
        if child.dep in ("compound", "nmod") and child.index == verb.index - 1:  # "Army repels attack"
            return move(child, verb, "nsubj")
        for lost in child.all("nsubj") if child.dep in ("aux", "auxpass") else ():  # "Mali has, he said, left"
            return move(lost, verb, "nsubj")
        noun = child.child("pobj") if child.dep == "prep" else None
        for prep in (*_day_within(noun), child) if noun is not None else ():
            last = prep.child("pobj")
            if last is not None and _swallowed(prep, last):
                _split_place(prep, last)
                return move(last, verb, subject_label(verb))
        added = _added(noun, nodes) if noun is not None else None
        if added is not None:
            return move(added, verb, subject_label(verb))
        if child.dep == "advcl" and child.tag == "VBN" and (noun := child.child("dobj")) is not None:
            move(noun, verb, "nsubj")
            return move(child, noun, "amod")


def _mend_infinitive_root(purpose: Node, nodes: list[Node]) -> None:
    """ "Oslo in turn scrambled jets to meet them": an infinitive is no main verb, but what its object is read to be."""
    to = next(aux for aux in purpose.all("aux") if aux.tag == "TO")
    subject, thing = purpose.child("nsubj"), nodes[to.index - 1]
    verb = next((one for one in thing.all("amod") if one.tag in ("VBN", "VBD")), None)
    if subject is None or verb is None or thing is subject or not subject.index < verb.index < thing.index:
        return
    verb.pos, verb.tag = "VERB", "VBD"
    crown(verb, purpose)
    for child in [child for child in purpose.children if child.index < verb.index]:
        move(child, verb, child.dep)
    for child in [child for child in subject.all("prep") if child.index > subject.index]:
        move(child, verb, "prep")
    move(thing, verb, "dobj")
    move(purpose, verb, "advcl")


def _day_within(noun: Node) -> list[Node]:
    """ "At dawn on Friday soldiers …": the phrase of a day within that of an hour."""
    return noun.all("prep")[:1] if noun.lemma in lex.TIMES else []


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
            return last if nodes[left_edge(last) - 1].form == "," else None
        noun = last
    return None


def _split_place(prep: Node, noun: Node) -> None:
    *before, place = noun.all("compound")
    move(place, prep, "pobj")
    for name in before:
        move(name, place, "compound")


def _mend_noun_root(noun: Node, nodes: list[Node]) -> None:
    """ "Supporters angered by the delay rallied …": a sentence without main verb takes its last past tense for one."""
    if noun.head is not noun or any(node.tag in _FINITE and node.dep not in _BELOW for node in nodes):
        return
    for node in reversed(nodes):
        past = node.tag == "VBD" or (node.tag == "VBN" and _after_equipment(node, noun))
        if past and node.dep == "acl" and node.child(*_SUBJECTS) is None:
            move(node, node, "ROOT")
            for child in [*noun.all("prep", "advmod", "punct")]:
                if child.index < noun.index:  # "On Chios, meanwhile, islanders …"
                    move(child, node, child.dep)
            return move(noun, node, "nsubj")
        behind_name = nodes[node.index - 1].form == "," or node.head.dep == "dobj"  # a noun has no object
        if node.tag in ("VBD", "VBN") and node.dep == "amod" and behind_name:
            return _mend_verb_of_object(node, noun)


def _after_equipment(verb: Node, noun: Node) -> bool:
    """ "Villagers armed with sticks clashed with …": the second participle does not hang on what the first names."""
    first = verb.head.head.head
    if verb.head.dep != "pobj" or first.dep != "acl" or first.head is not noun:
        return False
    return first.tag == "VBN" or (first.tag == "VBG" and verb.lemma in lex.INTRANSITIVES)


def _mend_verb_of_object(verb: Node, subject: Node) -> None:
    """ "The group, a militia of the north, massacred farmers": the verb is read as an adjective of its object."""
    thing = verb.head
    if thing.head is not subject or verb.index < subject.index:
        return
    move(verb, verb, "ROOT")
    move(thing, verb, "dobj")
    move(subject, verb, "nsubj")


def mend_perfect(verb: Node, nodes: list[Node]) -> None:
    """ "has thawed 10 billion euros": a participle before the number or article of its noun is no adjective."""
    thing, have = verb.head, verb.head.head
    if verb.tag != "VBN" or thing.dep != "dobj" or have.lemma != "have" or verb.index != have.index + 1:
        return
    if not any(
        verb.index < child.index < thing.index and child.pos in ("NUM", "DET", "PRON") for child in thing.children
    ):
        return
    _take_over(verb, have, thing)


def _take_over(verb: Node, have: Node, thing: Node) -> None:
    """The participle takes the place of its auxiliary."""
    rest = [child for child in have.children if child is not thing]
    crown(verb, have)
    for child in rest:
        move(child, verb, child.dep)
    have.pos = "AUX"
    move(have, verb, "aux")
    move(thing, verb, "dobj")


def mend_opening_passive(verb: Node, nodes: list[Node]) -> None:
    """ "Denied entry by Chad, the family sued": a passive that opens the sentence is read as part of the subject."""
    thing, main = verb.head, verb.head.head
    later = [child for child in main.all("nsubj", "nsubjpass") if child.index > thing.index]
    by = next((prep for prep in thing.all("prep") if prep.lower == "by"), None)
    if verb.tag != "VBN" or thing.dep not in _SUBJECTS or by is None or not later or left_edge(thing) != verb.index:
        return
    move(verb, main, "advcl")
    move(thing, verb, "dobj")
    move(by, verb, "agent")


def mend_past_before_object(verb: Node, nodes: list[Node]) -> None:
    """ "Dockers in Gdynia downed tools": between a subject and a bare plural a past tense is read as an adjective."""
    thing, subject = verb.head, verb.head.head
    bare = thing.dep == "appos" and thing.tag == "NNS" and left_edge(thing) == verb.index == thing.index - 1
    if not bare or verb.tag not in ("VBN", "VBD") or nodes[verb.index - 1].pos not in _NOUNS:
        return
    main = subject.head if subject.dep in _SUBJECTS else None
    if main is None or main.index < verb.index or main.child("mark") is None:
        return
    verb.tag = "VBD"
    crown(verb, main)
    move(main, verb, "advcl")
    move(subject, verb, "nsubj")
    move(thing, verb, "dobj")


def mend_past_behind_place(verb: Node, nodes: list[Node]) -> None:
    """ "Students in Peru erected barricades and burned tyres": between a place and a bare plural a past tense is read
    as an adjective, and what is joined to it as the only verb."""
    thing = verb.head
    subject, main, joint = thing.head.head, thing.head.head.head, thing.head.head.child("cc")
    place = next((name for name in thing.all("nmod", "compound") if name.index == verb.index - 1), None)
    if verb.tag not in ("VBN", "VBD") or thing.dep != "pobj" or thing.tag != "NNS" or verb.index != thing.index - 1:
        return
    if place is None or place.pos != "PROPN" or subject.dep != "nsubj" or main.tag != "VBD" or joint is None:
        return
    if joint.index != thing.index + 1 or main.index < joint.index or subject.child("conj") is not None:
        return
    for name in [child for child in thing.children if child.index < place.index]:
        move(name, place, name.dep)
    move(place, thing.head, "pobj")
    verb.tag, verb.pos = "VBD", "VERB"
    crown(verb, main)
    move(subject, verb, "nsubj")
    move(thing, verb, "dobj")
    move(joint, verb, "cc")
    move(main, verb, "conj")


def mend_past_with_subject(verb: Node, nodes: list[Node]) -> None:
    """ "The premier on Friday defended reforms": a past tense that has a subject is no adjective of its object."""
    thing, subject = verb.head, verb.child("nsubj")
    if verb.tag != "VBD" or subject is None or not subject.index < verb.index < thing.index:
        return
    clause = thing.head if _opens_clause(thing) else None
    if thing.dep != "ROOT" and clause is None:
        return
    crown(verb, clause or thing)
    if clause is not None:
        move(clause, verb, "advcl")
    for child in [child for child in thing.children if child.index < verb.index or child.tag == "VBG"]:
        move(child, verb, "advcl" if child.tag == "VBG" else child.dep)
    move(thing, verb, "dobj")


def _opens_clause(thing: Node) -> bool:
    """Whether a noun was read as the subject of a clause behind it that has another: "… jets after planes crossed"."""
    mark = thing.head.child("mark") if thing.dep == "nsubj" else None
    return mark is not None and mark.index > thing.index and thing.head.all("nsubj", "nsubjpass")[-1].index > mark.index


def mend_perfect_by_then(verb: Node, nodes: list[Node]) -> None:
    """ "had by then supplied Mali with …": what follows a time between auxiliary and participle is the object."""
    thing, prep = verb.head, verb.head.head
    have = prep.head
    when = verb.child("advmod") or thing.child("advmod")
    if verb.tag != "VBN" or thing.dep != "pobj" or prep.lower not in ("by", "until", "since") or have.lemma != "have":
        return
    if when is None or when.index != prep.index + 1 or verb.index != when.index + 1:
        return
    _take_over(verb, have, thing)
    move(when, prep, "pcomp")


def mend_verb_after_place(verb: Node, nodes: list[Node]) -> None:
    """ "In Havana the envoy conferred with rebels, he said": what "he said" follows is no participle of its noun."""
    noun = verb.head
    if verb.tag != "VBD" or noun.index != verb.index - 1 or verb.child(*_SUBJECTS) is not None:
        return
    if noun.dep == "nsubj":
        prep, main = noun.child("prep"), noun.head
    else:
        prep, main = noun.head, noun.head.head
    if prep is None or prep.dep != "prep" or prep.index > noun.index or prep.child("pobj") in (None, noun):
        return
    if not any(other.index > verb.index for other in main.all("nsubj")) or main.index < verb.index:
        return
    move(verb, main, "ccomp")
    move(noun, verb, "nsubj")
    move(prep, verb, "prep")
