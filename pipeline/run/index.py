"""What a batch holds, in digests: by it, repeated and corrected articles are known without reading texts again."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pipeline.run.plan import digest
from pipeline.run.store import WORK, Store
from pipeline.run.task import table_name
from pipeline.stages.repeats import Known, identify

FOLDER = f"{WORK}/index"
SCHEMA = pa.schema(
    {
        "doc_id": pa.string(),
        **{name: pa.string() for name in ("text", "version", "path")},
        "past": pa.list_(pa.string()),
    }
)


def name(batch: str) -> str:
    """Where the index of a batch is stored."""
    return f"{FOLDER}/{batch}.parquet"


def table(known: Mapping[str, Known]) -> pa.Table:
    """Accepted documents by id → their index."""
    return pa.Table.from_pylist([{"doc_id": doc_id, **one._asdict()} for doc_id, one in known.items()], schema=SCHEMA)


def read(store: Store, batch: str) -> pa.Table:
    """The index of a batch; made again where the work folder was removed."""
    try:
        return store.read_table(name(batch))
    except FileNotFoundError:
        documents = store.read_table(table_name("documents", batch)).to_pylist()
        made = table({document["doc_id"]: identify(document) for document in documents})
        store.write_table(name(batch), made)
        return made


def ids(store: Store, batch: str) -> list[str]:
    """The documents of a batch, without writing anything."""
    try:
        rows = store.read_table(name(batch), ["doc_id"])
    except FileNotFoundError:
        rows = store.read_table(table_name("documents", batch), ["doc_id"])
    found: list[str] = rows.column("doc_id").to_pylist()
    return found


def known(rows: pa.Table) -> Iterable[tuple[str, Known]]:
    """The documents of an index, with their ids."""
    ids, *columns, past = (column.to_pylist() for column in rows.columns)
    return zip(ids, map(Known, *columns, map(tuple, past)), strict=True)


def batch_id(rows: pa.Table) -> str:
    """A batch is named by what it holds."""
    columns: list[list[Any]] = [rows.column(name).to_pylist() for name in ("doc_id", "version")]
    return digest(*(part for row in zip(*columns, strict=True) for part in row))
