"""The shipped actor lists together: as large as the manual says, no name of two at the same time, dates in order."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook.actors.book import Actor, Sense
from pipeline.codebook.load import Codebook, default_codebooks, load_codebook
from pipeline.codebook.phrases import normal, tokenize
from pipeline.codebook.yamlio import load_yaml

ACTORS = default_codebooks() / "actors"
MANUAL = Path(__file__).parents[2] / "docs" / "codebook.md"
FOREVER = (date.min, date.max)
# Names that entries share in the news; the country of the phrase or of the article decides.
INTENDED = {"rsf"}  # Reporters sans frontières, Rapid Support Forces


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook(default_codebooks())


def entries(*names: str) -> list[Any]:
    return [entry for name in names for entry in load_yaml(ACTORS / f"{name}.yml").get("actors", [])]


def counted() -> dict[str, int]:
    """What the table in the manual counts."""
    countries, people, world = entries("countries"), entries("people"), entries("international")
    kinds = [entry["kind"] for entry in world]
    nouns = {noun for role in load_yaml(ACTORS / "roles.yml")["roles"] for noun in role["nouns"]}
    return {
        "states and territories": sum("iso" in entry for entry in countries),
        "their names, adjectives, capitals and seats": sum(len(phrases(entry)) for entry in countries),
        "seats of government": sum(len(entry.get("seats", ())) for entry in countries),
        "people": len(people),
        "their terms of office": sum(len(entry["roles"]) for entry in people),
        "ministries, armies, services, courts": len(entries("institutions")),
        "international organisations and their organs": kinds.count("igo"),
        "armed groups, parties, breakaway regions, coalitions": len(entries("armed_groups", "parties"))
        + kinds.count("coalition"),
        "peoples and religions": len(entries("peoples")),
        "media, NGOs, companies": kinds.count("media") + kinds.count("ngo") + kinds.count("company"),
        "role nouns": len(nouns),
    }


def phrases(entry: Any) -> list[str]:
    listed = [name for key in ("also", "adjectives", "people", "capitals", "seats") for name in entry.get(key, ())]
    return [entry["name"], *listed]


def documented() -> dict[str, int]:
    section = MANUAL.read_text(encoding="utf-8").partition("### What the lists hold")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| more than ([\d,]+) \|", section, re.MULTILINE)
    return {what: int(number.replace(",", "")) for what, number in rows}


def test_the_lists_are_as_large_as_the_manual_says() -> None:
    held, said = counted(), documented()
    assert said.keys() == held.keys()
    assert {what: held[what] for what in held if not said[what] <= held[what] <= said[what] * 1.25} == {}


def life(actor: Actor) -> tuple[date, date]:
    if actor.kind == "person":
        return FOREVER
    return actor.start or date.min, actor.end or date.max


def together(one: Actor, other: Actor) -> bool:
    (start, end), (begun, over) = life(one), life(other)
    return start < over and begun < end


def named() -> Iterator[tuple[str, str]]:
    for entry in entries(*(path.stem for path in ACTORS.glob("*.yml") if path.stem != "roles")):
        for name in phrases(entry):
            yield " ".join(normal(token.form) for token in tokenize(name)), entry["id"]


def test_no_name_is_of_two_actors_at_the_same_time(book: Codebook) -> None:
    owners = defaultdict(set)
    for name, owner in named():
        owners[name].add(owner)
    actors = book.actors.actors
    shared = {
        name
        for name, ids in owners.items()
        for one, other in combinations(sorted(ids), 2)
        if together(actors[one], actors[other])
    }
    assert shared == INTENDED


def test_terms_are_in_order_and_within_the_life_of_the_actor(book: Codebook) -> None:
    assert book.actors.actors
    for actor in book.actors.actors.values():
        start, end = life(actor)
        days = [day for role in actor.roles for day in (role.start or date.min, role.end or date.max)]
        assert days == sorted(days), actor.id
        assert all(role.end is None or role.end > start for role in actor.roles), actor.id
        assert all(role.start is None or role.start < end for role in actor.roles), actor.id


def test_every_country_of_a_code_has_an_iso_number_or_was_one(book: Codebook) -> None:
    without = {code for code, country in book.actors.countries.items() if country.iso is None}
    assert without == {"ANT"}  # the Netherlands Antilles, dissolved


def test_senses_lead_to_entries(book: Codebook) -> None:
    (match,) = book.actors.find(["Rafael", "Grossi"])
    assert [(sense.kind, sense.of.id) for sense in match.entries if isinstance(sense, Sense)] == [
        ("name", "per.rafael_grossi")
    ]
