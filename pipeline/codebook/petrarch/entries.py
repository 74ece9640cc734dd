"""Actors, agents and discards of dictionaries as entries of a codebook."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.codebook.actors.roles import INTERNATIONAL
from pipeline.codebook.petrarch.actors import Named
from pipeline.codebook.petrarch.agents import Agent
from pipeline.codebook.petrarch.codes import NOTHING, DatedCode
from pipeline.codebook.petrarch.discards import Discards
from pipeline.codebook.petrarch.lines import Note, note

Entry = dict[str, Any]

_KINDS = {"IGO": "igo", "IMG": "armed", "NGO": "ngo", "NGM": "ngo", "MNC": "company"}
_PREFIXES = {"country": "cty", "igo": "igo", "ngo": "org", "company": "org", "armed": "grp"}
_SMALL = frozenset("of the in on to by at an as or and for de la le el al da du di un et il".split())
_ONE_STRONG_WORD = "2"  # points that a single discard makes


class Ids:
    """Ids that are unique: of a text's letters, with a number where the same text came before."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def new(self, prefix: str, text: str) -> str:
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        slug = f"{prefix}.{re.sub(r'[^a-z0-9]+', '_', plain).strip('_') or 'entry'}"
        number = self._seen[slug] = self._seen.get(slug, 0) + 1
        return self.new(prefix, f"{text} {number}") if number > 1 else slug


def actor_entries(found: Iterable[Named], ids: Ids, notes: list[Note]) -> Iterator[Entry]:
    """Actors as entries. A name that an earlier actor has stays that one's, and is noted."""
    owners: dict[str, Named] = {}
    for actor in found:
        names = [name for name in dict.fromkeys(actor.names) if owners.setdefault(name, actor) is actor]
        if len(names) < len(set(actor.names)):
            taken = next(name for name in actor.names if name not in names)
            notes.append(note(actor.line, f"'{taken}' is an actor's already: the first counts"))
        if names:
            yield _actor(actor, names, ids)


def _actor(actor: Named, names: Sequence[str], ids: Ids) -> Entry:
    plain = next((code for code in actor.codes if code.start is code.end is None), None)
    dated = [code for code in actor.codes if code is not plain and (code.start or code.end)]
    shown = [form for name in names for form in spellings(name)]
    kind = _kind((plain or dated[0]).code)
    entry: Entry = {"id": ids.new(_PREFIXES.get(kind, "act"), names[0]), "kind": kind, "name": shown[0]}
    if shown[1:]:
        entry["also"] = list(dict.fromkeys(shown[1:]))
    if dated:
        entry["roles"] = [_dated(code) for code in dated]
    if plain:
        entry["code"] = _nobody(plain.code)
    return entry


def _dated(code: DatedCode) -> Entry:
    days = {"from": code.start, "to": code.end}
    return {"code": _nobody(code.code), **{key: day.isoformat() for key, day in days.items() if day}}


def _nobody(code: str) -> str:
    return "---" if code in NOTHING else code


def _kind(code: str) -> str:
    """What a code tells: three letters that are no international type are a country's."""
    if len(code) == 3 and code.isalpha() and code not in INTERNATIONAL:
        return "country"
    return _KINDS.get(code[:3], "institution")


def spellings(name: str) -> list[str]:
    """A name in capitals as it may stand in texts. Words of two letters may be abbreviations: "UN chief", "Li Peng"."""
    words = name.split()
    cased = [_cased(word, alone=len(words) == 1) for word in words]
    short = [at for at, word in enumerate(words) if _letters(word) == 2 and word.lower() not in _SMALL]
    if len(words) == 1 or not short:
        return [" ".join(cased)]
    upper = [word.upper() if at in short else shown for at, (word, shown) in enumerate(zip(words, cased, strict=True))]
    return [" ".join(cased), " ".join(upper)]


def _letters(word: str) -> int:
    return sum(c.isalpha() for c in word)


def _cased(word: str, alone: bool) -> str:
    if word.lower() in _SMALL and not alone:
        return word.lower()
    if "." in word or (alone and _letters(word) <= 3):
        return word.upper()
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def role_entries(agents: Iterable[Agent], ids: Ids, notes: list[Note]) -> Iterator[Entry]:
    """Agents as role nouns, those of one role together. A noun of several roles keeps the first, and is noted."""
    owners: dict[str, tuple[str, bool]] = {}
    nouns: dict[tuple[str, bool], list[str]] = {}
    for agent in agents:
        role = agent.role, agent.ahead
        for noun in agent.nouns:
            if owners.setdefault(noun.casefold(), role) == role:
                nouns.setdefault(role, []).append(noun)
            else:
                notes.append(note(agent.line, f"'{noun}' has a role already: the first counts"))
    for (name, ahead), listed in nouns.items():
        forms = [form.lower() if _letters(form) > 3 else form for form in dict.fromkeys(listed)]
        yield {"id": ids.new("role", name), "code" if ahead else "role": name, "nouns": list(dict.fromkeys(forms))}


def topic_entries(discards: Discards) -> list[Entry]:
    """Discards as topics: of a record, the whole article is left out; of a sentence, whatever is done in it."""
    tiers = ("nobody", "states", "public", "incident")
    topics = [
        ("discarded record", {"article": _ONE_STRONG_WORD}, discards.records),
        ("discarded sentence", dict.fromkeys(tiers, _ONE_STRONG_WORD), discards.sentences),
    ]
    return [{"id": name, "points": points, "strong": list(words)} for name, points, words in topics if words]
