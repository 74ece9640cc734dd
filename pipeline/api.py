"""What notebooks use: load a published table, or code a text on the spot."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.codebook.load import default_codebooks
from pipeline.errors import UsageError
from pipeline.run.ownership import own_names
from pipeline.run.store import Store
from pipeline.run.task import PUBLISHED, Loader, apply, codebook_digest, dotted, resource
from pipeline.stages import INGEST, LOADERS, STAGES

if TYPE_CHECKING:
    import pandas as pd

_MONTH = ("year", "month")  # what the names of a published table's folders say


def load_events(folder: str | Path, table: str = "events") -> "pd.DataFrame":
    """A published table of an output folder (a path or an fsspec URL), `events` or `incidents`.

    Its columns have the same types whatever they hold: pandas' nullable Int8 … Int64 for whole numbers, datetime64 for
    days; `year` and `month` (0 where there is no date) are int64. Raises UsageError when there is no such table, and
    RunFailed for a damaged one.
    """
    if table not in PUBLISHED:
        raise UsageError(f"no table '{table}'", remedy=f"there are {' and '.join(PUBLISHED)}")
    store = Store(str(folder))
    names = own_names(store, table)
    if not names:
        raise UsageError("holds no published table", store.shown(table), "code something first: event-coder run")
    return _frame(pa.concat_tables(_with_month(store.read_table(name), name) for name in names))


def _with_month(rows: pa.Table, name: str) -> pa.Table:
    """Published rows with the columns that the names of their folders stand for."""
    for column, step in zip(_MONTH, name.split("/")[1:], strict=False):
        number = int(step.removeprefix(f"{column}="))
        rows = rows.append_column(column, pa.array([number] * rows.num_rows, pa.int64()))
    return rows


def _frame(table: pa.Table) -> "pd.DataFrame":
    """The rows with the same types whatever they hold: whole numbers stay whole where some are null, and days are
    dates that can be reckoned with, also where there are no rows.
    """
    import pandas as pd

    sizes = (pd.Int8Dtype(), pd.Int16Dtype(), pd.Int32Dtype(), pd.Int64Dtype())
    whole = dict(zip((pa.int8(), pa.int16(), pa.int32(), pa.int64()), sizes, strict=True))
    frame: pd.DataFrame = table.to_pandas(types_mapper=whole.get, date_as_object=False)
    return frame.astype({name: "int64" for name in _MONTH if name in table.column_names})


def code_text(text: str, date: str | dt.date | None = None, codebooks: str | Path | None = None) -> "pd.DataFrame":
    """The events of a text, as if it were an article published on `date` (ISO 8601; today where none is given).

    The columns are those of the events table, their types those of `load_events`. Their offsets point into the text as
    it was coded, which is cleaned like that of every article (without HTML, its accents composed, its line ends alike):
    `.attrs["text"]` holds it.
    Raises UsageError for a text or a date that ingest refuses, and CodebookError for a faulty codebook.
    """
    day = dt.datetime.now(dt.UTC).date() if date is None else date
    tables = {"documents": _document(text, str(day))}
    loaders = _loaders(Path(codebooks or default_codebooks()))
    for stage in STAGES[: [stage.name for stage in STAGES].index("events") + 1]:
        resources = [resource(loaders[need]) for need in stage.needs if need in loaders]
        tables |= apply(stage, {table: tables[table] for table in stage.reads}, resources)
    events = _frame(tables["events"])
    events.attrs["text"] = tables["documents"].column("text")[0].as_py()
    return events


def _document(text: str, date: str) -> Any:
    """The text as the only document of a table."""
    ingest, record = dotted(f"{INGEST}:ingest"), dotted(f"{INGEST}:Record")
    documents, rejects = ingest([record("", 1, {"id": "text", "date": date, "text": text})])
    if rejects.num_rows:
        refusal = rejects.to_pylist()[0]
        raise UsageError(f"the text cannot be coded: {refusal['reason']}", remedy=refusal["detail"])
    return documents


def _loaders(codebooks: Path) -> dict[str, Loader]:
    """How to get what stages need: the codebook as its files are now."""
    codebook = Loader(LOADERS["codebook"], codebooks, codebook_digest(codebooks))
    return {**{need: Loader(function) for need, function in LOADERS.items()}, "codebook": codebook}
