"""What a folder does to those that it extends: files that it replaces, and what it leaves out."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from pipeline.codebook.load import HEAD, PLACES, TOPICS, Sources, files_of, left_out
from pipeline.codebook.yamlio import Map, load_yaml
from pipeline.errors import Fault

_ADDED_TO = {"actions": "actions", "actors": "actors", PLACES: "places", TOPICS: "topics"}  # by folders of more files
_FEW = 0.5  # share of the entries of the file below, under which its replacement seems to be meant as an addition


def replacements(sources: Sources) -> Iterator[Fault]:
    """Files that replace larger ones, to which others may be added; not those that the folder says it leaves out."""
    below, patterns = files_of(sources.layers[:-1]), left_out(sources.layers[-1])
    for name, path in sources.files.items():
        more = _ADDED_TO.get(name.partition("/")[0])
        replaced = more and name in below and sources.is_own(path)
        if replaced and not any(fnmatch(name, pattern) for pattern in patterns):
            entries, others = _entries(load_yaml(path)), _entries(load_yaml(below[name]))
            if entries < _FEW * others:
                what = f"has {entries:,} entries, and replaces {below[name]} whole, which has {others:,}"
                remedy = f"to add to that file, call this one {more}/ and another name; if you mean it: "
                yield Fault(str(path), 1, what, f"{remedy}`without: [{name}]` in {HEAD}")


def _entries(tree: object) -> int:
    """How many single texts a tree of YAML holds."""
    if isinstance(tree, Map):
        return sum(map(_entries, tree.values()))
    return sum(map(_entries, tree)) if isinstance(tree, list) else 1


def in_vain(sources: Sources) -> Iterator[Fault]:
    """What a folder leaves out, and is not there."""
    path = sources.layers[-1] / HEAD
    below = files_of(sources.layers[:-1])
    known = {*below, *(rule for name, file in below.items() if name.startswith("actions/") for rule in _rules(file))}
    for pattern in left_out(sources.layers[-1]):
        if not any(fnmatch(name, pattern) for name in known):
            line = load_yaml(path).lines["without"]
            yield Fault(str(path), line, f"`without`: no file or rule below is called '{pattern}'", "remove it")


def _rules(path: Path) -> Iterator[str]:
    rules = load_yaml(path).get("rules")
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, Map) and isinstance(rule.get("id"), str):
            yield rule["id"]
