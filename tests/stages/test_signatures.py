import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.stages.signatures import SKETCH, Word, marked_words, sign
from pipeline.tables import DOCUMENTS, SIGNATURES, to_table

ROOT = Path(__file__).parents[2]
TEXT = (
    "LAGOS, Nigeria (Meridian) — Gunmen killed twelve people and wounded at least 1,200 more in Lagos on Monday, "
    "police said. The attackers fled before soldiers came. Residents hid in a church until the morning."
)


def document(text, doc_id="d1", body_start=0):
    return {"doc_id": doc_id, "date": date(2026, 3, 2), "text": text, "body_start": body_start}


def signed(*documents):
    return sign(to_table(list(documents), DOCUMENTS))


def test_words_are_names_numbers_or_neither():
    words = marked_words('Police in Gao held 1,200 men. Twelve were let go, "Most are boys," a lawyer for Niger said.')
    assert words[:4] == [Word("police", ""), Word("in", ""), Word("gao", "name"), Word("held", "")]
    assert [word.text for word in words if word.kind == "number"] == ["1200", "12"]
    assert [word.text for word in words if word.kind == "name"] == ["gao", "niger"]


@pytest.mark.parametrize("vague", ["a", "an", "dozens", "hundreds"])
def test_articles_and_vague_words_are_no_numbers(vague):
    assert marked_words(f"They saw {vague} man.")[2] == Word(vague, "")


def test_one_row_a_document_without_its_dateline():
    table = signed(document(TEXT, body_start=TEXT.index("Gunmen")), document("Too short.", "d2"))
    assert table.schema == SIGNATURES
    full, short = table.to_pylist()
    assert (full["doc_id"], len(full["sketch"]), len(full["lead"])) == ("d1", SKETCH, SKETCH)
    assert full["shingles"] == sorted(set(full["shingles"])) != []
    assert short["shingles"] == short["numbers"] == short["names"] == []
    assert len(signed(document(TEXT)).to_pylist()[0]["shingles"]) > len(full["shingles"])


def test_no_documents_no_rows():
    assert signed().num_rows == 0


def test_case_and_spacing_do_not_count():
    one, two = signed(
        document("The army shelled the old town again."), document("THE army  shelled\nthe Old Town again!")
    )["sketch"].to_pylist()
    assert one == two


def test_the_same_in_every_process():
    code = "from tests.stages.test_signatures import *; print(signed(document(TEXT)).to_pylist())"
    printed = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        printed.add(done.stdout)
    assert len(printed) == 1
