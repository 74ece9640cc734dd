"""States that a text names: those joined in one phrase, and the one that an article is about."""

from collections import Counter
from collections.abc import Sequence

from pipeline.codebook.actor_book import Actor, ActorBook
from pipeline.codebook.phrases import word_forms
from pipeline.tables import Word

_JOINING = frozenset({"and", ",", "&"})
_FOCUS = 0.6  # share of the mentions of states


def joined_nations(words: Sequence[Word], book: ActorBook) -> list[tuple[int, int]]:
    """Where states stand joined by "and" or a comma, before or after a plural head: (first, last) words, exclusive."""
    if not any(word.form in _JOINING for word in words):
        return []
    found: list[tuple[int, int]] = []
    forms = [word.form for word in words]
    end = -1
    for match in book.find(forms):
        state = any(sense.kind in ("name", "adjective") and sense.of.id.startswith("cty.") for sense in match.entries)
        if not state:
            continue
        between = {form.lower() for form in forms[end : match.first]} if end >= 0 else None
        if between is not None and not between <= _JOINING | {"the"}:
            found = []
        found.append((match.first, match.last))
        end = match.last
    plural = any(word.part == "head" and word.form.lower() != word.lemma.lower() for word in words)
    return found if plural else []


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
