"""Entries → the files of a codebook folder. Written at the end, so that a failure leaves nothing half done."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.codebook.words import read_word_sets
from pipeline.codebook.yamlio import load_yaml
from pipeline.textwords import TextWords

Entry = Mapping[str, Any]
Files = dict[str, str]

HEAD = "# From TABARI/PETRARCH dictionaries by `event-coder codebook import-petrarch`.\n"
_OF_CAMEO = frozenset(f"{side}_{what}" for side in ("source", "target") for what in ("code", "country"))
_COMPOSE = """about: What dictionaries say of plans and denials stands in their patterns, so every code stays.
tables: {}
status:
  planned: {compose: keep, modality: planned}
  possible: {compose: keep, modality: conditional}
  obliged: {compose: keep, modality: conditional}
  wanted: {compose: keep, modality: conditional}
  conditional: {compose: keep, modality: conditional}
  imagined: {compose: keep, modality: conditional}
  feared: {compose: keep, modality: conditional}
  alleged: {compose: keep, modality: alleged}
  conjectured: {compose: keep, modality: alleged}
  negated: {compose: keep, modality: negated}
absorption:
  behind: all
"""


def flow(value: Any) -> str:
    """A value on one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False)


def head_file(sources: Sequence[Path]) -> str:
    """codebook.yml: stands on the program's own codebook, without its rules and actors."""
    names = ", ".join(path.name for path in sources)
    return (
        f'{HEAD}name: Imported dictionaries\nversion: "1"\nabout: {flow(f"From {names}.")}\nextends: default\n'
        'without: ["actions/*", "actors/*", "places.yml", "topics.yml"]\nactor_codes: appended\n'
    )


def list_file(key: str, entries: Iterable[Entry], about: str) -> str:
    """A file of actors or role nouns, one to a line."""
    lines = [f"  - {flow(entry)}" for entry in entries]
    return "\n".join([f"{HEAD}about: {flow(about)}", f"{key}:" if lines else f"{key}: []", *lines, ""])


def rules_file(rules: Iterable[tuple[Entry, str]], about: str) -> str:
    """An action file; each rule comes with the place it was taken from."""
    return "\n".join([f"{HEAD}about: {flow(about)}", 'imported: "true"', "rules:", *_rule_lines(rules), ""])


def _rule_lines(rules: Iterable[tuple[Entry, str]]) -> Iterator[str]:
    for rule, place in rules:
        yield f"  # {place}"
        for number, (key, value) in enumerate(rule.items()):
            yield f"  {' ' if number else '-'} {key}: {flow(value)}"


def words_file(sets: Mapping[str, Sequence[str]], default: Path) -> str:
    """words.yml: the sets of synonyms, and those by which running text is read, which dictionaries do not have."""
    own = read_word_sets(load_yaml(default / "words.yml"), "words.yml", [])
    read = {name: own[name] for name in TextWords._fields}
    lines = [f"{name}: {flow(entries)}" for name, entries in {**read, **sets}.items()]
    return "\n".join([f"{HEAD}about: The dictionaries' sets of synonyms.", *lines, ""])


def topics_file(topics: Sequence[Entry]) -> str:
    """topics.yml: the discards."""
    return list_file("topics", topics, "Discards: records and sentences that are not coded.")


def ontology_files(used: Iterable[str], default: Path) -> Files:
    """cameo.yml and plover.yml for the codes in use."""
    cameo, plover = (load_yaml(default / name) for name in ("cameo.yml", "plover.yml"))
    known, types, codes = cameo["codes"], plover.get("codes", {}), sorted(set(used))
    entries = [f"  {flow(code)}: {flow(_meaning(code, known))}" for code in codes]
    traits = {name: kept for name, listed in cameo.get("traits", {}).items() if (kept := _in_use(listed, codes))}
    types_in_use = [f"  {flow(code)}: {flow(types[code])}" for code in codes if code in types]
    return {
        "cameo.yml": "\n".join([f"{HEAD}traits: {flow(traits)}", "codes:", *entries, ""]),
        "plover.yml": "\n".join([f"{HEAD}codes:" if types_in_use else f"{HEAD}codes: {{}}", *types_in_use, ""]),
    }


def _meaning(code: str, known: Mapping[str, Entry]) -> Entry:
    """What CAMEO says of a code, else that it is the dictionary's. Dictionaries may give what CAMEO's rules do not."""
    entry = known.get(code, {"label": f"{code}, a code of the dictionary", "quad": "none"})
    return {key: value for key, value in entry.items() if key != "not_coded"}


def _in_use(prefixes: Sequence[str], codes: Sequence[str]) -> list[str]:
    return [prefix for prefix in prefixes if any(code.startswith(prefix) for code in codes)]


def checks_file(default: Path) -> str:
    """checks.yml without what holds of CAMEO's actor codes alone."""
    tree = load_yaml(default / "checks.yml")
    own = [check for check in tree["checks"] if check.get("column") not in _OF_CAMEO]
    others = [f"{key}: {flow(value)}" for key, value in tree.items() if key != "checks"]
    return "\n".join([f"{HEAD}checks:", *(f"  - {flow(check)}" for check in own), *others, ""])


def compose_file() -> str:
    """compose.yml."""
    return HEAD + _COMPOSE


def write_folder(folder: Path, files: Files) -> None:
    """Write the files into a folder that is made for them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
