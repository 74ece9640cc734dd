"""The state that does a deed by its name or its adjective alone: "Russia shelled", "Turkish airstrikes"."""

from collections.abc import Sequence

from pipeline.codebook.incidents.known import STATE, Known, Named
from pipeline.codebook.incidents.nouns import PLACING, REACH, is_attribute
from pipeline.codebook.incidents.side import Setting, Side, SideKind
from pipeline.codebook.incidents.sidewords import SideWords
from pipeline.codebook.incidents.words import Mark, Words, words_of
from pipeline.english import WEEKDAY_WORDS

_FROM = PLACING | words_of("from on over against around outside within throughout along")
_REGIONS = words_of(
    "north south east west northern southern eastern western central northeastern northwestern southeastern"
    " southwestern northeast northwest southeast southwest upper lower the neighbouring neighboring"
)
_AUXILIARIES = WEEKDAY_WORDS | words_of(
    "has have had also and artillery military navy air carried out conducted launched begun began started to again"
    " overnight late early repeatedly reportedly allegedly on that it its forces troops"
)
_HELPED = words_of("backed supported aided assisted helped covered escorted joined reinforced trained armed")
_OWN = words_of("it its")  # "Chad said it had killed", "said its forces had"


def state_at(deed: Mark, known: Known, words: Words, kind: SideKind, setting: Setting, terms: SideWords) -> Side | None:
    """The state that a deed's own words name as its doer; None where none stands before it, or only as a place."""
    for named in known.countries:
        if named.sense == "capital" or _is_placed(named, words) or _helps(named, words):
            continue
        if _leads_to(named, deed, words, terms):
            code = named.actor.countries[0]
            inter = setting.state(code) if kind.inter == STATE else kind.inter
            return Side(named.first, named.last, kind, inter, None, code)
    return None


def owns(state: Side, deed: Mark, known: Known, words: Words) -> bool:
    """Whether a deed is called after a state, so that it is its deed whoever else is named: "killed in an Israeli
    strike", "Turkey's raids". A participle is none of its doing: "an American killed in Kabul"."""
    named = next((one for one in known.countries if one.first == state.first), None)
    return named is not None and is_attribute(named, words) and not words.normals[deed.first].endswith("ed")


def _leads_to(named: Named, deed: Mark, words: Words, terms: SideWords) -> bool:
    """Whether nothing stands between a state and a deed that could be another's; what it claims is its own."""
    between: Sequence[str] = words.normals[named.last : deed.first]
    if named.last > deed.first or not words.together(named.first, deed.first):
        return False
    told = frozenset() if _OWN.isdisjoint(between) else terms.telling
    return all(word in _AUXILIARIES or word in terms.avowing or word in told for word in between)


def _helps(named: Named, words: Words) -> bool:
    """Whether a state but supports whoever does it: "troops backed by American drones"."""
    before = words.normals[max(0, named.first - 2) : named.first]
    return before[-1:] == ["by"] and not _HELPED.isdisjoint(before)


def _is_placed(named: Named, words: Words) -> bool:
    """Whether a name tells where: "in northern Syria", "on Gaza". What has a nationality stands in no place."""
    if named.sense == "adjective":
        return False
    before = [word for word in words.normals[max(0, named.first - REACH) : named.first] if word not in _REGIONS]
    return bool(before) and before[-1] in _FROM
