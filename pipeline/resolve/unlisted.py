"""Names that no list has, told together with the region they lie in: "Tuz Khurma, Salah Al Din"."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from pipeline.resolve.cues import INSIDE_NAMES, Sentence, mention_at
from pipeline.resolve.placenames import ARTICLES, DIRECTIONS
from pipeline.resolve.places import Place, PlaceMention

Respell = Callable[[str, tuple[Place, ...]], tuple[Place, ...]]
"""A name and the regions that it may lie in → the places there that bear it in another spelling."""

_LONGEST_NAME = 6  # words


def with_unlisted(sentence: Sentence, mentions: Sequence[PlaceMention], respell: Respell) -> list[PlaceMention]:
    """The mentions, and before a region those names that are another spelling of a place's in it.

    Read from right to left, for a district may be such a name too: "Lokhvitsa (Myrhorodskyi district, Poltava)".
    """
    before, after = list(mentions), list[PlaceMention]()  # after: the last one first
    while before:
        container = before.pop()
        after.append(container)
        if found := _unlisted(sentence, before, after, respell):
            after[-1] = container._replace(linked=True)
            while before and before[-1].end > found.start:
                before.pop()
            before.append(found)
    return after[::-1]


def _unlisted(
    sentence: Sentence, before: Sequence[PlaceMention], after: Sequence[PlaceMention], respell: Respell
) -> PlaceMention | None:
    """The name right before the last of `after`, with its bearers in the region that `after` begins with."""
    container = after[-1]
    regions = _regions(after)
    run = _run_before(sentence, container) if regions and container.cue != "name" else None
    if run is None:
        return None
    first, last = run
    start = sentence.spans[first][0]
    name = sentence.text[start : sentence.spans[last - 1][1]]
    inner = [mention for mention in before[-_LONGEST_NAME:] if mention.end > start]
    whole = inner[0].candidates if inner and inner[0].text == name else ()
    if _is_listed(inner, start, regions) or not (places := respell(name, regions)):
        return None
    outer = before[: len(before) - len(inner)]
    return mention_at(sentence, first, last, (*whole, *places), outer[-1].end if outer else None)


def _regions(after: Sequence[PlaceMention]) -> tuple[Place, ...]:
    """The first districts or regions that a run of linked names tells; it begins with the last of `after`."""
    for at, mention in enumerate(reversed(after)):
        if at and not mention.linked:
            return ()
        if regions := tuple(place for place in mention.candidates if place.kind in {"admin1", "admin2"}):
            return regions
    return ()


def _run_before(sentence: Sentence, container: PlaceMention) -> tuple[int, int] | None:
    """The words (first, last exclusive) of the capitalised name to which a container is linked."""
    at = last = bisect_left(sentence.spans, (container.start, 0))
    while last and not sentence.is_capital(last - 1):
        last -= 1
    first = last
    while first and last - first < _LONGEST_NAME and _goes_back(sentence, first, last):
        first -= 1
    while first < last and not sentence.is_capital(first) and sentence.gap(first + 1) != "-":
        first += 1
    if all(sentence.key(word) in DIRECTIONS for word in range(first, last)):
        return None
    return (first, last) if sentence.is_linked(sentence.spans[last - 1][1], at) else None


def _goes_back(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the word before a name's first one may be a part of it."""
    if first < last and sentence.gap(first) not in {" ", "-"}:
        return False
    word, key = sentence.words[first - 1], sentence.key(first - 1)
    if key in ARTICLES or (first < last and word in INSIDE_NAMES):  # "Al Amadiya", "Rio de la Plata"
        return True
    return word[0].isupper() and (key in DIRECTIONS or key not in sentence.terms.none) and not sentence.kind(first - 1)


def _is_listed(inner: Sequence[PlaceMention], start: int, regions: Sequence[Place]) -> bool:
    """Whether a list has the name that begins at an offset, or a part of it, in the regions, or a longer name."""
    inside = {(region.country, region.admin1) for region in regions}
    proper = [mention for mention in inner if mention.cue != "name"]
    return any(
        mention.start < start or any((place.country, place.admin1) in inside for place in mention.candidates)
        for mention in proper
    )
