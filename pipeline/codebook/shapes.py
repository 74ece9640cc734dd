"""Reading values of an expected shape from YAML: what has another shape is a fault with its line, not an error."""

from collections.abc import Mapping

from pipeline.codebook.yamlio import List, Map
from pipeline.errors import Fault


def mapping(tree: Map, key: str, path: str, faults: list[Fault]) -> Map:
    """The mapping under a key; an empty one where it is missing or something else."""
    value = tree.get(key)
    if isinstance(value, Map):
        return value
    if value is not None:
        faults.append(Fault(path, tree.lines[key], f"`{key}` must map names to values"))
    return Map(tree.line)


def texts(tree: Map, path: str, faults: list[Fault]) -> dict[str, str]:
    """A mapping's entries that are plain text; the others are faults."""
    for key, value in tree.items():
        if not isinstance(value, str):
            faults.append(Fault(path, tree.lines[key], f"`{key}` must be a single text"))
    return {key: value for key, value in tree.items() if isinstance(value, str)}


_SWITCH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def switch(tree: Map, key: str, path: str, faults: list[Fault]) -> bool | None:
    """Whether a key says yes or no; None where it is missing or says neither, which is a fault."""
    value = tree.get(key)
    told = _SWITCH.get(value.lower()) if isinstance(value, str) else None
    if told is None and key in tree:
        faults.append(Fault(path, tree.lines[key], f"`{key}` must be yes or no", "true and false say the same"))
    return told


def unknown_countries(path: str, codes: Mapping[str, int]) -> Fault:
    """What is wrong with a file that names countries which no actor file has, given with their lines."""
    code, line = min(codes.items(), key=lambda one: one[1])
    if len(codes) == 1:
        return Fault(path, line, f"'{code}' is no country of the actor files", "write its ISO code, such as KEN")
    what = f"names {len(codes):,} countries of no actor file, the first of them '{code}'"
    return Fault(path, line, what, "enter them among the actors, or leave this file out or write one of your own")


def all_text(value: object) -> bool:
    """Whether this is a list of texts."""
    return isinstance(value, List) and all(isinstance(item, str) for item in value)
