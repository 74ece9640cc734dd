"""Datelines: "BELGRADE, Serbia (AP) — ", "Lima, May 9 (EFE).- ", "KABUL: ".

A dateline is a place, then perhaps a date and an agency in brackets, then a dash or a colon. The place alone counts
only in capitals, so that "Protesters — many of them masked" is none.
"""

import re

from pipeline.english import SHORT_MONTHS

_END = r"(?:\.\s?[-–—_]{1,2}(?=\s)|(?<=\)\.)[-–—_]{1,2}|(?<=\))\s*[-–—_]{1,2}|\s?[–—]|\s(?:--?|_)(?=\s)|--|:(?=\s))\s*"
_HEAD = re.compile(rf"(?P<head>[^\n]{{0,90}}?){_END}(?=\S)")
_AGENCY = re.compile(r"\s*\(([^()]{2,40})\)$")
_KNOWN_AGENCY = re.compile(
    r"\b(?:AP|AFP|Reuters|EFE|Xinhua|TASS|ANSA|dpa|UPI|PTI|ANI|IANS|IRNA|SANA|KUNA|WAM|SPA|MENA|PNA|NNA|Yonhap|Kyodo"
    r"|Bernama|Antara|CNN|BBC|VOA|RFE/RL|Interfax|Anadolu|AA|Agency|News|Agencies|Press|Wire|IPS|GNA|NAN|APA|CMC)\b",
    re.IGNORECASE,
)
_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)}|May|June|July)[a-z]{{0,6}}\.?"
_DATE = re.compile(rf"(?:^|[,\s]+)(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?$")
_WORD = r"(?!\d)(?=['’]?[^\Wa-z])[\w.'’/-]+"
_PLACE = re.compile(rf"{_WORD}(?:,? (?:de|del|des|du|da|do|di|la|al|el|es|am|sur|of|the|and|{_WORD})){{0,5}}")
_NO_PLACE = re.compile(r"UPDATE|BREAKING|EXCLUSIVE|WATCH|VIDEO|OPINION|ANALYSIS|LIVE|URGENT|FACTBOX|CORRECTED")


def find_dateline(text: str) -> tuple[str | None, int]:
    """(the place's words or None, offset of the first character after the dateline, 0 without one)."""
    found = _HEAD.match(text)
    if not found:
        return None, 0
    head, agency = _without(_AGENCY, found["head"])
    head, date = _without(_DATE, head.strip())
    place = head.rstrip(" ,")
    if not place:
        return None, found.end() if agency and _KNOWN_AGENCY.search(agency) else 0
    sure = bool(date) or bool(agency and _KNOWN_AGENCY.search(agency))
    if not _PLACE.fullmatch(place) or not (sure or _in_capitals(place)):
        return None, 0
    return place, found.end()


def _without(pattern: re.Pattern[str], head: str) -> tuple[str, str | None]:
    found = pattern.search(head)
    return (head[: found.start()], found[0]) if found else (head, None)


def _in_capitals(place: str) -> bool:
    town = place.partition(",")[0]
    return town.isupper() and len(town) > 2 and len(town.split()) <= 3 and not _NO_PLACE.match(town)
