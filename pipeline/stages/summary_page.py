"""The run summary: one page about what a run took in and coded, what is unusual about it, and what it changed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.stages.calendar_bins import binned, covered
from pipeline.stages.drift import Finding, Night
from pipeline.stages.measures import Measures, nothing
from pipeline.stages.page import Figure, Markup, day, details, items, page, section, table, tag
from pipeline.stages.plots import Column, bar, columns, key, world
from pipeline.stages.summary_nights import QUADS, compared, course, exchanged

MAX_ROWS = 12
_TOTALS = {
    "documents.read": "records read",
    "documents.accepted": "articles accepted",
    "documents.rejected": "records refused",
    "sentences": "sentences",
    "mentions": "mentions",
    "events": "events",
    "incidents": "incidents",
}


class Slow(NamedTuple):
    """An article and the seconds that it is estimated to have taken."""

    doc_id: str
    title: str
    characters: int
    seconds: float


class RunFacts(NamedTuple):
    """What is known of a run. `coded`: of all it coded, also anew · `nights`: on record, this one last, if it is one
    `before`: the folder's totals before the run · `stages`: seconds of work by stage, of all processes."""

    coded: Measures = nothing()
    nights: Sequence[Night] = ()
    night: Night | None = None
    findings: Sequence[Finding] = ()
    before: Mapping[str, int] = {}
    stages: Mapping[str, float] = {}
    slowest: Sequence[Slow] = ()


def summary_html(manifest: Mapping[str, Any], facts: RunFacts) -> str:
    """The page. `manifest`: the fields of the finished manifest."""
    counts: Mapping[str, int] = manifest.get("counts") or {}
    return page(
        "Run summary",
        _lead(manifest, facts),
        section("Unusual", _unusual(facts)),
        section("What has changed", *_changes(counts, facts)),
        section("Counts by stage, in the whole folder", _stages(counts)),
        section("Refused, by stage and reason", *_refused(manifest)),
        section("Events by day", *_by_day(facts.coded)),
        section("Events by type", _bars(("PLOVER type, or CAMEO root", "Events"), facts.coded.types)),
        section("Dyads", _bars(("Source", "Target", "Events"), facts.coded.dyads)),
        section("Places", *_places(facts.coded)),
        section("Nights", *course(facts.nights)),
        section("Slowest articles, estimated", *_slowest(facts)),
        section(
            "Incidents by type, in the whole folder",
            _bars(("ACLED sub-event type", "Incidents"), _under(counts, "incidents.")),
        ),
        section("How this was made", table(("", ""), _made(manifest))),
    )


def _lead(manifest: Mapping[str, Any], facts: RunFacts) -> Markup:
    new = facts.night.sums if facts.night else {}
    coded = facts.coded.sums
    what = (
        f"{new.get('documents', 0):,} new articles gave {new.get('events', 0):,} events and "
        f"{new.get('incidents', 0):,} incidents."
        if facts.night
        else "No new articles."
    )
    plots = f"The plots show the {coded['documents']:,} articles that this run coded, new or anew."
    return tag("p", f"{_moment(manifest.get('started'))}: {what} {plots}")


def _moment(text: Any) -> str:
    """A recorded time for people, in UTC."""
    try:
        return dt.datetime.fromisoformat(str(text)).astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    except ValueError:
        return "Not finished"


def _unusual(facts: RunFacts) -> Markup:
    if not facts.night:
        return tag("p", "This run took in nothing new that could be compared.")
    if not facts.findings:
        earlier = len(facts.nights) - 1
        return tag("p", f"Nothing. Earlier nights on record: {earlier}.", "passed" if earlier > 0 else "")
    kinds = {"error": "failed", "warning": "warned"}
    return items(
        Markup(f"{tag('span', one.level, kinds[one.level])} {tag('span', one.told())}") for one in facts.findings
    )


def _changes(counts: Mapping[str, int], facts: RunFacts) -> Iterable[Markup]:
    """The folder before and after this run, and this night beside the one before."""
    totals = [(shown, facts.before.get(name, 0), counts.get(name, 0)) for name, shown in _TOTALS.items()]
    yield table(("In the folder", "Before", "Now"), [row for row in totals if any(row[1:])])
    if facts.night and len(facts.nights) > 1:
        last = facts.nights[-2]
        yield table(("In a night", last.run[:10], facts.night.run[:10]), compared(last, facts.night))
        yield items(exchanged(last, facts.night))


def _stages(counts: Mapping[str, int]) -> Markup:
    numbers = {shown: counts[name] for name, shown in _TOTALS.items() if counts.get(name)}
    top = max(numbers.values(), default=0)
    return table(("", "Rows", ""), [(shown, n, bar(n, top)) for shown, n in numbers.items()])


def _refused(manifest: Mapping[str, Any]) -> Iterable[Markup]:
    """The books of the whole folder, where what is given = what is carried on + what is refused, and the reasons."""
    books = manifest.get("books") or {}
    rows = [(stage, book["given"], book["carried"], book["refused"]) for stage, book in books.items()]
    yield table(("Stage", "Documents given", "Carried on", "Refused"), rows)
    rejects = manifest.get("rejects") or {}
    numbers = {(stage, reason): n for stage, reasons in rejects.items() for reason, n in reasons.items()}
    yield _bars(("Stage", "Reason", "Records or sentences"), numbers)


def _bars(head: Sequence[str], numbers: Mapping[Any, int]) -> Markup:
    """A table of the largest numbers with a bar for each, and how many more there are."""
    ranked = sorted(numbers.items(), key=lambda item: -item[1])
    shown, rest = ranked[:MAX_ROWS], ranked[MAX_ROWS:]
    top = ranked[0][1] if ranked else 0
    rows = [(*_names(name), n, bar(n, top)) for name, n in shown if n]
    if rest:
        blank = [""] * (len(head) - 2)
        rows.append((f"{len(rest):,} more", *blank, sum(n for _, n in rest), Markup(" ")))
    return table((*head, ""), rows)


def _names(name: Any) -> tuple[str, ...]:
    return tuple(map(str, name)) if isinstance(name, tuple) else (str(name),)


def _under(counts: Mapping[str, int], prefix: str) -> dict[str, int]:
    return {key.removeprefix(prefix): n for key, n in counts.items() if key.startswith(prefix)}


def _by_day(coded: Measures) -> Iterable[Markup]:
    """Events in the time that the articles cover; what lies before and after is told as a number."""
    if not coded.days or not coded.published:
        return
    first, last = covered(coded.published)
    inside = Counter({key: n for key, n in coded.days.items() if first <= key[0] <= last})
    bins = binned(inside, first, last)
    shown = [Column(name, tuple(quads[quad] for quad in (1, 2, 3, 4))) for name, quads in bins.items()]
    yield columns(shown, tuple(QUADS), f"Events from {first} to {last}, by quad class")
    yield key(QUADS)
    yield tag("p", f"{_outside(coded, first, last)} Dates are those of the events, not of the articles.")
    rows = [(day(one.name), *map(int, one.parts), int(sum(one.parts))) for one in shown if any(one.parts)]
    yield details("As a table", table(("When", *(f"Quad {quad}" for quad in (1, 2, 3, 4)), "All"), rows))


def _outside(coded: Measures, first: dt.date, last: dt.date) -> str:
    before = sum(n for (when, _), n in coded.days.items() if when < first)
    after = sum(n for (when, _), n in coded.days.items() if when > last)
    return f"{before:,} events lie before {first}, {after:,} after {last}."


def _places(coded: Measures) -> Iterable[Markup]:
    yield world(coded.places, "Where events were coded")
    yield _bars(("Place", "Country", "Events"), _by_name(coded))


def _by_name(coded: Measures) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for place, number in coded.places.items():
        found[place.name, place.country] += number
    return found


def _slowest(facts: RunFacts) -> Iterable[Markup]:
    rows = [(_article(one), one.characters, Figure(f"{one.seconds:.1f}")) for one in facts.slowest]
    if rows:
        yield tag(
            "p", "Time is measured by batch. Here each batch's time is shared out by length, as parsing goes by length."
        )
        yield table(("Article", "Characters", "Seconds"), rows)
    seconds = [(stage, Figure(f"{taken:,.1f}")) for stage, taken in facts.stages.items()]
    yield details("Seconds of work by stage, of all processes", table(("Stage", "Seconds"), seconds))


def _article(one: Slow) -> Markup:
    title = f"{tag('span', one.title)}<br>" if one.title else ""
    return Markup(f"{title}{tag('small', one.doc_id)}")


def _made(manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    codebook = manifest.get("codebook") or {}
    facts = {
        "Started": _moment(manifest.get("started")),
        "Finished": _moment(manifest.get("finished")),
        "Codebook": " ".join(str(codebook[part]) for part in ("version", "digest") if codebook.get(part)),
        "Model": manifest.get("model"),
        "Files read": len(manifest.get("inputs") or ()) or None,
    }
    return [(name, str(value)) for name, value in facts.items() if value]
