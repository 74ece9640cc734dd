"""Dictionaries of TABARI and PETRARCH → a codebook folder, with a report of what has no counterpart."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipeline.codebook.load import default_codebooks
from pipeline.codebook.petrarch import folder as write
from pipeline.codebook.petrarch.actors import read_actors
from pipeline.codebook.petrarch.agents import read_agents
from pipeline.codebook.petrarch.discards import Discards, read_discards
from pipeline.codebook.petrarch.entries import Ids, actor_entries, role_entries, topic_entries
from pipeline.codebook.petrarch.lines import Line, Note, read_lines
from pipeline.codebook.petrarch.rules import RuleWriter
from pipeline.codebook.petrarch.verbs import VerbDictionary, read_verbs
from pipeline.errors import UsageError

REPORT = "import-report.txt"
_T = TypeVar("_T")
_SHOWN = 10  # notes on the terminal


class Dictionaries(NamedTuple):
    """The files of each kind."""

    actors: Sequence[Path] = ()
    agents: Sequence[Path] = ()
    verbs: Sequence[Path] = ()
    discards: Sequence[Path] = ()

    @property
    def all(self) -> list[Path]:
        return [path for listed in self for path in listed]


class Imported(NamedTuple):
    """What was taken over, and what was not."""

    counts: dict[str, int]
    notes: Sequence[Note]
    folder: Path

    def __str__(self) -> str:
        made = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        lines = [f"{self.folder}: {made}"]
        if self.notes:
            lines.append(f"{len(self.notes):,} lines are not taken over as they stand, see {self.folder / REPORT}:")
            lines += [f"  {one}" for one in self.notes[:_SHOWN]]
            lines += ["  …"] if len(self.notes) > _SHOWN else []
        return "\n".join(lines)


def import_petrarch(given: Dictionaries, output: Path) -> Imported:
    """Read the dictionaries and write the codebook folder.

    Raises UsageError for files that are no dictionaries, and for a folder that holds something already.
    """
    if not given.all:
        raise UsageError("no dictionary is given", remedy="give --actors, --agents, --verbs or --discards")
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise UsageError("is not empty", str(output), "give a new folder")
    notes: list[Note] = []
    files, counts = _files(given, notes)
    notes.sort()
    write.write_folder(output, {**files, REPORT: "".join(f"{one}\n" for one in notes)})
    return Imported(counts, notes, output)


def _files(given: Dictionaries, notes: list[Note]) -> tuple[write.Files, dict[str, int]]:
    ids, default = Ids(), default_codebooks()
    actors = list(actor_entries(_each(given.actors, read_actors, notes), ids, notes))
    roles = list(role_entries(_each(given.agents, read_agents, notes), ids, notes))
    dictionary = _verbs(given.verbs, notes)
    rules = [(rule, f"{Path(line.path).name}:{line.number}") for rule, line in RuleWriter(ids, notes).rules(dictionary)]
    discards = _discards(given.discards, notes)
    used = [rule[key] for rule, _ in rules for key in ("code", "reverse") if key in rule]
    files = {
        "codebook.yml": write.head_file(given.all),
        "actors/actors.yml": write.list_file("actors", actors, "Actors with dated codes."),
        "actors/agents.yml": write.list_file("roles", roles, "Agents: nouns that add a role."),
        "actions/verbs.yml": write.rules_file(rules, "Verbs and their patterns."),
        "words.yml": write.words_file(dictionary.sets, default),
        "topics.yml": write.topics_file(topic_entries(discards)),
        "compose.yml": write.compose_file(),
        "checks.yml": write.checks_file(default),
        **write.ontology_files(used, default),
    }
    nouns = sum(len(role["nouns"]) for role in roles)
    return files, {"actors": len(actors), "agents": nouns, "rules": len(rules), "discards": sum(map(len, discards))}


def _each(paths: Iterable[Path], read: Callable[[Iterable[Line], list[Note]], list[_T]], notes: list[Note]) -> list[_T]:
    found: list[_T] = []
    for path in paths:
        entries = read(read_lines(path, notes), notes)
        _refuse_empty(path, entries)
        found += entries
    return found


def _refuse_empty(path: Path, entries: Any) -> None:
    if not entries:
        raise UsageError("holds no entry of a dictionary of this kind", str(path), "see docs/codebook.md for the forms")


def _verbs(paths: Iterable[Path], notes: list[Note]) -> VerbDictionary:
    found = VerbDictionary((), {})
    for path in paths:
        one = read_verbs(read_lines(path, notes), notes)
        _refuse_empty(path, [block for block in one.blocks if block.verbs])
        found = VerbDictionary((*found.blocks, *one.blocks), {**found.sets, **one.sets})
    return found


def _discards(paths: Iterable[Path], notes: list[Note]) -> Discards:
    found = [read_discards(read_lines(path, notes), notes) for path in paths]
    sentences, records = (tuple(dict.fromkeys(p for one in found for p in one[kind])) for kind in (0, 1))
    return Discards(tuple(phrase for phrase in sentences if phrase not in records), records)
