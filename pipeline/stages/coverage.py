"""What the rules of a codebook do not cover in a corpus: the to-do list of its author.

Counted are verbs and event nouns with a known actor on one side. Such a word is missing where no rule has it as a
trigger, and unfit where a rule has it but none fits most of its uses. Left out are the words of the set `ignored` in
words.yml, nouns that name an actor, verbs that merely carry a coded noun or lead to a coded deed ("held talks", "plans
to leave"), what a coded deed governs, and texts on topics that are not coded.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.codebook.actions.coder import SentenceCoder
from pipeline.codebook.actions.verdicts import verdicts
from pipeline.codebook.actors.article import Article
from pipeline.codebook.load import Codebook
from pipeline.codebook.words import ACTOR
from pipeline.mentions import Mention
from pipeline.stages import grounds
from pipeline.stages.corpus import Text, read_texts
from pipeline.stages.drafts import read_on
from pipeline.terminal import plain

SAMPLES = 3  # sentences shown for a word
MOST = 0.5  # share of its uses that a word with rules must be uncoded in to be listed
_FEW = 3  # rules that come as near; of more none is the one to widen
_SHOWN = 5  # articles that are called by their ids
_WIDTH = 160  # characters of a sentence that are shown
_SIDES = ("subject", "object")
_NOUN_SIDES = (*_SIDES, "prep.by", "prep.against", "prep.with", "prep.on")
_POS = {"VERB": "verb", "NOUN": "noun"}


class Word(NamedTuple):
    """A verb (with its particle) or noun."""

    pos: str
    text: str


class Uses:
    """What has been seen of one word."""

    def __init__(self) -> None:
        self.count = self.uncoded = 0
        self.misfits: Counter[tuple[str, str]] = Counter()  # (rule, why it did not fit)
        self.samples: list[str] = []

    def add(self, coded: bool, misfits: Sequence[tuple[str, str]], sample: str) -> None:
        """One more use; the misfits are those of a use that no rule fits."""
        self.count += 1
        if not coded:
            self.uncoded += 1
            self.misfits.update(misfits)
            if len(self.samples) < SAMPLES and sample not in self.samples:
                self.samples.append(sample)


class Coverage:
    """Counts the uses of words over the texts of a corpus."""

    def __init__(self, codebook: Codebook, ignored: frozenset[str]) -> None:
        self.codebook, self.ignored = codebook, ignored
        self.texts = self.sentences = 0
        self.off_topic: list[str] = []  # the ids of articles
        self.refused: Counter[str] = Counter()
        self.words: dict[Word, Uses] = {}

    def add(self, text: Text) -> None:
        """Count what one text uses."""
        if self.codebook.topics.off_topic(text.document["text"]):
            self.off_topic.append(text.document["doc_id"])
            return
        self.texts += 1
        heard = [mention for mentions in text.mentions.values() for mention in mentions]
        article = Article(text.document["date"], self.codebook.actors, None, heard, text.document["text"])
        for sentence in text.sentences:
            self.sentences += 1
            mentions = text.mentions[sentence["sentence_id"]]
            coder = read_on(mentions, article, self.codebook, sentence)
            for mention in self._telling(mentions, coder):
                coded = coder.coded(mention.mention_id) is not None
                misfits = [] if coded else _misfits(coder, mention)
                uses = self.words.setdefault(_word(mention), Uses())
                uses.add(coded, misfits, _sample(text.document["text"], sentence, mention))

    def _telling(self, mentions: Sequence[Mention], coder: SentenceCoder) -> Iterator[Mention]:
        """The mentions that say what a known actor does or suffers, and that nothing above them has spent."""
        coded = {m.mention_id for m in mentions if coder.coded(m.mention_id) is not None}
        light = {arg.mention for m in mentions for arg in m.args if arg.slot == "light" and m.mention_id in coded}
        leading = {m.mention_id for m in mentions if any(a.slot == "clause" and a.mention in coded for a in m.args)}
        spent = light | (leading - coded) | coder.absorbed()
        for mention in mentions:
            if mention.mention_id in spent or mention.pos not in _POS or _word(mention).text in self.ignored:
                continue
            actors = {arg.slot for arg in mention.args if arg.slot in _NOUN_SIDES and ACTOR in coder.kinds(arg)}
            if actors.intersection(_SIDES) if mention.pos == "VERB" else self._is_deed(mention, actors):
                yield mention

    def _is_deed(self, mention: Mention, actors: set[str]) -> bool:
        """Whether a noun tells an event: it stands between two actors, or is carried by a verb and done to one, and
        names nobody. Whoever "has power" does nothing."""
        told = len(actors) > 1 or (any(arg.slot == "light" for arg in mention.args) and actors != {"subject"})
        return bool(actors) and told and not self.codebook.actors.find([mention.form])

    def missing(self) -> list[tuple[Word, Uses]]:
        """Words that no rule has as a trigger, the most frequent first."""
        return self._ranked(lambda uses: uses.uncoded == uses.count and not uses.misfits)

    def unfit(self) -> list[tuple[Word, Uses]]:
        """Words that rules have as a trigger, but that most uses are not coded by, the most frequent first."""
        return self._ranked(lambda uses: bool(uses.misfits) and uses.uncoded > MOST * uses.count)

    def _ranked(self, wanted: Callable[[Uses], bool]) -> list[tuple[Word, Uses]]:
        found = [(word, uses) for word, uses in self.words.items() if wanted(uses)]
        return sorted(found, key=lambda one: (-one[1].uncoded, one[0]))


def measure(
    patterns: Sequence[str], codebook: Codebook, ignored: frozenset[str], advance: Callable[[int], None]
) -> Coverage:
    """Count the words of all texts; `advance` is told how many are done. Raises UsageError where there are none."""
    coverage = Coverage(codebook, ignored)
    for text in read_texts(patterns, advance, coverage.refused):
        coverage.add(text)
    return coverage


def _word(mention: Mention) -> Word:
    return Word(mention.pos, " ".join(filter(None, (mention.lemma, mention.particle))))


def _misfits(coder: SentenceCoder, mention: Mention) -> list[tuple[str, str]]:
    """The rules that come nearest to a use that none fits, and why they do not."""
    found = verdicts(mention, coder)
    nearest = max((verdict.nearness for verdict in found), default=(0, 0))
    return [(one.rule.id, one.misfit) for one in found if one.misfit and one.nearness == nearest]


def _sample(text: str, sentence: Any, mention: Mention) -> str:
    """The sentence, or the part of a long one around the word, in one line."""
    start, end = sentence["start"], sentence["end"]
    first = max(start, min(mention.start - _WIDTH // 2, end - _WIDTH))
    last = min(end, first + _WIDTH)
    shown = " ".join(text[first:last].split())
    return f"{'…' if first > start else ''}{shown}{'…' if last < end else ''}"


# ---------------------------------------------------------------- the report


def coverage_json(coverage: Coverage, top: int) -> str:
    """The to-do list for programs."""
    lists = {"missing": coverage.missing(), "unfit": coverage.unfit()}
    return json.dumps(
        {
            **_counts(coverage),
            "refused": dict(coverage.refused),
            "off_topic_ids": coverage.off_topic,
            **{name: [_entry(word, uses) for word, uses in found[:top]] for name, found in lists.items()},
        },
        indent=2,
        ensure_ascii=False,
    )


def _counts(coverage: Coverage) -> dict[str, int]:
    uses = sum(uses.count for uses in coverage.words.values())
    coded = uses - sum(uses.uncoded for uses in coverage.words.values())
    texts = {"texts": coverage.texts, "off_topic": len(coverage.off_topic), "sentences": coverage.sentences}
    return {**texts, "uses": uses, "coded": coded}


def _entry(word: Word, uses: Uses) -> dict[str, Any]:
    entry: dict[str, Any] = {"pos": _POS[word.pos], "word": word.text, "uncoded": uses.uncoded, "uses": uses.count}
    if uses.misfits:
        (rule, misfit), count, alike = _worst(uses)
        entry |= {"rule": rule, "misfit": misfit, "misfit_uses": count, "rules_alike": alike}
    return {**entry, "samples": uses.samples}


def _worst(uses: Uses) -> tuple[tuple[str, str], int, int]:
    """The rule and condition that failed most often of those that came nearest, how often, and how many did so."""
    most = max(uses.misfits.values())
    worst = sorted(one for one, count in uses.misfits.items() if count == most)
    return worst[0], most, len(worst)


def coverage_text(coverage: Coverage, top: int) -> str:
    """The to-do list for a terminal."""
    counts = _counts(coverage)
    lines = [
        f"{counts['texts']:,} texts, {counts['sentences']:,} sentences; {counts['uses']:,} verbs and event nouns"
        f" with a known actor, {counts['coded']:,} of them coded"
    ]
    left_out = {grounds.OFF_TOPIC: len(coverage.off_topic), **coverage.refused}
    if any(left_out.values()):
        lines.append("left out: " + ", ".join(f"{reason} {count:,}" for reason, count in left_out.items() if count))
    if named := coverage.off_topic[:_SHOWN]:
        more = len(coverage.off_topic) - len(named)
        ids = ", ".join(plain(name, _WIDTH) for name in named)
        lines.append(f"{grounds.OFF_TOPIC}: {ids}{f' and {more:,} more' if more else ''}")
    for head, found in (
        ("NO RULE HAS THE WORD", coverage.missing()),
        ("A RULE HAS THE WORD, BUT NONE FITS MOST USES", coverage.unfit()),
    ):
        lines += ["", f"{head} ({len(found):,})"]
        for word, uses in found[:top]:
            lines += _lines(word, uses)
    return "\n".join(lines)


def _lines(word: Word, uses: Uses) -> Iterator[str]:
    count = f"{uses.uncoded:,} of {uses.count:,}" if uses.misfits else f"{uses.count:,}"
    yield f"  {count:>12}  {_POS[word.pos]}  {word.text}"
    if uses.misfits:
        (rule, misfit), times, alike = _worst(uses)
        others = f"of {alike} rules that come as near, " if alike > _FEW else ""
        yield f"                {others}{rule} fails in {times:,}: {misfit}"
    yield from (f"                “{sample}”" for sample in uses.samples)
