"""Dates in news English, read relative to the day of publication.

Why a grammar of our own (`dateforms`): general date readers err on news. They put "Thursday", published on a Thursday,
a week back, turn "in July" into a day, and miss "overnight" and "earlier this week".
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.english import MONTHS, WEEKDAYS
from pipeline.mentions import AROUND, Stretch
from pipeline.resolve.dateforms import COUNT, DAY, FORMS, WEEK, Clock, Span, shifted


class DateMention(NamedTuple):
    """Words `text[start:end]` that name `day`; `last` is the last day of a stated range, else null.

    aside: where an aside begins that holds them ("…, who fled in 2016, …"), null where they stand in none.
    """

    start: int
    end: int
    text: str
    day: date
    precision: int
    last: date | None = None
    aside: int | None = None


# Words without which no form can stand: plain searches, for most sentences hold none.
_CUES = (
    *(month[:3] for month in MONTHS), *(month[:3].upper() for month in MONTHS), "day", "DAY", "Tue", "Thu", "Fri",
    "19", "20", "Day", "week", "month", "year", "night", "morning", "evening", "afternoon", "tomorrow", " hours",
    "Year", "hristmas", "alloween", "piphany",
)  # fmt: skip
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_FIRST = (
    r"(?=[\dJFMASOND]|[TW][eEhHuU]|(?:[Ll]ast|[Pp]ast|[Pp]rev|[Nn]ext|[Cc]oming|[Tt]h[ei]|[Tt]hat|[Ee]arl|[Ll]ate|[Yy]est"
    r"|[Tt]o[dnm]|rec|over|an? |one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several"
    r"|in |within |since|during|throughout|on |at |mid|end|start|begin|month|day)|[A-Z])"
)
_NAMED = re.compile(r"\(\?P<\w+>")
_ANY = re.compile(
    rf"(?<![\w/.-]){_FIRST}(?:"
    + "|".join(f"(?P<f{i}>{_NAMED.sub('(?:', form.pattern)})" for i, (form, _) in enumerate(FORMS))
    + ")"
)
_ABOUT = re.compile(r"(?:around|about|circa|approximately) (?:the )?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:early |late |last )?$", re.IGNORECASE)
_ASIDE = re.compile(r"[,–—] (?:who|whom|whose|which|where|when|in which)\b[^,;.()]*$")
_NIGHT = re.compile(r"night (?:(?:from|of|between) )?$", re.IGNORECASE)
_INTO = re.compile(r" (?:to|into|and) (?:early |late )?")
_AHEAD = re.compile(
    r"\b(?:before|ahead of|until|till|by|for|due on|scheduled for|set for|planned for|upcoming)(?: the)? $",
    re.IGNORECASE,
)
# What is called for a weekday, or holds until it, lies ahead: "called a rally for Sunday", "closed it until Sunday".
_CALLED_FOR = re.compile(
    r"(?<!had )\b(?:call(?:ed|s)|announce[ds]?|scheduled?|slated)\b(?: [^\s,;.]+){1,6}? for $"
    r"|(?<!had )\b(?:extend(?:ed|s)?|impose[ds]?|declare[ds]?|order(?:ed|s)?|give[ns]?|gave|grant(?:ed|s)?"
    r"|clos(?:ed?|es)|suspend(?:ed|s)?|ban(?:ned|s)?|delay(?:ed|s)?|postpone[ds]?|adjourn(?:ed|s)?|renew(?:ed|s)?|prolong(?:ed|s)?"
    r"|hold|holds|remand(?:ed|s)?|set|sets|told)\b(?: [^\s,;.]+){0,8}? (?:until|till) $"
)
_WEEK_LONG = timedelta(days=7)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG_AGO = timedelta(days=270)  # what lies ahead of a deed, "the 10 November vote", was not last year's
_EVE = re.compile(r"\bon the eve of (?:the )?$", re.IGNORECASE)

# "A week after rebels took the town, …": what opens a clause and tells how far its deed lies from the one beside it.
_APART = re.compile(rf"(?i:\b(?P<n>{COUNT}) (?P<unit>day|week|fortnight|month|year)s? (?P<side>after|before) )[^,;.]*$")

_JOINS = re.compile(r",? (?:and|then) (?:[^\s,;.A-Z][^\s,;.]* ){0,4}|, ")  # what stands between two days of one deed

_COUNTS_ON = re.compile(
    r"\b(?:earlier|later|before|(?:previous|following|next) day"
    r"|(?:same|that) (?:day|night|morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_REACH = 5  # sentences: what was named before them is not what "the next day" follows

_CLOSES = frozenset({",", "–", "—"})
_ASIDE_LENGTH = 100  # so much further off is what another clause dates
_VERB_LENGTH = 15  # an offset is a verb's start: a date after the verb lies this much further off


def find_dates(text: str, published: date, anchor: date | None = None) -> list[DateMention]:
    """Dates that the text names, in text order, without overlap.

    "The previous day" and its like count from the last day named before them, from `anchor` where there is none,
    and from `published` without either. A weekday, and a date without a year, is the nearest one not after publication.
    """
    return _scan(text, Clock(published, anchor or published, forward=False))


def anchors(texts: Sequence[str], published: date) -> dict[str, date]:
    """Of an article's sentences those that count from a day named before ("the next day"), with that day."""
    found: dict[str, date] = {}
    for at, text in enumerate(texts):
        if _COUNTS_ON.search(text) and (day := last_day(texts[max(0, at - _REACH) : at], published)):
            found.setdefault(text, day)
    return found


def last_day(texts: Sequence[str], published: date) -> date | None:
    """The last day that sentences name, each counting from those before it."""
    day = None
    for text in texts:
        days = [mention.day for mention in find_dates(text, published, day) if mention.precision == DAY]
        day = days[-1] if days else day
    return day


def of_deed(
    mentions: Sequence[DateMention], scope: Sequence[Stretch], published: date, planned: bool = False
) -> list[DateMention]:
    """Of the dates that a sentence names, those in the nearest clause that may date the deed and has any.

    scope: counted like the mentions. A plan is not of the day on which it was told: "said on Monday it would attack".
    """
    degrees = [_degree(mention, scope) for mention in mentions]
    nearest = min((degree for degree in degrees if degree is not None), default=None)
    near = [mention for mention, degree in zip(mentions, degrees, strict=True) if degree == nearest is not None]
    around = nearest is not None and nearest >= AROUND
    return [mention for mention in near if mention.day >= published] if planned and around else near


def apart(
    text: str, mentions: Sequence[DateMention], scope: Sequence[Stretch], published: date, trigger: int
) -> tuple[date, int] | None:
    """(day, precision) of a deed whose clause says how long before or after another it was done.

    It counts from the date of the clause around, else from publication, which it never passes: "a week after rebels
    took the town, …"; a date of the clause's own goes before. None where the clause does not say so.
    """
    told = _APART.search(text[:trigger])
    if told is None:
        return None
    others = [mention for mention in mentions if not (told.start() < mention.end and mention.start < told.end("side"))]
    around = of_deed(others, scope, published)
    start, precision, _ = event_date(around, published, trigger)
    if any((degree := _degree(mention, scope)) is not None and degree < AROUND for mention in around):
        return start, precision
    day, width, _ = shifted(start, -1 if told["side"].lower() == "after" else 1, told)
    return min(day, published), max(precision, width)


def _degree(mention: DateMention, scope: Sequence[Stretch]) -> int | None:
    """Of the nearest stretch that holds a date or a part of it."""
    return min((degree for start, end, degree in scope if start < mention.end and mention.start < end), default=None)


def with_latest(text: str, mentions: Sequence[DateMention], published: date) -> list[DateMention]:
    """Dates of one clause; of days that it joins, the latest before publication: "in 2014 and again on Monday".

    Coding rule: a deed that a clause tells for several days is one event, of the latest of them.
    """
    kept: list[DateMention] = []
    for mention in mentions:
        joined = bool(kept) and _JOINS.fullmatch(text, kept[-1].end, mention.start) is not None
        if joined and kept[-1].day < mention.day <= published:
            kept[-1] = mention
        elif not joined:
            kept.append(mention)
    return kept


def event_date(
    mentions: Sequence[DateMention], published: date, trigger: int | None = None, planned: bool = False
) -> tuple[date, int, DateMention | None]:
    """When an event happened: the mention nearest to its trigger's offset (the first without a trigger).

    Gives the day, its precision and the mention, or `(published, 1, None)` where no mention serves. An event is never
    dated after publication unless it is planned; then weekdays and dates without a year are read as coming.
    """
    usable = [_coming(m, published) if planned else m for m in mentions]
    usable = [m for m in usable if planned or m.day <= published]
    if not usable:
        return published, DAY, None
    best = usable[0] if trigger is None else min(usable, key=lambda m: _distance(m, trigger))
    return best.day, best.precision, best


def _distance(mention: DateMention, offset: int) -> int:
    """Characters between; more for a date that comes first, since English puts the time after the verb."""
    outside = mention.aside is not None and not mention.aside <= offset < mention.end
    apart = mention.start - offset if mention.start >= offset else offset - mention.end + _VERB_LENGTH
    return apart + (_ASIDE_LENGTH if outside else 0)


def _coming(mention: DateMention, published: date) -> DateMention:
    if mention.day >= published:
        return mention
    again = _scan(mention.text, Clock(published, published, forward=True))
    return mention._replace(day=again[0].day, last=again[0].last) if again else mention


def _scan(text: str, clock: Clock) -> list[DateMention]:
    if not (any(cue in text for cue in _CUES) or _ORDINAL.search(text)):
        return []
    found: list[DateMention] = []
    for match in _ANY.finditer(text):
        mention = _mention(text, match, clock)
        if mention and not (found and _is_morning_after(text, found[-1], mention)):
            found.append(mention)
            clock = clock._replace(anchor=mention.day) if mention.precision == DAY else clock
    return found


def _is_morning_after(text: str, night: DateMention, mention: DateMention) -> bool:
    """Whether a day only ends a night: "overnight from Monday to Tuesday"."""
    linked = _INTO.fullmatch(text, night.end, mention.start)
    return bool(linked and _NIGHT.search(text[max(0, night.start - 30) : night.start]))


def _mention(text: str, match: re.Match[str], clock: Clock) -> DateMention | None:
    pattern, read = FORMS[int((match.lastgroup or "f0")[1:])]
    parts = pattern.match(text, match.start())
    try:
        span = read(parts, clock) if parts else None
    except (ValueError, OverflowError):  # "31 June", "9999 weeks ago"
        return None
    return _with_cue(text, match, span, clock) if span else None


def _with_cue(text: str, match: re.Match[str], span: Span, clock: Clock) -> DateMention:
    """Let the words just before a date have their say: around, since, on the eve of."""
    day, precision, last = span
    before = text[max(0, match.start() - 60) : match.start()]
    if _EVE.search(before):
        day -= timedelta(days=1)
    elif _SINCE.search(before) and last is None and day <= clock.published:
        last = clock.published
    elif _ABOUT.search(before):
        precision = max(precision, WEEK)
    elif _AHEAD.search(before) and clock.published - day > _LONG_AGO and not _YEAR.search(match.group()):
        day = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day
    elif (
        _CALLED_FOR.search(before) and timedelta(0) <= clock.published - day < _WEEK_LONG and match.group() in WEEKDAYS
    ):
        day += _WEEK_LONG
    aside = _ASIDE.search(text[: match.start()]) if text[match.end() : match.end() + 1] in _CLOSES else None
    return DateMention(
        match.start(), match.end(), match.group(), day, precision, last, aside.start() if aside else None
    )
