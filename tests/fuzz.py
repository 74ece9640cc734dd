"""Coverage-guided fuzzing of what reads strangers' bytes: `python -m tests.fuzz TARGET [-max_total_time=SECONDS …]`.

Needs atheris (`pip install atheris`), which is no dependency of the project. A finding is an uncaught exception, a
record that is neither read nor refused, or more time or memory than libFuzzer allows; it is kept as `crash-…`.
It begins with the small files of the suite: random bytes alone hardly ever get past a reader's first look.
"""

import contextlib
import gzip
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import zstandard

try:
    import atheris
except ImportError:
    sys.exit("fuzzing needs atheris: .venv/bin/pip install atheris")

with atheris.instrument_imports(
    include=["pipeline", "csv", "json", "yaml", "email", "trafilatura", "htmldate", "courlan"]
):
    import trafilatura  # noqa: F401 - which the pipeline imports late; it is most of what reads a page

    from pipeline.codebook.yamlio import parse_yaml
    from pipeline.errors import CodebookError, UsageError
    from pipeline.settings import read_settings
    from pipeline.stages.fields import read_date
    from pipeline.stages.ingest import ingest, read_records
    from tests.hostile import inputs, test_codebooks

SEED_BYTES = 8_192
PACKED = {"gz": gzip.compress, "zst": zstandard.compress}
ROOT = Path(__file__).parents[1]
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


def seeds(name: str) -> list[bytes]:
    """Small inputs of a target."""
    form, _, packing = name.partition(".")
    if packing:
        found = [PACKED[packing](seed) for seed in seeds(form)]
    elif name == "yaml":
        found = [text.encode() for text in test_codebooks.HOSTILE.values()]
        found += [file.read_bytes() for file in ROOT.glob("codebooks/**/*.yml")]
    elif name == "settings":
        manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
        found = [block.encode() for block in re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)]
    else:
        found = [one.make(one.good) for one in inputs.ALL if one.file.endswith(f".{name}")]
    return [seed for seed in found if len(seed) <= SEED_BYTES]


def corpus(name: str) -> Path:
    """A folder with the seeds of a target. Each is tried: what libraries load at first use is then no seed's time."""
    folder = FOLDER / "corpus"
    folder.mkdir()
    for number, seed in enumerate(seeds(name)):
        TARGETS[name](seed)
        (folder / str(number)).write_bytes(seed)
    return folder


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz TARGET [libFuzzer's options]; targets: {', '.join(TARGETS)}")
    target = sys.argv.pop(1)
    atheris.Setup([*sys.argv, str(corpus(target))], TARGETS[target])
    atheris.Fuzz()
