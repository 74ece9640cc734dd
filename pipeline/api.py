"""What notebooks use: load a published table, or code a text on the spot."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.codebook.load import default_codebooks
from pipeline.errors import UsageError
from pipeline.run.task import PUBLISHED, Loader, apply, codebook_digest, dotted, resource
from pipeline.stages import INGEST, LOADERS, STAGES

if TYPE_CHECKING:
    import pandas as pd


def load_events(folder: str | Path, table: str = "events") -> "pd.DataFrame":
    """A published table of an output folder (a path or an fsspec URL), `events` or `incidents`.

    Raises UsageError when there is no such table.
    """
    import pandas as pd

    if table not in PUBLISHED:
        raise UsageError(f"no table '{table}'", remedy=f"there are {' and '.join(PUBLISHED)}")
    path = f"{str(folder).rstrip('/')}/{table}"
    try:
        return pd.read_parquet(path)
    except FileNotFoundError as error:
        raise UsageError("holds no published table", path, "code something first: event-coder run") from error


def code_text(text: str, date: str | dt.date | None = None, codebooks: str | Path | None = None) -> "pd.DataFrame":
    """The events of a text, as if it were an article published on `date` (ISO 8601; today where none is given).

    The columns are those of the events table. Their offsets point into the text as it was coded, which is cleaned like
    that of every article (without HTML, its accents composed, its line ends alike): `.attrs["text"]` holds it.
    Raises UsageError for a text or a date that ingest refuses, and CodebookError for a faulty codebook.
    """
    tables = {"documents": _document(text, str(date or dt.datetime.now(dt.UTC).date()))}
    loaders = _loaders(Path(codebooks or default_codebooks()))
    for stage in STAGES[: [stage.name for stage in STAGES].index("events") + 1]:
        resources = [resource(loaders[need]) for need in stage.needs if need in loaders]
        tables |= apply(stage, {table: tables[table] for table in stage.reads}, resources)
    events: pd.DataFrame = tables["events"].to_pandas()
    events.attrs["text"] = tables["documents"].column("text")[0].as_py()
    return events


def _document(text: str, date: str) -> Any:
    """The text as the only document of a table."""
    ingest, record = dotted(f"{INGEST}:ingest"), dotted(f"{INGEST}:Record")
    documents, rejects = ingest([record("", 1, {"id": "text", "date": date, "text": text, "lang": "en"})])
    if rejects.num_rows:
        refusal = rejects.to_pylist()[0]
        raise UsageError(f"the text cannot be coded: {refusal['reason']}", remedy=refusal["detail"])
    return documents


def _loaders(codebooks: Path) -> dict[str, Loader]:
    """How to get what stages need: the codebook as its files are now."""
    codebook = Loader(LOADERS["codebook"], codebooks, codebook_digest(codebooks))
    return {**{need: Loader(function) for need, function in LOADERS.items()}, "codebook": codebook}
