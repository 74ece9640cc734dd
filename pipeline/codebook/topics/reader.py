"""topics.yml, and what topics/ adds to it → Topics."""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.codebook.actors.book import plural
from pipeline.codebook.actors.roles import ROLES
from pipeline.codebook.phrases import PhraseTrie
from pipeline.codebook.shapes import all_text, mapping, switch, texts
from pipeline.codebook.topics.topics import EARNEST, INCIDENT, RAISED, STRONG, TIERS, UNNAMED, WEAK, Topic, Topics
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

NOTHING: Mapping[str, Map] = MappingProxyType({})
POINTS = frozenset({"article", INCIDENT, UNNAMED, RAISED, *TIERS})
_LISTS, _SWITCHES = ("strong", "weak", "private", "actors", "codes"), ("things", "abroad", "scores", "past")
_REQUIRED = frozenset({"id", "points"})
KEYS = _REQUIRED.union(_LISTS, _SWITCHES)
_CODES = ("earnest", "public_only", "public_matters", "known_matters", "article_matters")
SECTIONS = frozenset({"about", "public", "earnest_words", "sides", "topics", *_CODES})
MORE = frozenset({"about", "earnest_words", "topics"})  # sections of a file that adds to it
_MORE_KEYS = frozenset({"id", "strong", "weak"})  # of a topic that has its points in another file


def read_topics(tree: Map, path: str, faults: list[Fault], more: Mapping[str, Map] = NOTHING) -> Topics:
    """The tree of topics.yml, compiled, with those that add to it, by their paths; every fault is collected."""
    faults += [Fault(path, tree.lines[key], f"unknown key '{key}'") for key in tree if key not in SECTIONS]
    public = _listed(tree, "public", path, faults)
    faults += [Fault(path, tree.lines["public"], f"'{role}' is no CAMEO role") for role in public if role not in ROLES]
    sides = texts(mapping(tree, "sides", path, faults), path, faults)
    codes = {key: tuple(_listed(tree, key, path, faults)) for key in _CODES}
    topics = Topics(PhraseTrie(), {}, frozenset(public), **codes, sides=sides)
    _add(tree, path, topics, faults)
    for other, added in more.items():
        faults += [
            Fault(other, added.lines[key], f"unknown key '{key}'", f"one of {', '.join(sorted(MORE))}")
            for key in added.keys() - MORE
        ]
        _add(added, other, topics, faults)
    return topics


def _add(tree: Map, path: str, topics: Topics, faults: list[Fault]) -> None:
    """The topics of one file, and its words in earnest. A topic that an earlier file has gets words alone."""
    for phrase in _listed(tree, "earnest_words", path, faults):
        topics.phrases.add(phrase, (EARNEST, phrase, 0))
    earlier = [*topics.topics]
    for entry in tree.get("topics") or ():
        known = isinstance(entry, Map) and entry.get("id") in earlier
        if known and entry.keys() <= _MORE_KEYS and all(all_text(entry[key]) for key in entry.keys() - {"id"}):
            _enter_words(entry, topics, path, faults)
        elif known:
            what = f"topic '{entry['id']}' stands in another file: here it may have lists of strong and weak words"
            faults.append(Fault(path, entry.line, what, "give a topic of your own another id"))
        elif _is_topic(entry):
            _enter(entry, topics, path, faults)
        else:
            line = getattr(entry, "line", tree.line)
            faults.append(Fault(path, line, "a topic needs an id, points (numbers) and lists of strong and weak words"))


def _listed(tree: Map, key: str, path: str, faults: list[Fault]) -> list[str]:
    value = tree.get(key, [])
    if value == [] or all_text(value):
        return list(value)
    faults.append(Fault(path, tree.lines[key], f"`{key}` must be a list"))
    return []


def _is_topic(entry: object) -> bool:
    if (
        not isinstance(entry, Map)
        or not entry.keys() >= _REQUIRED
        or not entry.keys() <= _REQUIRED.union(_LISTS, _SWITCHES)
    ):
        return False
    points = entry["points"]
    numbers = isinstance(points, Map) and points.keys() <= POINTS and all(map(_is_number, points.values()))
    lists = all(all_text(entry[key]) for key in _LISTS if key in entry)
    return isinstance(entry["id"], str) and numbers and lists


def _is_number(value: object) -> bool:
    return isinstance(value, str) and value.isdecimal()


def _enter(entry: Map, topics: Topics, path: str, faults: list[Fault]) -> None:
    points = {name: int(least) for name, least in entry["points"].items()}
    switches = {key: switch(entry, key, path, faults) or False for key in _SWITCHES}
    private, actors = (frozenset(entry.get(key, ())) for key in ("private", "actors"))
    codes = tuple(entry.get("codes", ()))
    topics.topics[entry["id"]] = Topic(entry["id"], points, private, actors=actors, codes=codes, **switches)
    _enter_words(entry, topics, path, faults)


def _enter_words(entry: Map, topics: Topics, path: str, faults: list[Fault]) -> None:
    """The words of a topic, with their regular plurals."""
    seen: set[str] = set()
    for weight, phrases in ((STRONG, entry.get("strong", ())), (WEAK, entry.get("weak", ()))):
        for phrase in phrases:
            if phrase.lower() in seen:
                faults.append(Fault(path, entry.line, f"topic '{entry['id']}' lists '{phrase}' twice"))
            seen.add(phrase.lower())
            for form in {phrase, plural(phrase)}:
                topics.phrases.add(form, (entry["id"], phrase, weight))
