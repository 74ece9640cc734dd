"""`acled.yml` and `acled_governments.yml` → IncidentTable, with every fault that stands in them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.codebook.incidents.cuts import Cut, Cutter
from pipeline.codebook.incidents.governments import Governments, read_governments
from pipeline.codebook.incidents.known import CIVILIANS
from pipeline.codebook.incidents.side import SideKind
from pipeline.codebook.incidents.sidewords import SideWords
from pipeline.codebook.incidents.table import GOVERNMENT, NOBODY, IncidentTable, Row, Type
from pipeline.codebook.incidents.tree import TreeReader
from pipeline.codebook.incidents.words import Vocabulary, words_of
from pipeline.codebook.yamlio import Map, load_yaml
from pipeline.errors import CodebookError, Fault
from pipeline.inflection import noun_forms
from pipeline.textwords import TextWords

ENDS = ("phrase", "clause", "deed", "sentence")
MODES = frozenset({"attack", "clash", "crowd", "disrupt", "lone", "pact"})
_SECTIONS = words_of(
    "about topics types lasting grave inter classes sides roles harmless affiliations cuts resume firm absorbing locals"
    " armies officials headings lists words rows"
)
NEEDED = words_of("civilians government military police rebels militants")  # sides that the coder names itself
_SETS = ("deed", "with", "also", "unless", "never")
_CLASSES = ("by", "on", "present")
_FILLERS = ("actor1", "actor2", "as1")
_ROW_KEYS = frozenset({"id", "type", "event", "sides", "pair", "persons", *_SETS, *_CLASSES, *_FILLERS})
_FLAGS = ("thing", "weak", "named", "national", "apart", "unarmed")  # of a side
_SIDE_KEYS = frozenset({"id", "inter", "name", "unnamed", "assoc", "where", "words", *_FLAGS})


def read_incidents(
    table: Path,
    governments: Path,
    faults: list[Fault],
    countries: Collection[str] | None,
    words: TextWords,
) -> IncidentTable:
    """Read the decision table and the governments' names; every fault is appended to `faults` with file and line.

    `countries`: the ISO3 codes that both may name, None for any. `words`: the codebook's, for who tells a deed.
    """
    ruled = read_governments(_load(governments, faults), str(governments), faults, countries)
    reader = _Reader(_load(table, faults), str(table), faults, countries)
    compiled = reader.table(ruled, SideWords.of(words))
    reader.tell_strangers()
    return compiled


def _load(path: Path, faults: list[Fault]) -> Map:
    try:
        return load_yaml(path)
    except CodebookError as error:
        faults.extend(error.faults)
        return Map(1)


class _Reader(TreeReader):
    """Compiles the tree of acled.yml part by part."""

    def __init__(self, tree: Map, path: str, faults: list[Fault], countries: Collection[str] | None) -> None:
        super().__init__(tree, path, faults, countries)
        self.classes: dict[str, frozenset[str]] = {}
        self.kinds: dict[str, SideKind] = {}
        self.types: dict[str, Type] = {}
        self.inter: tuple[str, ...] = ()

    def table(self, governments: Governments, terms: SideWords) -> IncidentTable:
        self.known_keys(self.tree, _SECTIONS)
        self.inter = tuple(self.texts(self.tree, "inter"))
        self.classes = self.read_classes()
        self.types = {type_.name: type_ for type_ in self.read_types()}
        lists = self.read_lists()
        nouns, locals_, headings = Vocabulary(None, lists, _plurals), Vocabulary(), Vocabulary()
        words = Vocabulary(frozenset(self.texts(self.tree, "absorbing")), lists)
        self.read_sides(nouns)
        sets = self.read_phrases(self.mapping("words"), words)
        self.read_locals(locals_)
        cutter = self.read_cutter(sets)
        rows = tuple(self.read_rows(sets))
        self.read_headings(headings, {row.id for row in rows if row.type})
        deeds = frozenset(name for row in rows for name in row.sets["deed"])
        harmless = frozenset(self.texts(self.tree, "harmless"))
        words.close()
        nouns.close()
        locals_.close()
        headings.close()
        armies, officials = (frozenset(self.texts(self.tree, key)) for key in ("armies", "officials"))
        kinds, topics = self.kinds, dict(self.read_topics(sets))
        signals = words.signals(deeds)
        return IncidentTable(
            self.types,
            self.read_type_names("lasting"),
            self.read_type_names("grave"),
            self.inter,
            kinds,
            harmless,
            cutter,
            rows,
            deeds,
            signals,
            topics,
            words,
            nouns,
            headings,
            locals_,
            armies,
            officials,
            governments,
            dict(self.read_roles()),
            terms,
        )

    def read_classes(self) -> dict[str, frozenset[str]]:
        tree = self.mapping("classes")
        named = {name: frozenset(self.texts(tree, name)) for name in tree}
        for name, members in named.items():
            for unknown in sorted(members - set(self.inter)):
                self.fault(tree.lines[name], f"class '{name}' holds '{unknown}'", self.list_of(self.inter))
        unarmed = {name: frozenset({name}) for name in (NOBODY, GOVERNMENT)}
        return {**{inter: frozenset({inter}) for inter in self.inter}, **named, **unarmed}

    def read_types(self) -> Iterator[Type]:
        for entry in self.entries("types"):
            self.known_keys(entry, frozenset({"name", "event", "disorder", "events", "faint"}))
            name, event, disorder = (self.text(entry, key) for key in ("name", "event", "disorder"))
            yield Type(name, event, disorder, tuple(self.texts(entry, "events")), self.switch(entry, "faint"))

    def read_type_names(self, key: str) -> frozenset[str]:
        names = self.texts(self.tree, key)
        for unknown in sorted(set(names) - self.types.keys()):
            self.fault(self.tree.lines[key], f"'{unknown}' is {key} and no type", "see `types`")
        return frozenset(names)

    def read_sides(self, nouns: Vocabulary) -> None:
        for entry in self.entries("sides"):
            self.known_keys(entry, _SIDE_KEYS)
            if entry.get("inter") not in self.inter:
                self.fault(entry.line, f"side '{entry.get('id')}' has no known inter", self.list_of(self.inter))
            id_, inter, name = (self.text(entry, key) for key in ("id", "inter", "name"))
            unnamed, assoc = self.optional_text(entry, "unnamed"), self.optional_text(entry, "assoc")
            flags = [self.switch(entry, key) for key in _FLAGS]
            where = frozenset(self.codes(entry, "where"))
            self.kinds[id_] = SideKind(id_, inter, name, name if unnamed is None else unnamed, assoc, where, *flags)
            self.enter(nouns, entry, id_)
        for missing in sorted(NEEDED - self.kinds.keys()):
            self.fault(self.tree.lines.get("sides", 1), f"side '{missing}' is missing", "the coder needs it by this id")
        for number, entry in enumerate(self.entries("affiliations")):
            self.known_keys(entry, frozenset({"name", "words"}))
            id_ = f"affiliation.{number}"
            self.kinds[id_] = SideKind(id_, CIVILIANS, "Civilians ({country})", "", self.text(entry, "name"))
            self.enter(nouns, entry, id_)

    def read_cutter(self, sets: frozenset[str]) -> Cutter:
        openers, firm, cuts = Vocabulary(), Vocabulary(), {}
        for entry in self.entries("cuts"):
            self.known_keys(entry, frozenset({"id", "to", "after", "unless", "words"}))
            id_, to = self.text(entry, "id"), self.text(entry, "to")
            before = {key: frozenset(self.texts(entry, key)) for key in ("after", "unless")}
            if to not in ENDS:
                self.fault(entry.line, f"cut '{id_}' does not say where it ends", self.list_of(ENDS))
            for key, names in before.items():
                for unknown in sorted(names - sets):
                    self.fault(entry.lines[key], f"no word set is called '{unknown}'", "see `words`")
            self.enter(openers, entry, id_)
            cuts[id_] = Cut(id_, to, **before)
        for phrase in self.texts(self.tree, "firm"):
            self.add(firm, phrase, "firm", self.tree.lines["firm"])
        openers.close()
        firm.close()
        return Cutter(cuts, openers, frozenset(self.texts(self.tree, "resume")), firm)

    def read_locals(self, words: Vocabulary) -> None:
        tree = self.optional_mapping("locals")
        for country in self.read_phrases(tree, words):
            self.is_country(country, tree.lines[country])

    def read_headings(self, words: Vocabulary, rows: Collection[str]) -> None:
        tree = self.optional_mapping("headings")
        for row in self.read_phrases(tree, words):
            if row not in rows:
                self.fault(tree.lines[row], f"no row that codes a type is called '{row}'", "see `rows`")

    def read_phrases(self, tree: Map, words: Vocabulary) -> frozenset[str]:
        for name in tree:
            for phrase in self.texts(tree, name):
                self.add(words, phrase, name, tree.lines[name])
        return frozenset(tree)

    def read_roles(self) -> Iterator[tuple[str, str]]:
        tree = self.optional_mapping("roles")
        for side in tree:
            if side not in self.kinds:
                self.fault(tree.lines[side], f"no side is called '{side}'", "see `sides`")
            for role in self.texts(tree, side):
                yield role, side

    def read_lists(self) -> dict[str, list[str]]:
        tree = self.optional_mapping("lists")
        lists = {name: self.texts(tree, name) for name in tree}
        endless = [name for name in lists if name in _lists_in(name, lists)]
        for name in endless:
            self.fault(tree.lines[name], f"list '{name}' contains itself")
        return {name: phrases for name, phrases in lists.items() if name not in endless}

    def read_topics(self, sets: frozenset[str]) -> Iterator[tuple[str, int]]:
        tree = self.optional_mapping("topics")
        for name, least in tree.items():
            if name in sets and str(least).isdecimal():
                yield name, int(least)
            else:
                self.fault(tree.lines[name], f"'{name}: {least}' is no topic", "name a word set and a number of words")

    def read_rows(self, sets: frozenset[str]) -> Iterator[Row]:
        seen = set[str]()
        for entry in self.entries("rows"):
            self.known_keys(entry, _ROW_KEYS)
            id_, type_ = self.text(entry, "id"), self.text(entry, "type")
            if id_ in seen:
                self.fault(entry.line, f"row '{id_}' stands twice", "give each row an id of its own")
            seen.add(id_)
            if type_ not in self.types and type_ != "none":
                self.fault(entry.line, f"row '{id_}' codes '{type_}', which is no type", "see `types`")
            mode = self.optional_text(entry, "sides") or "lone"
            if mode not in MODES:
                self.fault(entry.lines["sides"], f"row '{id_}' has unknown sides", self.list_of(sorted(MODES)))
            yield Row(
                id_,
                self.types.get(type_),
                self.row_sets(entry, sets),
                self.row_classes(entry),
                self.row_fillers(entry),
                mode,
                self.switch(entry, "pair"),
                self.switch(entry, "persons"),
            )

    def row_sets(self, entry: Map, sets: frozenset[str]) -> dict[str, frozenset[str]]:
        found = {key: frozenset(self.texts(entry, key)) for key in _SETS}
        for key, names in found.items():
            for unknown in sorted(names - sets):
                self.fault(entry.lines[key], f"no word set is called '{unknown}'", "see `words`")
        found["deed"] |= {f"event {code}" for code in self.texts(entry, "event")}
        if not found["deed"]:
            self.fault(entry.line, f"row '{entry.get('id')}' has no deed", "name word sets, or CAMEO codes as `event`")
        return found

    def row_classes(self, entry: Map) -> dict[str, frozenset[str]]:
        out = {}
        for key in _CLASSES:
            names = self.texts(entry, key)
            for unknown in sorted(set(names) - self.classes.keys()):
                self.fault(entry.lines[key], f"no class is called '{unknown}'", "see `classes`")
            out[key] = frozenset().union(*(self.classes.get(name, frozenset()) for name in names))
        return out

    def row_fillers(self, entry: Map) -> dict[str, SideKind]:
        out = {}
        for key in (key for key in _FILLERS if key in entry):
            side = self.text(entry, key)
            if side in self.kinds:
                out[key] = self.kinds[side]
            elif side:
                self.fault(entry.lines[key], f"no side is called '{side}'", "see `sides`")
        return out


def _plurals(noun: str) -> frozenset[str]:
    """Whoever a report calls so, not what they do: "fans" and "brokers", not "fanned out" and "brokered"."""
    return noun_forms((noun,))


def _lists_in(name: str, lists: Mapping[str, Sequence[str]]) -> set[str]:
    """The lists that a list names, and those that these name."""
    found = set[str]()
    queue = [name]
    while queue:
        words = {word for phrase in lists.get(queue.pop(), ()) for word in phrase.split()}
        named = {word[1:-1] for word in words if word.startswith("<")} - found
        found |= named
        queue += named
    return found
