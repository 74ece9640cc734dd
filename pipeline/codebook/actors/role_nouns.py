"""Which of a phrase's role nouns and groups become its CAMEO roles."""

from typing import NamedTuple

from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.actors.phrase import Name, Phrase
from pipeline.codebook.actors.roles import (
    ARMED_OPPOSITION,
    INTERNATIONAL,
    OFFICES,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    in_order,
)

_PAST = frozenset({"former", "ex", "late", "ousted", "deposed", "toppled", "onetime", "retired"})
_OF = frozenset({"of", "for", "from", "at"})
_CATCH_ALL = frozenset({"CVL", "ELI"})
_OF_BODIES = frozenset({"BUS", "LAB", "LEG", "MED"})  # bodies that have officials and presidents of their own
CROWD, DIPLOMAT, PRESIDENT = "role.crowd", "role.diplomat", "role.president"
_LAST_RESORT = frozenset({"UAF"}) | TERTIARY


class Roles(NamedTuple):
    """Roles in CAMEO order, the id of the role noun that decided, and the group that was named."""

    roles: tuple[str, ...] = ()
    noun: str | None = None
    group: Actor | None = None


class _Noun(NamedTuple):
    """One role noun of the phrase; `rank` orders them: the head's, then modifiers from the head outwards."""

    part: str
    rank: int
    roles: tuple[str, ...]
    id: str
    link: str
    of_any_body: bool = False

    @property
    def specific(self) -> bool:
        """Tells more than that somebody is of the state, or armed."""
        return bool(PRIMARY.intersection(self.roles)) and self.roles not in (("GOV",), ("UAF",))


def phrase_roles(phrase: Phrase, book: ActorBook, entities: frozenset[Name] = frozenset()) -> Roles:
    """The roles of a phrase, after CAMEO: a primary role before secondary ones, last resorts only alone.

    `entities` are names already understood as actors, so that they are no role nouns ("Congress" the party).
    """
    nouns = _nouns(phrase, entities)
    groups = _groups(phrase, book, bool(nouns))
    chosen = _choose(nouns)
    roles = _without_last_resorts([role for noun in chosen for role in noun.roles])
    ethnic = [role for _, codes in groups for role in codes]
    return Roles(in_order([*roles, *ethnic]), chosen[0].id if chosen else None, groups[0][0] if groups else None)


def _nouns(phrase: Phrase, entities: frozenset[Name]) -> list[_Noun]:
    found = []
    for name in phrase.names:
        if name.role is not None and name.hold != "none" and name not in entities and not _of_unknown(phrase, name):
            rank, of_any_body = abs(phrase.head - name.first), name.role.of_any_body
            found.append(_Noun(name.part, rank, former(phrase, name), name.role.id, name.link, of_any_body))
    return sorted(found, key=lambda noun: (noun.part != "head", noun.rank))


def _of_unknown(phrase: Phrase, name: Name) -> bool:
    """Whether somebody presides over a body that nobody knows: "Norcan president Lee", hardly a state."""
    presides = name.role is not None and name.role.id == PRESIDENT and phrase.words[name.first].form.islower()
    return presides and any(one.last == name.first and one.part == "mod" for one in phrase.strangers)


def former(phrase: Phrase, name: Name) -> tuple[str, ...]:
    """The roles of a name's role noun: "former" holders of an office are of the elite."""
    roles = name.role.roles if name.role is not None else ()
    return _past(roles) if _is_past(phrase, name) else roles


def _is_past(phrase: Phrase, name: Name) -> bool:
    """Whether "former" or its like stands before the name; "the former president's army" is no former army."""
    start = max((at + 1 for at in phrase.owners if at < name.first), default=0)
    return any(
        word.form.lower() in _PAST and (word.part == name.part or at == name.first - 1 or name.part == "head")
        for at, word in enumerate(phrase.words[start : name.first], start)
    )


def _past(roles: tuple[str, ...]) -> tuple[str, ...]:
    return ("ELI",) if OFFICES.intersection(roles) else roles


def _choose(nouns: list[_Noun]) -> list[_Noun]:
    """The nouns that count, the deciding one first."""
    heads = [noun for noun in nouns if noun.part == "head"]
    mods = [noun for noun in nouns if noun.part == "mod"]
    if heads:
        return _with_head(heads[0], mods, _complements(nouns))
    if mods:
        decisive = next((noun for noun in mods if noun.specific), mods[0])
        return _with_complement(decisive, _complements(nouns))
    apposed = [noun for noun in nouns if noun.part == "appos"]
    rest = [noun for noun in apposed if not noun.link] or _complements(nouns)
    if rest and rest[0].of_any_body:  # "Li, president of the railway company"
        rest = [noun for noun in apposed if noun.link in _OF and _OF_BODIES.intersection(noun.roles)] or rest
    return rest[:1] or apposed[:1]


def _with_head(head: _Noun, mods: list[_Noun], complements: list[_Noun]) -> list[_Noun]:
    """ "army official" is of the army, "rebel commander" of the rebels, "opposition doctor" both, "jihadist gunman"
    the narrower of the two; supporters are of what they support."""
    primary = next((noun for noun in mods if PRIMARY.intersection(noun.roles)), None)
    armed = next((noun for noun in mods if ARMED_OPPOSITION.intersection(noun.roles)), None)
    specific = next((noun for noun in mods if noun.specific), None)
    narrower = next((noun for noun in mods if set(head.roles) < set(noun.roles)), None)
    if narrower and head.roles != ("GOV",):
        return [narrower]
    if head.roles == ("GOV",):
        body = next((noun for noun in mods if head.of_any_body and _OF_BODIES.intersection(noun.roles)), None)
        return [specific or body or _with_complement(head, complements)[0]]
    if head.id == CROWD and not mods:
        return [next((noun for noun in complements if noun.specific or "PTY" in noun.roles), head)]
    if armed and "CVL" not in head.roles:
        return [armed]
    if primary and not PRIMARY.intersection(head.roles) and ("CVL" not in head.roles or "OPP" in primary.roles):
        return [primary, head]
    return [head]


def _with_complement(noun: _Noun, complements: list[_Noun]) -> list[_Noun]:
    """ "an official of the health ministry": what follows tells more than a bare office."""
    told = next((other for other in complements if other.roles != ("CVL",)), None)
    return [told] if told and noun.roles == ("GOV",) else [noun]


def _complements(nouns: list[_Noun]) -> list[_Noun]:
    return [noun for noun in nouns if noun.part == "prep" and noun.link in _OF]


def _without_last_resorts(roles: list[str]) -> list[str]:
    """Catch-all and last-resort roles go where another one fits."""
    others = PRIMARY - _LAST_RESORT | {"PTY"}
    if others.intersection(roles):
        return [role for role in roles if role not in _LAST_RESORT | _CATCH_ALL]
    if (SECONDARY - _CATCH_ALL).intersection(roles):
        return [role for role in roles if role not in _CATCH_ALL]
    return roles


def _groups(phrase: Phrase, book: ActorBook, described: bool) -> list[tuple[Actor, tuple[str, ...]]]:
    """Ethnic and religious groups with their roles: at the head or before it, else "of the Kurdish minority"."""
    found = [(name, name.people) for name in phrase.names if name.people and name.hold == "full" and not name.role]
    near = [(name, actor) for name, actor in found if name.part in ("head", "mod")]
    far = [(name, actor) for name, actor in found if name.link in _OF or name.part == "appos"]
    return [(actor, book.split(actor.code or "")[1]) for _, actor in near or (far if described else far[:1])]


def added_roles(base: tuple[str, ...], roles: tuple[str, ...]) -> tuple[str, ...]:
    """Roles that a noun adds to an organisation: "EU lawmakers", "NATO troops"; an organisation with a primary role
    keeps to that ("Hamas official"), and officials of an international one are no government."""
    if (PRIMARY | {"PTY"}).intersection(base):
        wanted = SECONDARY - _CATCH_ALL
    elif "GOV" in roles:
        return ()
    else:
        wanted = frozenset(roles) - INTERNATIONAL - _CATCH_ALL - _LAST_RESORT
    return tuple(role for role in roles if role in wanted and role not in base)
