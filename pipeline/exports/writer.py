"""A published table → one file in another data set's layout, a month at a time, so that memory does not grow."""

import contextlib
import csv
import datetime as dt
import gzip
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TextIO, cast

import pyarrow as pa

from pipeline.codebook.yamlio import load_yaml
from pipeline.errors import UsageError
from pipeline.exports.layout import Context, Layout, Row
from pipeline.run.manifest import Manifest
from pipeline.run.ownership import own_names
from pipeline.run.store import Store
from pipeline.tables import SCHEMAS

_IDS = {"events": "event_id", "incidents": "incident_id"}
_PARTITION = re.compile(r"year=(\d+)/month=(\d+)/")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # how a spreadsheet tells a formula
_DECIMALS = 5  # a metre on the map; as many as the Goldstein scale has, and more


class Exported(NamedTuple):
    """Rows written, and how many were left out, by reason."""

    rows: int
    left_out: Mapping[str, int]


def export(folder: str, layout: Layout, output: Path, codebooks: Path, header: bool | None = None) -> Exported:
    """Write the published rows of an output folder (a path or URL) to a file; compressed when its name ends in .gz.

    Rows come by month, day and id. `header`: None follows the layout. The file is there whole or not at all. Raises
    UsageError when the folder holds no published table, or the file cannot be there.
    """
    store = Store(folder)
    months = _months(store, layout.table)
    context = _context(store, layout, codebooks)
    left_out: Counter[str] = Counter()
    written = 0
    with _whole_file(output) as stream:
        writer = csv.writer(stream, delimiter=layout.delimiter, lineterminator="\n")
        if layout.header if header is None else header:
            writer.writerow(layout.columns)
        for row in _rows(store, layout.table, months):
            cells = layout.cells(row, context)
            if isinstance(cells, str):
                left_out[cells] += 1
                continue
            writer.writerow([cell(cells.get(name), layout.delimiter) for name in layout.columns])
            written += 1
    return Exported(written, dict(left_out))


def cell(value: Any, delimiter: str) -> Any:
    """A value as it stands in a file: one line, numbers short, text never a formula.

    In tab-separated files, which many scripts read without any quoting, double quotes become typographic ones.
    """
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if not isinstance(value, str):
        return value
    text = " ".join(value.replace("\0", " ").split())
    if _FORMULA.match(text):
        text = f"'{text}"
    return text.replace('"', "”") if delimiter == "\t" else text


def _months(store: Store, table: str) -> list[list[str]]:
    """The files of a published table, month by month; rows without a date come last."""
    names = own_names(store, table)
    if not names:
        raise UsageError("holds no published table", store.shown(table), "code something first: event-coder run")
    return [list(group) for _, group in groupby(sorted(names, key=_month), key=_month)]


def _month(name: str) -> tuple[bool, int, int]:
    year, month = map(int, cast(re.Match[str], _PARTITION.search(name)).groups())
    return year == 0, year, month


def _rows(store: Store, table: str, months: list[list[str]]) -> Iterator[Row]:
    for names in months:
        rows = pa.concat_tables([store.read_table(name, SCHEMAS[table].names) for name in names])
        yield from rows.sort_by([("event_date", "ascending"), (_IDS[table], "ascending")]).to_pylist()


def _context(store: Store, layout: Layout, codebooks: Path) -> Context:
    finished = Manifest.load(store).fields.get("finished")
    stamp = dt.datetime.fromisoformat(finished) if finished else dt.datetime.now(dt.UTC)
    return Context(stamp, _contexts(codebooks), _documents(store) if layout.needs_documents else {})


def _contexts(codebooks: Path) -> dict[str, tuple[str, ...]]:
    """CAMEO code → PLOVER's contexts, from a codebook's plover.yml; none for an ontology without one."""
    path = codebooks / "plover.yml"
    codes = load_yaml(path).get("codes", {}) if path.exists() else {}
    return {code: tuple(entry.get("context", ())) for code, entry in codes.items()}


def _documents(store: Store) -> dict[str, tuple[dt.date, str | None]]:
    out = {}
    for name in own_names(store, "documents"):
        rows = store.read_table(name, ["doc_id", "date", "lang"])
        out.update({doc_id: (date, lang) for doc_id, date, lang in zip(*rows.to_pydict().values(), strict=True)})
    return out


@contextlib.contextmanager
def _whole_file(output: Path) -> Iterator[TextIO]:
    """A text file that takes its name when all of it is written."""
    if not output.parent.is_dir() or output.is_dir():
        raise UsageError("cannot be written", str(output), "give a file in a folder that exists")
    with tempfile.TemporaryDirectory(prefix=f".{output.name}.", dir=output.parent) as aside:
        draft = Path(aside) / output.name
        opener = gzip.open if output.suffix == ".gz" else open
        with opener(draft, "wt", encoding="utf-8", newline="") as stream:
            yield cast(TextIO, stream)
        draft.replace(output)
