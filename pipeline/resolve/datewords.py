"""The words that dates are made of, as numbers and as parts of patterns."""

import calendar
import re

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(calendar.day_name)}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "several": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

MONTH_NAME = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY_NAME = (
    r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    r"|(?:MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)\b|(?:Tues|Thurs?|Fri)\b\.?)"
)
DAY_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)"
YEAR = r"(?:19|20)\d\d(?!\d)"
DASH = r" ?[-–—] ?"
TO = " (?:and|to|until|till) "
COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?few|several|a couple of)"
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
    return MONTHS[word[:3].lower()]
