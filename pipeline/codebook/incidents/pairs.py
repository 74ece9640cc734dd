"""Who does a deed to whom: word order, voice, "by" and "between"."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from pipeline.codebook.incidents.nouns import BELONGING, REACH
from pipeline.codebook.incidents.side import Side
from pipeline.codebook.incidents.sidewords import SideWords
from pipeline.codebook.incidents.words import Mark, Words, words_of

_Group = tuple[Side, ...]
_JOINERS = words_of(
    "and or the a an along with together as well also their some of his its by backed supported joint forces members"
)
_ARTICLES = words_of("a an the")
_USING = words_of("with using")
_HOURS = words_of("dawn sunrise daybreak noon midday midnight sunset dusk nightfall dark prayers sundown")
_BY_THEN = _HOURS | words_of("evening night morning afternoon lunchtime lunch then now mid late early day")  # no doers
_MODIFIERS = _ARTICLES | words_of(
    "two three four five several many some another new recent latest further more separate suspected alleged apparent"
    " reported overnight early morning evening night daily heavy fresh deadly massive joint precision targeted rare"
    " final last initial ensuing subsequent main hand roadside homemade crude powerful huge large small stray"
    " improvised explosive parcel fragmentation"
)
_FIRED_FROM = (["fired", "from"], ["launched", "from"])
_BE = words_of("was were been being is are be got")
_TWO = frozenset({"two", "2", "both"})
_AGAINST = words_of("with against")
_COME = _BE | words_of("come comes came coming is find finds found put remain remains remained")
_IRREGULAR = words_of("shot hit struck slain found torn overrun set taken blown beaten stolen thrown hurt cut")
_WOUNDING = words_of("gunshot bullet stab")  # wounds: "died of a gunshot wound"
_PREPOSITIONS = words_of("of against with near from under for among to during including")
_OWN = words_of("it its they their he she his her we our i officers troops soldiers forces")
_VIOLENCE = words_of("attack attack_weak property arson abduct grab sexual explosion explosive bomb grenade")
_SUBORDINATE = words_of("after when before while because since where until as")
_LEADS_TO_DOER = words_of("to of under by")  # a deed that ends so has its doer next: "fell to", "under the control of"
_MEANS = "means"  # the one word set of what somebody has: "a bomb of the TTP" is theirs
_BETWEEN_REACH, _PARTY_REACH, _BY_REACH, _JOINED_REACH, _SPEECH_REACH = 8, 6, 5, 6, 4
_RIVALS_REACH = 5  # words before a side: "rival wings of the Sinaloa Cartel"


class Pair(NamedTuple):
    """The doer and the one it is done to, with those who join either."""

    source: Side | None
    target: Side | None
    with_source: tuple[Side, ...] = ()
    with_target: tuple[Side, ...] = ()


def pair_of(deed: Mark, sides: Sequence[Side], words: Words, terms: SideWords) -> Pair:
    """Who does a deed to whom; `sides` are those of its sentence."""
    before = list(_groups([side for side in sides if side.last <= deed.first], words))
    after = list(_groups([side for side in sides if side.first >= deed.last], words))
    parties = _between(deed, [side for group in after for side in group], words)
    if parties:
        return parties
    own = next((side for side in sides if side.first <= deed.first < side.last and side.armed), None)
    if own and own.acts:  # "a suicide bomber" is deed and doer
        return _pair((own,), after[0] if after else ())
    nearest = before[-1] if before else ()
    owner = _whose(deed, after, words)
    if owner:
        others = next((group for group in after if group is not owner), ())
        return _pair(owner, nearest if _is_passive(deed, words) or not others else others)
    if not before and len(after) > 1 and _is_means(deed, words):
        return _pair(after[0], after[1])
    agent = _agent(deed, before, after, words)
    if _is_passive(deed, words):
        return _pair(agent, nearest)
    if agent:
        return _pair(agent, next((group for group in after if group is not agent), nearest))
    doer = _doer(deed, before, words, terms.voicing)
    told = bool(doer) and not _VIOLENCE.isdisjoint(deed.names) and _merely_tells(doer[-1], deed, words, terms)
    return _pair(() if told else doer, after[0] if after else ())


def _merely_tells(side: Side, deed: Mark, words: Words, terms: SideWords) -> bool:
    """Whether a side tells of a deed that it does not say to be its own: "police said an attack on a synagogue …"."""
    said = terms.telling.intersection(words.normals[side.last : side.last + 2])
    return bool(said) and _OWN.isdisjoint(words.normals[side.last : deed.first])


def only_reports(side: Side, words: Words, terms: SideWords) -> bool:
    """Whether a side merely tells what happened: "monitors observed", or behind a comma "…, police said on Tuesday"."""
    if (
        not terms.witnessing.isdisjoint(words.normals[side.last : side.last + 2])
        and "was" not in words.normals[side.last :][:1]
    ):
        return True
    if words.normals[side.first - 1 : side.first] == ["what"]:  # "in what police called an accident"
        return True
    first = next((at for at in range(side.first, max(0, side.first - REACH), -1) if "," in words.gap(at)), None)
    if first is None or not words.together(first, side.last - 1):
        return False
    for at in range(side.last, min(side.last + _SPEECH_REACH, len(words.normals))):
        if words.gap(at).strip() or not words.together(at, side.first):
            return False
        if words.normals[at] in terms.telling:
            return True
    return False


def meets_its_like(deed: Mark, sides: Sequence[Side], words: Words) -> bool:
    """Whether one name stands for both opponents: "Lions of one hill clashed with Lions of the other"."""
    doers = {side.key for side in sides if side.last <= deed.first and side.armed}
    after = next((side for side in sides if side.first >= deed.last), None)
    gap = words.normals[deed.last : after.first] if after else []
    return bool(after and after.key in doers and len(gap) <= REACH and not _AGAINST.isdisjoint(gap))


def is_double(side: Side, words: Words, terms: SideWords) -> bool:
    """Whether one phrase names both opponents: "rival gangs", "two factions of the group"."""
    near = words.normals[max(0, side.first - _RIVALS_REACH) : side.last + REACH]
    return not terms.rivals.isdisjoint(near) or (not _TWO.isdisjoint(near) and not terms.parties.isdisjoint(near))


def _between(deed: Mark, after: Sequence[Side], words: Words) -> Pair | None:
    """The parties of "clashes between X and Y", of "between X and its ally against Y"; None between two places."""
    near = words.normals[deed.last : deed.last + _BETWEEN_REACH]
    at = deed.last + near.index("between") if "between" in near else None
    parties = [side for side in after if not side.kind.thing]
    if at is None or not parties or not all(at < side.first for side in after):
        return None
    if parties[0].first > at + _PARTY_REACH:
        return None
    against = [side for side in parties if "against" in words.normals[parties[0].last : side.first]]
    other = next(iter(against or parties[1:]), None)
    return _pair((parties[0],), (other,) if other else ())


def _pair(source: _Group, target: _Group) -> Pair:
    if source and target and source[0].armed and source[0].key == target[0].key:
        target = ()
    return Pair(source[0] if source else None, target[0] if target else None, source[1:], target[1:])


def _groups(sides: Sequence[Side], words: Words) -> Iterator[_Group]:
    """Sides that act together: joined by "and", "along with", commas, and of one kind."""
    run: list[Side] = []
    for side in sides:
        if run and not (_joined(run[-1], side, words) and run[-1].armed == side.armed):
            yield tuple(run)
            run = []
        run.append(side)
    if run:
        yield tuple(run)


def _joined(one: Side, other: Side, words: Words) -> bool:
    between = words.normals[one.last : other.first]
    return len(between) <= _JOINED_REACH and _JOINERS.issuperset(between)


def _whose(deed: Mark, after: Sequence[_Group], words: Words) -> _Group:
    """Those to whom a weapon belongs: "a roadside bomb of the TTP", "a suicide bomber from Boko Haram"."""
    if _MEANS not in deed.names or not after or not after[0][0].acts:
        return ()
    gap = words.normals[deed.last : after[0][0].first]
    near = 0 < len(gap) <= _JOINED_REACH and gap[0] in BELONGING and _PREPOSITIONS.isdisjoint(gap[1:])
    return after[0] if near else ()


def _is_means(deed: Mark, words: Words) -> bool:
    """Whether a sentence opens with what its subject uses: "With drones, the cartel bombed a base"."""
    before = words.normals[max(0, deed.first - 2) : deed.first]
    return _MEANS in deed.names and not _USING.isdisjoint(before)


def _agent(deed: Mark, before: Sequence[_Group], after: Sequence[_Group], words: Words) -> _Group:
    """Who stands after "by"; an active verb with a subject has no agent ("attacked a hotel owned by …")."""
    passive, means = _is_passive(deed, words), _MEANS in deed.names  # "an IED planted by"
    leads = deed.last - deed.first > 1 and words.normals[deed.last - 1] in _LEADS_TO_DOER
    if leads and "hands" in words.normals[deed.first : deed.last]:  # "the army's base was in the hands of"
        return after[0] if after else ()
    if _is_under(deed, words):
        return next((group for group in after if "from" in words.normals[deed.last : group[0].first][-_BY_REACH:]), ())
    if not passive and not means and any(group[0].acts for group in before):
        return ()
    form = words.normals[deed.first]
    if form.endswith("ing") and any(group[-1].last == deed.first for group in before):  # "students marching"
        return ()
    active = means or (form.endswith("ed") and not passive)
    if leads:
        return after[0] if after else ()
    for group in after[:1] if active else after:
        if any(";" in words.gap(at) for at in range(deed.last, group[0].first + 1)):
            return ()
        between = words.normals[deed.last : group[0].first][-_BY_REACH:]
        if "by" in between or between[-2:] == ["to", "be"]:  # "presumed to be ISWAP"
            return group
        if means and group[0].armed and between[:2] in _FIRED_FROM:  # "a shell fired from rebel positions"
            return group
    return ()


def _doer(deed: Mark, before: Sequence[_Group], words: Words, voicing: Set[str]) -> _Group:
    """The subject: the first that can act in the last clause that names one; those after a preposition come last."""
    main = [group for group in before if not _is_subordinate(group[-1].last, deed.first, words)]
    able = [group for group in main if group[0].acts]
    free = [group for group in able if not _after_preposition(group[0], words)]
    chosen: _Group = ()
    for group in reversed(free or able):
        if chosen and _new_clause(group[-1], chosen[0], words, voicing):
            break
        chosen = group
    return chosen or next((group for group in reversed(main) if not group[0].kind.thing), ())


def _is_subordinate(first: int, last: int, words: Words) -> bool:
    """Whether a clause begins between two words that is not the main one; "before dawn" is none."""
    pairs = zip(words.normals[first:last], words.normals[first + 1 : last + 1], strict=True)
    return any(one in _SUBORDINATE and other not in _HOURS for one, other in pairs)


def _after_preposition(side: Side, words: Words) -> bool:
    return not _PREPOSITIONS.isdisjoint(words.normals[max(0, side.first - REACH) : side.first])


def _new_clause(one: Side, other: Side, words: Words, voicing: Set[str]) -> bool:
    between = words.normals[one.last : other.first]
    return "that" in between or not voicing.isdisjoint(between) or any(mark in words.gap(other.first) for mark in ",;")


def _is_under(deed: Mark, words: Words) -> bool:
    """As in "came under heavy fire from": those before suffer it."""
    normals = words.normals
    at = next((at for at in range(max(1, deed.first - 2), deed.last) if normals[at] == "under"), None)
    return at is not None and normals[at - 1] in _COME and normals[deed.last - 1] not in _LEADS_TO_DOER


def _is_passive(deed: Mark, words: Words) -> bool:
    """Whether those before a deed suffer it: "was attacked", "in an attack", "in two overnight raids"."""
    form, before = words.normals[deed.first], words.normals[max(0, deed.first - REACH) : deed.first]
    if (form.endswith(("ed", "en")) or form in _IRREGULAR) and not _BE.isdisjoint(before):
        return True
    if _is_under(deed, words) or form in _WOUNDING or (form in _BE and deed.last - deed.first > 1):
        return True
    start = _phrase_start(deed, words)
    by = "by" in before[-2:] or words.normals[start - 1 : start] == ["by"]
    by = by and not (before[-2:-1] == ["by"] and before[-1] in _BY_THEN)
    if by and not form.endswith("ing"):  # "wounded by a mine"
        return True
    if words.normals[deed.last : deed.last + 1] == ["with"]:  # "in a clash with police" both act
        return False
    bare = start == deed.first and form.endswith(("ing", "ed"))  # "succeeded in killing"
    return not bare and words.normals[start - 1 : start] in (["in"], ["during"])


def _phrase_start(deed: Mark, words: Words) -> int:
    """Where the articles and the like begin that stand before a deed."""
    at = deed.first
    while at > 0 and (words.normals[at - 1] in _MODIFIERS or words.normals[at - 1].isdigit()):
        at -= 1
    return at
