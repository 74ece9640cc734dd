"""One run at a time in an output folder."""

import contextlib
import json
import logging
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import RunFailed, UsageError
from pipeline.run.store import WORK, Store

NAME = f"{WORK}/lock"
DRAFTS = f"{WORK}/drafts"  # what a killed run leaves there is removed by the next
POLL = 1.0  # seconds between two looks at a lock that is held

log = logging.getLogger(__name__)


@contextlib.contextmanager
def lock(store: Store, wait: float = 0.0) -> Iterator[None]:
    """Hold the folder's lock; RunFailed when another run holds it and does not end while waiting so many seconds.

    The lock is a file created exclusively that names its process; one left by a dead process of this host is broken.
    """
    owner = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "born": _born(os.getpid())}).encode()
    try:
        store.fs.makedirs(store.path(DRAFTS), exist_ok=True)
    except FileNotFoundError as error:  # where no folder can be made, as in /proc
        raise UsageError(f"cannot be made: {error.strerror}", store.url, "give another folder as output") from error
    _acquire(store, owner, time.monotonic() + wait)
    try:
        yield
    finally:
        if _read(store) == owner:
            store.remove([NAME])


def _acquire(store: Store, owner: bytes, deadline: float) -> None:
    told = False
    while not _create(store, owner):
        holder = _read(store)
        if not _alive(holder):
            _break_stale(store, holder)
            continue
        if time.monotonic() >= deadline:
            raise _held(store, holder)
        if not told:
            log.info("waiting for another run to end: %s", holder.decode(errors="replace"))
        told = True
        time.sleep(min(POLL, max(0.0, deadline - time.monotonic())))


def _create(store: Store, owner: bytes) -> bool:
    """Make the lock file, complete from its first moment; False when there is one."""
    try:
        if store.local:
            _link(store, owner)
        else:
            store.fs.pipe_file(store.path(NAME), owner, mode="create")
    except (FileExistsError, FileNotFoundError):  # the latter: the run that holds it has cleared its folder of drafts
        return False
    return True


def _link(store: Store, owner: bytes) -> None:
    draft = f"{DRAFTS}/{os.getpid()}.lock"
    try:
        with store.naming(NAME):
            store.fs.pipe_file(store.path(draft), owner)
            os.link(store.path(draft), store.path(NAME))
    finally:
        store.remove([draft])


def _read(store: Store) -> bytes:
    try:
        return bytes(store.fs.cat_file(store.path(NAME)))
    except FileNotFoundError:
        return b""


def _break_stale(store: Store, found: bytes) -> None:
    """Take a dead owner's lock away. Renamed first: of two runs that both see it, one alone gets the file."""
    aside = f"{DRAFTS}/{os.getpid()}.stale"
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
    """When a living process started, where the system tells: a number used again, also after a restart of the machine,
    is another process. A zombie lives no more.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return "dead" if fields[0] in "ZX" else f"{boot} {fields[19]}"
    except OSError:
        return ""


def _held(store: Store, owner: bytes) -> RunFailed:
    return RunFailed(
        f"another run is writing here: {owner.decode(errors='replace')}",
        store.url,
        f"let it end, or give --wait SECONDS (wait: in a configuration); if it is certainly dead, remove {NAME}",
    )
