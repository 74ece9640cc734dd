"""The lines of a dictionary without comments, and what was odd about them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UsageError

_COMMENT = re.compile(r"<!\s*--.*?(?:-->|\Z)", re.DOTALL)
_LONGEST_COMMENT = 200  # lines; a comment that nobody closed must not swallow the file
_TAIL = re.compile(r"[#;](?![^\[\]]*\])")  # not within [###]
_MAX_LINE = 2_000


class Line(NamedTuple):
    """One line that says something: its text without comments, and whether it was indented."""

    text: str
    path: str
    number: int
    indented: bool


class Note(NamedTuple):
    """Something in a dictionary that could not be taken over as it stands."""

    path: str
    line: int
    what: str
    text: str = ""

    def __str__(self) -> str:
        shown = f": {self.text}" if self.text else ""
        return f"{self.path}:{self.line}: {self.what}{shown}"


def note(line: Line, what: str) -> Note:
    """A note about a line, with the line."""
    return Note(line.path, line.number, what, line.text.strip()[:120])


def read_lines(path: Path, notes: list[Note]) -> Iterator[Line]:
    """The lines of a dictionary. Raises UsageError for a file that cannot be read or is no text."""
    text = _without_comments(_text(path), str(path), notes)
    for number, raw in enumerate(text.split("\n"), 1):
        if len(raw) > _MAX_LINE:
            notes.append(Note(str(path), number, "a line that is too long", raw[:60] + " …"))
            continue
        kept = _TAIL.split(raw, maxsplit=1)[0].rstrip()
        if kept.strip():
            yield Line(kept, str(path), number, kept[:1] in (" ", "\t"))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", str(path), "give a dictionary file") from error
    if b"\0" in data[:4096]:
        raise UsageError("is no text file", str(path), "give a TABARI or PETRARCH dictionary")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_comments(text: str, path: str, notes: list[Note]) -> str:
    """Without <!-- comments -->, and with every line where it was."""

    def blank(match: re.Match[str]) -> str:
        comment = match.group()
        open_ended = not comment.endswith("-->")
        if not open_ended and comment.count("\n") <= _LONGEST_COMMENT:
            return "\n" * comment.count("\n")
        line = text.count("\n", 0, match.start()) + 1
        notes.append(Note(path, line, "a comment that is not closed: taken to end with its line"))
        return "\n" + comment.split("\n", 1)[1] if "\n" in comment else ""

    return _COMMENT.sub(blank, text)
