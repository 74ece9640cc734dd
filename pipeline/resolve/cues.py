"""What stands around a place name in a text: its preposition, a word for its kind, a link to the name before it."""

import re
from typing import NamedTuple

from pipeline.resolve.placenames import (
    CONNECTORS,
    DATE_WORDS,
    DIRECTIONS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    place_key,
)
from pipeline.resolve.places import Place, PlaceMention
from pipeline.resolve.placewords import PlaceWords

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*['’]?")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_MARKS = frozenset("(,-–/")
_QUOTES = frozenset("'\"‘“")
_LINK_MARKS = frozenset(" (,-–/'’")
_BRACKET_ENDS = frozenset("();.")
_SENTENCE_ENDS = frozenset(".!?\n")
INSIDE_NAMES = CONNECTORS - PREPOSITIONS - {"and", "the", "under", "a"}
_ENDS_NAME = DIRECTIONS | FUNCTION_WORDS
_SITES = frozenset({"at", "in", "near", "outside", "inside"})
_STANCES = frozenset({"pro", "anti", "non", "ex"})
_ADJECTIVAL = frozenset({"based", "led", "backed", "born", "controlled"})
_OPENING = PREPOSITIONS | DIRECTIONS | DATE_WORDS
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)
_LENGTHS = frozenset("km kilometers kilometres miles mile meters metres".split())
_LONGEST_LINK = 40  # characters between a place and its container
_LONGEST_BRACKET = 60
_LONGEST_KIND = 3  # words that say what a place is, before its container in brackets


class Surroundings(NamedTuple):
    """See PlaceMention for the fields."""

    cue: str
    says: str
    linked: bool
    opens: bool


class Sentence:
    """The words of a text, by ordinal, and what they say of the name that stands in words first..last (exclusive).

    terms: the codebook's words by which they say it.
    """

    def __init__(self, text: str, terms: PlaceWords) -> None:
        self.text, self.terms = text, terms
        self.capitals = text.partition(",")[0].isupper()  # a headline, or a dateline: "GUSAU, Nigeria"
        self.spans = [m.span() for m in _WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]

    def is_capital(self, at: int) -> bool:
        return self.words[at][0].isupper()

    def key(self, at: int) -> str:
        return place_key(self.words[at])

    def bare(self, at: int) -> str:
        """The word without its possessive ending."""
        word = self.words[at]
        return _POSSESSIVE.sub("", word) if word[-1] in "'’sS" else word

    def owns(self, at: int) -> bool:
        """Whether a word stands in the possessive."""
        return self.bare(at) != self.words[at]

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.spans[at - 1][1] if at else 0 : self.spans[at][0]]

    def around(self, first: int, last: int, before: int | None) -> Surroundings:
        """The surroundings of a name; `before` is the offset where the place name before it ends, None for none."""
        cue, says = self._cue(first)
        if not self.capitals and (self._follows_name(first) or self._goes_on(last)):
            cue = "name"
        linked = before is not None and self.is_linked(before, first)
        return Surroundings(cue, self._kind_after(last) or says, linked, self._opens(first))

    def _opens(self, first: int) -> bool:
        """Whether only a date and a preposition stand between it and the sentence's beginning."""
        at = first - 1
        while at >= 0 and (self.words[at][0].isdigit() or self.key(at) in _OPENING or self.kind(at)):
            if self._is_first(at):
                return True
            at -= 1
        return False

    def _kind_after(self, last: int) -> str:
        return self.kind(last) if last < len(self.words) and self.gap(last) == " " else ""

    def _goes_on(self, last: int) -> bool:
        """Whether what follows makes it part of a longer name ("Jordan Henderson") or an adjective ("Paris-based")."""
        if last >= len(self.words) or self.gap(last) not in {" ", "-"}:
            return False
        key = self.key(last)
        if self.gap(last) == "-" and key in _ADJECTIVAL:
            return True
        if self.owns(last - 1) or self.kind(last):
            return False
        if not self.is_capital(last):
            return key in self.terms.texts
        return key not in _ENDS_NAME or (key in INSIDE_NAMES and self._is_capital_word(last + 1))

    def _is_capital_word(self, at: int) -> bool:
        return at < len(self.words) and self.gap(at) == " " and self.is_capital(at)

    def _follows_name(self, first: int) -> bool:
        """Whether a title, another name or a quotation mark stands before it: "Michael Jordan", "Avenue de Lyon"."""
        gap = self.gap(first)
        if gap[-1:] in _QUOTES:
            return True
        if first == 0 or gap not in {" ", ". ", "-"}:
            return False
        at, key = first - 1, self.key(first - 1)
        if gap == "-" and key in _STANCES:
            return True
        if key in self.terms.titles or (key in self.terms.heads and self.is_capital(at)):
            return True
        if key in INSIDE_NAMES and at:
            return self._ends_capital(at - 1)
        ordinary = self.kind(at) or key in DIRECTIONS or key in self.terms.none
        return gap != ". " and self.is_capital(at) and self.bare(at) == self.words[at] and not ordinary

    def _ends_capital(self, at: int) -> bool:
        """Whether a capitalised word stands here, or before a small word inside names: "Paseo de" before "la"."""
        return self.is_capital(at) or (at > 0 and self.key(at) in INSIDE_NAMES and self.is_capital(at - 1))

    def _cue(self, first: int) -> tuple[str, str]:
        """What introduces a name, and the kind that "the town of" or "Barangay" before it tells."""
        if self._is_first(first):
            return "start", ""
        if mark := self.gap(first).strip()[-1:]:
            bracketed = mark == "," and self._in_brackets(first)
            return ("(" if bracketed else mark if mark in _MARKS else ""), ""
        says, at = "", first - 1
        while at >= 0 and (step := self._step(at)):
            if not self._ends_name(at - step):
                says = self.kind(at - step + 1) or says
            at -= step
            if self.gap(at + 1).strip():
                return "", says
        return self._preposition(at, first), says

    def _is_first(self, at: int) -> bool:
        return at == 0 or not _SENTENCE_ENDS.isdisjoint(self.gap(at))

    def _step(self, at: int) -> int:
        """How many words to step over, going back to the preposition: "the", "northern", "town", "town of"."""
        key = self.key(at)
        if key == "of" and at and self.kind(at - 1):
            return 2
        owner = at > 0 and self.is_capital(at) and self.owns(at)
        return int(owner or key in self.terms.passed_over or bool(self.kind(at)))

    def _ends_name(self, at: int) -> bool:
        """Whether this word is capitalised within a sentence: in "Guma district of Benue" it owns "district"."""
        return at > 0 and self.is_capital(at) and self.key(at) not in PREPOSITIONS

    def _preposition(self, at: int, first: int) -> str:
        if at < 0:
            return ""
        cue = self.key(at)
        if cue not in PREPOSITIONS:
            return "of" if first - at > 2 and self.key(at + 2) == "of" else ""
        governor = self.key(at - 1) if at else ""
        if self._measures(at, governor):
            return "near"
        if cue == "of" and governor in self.terms.owners and self.is_capital(at - 1):
            return "name" if not (at > 2 and self._is_site(at - 2)) else f"{governor} of"
        return f"{governor} {cue}" if governor in self.terms.elsewhere.get(cue, ()) else cue

    def _measures(self, at: int, governor: str) -> bool:
        """Whether it tells how far off, or on which side: "20 km from", "south of"; "the south of" is inside."""
        before = self.key(at - 2) if at > 1 else ""
        return (self.key(at) == "of" and governor in _COMPASS and before != "the") or (
            self.key(at) == "from" and governor in _LENGTHS
        )

    def _is_site(self, at: int) -> bool:
        """Whether "at the" or so ends here, before what stands in a place: "outside the University of …"."""
        return self.key(at - (self.key(at) == "the")) in _SITES

    def _in_brackets(self, first: int) -> bool:
        end = self.spans[first][0]
        return self.text.rfind("(", max(0, end - 100), end) > self.text.rfind(")", max(0, end - 100), end)

    def is_linked(self, before: int, first: int) -> bool:
        between = self.text[before : self.spans[first][0]]
        if len(between) < _LONGEST_BRACKET and not _BRACKET_ENDS.intersection(between) and self._in_brackets(first):
            return True
        if len(between) > _LONGEST_LINK or any(not c.isalnum() and c not in _LINK_MARKS for c in between):
            return False
        words = [m[0] for m in _WORD.finditer(between)]
        if between.startswith(" - ") and between.endswith("("):  # "Kabul - District 5 (Kabul)"
            return all(not word[0].islower() or word in CONNECTORS for word in words)
        if between.endswith(" (") and len(words) <= _LONGEST_KIND:  # "Mayo mining site (Kolda)"
            return all(word.islower() for word in words)
        return all(word.isdigit() or word.casefold() in self.terms.links for word in words)

    def kind(self, at: int) -> str:
        """The kind of place a word tells; vague ones ("area", "border") only in small letters."""
        key = self.key(at)
        says = self.terms.kinds.get(key, "")
        return "" if says == "area" and self.is_capital(at) else says


def mention_at(
    sentence: Sentence, first: int, last: int, places: tuple[Place, ...], before: int | None
) -> PlaceMention:
    """The mention of places by the words first..last (exclusive); `before`: where the name before it ends."""
    start = sentence.spans[first][0]
    end, owns = sentence.spans[last - 1][0] + len(sentence.bare(last - 1)), sentence.owns(last - 1)
    return PlaceMention(sentence.text[start:end], start, end, places, *sentence.around(first, last, before), owns)
