"""Documents → sentences, by our own rules.

Libraries were tried on 26 news passages written for the purpose: sentencex got 24, missing only quotations of several
sentences, syntok 23 and pysbd 21 (at 4,600 sentences a second). None knows headlines, bullets and wrapped lines, so
that the rules for lines would be needed on top; those for full stops below are small, and get all 26.
"""

import re
from collections.abc import Iterator

import pyarrow as pa

from pipeline.english import SHORT_MONTHS, WEEKDAYS
from pipeline.stages.cleaning import EMOJI
from pipeline.tables import SENTENCES

MAX_CHARACTERS = 3_000  # of a sentence, about 500 words: what is made of it grows with the square of its length
MAX_HEADLINE_WORDS = 25
_WRAPPED_WIDTHS = range(50, 121)  # lines broken by a mail program or an old wire are about this wide
_FULL = 0.6  # of the width: in a wrapped text, a line that is shorter was meant to end
_BRACKET_REACH = 300  # a bracket that closes further away was forgotten

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•–—·▪►]\s+|\d{1,2}[.)]\s+)")
_COMPLETE = re.compile(r"[.!?…:;][\"”’»')\]]*\s*$")
_STOP = re.compile(r"[.!?…]+[\"”’»')\]]*")
_BLANK = re.compile(r"\s*")
_OPENING = re.compile(r"\s+[\"“‘«'(\[]*")
_ARTICLE_AL = re.compile(r"[ae]l-[A-Z]")
_PICTURE = re.compile(f"[{EMOJI}]")
_GLUED = re.compile(r"[A-Z][\w'’-]*(?:[\s,;:]|$)")
_WORD_BEFORE = re.compile(r"[\w.'’&-]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_NUMBER = re.compile(r"\s+\d")
_AFTER_HOUR = re.compile(rf"\s+(?:[A-Z]{{2,4}}\b|Eastern|Central|Pacific|{'|'.join(WEEKDAYS)})")
_SPEAKER = re.compile(r"\s+(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|asked|told|added|wondered|shouted|cried|warned)\b")
_STARTER = re.compile(
    r"\s+[\"“‘«'(\[]*(?:The|An?|It|He|She|They|We|I|In|On|At|But|And|This|That|These|Those|There|His|Her|Its|Their|If"
    r"|When|While|As|After|Before|For|However|Since|Some|Many|Most|Both|No|Not|With|By|To|From|Meanwhile|Last|Earlier"
    r"|Later|According|Several|Police|Officials)\b(?!\.)"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Abbreviations without their last full stop.
_NEVER_LAST = _words(
    "Gen Sen Rep Gov Lt Col Maj Capt Sgt Cpl Pvt Adm Cmdr Cdr Brig Dr Mr Mrs Ms Messrs Prof Pres Rev Fr Hon Rt Ste Sto"
    " Sta Mt Ft Amb Supt Insp Atty Msgr Spc Gens Sens Reps Lts Drs Profs vs i.e e.g cf viz approx Brgy"
)
_BEFORE_NUMBER = _words("No Nos no nos Art Sec Fig p pp Res para vol").union(SHORT_MONTHS)
_LAST_BEFORE_STARTER = _words("Inc Corp Co Ltd Bros Jr Sr St Ave etc Dept Calif Fla Ariz Conn Mich Tex")


def split(documents: pa.Table) -> pa.Table:
    """DOCUMENTS → SENTENCES, each document from its `body_start` on, in the same order.

    `start` and `end` are offsets into the document's text; `text` is that slice with line breaks shown as blanks.
    A line of its own of 2 to 25 words without a full stop is a "headline", everything else "body".
    """
    columns = (documents.column(name).to_pylist() for name in ("doc_id", "text", "body_start"))
    rows = [
        (doc_id, number, start, end, kind, text[start:end].replace("\n", " "))
        for doc_id, text, body_start in zip(*columns, strict=True)
        for number, (start, end, kind) in enumerate(_sentences(text, body_start))
    ]
    arrays = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(SENTENCES)]
    return pa.Table.from_arrays(arrays, schema=SENTENCES)


def _sentences(text: str, body_start: int) -> Iterator[tuple[int, int, str]]:
    paragraphs = list(_paragraphs(text, body_start))
    wrapped = _wrapped_at(text, paragraphs)
    for paragraph in paragraphs:
        for start, end, own_line in _blocks(text, paragraph, wrapped):
            spans = list(_spans(text, start, end))
            headline = own_line and len(spans) == 1 and _is_headline(text[slice(*spans[0])])
            for first, last in spans:
                if any(map(str.isalnum, text[first:last])):
                    yield first, last, "headline" if headline else "body"


def _is_headline(line: str) -> bool:
    words = len(line.split()) if len(line) < 500 else 0
    return 2 <= words <= MAX_HEADLINE_WORDS and line[0] not in "([" and not _COMPLETE.search(line)


# --- lines ------------------------------------------------------------------------------------------------

_Span = tuple[int, int]


def _paragraphs(text: str, body_start: int) -> Iterator[list[_Span]]:
    """The lines of each paragraph; a blank line always ends one."""
    lines: list[_Span] = []
    for line in _LINE.finditer(text, body_start):
        blank = line[0].isspace()
        if lines and (blank or line.start() > lines[-1][1] + 1):
            yield lines
            lines = []
        if not blank:
            lines.append(line.span())
    if lines:
        yield lines


def _wrapped_at(text: str, paragraphs: list[list[_Span]]) -> int:
    """The width at which the lines of a whole text are broken; 0 where most of its line breaks mean something."""
    after = [text[slice(*line)].lstrip()[0] for lines in paragraphs for line in lines[1:]]
    width = max((end - start for lines in paragraphs for start, end in lines), default=0)
    return width if width in _WRAPPED_WIDTHS and 2 * sum(map(str.islower, after)) > len(after) else 0


def _blocks(text: str, lines: list[_Span], wrapped: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is one plain line) of the parts that bullets and finished lines set apart."""
    width = wrapped or max(end - start for start, end in lines)
    first = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or _breaks(text, lines[number - 1], lines[number], width, bool(wrapped)):
            start, end = lines[first][0], lines[number - 1][1]
            bullet = _BULLET.match(text, start, end)
            yield bullet.end() if bullet else start, end, number - first == 1 and not bullet
            first = number


def _breaks(text: str, line: _Span, after: _Span, width: int, wrapped: bool) -> bool:
    """Does a block end between these two lines, or does the sentence run on?"""
    if _BULLET.match(text, *after):
        return True
    word = text[slice(*after)].split(maxsplit=1)[0]
    length = line[1] - text.rfind("\n", 0, line[0]) - 1  # with the dateline that was cut off
    least = _FULL * width if wrapped else width - len(word)  # else only if the next word did not fit
    if width in _WRAPPED_WIDTHS and length >= least:
        return False  # the break means nothing
    finished = not wrapped and bool(_COMPLETE.search(text, max(line[0], line[1] - 10), line[1]))
    return finished or not word[0].islower()


# --- stops ------------------------------------------------------------------------------------------------


def _spans(text: str, start: int, end: int) -> Iterator[_Span]:
    """The sentences of one block, without surrounding blanks."""
    start = _skip_blanks(text, start, end)
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, start, stop, end):
            yield from _bounded(text, start, stop.end())
            start = _skip_blanks(text, stop.end(), end)
    while start < end and text[end - 1].isspace():
        end -= 1
    yield from _bounded(text, start, end)


def _skip_blanks(text: str, start: int, end: int) -> int:
    found = _BLANK.match(text, start, end)
    return found.end() if found else start


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    mark = stop[0].rstrip("\"”’»')]")
    if not text[stop.end()].isspace():
        return mark == stop[0] and _is_glued(text, stop, end)
    if not _may_start(text, stop.end(), end) or _in_brackets(text, start, stop.start(), end):
        return False
    if mark == ".":
        return len(stop[0]) > 1 or _is_full_stop(text, start, stop, end)
    return mark == stop[0] or not _SPEAKER.match(text, stop.end(), end)


def _may_start(text: str, at: int, end: int) -> bool:
    opening = _OPENING.match(text, at, end)
    if opening is None or opening.end() >= end:
        return False
    first = text[opening.end()]
    if first.isupper() or first.isdigit() or _PICTURE.match(first):
        return True
    return bool(_ARTICLE_AL.match(text, opening.end()))


def _is_glued(text: str, stop: re.Match[str], end: int) -> bool:
    """In "he said.He added" a blank is missing, where a lower-case word meets a capital."""
    before = text[max(0, stop.start() - 2) : stop.start()]
    return before.isalpha() and before.islower() and bool(_GLUED.match(text, stop.end(), end))


def _in_brackets(text: str, start: int, at: int, end: int) -> bool:
    """Inside brackets that opened in the sentence and soon close? (A sentence that is bracketed whole is not.)"""
    near = max(start + 1, at - _BRACKET_REACH)
    is_open = text.rfind("(", near, at) > text.rfind(")", near, at)
    return is_open and text.find(")", at, min(end, at + _BRACKET_REACH)) >= 0


def _is_full_stop(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Is this single full stop the end of a sentence, or part of an abbreviation or an initial?"""
    found = _WORD_BEFORE.search(text, max(start, stop.start() - 25), stop.start())
    word, at = found[0] if found else "", stop.end()
    last = re.split(r"[.-]", word)[-1]  # "Gen" of "Maj.-Gen", "Sept" of "post-Sept"
    if word in _NEVER_LAST or last in _NEVER_LAST:
        return False
    if word in _BEFORE_NUMBER or last in _BEFORE_NUMBER:
        return not _NUMBER.match(text, at, end)
    if word.lower() in ("a.m", "p.m"):
        return not _AFTER_HOUR.match(text, at, end)
    if word in _LAST_BEFORE_STARTER or _INITIALS.fullmatch(word):
        return bool(_STARTER.match(text, at, end))
    return True


def _bounded(text: str, start: int, end: int) -> Iterator[_Span]:
    """Cuts what is too long for the parser, at the last semicolon or blank before the bound, else at the bound."""
    while end - start > MAX_CHARACTERS:
        limit = start + MAX_CHARACTERS
        near = limit - MAX_CHARACTERS // 4
        blank = text.rfind(";", near, limit) + 1 or text.rfind(" ", near, limit)
        cut = blank if blank > start else limit
        yield start, cut
        start = _skip_blanks(text, cut, end)
    if start < end:
        yield start, end
