"""`evaluate`: a codebook's events against a labelled file."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.codebook.load import Codebook
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.stages.events import code
from pipeline.stages.gold import GoldTexts, read_gold
from pipeline.stages.mentions import detect
from pipeline.stages.scoring import Event, LevelScore, Tally, in_order, pairs_found, score
from pipeline.stages.sentences import split

PORTION = 100  # documents that are coded together
_CONFUSIONS = 20  # shown in the table
_NOTHING = "nothing"


class Evaluation(NamedTuple):
    """The scores of a file by level of labels. `quiet` counts texts without an event, `noisy` those of them coded."""

    texts: int
    events: int
    quiet: int
    noisy: int
    levels: Mapping[str, LevelScore]
    pairs: tuple[int, int]  # found, of so many


def evaluate(pattern: str, codebook: Codebook, gazetteer: Gazetteer, advance: Callable[[int], None]) -> Evaluation:
    """Code the texts of a labelled file as a run would, and score the events.

    Raises UsageError for rows that cannot be used.
    """
    gold = read_gold(pattern, codebook)
    coded = in_order(_coded(gold, codebook, gazetteer, advance))
    texts = [(events, coded.get(doc_id, [])) for doc_id, events in gold.events.items()]
    labelled = [[event for event in events if event.labels] for events, _ in texts]
    silent = [bool(found) for (_, found), events in zip(texts, labelled, strict=True) if not events]
    levels = {level: score(level, texts) for level in gold.levels}
    return Evaluation(len(texts), sum(map(len, labelled)), len(silent), sum(silent), levels, pairs_found(texts))


def _coded(
    gold: GoldTexts, codebook: Codebook, gazetteer: Gazetteer, advance: Callable[[int], None]
) -> Iterator[Event]:
    for start in range(0, gold.documents.num_rows, PORTION):
        documents = gold.documents.slice(start, PORTION)
        sentences = split(documents)
        events, _ = code(documents, sentences, detect(documents, sentences), codebook, gazetteer)
        yield from events.to_pylist()
        advance(documents.num_rows)


def evaluation_json(found: Evaluation) -> str:
    """The scores for programs; no event is null."""
    levels = {level: _level(scored) for level, scored in found.levels.items()}
    counts = {"texts": found.texts, "events": found.events, "quiet_texts": found.quiet, "quiet_coded": found.noisy}
    pairs = {"found": found.pairs[0], "labelled": found.pairs[1]}
    return json.dumps({**counts, "levels": levels, "pairs": pairs}, indent=2)


def _level(scored: LevelScore) -> dict[str, Any]:
    precision, recall, f1 = scored.macro
    confused = [
        {"gold": gold, "coded": coded, "count": count} for (gold, coded), count in scored.confused.most_common()
    ]
    return {
        "codes": {label: _figures(tally) for label, tally in scored.codes.items()},
        "micro": _figures(scored.micro),
        "macro": {"precision": precision, "recall": recall, "f1": f1},
        "events": _figures(scored.events),
        "confusions": confused,
    }


def _figures(tally: Tally) -> dict[str, float]:
    return {**tally._asdict(), "precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def evaluation_text(found: Evaluation) -> str:
    """The scores as tables."""
    lines = [f"{found.texts:,} texts, {found.events:,} labelled events"]
    if found.quiet:
        lines.append(f"{found.quiet:,} texts without an event, {found.noisy:,} of them coded")
    for level, scored in found.levels.items():
        lines += ["", f"{level:<14}{'gold':>7}{'coded':>7}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>8}"]
        lines += [_row(label, tally, tally[:]) for label, tally in scored.codes.items()]
        lines += ["", _row("micro", scored.micro, scored.micro[:]), _shares("macro", (), scored.macro)]
        lines.append(_row("with actors", scored.events, scored.events[:]))
        lines += _confused(scored)
    found_pairs, asked = found.pairs
    if asked:
        lines += ["", f"pairs of actors found: {found_pairs:,} of {asked:,}, {found_pairs / asked:.3f}"]
    return "\n".join(lines)


def _row(label: str, tally: Tally, counts: tuple[int, ...]) -> str:
    return _shares(label, counts, (tally.precision, tally.recall, tally.f1))


def _shares(label: str, counts: tuple[int, ...], shares: tuple[float, float, float]) -> str:
    precision, recall, f1 = shares
    shown = "".join(f"{count:>7,}" for count in counts) or " " * 21
    return f"{label:<14}{shown}{precision:>11.3f}{recall:>8.3f}{f1:>8.3f}"


def _confused(scored: LevelScore) -> Iterator[str]:
    if scored.confused:
        yield "\nconfused: gold → coded"
    for (gold, coded), count in scored.confused.most_common(_CONFUSIONS):
        yield f"{count:>7,}  {gold or _NOTHING} → {coded or _NOTHING}"
    more = len(scored.confused) - _CONFUSIONS
    if more > 0:
        yield f"         and {more:,} more kinds, see --json"
