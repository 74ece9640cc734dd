"""Who is it? Phrases and names with the codes that are right for them, written down before they were coded.

tests/golden/actor_phrases.txt asks for the code of phrases, and for what told their country, and so does
actor_phrases_unseen.txt; ambiguous_names.txt for names that mean several things, in sentences. They say in their first
lines how they are written. letter_case.txt holds sentences that are coded in capitals and in small letters too.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.codebook.actions.coder import group_by_sentence
from pipeline.codebook.actors.article import Article
from pipeline.codebook.actors.context import UNKNOWN, Coding
from pipeline.codebook.actors.nations import focus
from pipeline.mentions import Arg, Mention, mentions_from_table
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from tests.stages.coding import codebook, documents, draft_events, events

GOLDEN = Path(__file__).parent / "golden"
USUAL_DAY = "2024-03-01"
AT_LEAST = 0.95
NAMES_AT_LEAST = UNSEEN_AT_LEAST = 0.9
CAPITALS_AT_LEAST, SMALL_AT_LEAST = 0.85, 0.9


def lines(name: str) -> list[str]:
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def read(texts: Sequence[str]) -> Iterator[tuple[Mapping[str, Any], list[dict[str, Any]], list[Mention], Any]]:
    """Each text as a document with its sentences and mentions, and all mentions by sentence."""
    listed = documents(*texts)
    sentences = split(listed)
    groups = group_by_sentence(mentions_from_table(detect(listed, sentences)))
    for document in listed.to_pylist():
        own = [row for row in sentences.to_pylist() if row["doc_id"] == document["doc_id"]]
        mentions = [one for row in own for one in groups.get((row["doc_id"], row["sentence_id"]), [])]
        yield document, own, mentions, groups


# ---------------------------------------------------------------- phrases


class Phrase(NamedTuple):
    """A line of actor_phrases.txt; `source` is empty where nothing is asked."""

    day: date
    words: str
    codes: tuple[str, ...]
    source: str


def phrases(name: str) -> list[Phrase]:
    rows = (line.split("|") for line in lines(name))
    return [Phrase(date.fromisoformat(day or USUAL_DAY), words, tuple(codes.split()), source)
            for day, words, codes, source in rows]  # fmt: skip


@cache
def coded_phrases(name: str = "actor_phrases") -> list[tuple[Phrase, Coding]]:
    """Each phrase as the subject of a sentence, and what it was coded as."""
    asked = phrases(name)
    found = read([f"{one.words[0].upper()}{one.words[1:]} rejected the plan." for one in asked])
    return [(one, subject(one.day, document["text"], mentions))
            for one, (document, _, mentions, _) in zip(asked, found, strict=True)]  # fmt: skip


def subject(day: date, text: str, mentions: Sequence[Mention]) -> Coding:
    actors = codebook().actors
    args = [arg for one in mentions if one.lemma == "reject" for arg in one.args if arg.slot == "subject"]
    return Article(day, actors, focus(text, actors)).members(args[0])[0][1] if args else UNKNOWN


def test_phrases_get_the_codes_that_the_manual_asks_for() -> None:
    right = [(coding.code or "-") in one.codes for one, coding in coded_phrases()]
    assert len(right) >= 250
    assert sum(right) / len(right) >= AT_LEAST


def test_phrases_that_nobody_worked_on() -> None:
    right = [(coding.code or "-") in one.codes for one, coding in coded_phrases("actor_phrases_unseen")]
    assert len(right) == 60
    assert sum(right) / len(right) >= UNSEEN_AT_LEAST


def test_the_record_says_what_told_the_country() -> None:
    asked = [(one.source, coding.country_from) for one, coding in coded_phrases() if one.source]
    assert len(asked) >= 200
    assert sum(wanted == told for wanted, told in asked) / len(asked) >= AT_LEAST


def test_every_source_stands_beside_a_country() -> None:
    codings = [coding for _, coding in coded_phrases()]
    assert codings and all((coding.country is None) == (coding.country_from is None) for coding in codings)


# ---------------------------------------------------------------- names that mean several things


class Question(NamedTuple):
    """What the words of a sentence should be coded as."""

    text: str
    words: str
    codes: tuple[str, ...]


def questions() -> list[Question]:
    return [
        Question(text, words.strip(), tuple(codes.split()))
        for text, asked in (line.split(" | ") for line in lines("ambiguous_names"))
        for one in asked.split(" ; ")
        for words, codes in [one.split(" = ")]
    ]


def answers(asked: Sequence[Question]) -> list[bool]:
    """Whether each question is answered rightly, by an event's side or by the words themselves."""
    texts = list(dict.fromkeys(one.text for one in asked))
    coded = {text: sides_and_args(*row) for text, row in zip(texts, read(texts), strict=True)}
    return [good(one, *coded[one.text]) for one in asked]


def sides_and_args(
    document: Mapping[str, Any], sentences: list[dict[str, Any]], mentions: list[Mention], groups: Any
) -> tuple[list[tuple[Arg, Coding]], list[tuple[Arg, Coding]]]:
    day = date.fromisoformat(USUAL_DAY)
    actors, text = codebook().actors, document["text"]
    article = Article(day, actors, focus(text, actors), mentions, text)
    drafts = draft_events({**document, "date": day}, sentences, groups)
    sides = [(side.arg, side.coding) for one in drafts for side in (one.source, one.target) if side.arg]
    args = [arg for one in mentions for arg in one.args if arg.pos != "VERB" and arg.slot != "mod"]
    return sides, [(arg, article.resolve(arg)[1]) for arg in args]


def good(asked: Question, sides: list[tuple[Arg, Coding]], args: list[tuple[Arg, Coding]]) -> bool:
    start = asked.text.index(asked.words)
    end = start + len(asked.words)
    touched = [coding for arg, coding in sides if arg.start < end and arg.end > start and coding.code]
    exact = [coding for arg, coding in sides if arg.start == start]
    around = [coding for arg, coding in args if arg.start <= start + 4 and arg.end >= end - 1]
    code = next((coding.code or "-" for coding in (*exact, *around)), None)
    if code is None:
        return asked.codes == ("-",) or ("place" in asked.codes and not touched)
    return code in asked.codes or ("place" in asked.codes and not touched)


def test_names_that_mean_several_things() -> None:
    asked = questions()
    right = answers(asked)
    assert len(right) >= 120
    assert sum(right) / len(right) >= NAMES_AT_LEAST, [one for one, ok in zip(asked, right, strict=True) if not ok]


# ---------------------------------------------------------------- letter case


def actors(texts: Sequence[str]) -> list[Counter[str]]:
    """The codes of each text's actors, each as often as words have it."""
    found: list[dict[tuple[int, str], str]] = [{} for _ in texts]
    for row in events(*texts):
        for side in ("source", "target"):
            if code := row[f"{side}_code"]:
                found[int(row["doc_id"][1:])][row[f"{side}_start"], code] = code
    return [Counter(codes.values()) for codes in found]


def kept(change: Callable[[str], str]) -> float:
    """The share of actors that are still found when the sentences' letters are changed."""
    texts = lines("letter_case")
    assert len(texts) >= 100
    pairs = list(zip(actors(texts), actors([change(text) for text in texts]), strict=True))
    return sum((before & after).total() for before, after in pairs) / sum(before.total() for before, _ in pairs)


def test_capitals_and_small_letters_cost_little() -> None:
    assert kept(str.upper) >= CAPITALS_AT_LEAST
    assert kept(str.lower) >= SMALL_AT_LEAST
    assert kept(str) == 1


def test_the_judge_sees_a_fault() -> None:
    asked = Question("Chad shelled Georgia.", "Chad", ("TCD",))
    arg = Arg("subject", 0, 4, "Chad", "PROPN", None, ())
    assert good(asked, [(arg, Coding("TCD", "TCD"))], [])
    assert not good(asked, [(arg, Coding("GEO", "GEO"))], [])
    assert not good(asked, [], [])
    assert good(asked._replace(codes=("place",)), [], [])
    assert not good(asked._replace(codes=("place",)), [(arg, Coding("TCD", "TCD"))], [])
