"""Parquet → rows, one at a time: a few bytes of a dictionary can stand for a text in every row of a group."""

import contextlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.stages import grounds
from pipeline.stages.files import FREE_EXPANSION, MAX_EXPANSION, MAX_WHOLE_BYTES, Unusable

_ROWS = 512  # decoded together, dictionaries kept


def parquet_rows(source: Any, size: int) -> Iterator[Mapping[str, Any] | Unusable]:
    """The rows of an open Parquet file of `size` bytes. Raises Unusable where the file cannot be read (any further)."""
    try:
        yield from _rows(_open(source), size)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unusable(grounds.UNREADABLE_FILE, str(error).partition("\n")[0]) from error


def _open(source: Any) -> pq.ParquetFile:
    """The file, its texts left in their dictionaries where it has them."""
    metadata = pq.read_metadata(source)
    texts = [column.path for column in map(metadata.schema.column, range(metadata.num_columns)) if _is_text(column)]
    return pq.ParquetFile(source, read_dictionary=texts)


def _is_text(column: Any) -> bool:
    return bool(column.physical_type == "BYTE_ARRAY" and column.logical_type.type != "DECIMAL")


def _rows(file: pq.ParquetFile, size: int) -> Iterator[Mapping[str, Any] | Unusable]:
    total = 0
    for group in range(file.num_row_groups):
        if file.metadata.row_group(group).total_byte_size > MAX_WHOLE_BYTES:
            raise Unusable(grounds.TOO_LONG, f"row group {group} has more than {MAX_WHOLE_BYTES >> 20} MiB")
        for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], use_threads=False):
            for at in range(batch.num_rows):
                row = _row(batch, at)
                total += 0 if isinstance(row, Unusable) else sum(map(_length, row.values()))
                if total > FREE_EXPANSION and total > MAX_EXPANSION * size:
                    raise Unusable(grounds.TOO_LONG, f"expands more than {MAX_EXPANSION} times")
                yield row


def _row(batch: pa.RecordBatch, at: int) -> Mapping[str, Any] | Unusable:
    try:
        (row,) = batch.slice(at, 1).to_pylist()
        return {name: _plain(value) for name, value in row.items()}
    except UnicodeDecodeError:
        return Unusable(grounds.WRONG_ENCODING, "a text is not UTF-8")


def _plain(value: Any) -> Any:
    """Texts that are stored as bytes, and whole numbers as decimals, are what they say."""
    if isinstance(value, bytes):
        with contextlib.suppress(UnicodeDecodeError):
            return value.decode()
    return int(value) if isinstance(value, Decimal) and value.is_finite() and value == int(value) else value


def _length(value: Any) -> int:
    return len(value) if isinstance(value, (str, bytes, list, dict)) else 0
