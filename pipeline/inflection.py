"""Regular English inflection: the forms in which a word can stand in a text."""

from functools import lru_cache

_VOWELS = "aeiou"


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
