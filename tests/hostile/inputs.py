"""Hostile input files, each with one good record beside the bad where its form allows that."""

import gzip
import io
import json
import random
from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

Fields = dict[str, Any]

DEEP = 200_000  # levels; parsers that recurse stop at some thousand


class Hostile(NamedTuple):
    """A file: its name, its bytes around a good record, and what comes of it: documents, and reasons in order."""

    file: str
    make: Callable[[Fields], bytes]
    documents: int
    reasons: tuple[str, ...] = ()

    @property
    def good(self) -> Fields:
        """A record of its own, which gives an event. A page's id is its file's name."""
        name, _, form = self.file.partition(".")
        told = f"{SHELLING} The witness is called {name.replace('-', ' ')} {form.replace('.', ' ')}."
        return {"id": name if form == "html" else f"good-{self.file}", "date": "2026-03-02", "text": told}


SHELLING = "Russian forces shelled the town of Izium on Monday, killing four people, the governor said."


def lines(*records: Any) -> bytes:
    """JSON lines; bytes are taken as they are."""
    return b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in records) + b"\n"


def beside(*bad: Any) -> Callable[[Fields], bytes]:
    """The good record between bad lines."""
    return lambda good: lines(*bad, good)


def changed(**fields: Any) -> Callable[[Fields], bytes]:
    """The good record, and for each value of each field one that has it and is otherwise sound."""

    def make(good: Fields) -> bytes:
        sound = {**good, "text": f"The army left. {good['text']}"}
        values = [(name, value) for name, values in fields.items() for value in values]
        bad = [{**sound, "id": f"{n}-{good['id']}", "text": f"Town {n}: {sound['text']}"} for n in range(len(values))]
        return lines(*(one | {name: value} for one, (name, value) in zip(bad, values, strict=True)), good)

    return make


def text(around: Callable[[str], str]) -> Callable[[Fields], bytes]:
    """The good record alone, with something done to its text."""
    return lambda good: lines({**good, "text": around(good["text"])})


def table(*rows: str, mark: str = ",") -> Callable[[Fields], bytes]:
    """CSV: the given rows, then the good record."""

    def make(good: Fields) -> bytes:
        good_row = mark.join((good["id"], good["date"], f'"{good["text"]}"'))
        return "\n".join([mark.join(("id", "date", "text")), *rows, good_row]).encode()

    return make


def parquet(*rows: Fields) -> Callable[[Fields], bytes]:
    """Parquet: the given rows, then the good record."""
    return lambda good: as_parquet([*rows, good])


def as_parquet(rows: list[Fields]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def noise(seed: int, size: int) -> bytes:
    """The same random bytes each time."""
    return random.Random(seed).randbytes(size)  # noqa: S311 - no secret


def packed(pack: Callable[[bytes], bytes], cut: slice = slice(None)) -> Callable[[Fields], bytes]:
    """The good record and much noise, compressed, and perhaps cut."""
    more = [noise(n, 40_000).hex() for n in range(40)]
    return lambda good: pack(lines(good, *more))[cut]


def bomb(pack: Callable[[bytes], bytes], repeated: bytes = b" ") -> Callable[[Fields], bytes]:
    """A good record and 15 MB of next to nothing."""
    return lambda good: pack(lines(good) + repeated * (15_000_000 // len(repeated)))


def page(inside: str, head: str = "") -> Callable[[Fields], bytes]:
    """An HTML page with an article that a reader would find."""
    meta = '<meta property="article:published_time" content="2026-03-02T08:00:00Z">'

    def make(good: Fields) -> bytes:
        story = "".join(f"<p>{good['text']} It was shelling number {n} since the truce.</p>" for n in range(6))
        return (
            f"<!doctype html><html><head><title>Town shelled</title>{meta}{head}</head>"
            f"<body>{inside}<article>{story}</article></body></html>"
        ).encode()

    return make


def _no_rows() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": pa.array([], pa.string())}), sink)
    return sink.getvalue()


def _laughs() -> bytes:
    """Entities that stand for ten of the one before, nine times over."""
    defined = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE html [<!ENTITY a0 'ha'>{defined}]>".encode()


gz = lambda data: gzip.compress(data, 1, mtime=0)  # noqa: E731
zst = zstandard.compress
NATIONS = ["Russia", "France", "Germany", "Iran", "Syria", "Turkey", "China", "India"]
ZALGO = "".join(map(chr, range(0x300, 0x340)))
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u202d\u2066"

JSON_LINES = (
    Hostile("truncated.jsonl", beside(b'{"id": "x", "date": "2026-03-02", "text": "The ar'), 1, ("broken line",)),
    Hostile("deep-arrays.jsonl", beside(b"[" * DEEP, b"[" * DEEP + b"]" * DEEP), 1, ("broken line",) * 2),
    Hostile("deep-objects.jsonl", beside(b'{"a":' * DEEP), 1, ("broken line",)),
    Hostile("repeated-keys.jsonl", lambda good: lines(b'{"id": "other", ' + json.dumps(good).encode()[1:]), 1),
    Hostile("nan.jsonl", changed(text=[float("nan")], id=[float("inf")]), 1, ("wrong type",) * 2),
    Hostile("huge-number.jsonl", beside(b'{"id": ' + b"9" * 5_000 + b"}"), 1, ("broken line",)),
    Hostile("huge-id.jsonl", changed(id=[10**1_200, "x" * 10_000]), 1, ("too long",) * 2),
    Hostile("no-objects.jsonl", beside([], "text", 7, None, True, 0.5), 1, ("wrong type",) * 6),
    Hostile("an-array.jsonl", lambda good: json.dumps([good]).encode(), 0, ("wrong type",)),
    Hostile("one-giant-line.jsonl", beside(b'{"text": "' + b"a" * 17 * 2**20 + b'"}'), 1, ("too long",)),
    Hostile("nul-bytes.jsonl", beside(b"\0" * 1_000, b'{"id": "\0"}'), 1, ("broken line",) * 2),
    Hostile("byte-order-mark.jsonl", lambda good: b"\xef\xbb\xbf" + lines(good), 1),
    Hostile("utf16-odd.jsonl", lambda good: lines(good).decode().encode("utf-16") + b"\x41", 1, ("broken line",)),
    Hostile("utf16-unmarked.jsonl", lambda good: lines(good).decode().encode("utf-16-le"), 0, ("wrong encoding",)),
    Hostile(
        "windows.jsonl",
        lambda good: lines(json.dumps({**good, "title": "São"}, ensure_ascii=False).encode("cp1252")),
        1,
    ),
    Hostile(
        "no-encoding.jsonl",
        beside(b'{"id": "b", "date": "2026-03-02", "text": "The army \x81\x8d\x8f\x90\x9d left."}'),
        1,
        ("wrong encoding",),
    ),
    Hostile("surrogates.jsonl", text(lambda t: f"{t} \ud800\udfff\udc00"), 1),
    Hostile(
        "text-types.jsonl",
        changed(text=[["a"], {"a": 1}, 7, True, None, "", "  \n"]),
        1,
        ("wrong type",) * 4 + ("no text",) * 3,
    ),
    Hostile(
        "id-types.jsonl",
        changed(id=[["a"], {"a": 1}, True, 0.5, None, "", "\0\u200b"]),
        1,
        ("wrong type",) * 4 + ("no id",) * 3,
    ),
    Hostile(
        "date-types.jsonl",
        changed(date=[["2026"], {"y": 2026}, False, None, ""]),
        1,
        ("wrong type",) * 3 + ("no date",) * 2,
    ),
    Hostile(
        "unreadable-dates.jsonl",
        changed(
            date=[
                "0000-01-01",
                "99999-01-01",
                "2026-02-31",
                "03/04/2026",
                "next Tuesday",
                "٢٠٢٦-٠٣-٠٢",
                10**30,
                -1,
                "9" * 5_000,
                "2026-03-02'; --",
            ]
        ),
        1,
        ("unreadable date",) * 10,
    ),
    Hostile("absurd-dates.jsonl", changed(date=["1066-10-14", "2999-01-01", "0001-01-01"]), 1, ("absurd date",) * 3),
    Hostile(
        "odd-dates.jsonl",
        changed(date=[1772409600000, "1772409600", "2 March 2026", "Mon, 02 Mar 2026 10:00:00 GMT"]),
        5,
    ),
    Hostile(
        "hostile-ids.jsonl",
        changed(
            id=[
                "../../etc/passwd",
                "/dev/null",
                "a\nb\r\nc",
                "a\0b",
                "<script>alert(1)</script>",
                "$(reboot)",
                "'; DROP TABLE events; --",
                "{{7*7}}",
                "%s%n",
                "\x1b[2J",
            ]
        ),
        11,
    ),
    Hostile(
        "repeats.jsonl",
        lambda good: lines(good, {**good, "text": "Another text."}, {**good, "id": "twin"}),
        1,
        ("duplicate id", "exact duplicate"),
    ),
    Hostile("thousand-keys.jsonl", lambda good: lines({**{f"key {n}\0": n for n in range(20_000)}, **good}), 1),
    Hostile(
        "foreign.jsonl",
        changed(
            text=[
                "تظاهر مئات الأشخاص في العاصمة يوم الثلاثاء",
                "המשטרה עצרה שלושה",
                "警方星期二在首都逮捕了三名男子。",
                "警察は三人を逮捕した。",
            ]
        ),
        1,
        ("not English",) * 4,
    ),
    Hostile(
        "wordless.jsonl",
        changed(text=["🎉🔥 👍🏽", "123. 456!", "\u200b\u202e", "&nbsp;&#0;", "...", "<p></p>"]),
        1,
        ("no text",) * 6,
    ),
    Hostile("empty.jsonl", lambda good: b"", 0, ("empty file",)),
    Hostile("blank-lines.jsonl", lambda good: b"\n \n\r\n" * 1_000, 0, ("empty file",)),
)
TEXTS = (
    Hostile("unseen.jsonl", text(lambda t: UNSEEN + UNSEEN.join(t)), 1),
    Hostile("combining.jsonl", text(lambda t: f"{t} The {''.join(c + ZALGO for c in 'soldiers')} left."), 1),
    Hostile("right-to-left.jsonl", text(lambda t: f"{t} He called it “‮الله أكبر‬” (‏שלום‏)."), 1),
    Hostile(
        "markup.jsonl", text(lambda t: f"<p>{t}<br><b>&lt;x&gt;</p></b></i><a href='javascript:x'>More</a><p><"), 1
    ),
    Hostile(
        "scripts.jsonl", text(lambda t: f"<script>if (a<b) x='<p>';</script><style>p{{}}</style><p>{t}</p><script>"), 1
    ),
    Hostile(
        "only-script.jsonl",
        beside({"id": "s", "date": "2026-03-02", "text": "<script>alert(1)</script>"}),
        1,
        ("no text",),
    ),
    Hostile("deep-markup.jsonl", text(lambda t: "<div>" * 100_000 + t), 1),
    Hostile("deep-page.jsonl", text(lambda t: "<html><body>" + "<div>" * 100_000 + t), 1),
    Hostile("entities.jsonl", text(lambda t: "&amp;" * 20_000 + " " + t), 1),
    Hostile("ansi.jsonl", text(lambda t: f"\x1b[2J\x1b]0;owned\x07{t}\x9b31m"), 1),
    Hostile("one-token.jsonl", text(lambda t: f"{t} {'x' * 200_000}"), 1),
    Hostile("brackets.jsonl", text(lambda t: f"{t} {'(' * 5_000} {'a(' * 5_000} {'“' * 5_000}"), 1),
    Hostile("blanks.jsonl", text(lambda t: f"<p>{t} {' ' * 1_000_000}x."), 1),
    Hostile(
        "too-long.jsonl",
        beside({"id": "l", "date": "2026-03-02", "text": "The army left. " * 140_000}),
        1,
        ("too long",),
    ),
    Hostile("no-stops.jsonl", text(lambda t: t + " the rebels attacked and the army left and ministers met" * 100), 1),
    Hostile(
        "many-sides.jsonl",
        text(lambda t: f"{t} {', '.join(NATIONS * 6)} and Cuba attacked {', '.join(NATIONS * 6)} and Peru."),
        1,
    ),
    Hostile(
        "nested-phrases.jsonl", text(lambda t: f"{t} Ministers discussed {'the fall of the rise of ' * 60}the king."), 1
    ),
)
JSON = (
    Hostile("truncated.json", lambda good: json.dumps([good, good]).encode()[:-9], 0, ("broken line",)),
    Hostile("deep.json", lambda good: b"[" * DEEP, 0, ("broken line",)),
    Hostile("number.json", lambda good: b"7", 0, ("wrong type",)),
    Hostile("mixed-array.json", lambda good: json.dumps([1, None, [], good]).encode(), 1, ("wrong type",) * 3),
    Hostile("lines.json", beside(b"{broken"), 0, ("broken line",)),
    Hostile("lines-good-first.json", lambda good: lines(good, b"{broken"), 1, ("broken line",)),
    Hostile("empty.json", lambda good: b" \n", 0, ("empty file",)),
    Hostile("envelope.json", lambda good: json.dumps({"status": "ok", "articles": [good]}).encode(), 1),
)
CSV = (
    Hostile("newlines.csv", table('a,2026-03-02,"The army\nleft\n\nthe town."'), 2),
    Hostile(
        "formulas.csv",
        table("=1+1,2026-03-02,=HYPERLINK(A1) the army left.", "@SUM(A1),2026-03-02,+cmd|' /C calc'!A0"),
        3,
    ),
    Hostile(
        "open-quote.csv", table('a,2026-03-02,"The army left.', "b,2026-03-02,The rebels left."), 2, ("broken line",)
    ),
    Hostile("header-only.csv", lambda good: b"id,date,text\n", 0, ("empty file",)),
    Hostile("no-columns.csv", lambda good: b"a,b\n1,2\n3,4\n", 0, ("no id",) * 2),
    Hostile("ragged.csv", table("a", "a,2026-03-02,x,y,z", ",,"), 1, ("broken line", "broken line", "no id")),
    Hostile(
        "many-columns.csv",
        lambda good: (
            f'id,date,text{",x" * 300_000}\n{good["id"]},{good["date"]},"{good["text"]}"{"," * 300_000}\n'
        ).encode(),
        1,
    ),
    Hostile("semicolons.csv", table(mark=";"), 1),
    Hostile("pipes.csv", table(mark="|"), 1),
    Hostile("tabs.tsv", table(mark="\t"), 1),
    Hostile("utf16.csv", lambda good: table(mark="\t")(good).decode().encode("utf-16"), 1),
    Hostile("nul.csv", table("nul\0,2026-03-02,Rebels\0 left the barracks."), 2),
    Hostile(
        "repeated-names.csv",
        lambda good: f'text,id,date,text\n"{good["text"]}",{good["id"]},{good["date"]},x\n'.encode(),
        1,
    ),
    Hostile("long-field.csv", table("a,2026-03-02," + "x" * (17 * 2**20)), 0, ("too long",)),
    Hostile("empty.csv", lambda good: b"\n\n\n", 0, ("empty file",)),
)
PARQUET = (
    Hostile("noise.parquet", lambda good: b"PAR1" + noise(1, 5_000) + b"PAR1", 0, ("unreadable file",)),
    Hostile("truncated.parquet", lambda good: as_parquet([good])[:-200], 0, ("unreadable file",)),
    Hostile(
        "damaged.parquet",
        lambda good: as_parquet([good] * 3).replace(b"shelled", b"\xff\xfe\xfd\xfc\xfb\xfa\xf9"),
        0,
        ("wrong encoding",) * 3,
    ),
    Hostile(
        "nested.parquet",
        parquet({"more": {"deep": [{"a": [1]}]}, "id": "n", "date": "2026-03-02", "text": "The army left."}),
        2,
    ),
    Hostile("no-columns.parquet", lambda good: as_parquet([{"a": 1}]), 0, ("no id",)),
    Hostile("nulls.parquet", parquet({"id": None, "date": None, "text": None}), 1, ("no id",)),
    Hostile("no-rows.parquet", lambda good: as_parquet([good])[:0] + _no_rows(), 0, ("empty file",)),
)
PACKED = (
    Hostile("truncated.jsonl.gz", packed(gz, slice(-20_000)), 1, ("wrong type",) * 39 + ("compressed data broken",)),
    Hostile("bomb.jsonl.gz", bomb(gz), 1, ("too long",)),
    Hostile("bomb-of-lines.jsonl.gz", bomb(gz, b" " * 9_999 + b"\n"), 1, ("too long",)),
    Hostile("bomb.jsonl.zst", bomb(zst), 1, ("too long",)),
    Hostile("bomb.json.gz", bomb(gz, b"[],"), 0, ("too long",)),
    Hostile("bomb.txt.zst", bomb(zst, b"a "), 0, ("too long",)),
    Hostile("truncated.jsonl.zst", packed(zst, slice(-20_000)), 1, ("wrong type",) * 39 + ("compressed data broken",)),
    Hostile("trailing.jsonl.gz", lambda good: gz(lines(good)) + b"garbage", 1, ("compressed data broken",)),
    Hostile("no-gzip.csv.gz", lambda good: b"PK\x03\x04 a zip archive", 0, ("compressed data broken",)),
    Hostile("no-zstd.json.zst", lambda good: lines(good), 0, ("compressed data broken",)),
)
PAGES = (
    Hostile("binary.txt", lambda good: b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 50, 0, ("wrong encoding",)),
    Hostile("deep.html", page("<div>" * 50_000), 0, ("too long",)),
    Hostile("deeper.html", page("<ul><li>" * 20_000), 0, ("no text",)),
    Hostile("many-attributes.html", page(f"<p {' '.join(f'a{n}=1' for n in range(9_000))}>x</p>"), 0, ("too long",)),
    Hostile(
        "soup.html", page("<p><b><i></p></b><table><tr><p></i><!-- <script>x</script><![CDATA[ </td>&#xFFFFFFF;-->"), 1
    ),
    Hostile("scripts.html", page("<script>document.write('<p>x')</script>", head="<style>p{}</style>"), 1),
    Hostile("no-article.html", lambda good: b"<html><body><script>alert(1)</script></body></html>", 0, ("no text",)),
    Hostile("entity-bomb.html", lambda good: _laughs() + page("&a9;")(good), 1),
)
ALL = (*JSON_LINES, *TEXTS, *JSON, *CSV, *PARQUET, *PACKED, *PAGES)
