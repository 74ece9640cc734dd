"""places.yml → the actor book: where somebody may be from, and what only looks like it."""

from pipeline.codebook.actors.book import ActorBook
from pipeline.codebook.phrases import normal
from pipeline.codebook.shapes import all_text, unknown_countries
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

SECTIONS = frozenset({"about", "places", "nowhere", "namesakes", "bodies"})


def enter_places(tree: Map, path: str, book: ActorBook, faults: list[Fault]) -> None:
    """Enter the tree of places.yml into a book whose countries are known; every fault is collected."""
    faults += [Fault(path, tree.lines[key], f"unknown key '{key}'") for key in tree.keys() - SECTIONS]
    places = tree.get("places", Map(tree.line))
    if not isinstance(places, Map):
        faults.append(Fault(path, tree.lines["places"], "'places' must name countries, each with a list of places"))
        places = Map(tree.line)
    for country in filter(book.countries.__contains__, places):
        book.add_places(country, _texts(places, country, path, faults))
    strangers = {country: places.lines[country] for country in places if country not in book.countries}
    if strangers:
        faults.append(unknown_countries(path, strangers))
    book.add_nowhere(_texts(tree, "nowhere", path, faults))
    book.namesakes |= {normal(name) for name in _texts(tree, "namesakes", path, faults)}
    book.bodies |= {normal(name) for name in _texts(tree, "bodies", path, faults)}


def _texts(tree: Map, key: str, path: str, faults: list[Fault]) -> list[str]:
    value = tree.get(key, [])
    if value == [] or all_text(value):
        return list(value)
    faults.append(Fault(path, tree.lines[key], f"'{key}' must be a list of names"))
    return []
