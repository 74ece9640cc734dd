"""Whether an article tells a deed as done.

A report of a few sentences tells of one incident, and its words alone may say which. Most of an article tells of
something else: of attacks that are feared, planned or remembered, of fights over wages. There a deed wants the word of
the grammar: an event of its kind in the same sentence. An article that tells one so tells others beside it by words
alone, in sentences that name a day of the last two weeks. What somebody is quoted as saying tells none.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pipeline.codebook.incidents.classify import Type
from pipeline.english import MONTHS
from pipeline.stages.quotations import is_quoted, quotations

REPORT, BRIEF = 6, 4  # sentences of the longest report, and of the longest that quotes somebody
TOLD = frozenset({"asserted", "alleged"})  # the modalities of events that are told as done

# How a coder's notes open: "On 3 May 2022, …", "Arrests: Around 3 May 2022 (as reported), …"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_NOTE = re.compile(rf"(?:[A-Z][\w /,-]{{2,50}}: )?(?:On|Around) (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}},?) \d{{4}}\b")


def is_note(text: str) -> bool:
    """Whether a text is a coder's note: written to tell an incident, it is no ordinary news whatever its words."""
    return _NOTE.match(text) is not None


def is_article(text: str, sentences: int) -> bool:
    """Whether a document of so many sentences is an article: too long for a report of one incident."""
    return sentences > REPORT or (sentences > BRIEF and bool(quotations(text)))


class ToldDeeds:
    """What an article's events say was done, by sentence.

    `alone`: the sentences, by sentence_id, that may tell deeds beside those by words alone.
    """

    def __init__(self, text: str, events: Iterable[Mapping[str, Any]], alone: Collection[int] = frozenset()) -> None:
        self._quoted, self._alone = quotations(text), alone
        self._codes: dict[int, list[str]] = defaultdict(list)
        for event in events:
            if event["modality"] in TOLD:
                self._codes[event["sentence_id"]].append(event["cameo_code"])

    def tells(self, kind: Type, sentence: Mapping[str, Any]) -> bool:
        """Whether a sentence may tell an incident of this type; types without a list of events may be of any."""
        return self.tells_any((kind,), sentence)

    def tells_any(self, kinds: Iterable[Type], sentence: Mapping[str, Any]) -> bool:
        """Whether a sentence may tell an incident of one of these types."""
        if is_quoted(sentence["start"], sentence["end"], self._quoted):
            return False
        codes = self._codes[sentence["sentence_id"]]
        alone = sentence["sentence_id"] in self._alone
        return any(
            not kind.events or (alone and not kind.faint) or any(code.startswith(kind.events) for code in codes)
            for kind in kinds
        )
