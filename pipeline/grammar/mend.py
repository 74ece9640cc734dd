"""Mistakes that the small model is known to make, put right in its tree.

Each `mend_…` looks at one node and changes the tree around it, where the words leave no other reading. Which of them
look at a node, and in which order, its label tells: see `_MENDS`.
"""

from collections.abc import Callable, Mapping

from pipeline.english import SUMMING
from pipeline.grammar import lexicon as lex
from pipeline.grammar.main_verbs import (
    mend_dateline,
    mend_missing_verb,
    mend_opening_passive,
    mend_past_before_object,
    mend_past_behind_place,
    mend_past_with_subject,
    mend_perfect,
    mend_perfect_by_then,
    mend_root,
    mend_verb_after_place,
)
from pipeline.grammar.mend_clauses import (
    mend_after_passive,
    mend_before_striking,
    mend_behind_opening,
    mend_bidden,
    mend_called_on,
    mend_fleeing,
    mend_governed_clause,
    mend_helped,
    mend_in_order,
    mend_inserted,
    mend_intent,
    mend_last_of_two,
    mend_left,
    mend_linked,
    mend_loose_verb,
    mend_ought,
    mend_relative,
    mend_result,
    mend_second_verb,
    mend_should,
    mend_subject_clause,
    mend_tail,
    mend_to_back,
    mend_to_verb,
    mend_told,
    mend_walkers,
    mend_which_clause,
    mend_who,
    mend_whose,
)
from pipeline.grammar.mend_insertions import (
    mend_absolute,
    mend_made_up,
    mend_new_subject,
    mend_parted_subject,
    mend_second_clause,
    mend_two_clauses,
    mend_whose_subject,
)
from pipeline.grammar.mend_opening import mend_opening_clause, mend_opening_date
from pipeline.grammar.mend_phrases import (
    mend_armed_charge,
    mend_author,
    mend_called_deed,
    mend_charged,
    mend_counted,
    mend_dated_object,
    mend_deed_root,
    mend_designated,
    mend_doer_behind,
    mend_dozens,
    mend_had_done,
    mend_held,
    mend_invited,
    mend_listed_deed,
    mend_parted_object,
    mend_readiness,
    mend_share,
    mend_shot_dead,
    mend_some_armed,
    mend_step,
    mend_strength,
    mend_strikes,
    mend_taken,
    mend_thanks,
)
from pipeline.grammar.mend_speech import (
    mend_asked_for,
    mend_called_for,
    mend_invited_to,
    mend_judged,
    mend_last_speaker,
    mend_name_called_for,
    mend_quoted,
    mend_reported,
    mend_saying_too,
    mend_speaker_behind,
    mend_told_result,
    mend_what_called,
    mend_with_speaker,
    mend_writer,
)
from pipeline.grammar.one_name import mend_acronym, mend_neighbour_office, mend_state_name, mend_two_names
from pipeline.grammar.tree import Node, left_edge, move, subject_label

_GROUPS = frozenset("party movement front union army alliance league coalition congress brotherhood".split())
# Gerunds that are deeds by themselves, and the prepositions that show it: "destroyed by shelling", "died in fighting".
_DEEDS_IN_ING = frozenset("shelling bombing fighting shooting looting rioting stabbing infighting firing".split())
_AMID = frozenset("in amid during despite".split())


def mend(nodes: list[Node], is_verb: Callable[[str], bool], is_noun: Callable[[str], bool]) -> list[Node]:
    """The nodes of one sentence, with their heads and labels put right; words are asked for in small letters."""
    mend_acronym(nodes)
    mend_missing_verb(nodes, is_verb, is_noun)
    mend_opening_clause(nodes)
    mend_opening_date(nodes)
    for node in nodes:
        label = node.dep
        for mend_label in _MENDS.get(label, ()):
            mend_label(node, nodes)
            if node.dep != label:
                break
    return nodes


def _mend_apposed_gift(node: Node, nodes: list[Node]) -> None:
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


def _mend_listed(node: Node, nodes: list[Node]) -> None:
    """ "Australia, New Zealand and Fiji": the second of a list is no apposition of the first."""
    bare = node.pos == node.head.pos == "PROPN" and node.child("det") is None and node.index > node.head.index
    if bare and node.child("conj") is not None and node.child("cc") is not None:
        node.dep = "conj"


def _mend_summing(node: Node, nodes: list[Node]) -> None:
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


def _mend_apposed_predicate(node: Node, nodes: list[Node]) -> None:
    """ "called the envoy a spy": what somebody is called is no apposition."""
    if node.head.dep == "dobj" and node.head.head.lemma in lex.DECLARING and nodes[left_edge(node) - 1].form != ",":
        move(node, node.head.head, "oprd")


def _mend_recipient(node: Node, nodes: list[Node]) -> None:
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


def _mend_on_hold(hold: Node, nodes: list[Node]) -> None:
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


def _mend_complement(node: Node, nodes: list[Node]) -> None:
    """ "sentences activist to death": what a verb that is no copula takes is its object."""
    verb = node.head
    if node.pos == "NOUN" and verb.pos == "VERB" and verb.lemma not in lex.COPULAS and verb.child("dobj") is None:
        node.dep = "dobj"


def _mend_small_clause(node: Node, nodes: list[Node]) -> None:
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


def _mend_keeper(node: Node, nodes: list[Node]) -> None:
    """ "is held in custody by the army": the doer of a passive is read as part of the place."""
    place = node.head
    if node.lower != "by" or place.dep != "pobj" or place.lemma not in lex.CUSTODY | lex.MANNERS:
        return
    verb = place.head.head
    passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.dep == "acl")
    if verb.pos == "VERB" and passive and verb.child("agent") is None:
        move(node, verb, "agent")


def _mend_charge(node: Node, nodes: list[Node]) -> None:
    """ "accused militants based in Chad of planning it", "Chad and Mali of it": what follows a place is the verb's."""
    if node.lower != "of" or (node.child("pcomp") is None and node.head.dep != "conj"):
        return
    at = node.head
    while at.head is not at and at.dep in ("pobj", "prep", "acl", "conj"):
        at = at.head
    named = node.head.dep != "conj" or node.head.pos == "PROPN"
    if named and at is not node.head and at.dep == "dobj" and at.head.lemma in lex.OF_VERBS:
        move(node, at.head, "prep")


def _mend_sides(node: Node, nodes: list[Node]) -> None:
    """ "Clashes broke out in the desert between troops and rebels": the sides are those of what happened there."""
    place, prep = node.head, node.head.head
    if node.lower != "between" or place.dep != "pobj" or prep.lower not in ("in", "at", "near", "over", "on", "since"):
        return
    verb, side = prep.head, node.child("pobj")
    told = verb.pos == "VERB" and verb.lemma in lex.HAPPENING and verb.child("nsubj", "nsubjpass") is not None
    if told and side is not None and any(one.tag == "NNS" for one in side.conjuncts()):
        move(node, verb, "prep")


def _mend_aim(node: Node, nodes: list[Node]) -> None:
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


def _mend_origin(node: Node, nodes: list[Node]) -> None:
    """ "met envoys from Iran, Iraq and Oman", "freed leaders from the Labour Party": a list of names or a group after
    "from" says whose they are."""
    noun, name = nodes[node.index - 1], node.child("pobj")
    listed = name is not None and (_is_group(name) or (name.pos == "PROPN" and name.child("conj") is not None))
    if node.lower == "from" and listed and noun.dep == "dobj" and noun.head is node.head and noun.tag == "NNS":
        move(node, noun, "prep")


def _is_group(noun: Node) -> bool:
    return any(one.lower in _GROUPS and one.pos == "PROPN" for one in (noun, *noun.all("appos")))


def _mend_answer(node: Node, nodes: list[Node]) -> None:
    """ "shelled a village in retaliation": what is answered so is the deed's, not the village's."""
    noun, why = node.head, node.child("pobj")
    if node.lower == "in" and why is not None and why.lemma in lex.ANSWERS and noun.dep == "dobj":
        move(node, noun.head, "prep")


def _mend_name(node: Node, nodes: list[Node]) -> None:
    """ "USAID had announced a delay": a name before a verb without a subject is read as an adverb."""
    verb = node.head
    alone = verb.child("nsubj", "nsubjpass", "csubj") is None
    name = node.pos == "PROPN" or (node.form.isupper() and len(node.form) > 2)
    before = node.index < verb.index and verb.pos == "VERB" and alone
    if name and before and node.lower not in lex.CALENDAR:
        node.pos, node.dep = "PROPN", subject_label(verb)


def _mend_before_adverb(adverb: Node, nodes: list[Node]) -> None:
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


def _mend_called(node: Node, nodes: list[Node]) -> None:
    """ "named Guaido interim president": whom one names is read as part of what he is named."""
    first = node.children[0] if node.children else None
    named = first is not None and first.pos == "PROPN" and first.dep in ("compound", "nmod")
    if first is not None and named and node.index > node.head.index and node.head.child("dobj", "nsubjpass") is None:
        move(first, node.head, "dobj")


def _mend_predicate(node: Node, nodes: list[Node]) -> None:
    """ "held the rebels responsible for", "found the head of the bank guilty": an adjective after the object of such
    verbs is what is said of it."""
    noun = node.head
    behind = node.pos == "ADJ" and node.index > noun.index
    while noun.dep == "pobj" and noun.head.lower == "of":
        noun = noun.head.head
    if behind and noun.dep == "dobj" and noun.head.lemma in lex.DECLARING:
        move(node, noun.head, "oprd")


def _mend_said_of(node: Node, nodes: list[Node]) -> None:
    """ "held Kigali responsible for": what such verbs say of their object is read as a predicate of its own."""
    thing = node.head.child("dobj")
    if node.pos == "ADJ" and node.head.lemma in lex.DECLARING and thing is not None and thing.index < node.index:
        node.dep = "oprd"


def _mend_timed_object(node: Node, nodes: list[Node]) -> None:
    """ "besieged Madaya, where …", "banned a march", "gave a lawyer eight years", "vetoed, with Moscow, a draft": an
    object that is read as a time."""
    verb, first = node.head, left_edge(node)
    if node.index < verb.index or verb.pos != "VERB" or verb.child("dobj", "ccomp") is not None:
        return
    parted = nodes[verb.index + 1].form == nodes[first - 1].form == "," and node.lemma not in lex.TIMES | lex.SPANS
    if parted and verb.tag == "VBD" and nodes[first].dep == "det" and verb.child("nsubj") is not None:
        node.dep = "dobj"
    name = node.pos == "PROPN" and node.lower not in lex.CALENDAR
    after = first == verb.index + 1 and (name or node.form == "march")
    if after or (verb.child("dative") is not None and verb.lemma in lex.GIVING):
        node.dep = "dobj"


def _mend_goal(node: Node, nodes: list[Node]) -> None:
    """ "compelled a plane to land": after such verbs "to" and a bare noun are an infinitive."""
    to, verb = node.head, node.head.head
    bare = to.lower == "to" and node.tag == "NN" and node.index == to.index + 1
    if bare and verb.lemma in lex.COMMANDING and verb.child("dobj") is not None:
        node.pos, node.tag = "VERB", "VB"
        move(node, verb, "xcomp")
        move(to, node, "aux")


def _mend_deed_noun(node: Node, nodes: list[Node]) -> None:
    """ "Fighting between the clans has resumed": what has no object and a noun's preposition is a noun."""
    if node.tag != "VBG" or node.pos != "VERB" or node.child("dobj", "aux", "prt", "xcomp", "ccomp") is not None:
        return
    if node.child("det", "amod") or any(prep.lower in ("between", "of", "by") for prep in node.all("prep")):
        node.pos, node.lemma = "NOUN", node.lower


def _mend_deed_done(node: Node, nodes: list[Node]) -> None:
    """ "was destroyed by shelling", "died in fighting": what a passive is done by, or somebody dies in, is a noun."""
    prep, bare = node.head, node.child("dobj", "aux", "prt", "xcomp", "ccomp", "oprd", "acomp") is None
    done = prep.dep == "agent" or (prep.dep == "prep" and prep.lower in _AMID)
    if node.tag == "VBG" and node.lower in _DEEDS_IN_ING and bare and done:
        node.pos, node.tag, node.lemma, node.dep = "NOUN", "NN", node.lower, "pobj"


_Mend = Callable[[Node, list[Node]], None]
# The mends that look at a node, by its label and in their order, until one gives it another label.
_MENDS: Mapping[str, tuple[_Mend, ...]] = {
    "ROOT": (
        mend_deed_root,
        mend_shot_dead,
        mend_last_speaker,
        mend_share,
        mend_absolute,
        mend_parted_subject,
        mend_root,
        mend_inserted,
        mend_should,
    ),
    "acl": (
        mend_relative,
        mend_left,
        mend_speaker_behind,
        mend_called_for,
        mend_in_order,
        mend_verb_after_place,
        mend_told,
        mend_bidden,
        mend_walkers,
        mend_writer,
        mend_result,
        mend_second_clause,
    ),
    "acomp": (_mend_said_of, _mend_complement),
    "advcl": (
        mend_behind_opening,
        mend_linked,
        mend_told_result,
        mend_called_for,
        mend_name_called_for,
        mend_invited_to,
        mend_last_speaker,
        mend_strikes,
        mend_held,
        mend_parted_subject,
        _mend_said_of,
        mend_which_clause,
        mend_intent,
        mend_saying_too,
        mend_asked_for,
        mend_readiness,
    ),
    "advmod": (mend_to_back, _mend_name, _mend_before_adverb),
    "agent": (mend_author,),
    "amod": (
        _mend_predicate,
        mend_perfect,
        mend_perfect_by_then,
        mend_past_with_subject,
        mend_past_before_object,
        mend_past_behind_place,
        mend_opening_passive,
        mend_tail,
    ),
    "appos": (
        _mend_summing,
        mend_whose_subject,
        mend_dated_object,
        mend_parted_object,
        _mend_apposed_gift,
        _mend_listed,
        _mend_apposed_predicate,
    ),
    "ccomp": (
        mend_shot_dead,
        mend_what_called,
        mend_absolute,
        mend_counted,
        mend_had_done,
        mend_listed_deed,
        mend_two_clauses,
        mend_dateline,
        mend_inserted,
        mend_quoted,
        mend_told,
        mend_should,
        mend_helped,
        _mend_small_clause,
    ),
    "conj": (
        mend_behind_opening,
        mend_after_passive,
        mend_state_name,
        mend_new_subject,
        mend_made_up,
        mend_parted_subject,
        mend_second_verb,
        mend_saying_too,
    ),
    "csubj": (mend_subject_clause,),
    "csubjpass": (mend_subject_clause,),
    "dative": (mend_designated,),
    "dep": (mend_parted_subject, mend_linked, mend_loose_verb),
    "dobj": (mend_taken, mend_step, _mend_on_hold, _mend_recipient, mend_designated),
    "nmod": (mend_two_names,),
    "npadvmod": (_mend_name, _mend_timed_object),
    "nsubj": (_mend_deed_noun,),
    "nsubjpass": (_mend_deed_noun,),
    "oprd": (_mend_called, mend_called_deed),
    "parataxis": (mend_share,),
    "pcomp": (mend_fleeing, _mend_deed_done, mend_what_called, mend_with_speaker, mend_governed_clause, mend_result),
    "pobj": (_mend_goal, mend_thanks),
    "poss": (mend_neighbour_office,),
    "prep": (
        mend_dozens,
        mend_before_striking,
        mend_armed_charge,
        mend_judged,
        _mend_keeper,
        mend_doer_behind,
        mend_invited,
        _mend_charge,
        mend_charged,
        mend_strength,
        _mend_sides,
        _mend_aim,
        _mend_origin,
        _mend_answer,
    ),
    "relcl": (
        mend_reported,
        mend_called_for,
        mend_some_armed,
        mend_last_of_two,
        mend_bidden,
        mend_called_on,
        mend_who,
        mend_whose,
        mend_told,
    ),
    "xcomp": (mend_called_for, mend_name_called_for, mend_invited_to, mend_to_verb, mend_ought, mend_fleeing),
}
