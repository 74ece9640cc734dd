"""Codebook folders rewritten as data: every entry in another order, codes exchanged, rules taken out."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.codebook.yamlio import load_yaml

Change = Callable[[str, Any], Any]  # (name of the file, its content) → what shall stand there
_ORDERED = frozenset({"source", "target", "deed", "cues", "match", "todo_match", "no_match", "home"})  # read in order
_DATED = "roles"  # of an actor: of several that it holds on a day, the first counts


def rewrite(source: Path, target: Path, change: Change) -> Path:
    """A copy of a folder with each file's content changed."""
    for path in source.rglob("*.yml"):
        name = str(path.relative_to(source))
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        changed = change(name, plain(load_yaml(path)))
        copy.write_text(yaml.dump(changed, default_style='"', sort_keys=False, width=10_000), encoding="utf-8")
    return target


def plain(value: Any) -> Any:
    """Mappings, lists and text without their lines."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value


def shuffler(seed: int) -> Change:
    """Every mapping and list in another order, where the documentation does not say that order matters."""
    luck = random.Random(seed)  # noqa: S311 (no secret)

    def shuffled(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: shuffled(value[name], name) for name in luck.sample(sorted(value), len(value))}
        if isinstance(value, list):
            parts = [shuffled(part) for part in value]
            return parts if key in (*_ORDERED, _DATED) else luck.sample(parts, len(parts))
        return value

    def change(name: str, tree: Any) -> Any:
        if name.startswith(("acled", "checks")):
            return tree
        nouns = {_DATED: luck.sample(tree[_DATED], len(tree[_DATED]))} if _DATED in tree else {}
        return shuffled(tree | nouns)

    return change


def swapper(turned: Mapping[str, str]) -> Change:
    """Codes in place of others, in rules, examples and tables of composition."""

    def swap(text: str) -> str:
        mark = "not " if text.startswith("not ") else ""
        star = "*" if text.endswith("*") else ""
        bare = text.removeprefix("not ").removesuffix("*")
        return f"{mark}{turned.get(bare, bare)}{star}"

    def swapped(value: Any) -> Any:
        if isinstance(value, dict):
            return {swap(key): swapped(part) for key, part in value.items()}
        if isinstance(value, list):
            return [swapped(part) for part in value]
        return swap(value) if isinstance(value, str) else value

    return lambda name, tree: swapped(tree) if name == "compose.yml" or name.startswith("actions/") else tree
