"""Mentions and rules made by hand, and a copy of the tiny codebook to change."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.codebook.actions.composition import Absorption, Composition, Outcome
from pipeline.codebook.actions.reader import ActionFile, ActionReader
from pipeline.codebook.actions.rules import Rule
from pipeline.codebook.ontology import Code, Traits
from pipeline.codebook.yamlio import parse_yaml
from pipeline.errors import CodebookError, Fault
from pipeline.mentions import Arg, Mention, Word

TINY = Path(__file__).parent / "tiny"

CODES = {
    code: Code(code, label, quad, None, kind)
    for code, label, quad, kind in [
        ("01", "Say", 1, None), ("03", "Agree", 1, "AGREE"), ("035", "Agree to yield", 1, "AGREE"),
        ("08", "Yield", 2, "YIELD"), ("087", "De-escalate", 2, "YIELD"), ("10", "Demand", 3, "REQUEST"),
        ("12", "Reject", 3, "REJECT"), ("138", "Threaten with force", 3, "THREATEN"),
        ("19", "Fight", 4, "ASSAULT"), ("195", "Bomb", 4, "ASSAULT"),
    ]
}  # fmt: skip
TABLES = {
    "agree": {"08": "035", "087": "same", "19": "138", "not 19": "087"},
    "reject": {"08": "12"},
    "demand": {"08": "10", "19": "10", "not ": "10"},
}
STATUS = {
    "planned": Outcome("agree", "planned", "own or speaker"),
    "possible": Outcome("none", "planned", None),
    "obliged": Outcome("demand", "planned", "speaker"),
    "conditional": Outcome("keep", "conditional", None),
    "negated": Outcome("reject", "negated", None),
}
ABSORPTION = Absorption(
    frozenset({"subject", "adj", "mod", "light", "recipient", "adv.*"}), frozenset({"adv.while", "adv.as"})
)
COMPOSITION = Composition(
    TABLES, STATUS, [], ABSORPTION, Traits(joint=("03",), announced=("03",), answers=("12",), statement=("01",))
)
EXAMPLE = "\n    match: [Rebels attacked.]"


def read(text: str, path: str = "rules.yml") -> tuple[ActionFile | None, list[Fault]]:
    """A file of rules, compiled against the codes and tables above, with its faults."""
    faults: list[Fault] = []
    sets = {"troops": ["soldier", "tear gas"], "aid": ["aid", "military aid"]}
    try:
        return ActionReader(sets, CODES, COMPOSITION, faults).read(parse_yaml(text, path), path), faults
    except CodebookError as error:
        return None, list(error.faults)


def rules(*entries: str) -> list[Rule]:
    """Rules as an author writes their keys, one text each: "id: a, verb: [attack], code: "19"". They have no fault."""
    body = "".join(f"  - {{{entry}, match: [An example.]}}\n" for entry in entries)
    file, faults = read(f"rules:\n{body}no_match: [Nothing.]\n")
    assert faults == [] and file is not None, faults
    return list(file.rules)


def arg(slot: str, text: str, mention: int | None = None, start: int = 0) -> Arg:
    """An argument; the last word is its head, capitals make names, lower case makes nouns."""
    forms = text.split()
    words = tuple(
        Word(form, form.lower(), "PROPN" if form[0].isupper() else "NOUN", "head" if form is forms[-1] else "mod")
        for form in forms
    )
    return Arg(slot, start, start + len(text), forms[-1].lower(), words[-1].pos, mention, words)


def verb(lemma: str, *args: Arg, number: int = 0, form: str = "", particle: str | None = None, pos: str = "VERB",
         status: str = "asserted", negated: bool = False, parent: int | None = None) -> Mention:  # fmt: skip
    """A mention; `number` is its ordinal in the sentence."""
    start = 100 * (number + 1)
    return Mention(
        "d", 0, number, lemma, form or lemma, pos, particle, start, start + len(lemma), status, negated, None, parent,
        tuple(args),
    )  # fmt: skip


def copy_tiny(folder: Path, **files: str) -> Path:
    """The tiny codebook in a new folder, with some files replaced: actions__x for actions/x.yml."""
    target = folder / "tiny"
    shutil.copytree(TINY, target)
    for name, text in files.items():
        (target / f"{name.replace('__', '/')}.yml").write_text(text, encoding="utf-8")
    return target


def messages(faults: Sequence[Fault]) -> str:
    """All faults as they are printed."""
    return "\n".join(map(str, faults))
