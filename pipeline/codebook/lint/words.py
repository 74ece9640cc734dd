"""Word sets seen beside each other: unused ones, words listed again, and sets that are nearly the same."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.codebook.actions.conditions import names_slots
from pipeline.codebook.load import IGNORED, Codebook, Sources
from pipeline.codebook.words import references
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault
from pipeline.textwords import TextWords

ALIKE = 0.7  # share of the words of two sets that stand in both, from which they are thought to be meant as one
_FEW = 5  # sets with fewer words are alike by chance
_SHARED = "words.yml"


class _Set(NamedTuple):
    """A named set: what it lists, the sets it includes, all sets it is made of, and all words it holds through them."""

    name: str
    listed: Sequence[str]
    includes: frozenset[str]
    made_of: frozenset[str]
    words: frozenset[str]
    path: str
    line: int


def unused(sources: Sources) -> Iterator[Fault]:
    """Sets that no rule, no other set and not the program names. A set of an action file is seen in that file alone."""
    named = {file: {IGNORED, *TextWords._fields, *references(tree)} for file, tree in sources.trees.items()}
    everywhere = set().union(*named.values())
    for file, sets in _sets(sources).items():
        for one in sets.values():
            if one.name not in (everywhere if file == _SHARED else named[file]):
                yield Fault(one.path, one.line, f"word set '{one.name}' is used nowhere", "remove it")


def uncounted(codebook: Codebook, sources: Sources) -> Iterator[Fault]:
    """Codes whose dead are counted, where no word tells of any."""
    words = codebook.words
    if codebook.traits.casualties and not words.killing_verb | words.dying_verb:
        what = "has neither a killing_verb nor a dying_verb, so nobody is counted who was killed"
        yield Fault(sources.path(_SHARED), 1, what, 'see "Word sets" in docs/codebook.md')


def repeats(sources: Sources) -> Iterator[Fault]:
    """Words that a set lists twice, or that a set it includes holds already."""
    by_file = _sets(sources)
    for sets in by_file.values():
        visible = {**by_file.get(_SHARED, {}), **sets}
        for one in sets.values():
            twice = sorted({word for word in one.listed if one.listed.count(word) > 1})
            if twice:
                yield Fault(one.path, one.line, f"word set '{one.name}' lists {_shown(twice)} twice", "once is enough")
            for name in sorted(one.includes):
                held = sorted(visible[name].words.intersection(one.listed))
                if held:
                    what = f"word set '{one.name}' lists {_shown(held)} and includes ${name}, which holds the same"
                    yield Fault(one.path, one.line, what, "the reference is enough")


def slots_in_sets(sources: Sources) -> Iterator[Fault]:
    """Sets that list slots, which stand in no text."""
    for sets in _sets(sources).values():
        for one in sets.values():
            slots = [entry for entry in one.listed if names_slots(entry)]
            if slots:
                what = f"word set '{one.name}' lists the slot {', '.join(slots)} as a word"
                yield Fault(one.path, one.line, what, "remove it")


def overlaps(sources: Sources) -> Iterator[Fault]:
    """Pairs of sets that share nearly all of their words, and that are not made of each other."""
    found = [one for sets in _sets(sources).values() for one in sets.values() if len(one.words) >= _FEW]
    for one, other in combinations(found, 2):
        both = len(one.words & other.words)
        related = one.name in other.made_of or other.name in one.made_of or one.includes & other.includes
        if both >= ALIKE * len(one.words | other.words) and not related:
            what = f"word set '{other.name}' shares {both} words with '{one.name}' ({one.path}:{one.line}), nearly all"
            yield Fault(other.path, other.line, what, "make them one, or include the one in the other")


def _sets(sources: Sources) -> dict[str, dict[str, _Set]]:
    """File → name → set; the shared sets first."""
    shared = sources.trees[_SHARED]
    trees = {_SHARED: shared, **{name: tree["sets"] for name, tree in _actions(sources)}}
    return {file: _own(tree, {**shared, **tree}, sources.path(file)) for file, tree in trees.items()}


def _actions(sources: Sources) -> list[tuple[str, Map]]:
    """The action files with sets of their own."""
    return [(name, tree) for name, tree in sources.trees.items() if name.startswith("actions/") and "sets" in tree]


def _own(tree: Map, visible: Mapping[str, Sequence[str]], path: str) -> dict[str, _Set]:
    return {name: _set(name, visible, path, tree.lines[name]) for name in tree if name != "about"}


def _set(name: str, visible: Mapping[str, Sequence[str]], path: str, line: int) -> _Set:
    includes = frozenset(entry[1:] for entry in visible[name] if entry.startswith("$"))
    made_of = frozenset(_parts(name, visible))
    return _Set(name, visible[name], includes, made_of, frozenset(_words(name, visible)), path, line)


def _parts(name: str, visible: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for entry in visible[name]:
        if entry.startswith("$"):
            yield entry[1:]
            yield from _parts(entry[1:], visible)


def _words(name: str, visible: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for entry in visible[name]:
        if entry.startswith("$"):
            yield from _words(entry[1:], visible)
        else:
            yield entry


def _shown(words: Sequence[str]) -> str:
    more = f" and {len(words) - 3} more" if len(words) > 3 else ""
    return ", ".join(words[:3]) + more
