"""In an article a deed wants an event of its kind; what is quoted tells none."""

from typing import Any

import pytest

from pipeline.codebook.incidents.classify import Type
from pipeline.stages.quotations import is_quoted, quotations
from pipeline.stages.told_deeds import ToldDeeds, is_article, is_note

CLASH = Type("Armed clash", "Battles", "Political violence", ("18", "19"))
ANY = Type("Other", "Strategic developments", "Strategic developments")
TEXT = 'Rebels fought the army. "They fight. We fight back," he said. Unions fight a freeze.'


def event(sentence_id: int, code: str, modality: str = "asserted") -> dict[str, Any]:
    return {"sentence_id": sentence_id, "cameo_code": code, "modality": modality}


def sentence(number: int, words: str) -> dict[str, Any]:
    return {"sentence_id": number, "start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


@pytest.mark.parametrize(
    ("kind", "events", "tells"),
    [
        (CLASH, [event(0, "190")], True),
        (CLASH, [event(0, "1823", "alleged")], True),
        (CLASH, [event(0, "190", "planned")], False),
        (CLASH, [event(0, "120")], False),
        (CLASH, [event(3, "190")], False),
        (CLASH, [], False),
        (ANY, [], True),
    ],
)
def test_a_deed_wants_an_event_of_its_kind(kind: Type, events: list[dict[str, Any]], tells: bool) -> None:
    assert ToldDeeds(TEXT, events).tells(kind, sentence(0, "Rebels fought the army.")) is tells


def test_beside_deeds_some_sentences_tell_by_words_alone_but_no_faint_type() -> None:
    told, first = ToldDeeds(TEXT, [], alone={0}), sentence(0, "Rebels fought the army.")
    assert told.tells(CLASH, first)
    assert not told.tells(CLASH._replace(faint=True), first)
    assert not told.tells(CLASH, sentence(3, "Unions fight a freeze."))


def test_what_is_quoted_tells_nothing() -> None:
    told = ToldDeeds(TEXT, [event(1, "190"), event(2, "190")])
    assert not told.tells(CLASH, sentence(1, '"They fight.'))
    assert not told.tells(CLASH, sentence(2, "We fight back,"))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said: "We fled. They shot." Then it rained.', ['"We fled. They shot."']),
        ("She said “we ran” and left.", ["“we ran”"]),
        ('The 6" gun and the 8" gun fired.', []),
        ('"It began.\n"It ended."', ['"It ended."']),
        ('He had a "plan. The "plan" failed.', ['"plan"']),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_a_sentence_is_quoted_when_nearly_all_of_it_is() -> None:
    assert is_quoted(0, 100, [(0, 90)])
    assert not is_quoted(0, 100, [(0, 50)])


@pytest.mark.parametrize(
    ("text", "sentences", "article"),
    [(TEXT, 4, False), (TEXT, 5, True), ("Rebels fought.", 6, False), ("Rebels fought.", 7, True)],
)
def test_short_documents_that_quote_nobody_are_reports(text: str, sentences: int, article: bool) -> None:
    assert is_article(text, sentences) is article


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("On 4 July 2023, women in black stood outside the court in Lima.", True),
        ("Around 4 July 2023 (as reported), rebels took two goats.", True),
        ("Mob violence: On July 4, 2023, villagers beat a thief in Beni.", True),
        ("On Tuesday, women stood outside the court in Lima.", False),
        ("The court sat on 4 July 2023 in Lima.", False),
    ],
)
def test_notes_open_with_their_date(text: str, note: bool) -> None:
    assert is_note(text) is note
