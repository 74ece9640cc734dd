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

KIND_WORDS: dict[str, str] = {
    **dict.fromkeys(
        _words(
            """city town village ward neighborhood neighbourhood settlement hamlet township municipality commune
            locality community camp barangay port kampung"""
        ),
        "town",
    ),
    **dict.fromkeys(
        _words(
            """district county lga upazila tehsil taluk raion rayon woreda cercle department territory payam
            subdistrict subdivision canton zone parish powiat division sector mandal kebele"""
        ),
        "district",
    ),
    **dict.fromkeys(
        _words("""region province oblast governorate state prefecture emirate wilaya krai republic"""), "region"
    ),
    **dict.fromkeys(
        _words("""area areas countryside suburb suburbs outskirts border axis side sides vicinity"""), "area"
    ),
}
"""What a word beside a name says of it: town, district (second level), region (first level) or a vague area."""

DIRECTIONS = _words("""north south east west northern southern eastern western central greater upper lower""")

NAME_HEADS = _words("lake river mount cape gulf hotel radio operation club university college hospital bank")
"""Capitalised before a place's name, they make it another thing's: "Lake Chad"."""

NAMES_OF = _words(
    "bank university college church treaty statute peace times voice duke duchess prince bishop archbishop chamber"
)
"""Capitalised before "of" and a place's name, they make it part of theirs: "Treaty of Lisbon"."""

TEXTS = _words("agreement agreements accord accords treaty protocol convention conventions pact syndrome")
"""Small words after a place's name that make it the name of another thing: "the Minsk agreements"."""

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

NO_PLACE = FUNCTION_WORDS | _words(
    """a about both this these those it its he she they we his her their our if or not no one two three four five six
    seven eight nine ten some many several most all police army navy military force forces government ministry party
    union university college school hospital court council congress parliament senate assembly commission committee
    front movement militia group bank office people protesters rioters civilians soldiers security national federal
    prime day week month year eve international association federation organization church mosque street road avenue
    square park bridge airport station market club stadium island islands river lake mount mountain kingdom northern
    southern eastern western central new old great islamic muslim christian catholic jewish democratic liberation
    workers labour labor rights peace freedom independence victory coronavirus covid reuters afp bbc cnn twitter
    facebook internet english french german spanish arabic arab russian ukrainian turkish kurdish man woman men
    women child children student students teachers farmers doctors nurses residents local also however meanwhile
    then there here according following earlier later today yesterday tomorrow post times herald guardian tribune
    corona golf best green red black white unknown unclear coast casualties location coded members more hundreds dozens
    thousands militants gunmen reportedly clashes fighting fighters troops insurgents unidentified suspected taliban
    die dies lives war wars star power rebels gang gangs hall center centre alliance confederation line bureau
    communal colonia supreme colony monument grad smerch uragan katyusha javelin us
    artillery christmas easter ramadan eid bush"""
)
"""Words that are hardly ever a place when they stand alone, though a gazetteer lists them."""

NOWHERE = frozenset(
    {
        "middle east", "far east", "near east", "horn of africa", "golden triangle", "line of control", "white house",
        "capitol hill", "wall street", "camp david", "red cross", "ground zero", "twin towers", "black hawk",
        "air force", "gulf war", "gulf states",
    }
)  # fmt: skip
"""Names of wide areas, institutions and the like of which the whole, or a word, is a town's name too."""

TITLES = (english.TITLES - {"dame", "maj"}) | _words(  # which are names too: "Notre Dame"
    """king queen prince princess pope bishop sheikh imam captain colonel major sergeant lieutenant commander chief
    governor mayor senator secretary president minister general chancellor ambassador judge justice lic spokesman
    spokeswoman chairman leader professor saint"""
)
"""A capitalised word after one of these is a person's name."""

_ROOTS = _words("based born headquartered war conflict situation crisis events invasion occupation interests")
_TIES = _words(
    "solidarity support refugees citizens people ties relations imports exports aid way route migrants originating"
)
ABOUT_ELSEWHERE: dict[str, frozenset[str]] = {
    "of": _words(
        """embassy consulate ambassador president minister ministry government king parliament army invasion
        occupation annexation republic university bank people citizens bishop party church federation
        confederation union members"""
    ),
    "in": _ROOTS
    | _words("regime government repression reporters journalists received monitored spokesman spokeswoman"),
    "from": _ROOTS | _TIES | _words("group groups separatists rebels militants fighters delegation"),
    **dict.fromkeys(("with", "to", "on", "against", "for"), _ROOTS | _TIES),
}
"""By preposition, the words before it after which a name tells what is spoken of, not where the deed was done."""

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
