"""What an article quotes, also where a quotation goes on over several sentences."""

import re

_QUOTATION = re.compile(r"(?<!\S)[\"“](?=\S)(?:(?!(?<!\S)[\"“]\S)[^\n]){3,1500}?(?<=\S)[\"”](?!\w)")
_MOST = 0.8  # of a sentence that must be quoted


def quotations(text: str) -> list[tuple[int, int]]:
    """Where a paragraph quotes: from a mark that opens to one that closes, with no other that opens between them."""
    return [found.span() for found in _QUOTATION.finditer(text)]


def is_quoted(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether nearly all of a sentence stands in a quotation."""
    return any(min(end, last) - max(start, first) > _MOST * (end - start) for first, last in spans)
