"""A codebook folder → Codebook. Every fault in every file is collected before anything is raised."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatch, fnmatchcase
from pathlib import Path
from typing import NamedTuple

from pipeline.codebook.actions.composition import Composition, read_composition
from pipeline.codebook.actions.reader import ActionFile, ActionReader
from pipeline.codebook.actions.rule_index import RuleIndex
from pipeline.codebook.actions.rules import Rule
from pipeline.codebook.actors.places import enter_places
from pipeline.codebook.actors.reader import ActorBook, read_actors
from pipeline.codebook.compiled import compiled_path, keep, no_collection, recall
from pipeline.codebook.duplicates import FILE as DUPLICATES
from pipeline.codebook.duplicates import Limits, read_copy_limits
from pipeline.codebook.incidents.classify import IncidentTable, read_incidents
from pipeline.codebook.ontology import Code, Traits, read_codes, read_modes, read_traits
from pipeline.codebook.topics.reader import read_topics
from pipeline.codebook.topics.topics import Topics
from pipeline.codebook.vocabulary import Vocabulary
from pipeline.codebook.words import read_text_words, read_word_sets, references
from pipeline.codebook.yamlio import Map, load_yaml
from pipeline.errors import CodebookError, Fault
from pipeline.textwords import TextWords


class Codebook(NamedTuple):
    """Everything a person decided about coding; `digest` changes with any byte of its files."""

    name: str
    version: str
    digest: str
    codes: Mapping[str, Code]
    composition: Composition
    rules: RuleIndex
    files: tuple[ActionFile, ...]
    actors: ActorBook
    incidents: IncidentTable
    topics: Topics
    checks: Map
    duplicates: Limits = Limits()
    words: TextWords = TextWords()

    @property
    def traits(self) -> Traits:
        """What must be known about some of the codes."""
        return self.composition.traits

    @property
    def vocabulary(self) -> Vocabulary:
        """The codes that coded data may hold."""
        return Vocabulary(
            cameo=frozenset(self.codes),
            roots=frozenset(code.root for code in self.codes.values()),
            countries=frozenset(self.actors.countries),
            plover_types=frozenset(code.plover_type for code in self.codes.values() if code.plover_type),
            sub_event_types=frozenset(self.incidents.types),
            rule_ids=frozenset(rule.id for rule in self.rules.rules),
            quads={code.code: code.quad for code in self.codes.values()},
        )


HEAD, WORDS, PLACES, TOPICS = "codebook.yml", "words.yml", "places.yml", "topics.yml"
_FILES = frozenset(
    {
        HEAD,
        WORDS,
        "compose.yml",
        PLACES,
        "acled.yml",
        "acled_governments.yml",
        TOPICS,
        DUPLICATES,
        "checks.yml",
        "cameo.yml",
        "plover.yml",
    }
)
_FOLDERS = ("actions/", "actors/", "places/", "topics/")  # the files in them may have any name
_OPTIONAL = frozenset({PLACES, DUPLICATES})
IGNORED = "ignored"  # the word set in words.yml of what says nothing by itself


class Sources(NamedTuple):
    """The files of a codebook folder and of those it extends, by relative name, and what YAML is in them.

    `layers`: the folders, from the innermost base to this one.
    """

    files: Mapping[str, Path]
    trees: Mapping[str, Map]
    layers: Sequence[Path]

    def path(self, name: str) -> str:
        """How messages call a file."""
        return str(self.files.get(name, name))

    def layer(self, path: str | Path) -> int:
        """Which of the layers a file stands in."""
        return layer_of(path, self.layers)

    def is_own(self, path: str | Path) -> bool:
        """Whether a file stands in the folder itself, in none that it extends."""
        return self.layer(path) == len(self.layers) - 1

    def actor_files(self) -> list[Path]:
        """The files of actors, those of the innermost base first."""
        return [path for name, path in self.files.items() if name.startswith("actors/")]

    def ignored(self) -> frozenset[str]:
        """The words that the author wants no rule for."""
        return frozenset(read_word_sets(self.trees[WORDS], WORDS, []).get(IGNORED, ()))


def load_codebook(folder: Path) -> Codebook:
    """Read a codebook folder, with the folder it extends underneath.

    Compiled once for each state of its files, then kept in the user's cache folder.
    Raises CodebookError with all faults, each with its file and line.
    """
    with no_collection():
        digest, files = codebook_digest(folder), files_of(_layers(folder))
        kept = compiled_path(digest, *map(str, files.values()))
        found = recall(kept)
        return found if isinstance(found, Codebook) else _compile_and_keep(folder, kept, digest)


def _compile_and_keep(folder: Path, kept: Path, digest: str) -> Codebook:
    book = load_with_sources(folder)[0]
    if book.digest == digest:  # nobody edited a file meanwhile
        keep(kept, book)
    return book


def load_with_sources(folder: Path) -> tuple[Codebook, Sources]:
    """Like load_codebook, with the files it was compiled from."""
    layers = _layers(folder)
    found = files_of(layers)
    files = {name: path for name, path in found.items() if _is_read(name)}
    digest = _digest(layers)
    faults = [_stray(name, path) for name, path in found.items() if name not in files]
    with no_collection():
        sources = Sources(files, _trees(files, faults), layers)
        _require(folder, files, faults)
        _keep_sets(layers, sources)
        book = _compile(sources, digest, faults)
    if faults:
        raise CodebookError(faults)
    return book, sources


def _layers(folder: Path, above: tuple[Path, ...] = ()) -> list[Path]:
    """The folders from the innermost base to this one."""
    if not folder.is_dir():
        raise CodebookError(
            [Fault(str(folder), 0, "is not a codebook folder", "give the folder that holds codebook.yml")]
        )
    if folder.resolve() in above:
        raise CodebookError([Fault(str(folder), 0, "extends itself", "remove the circle of `extends`")])
    head = load_yaml(folder / HEAD)
    base = head.get("extends")
    if not base:
        return [folder]
    if not isinstance(base, str):
        where = str(folder / HEAD)
        raise CodebookError([Fault(where, head.lines["extends"], "`extends` must name one folder, or `default`")])
    below = default_codebooks() if base == "default" else (folder / base)
    return [*_layers(below, (*above, folder.resolve())), folder]


def left_out(layer: Path) -> Sequence[str]:
    """The files and ids of rules, as patterns, that a folder does not take over from those it extends."""
    without = load_yaml(layer / HEAD).get("without", [])
    if isinstance(without, list) and all(isinstance(pattern, str) for pattern in without):
        return without
    what = "`without` must be a list of files and ids of rules"
    raise CodebookError([Fault(str(layer / HEAD), 0, what, '["actors/*", fight.strike_target]')])


def layer_of(path: str | Path, layers: Sequence[Path]) -> int:
    """Which folder a file stands in, counted from the innermost base; "my/../other" is no part of "my"."""
    around = [(len(layer.parts), at) for at, layer in enumerate(layers) if Path(path).is_relative_to(layer)]
    return max(around, default=(0, 0))[1]


def _without_rules(file: ActionFile, layers: Sequence[Path]) -> ActionFile:
    """A file without the rules that the folders above its own leave out."""
    patterns = [one for layer in layers[layer_of(file.path, layers) + 1 :] for one in left_out(layer)]
    kept = [rule for rule in file.rules if not any(fnmatchcase(rule.id, one) for one in patterns)]
    return file._replace(rules=tuple(kept))


def default_codebooks() -> Path:
    """The codebooks that come with the program: the checkout's folder, or the installed copy of it."""
    beside = Path(__file__).resolve().parents[2] / "codebooks"
    return beside if (beside / "codebook.yml").is_file() else Path(__file__).resolve().parents[1] / "codebooks"


def files_of(layers: Sequence[Path]) -> dict[str, Path]:
    """Relative name → file, those of the innermost base first; a file in an extending folder replaces the one of the
    same name below it. Hidden files and folders are left out."""
    files: dict[str, Path] = {}
    for layer in layers:
        patterns = left_out(layer)
        own = {path.relative_to(layer).as_posix(): path for path in sorted(layer.rglob("*.*")) if _is_yaml(path, layer)}
        kept = {name for name in files.keys() - own.keys() if not any(fnmatch(name, one) for one in patterns)}
        files = {name: path for name, path in files.items() if name in kept} | own
    return files


def _is_yaml(path: Path, layer: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(layer).parts)
    return not hidden and path.suffix.lower() in (".yml", ".yaml")


def _is_read(name: str) -> bool:
    return name in _FILES or (name.startswith(_FOLDERS) and name.endswith(".yml"))


def _stray(name: str, path: Path) -> Fault:
    """What is said about a file that the author may think is part of the codebook."""
    meant = Path(name).with_suffix(".yml").as_posix()
    if meant != name and _is_read(meant):
        return Fault(str(path), 0, f"is not read, for it ends in {path.suffix}", "end its name in .yml")
    where = "rules stand in actions/, actors in actors/; see docs/codebook.md for the other files"
    return Fault(str(path), 0, "is no file of a codebook", f"{where}; move what does not belong elsewhere")


def load_checks(folder: Path) -> Map:
    """The `checks.yml` of a codebook folder, without the rest of it. Raises CodebookError."""
    files = files_of(_layers(folder))
    return load_yaml(files.get("checks.yml", folder / "checks.yml"))


def codebook_digest(folder: Path) -> str:
    """The digest that a folder's codebook will have, without the time it takes to compile it."""
    return _digest(_layers(folder))


def _digest(layers: Sequence[Path]) -> str:
    """Of all files that are read, also of what the folders between leave out."""
    total, faults = hashlib.sha256(), []
    between = [(HEAD, layer / HEAD) for layer in layers[1:-1]]
    for name, path in [*sorted(files_of(layers).items()), *between]:
        try:
            total.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            faults.append(Fault(str(path), 0, f"cannot be read: {error.strerror}", "mend it, or give it another name"))
    if faults:
        raise CodebookError(faults)
    return total.hexdigest()[:16]


def _trees(files: Mapping[str, Path], faults: list[Fault]) -> dict[str, Map]:
    trees = {}
    for name, path in sorted(files.items()):
        if not name.startswith("actors/"):
            try:
                trees[name] = load_yaml(path)
            except CodebookError as error:
                faults += error.faults
    return trees


def _require(folder: Path, files: Mapping[str, Path], faults: Sequence[Fault]) -> None:
    """Raise one fault for each file that is missing, and not what would follow from it."""
    remedy = "copy it from another codebook, or extend one that has it: `extends: default` in codebook.yml"
    missing = [Fault(str(folder), 0, f"lacks {name}", remedy) for name in sorted(_FILES - _OPTIONAL - files.keys())]
    if missing:
        raise CodebookError([*missing, *faults])


def _keep_sets(layers: list[Path], sources: Sources) -> None:
    """Raise one fault where `words.yml` replaces another without sets of it that are in use, and not thousands."""
    own, below = sources.files.get(WORDS), files_of(layers[:-1]).get(WORDS)
    if own is None or below in (None, own) or WORDS not in sources.trees:
        return
    named = {name for tree in sources.trees.values() for name in {*references(tree)}.difference(_own_sets(tree))}
    used = named.union(TextWords._fields)
    lost = sorted(used.intersection(load_yaml(below)) - {"about", *sources.trees[WORDS]})
    if lost:
        what = f"replaces {below} whole, and lacks {len(lost):,} of its sets that are in use, such as {lost[0]}"
        remedy = "copy that file and add to it, or put sets under `sets:` of an action file"
        raise CodebookError([Fault(str(own), 0, what, remedy)])


def _own_sets(tree: Map) -> Map:
    """The word sets of an action file, which are seen there alone."""
    sets = tree.get("sets")
    return sets if isinstance(sets, Map) else Map(0)


def _compile(sources: Sources, digest: str, faults: list[Fault]) -> Codebook:
    files, trees, path = sources.files, sources.trees, sources.path

    def tree(name: str) -> Map:
        return trees.get(name, Map(0))

    codes = read_codes(tree("cameo.yml"), tree("plover.yml"), (path("cameo.yml"), path("plover.yml")), faults)
    traits = read_traits(tree("cameo.yml"), path("cameo.yml"), codes, faults)
    composition = read_composition(tree("compose.yml"), path("compose.yml"), codes, faults, traits)
    sets = read_word_sets(tree(WORDS), path(WORDS), faults)
    words = read_text_words(sets, tree(WORDS), path(WORDS), faults)
    modes = read_modes(tree("plover.yml"), path("plover.yml"), codes, faults)
    reader = ActionReader(sets, codes, composition, faults, modes)
    read = (reader.read(trees[name], path(name)) for name in trees if name.startswith("actions/"))
    actions = tuple(_without_rules(file, sources.layers) for file in read)
    rules = [rule for file in actions for rule in file.rules]
    places = {str(file): number for number, file in enumerate(files.values())}
    _unique(sorted(rules, key=lambda rule: places[rule.path]), faults)
    head = tree(HEAD)
    actors = read_actors(sources.actor_files(), faults, Path(), _appended(head, path(HEAD), faults), sources.layer)
    for name in trees:
        if name == PLACES or name.startswith("places/"):
            enter_places(trees[name], path(name), actors, faults)
    topics = {path(name): trees[name] for name in trees if name.startswith("topics/")}
    return Codebook(
        head.get("name", ""), head.get("version", ""), digest, codes, composition, RuleIndex(rules), actions,
        actors,
        read_incidents(
            Path(path("acled.yml")), Path(path("acled_governments.yml")), faults,
            None if actors.appending else actors.countries, words,
        ),
        read_topics(tree(TOPICS), path(TOPICS), faults, topics), tree("checks.yml"),
        read_copy_limits(trees.get(DUPLICATES, Map(0)), path(DUPLICATES), faults), words,
    )  # fmt: skip


def _appended(head: Map, path: str, faults: list[Fault]) -> bool:
    """Whether actor codes are put together as they stand."""
    way = head.get("actor_codes", "cameo")
    if way not in ("cameo", "appended"):
        faults.append(Fault(path, head.lines["actor_codes"], "`actor_codes` must be cameo or appended"))
    return bool(way == "appended")


def _unique(rules: Iterable[Rule], faults: list[Fault]) -> None:
    """Of two rules with one id the later one is at fault: that of an extending folder, not that of its base."""
    first: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in first:
            other = first[rule.id]
            faults.append(
                Fault(rule.path, rule.line, f"repeats the rule id {rule.id}", f"first in {other.path}:{other.line}")
            )
        first.setdefault(rule.id, rule)
