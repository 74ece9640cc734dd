"""The verbs of telling by which a report names its sources, in the forms that stand in it."""

from typing import NamedTuple

from pipeline.inflection import verb_forms
from pipeline.textwords import TextWords


class Speech(NamedTuple):
    """Forms of the verbs in the word sets of the same names, and of their likes."""

    telling: frozenset[str]
    avowing: frozenset[str]
    voicing: frozenset[str]

    @classmethod
    def of(cls, words: TextWords) -> "Speech":
        return cls(
            *(verb_forms(verbs).finite for verbs in (words.telling_verb, words.avowing_verb, words.voicing_verb))
        )
