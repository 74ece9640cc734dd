"""Words that look like names of the dictionary and are none: "a turkey", "Jordan Peterson", "Lebanon, Pennsylvania"."""

from collections.abc import Sequence

from pipeline.codebook.actors.book import Actor, ActorBook, Sense
from pipeline.codebook.phrases import Match, normal
from pipeline.mentions import Word

_SHORT = 3
_COMMON = frozenset({"chad", "china", "guinea", "jersey", "male", "polish", "turkey", "us"})
_PERSONAL = frozenset({"head", "mod", "appos"})  # "a man in Zarqa, Jordan" is no Mr Jordan


def real_places(
    matches: Sequence[Match], words: Sequence[Word], owners: frozenset[int], book: ActorBook
) -> list[Match]:
    """The matches without those whose names are parts of a person's name, or towns named after a country."""
    taken = {at for match in matches for at in range(match.first, match.last)}
    after = {match.first: match for match in matches}
    return [
        match
        for match in matches
        if not (
            _is_person(match, words, owners, taken, book) or _is_within(match, after.get(match.last), words, owners)
        )
    ]


def _is_person(match: Match, words: Sequence[Word], owners: frozenset[int], taken: set[int], book: ActorBook) -> bool:
    """A name that people bear too, beside a capitalised word that nobody knows: "Kenya Moore", "Jim Jordan"."""
    first, last = match.first, match.last
    if " ".join(normal(word.form) for word in words[first:last]) not in book.namesakes:
        return False

    def strange(at: int) -> bool:
        known = at in taken or not 0 <= at < len(words) or words[at].part not in _PERSONAL
        return not known and words[at].pos == "PROPN" and words[at].form[:1].isupper()

    end = last
    while strange(end) and end - 1 not in owners:
        end += 1
    if words[first].part in _PERSONAL and end > last:
        return normal(words[end - 1].form) not in book.bodies
    return words[first].part in _PERSONAL and strange(first - 1) and first - 1 not in owners


def _is_within(match: Match, then: Match | None, words: Sequence[Word], owners: frozenset[int]) -> bool:
    """A town of that name in the place that follows: "Paris, Texas"."""
    if then is None or match.last - 1 in owners or words[then.first].part != words[match.first].part:
        return False
    own, others = countries(match.entries, ("name", "capital")), countries(then.entries, ("place",))
    return bool(own and others) and own.isdisjoint(others)


def countries(senses: Sequence[Sense], kinds: Sequence[str]) -> set[str]:
    """The ids of the countries that senses of these kinds name."""
    return {sense.of.id for sense in senses if isinstance(sense.of, Actor) and sense.kind in kinds}


def fits(sense: Sense, words: Sequence[Word], small: bool) -> bool:
    """Whether words may have a sense: names need a capital ("turkey" is a bird), except in text without any."""
    if sense.kind in ("role", "nowhere"):
        return sense.kind == "role" and not _is_short_name(words)
    if sense.kind == "beginning":
        return words[0].form[:1].isupper()
    if sense.kind == "ending":
        return words[0].form[:1].isupper() and words[-1].form[:1].isupper()
    return any(not word.form.islower() for word in words) or (small and _is_small_name(sense, words))


def _is_small_name(sense: Sense, words: Sequence[Word]) -> bool:
    """In text without capitals: several words, what is tagged as a name, or a country that is no common word."""
    if len(words) > 1 or words[-1].pos in ("PROPN", "ADJ"):
        return True
    return isinstance(sense.of, Actor) and sense.of.kind == "country" and words[0].form not in _COMMON


def _is_short_name(words: Sequence[Word]) -> bool:
    """ "Ngo Xuan Lich" is no NGO."""
    form = words[0].form
    return len(words) == 1 and len(form) <= _SHORT and form.istitle() and words[0].pos == "PROPN"
