"""The words by which a report tells who its sides are, and who merely tells of them, in the forms that stand in it."""

from typing import NamedTuple

from pipeline.inflection import noun_forms, verb_forms
from pipeline.textwords import TextWords


class SideWords(NamedTuple):
    """Forms of the words in the codebook's sets, finite ones of the verbs of telling.

    `later`: said of who comes when the deed is done.
    """

    telling: frozenset[str]
    avowing: frozenset[str]
    voicing: frozenset[str]
    witnessing: frozenset[str]
    later: frozenset[str]
    rivals: frozenset[str]
    parties: frozenset[str]
    members: frozenset[str]

    @classmethod
    def of(cls, words: TextWords) -> "SideWords":
        telling, avowing, voicing = map(verb_forms, (words.telling_verb, words.avowing_verb, words.voicing_verb))
        return cls(
            telling.finite,
            avowing.finite,
            voicing.finite,
            verb_forms(words.witnessing_verb).past,
            verb_forms(words.intervening_verb).every,
            noun_forms(words.rival_word),
            noun_forms(words.party_noun),
            noun_forms(words.member_noun),
        )
