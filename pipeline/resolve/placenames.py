"""How place names are compared, and the words that surround them in news text."""

import re
import unicodedata
from functools import lru_cache

from pipeline import english


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLAIN = str.maketrans(
    dict(zip("øØłŁıđĐðəƏ", "oOlLidDdaA", strict=True))
    | {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "Þ": "Th"}
    | dict.fromkeys("’ʼ´ʾ", "'")
    | dict.fromkeys("‘ʻ`ʿ†", "")
)
_LETTERS = str.maketrans(dict.fromkeys("'.", "") | dict.fromkeys("-–—‐/,_", " "))
_ABBREVIATED = {"st": "saint", "ste": "sainte", "sta": "santa", "mt": "mount", "ft": "fort"}
ARTICLES = _words("al el ul as ash ad ar at an az es ed er ez")

CONNECTORS = ARTICLES | _words(
    """de del della di do da dos das du des la le les los las wa va and of on sur am en y e i upon van von der den
    bin ben aux au in under the"""
)
"""Small words that may stand inside a name: "Rio de Janeiro", "Boucle du Mouhoun"."""

DIRECTIONS = _words("""north south east west northern southern eastern western central greater upper lower""")

PREPOSITIONS = _words(
    """in at near on of from to around outside inside between towards toward into against across through throughout
    north south east west along by within over for with off beside above below via"""
)

FUNCTION_WORDS = (
    PREPOSITIONS
    | CONNECTORS
    | english.CALENDAR_WORDS
    | _words(
        """after as amid and before but during is was are were has have will while when where who that which since until
        says said"""
    )
)
"""Words that end a name even where a headline or a date capitalises them."""

DATE_WORDS = english.CALENDAR_WORDS | _words(
    """dawn morning noon afternoon evening night overnight early late earlier later midnight day week month year
    reported pm am the a as and same that this next last"""
)
"""Words that a date at the beginning of a sentence is made of."""

NO_NAMES = FUNCTION_WORDS | _words(
    """a about both this these those it its he she they we his her their our if or not no one two three four five six
    seven eight nine ten some many several most all also however meanwhile then there here according following earlier
    later today yesterday tomorrow more us day week month year eve"""
)
"""Words that a headline or the beginning of a sentence capitalises."""

NOWHERE = frozenset(
    {
        "middle east", "far east", "near east", "horn of africa", "golden triangle", "line of control", "white house",
        "capitol hill", "wall street", "camp david", "red cross", "ground zero", "twin towers", "black hawk",
        "air force", "gulf war", "gulf states",
    }
)  # fmt: skip
"""Names of wide areas, institutions and the like of which the whole, or a word, is a town's name too."""

TITLES = english.TITLES - {"dame", "maj"}  # which are names too: "Notre Dame"

_ENGLISH_KINDS = (
    "Autonomous Region|Local Government Area|Metropolitan City|Special City|Governorate|Province|Oblast|Region|State|"
    "Department|Prefecture|County|District|Municipality|Raion|Rayon|Canton|Division|Parish|Emirate|Republic|Zone"
)
_ENGLISH_SUFFIX = re.compile(rf"^(.+?) (?:{_ENGLISH_KINDS})$")
_AFFIXES = _words(
    """province oblast governorate region state department prefecture county district municipality raion rayon
    canton division parish emirate city commune gemeente kommune kommun powiat bezirk landkreis kreis shi gun
    ilcesi ili municipio provincia departamento estado comuna oras distrito wilaya muhafazat departement okres
    obcina opstina quan huyen concelho gmina markaz daira caza qada shahrestan bakhsh amphoe kabupaten circunscricao
    delegation cercle arrondissement partido awraja wereda woreda zone agency aimag judet opcina zupanija maakond
    rajons novads savivaldybe megye degmada mudiriyat mutusarrifiyat okrug upazila tehsil taluk zila"""
) | {"land"}
_LINKS = frozenset({"de", "of", "du", "do", "da", "e"})
_SIDES = DIRECTIONS | _words(
    """nord sud est ouest norte sur este oeste oriental occidental oriente occidente centre centro centrale haut bas
    urban rural urbain city metropolitan"""
)


@lru_cache(maxsize=200_000)
def place_key(name: str) -> str:
    """The form under which place names are compared: no case, accents, apostrophes or hyphens; "St" is "saint"."""
    plain = ascii_name(name).casefold().translate(_LETTERS)
    return " ".join(_ABBREVIATED.get(word, word) for word in plain.split())


def ascii_name(name: str) -> str:
    """The name without accents and Arabic breathings, as ACLED prints names."""
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_latin(name: str) -> bool:
    """Whether every letter is Latin: names in other scripts cannot occur in English text."""
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() or 0x2B0 <= ord(c) < 0x300 for c in name)


def without_article(key: str) -> str:
    """Drop the article of "al hudaydah"; other keys stay as they are."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES and len(rest) > 3 else key


def without_kind(key: str) -> str:
    """Drop the kind from "luhansk raion" or "gemeente katwijk"; other keys stay as they are."""
    words = key.removesuffix(" local government area").split()
    if len(words) > 1 and words[-1] in _AFFIXES:
        words = words[:-1]
    if len(words) > 1 and words[0] in _AFFIXES:
        words = words[2:] if len(words) > 2 and words[1] in _LINKS else words[1:]
    return " ".join(words)


def without_side(key: str) -> str:
    """Drop what tells a part of a town or district: "bizerte sud" is "bizerte"; other keys stay as they are."""
    return " ".join(word for word in key.split() if word not in _SIDES) or key


def region_name(name: str, aliases: tuple[str, ...]) -> str:
    """A region's name in ACLED's manner: the English form without "Province" or "Oblast", and without accents."""
    for form in (name, *aliases):
        match = _ENGLISH_SUFFIX.match(form) if is_latin(form) else None
        if match:
            return ascii_name(match.group(1))
    for form in aliases:  # "Gwangju" of "Gwangju-gwangyeoksi"
        if name.startswith(f"{form}-") and name[len(form) + 1].islower():
            return ascii_name(form)
    return ascii_name(name.partition(",")[0].rstrip(" †"))
