"""Compiled codebooks in the user's cache folder, so that only the first load of an edited codebook takes its time.

They are pickles, and whoever writes a pickle decides what runs when it is read: only files that nobody else could have
written are read, and only under the digest of what they were made from, this program's code included.
"""

import contextlib
import gc
import hashlib
import pickle
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.cachefolder import cache_folder, forget_older, read_private, sources_digest, write_private

_KEPT = 8  # codebooks; about 10 MB for one of the size of the default
_CHECKSUM = hashlib.sha256().digest_size


def compiled_path(*parts: str) -> Path:
    """Where the codebook compiled from these parts is kept: whatever changes what comes out must be among them."""
    key = hashlib.sha256("\0".join([sys.implementation.cache_tag or "", _program(), *parts]).encode())
    return cache_folder() / "codebooks" / f"{key.hexdigest()[:32]}.pickle"


@cache
def _program() -> str:
    """A digest of the code that compiles codebooks and of the classes they consist of."""
    here = Path(__file__).resolve().parent
    return sources_digest([*here.rglob("*.py"), *here.parent.glob("*.py")])


def recall(path: Path) -> Any:
    """What was kept, or None where there is nothing that is whole and certainly ours."""
    data = read_private(path)
    if data is None or hashlib.sha256(data[_CHECKSUM:]).digest() != data[:_CHECKSUM]:
        return None
    return pickle.loads(memoryview(data)[_CHECKSUM:])  # noqa: S301 (ours, see above)


def keep(path: Path, found: object) -> None:
    """Keep it for the next process, and forget those kept longest ago. A folder that cannot be written is no fault."""
    data = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    with contextlib.suppress(OSError):
        write_private(path, hashlib.sha256(data).digest() + data)
        forget_older(path.parent, "*.pickle", _KEPT)


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """A codebook is a million small objects without a cycle: looking for cycles meanwhile doubles the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
