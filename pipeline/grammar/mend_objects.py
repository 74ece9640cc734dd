"""Objects, and what is said of them, put right where the small model reads them as something else.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, crown, left_edge, move

_PARTS = frozenset({"step", "day", "point", "line", "stage", "bit"})  # "step by step"


def mend_apposed_gift(node: Node, nodes: list[Node]) -> None:
    """ "gave its ambassador, Jan Novak, two days to leave": after a name what is given is no apposition."""
    whom, named = node.head, node.head.dep == "appos"
    while whom.dep == "appos":
        whom = whom.head
    det = node.child("det")
    if whom.dep == "pobj" and whom.head.lower == "of" and det is not None and det.lower in ("a", "an"):
        whom, named = whom.head.head, True  # "gave the head of the bank a public warning"
    verb = whom.head
    giving = whom.dep == "dobj" and verb.lemma in lex.GIVING and verb.child("dative") is None
    if giving and node.pos == "NOUN" and (named or node.lemma in lex.GRANTED) and _given(node):
        whom.dep = "dative"
        move(node, verb, "dobj")


def mend_apposed_predicate(node: Node, nodes: list[Node]) -> None:
    """ "called the envoy a spy": what somebody is called is no apposition."""
    if node.head.dep == "dobj" and node.head.head.lemma in lex.DECLARING and nodes[left_edge(node) - 1].form != ",":
        move(node, node.head.head, "oprd")


def mend_recipient(node: Node, nodes: list[Node]) -> None:
    """ "denied Finland entry", "sold Ukraine ammunition": whom one gives something is read as part of its name."""
    verb = node.head
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


def mend_on_hold(hold: Node, nodes: list[Node]) -> None:
    """ "put on hold a loan to Mali": the noun is read as a verb with an object."""
    on, verb, thing = nodes[hold.index - 1], hold.head, hold.child("dobj")
    if hold.lower != "hold" or hold.pos != "VERB" or on.lower != "on" or on.head is not verb:
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


def mend_complement(node: Node, nodes: list[Node]) -> None:
    """ "sentences activist to death": what a verb that is no copula takes is its object."""
    verb = node.head
    if node.pos == "NOUN" and verb.pos == "VERB" and verb.lemma not in lex.COPULAS and verb.child("dobj") is None:
        node.dep = "dobj"


def mend_small_clause(node: Node, nodes: list[Node]) -> None:
    """ "declared the group illegal": an object and what is said of it."""
    subject = node.child("nsubj")
    plain = node.pos in ("ADJ", "NOUN") and node.child("aux", "cop", "mark") is None
    if subject is None and plain and node.pos == "NOUN":  # "declared the law void"
        subject = node.child("compound")
    if plain and subject is not None and node.head.pos == "VERB" and node.head.lemma in lex.DECLARING:
        for child in [child for child in node.children if child.index < subject.index]:
            move(child, subject, child.dep)
        move(subject, node.head, "dobj")
        node.dep = "oprd"


def mend_before_adverb(adverb: Node, nodes: list[Node]) -> None:
    """ "brought the hostages home": what is brought is read as part of the adverb."""
    verb = adverb.head
    if adverb.pos != "ADV" or verb.pos != "VERB" or verb.child("dobj", "nsubjpass") is not None:
        return
    parts = [child for child in adverb.children if verb.index < child.index < adverb.index]
    if not parts or parts[-1].dep not in ("compound", "nmod") or parts[-1].pos not in ("NOUN", "PROPN"):
        return
    thing = parts.pop()
    move(thing, verb, "dobj")
    for part in parts:
        move(part, thing, part.dep)


def mend_called(node: Node, nodes: list[Node]) -> None:
    """ "named Guaido interim president": whom one names is read as part of what he is named."""
    first = node.children[0] if node.children else None
    named = first is not None and first.pos == "PROPN" and first.dep in ("compound", "nmod")
    if first is not None and named and node.index > node.head.index and node.head.child("dobj", "nsubjpass") is None:
        move(first, node.head, "dobj")


def mend_predicate(node: Node, nodes: list[Node]) -> None:
    """ "held the rebels responsible for", "found the head of the bank guilty": an adjective after the object of such
    verbs is what is said of it."""
    noun = node.head
    behind = node.pos == "ADJ" and node.index > noun.index
    while noun.dep == "pobj" and noun.head.lower == "of":
        noun = noun.head.head
    if behind and noun.dep == "dobj" and noun.head.lemma in lex.DECLARING:
        move(node, noun.head, "oprd")


def mend_said_of(node: Node, nodes: list[Node]) -> None:
    """ "held Kigali responsible for": what such verbs say of their object is read as a predicate of its own."""
    thing = node.head.child("dobj")
    if node.pos == "ADJ" and node.head.lemma in lex.DECLARING and thing is not None and thing.index < node.index:
        node.dep = "oprd"


def mend_timed_object(node: Node, nodes: list[Node]) -> None:
    """ "besieged Madaya, where …", "banned a march", "gave a lawyer eight years", "vetoed, with Moscow, a draft": an
    object that is read as a time."""
    verb, first = node.head, left_edge(node)
    if node.index < verb.index or verb.pos != "VERB":
        return
    whom = verb.child("dobj", "ccomp")
    if whom is not None:
        given = node.pos == "NOUN" and node.child("nummod") is not None and verb.lemma in lex.GIVING
        if given and whom.dep == "dobj" and whom.index == first - 1:
            whom.dep, node.dep = "dative", "dobj"  # "gave four lawyers ten years"
        return
    parted = nodes[verb.index + 1].form == nodes[first - 1].form == "," and node.lemma not in lex.TIMES | lex.SPANS
    if parted and verb.tag == "VBD" and nodes[first].dep == "det" and verb.child("nsubj") is not None:
        node.dep = "dobj"
    name = node.pos == "PROPN" and node.lower not in lex.CALENDAR
    after = first == verb.index + 1 and (name or node.form == "march")
    if after or (verb.child("dative") is not None and verb.lemma in lex.GIVING):
        node.dep = "dobj"


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


def mend_had_done(node: Node, nodes: list[Node]) -> None:
    """ "had the editor arrested", "got their leader freed": what is done so is done to the noun before it."""
    subject, having = node.child("nsubj"), node.head
    if node.tag not in ("VBN", "VBD") or subject is None or node.child("aux", "auxpass", "mark", "dobj") is not None:
        return
    between = having.index < subject.index < node.index and not any(aux.tag == "MD" for aux in having.all("aux"))
    if having.lemma in ("have", "get") and between and node.lemma not in lex.INTRANSITIVES:
        subject.dep, node.dep, node.tag = "nsubjpass", "xcomp", "VBN"


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


def mend_taken(node: Node, nodes: list[Node]) -> None:
    """ "took an Omani pilot hostage": whom somebody takes is read as part of what he makes of him."""
    verb, whom = node.head, nodes[node.index - 1]
    if node.lemma not in lex.TAKEN or verb.lemma not in ("take", "hold", "keep") or whom.head is not node:
        return
    if whom.dep not in ("compound", "nmod") or whom.pos not in ("NOUN", "PROPN") or whom.index < verb.index:
        return
    for child in [child for child in node.children if verb.index < child.index < whom.index]:
        move(child, whom, child.dep)
    move(whom, verb, "dobj")
    node.dep = "oprd"


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


def mend_left_dead(dead: Node, nodes: list[Node]) -> None:
    """ "shot a 19-year-old woman dead": a clause of its own is read in what became of the object."""
    victim = dead.child("nsubj")
    if dead.lower == "dead" and dead.pos == "ADJ" and victim is not None and dead.child("aux", "cop") is None:
        move(victim, dead.head, "dobj")
        dead.dep = "oprd"
