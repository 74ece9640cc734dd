"""One run at a time in an output folder."""

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import RunFailed
from pipeline.run.store import WORK, Store

NAME = f"{WORK}/lock"


@contextlib.contextmanager
def lock(store: Store) -> Iterator[None]:
    """Hold the folder's lock; RunFailed when another run holds it.

    The lock is a file created exclusively that names its process; one left by a dead process of this host is broken.
    """
    owner = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "born": _born(os.getpid())}).encode()
    store.fs.makedirs(store.path(WORK), exist_ok=True)
    if not _create(store, owner):
        _break_stale(store)
        if not _create(store, owner):
            raise _held(store, _read(store))
    try:
        yield
    finally:
        if _read(store) == owner:
            store.remove([NAME])


def _create(store: Store, owner: bytes) -> bool:
    """Make the lock file, complete from its first moment; False when there is one."""
    try:
        if store.local:
            _link(store, owner)
        else:
            store.fs.pipe_file(store.path(NAME), owner, mode="create")
    except FileExistsError:
        return False
    return True


def _link(store: Store, owner: bytes) -> None:
    draft = f"{NAME}.{os.getpid()}.new"
    store.fs.pipe_file(store.path(draft), owner)
    try:
        os.link(store.path(draft), store.path(NAME))
    finally:
        store.remove([draft])


def _read(store: Store) -> bytes:
    try:
        return bytes(store.fs.cat_file(store.path(NAME)))
    except FileNotFoundError:
        return b""


def _break_stale(store: Store) -> None:
    """Take a dead owner's lock away. Renamed first: of two runs that both see it, one alone gets the file."""
    found = _read(store)
    if _alive(found):
        raise _held(store, found)
    aside = f"{NAME}.{os.getpid()}"
    with contextlib.suppress(FileNotFoundError):
        store.move(NAME, aside)
        taken = bytes(store.fs.cat_file(store.path(aside)))
        store.remove([aside])
        if taken != found:  # between reading and renaming, a live run had replaced it
            _create(store, taken)


def _alive(owner: bytes) -> bool:
    try:
        fields = json.loads(owner)
        pid, host, born = fields["pid"], fields["host"], fields["born"]
    except (ValueError, KeyError, TypeError):
        return False
    if host != socket.gethostname():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return bool(_born(pid) == born)


def _born(pid: int) -> str:
    """When a process started, where the system tells: a number used again is another process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        return stat.rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _held(store: Store, owner: bytes) -> RunFailed:
    return RunFailed(
        f"another run is writing here: {owner.decode(errors='replace')}",
        store.url,
        f"wait for it to end; if it is certainly dead, remove {NAME}",
    )
