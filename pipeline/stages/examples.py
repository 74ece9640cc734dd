"""The codebook's embedded examples, run against the whole codebook: its tests.

A `match` must be coded by its own rule, with the source, target, code and modality it names; in a `no_match` the file's
root must not appear; a `todo_match` is a known miss and becomes a fault once it passes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import contains
from typing import Any, NamedTuple

from pipeline.codebook.actions.coded import Coded
from pipeline.codebook.actions.coder import SentenceCoder, group_by_sentence
from pipeline.codebook.actions.example import Example
from pipeline.codebook.actions.reader import ActionFile
from pipeline.codebook.actions.rules import Rule
from pipeline.codebook.actions.verdicts import rivals
from pipeline.codebook.actors.article import Article
from pipeline.codebook.load import Codebook
from pipeline.errors import Fault
from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.mentions import Arg
from pipeline.stages.drafts import read_on

EXAMPLE_DAY = date(2025, 1, 1)  # who holds which office in an example


class Case(NamedTuple):
    """One example with what is expected of it: `kind` is match, todo_match or no_match. `own`: it stands in the folder
    itself, in none that it extends."""

    kind: str
    path: str
    root: str | None
    rule: Rule | None
    example: Example
    own: bool = True

    @property
    def id(self) -> str:
        return f"{self.rule.id if self.rule else self.root or self.path}:{self.example.line}"


def cases(files: Iterable[ActionFile], is_own: Callable[[str], bool] = lambda _: True) -> Iterator[Case]:
    """Every example of the action files. `is_own`: whether a file stands in the folder itself, in none that it
    extends."""
    for file in files:
        path, root, own = file.path, file.root, is_own(file.path)
        for rule in file.rules:
            yield from (Case("match", path, root, rule, example, own) for example in rule.match)
            yield from (Case("todo_match", path, root, rule, example, own) for example in rule.todo_match)
        yield from (Case("no_match", path, root, None, example, own) for example in file.no_match)


def code_cases(listed: Sequence[Case], codebook: Codebook) -> Iterator[tuple[Case, SentenceCoder]]:
    """Each example with its sentence, read and ready to be coded."""
    documents = [(str(number), [(0, 0, case.example.text)]) for number, case in enumerate(listed)]
    mentions = [m for s in parse(documents) for m in read_sentence(s.nodes, s.doc_id, s.sentence_id)]
    groups = group_by_sentence(mentions)
    for number, case in enumerate(listed):
        mentions = groups.get((str(number), 0), [])
        article = Article(EXAMPLE_DAY, codebook.actors, None, mentions, case.example.text)
        yield case, read_on(mentions, article, codebook, sentence_of(case.example.text))


def sentence_of(text: str) -> dict[str, Any]:
    """A text that is one sentence, as read_on wants it."""
    return {"text": text, "start": 0}


def judge(case: Case, coder: SentenceCoder) -> Fault | None:
    """The fault in one example's outcome, None where it came out as expected."""
    events = coder.events()
    if case.kind == "no_match":
        wrong = [event for event in events if case.root and event.code.startswith(case.root)]
        what = f"no_match is coded {wrong[0].code} by {wrong[0].rule.id}" if wrong else None
        return _fault(case, what, "narrow that rule") if what else None
    what = _miss(case, events, coder)
    if case.kind == "todo_match":
        passes = not what and case.own  # nobody is at fault who makes an inherited rule better
        return _fault(case, "todo_match passes now", "move it to `match`") if passes else None
    return _fault(case, what, "see `event-coder explain`") if what else None


def _fault(case: Case, what: str, remedy: str) -> Fault:
    rule = f"rule {case.rule.id}: " if case.rule else ""
    return Fault(case.path, case.example.line, f"{rule}{what}: {case.example.text!r}", remedy)


def _miss(case: Case, events: Sequence[Coded], coder: SentenceCoder) -> str | None:
    own = [event for event in events if case.rule and event.rule.id == case.rule.id]
    if not own and not case.own and any(_is_as_good(case, event) for event in events):
        return None
    if not own:
        others = ", ".join(f"{event.rule.id} ({event.code})" for event in events) or "nothing"
        return f"is not coded by its own rule but by {others}"
    tied = rivals(own[0], coder)
    if tied:
        return f"ties with rule {tied[0].id}"
    for name, holds, told in _EXPECTATIONS:
        wanted = getattr(case.example, name)
        right = [event for event in own if wanted is None or holds(told(case.example.text, event), wanted)]
        if not right:
            found = " / ".join(dict.fromkeys(text for event in own for text in told(case.example.text, event)))
            return f"the {name} is {found or 'empty'}, not {wanted}"
        own = right
    return None


def _is_as_good(case: Case, event: Coded) -> bool:
    """Whether another rule codes an inherited example as its own does."""
    wanted = [(getattr(case.example, name), holds, told) for name, holds, told in _EXPECTATIONS]
    kept = all(value is None or holds(told(case.example.text, event), value) for value, holds, told in wanted)
    return kept and (case.example.code is not None or (case.rule is not None and event.raw == case.rule.code))


def _begins(found: Sequence[str], wanted: str) -> bool:
    return any(_bare(text).startswith(_bare(wanted)) for text in found)


def _bare(text: str) -> str:
    words = text.lower().split()
    return " ".join(words[1:] if words and words[0] in ("the", "a", "an") else words)


def _words(text: str, args: Sequence[Arg]) -> list[str]:
    return [text[arg.start : arg.end] for arg in args]


class _Expectation(NamedTuple):
    """What an example may ask of an event: how the event tells it, and whether that is what was asked."""

    name: str
    holds: Callable[[Sequence[str], str], bool]
    told: Callable[[str, Coded], list[str]]


_EXPECTATIONS = (
    _Expectation("code", contains, lambda text, event: [event.code]),
    _Expectation("modality", contains, lambda text, event: [event.modality]),
    _Expectation("source", _begins, lambda text, event: _words(text, event.sources)),
    _Expectation("target", _begins, lambda text, event: _words(text, event.targets)),
)
