"""The words of one actor phrase, read with the dictionary: which names stand where, and how far to trust them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.codebook.actors.book import Actor, ActorBook, RoleNoun, Sense
from pipeline.codebook.actors.context import Coding
from pipeline.codebook.actors.namesakes import fits, real_places
from pipeline.codebook.phrases import Match, tokenize
from pipeline.mentions import Word

_POSSESSIVE_ENDINGS = frozenset({"'s", "’s", "'", "’"})
_AGAINST_OR_FOR = frozenset({"pro", "anti", "non"})
_HYPHENS = frozenset({"-", "–", "‐", "‑"})
# "US-led coalition" says a little about whose it is; "Iran-backed militia" nothing at all. Without a hyphen only the
# first of them are sure: "Israeli armed forces" are Israel's.
_WEAKENING = frozenset({"led", "based"})
_EVEN_UNJOINED = frozenset({"led", "backed"})
_DETACHING = frozenset(
    {
        "affiliated",
        "aligned",
        "allied",
        "annexed",
        "appointed",
        "armed",
        "backed",
        "born",
        "bound",
        "brokered",
        "claimed",
        "controlled",
        "educated",
        "equipped",
        "financed",
        "friendly",
        "funded",
        "held",
        "imposed",
        "inspired",
        "installed",
        "language",
        "leaning",
        "linked",
        "made",
        "managed",
        "mediated",
        "occupied",
        "orchestrated",
        "produced",
        "ruled",
        "run",
        "speaking",
        "sponsored",
        "style",
        "supplied",
        "supported",
        "trained",
    }
)
_BELONGING = frozenset({"affiliated", "belonging", "linked", "loyal"})
_CACHE_SIZE = 20_000
_PARTS = ("head", "mod", "appos", "prep", "other")
_ORDER = {part: rank for rank, part in enumerate(_PARTS)}


class Name(NamedTuple):
    """A dictionary match in a phrase: words first..last (exclusive), the part it plays, and the preposition before it.

    `hold` is "full", "weak" ("US-led") or "none" ("pro-Russian", "Iran-backed"). What the name may mean: a country
    (`place`, with the kind of name), another country that has a part of this name (`partly`: Georgia), organisations
    and persons (`actors`), an ethnic or religious group (`people`), a role noun.
    """

    first: int
    last: int
    part: str
    link: str
    hold: str
    place: tuple[str, Actor] | None
    partly: Actor | None
    actors: tuple[Actor, ...]
    people: Actor | None
    role: RoleNoun | None


class Phrase(NamedTuple):
    """Words without punctuation and possessive endings; `owners` are those that a possessive ending followed,
    `free` those that belong to no name, `joined` those after a hyphen.

    `strangers` are runs of capitalised proper nouns that the dictionary does not know, as names without senses.
    Where neither these nor a day tell who is meant, `codings` holds what was coded, by the country of the article.
    """

    words: tuple[Word, ...]
    owners: frozenset[int]
    head: int
    names: tuple[Name, ...]
    free: tuple[int, ...]
    joined: frozenset[int]
    strangers: tuple[Name, ...]
    codings: dict[str | None, Coding] | None

    def on(self, when: date) -> "Phrase":
        """The phrase as it reads on a day: a state that does not exist then is none ("Soviet tanks")."""
        if all(name.place is None or name.place[1].lives(when) for name in self.names):
            return self
        living = [
            name if name.place and name.place[1].lives(when) else name._replace(place=None) for name in self.names
        ]
        return self._replace(names=tuple(living))

    def at_head(self, name: Name) -> bool:
        return name.first <= self.head < name.last

    def owns(self, name: Name) -> bool:
        """Whether a possessive ending follows the name: "Ukraine's"."""
        return name.last - 1 in self.owners

    def text(self, name: Name) -> str:
        return " ".join(word.form for word in self.words[name.first : name.last])


def read_phrase(words: Sequence[Word], book: ActorBook, small: bool = False) -> Phrase | None:
    """The phrase of these words, perhaps of a text without capitals; None where no word has a letter or digit."""
    key, cache = (tuple(words), small), book.phrases_read
    if key not in cache:
        if len(cache) >= _CACHE_SIZE:
            cache.clear()
        cache[key] = _read(words, book, small)
    phrase: Phrase | None = cache[key]
    return phrase


def _read(words: Sequence[Word], book: ActorBook, small: bool) -> Phrase | None:
    kept, owners, joined = _plain(words)
    if not kept:
        return None
    names = []
    for match in real_places(_matches(kept, book), kept, owners, book):
        senses = [s for s in match.entries if fits(s, kept[match.first : match.last], small)]
        if senses:
            names.append(_name(match.first, match.last, senses, kept, joined))
    names = _told(names)
    taken = {at for name in names for at in range(name.first, name.last)}
    head = next((at for at in reversed(range(len(kept))) if kept[at].part == "head"), len(kept) - 1)
    free = tuple(at for at in range(len(kept)) if at not in taken)
    strangers = _strangers(kept, free, owners, joined)
    codings: dict[str | None, Coding] | None = None if strangers or any(map(_is_dated, names)) else {}
    return Phrase(tuple(kept), owners, head, tuple(names), free, joined, strangers, codings)


def _told(names: list[Name]) -> list[Name]:
    """The names that tell something: "the agency" does so only beside its country."""
    somewhere = any(name.place and name.hold == "full" for name in names)
    return [name for name in names if somewhere or name.role is None or not name.role.owned]


def _strangers(
    words: Sequence[Word], free: Sequence[int], owners: frozenset[int], joined: frozenset[int]
) -> tuple[Name, ...]:
    runs: list[list[int]] = []
    for at in free:
        if words[at].pos == "PROPN" and not words[at].form[:1].islower():
            goes_on = runs and runs[-1][-1] == at - 1 and at - 1 not in owners
            runs[-1].append(at) if goes_on else runs.append([at])
    return tuple(_name(run[0], run[-1] + 1, (), words, joined) for run in runs)


def _is_dated(name: Name) -> bool:
    """Whether who bears a name depends on the day."""
    place = name.place[1] if name.place else None
    return bool(name.actors) or (place is not None and (place.start, place.end) != (None, None))


def _plain(words: Sequence[Word]) -> tuple[list[Word], frozenset[int], frozenset[int]]:
    """Words that have letters or digits ("U.S.-backed" is two); those that own the next; those after a hyphen."""
    kept: list[Word] = []
    owners: set[int] = set()
    joined: set[int] = set()
    for word in words:
        if word.form.isalnum():
            kept.append(word)
        elif word.form.lower() in _POSSESSIVE_ENDINGS:
            owners.add(len(kept) - 1)
        elif word.form in _HYPHENS:
            joined.add(len(kept))
        else:
            pieces = [word._replace(form=token.form) for token in tokenize(word.form)]
            joined.update(range(len(kept) + 1, len(kept) + len(pieces)))
            kept.extend(pieces)
            if word.form.endswith(("'s", "’s", "s'", "s’")):
                owners.add(len(kept) - 1)
    return kept, frozenset(owners), frozenset(joined)


def _matches(kept: list[Word], book: ActorBook) -> list[Match]:
    """Matches by form; where a noun stays unmatched, role nouns by its lemma too."""
    found = book.find([word.form for word in kept])
    taken = {at for match in found for at in range(match.first, match.last)}
    if all(at in taken or word.pos != "NOUN" or word.lemma == word.form for at, word in enumerate(kept)):
        return found
    forms = [word.lemma if word.pos == "NOUN" and at not in taken else word.form for at, word in enumerate(kept)]
    more = [
        match._replace(entries=roles)
        for match in book.find(forms)
        if taken.isdisjoint(range(match.first, match.last))
        and (roles := tuple(sense for sense in match.entries if sense.kind == "role"))
    ]
    return sorted([*found, *more], key=lambda match: match.first) if more else found


def _name(first: int, last: int, senses: Sequence[Sense], words: Sequence[Word], joined: frozenset[int]) -> Name:
    part = min((word.part for word in words[first:last]), key=lambda part: _ORDER.get(part, len(_PARTS)))
    actors = [sense.of for sense in senses if isinstance(sense.of, Actor)]
    return Name(
        first,
        last,
        part,
        _link(words, first, part),
        _hold(words, first, last, joined),
        _place(senses),
        next((sense.of for sense in senses if sense.kind == "place" and isinstance(sense.of, Actor)), None),
        tuple(dict.fromkeys(actor for actor in actors if actor.kind not in ("country", "people"))),
        next((actor for actor in actors if actor.kind == "people"), None),
        _role(senses),
    )


def _role(senses: Sequence[Sense]) -> RoleNoun | None:
    """The role noun; the words of a group's name tell more than the same words as a noun."""
    nouns = sorted(senses, key=lambda sense: sense.kind not in ("ending", "beginning"))
    return next((sense.of for sense in nouns if isinstance(sense.of, RoleNoun)), None)


def _place(senses: Sequence[Sense]) -> tuple[str, Actor] | None:
    """The sense as a country, else as a part of one, unless several countries share the name."""
    of_countries = [(s.kind, s.of) for s in senses if isinstance(s.of, Actor) and s.of.kind == "country"]
    found = [sense for sense in of_countries if sense[0] != "place"] or of_countries
    if not found or len({actor.id for _, actor in found}) > 1:
        return None
    return next((sense for sense in found if sense[0] == "seat"), found[0])


def _link(words: Sequence[Word], first: int, part: str) -> str:
    """The preposition that a name inside a prepositional phrase or an apposition hangs on; the noun that a container
    counts has such phrases among its modifiers: "members of parliament in Kuwait"."""
    if part == "mod":
        back = [word for word in words[max(first - 2, 0) : first] if word.pos != "DET"][-1:]
        return back[0].form.lower() if back and back[0].pos == "ADP" and back[0].lemma != "of" else ""
    if part != "head":
        for at in range(first - 1, -1, -1):
            if words[at].part != part:
                break
            if words[at].pos in ("ADP", "SCONJ"):
                belonging = at > 0 and words[at - 1].form.lower() in _BELONGING  # to somebody: of that one
                return "of" if belonging else words[at].form.lower()
    return ""


def _hold(words: Sequence[Word], first: int, last: int, joined: frozenset[int]) -> str:
    if first and words[first - 1].form.lower() in _AGAINST_OR_FOR:
        return "none"
    after = words[last].form.lower() if last < len(words) else ""
    if last not in joined and after not in _EVEN_UNJOINED:
        return "full"
    return "weak" if after in _WEAKENING else "none" if after in _DETACHING else "full"
