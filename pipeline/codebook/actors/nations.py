"""States that a text names: those joined in one phrase, and the one that an article is about."""

from collections import Counter
from collections.abc import Sequence

from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.phrases import word_forms
from pipeline.mentions import Word

_JOINING = frozenset({"and", ",", "&"})
_HYPHENS = frozenset({"-", "–"})
_STATES = frozenset({"name", "adjective", "capital"})
_FOCUS = 0.6  # share of the mentions of states


def joined_nations(words: Sequence[Word], book: ActorBook) -> list[tuple[int, int]]:
    """Where states stand joined: (first, last) words, exclusive. By "and" or a comma, before or after a plural head; by
    a hyphen, the first as a name ("India-Pakistan talks", but not "an Iranian-American professor")."""
    if not any(word.form in _JOINING | _HYPHENS for word in words):
        return []
    found: list[tuple[int, int]] = []
    forms = [word.form for word in words]
    hyphened, named = False, False
    for match in book.find(forms):
        kinds = {
            sense.kind for sense in match.entries if isinstance(sense.of, Actor) and sense.of.id.startswith("cty.")
        }
        if not kinds & _STATES:
            continue
        between = {form.lower() for form in forms[found[-1][1] : match.first]} if found else set()
        hyphened = named and bool(between) and between <= _HYPHENS
        if not hyphened and not between <= _JOINING | {"the"}:
            found = []
        found.append((match.first, match.last))
        named = "name" in kinds or "capital" in kinds
    plural = any(word.part == "head" and word.form.lower() != word.lemma.lower() for word in words)
    return found if plural or hyphened else []


def focus(text: str, book: ActorBook) -> str | None:
    """The state an article is about (ISO3): the one it names in most of the cases where it names any."""
    named = Counter(
        sense.of.countries[0]
        for match in book.find(word_forms(text))
        for sense in match.entries[:1]
        if isinstance(sense.of, Actor) and sense.of.id.startswith("cty.") and sense.of.countries
    )
    (country, count), *_ = named.most_common(1) or [("", 0)]
    return country if count > _FOCUS * sum(named.values()) else None
