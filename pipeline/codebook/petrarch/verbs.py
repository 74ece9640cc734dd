"""Verb dictionaries: blocks of verbs with a code, their patterns, and the `&SET`s of synonyms in patterns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.codebook.actions.sequences import pieces
from pipeline.codebook.petrarch.codes import NOTHING, brackets, words
from pipeline.codebook.petrarch.lines import Line, Note, note
from pipeline.codebook.petrarch.patterns import Pattern, read_pattern

_HEADER = re.compile(r"-{3,}(.*?)-*\s*$")
_BRACES = re.compile(r"\{([^{}]*)\}?")
# Of verbs' forms, those that are mostly prepositions.
_NO_VERBS = frozenset("according including excluding concerning regarding following pending".split())
_CODE = re.compile(r"[0-9A-Za-z]+|-{3}|\+{3}|#{3}")


class Coded(NamedTuple):
    """An event code and that of the answer (`[032:033]`); `code` None where nothing shall be coded."""

    code: str | None
    reverse: str | None = None


class Verb(NamedTuple):
    """A verb's forms, with the words that adjoin it before and behind ("WIRE_+TAP"), and its code."""

    forms: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    coded: Coded
    line: Line


@dataclass
class Block:
    """Verbs that share patterns."""

    coded: Coded
    line: Line
    verbs: list[Verb] = field(default_factory=list)
    patterns: list[tuple[Pattern, Coded, Line]] = field(default_factory=list)


class VerbDictionary(NamedTuple):
    """The blocks of a dictionary, and its sets of synonyms: name → entries, `$other` for another set."""

    blocks: tuple[Block, ...]
    sets: dict[str, list[str]]


def read_verbs(lines: Iterable[Line], notes: list[Note]) -> VerbDictionary:
    """The verbs of a dictionary with their patterns; what cannot be understood is noted."""
    reader = _Reader(notes)
    for line in lines:
        try:
            reader.read(line)
        except ValueError as error:
            notes.append(note(line, str(error)))
    sets = {name: settled for name in reader.sets if (settled := _settled(name, reader.sets))}
    for block, body, coded, line in reader.found:
        try:
            block.patterns.append((read_pattern(body, sets), coded, line))
        except ValueError as error:
            notes.append(note(line, str(error)))
    return VerbDictionary(tuple(reader.blocks), sets)


def _settled(name: str, sets: Mapping[str, Sequence[str]]) -> list[str]:
    """A set's entries without references to sets that are unknown, empty, or hold the set itself."""
    return [one for one in sets[name] if not one.startswith("$") or _words_in(one[1:], sets, (name,))]


def _words_in(name: str, sets: Mapping[str, Sequence[str]], above: tuple[str, ...]) -> bool:
    """Whether a set that others include holds words, and none of those others."""
    if name in above:
        return False
    listed = sets.get(name, ())
    inner = [one[1:] for one in listed if one.startswith("$")]
    return bool(listed) and all(_words_in(one, sets, (*above, name)) for one in inner)


class _Reader:
    """Goes through the lines; `within` is the name of the set that is being listed."""

    def __init__(self, notes: list[Note]) -> None:
        self.notes = notes
        self.blocks: list[Block] = []
        self.found: list[tuple[Block, str, Coded, Line]] = []  # patterns, read when all sets are known
        self.sets: dict[str, list[str]] = {}
        self.within: str | None = None
        self.plural = True

    def read(self, line: Line) -> None:
        text = line.text.strip()
        header = _HEADER.match(text)
        if header:
            self.header(header[1], line)
        elif text.startswith("&"):
            self.open_set(text, line)
        elif text.startswith("+") and self.within is not None:
            self.member(text, self.sets[self.within])
        elif text.startswith("-"):
            self.pattern(text[1:], line)
        else:
            self.verb(text, line)

    def header(self, text: str, line: Line) -> None:
        self.within = None
        _, codes = brackets(text)
        self.blocks.append(Block(_coded(codes[0]) if codes else Coded(None), line))
        if len(codes) > 1:
            self.notes.append(note(line, "a verb with several codes: the first is taken"))

    def open_set(self, text: str, line: Line) -> None:
        """`&SET`; regular plurals belong to it, unless its name ends in `_`."""
        self.within = set_name(text)
        self.plural = not text.rstrip().endswith("_")
        if self.within in self.sets:
            self.notes.append(note(line, "a set that is listed twice: both are taken"))
        self.sets.setdefault(self.within, [])

    def member(self, text: str, listed: list[str]) -> None:
        name = text.lstrip("+").strip()
        if name.startswith("&"):
            listed.append("$" + set_name(name))
            return
        entry = " ".join(piece.form for piece in pieces(words(name)))
        forms = (
            [entry, plural_of(entry)]
            if self.plural and entry.isascii() and entry.replace(" ", "").isalpha()
            else [entry]
        )
        listed += [form for form in dict.fromkeys(forms) if form and form not in listed]

    def pattern(self, text: str, line: Line) -> None:
        self.within = None
        if not self.blocks or not self.blocks[-1].verbs:
            raise ValueError("a pattern without a verb")
        body, codes = brackets(text)
        if not codes:
            raise ValueError("a pattern without a code")
        if codes[0] == "+++":
            raise ValueError("a pattern that only marks its sentence as complex")
        self.found.append((self.blocks[-1], body, _coded(codes[0]), line))

    def verb(self, text: str, line: Line) -> None:
        """A verb of the block; without a block, as in old dictionaries, one that opens its own."""
        self.within = None
        head, codes = brackets(text)
        own = _coded(codes[0]) if codes else None
        if not self.blocks or (own is not None and self.found and self.found[-1][0] is self.blocks[-1]):
            self.blocks.append(Block(own or Coded(None), line))
        block = self.blocks[-1]
        listed = [form for found in _BRACES.findall(head) for form in re.split(r"[\s,]+", found) if form]
        block.verbs.append(_verb(_BRACES.sub("", head).strip(), listed, own or block.coded, line))


def _verb(name: str, listed: list[str], coded: Coded, line: Line) -> Verb:
    """ "+BREAK_DOWN {+BROKE_DOWN}": of several words `+` marks the verb, else it is the first."""
    heads, before, behind = _split(name)
    forms = {form for head in heads for form in regular_forms(head)}
    forms |= {form for other in listed for form in _split(other)[0]}
    return Verb(tuple(sorted(forms - _NO_VERBS)), before, behind, coded, line)


def _split(name: str) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    parts = [part for part in re.split(r"[\s_]+", name.strip()) if part.strip("+")]
    at = next((n for n, part in enumerate(parts) if part.startswith("+")), 0)
    plain = ["~".join(piece.form for piece in pieces(part.strip("+"))) for part in parts]
    if not plain or not all(plain):
        raise ValueError("a verb without letters")
    return [plain[at]], tuple(plain[:at]), tuple(plain[at + 1 :])


def _coded(text: str) -> Coded:
    """`032:033` → both; `---` → nothing. Raises ValueError for what is no code."""
    codes = [_CODE.match(part.strip()) for part in text.split(":")]
    if not codes or len(codes) > 2 or codes[0] is None or codes[-1] is None:
        raise ValueError(f"'{text}' is no event code")
    first, *rest = (None if found.group() in NOTHING else found.group() for found in codes if found)
    return Coded(first, rest[0] if rest and first else None)


def set_name(text: str) -> str:
    """`&TIETYPES_` → tietypes."""
    name = re.sub(r"[^a-z0-9]+", "_", text.strip().lstrip("&").split()[0].lower() if text.strip("& \t") else "")
    if not name.strip("_"):
        raise ValueError("a set without a name")
    return name.strip("_").replace("_", "-")


def regular_forms(verb: str) -> list[str]:
    """A verb with its regular forms: stop, stops, stopped, stopping."""
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh"))
    third = verb[:-1] + "ies" if _in_y(verb) else verb + ("es" if sibilant else "s")
    past = verb[:-1] + "i" if _in_y(verb) else verb[:-1] if verb.endswith("e") else _doubled(verb)
    ing = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else _doubled(verb)
    return [verb, third, past + "ed", ing + "ing"]


def _in_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in ("a", "e", "i", "o", "u", "")


def _doubled(verb: str) -> str:
    """stop → stopp-: short verbs in a consonant after a single vowel."""
    short = len(verb) in (3, 4) and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"
    return verb + verb[-1] if short else verb


def plural_of(entry: str) -> str:
    """The regular plural of a phrase's last word."""
    head, _, last = entry.rpartition(" ")
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif not last.endswith("s"):
        last += "es" if last.endswith(("x", "z", "ch", "sh")) else "s"
    return f"{head} {last}".strip()
