"""How the bytes of input files are read: their forms, compression, encodings, lines.

All reading is bounded: by line, by what must be held whole, and by how much a compressed file may grow.
"""

import gzip
import io
import itertools
import os
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, iterdecode
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import zstandard

from pipeline.stages import grounds

FORMS = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".txt", ".html", ".htm")
MAX_CHARACTERS = 2_000_000  # of a text or an HTML page; the longest newspaper article has some 50,000
MAX_RECORD_BYTES = 16 * 2**20  # one line or CSV field: more than MAX_CHARACTERS need, even escaped
MAX_WHOLE_BYTES = 256 * 2**20  # a file, or a Parquet row group, that must be held in memory whole
MAX_VALUES = 10_000_000  # in one JSON text: each takes up to a hundred times its characters in memory
MAX_EXPANSION = 200  # news text shrinks 3 to 20 times; what grows more than this is a decompression bomb
FREE_EXPANSION = 8 * 2**20  # small files may expand as they like
_CHUNK = 2**20
_FEW_EMPTY = 4  # bytes, which a damaged text may hold
_SIP = 2**10  # of zstd: a few bytes of it may stand for 128 KiB


class Unusable(Exception):
    """Why a record cannot be used: `reason` is one of a few fixed phrases. Raised by a reader, it ends the file."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(reason, detail)


def printable(path: Path) -> str:
    """A path as text; bytes that are no UTF-8 as `\\xff`, so that two names never become one."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def is_packed(path: Path) -> bool:
    return path.suffix.lower() in _PACKED


def form(path: Path) -> str:
    """The ending that names the form: '.csv' for both a.csv and a.CSV.gz."""
    return (path.with_suffix("") if is_packed(path) else path).suffix.lower()


def stem(path: Path) -> str:
    """The file's name without the endings of form and compression."""
    return (path.with_suffix("") if is_packed(path) else path).stem


def names(path: Path) -> tuple[str, ...]:
    """The ids that a file's path offers to an article that states none: the stem of its name, which many files may
    share, then the name behind more and more of its folders ("1", "0302/1.txt", "news/0302/1.txt", …).
    """
    full = printable(path)
    parts = Path(full).parts
    return (stem(path), *("/".join(parts[at:]) for at in range(len(parts) - 2, 0, -1)), full)


def is_same_file(one: str, other: str) -> bool:
    """Do two paths, as `printable` shows them, lead to one file, be it by a link?"""
    return one == other or Path(one).resolve() == Path(other).resolve()


def whole(path: Path, raw: io.BufferedReader) -> bytes:
    """The file's content as `chunks` gives it. Raises Unusable above MAX_WHOLE_BYTES."""
    content = io.BytesIO()
    for chunk in chunks(path, raw):
        if content.tell() + len(chunk) > MAX_WHOLE_BYTES:
            raise Unusable(grounds.TOO_LONG, f"more than {MAX_WHOLE_BYTES >> 20} MiB; use .jsonl")
        content.write(chunk)
    return content.getvalue()


def chunks(path: Path, raw: io.BufferedReader) -> Iterator[bytes]:
    """The file's bytes, decompressed, without byte order mark, and in UTF-8 where that said UTF-16.

    Raises Unusable for a text of which every other byte or more is empty: UTF-16 without that mark, or UTF-32.
    """
    parts = filter(None, _bounded(_PACKED.get(path.suffix.lower(), _plain)(raw), raw))
    first = next(parts, b"")
    if form(path) != ".parquet" and _is_wide(first):
        raise Unusable(grounds.WRONG_ENCODING, "UTF-16 without byte order mark, or UTF-32; save it as UTF-8")
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        texts = iterdecode(itertools.chain([first], parts), "utf-16", "replace")
        return (text.encode("utf-8", "replace") for text in texts)
    return itertools.chain([first.removeprefix(BOM_UTF8)], parts)


def _is_wide(start: bytes) -> bool:
    """Do these first bytes of a file take four bytes for each character, or two without a mark that says so?"""
    if start.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return True
    fuller, emptier = sorted(start[at:_SIP:2].count(0) for at in (0, 1))
    marked, half = start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)), len(start[:_SIP]) / 2
    return not marked and emptier >= max(_FEW_EMPTY, 0.8 * half) and fuller <= 0.6 * half


def _plain(raw: io.BufferedReader) -> Iterator[bytes]:
    return iter(lambda: raw.read(_CHUNK), b"")


def _gunzipped(raw: io.BufferedReader) -> Iterator[bytes]:
    """What can be had before the data break is given, which `read` would not do."""
    stream = gzip.GzipFile(fileobj=raw)
    return iter(lambda: stream.read1(_CHUNK), b"")


def _unzstd(raw: io.BufferedReader) -> Iterator[bytes]:
    """One frame after the other. Raises EOFError inside one, which a stream reader takes for the end."""
    frame = zstandard.ZstdDecompressor().decompressobj()
    begun = False
    while data := raw.read(_SIP):
        while data:
            if frame.eof:
                frame = zstandard.ZstdDecompressor().decompressobj()
            begun = True
            yield frame.decompress(data)
            data = frame.unused_data
    if begun and not frame.eof:
        raise EOFError("ends within compressed data")


_PACKED: dict[str, Callable[[io.BufferedReader], Iterator[bytes]]] = {".gz": _gunzipped, ".zst": _unzstd}


def _bounded(parts: Iterable[bytes], raw: io.BufferedReader) -> Iterator[bytes]:
    total = 0
    for part in parts:
        yield part
        total += len(part)
        if total > FREE_EXPANSION and total > MAX_EXPANSION * raw.tell():
            raise Unusable(grounds.TOO_LONG, f"expands more than {MAX_EXPANSION} times")


def lines(parts: Iterable[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream, with None in place of each that is longer than MAX_RECORD_BYTES."""
    unfinished, skipping = bytearray(), False  # which grows in place: a line may come in thousands of parts
    for part in parts:
        *ends, rest = part.split(b"\n")
        for end in ends:
            unfinished += end
            yield None if skipping or len(unfinished) > MAX_RECORD_BYTES else bytes(unfinished)
            unfinished.clear()
            skipping = False
        unfinished += rest
        if len(unfinished) > MAX_RECORD_BYTES:
            unfinished.clear()
            skipping = True
    if unfinished or skipping:
        yield None if skipping else bytes(unfinished)


def decode(data: bytes) -> str:
    """UTF-8, else the Windows code page that most mislabelled news is in, else UTF-8 with U+FFFD for the rest."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
