"""Numbers as news writes them. Word lists for the vague ones follow ACLED's counting rules.

ACLED counts the lowest figure a report allows: "dozens" 12, "tens" 10, "hundreds" 100, "several" 3.
"""

import re
from collections.abc import Sequence


def words_of(text: str) -> frozenset[str]:
    """A set of words, from a text that lists them."""
    return frozenset(text.split())


FEW = 3
_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90
}  # fmt: skip
_SMALL = _UNITS | _TENS
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip
_VAGUE = {"dozens": 12, "scores": 20, "tens": 10, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
_FEW = words_of("several many few multiple numerous various")
_UNSTATED = words_of("unknown unspecified undisclosed unclear unreported unidentified unconfirmed")
_GROUPS = words_of("family group gang band crew team party squad convoy contingent column")  # "a family of five"
_FEW_OF = words_of("number group handful") | _UNSTATED
# Words before a number that leave it the lowest figure the report allows.
_HEDGES = [
    ["at", "least"], ["more", "than"], ["fewer", "than"], ["less", "than"], ["no", "fewer", "than"],
    ["no", "less", "than"], ["as", "many", "as"], ["as", "few", "as"], ["up", "to"], ["close", "to"], ["over"],
    ["around"], ["about"], ["nearly"], ["almost"], ["some"], ["roughly"], ["approximately"], ["an", "estimated"],
    ["estimated"], ["only"], ["just"], ["between"], ["a", "total", "of"], ["total", "of"],
]  # fmt: skip
_MAX_WORDS = 12  # of a spelt number
_HEDGE_STARTS = frozenset(phrase[0] for phrase in _HEDGES)
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,10})(?:\.(\d{1,6}))?(?:[-–]\d[\d,]*)?")


def parse_number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that starts at `words[at]` and how many words it takes, hedges included; None where none starts.

    Of a range, the lowest figure counts ("20-60", "between 3 and 5"). "A" and "an" count one.
    """
    skipped = _hedge(words, at)
    found = _number(words, at + skipped)
    if not found:
        return None
    value, taken = found
    if skipped and taken == 1 and _word(words, at + skipped) in {"a", "an"}:
        return None  # "over a bet"
    taken += skipped
    upper = _upper_end(words, at + taken, closed=_word(words, at) == "between")
    return value, taken + upper


def _word(words: Sequence[str], at: int) -> str:
    return words[at].lower() if at < len(words) else ""


def _hedge(words: Sequence[str], at: int) -> int:
    """How many words of hedging stand before a number: two hedges at most ("at least some 50")."""
    taken = 0
    for _ in range(2):
        if _word(words, at + taken) in _HEDGE_STARTS:
            taken += _one_hedge(words, at + taken)
    return taken


def _one_hedge(words: Sequence[str], at: int) -> int:
    for phrase in _HEDGES:
        if all(_word(words, at + i) == word for i, word in enumerate(phrase)):
            return len(phrase)
    return 0


def _upper_end(words: Sequence[str], at: int, closed: bool) -> int:
    """How many words the upper end of a range takes, its "to" or "and" included."""
    if _word(words, at) not in {"to", "or"} | ({"and"} if closed else set()):
        return 0
    upper = _number(words, at + 1)
    return upper[1] + 1 if upper and _word(words, at + 1) not in {"a", "an"} else 0


def _number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    first = _word(words, at)
    if first in _FEW:
        return _few(words, at, 1)
    if first in _VAGUE:
        return _vague(words, at)
    if first in {"a", "an"}:
        return _article(words, at)
    if first == "half" and _word(words, at + 1) == "a" and _word(words, at + 2) == "dozen":
        return 6, 3
    if _DIGITS.fullmatch(first):
        return _digits(words, at)
    return _spelled(words, at)


def _few(words: Sequence[str], at: int, taken: int) -> tuple[int, int]:
    """Three, or one of the scale that follows: "several hundred" are at least as many as "hundreds"."""
    scale = _SCALES.get(_word(words, at + taken))
    return (scale, taken + 1) if scale else (FEW, taken)


def _vague(words: Sequence[str], at: int) -> tuple[int, int]:
    value, taken = _VAGUE[_word(words, at)], 1
    if _word(words, at + 1) == "of" and _word(words, at + 2) in _VAGUE:
        return value * _VAGUE[_word(words, at + 2)], 3
    return value, taken


def _article(words: Sequence[str], at: int) -> tuple[int, int]:
    second = _word(words, at + 1)
    if second in _SCALES:
        value, taken = _spelled(words, at + 1, start=1) or (1, 0)
        return value, taken + 1
    if second in {"couple", "pair"} and _word(words, at + 2) == "of":
        return (200, 4) if _word(words, at + 3) == "hundred" else (2, 3)
    if second in _GROUPS and _word(words, at + 2) == "of" and (inner := _number(words, at + 3)):
        return inner[0], inner[1] + 3
    if second == "few":
        return _few(words, at, 2)
    step = 2 if second in _UNSTATED and _word(words, at + 2) == "number" else 1
    if _word(words, at + step) in _FEW_OF and _word(words, at + step + 1) == "of":
        return FEW, step + 2
    return 1, 1


def _digits(words: Sequence[str], at: int) -> tuple[int, int]:
    match = _DIGITS.fullmatch(words[at])
    whole, part = match.groups() if match else ("0", None)
    value = float(f"{whole.replace(',', '')}.{part or 0}")
    scale = _SCALES.get(_word(words, at + 1))
    return (round(value * scale), 2) if scale else (int(value), 1)


def _spelled(words: Sequence[str], at: int, start: int = 0) -> tuple[int, int] | None:
    """Reads "twenty-one", "two dozen", "three hundred and four"; `start` is what an article before stands for."""
    total, group, here = 0, start, at
    while here - at < _MAX_WORDS:
        word = _word(words, here)
        value = _small(word)
        if value is not None:
            group += value
        elif _is_half(words, here) and here > at:  # "two and a half thousand"
            total, group, here = total + round((group + 0.5) * _SCALES[_word(words, here + 3)]), 0, here + 3
        elif word in _SCALES and (here > at or start):
            group = max(group, 1) * _SCALES[word]
            total, group = (total + group, 0) if group >= 1_000 else (total, group)
        elif not (word == "and" and group >= 100 and _small(_word(words, here + 1)) is not None):
            break
        here += 1
    return (total + group, here - at) if here > at else None


def _is_half(words: Sequence[str], at: int) -> bool:
    """Whether "and a half" and a scale stand here."""
    return [_word(words, at + i) for i in range(3)] == ["and", "a", "half"] and _word(words, at + 3) in _SCALES


def _small(word: str) -> int | None:
    if word in _SMALL:
        return _SMALL[word]
    tens, dash, unit = word.partition("-")
    return _SMALL[tens] + _SMALL[unit] if dash and tens in _TENS and unit in _UNITS else None
