"""The words by which a text tells how many people were killed and injured, and figures that count none."""

import re

from pipeline.english import MONTHS
from pipeline.resolve.quantity import words_of
from pipeline.resolve.victims import VERBS

ACTIVE = words_of(
    "killing murdering executing beheading lynching assassinating massacring slaughtering kills wounding injuring"
    " hurting maiming injures wounds neutralising neutralizing"
)
HEADLINE = words_of("kill wound injure")  # "Gunmen kill seven"; elsewhere a plan, a denial or a noun
UNREAL = words_of("to will would could can may might must shall should not cannot never did do does a the")
OWN = words_of(
    "soldiers men troops fighters officers policemen comrades guards militiamen crewmen"
)  # "lost 3 soldiers"
DIED = words_of("died dies perished succumbed drowned")
INJURIES = words_of(
    "wounded injured hurt maimed wounding injuring hurting maiming injures wounds injuries injury wound injure"
    " hospitalised hospitalized"
)
NOUNS = words_of("fatality fatalities deaths casualties injuries injury")
BODIES = words_of("bodies body corpse corpses")
WITH_OF = BODIES | words_of("death deaths lives life throat throats remains")
FOUND = words_of("found discovered recovered dumped retrieved exhumed pulled buried brought taken washed")
TRIGGERS = (VERBS | ACTIVE | NOUNS | WITH_OF | HEADLINE | {"toll", "lost", "gunned", "alive"}) - {"die"}
BY_HAND = words_of("shot shooting stabbed hacked beaten burned burnt choked strangled trampled crushed tortured")
TO_DEATH = BY_HAND | words_of("stab hack beat stone stoned bludgeoned clubbed starved kicked whipped flogged knifed")
PASSIVE = words_of("was were is are been be being got gets get")
NO = words_of("no nobody none without zero neither")
SILENT = words_of("word information details detail confirmation news figures figure data indication")  # "no word on"
UNDENYING = SILENT | {",", "fewer", "less"}
ADDING = words_of("bringing taking raising pushing")  # what follows counts more than the toll before
SINCE = re.compile(r"\b(?:since|so far this|this year|this month|this week|in the past)\b")

# How a toll comes to its figure: "rose to", "reached", "stands at"
GROWN = words_of(
    "rose risen rises rising climbed climbs climbing grew grown jumped soared mounted increased reached reaches hit"
    " passed surpassed exceeded exceeds topped crossed neared stood stands standing put puts revised"
)
LEADS_TO_FIGURE = words_of("to at of is was")

# Stems without which no sentence can count victims: plain searches, for most sentences hold none.
STEMS = (
    "kill", "murder", "execut", "behead", "decapit", "lynch", "assassin", "slain", "massacr", "slaughter", "electroc",
    "martyr", "died", "dies", "perish", "succumb", "drown", "wound", "injur", "hurt", "maim", "fatalit", "death",
    "casualt", "lives", "life", "bod", "corpse", "dead", "toll", " lost ", "remains", "throat", "hospitali",
    "neutrali", "gunned down", "alive",
)  # fmt: skip
# Figures that count no people: dates, years, times, measures, ages; and asides in brackets.
_AGE = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty)\b"
)
MASK = re.compile(
    r"\([^()]*\)|,[^,.;]{0,40} of (?:whom|them)\b(?![^,.;]*(?:die|dead|kill|succumb))[^,.;]*(?=,)"
    rf"|\baged {_AGE}(?:(?:,| and| to) {_AGE})*\b|, \d{{1,2}}(?=, )"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b(?: \d{{4}})?|\b(?:19|20)\d\d\b"
    r"|\b\d+(?:(?::\d\d)?[ -]?(?:km|mm|cm|kg|pm|am|th|st|nd|rd|%)(?!\w)|[- ](?:year|month)s?[- ]old\b)"
)
WORDY_AGE = re.compile(r"\b[a-z]+(?:-[a-z]+)?-(?:year|month)s?-old\b", re.IGNORECASE)
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?:-\d[\d,]*)?(?<!,)|['’]s\b|\w+(?:[-.]\w+)*|[^\w\s]")
SENTENCE = re.compile(r"[^.;!?]+(?:\.(?!\s|$)[^.;!?]*)*")
