"""Regular English inflection: the forms in which a word can stand in a text."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_VOWELS = "aeiou"
# Past forms and plurals of words that news tell deeds with, each with its forms.
_IRREGULAR = """
beat beaten; become became; begin began begun; bleed bled; blow blew blown; break broke broken; bring brought; build
built; burn burnt; catch caught; choose chose chosen; come came; draw drew drawn; drive drove driven; fall fell
fallen; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade forbidden; freeze
froze frozen; get got; give gave given; go went gone; grind ground; hang hung; hear heard; hide hid hidden; hold
held; keep kept; lay laid; lead led; leave left; lie lay lain; light lit; lose lost; make made; meet met; pay paid;
ride rode ridden; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; shoot shot;
sing sang sung; sink sank sunk; sit sat; slay slew slain; sling slung; speak spoke spoken; spring sprang sprung;
stand stood; steal stole stolen; stick stuck; strike struck stricken; sweep swept; swing swung; take took taken;
teach taught; tear tore torn; tell told; throw threw thrown; wear wore worn; win won; withdraw withdrew withdrawn;
write wrote written; overrun overran; overtake overtook overtaken; overthrow overthrew overthrown; retake retook
retaken; undergo underwent; withhold withheld; man men; woman women; child children; person people; knife knives;
wife wives; thief thieves; life lives
"""
_FORMS = {word: frozenset(forms) for word, *forms in map(str.split, _IRREGULAR.split(";"))}


@lru_cache(maxsize=100_000)
def inflections(word: str) -> frozenset[str]:
    """The word and its regular forms: small models' lemmas lie ("staged" → *stag*), so forms are matched too."""
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", _ing(word)})
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        return frozenset({word, word + "s", word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    return frozenset({word, word + "s", word + "es", *(stem + end for stem in _stems(word) for end in ("ed", "ing"))})


def _ing(word: str) -> str:
    """The -ing form of a word in -e: "dying", "freeing", "staging"."""
    if word.endswith("ie"):
        return word[:-2] + "ying"
    return word + "ing" if word.endswith(("ee", "oe", "ye")) else word[:-1] + "ing"


def _stems(word: str) -> tuple[str, ...]:
    """What -ed and -ing are put to: "panick"; "visit" and "visitt", for the stress is not known."""
    if word.endswith("ic"):
        return (word + "k",)
    ending = word.replace("qu", "qw")[-3:]  # the u of *qu* is no vowel: "equipp"
    if len(ending) < 3 or ending[0] in _VOWELS or ending[1] not in _VOWELS or ending[2] in _VOWELS + "wxy":
        return (word,)
    return word, word + word[-1]


def all_forms(word: str) -> frozenset[str]:
    """The regular forms, and irregular ones: "took", "gunmen"."""
    if word.endswith("man"):
        return inflections(word) | {word[:-2] + "en"}
    return inflections(word) | _FORMS.get(word, frozenset())


class VerbForms(NamedTuple):
    """The forms of verbs by what they do in a sentence. One that is its own past ("hurt") counts as a past form."""

    base: frozenset[str]
    third: frozenset[str]
    past: frozenset[str]
    ing: frozenset[str]

    @property
    def finite(self) -> frozenset[str]:
        """Those that tell: "says", "said"."""
        return self.third | self.past

    @property
    def every(self) -> frozenset[str]:
        return frozenset[str]().union(*self)


_UNCHANGED = frozenset("beat burst cut hit hurt let put quit set shed shut split spread".split())
_PASTS = frozenset(form for forms in _FORMS.values() for form in forms)


def verb_forms(verbs: Iterable[str]) -> VerbForms:
    """The forms of some verbs. A word that is a past form itself ("slain") stands for that alone."""
    kinds: dict[str, set[str]] = {"base": set(), "third": set(), "past": set(), "ing": set()}
    for verb in verbs:
        kinds["base" if verb not in _UNCHANGED | _PASTS else "past"].add(verb)
        for form in all_forms(verb) - {verb} if verb not in _PASTS else ():
            kinds[_kind(form, verb)].add(form)
    return VerbForms(**{kind: frozenset(forms) for kind, forms in kinds.items()})


def noun_forms(nouns: Iterable[str]) -> frozenset[str]:
    """Some nouns and their plurals."""
    plurals = (form for noun in nouns for form in all_forms(noun) if not form.endswith(("ed", "ing")))
    return frozenset(plurals).union(nouns)


def _kind(form: str, verb: str) -> str:
    if form in _FORMS.get(verb, ()) or form.endswith("ed"):
        return "past"
    return "ing" if form.endswith("ing") else "third"
