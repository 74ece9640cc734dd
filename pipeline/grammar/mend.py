"""Mistakes that the small model is known to make, put right in its tree.

Each `mend_…` looks at one node and changes the tree around it, where the words leave no other reading. Which of them
look at a node, and in which order, its label tells: see `_MENDS`.
"""

from collections.abc import Callable, Mapping

from pipeline.grammar import main_verbs as verbs
from pipeline.grammar import mend_clauses as clauses
from pipeline.grammar import mend_infinitives as infinitives
from pipeline.grammar import mend_insertions as insertions
from pipeline.grammar import mend_nouns as nouns
from pipeline.grammar import mend_objects as objects
from pipeline.grammar import mend_opening as opening
from pipeline.grammar import mend_prepositions as prepositions
from pipeline.grammar import mend_speech as speech
from pipeline.grammar import one_name
from pipeline.grammar.tree import Node


def mend(nodes: list[Node], is_verb: Callable[[str], bool], is_noun: Callable[[str], bool]) -> list[Node]:
    """The nodes of one sentence, with their heads and labels put right; words are asked for in small letters."""
    one_name.mend_acronym(nodes)
    verbs.mend_missing_verb(nodes, is_verb, is_noun)
    speech.mend_address(nodes)
    opening.mend_opening_clause(nodes)
    opening.mend_opening_date(nodes)
    for node in nodes:
        label = node.dep
        for mend_label in _MENDS.get(label, ()):
            mend_label(node, nodes)
            if node.dep != label:
                break
    return nodes


_Mend = Callable[[Node, list[Node]], None]
# The mends that look at a node, by its label and in their order, until one gives it another label.
_MENDS: Mapping[str, tuple[_Mend, ...]] = {
    "ROOT": (
        nouns.mend_deed_root,
        objects.mend_shot_dead,
        speech.mend_last_speaker,
        nouns.mend_share,
        insertions.mend_absolute,
        insertions.mend_parted_subject,
        verbs.mend_root,
        clauses.mend_inserted,
        clauses.mend_should,
    ),
    "acl": (
        clauses.mend_relative,
        clauses.mend_left,
        speech.mend_speaker_behind,
        speech.mend_called_for,
        infinitives.mend_in_order,
        verbs.mend_verb_after_place,
        clauses.mend_told,
        infinitives.mend_bidden,
        clauses.mend_walkers,
        speech.mend_writer,
        clauses.mend_result,
        insertions.mend_second_clause,
    ),
    "acomp": (objects.mend_said_of, objects.mend_complement),
    "advcl": (
        clauses.mend_gerund_behind_particle,
        clauses.mend_behind_opening,
        clauses.mend_inner_result,
        clauses.mend_linked,
        speech.mend_told_result,
        speech.mend_called_for,
        speech.mend_name_called_for,
        speech.mend_invited_to,
        speech.mend_last_speaker,
        nouns.mend_strikes,
        nouns.mend_held,
        insertions.mend_parted_subject,
        objects.mend_said_of,
        clauses.mend_which_clause,
        infinitives.mend_intent,
        infinitives.mend_caused,
        clauses.mend_ordered,
        clauses.mend_kept,
        speech.mend_saying_too,
        speech.mend_asked_for,
        nouns.mend_readiness,
    ),
    "advmod": (infinitives.mend_to_back, nouns.mend_name, objects.mend_before_adverb),
    "agent": (prepositions.mend_author,),
    "amod": (
        objects.mend_predicate,
        verbs.mend_perfect,
        verbs.mend_perfect_by_then,
        verbs.mend_past_with_subject,
        verbs.mend_past_before_object,
        verbs.mend_past_behind_place,
        verbs.mend_opening_passive,
        clauses.mend_tail,
        clauses.mend_meanwhile,
    ),
    "appos": (
        nouns.mend_summing,
        insertions.mend_whose_subject,
        objects.mend_dated_object,
        objects.mend_parted_object,
        objects.mend_apposed_gift,
        nouns.mend_listed,
        objects.mend_apposed_predicate,
    ),
    "ccomp": (
        clauses.mend_before_colon,
        clauses.mend_believed,
        objects.mend_left_dead,
        objects.mend_shot_dead,
        speech.mend_what_called,
        insertions.mend_absolute,
        objects.mend_counted,
        objects.mend_had_done,
        nouns.mend_listed_deed,
        insertions.mend_two_clauses,
        verbs.mend_dateline,
        clauses.mend_inserted,
        speech.mend_quoted,
        clauses.mend_told,
        clauses.mend_should,
        infinitives.mend_helped,
        objects.mend_small_clause,
    ),
    "conj": (
        clauses.mend_behind_opening,
        clauses.mend_after_passive,
        one_name.mend_state_name,
        insertions.mend_new_subject,
        insertions.mend_made_up,
        insertions.mend_parted_subject,
        clauses.mend_second_verb,
        infinitives.mend_past_behind,
        clauses.mend_past_behind_clause,
        speech.mend_saying_too,
    ),
    "csubj": (clauses.mend_subject_clause,),
    "csubjpass": (clauses.mend_subject_clause,),
    "dative": (objects.mend_designated,),
    "dep": (insertions.mend_parted_subject, clauses.mend_linked, clauses.mend_loose_verb),
    "dobj": (
        objects.mend_taken,
        objects.mend_step,
        objects.mend_on_hold,
        objects.mend_recipient,
        objects.mend_designated,
    ),
    "nmod": (one_name.mend_two_names, one_name.mend_joined_body),
    "npadvmod": (nouns.mend_name, objects.mend_timed_object),
    "nsubj": (nouns.mend_deed_noun,),
    "nsubjpass": (nouns.mend_deed_noun,),
    "oprd": (objects.mend_called, nouns.mend_called_deed),
    "parataxis": (nouns.mend_share,),
    "pcomp": (
        infinitives.mend_fleeing,
        nouns.mend_deed_done,
        speech.mend_what_called,
        speech.mend_with_speaker,
        clauses.mend_governed_clause,
        clauses.mend_result,
    ),
    "pobj": (infinitives.mend_goal, prepositions.mend_thanks),
    "poss": (one_name.mend_neighbour_office,),
    "prep": (
        prepositions.mend_dozens,
        prepositions.mend_signing_day,
        prepositions.mend_before_striking,
        prepositions.mend_armed_charge,
        speech.mend_judged,
        prepositions.mend_keeper,
        prepositions.mend_doer_behind,
        prepositions.mend_invited,
        prepositions.mend_charge,
        prepositions.mend_charged,
        prepositions.mend_strength,
        prepositions.mend_sides,
        prepositions.mend_aim,
        prepositions.mend_origin,
        prepositions.mend_answer,
    ),
    "relcl": (
        speech.mend_reported,
        speech.mend_called_for,
        nouns.mend_some_armed,
        clauses.mend_last_of_two,
        infinitives.mend_bidden,
        infinitives.mend_called_on,
        clauses.mend_who,
        clauses.mend_whose,
        clauses.mend_told,
    ),
    "xcomp": (
        speech.mend_called_for,
        speech.mend_name_called_for,
        speech.mend_invited_to,
        infinitives.mend_to_verb,
        infinitives.mend_ought,
        infinitives.mend_fleeing,
    ),
}
