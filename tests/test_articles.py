"""Short articles in the manner of news, with marked expressions: does each stand for whom it should, or for nobody?

A row of tests/golden/articles.jsonl marks expressions in its text as `[[words|code|name]]`: the actor code's beginning
(several possible ones after `/`, several actors joined by `+`; `-` where nobody may be named) and words that the
antecedent must have. The expectations were written before the program was tried on them; articles_unseen.jsonl was
measured once, and nothing was tuned to it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.codebook.actions.coder import SentenceCoder, group_by_sentence
from pipeline.codebook.actors.article import Article
from pipeline.codebook.actors.context import Coding
from pipeline.mentions import mentions_from_table
from pipeline.stages.drafts import article_of, read_on
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from pipeline.tables import DOCUMENTS, to_table
from tests.stages.coding import codebook

GOLDEN = Path(__file__).parent / "golden"
NOBODY = "-"
COMPOSED = ("role", "words")  # coded from the expression itself, so not resolved within the article
PRECISE = 0.9
UNSEEN = 0.75
_MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)(?:\|([^|\]]+))?\]\]")


class Mark(NamedTuple):
    """An expression of an article, what it should stand for, and the codings that it got."""

    article: str
    words: str
    start: int
    codes: str
    name: str
    found: tuple[Coding, ...] = ()

    @property
    def made(self) -> bool:
        """Whether it was resolved. A role alone, without a country, names nobody."""
        return any(one.code and (one.country or one.resolution not in COMPOSED) for one in self.found)

    @property
    def right(self) -> bool:
        """Whether it was resolved to those it should stand for."""
        wanted, coded = self.codes.split("+"), [one for one in self.found if one.code]
        rest = list(wanted)
        for one in coded:
            rest.remove(fit) if (fit := next((w for w in rest if self._fits(one, w)), None)) else None
        return self.made and not rest and len(coded) == len(wanted)

    def _fits(self, coding: Coding, codes: str) -> bool:
        named = self.name.lower() in f"{coding.how} {coding.name}".lower()
        return named and (coding.code or "").startswith(tuple(codes.split("/")))


def unmark(row: dict[str, str]) -> tuple[str, list[Mark]]:
    """The plain text of a row, and its marks."""
    text, marks, end = "", [], 0
    for found in _MARK.finditer(row["text"]):
        text += row["text"][end : found.start()]
        marks.append(Mark(row["id"], found[1], len(text), found[2], found[3] or ""))
        text, end = text + found[1], found.end()
    return text + row["text"][end:], marks


@cache
def judged(file: str) -> Sequence[Mark]:
    """All marks of a file with what they were resolved to."""
    rows = [json.loads(line) for line in (GOLDEN / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    plain = [unmark(row) for row in rows]
    told = [
        {"doc_id": row["id"], "date": date.fromisoformat(row["date"]), "title": row.get("title"), "text": text,
         "body_start": 0}
        for row, (text, _) in zip(rows, plain, strict=True)
    ]  # fmt: skip
    documents = to_table(told, DOCUMENTS)
    sentences = split(documents)
    groups = group_by_sentence(mentions_from_table(detect(documents, sentences)))
    listed = sentences.to_pylist()
    out: list[Mark] = []
    for document, (_, marks) in zip(told, plain, strict=True):
        own = [sentence for sentence in listed if sentence["doc_id"] == document["doc_id"]]
        article = article_of(document, own, groups, codebook())
        for sentence in own:
            mentions = groups.get((sentence["doc_id"], sentence["sentence_id"]), [])
            coder = read_on(mentions, article, codebook())
            here = (mark for mark in marks if sentence["start"] <= mark.start < sentence["end"])
            out += [mark._replace(found=resolve(mark, article, coder)) for mark in here]
    return out


def resolve(mark: Mark, article: Article, coder: SentenceCoder) -> tuple[Coding, ...]:
    """Whom the smallest argument that holds the marked words stands for."""
    end = mark.start + len(mark.words)
    held = [
        (arg.end - arg.start, number, arg, coder.args(mention, "speaker"))
        for number, mention in enumerate(coder.mentions)
        for arg in mention.args
        if arg.start <= mark.start and arg.end >= end and arg.pos in ("NOUN", "PROPN", "PRON")
    ]
    if not held:
        return ()
    _, _, arg, speaker = min(held, key=lambda one: one[:2])
    return tuple(coding for _, coding in article.members(arg, speaker))


def figures(marks: Sequence[Mark]) -> tuple[float, float]:
    """(share of resolutions made that are right, share of those wanted that were made and are right)."""
    made, wanted = [m for m in marks if m.made], [m for m in marks if m.codes != NOBODY]
    return sum(m.right for m in made) / len(made), sum(m.right for m in wanted) / len(wanted)


def wrong(marks: Sequence[Mark]) -> Iterator[str]:
    for mark in marks:
        if (mark.made and not mark.right) or (mark.codes != NOBODY and not mark.right):
            got = "; ".join(f"{one.code} by {one.resolution}: {one.how}" for one in mark.found)
            kind = "WRONG" if mark.made else "missed"
            yield f"{kind:<7}{mark.article:<8}{mark.words} = {mark.codes} {mark.name}  <-  {got}"


def test_most_resolutions_are_right() -> None:
    precision, _ = figures(judged("articles"))
    assert precision >= PRECISE, "\n".join(wrong(judged("articles")))


def test_resolutions_hold_in_articles_that_nothing_was_tuned_to() -> None:
    precision, _ = figures(judged("articles_unseen"))
    assert precision >= UNSEEN, "\n".join(wrong(judged("articles_unseen")))


def test_the_judge_sees_faults() -> None:
    mark = Mark("a", "the group", 0, "SDN", "Support")
    right = Coding("SDNREB", "SDN", how="'the group' stands for the Rapid Support Forces", resolution="description")
    assert mark._replace(found=(right,)).right
    assert not mark._replace(found=(right._replace(code="TCDREB"),)).right
    assert not mark._replace(found=(right._replace(how="somebody else"),)).right
    assert not mark._replace(found=(right, right)).right
    assert not mark._replace(codes=NOBODY, found=(right,)).right
    assert not mark._replace(found=(Coding("REB", resolution="role"),)).made
