"""topics.yml → Topics."""

from pipeline.codebook.actors.book import plural
from pipeline.codebook.actors.roles import ROLES
from pipeline.codebook.phrases import PhraseTrie
from pipeline.codebook.shapes import all_text, mapping, switch, texts
from pipeline.codebook.topics.topics import EARNEST, INCIDENT, RAISED, STRONG, TIERS, UNNAMED, WEAK, Topic, Topics
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

POINTS = frozenset({"article", INCIDENT, UNNAMED, RAISED, *TIERS})
_LISTS, _SWITCHES = ("strong", "weak", "private", "actors", "codes"), ("things", "abroad", "scores", "past")
_REQUIRED = frozenset({"id", "points"})
KEYS = _REQUIRED.union(_LISTS, _SWITCHES)
_CODES = ("earnest", "public_only", "public_matters", "known_matters", "article_matters")
SECTIONS = frozenset({"about", "public", "earnest_words", "sides", "topics", *_CODES})


def read_topics(tree: Map, path: str, faults: list[Fault]) -> Topics:
    """The tree of topics.yml, compiled; every fault is collected."""
    faults += [Fault(path, tree.lines[key], f"unknown key '{key}'") for key in tree if key not in SECTIONS]
    public = _listed(tree, "public", path, faults)
    faults += [Fault(path, tree.lines["public"], f"'{role}' is no CAMEO role") for role in public if role not in ROLES]
    sides = texts(mapping(tree, "sides", path, faults), path, faults)
    codes = {key: tuple(_listed(tree, key, path, faults)) for key in _CODES}
    topics = Topics(PhraseTrie(), {}, frozenset(public), **codes, sides=sides)
    for phrase in _listed(tree, "earnest_words", path, faults):
        topics.phrases.add(phrase, (EARNEST, phrase, 0))
    for entry in tree.get("topics") or ():
        if not _is_topic(entry):
            line = getattr(entry, "line", tree.line)
            faults.append(Fault(path, line, "a topic needs an id, points (numbers) and lists of strong and weak words"))
            continue
        _enter(entry, topics, path, faults)
    return topics


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
    """A topic and its words, with their regular plurals."""
    points = {name: int(least) for name, least in entry["points"].items()}
    switches = {key: switch(entry, key, path, faults) or False for key in _SWITCHES}
    private, actors = (frozenset(entry.get(key, ())) for key in ("private", "actors"))
    codes = tuple(entry.get("codes", ()))
    topics.topics[entry["id"]] = Topic(entry["id"], points, private, actors=actors, codes=codes, **switches)
    seen: set[str] = set()
    for weight, phrases in ((STRONG, entry.get("strong", ())), (WEAK, entry.get("weak", ()))):
        for phrase in phrases:
            if phrase.lower() in seen:
                faults.append(Fault(path, entry.line, f"topic '{entry['id']}' lists '{phrase}' twice"))
            seen.add(phrase.lower())
            for form in {phrase, plural(phrase)}:
                topics.phrases.add(form, (entry["id"], phrase, weight))
