"""Where input lies and how its bytes are read: folders and globs, compression, encodings, lines.

All reading is bounded: by line, by what must be held whole, and by how much a compressed file may grow.
"""

import glob
import gzip
import io
import itertools
import os
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, iterdecode
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import zstandard

from pipeline.errors import UsageError

FORMS = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".txt", ".html", ".htm")
MAX_CHARACTERS = 2_000_000  # of a text or an HTML page; the longest newspaper article has some 50,000
MAX_RECORD_BYTES = 16 * 2**20  # one line or CSV field: more than MAX_CHARACTERS need, even escaped
MAX_WHOLE_BYTES = 256 * 2**20  # a file, or a Parquet row group, that must be held in memory whole
MAX_EXPANSION = 200  # news text shrinks 3 to 20 times; what grows more than this is a decompression bomb
_FREE_EXPANSION = 64 * 2**20  # small files may expand as they like
_CHUNK = 2**20
_PACKED: dict[str, Callable[[io.BufferedReader], Any]] = {
    ".gz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".zst": lambda raw: zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True),
}


class Fault(Exception):
    """Why a record cannot be used: `reason` is one of a few fixed phrases. Raised by a reader, it ends the file."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(reason, detail)


def input_files(pattern: str) -> list[Path]:
    """The files that a file name, a folder (searched recursively) or a glob stands for, sorted, each once.

    Folders give the visible files with a supported ending; linked folders inside them are not entered.
    Raises UsageError where that leaves nothing to read.
    """
    try:
        matches = [Path(pattern)] if Path(pattern).exists() else _matching(pattern)
        files = sorted((file for match in matches for file in _files_under(match)), reverse=True)
        found = {file.resolve(): file for file in files}
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read: {error}", pattern) from error
    if not found:
        what = "holds no readable file" if matches else "no such file or folder"
        raise UsageError(what, pattern, f"give a file, a folder or a glob of {', '.join(FORMS)}")
    return sorted(found.values())


def _matching(pattern: str) -> list[Path]:
    return [Path(name) for name in glob.glob(pattern, recursive=True)]  # noqa: PTH207 - Path.glob takes no absolute ones


def _files_under(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.is_file() else []
    inside = (Path(folder) / name for folder, _, names in os.walk(path) for name in names)
    return [p for p in inside if not p.name.startswith(".") and form(p) in FORMS and p.is_file()]


def is_packed(path: Path) -> bool:
    return path.suffix.lower() in _PACKED


def form(path: Path) -> str:
    """The ending that names the form: '.csv' for both a.csv and a.CSV.gz."""
    return (path.with_suffix("") if is_packed(path) else path).suffix.lower()


def stem(path: Path) -> str:
    """The file's name without the endings of form and compression."""
    return (path.with_suffix("") if is_packed(path) else path).stem


def whole(path: Path, raw: io.BufferedReader) -> bytes:
    """The file's content as `chunks` gives it. Raises Fault above MAX_WHOLE_BYTES."""
    content = io.BytesIO()
    for chunk in chunks(path, raw):
        if content.tell() + len(chunk) > MAX_WHOLE_BYTES:
            raise Fault("too long", f"more than {MAX_WHOLE_BYTES >> 20} MiB; use .jsonl")
        content.write(chunk)
    return content.getvalue()


def chunks(path: Path, raw: io.BufferedReader) -> Iterator[bytes]:
    """The file's bytes, decompressed, without byte order mark, and in UTF-8 where that said UTF-16."""
    unpack = _PACKED.get(path.suffix.lower())
    parts = _bounded(unpack(raw) if unpack else raw, raw)
    first = next(parts, b"")
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        texts = iterdecode(itertools.chain([first], parts), "utf-16", "replace")
        return (text.encode("utf-8", "replace") for text in texts)
    return itertools.chain([first.removeprefix(BOM_UTF8)], parts)


def _bounded(stream: Any, raw: io.BufferedReader) -> Iterator[bytes]:
    total = 0
    while chunk := stream.read(_CHUNK):
        total += len(chunk)
        if total > _FREE_EXPANSION and total > MAX_EXPANSION * raw.tell():
            raise Fault("too long", f"expands more than {MAX_EXPANSION} times")
        yield chunk


def lines(parts: Iterable[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream, with None in place of each that is longer than MAX_RECORD_BYTES."""
    rest, skipping = b"", False
    for part in parts:
        *complete, rest = (rest + part).split(b"\n")
        for line in complete:
            yield None if skipping or len(line) > MAX_RECORD_BYTES else line
            skipping = False
        if len(rest) > MAX_RECORD_BYTES:
            rest, skipping = b"", True
    if rest or skipping:
        yield None if skipping else rest


def decode(data: bytes) -> str:
    """UTF-8, else the Windows code page that most mislabelled news is in, else UTF-8 with U+FFFD for the rest."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
