"""The user's cache folder: what is compiled once on a machine, and read afterwards."""

import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

_WRITABLE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path:
    """$EVENT_CODER_CACHE, else $XDG_CACHE_HOME/event-coder, else ~/.cache/event-coder."""
    if own := os.environ.get("EVENT_CODER_CACHE"):
        return Path(own)
    shared = os.environ.get("XDG_CACHE_HOME")
    return (Path(shared) if shared else Path("~/.cache").expanduser()) / "event-coder"


def sources_digest(paths: Iterable[Path]) -> str:
    """A digest of files' names and contents, by which what was compiled from them is told from what it was before."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def forget_older(folder: Path, pattern: str, kept: int) -> None:
    """Remove the files of a pattern that were written longest ago, all but `kept`."""
    for old in sorted(folder.glob(pattern), key=lambda one: one.stat().st_mtime)[:-kept]:
        old.unlink(missing_ok=True)


def write_aside(path: Path, write: Callable[[Path], object]) -> None:
    """Have a file written under another name, and rename it once it is whole; its mode follows the umask.

    Raises OSError where the folder cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")  # not tempfile, which ignores the umask
    try:
        write(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_private(path: Path, data: bytes) -> None:
    """Like write_aside; whatever the umask says, nobody else may write the file or the folder it makes."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)

    def write(draft: Path) -> None:
        draft.write_bytes(data)
        draft.chmod(draft.stat().st_mode & ~_WRITABLE)

    write_aside(path, write)


def read_private(path: Path) -> bytes | None:
    """The bytes of a file that nobody but this user or root could have written, or None.

    Neither the file nor its folder may be a symbolic link, belong to another user, or be writable for others.
    """
    try:
        if not _private(path.parent.lstat(), stat.S_ISDIR):
            return None
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            return file.read() if _private(os.fstat(file.fileno()), stat.S_ISREG) else None
    except OSError:
        return None


def _private(facts: os.stat_result, of_kind: Callable[[int], bool]) -> bool:
    return of_kind(facts.st_mode) and facts.st_uid in trusted_owners() and not facts.st_mode & _WRITABLE


def trusted_owners() -> set[int]:
    """Who may write what this process runs: its user, and root."""
    return {os.geteuid(), 0}
