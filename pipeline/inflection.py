"""Regular English inflection: the forms in which a word can stand in a text."""

from functools import lru_cache

_VOWELS = "aeiou"
# Past forms and plurals of words that news tell deeds with, each with its forms.
_IRREGULAR = """
beat beaten; become became; begin began begun; bleed bled; blow blew blown; break broke broken; bring brought; build
built; burn burnt; catch caught; choose chose chosen; come came; draw drew drawn; drive drove driven; fall fell
fallen; feel felt; fight fought; flee fled; fling flung; fly flew flown; forbid forbade forbidden; freeze froze
frozen; get got; give gave given; go went gone; grind ground; hang hung; hear heard; hide hid hidden; hold held; keep
kept; lay laid; lead led; leave left; lie lay lain; light lit; lose lost; make made; meet met; pay paid; ride rode
ridden; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; shoot shot; sing sang
sung; sink sank sunk; sit sat; slay slew slain; sling slung; speak spoke spoken; spring sprang sprung; stand stood;
steal stole stolen; stick stuck; strike struck stricken; sweep swept; swing swung; take took taken; teach taught; tear
tore torn; tell told; throw threw thrown; wear wore worn; win won; withdraw withdrew withdrawn; write wrote written;
overrun overran; overtake overtook overtaken; overthrow overthrew overthrown; retake retook retaken; undergo
underwent; withhold withheld; man men; woman women; child children; person people; knife knives; wife wives; thief
thieves; life lives
"""
_FORMS = {word: frozenset(forms) for word, *forms in map(str.split, _IRREGULAR.split(";"))}


@lru_cache(maxsize=100_000)
def inflections(word: str) -> frozenset[str]:
    """The word and its regular forms: small models' lemmas lie ("staged" → *stag*), so forms are matched too."""
    forms = {word, word + "s"}
    if word.endswith("e"):
        forms |= {word + "d", word[:-1] + "ing"}
    elif word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    else:
        forms |= {word + "es", word + "ed", word + "ing"}
        if len(word) > 2 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(forms)


def all_forms(word: str) -> frozenset[str]:
    """The regular forms, and irregular ones: "took", "gunmen"."""
    if word.endswith("man"):
        return inflections(word) | {word[:-2] + "en"}
    return inflections(word) | _FORMS.get(word, frozenset())
