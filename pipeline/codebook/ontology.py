"""The ontology as data: what each code means."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from pipeline.codebook.shapes import all_text, mapping, texts
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault

CODE_KEYS = {"label", "quad", "goldstein", "not_coded"}
NO_QUAD = "none"  # of codes of another ontology, which has no quad classes
_ONE_OF = f"one of {', '.join(sorted(CODE_KEYS))}"


class Code(NamedTuple):
    """One event code. `quad` 1–4, None for a code of no class; `goldstein` −10…10 or None.

    `not_coded` says why no rule can give it.
    """

    code: str
    label: str
    quad: int | None
    goldstein: float | None
    plover_type: str | None = None
    plover_mode: str | None = None
    not_coded: str | None = None

    @property
    def root(self) -> str:
        return self.code[:2]


class Traits(NamedTuple):
    """What the program must know about codes of whatever ontology; each is a tuple of their prefixes."""

    joint: tuple[str, ...] = ()  # what two do without a third, they do with each other
    together: tuple[str, ...] = ()  # so do several here, though one may do it alone, to a third
    company: tuple[str, ...] = ()  # nobody is in the company of whom he only talks about
    announced: tuple[str, ...] = ()  # what is only told to come
    answers: tuple[str, ...] = ()  # what is turned down is somebody's: its maker is the target
    answered: tuple[str, ...] = ()  # what is asked of somebody or laid at his door, who may answer it
    blames: tuple[str, ...] = ()  # harm is blamed on who did it, never on whom it was done to
    by_authority: tuple[str, ...] = ()  # an authority that reports them without a doer did them itself
    forces: tuple[str, ...] = ()  # their object is the doer's own: "scrambled fighters" at nobody
    pressed: tuple[str, ...] = ()  # done under pressure: aimed at who exerts it where nobody else is known
    averted: tuple[str, ...] = ()  # aimed at who could avert it, where nobody else is known
    own: tuple[str, ...] = ()  # what one does with one's own: "withdrew its troops" are the doer's
    statement: tuple[str, ...] = ()  # words alone: they stand behind deeds, and nobody alleges them of another
    casualties: tuple[str, ...] = ()  # where the dead and injured of a sentence are counted
    violent: tuple[str, ...] = ()  # "shelled a camp, killing ten": what such a deed led to is part of it
    strategic: tuple[str, ...] = ()  # cooperation that makes an incident, beside all material conflict
    demonstration: tuple[str, ...] = ()  # as which topics judge a peaceful or violent demonstration
    fighting: tuple[str, ...] = ()  # as which they judge any other incident


NO_TRAITS = Traits()


def read_traits(cameo: Map, path: str, codes: Collection[str], faults: list[Fault]) -> Traits:
    """The traits in cameo.yml; unknown ones, and prefixes of no code, are faults."""
    listed = mapping(cameo, "traits", path, faults)
    traits = {}
    for name, value in listed.items():
        prefixes = tuple(value) if all_text(value) else ()
        unknown = [prefix for prefix in prefixes if not any(code.startswith(prefix) for code in codes)]
        if name not in Traits._fields:
            fault = f"unknown trait '{name}'", f"one of {', '.join(Traits._fields)}"
        elif not prefixes:
            fault = f"trait '{name}' must be a list of prefixes of codes", 'write ["14"]'
        elif unknown:
            fault = f"trait '{name}': no code begins with {', '.join(unknown)}", ""
        else:
            traits[name] = prefixes
            continue
        faults.append(Fault(path, listed.lines[name], *fault))
    return Traits(**traits)


def read_codes(cameo: Map, plover: Map, paths: tuple[str, str], faults: list[Fault]) -> dict[str, Code]:
    """cameo.yml and plover.yml → code → Code. Every fault is collected."""
    types = mapping(plover, "codes", paths[1], faults)
    entries = mapping(cameo, "codes", paths[0], faults)
    codes: dict[str, Code] = {}
    for code in entries:
        entry = entries[code]
        for key in entry.keys() - CODE_KEYS if isinstance(entry, Map) else ():
            faults.append(Fault(paths[0], entry.lines[key], f"code {code}: unknown key '{key}'", _ONE_OF))
        plain = texts(entry, paths[0], faults) if isinstance(entry, Map) else {}
        try:
            codes[code] = _code(code, plain, _plover(types, code, paths[1], faults))
        except (KeyError, ValueError):
            what = f"code {code} needs a label, a quad class 1–4 (or none) and a number from -10 to 10 as goldstein"
            faults.append(Fault(paths[0], entries.lines[code], what))
            codes[code] = Code(code, "", None, None)  # known all the same to those that name it
    for code in types:
        if code not in codes:
            faults.append(Fault(paths[1], types.lines[code], f"code {code} is not in {paths[0]}"))
    return codes


def read_modes(plover: Map, path: str, codes: Mapping[str, Code], faults: list[Fault]) -> frozenset[str]:
    """The PLOVER modes that a rule may give: those of codes, and those listed for rules alone."""
    listed = plover.get("modes", [])
    if listed and not all_text(listed):
        faults.append(Fault(path, plover.lines["modes"], "`modes` must be a list of names"))
        listed = []
    return frozenset(code.plover_mode for code in codes.values() if code.plover_mode).union(listed)


def _plover(types: Map, code: str, path: str, faults: list[Fault]) -> dict[str, str]:
    """A code's PLOVER type and mode; its context is for readers and is not looked at."""
    entry = mapping(types, code, path, faults)
    for key in ("type", "mode"):
        if not isinstance(entry.get(key, ""), str):
            faults.append(Fault(path, entry.lines[key], f"code {code}: `{key}` must be a single text"))
    return {key: value for key, value in entry.items() if isinstance(value, str)}


def _code(code: str, entry: Mapping[str, str], plover: Mapping[str, str]) -> Code:
    goldstein = float(entry["goldstein"]) if entry.get("goldstein") else None
    quad = None if entry["quad"] == NO_QUAD else int(entry["quad"])
    if quad not in (None, 1, 2, 3, 4) or (goldstein is not None and not -10 <= goldstein <= 10):
        raise ValueError(code)
    kind, mode = plover.get("type"), plover.get("mode")
    return Code(code, entry["label"], quad, goldstein, kind, mode, entry.get("not_coded") or None)
