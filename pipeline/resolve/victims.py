"""How many people a noun phrase names: "three soldiers and a civilian", "his two sons", "villagers".

Without a parse: a phrase is known by its first word (number, article, pronoun) and by its last one, its head.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.english import WEEKDAY_WORDS
from pipeline.resolve.quantity import FEW, parse_number, words_of
from pipeline.resolve.tollwords import TollWords


class Sentence(NamedTuple):
    """Words of one sentence, as written and in lower case, and the codebook's words to read them by."""

    forms: list[str]
    words: list[str]
    terms: TollWords

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def is_adverb(self, at: int) -> bool:
        """Whether a word may stand between an auxiliary and its participle: "was *later shot and fatally* wounded"."""
        return self.words[at] in _ADVERBS or self.words[at] in self.terms.fates

    def is_finite(self, at: int) -> bool:
        return self.word(at) in _AUXILIARIES or self.word(at) in self.terms.verbs

    def is_thing(self, at: int) -> bool:
        """Whether a noun counts nobody."""
        return self.words[at] in _TIMES or self.words[at] in self.terms.things


class People(NamedTuple):
    """`number` people in the words first..last (exclusive); vague where the text gives no figure."""

    first: int
    last: int
    number: int
    vague: bool


PREPOSITIONS = words_of(
    "in at near on during by from with of for between against among to inside outside under over around into onto"
    " through towards within along across behind including affiliated like aboard onboard atop"
)
CLAUSE = words_of(
    "when after while that which where because as before if whereas although though until since claiming saying"
    " resulting causing reporting stating whether"
)
DETERMINERS = words_of("a an the his her its their this another one's all")
_ADVERBS = words_of(
    "also reportedly later then fatally severely seriously slightly lightly critically badly allegedly"
    " subsequently apparently have has had not either all both confirmed reported presumed found pronounced"
    " declared left instantly himself and gunned down"
)
_AUXILIARIES = words_of("was were is are be been has have had")
_BEING = words_of("was were")
_RELATIVES = words_of("who whom which that")
_SUBJECT_WORDS, _PHRASE_WORDS = 60, 25  # beyond these, text is no sentence; they keep reading linear
_STOPS = CLAUSE | _AUXILIARIES | words_of("who whose then due using but")
BREAKS = (_STOPS | PREPOSITIONS | {"and", ",", ":"}) - {"of"}
_ENDS = BREAKS | {"of", "dead", "death"}
_INSIDE = frozenset({"'s", "’s", "'", "’", '"', "“", "”", "-"})
_STRUCK = words_of(
    "hit struck overran attacked ambushed raided stormed bombed shelled bombarded targeted assaulted besieged torched"
    " rammed invaded entered blocked stopped surrounded damaged destroyed sprayed robbed looted battled fought"
)
_PRONOUNS = {
    "him": 1, "her": 1, "he": 1, "she": 1, "himself": 1, "herself": 1, "themselves": FEW, "who": 1, "both": 2,
    "one": 1, "another": 1,
}  # fmt: skip
_TIMES = WEEKDAY_WORDS | words_of(
    "hour hours day days week weeks month months year years time times morning evening night nights km percent"
)
_COUNTED = {"couple": 2, "pair": 2, "duo": 2, "twins": 2, "trio": 3, "triplets": 3}
_NOBODY = words_of("anyone anybody whoever everyone everybody it there")  # "whether anyone was hurt"
_PLURALS = words_of(
    "people police children men women policemen civilians personnel gunmen troops militia militiamen youths"
)


def object_people(s: Sentence, verb: int) -> People | None:
    """The people listed right after a word: "killing *three soldiers and a civilian*"."""
    listed: list[People] = []
    sure = 1  # items up to the last "and"; what follows a mere comma may be another clause
    at, bare = verb + 1, True
    while at:
        found = _phrase(s, at, bare)
        if not found or (listed and s.is_finite(found.last)):
            break  # "killed two, and four drivers were hurt" begins a new clause
        listed.append(found)
        sure = sure if s.word(at - 1) == "," else len(listed)
        at, bare = _next_item(s, found.last)
    total = _sum(listed[:sure])
    return total._replace(first=verb) if total and total.number else None


def subject_people(s: Sentence, verb: int, floor: int) -> People | None:
    """The people in the subject that ends before a verb, looking back no further than `floor`."""
    while verb > floor and (s.is_adverb(verb - 1) or s.words[verb - 1] in _RELATIVES):
        verb -= 1
    floor = max(floor, verb - _SUBJECT_WORDS)
    if ["how", "many"] in (s.words[j : j + 2] for j in range(floor, verb)):
        return None
    start = max((j + 1 for j in range(floor, verb) if _opens_clause(s, j)), default=floor)
    listed, linked = _last_list(s._replace(forms=s.forms[:verb], words=s.words[:verb]), start)
    if linked or not listed:
        return _sum(listed)
    return listed[0] if s.word(verb - 1) == "," else listed[-1]  # "Omar Sy, a teacher, was killed"


def with_others(s: Sentence, i: int, people: People | None) -> People | None:
    """Who died beside the subject: "was killed along with two guards", "were killed, as were nine rebels"."""
    after = s.words[i + 1 : i + 4]
    if after[:2] in (["along", "with"], ["together", "with"]):
        others = object_people(s, i + 2)
    elif after in ([",", "as", "were"], [",", "as", "was"]):
        others = object_people(s, i + 3)
    elif after[:1] == ["with"] and (number := parse_number(s.words, i + 2)) and s.word(i + 2 + number[1]) == "of":
        others = People(i + 2, i + 3 + number[1], number[0], False)
    else:
        others = _elsewhere(s, i + 1)
    if people is None or others is None:
        return people
    return people._replace(last=others.last, number=people.number + others.number)


def _elsewhere(s: Sentence, at: int) -> People | None:
    """Those of other places, told by number alone: "(three were killed in Quetta), two in Turbat and one in Kech"."""
    first, total, last = at, 0, at
    if s.word(at) != "in":
        return None
    at = _phrase_end(s, at + 1)
    while (steps := _link_length(s, at)) and (number := parse_number(s.words, at + steps)):
        if s.word(at + steps + number[1]) != "in":
            break
        total, last = total + number[0], at + steps + number[1]
        at = _phrase_end(s, last + 1)
    return People(first, last, total, False) if total else None


def _link_length(s: Sentence, at: int) -> int:
    """How many words link two items of a list: a comma, "and", or both."""
    comma = s.word(at) == ","
    return comma + (s.word(at + comma) == "and")


def _opens_clause(s: Sentence, at: int) -> bool:
    """Whether a clause with a subject of its own follows; "six people, he said, were hurt" goes on."""
    word = s.words[at]
    said = word in s.terms.saying and s.word(at - 1) not in {"who", "had", "has"}
    return word in CLAUSE or word in ':"' or (said and s.word(at + 1) not in {",", "by", "to", "in"})


def _last_list(s: Sentence, at: int) -> tuple[list[People], bool]:
    """The last phrases that commas and "and" join, up to the sentence's end; whether there is an "and" among them."""
    earlier, listed = list[People](), list[People]()
    joined, linked, bare = False, False, True
    while at < len(s.words) and s.words[at] != "including":
        found = _phrase(s, at, bare)
        if found:
            joined = joined and not _is_object(s, listed)
            listed = [*listed, found] if joined else [found]
            at, joined, linked, bare = found.last, False, linked and joined, True
        elif s.words[at] == "of" and listed and listed[-1].last == at:
            at = _past_whole(s, at + 1)
        elif s.words[at] in PREPOSITIONS:
            at, bare = _phrase_end(s, at + 1), False
        else:
            comma = s.words[at] == ","
            joined = s.words[at] == "and" or (comma and bool(listed) and listed[-1].last == at)
            if s.words[at] in _BEING and s.word(at - 1) not in _RELATIVES:
                earlier, listed, linked = listed or earlier, [], False  # "two were held and five killed"
            linked = linked or s.words[at] == "and"
            at, bare = at + 1, bare or comma
    return listed or earlier, linked


def _is_object(s: Sentence, listed: Sequence[People]) -> bool:
    """Whether what a list begins with is what a verb before it was done to, so that "and" begins a clause: "raided a
    guard post, and one guard was killed"."""
    return bool(listed) and s.word(listed[0].first - 1) in _STRUCK


def _past_whole(s: Sentence, at: int) -> int:
    """Past the whole of which a part was named: "three of *the 12 hostages* were killed"."""
    at += s.word(at) in DETERMINERS | {"those", "these"}
    number = parse_number(s.words, at)
    return _phrase_end(s, at + number[1] if number else at)


def _sum(listed: Sequence[People]) -> People | None:
    """A list as one; "twelve soldiers and sailors" stay twelve."""
    if not listed:
        return None
    number = listed[0].number + sum(people.number for people in listed[1:] if not people.vague)
    return People(listed[0].first, listed[-1].last, number, listed[0].vague)


def _next_item(s: Sentence, at: int) -> tuple[int, bool]:
    """Where the next item of a list may start (0: nowhere), and whether it may lack number and article."""
    bare = True
    while s.word(at) in PREPOSITIONS - {"including", "by"}:
        bare, at = False, _phrase_end(s, at + 1)
    comma = s.word(at) == ","
    at += comma
    for link in (["and"], ["plus"], ["as", "well", "as"], ["along", "with"]):
        if s.words[at : at + len(link)] == link:
            return at + len(link), bare
    listed = comma and s.word(at) not in DETERMINERS  # "killed Ali, a teacher" is one
    return (at if listed else 0), False


def _phrase_end(s: Sentence, at: int) -> int:
    """Past the words of the noun phrase that starts here, its determiner included."""
    start, at = at, at + (s.word(at) in DETERMINERS)
    last = min(len(s.words), start + _PHRASE_WORDS)
    while at < last and not _ends(s, at) and (s.words[at][0].isalnum() or s.words[at] in _INSIDE):
        if at > start and (s.words[at] in DETERMINERS or _is_counting(s, at)):
            break
        at += 1
    return at


def _ends(s: Sentence, at: int) -> bool:
    """Whether a word ends the phrase before it."""
    return s.words[at] in _ENDS or s.words[at] in s.terms.verbs


def _is_counting(s: Sentence, at: int) -> bool:
    """Whether a number with its noun starts here; "regiment 40" counts nobody."""
    number = parse_number(s.words, at)
    return number is not None and at + number[1] < len(s.words) and not _ends(s, at + number[1])


def _phrase(s: Sentence, at: int, bare: bool) -> People | None:
    """The noun phrase that starts at a word, if it names people; `bare` allows one without number or article."""
    word = s.word(at)
    determined = word in DETERMINERS
    number = parse_number(s.words, at) or (parse_number(s.words, at + 1) if determined else None)
    if number:
        return _numbered(s, at, at + number[1] + (determined and word not in {"a", "an"}), number[0])
    end = _phrase_end(s, at)
    if word in _PRONOUNS:
        return People(at, max(end, at + 1), _PRONOUNS[word], False)
    head = s.words[end - 1] if end > at else ""
    if not head or s.is_thing(end - 1) or s.is_adverb(at) or word in _NOBODY:
        return None
    if determined and end == at + 1 and s.word(end) == "death":
        return None  # "killed eight people, and the death toll rose"
    if determined and head in _COUNTED:
        return People(at, end, _COUNTED[head], False)
    plural = head in _PLURALS or (
        head.endswith("s") and not head.endswith(("ss", "us", "is")) and s.forms[end - 1].islower()
    )
    named = s.forms[at][0].isupper() and s.forms[end - 1][0].isupper()
    if determined or (bare and (plural or named)):
        return People(at, end, FEW if plural else 1, plural)
    return None


def _numbered(s: Sentence, at: int, start: int, number: int) -> People | None:
    vague = number == FEW and s.words[start - 1] not in {"3", "three"}
    inner = parse_number(s.words, start) if vague else None
    if inner and s.words[start] not in {"a", "an"}:  # "a group of six men"
        number, start, vague = inner[0], start + inner[1], False
    end = max(_phrase_end(s, start), start)
    if s.words[at] in {"a", "an"} and number == 1:
        number = _COUNTED.get(s.words[end - 1], 1)  # "a married couple"
    return None if s.is_thing(end - 1) else People(at, end, number, vague)
