"""The words that dates are made of, as numbers and as parts of patterns."""

import re

from pipeline.english import MONTHS, SHORT_MONTHS, WEEKDAYS

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "several": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

MONTH_NAME = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:{'|'.join(MONTHS).upper()})\b|(?:{'|'.join(SHORT_MONTHS)})\b\.?)"
WEEKDAY_NAME = rf"(?:(?:{'|'.join(WEEKDAYS)})\b|(?:{'|'.join(WEEKDAYS).upper()})\b|(?:Tues|Thurs?|Fri)\b\.?)"
DAY_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)"
YEAR = r"(?:19|20)\d\d(?!\d)"
DASH = r" ?[-–—] ?"
TO = " (?:and|to|until|till) "
COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?few|several|a couple of)"
FEASTS = {
    "new year's day": (1, 1), "new year's eve": (31, 12), "christmas eve": (24, 12), "christmas day": (25, 12),
    "boxing day": (26, 12), "valentine's day": (14, 2), "international women's day": (8, 3), "women's day": (8, 3),
    "may day": (1, 5), "world press freedom day": (3, 5), "victory day": (9, 5), "nakba day": (15, 5),
    "bastille day": (14, 7), "halloween": (31, 10), "all saints' day": (1, 11), "human rights day": (10, 12),
    "epiphany": (6, 1), "holocaust remembrance day": (27, 1), "earth day": (22, 4), "anzac day": (25, 4),
    "juneteenth": (19, 6), "armistice day": (11, 11),
}  # fmt: skip
"""Feasts → day and month, of those that every country keeps on one day."""
FEAST_NAME = "(?i:" + "|".join(name.replace("'", "['’]") for name in sorted(FEASTS, key=len, reverse=True)) + ")"
PART_OF_DAY = r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?"
# "14 February Coalition", "17 November Street": a date that is part of a name.
NOT_A_NAME = (
    r"(?! (?:Movement|Revolution|Coalition|Brigades?|Streets?|Square|Bridge|Group|Organi[sz]ation|Alliance|Avenue"
    r"|Uprising|Stadium|University|Hospital|Forces?|Front|Party|Road|Boulevard|Airport)\b)"
)
NOT_A_PAPER = r"(?! (?:Times|Mail|Telegraph|Express|Mirror|Post|Herald|World|Vision|Independent|Standard|School)\b)"
NOT_A_FEAST = r"(?<!Black )(?<!Bloody )(?<!Good )(?<!Easter )(?<!Palm )(?<!Holy )(?<!Ash )(?<!Maundy )(?<!Cyber )"


def day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def month_number(word: str) -> int:
    """1 for January."""
    return _MONTH_NUMBERS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """0 for Monday, as `date.weekday` has it."""
    return _WEEKDAY_NUMBERS[word[:3].lower()]
