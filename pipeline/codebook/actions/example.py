"""The sentences that a rule brings along, each with what must come of it."""

from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from pipeline.codebook.yamlio import List

MOST = 1_000  # characters of an example, which is a sentence
_EXPECTED = ("source", "target", "code", "modality")  # what an example may tell beside its text


class Example(NamedTuple):
    """A sentence with what must come of it; what is null is not compared. `code` is the published one."""

    text: str
    line: int
    source: str | None = None
    target: str | None = None
    code: str | None = None
    modality: str | None = None


class ExampleReader(NamedTuple):
    """Reads lists of examples against the codes and modalities that a codebook can publish."""

    codes: Container[str]
    modalities: Container[str]
    fault: Callable[[int, str, str], None]

    def read(self, listed: List, key: str) -> Iterator[Example]:
        """The examples of a list under `key`; faulty ones are reported and left out."""
        for number, entry in enumerate(listed):
            line = listed.lines[number]
            plain = {"text": entry} if isinstance(entry, str) else entry
            if not _is_example(plain, () if key == "no_match" else _EXPECTED):
                beside = "and nothing" if key == "no_match" else "and at most source, target, code and modality"
                self.fault(line, f"an example under `{key}` needs a text, {beside} beside it", "")
            elif len(plain["text"]) > MOST:
                what = f"an example under `{key}` has {len(plain['text']):,} characters"
                self.fault(line, what, f"give one sentence, of at most {MOST:,}")
            elif self._is_known(plain, line):
                yield Example(plain["text"], line, *(plain.get(name) for name in _EXPECTED))

    def _is_known(self, plain: dict[str, str], line: int) -> bool:
        """Whether the code and modality that the example asks for exist at all."""
        known = {"code": self.codes, "modality": self.modalities}
        wrong = [name for name, values in known.items() if name in plain and plain[name] not in values]
        places = {"code": "the ontology", "modality": "the status table"}
        for name in wrong:
            self.fault(line, f"an example's {name} {plain[name]} is not in {places[name]}", "")
        return not wrong


def _is_example(entry: object, beside: tuple[str, ...]) -> bool:
    if not isinstance(entry, dict):
        return False
    texts = all(isinstance(value, str) for value in entry.values())
    return texts and "text" in entry and entry.keys() <= {"text", *beside}
