"""Is a text English? Cautious: a wrong refusal loses a document, a wrong acceptance only codes nothing."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

MIN_LETTERS = 40  # shorter texts cannot be judged but by their script
MARGIN = 60.0  # log-odds by which another language must win; names alone reach 40 ("Abdi Mohamed in Beledweyne")
_SAMPLE = 1_000
_NEAR_ENGLISH = frozenset({"en", "sco", "pcm"})  # Scots and Nigerian Pidgin, mistaken for short English headlines
# Words that hardly another language has; a tenth of the words of plain English.
_ENGLISH = frozenset("the and of that with were had been has from said which their they this would his are by".split())
_CODE = re.compile(r"([a-z]{2,3})(?:[-_]\w+)*", re.IGNORECASE)
_UNSTATED = frozenset({"und", "unk", "mul", "mis", "zxx", "na", "nan"})


def states_language(lang: str | None) -> bool | None:
    """What the input's own `lang` says: True English, False another language, None nothing that can be used."""
    if not lang:
        return None
    if lang.lower().startswith("en"):
        return True
    code = _CODE.fullmatch(lang)
    return None if code is None or code[1].lower() in _UNSTATED else False


def is_english(text: str) -> bool:
    """Judged by the script and common words of the first 1,000 characters, where these tell too little by py3langid."""
    sample = text[:_SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if sum(map(_is_latin, letters)) < 0.5 * len(letters):
        return False
    if len(letters) < MIN_LETTERS or _is_plain(sample.lower().split()):
        return True
    ranking = dict(_identifier().rank(sample))
    best = next(iter(ranking))
    return best in _NEAR_ENGLISH or ranking[best] - ranking["en"] < MARGIN


def _is_plain(words: Sequence[str]) -> bool:
    return sum(map(_ENGLISH.__contains__, words)) > len(words) / 10


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff"


@cache
def _identifier() -> Any:
    import py3langid  # loads its model

    return py3langid
