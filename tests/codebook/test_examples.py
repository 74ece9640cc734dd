"""Every example of the codebook is a test."""

from collections.abc import Mapping, Sequence

import pytest

from pipeline.codebook.actions.coder import SentenceCoder, group_by_sentence
from pipeline.codebook.actions.example import Example
from pipeline.codebook.actors.article import Article
from pipeline.codebook.load import Codebook, default_codebooks, load_codebook
from pipeline.errors import CodebookError
from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.mentions import Mention
from pipeline.stages.drafts import read_on
from pipeline.stages.examples import EXAMPLE_DAY, Case, cases, judge, sentence_of
from tests.codebook.making import TINY
from tests.grammar.reading import read

Groups = Mapping[tuple[str, int], Sequence[Mention]]


def listed() -> tuple[Codebook | None, list[Case]]:
    """The codebook and its examples; none while it has faults, which a test below tells."""
    try:
        book = load_codebook(default_codebooks())
    except CodebookError:
        return None, []
    return book, list(cases(book.files))


BOOK, CASES = listed()


@pytest.fixture(scope="session")
def parsed() -> Groups:
    """The mentions of all examples, parsed in one go."""
    documents = [(str(number), [(0, 0, case.example.text)]) for number, case in enumerate(CASES)]
    return group_by_sentence(m for s in parse(documents) for m in read_sentence(s.nodes, s.doc_id, s.sentence_id))


def test_the_codebook_has_no_faults() -> None:
    assert len(load_codebook(default_codebooks()).rules.rules) > 100


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.id for case in CASES])
def test_example(number: int, parsed: Groups) -> None:
    assert BOOK is not None
    mentions = parsed.get((str(number), 0), [])
    text = CASES[number].example.text
    coder = read_on(mentions, Article(EXAMPLE_DAY, BOOK.actors, None, mentions, text), BOOK, sentence_of(text))
    assert judge(CASES[number], coder) is None


# ---------------------------------------------------------------- the judge itself


def verdict(kind: str, rule_id: str, text: str, **expected: str | None) -> str | None:
    """What the judge says of an example of the tiny codebook."""
    book = load_codebook(TINY)
    rule = next((rule for rule in book.rules.rules if rule.id == rule_id), None)
    case = Case(kind, "x.yml", "10", rule, Example(text, 7, **expected))
    fault = judge(case, SentenceCoder(read(text), book.rules, book.composition))
    assert fault is None or (fault.path, fault.line) == ("x.yml", 7)
    return fault and fault.what


TRADE = "Freedonia traded with the Sylvanian king."


@pytest.mark.parametrize(
    ("kind", "rule", "text", "source", "target", "message"),
    [
        ("match", "trade.any", TRADE, "Freedonia", "the Sylvanian king", None),
        ("match", "trade.any", TRADE, "freedonia", "Sylvanian", None),  # articles, case and later words are left aside
        ("match", "trade.any", TRADE, None, None, None),
        ("match", "trade.buy", TRADE, None, None, "not coded by its own rule but by trade.any (10)"),
        ("match", "trade.any", "The king slept.", None, None, "not coded by its own rule but by nothing"),
        ("match", "trade.any", TRADE, "Sylvania", None, "the source is Freedonia, not Sylvania"),
        ("match", "trade.any", TRADE, None, "Freedonia", "the target is the Sylvanian king, not Freedonia"),
        ("match", "quarrel.sue", "The king sued.", None, "Sylvania", "the target is empty, not Sylvania"),
        ("no_match", "", TRADE, None, None, "no_match is coded 10 by trade.any"),
        ("no_match", "", "Freedonia sued Sylvania.", None, None, None),  # another root may code it
        ("todo_match", "trade.buy", TRADE, None, None, None),
        ("todo_match", "trade.any", TRADE, None, None, "todo_match passes now"),
    ],
)  # fmt: skip
def test_the_judge(
    kind: str, rule: str, text: str, source: str | None, target: str | None, message: str | None
) -> None:
    what = verdict(kind, rule, text, source=source, target=target)
    assert (what is None) if message is None else (what is not None and message in what), what


@pytest.mark.parametrize(
    ("rule", "text", "expected", "message"),
    [
        ("trade.buy", "Freedonia bought oil from Sylvania.", {"code": "101", "modality": "asserted"}, None),
        ("trade.buy", "Freedonia bought oil from Sylvania.", {"code": "10"}, "the code is 101, not 10"),
        ("trade.buy", "Freedonia will buy oil from Sylvania.", {"code": "301", "modality": "planned"}, None),
        ("trade.buy", "Freedonia will buy oil from Sylvania.", {"code": "101"}, "the code is 301, not 101"),
        ("trade.buy", "Freedonia will buy oil.", {"modality": "asserted"}, "the modality is planned, not asserted"),
        ("promise.deed", "Freedonia promised to buy oil from Sylvania.", {"code": "301"}, None),
        (  # each is true of one of the two events, but not of the same
            "trade.buy",
            "Freedonia purchased oil, while Sylvania will purchase grain.",
            {"source": "Sylvania", "code": "101"},
            "the source is Freedonia, not Sylvania",
        ),
    ],
)
def test_the_judge_on_codes(rule: str, text: str, expected: dict[str, str], message: str | None) -> None:
    what = verdict("match", rule, text, **expected)
    assert what == message or (message is not None and what is not None and message in what), what
