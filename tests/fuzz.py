"""Coverage-guided fuzzing of what reads strangers' bytes: `python -m tests.fuzz TARGET [-max_total_time=SECONDS …]`.

Needs atheris (`pip install atheris`), which is no dependency of the project. A finding is an uncaught exception, a
record that is neither read nor refused, or more time or memory than libFuzzer allows; it is kept as `crash-…`.
"""

import contextlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("fuzzing needs atheris: .venv/bin/pip install atheris")

with atheris.instrument_imports(include=["pipeline", "csv", "json", "yaml", "email"]):
    from pipeline.codebook.yamlio import parse_yaml
    from pipeline.errors import CodebookError, UsageError
    from pipeline.settings import read_settings
    from pipeline.stages.fields import read_date
    from pipeline.stages.ingest import ingest, read_records

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108


def reader(name: str) -> Callable[[bytes], None]:
    """Every record of a file of this name is accepted or refused."""
    path = FOLDER / name

    def read(data: bytes) -> None:
        path.write_bytes(data)
        records = list(read_records(path))
        documents, rejects = ingest(records)
        assert documents.num_rows + rejects.num_rows == len(records) > 0

    return read


def yaml(data: bytes) -> None:
    """A tree, or faults."""
    with contextlib.suppress(CodebookError):
        parse_yaml(data.decode("utf-8", "replace"), "book.yml")


def settings(data: bytes) -> None:
    """Settings, or one message."""
    path = FOLDER / "news.yml"
    path.write_bytes(data)
    with contextlib.suppress(UsageError):
        read_settings(path)


def dates(data: bytes) -> None:
    """A date, or nothing."""
    read_date(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{form: reader(f"a.{form}") for form in ("jsonl", "json", "csv", "html", "txt", "parquet", "csv.gz", "jsonl.zst")},
    "yaml": yaml,
    "settings": settings,
    "dates": dates,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz TARGET [libFuzzer's options]; targets: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
