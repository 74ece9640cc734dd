"""What an article is recognised by when another outlet prints it again: its word shingles, their MinHash, its facts.

A shingle is three words in a row. MinHash (`rensa`) makes of a set of shingles a row of numbers of fixed length, of
which two sets agree in the share in which the sets agree. A fact is a name or number beside its neighbours: two
articles that put another number between the same words tell another story, however alike they are.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import rensa

from pipeline.resolve.counts import parse_number
from pipeline.resolve.quantity import words_of
from pipeline.tables import SIGNATURES, to_table

SHINGLE = 3  # words; two are shared by any two reports of a matter, four are lost with every synonym
SKETCH = 128  # numbers in a MinHash: 64 bands of two, see `duplicates`
SEED = 20_260
LEAD = 60
"""Shingles at the beginning, which have a MinHash of their own: copy cut to a few paragraphs is found by it."""
MAX_WORDS = 4_000  # what follows in a long article tells nothing new of who copied it

HALF = 32
"""Bits: a fact is the half of its context's hash, then the half of its own."""

# Words that any two texts share: left out, so that shingles are made of what a text is about.
_COMMON = words_of(
    "a an the this that these those it its he she they them his her their we our you your i who whom which whose what"
    " of in on at by for to from with without into onto over under between through during against about near after"
    " before since until and or but nor so as if than then when where while because although though also not no"
    " is are was were be been being has have had do does did will would can could may might shall should must"
    " said says say told there here up down out off all some any more most other such only own very too just"
)

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:\n\"“”•]")


class Word(NamedTuple):
    """A word in lower case (a number as its digits), and whether it is a number or a name."""

    text: str
    kind: str  # "number", "name" or ""


def sign(documents: pa.Table) -> pa.Table:
    """DOCUMENTS → SIGNATURES, one row per document. Its text counts, not its headline or dateline."""
    rows, hashes = [], []
    for document in documents.to_pylist():
        words = marked_words(document["text"][document["body_start"] or 0 :])
        hashes.append(list(_shingles(words)))
        rows.append({"doc_id": document["doc_id"], "date": document["date"], **_described(words, hashes[-1])})
    sketches = zip(sketch(hashes), sketch([one[:LEAD] for one in hashes]), strict=True)
    rows = [{**row, "sketch": whole, "lead": lead} for row, (whole, lead) in zip(rows, sketches, strict=True)]
    return to_table(rows, SIGNATURES)


def sketch(shingles: Sequence[Sequence[int]]) -> list[list[int]]:
    """The MinHash of each set of shingles' hashes."""
    if not shingles:
        return []
    hashes = np.fromiter((one for row in shingles for one in row), np.uint64)
    offsets = list(accumulate(map(len, shingles), initial=0))
    found = rensa.RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, SKETCH, SEED)
    rows: list[list[int]] = found.to_rows()
    return rows


def _described(words: Sequence[Word], shingles: Iterable[int]) -> dict[str, list[int]]:
    """Half of each shingle's hash tells it from others, too."""
    short = sorted({one >> HALF for one in shingles})
    return {"shingles": short, **{f"{kind}s": sorted(set(_facts(words, kind))) for kind in ("number", "name")}}


def marked_words(text: str) -> list[Word]:
    """The words of a text, with what they are; a capital at the beginning of a sentence makes no name."""
    found = list(_WORD.finditer(text))[:MAX_WORDS]
    starts = [True, *(bool(_SENTENCE_END.search(text, one.end(), two.start())) for one, two in pairwise(found))]
    return [_word(match.group(), start) for match, start in zip(found, starts, strict=False)]


def _word(form: str, starts: bool) -> Word:
    lower = form.lower()
    number = _number(lower)
    if number is not None:
        return Word(number, "number")
    return Word(lower, "name" if form[0].isupper() and not starts else "")


@lru_cache(maxsize=50_000)
def _number(word: str) -> str | None:
    """The digits of a number in digits or words; articles and vague words are none."""
    if word[0].isdigit():
        return word.replace(",", "")
    found = None if word in {"a", "an"} else parse_number([word], 0)
    return str(found[0]) if found and not word.endswith("s") else None


def _shingles(words: Sequence[Word]) -> Iterator[int]:
    texts = [word.text for word in words if word.text not in _COMMON]
    return (_hash(*texts[at : at + SHINGLE]) for at in range(len(texts) - SHINGLE + 1))


def _facts(words: Sequence[Word], kind: str) -> Iterator[int]:
    """Each name or number of a kind with what stands before, around and after it: the context's hash, then its own."""
    texts = ["", "", *(word.text for word in words), "", ""]
    for at, word in enumerate(words, 2):
        if word.kind == kind:
            before, after = texts[at - 2 : at], texts[at + 1 : at + 3]
            for context in (("before", *before), ("around", before[1], after[0]), ("after", *after)):
                yield _join(_hash(*context), _hash(word.text))


def _join(context: int, value: int) -> int:
    return (context >> HALF << HALF) | (value >> HALF)


def _hash(*words: str) -> int:
    """The same in every process, unlike Python's own hash."""
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest())
