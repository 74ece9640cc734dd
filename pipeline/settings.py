"""What a run is told: one frozen object, from one YAML file and the flags that override it."""

import glob
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import logs
from pipeline.codebook.yamlio import List, Map, load_yaml
from pipeline.errors import CodebookError, Fault, UsageError
from pipeline.stages.fields import ALIASES


def _default_codebooks() -> Path:
    from pipeline.codebook.load import default_codebooks  # late: not needed where a folder is given

    return default_codebooks()


def _cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Settings:
    """Settings of a run, and of the nightly one. `aliases` maps a column's name in the input to ours
    (`{body_text: text}`).
    """

    input: tuple[str, ...] = ()
    output: str = ""
    codebooks: Path = field(default_factory=_default_codebooks)
    workers: int = field(default_factory=_cores)
    aliases: Mapping[str, str] = field(default_factory=dict)
    batch_size: int = 200  # records cut into one batch; changing it changes new batches only
    accept_drift: bool = False  # publish also what drifted past a limit of the level error
    compact: int = 1000  # articles in the batches that small ones are merged into; 0 is never
    retractions: Path | None = None  # list of the ids of withdrawn articles
    time_limit: int = 600  # seconds for coding an article alone, more for many or a long one; 0 is no limit
    wait: int = 0  # seconds to wait for another run on the same output to end
    log_format: str = "plain"  # or json
    quiet: bool = False  # log warnings and errors only
    metrics: str = ""  # file for Prometheus; "" is reports/metrics.prom in the output folder
    log_folder: Path | None = None  # of the nightly run, as is what follows
    keep_logs: int = 90  # days
    keep_reports: int = 0  # days; 0 keeps the last run's only
    on_failure: tuple[str, ...] = ()  # a command and its arguments
    most_refused: float = 1.0  # share of the records that a night may refuse without an alarm
    stale_after: int = 0  # days without a new article before an alarm; 0 is never
    places: tuple[Path, ...] = ()  # GeoNames country dumps, added to the gazetteer


def read_settings(config: Path | None, **flags: Any) -> Settings:
    """The configuration file, whose relative paths start at its folder, then the flags that were given (not None).

    Raises UsageError, with file and line, for unknown keys and bad values, for missing input or output, and for output
    that would be lost.
    """
    settings = Settings(**_from_file(config)) if config else Settings()
    settings = replace(settings, **{key: value for key, value in flags.items() if value is not None})
    if not settings.input:
        raise UsageError("no input is given", remedy="add --input PATH, or input: to the configuration")
    if not settings.output:
        raise UsageError("no output folder is given", remedy="add --output DIR, or output: to the configuration")
    if settings.output.startswith("memory:"):
        raise UsageError("is lost when the command ends", settings.output, "give a folder")
    return settings


def _from_file(path: Path) -> dict[str, Any]:
    try:
        tree = load_yaml(path)
    except CodebookError as error:
        raise UsageError(str(error)) from error
    for key in tree:
        if key not in _KINDS:
            raise _wrong(path, tree, key, f"unknown key '{key}'", f"known keys: {', '.join(_KINDS)}")
    _require_columns(path, tree.get("aliases"))
    return {key: _value(path, tree, key) for key in tree}


def _require_columns(path: Path, aliases: Any) -> None:
    """Raises UsageError for an alias of a column that is none of ours."""
    for theirs, ours in aliases.items() if isinstance(aliases, Map) else ():
        if isinstance(ours, str) and ours not in ALIASES:
            meant = get_close_matches(ours, ALIASES, 1) or [name for name, others in ALIASES.items() if ours in others]
            hint = f"did you mean {meant[0]}? " if meant else ""
            remedy = f"{hint}Columns are {', '.join(ALIASES)}"
            raise _wrong(path, aliases, theirs, f"'{theirs}' stands for no column of ours: '{ours}'", remedy)


def _value(path: Path, tree: Map, key: str) -> Any:
    kind = _KINDS[key]
    try:
        return kind.read(tree[key], path.parent)
    except ValueError as error:
        raise _wrong(path, tree, key, f"bad value for '{key}'", f"it must be {kind.about}") from error


class _Kind(NamedTuple):
    """What a setting is, and how it is read; `read` raises ValueError. The folder is that of the file."""

    about: str
    read: Callable[[Any, Path], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, List) or not value:
        raise ValueError(value)
    return tuple(map(_text, value))


def _paths(value: Any, folder: Path) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else _texts(value)
    if not all(map(str.strip, given)):
        raise ValueError(value)
    return tuple(_place(one, folder) for one in given)


def _place(value: Any, folder: Path) -> str:
    """A path, glob or URL. Relative ones start at the folder."""
    place = _text(value)
    if not place or "://" in place or Path(place).is_absolute():
        return place
    base = glob.escape(str(folder)) if glob.has_magic(place) else str(folder)
    return str(Path(base) / place)


def _path(value: Any, folder: Path) -> Path:
    return folder / _text(value)


def _files(value: Any, folder: Path) -> tuple[Path, ...]:
    return tuple(folder / one for one in ((value,) if isinstance(value, str) else _texts(value)))


def _command(value: Any, folder: Path) -> tuple[str, ...]:
    """A command and its arguments. It is looked for on the PATH, unless its name has a slash."""
    name, *arguments = _texts(value)
    return (str((folder / name).absolute()) if os.sep in name else name, *arguments)


def _columns(value: Any, folder: Path) -> dict[str, str]:
    if not isinstance(value, Map):
        raise ValueError(value)
    return {key: _text(column) for key, column in value.items()}


def _whether(value: Any, folder: Path) -> bool:
    return ("false", "true").index(value) == 1


def _count(value: Any, folder: Path) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,5}", _text(value)):
        raise ValueError(value)
    return int(value)


def _positive(value: Any, folder: Path) -> int:
    if number := _count(value, folder):
        return number
    raise ValueError(value)


def _percent(value: Any, folder: Path) -> float:
    if not re.fullmatch(r"(100|[0-9]{1,2}(\.[0-9]+)?)%", _text(value)):
        raise ValueError(value)
    return float(value.removesuffix("%")) / 100


def _log_format(value: Any, folder: Path) -> str:
    return logs.FORMATS[logs.FORMATS.index(value)]


_KINDS: Mapping[str, _Kind] = {
    "input": _Kind("a path, or a list of paths", _paths),
    "output": _Kind("a folder or URL", _place),
    "codebooks": _Kind("a folder", _path),
    "places": _Kind("a file, or a list of files", _files),
    "workers": _Kind("a number from 1", _positive),
    "aliases": _Kind("a mapping from column names to ours", _columns),
    "batch_size": _Kind("a number from 1", _positive),
    "compact": _Kind("a number of articles, or 0 for never", _count),
    "retractions": _Kind("a file", _path),
    "time_limit": _Kind("a number of seconds, or 0 for no limit", _count),
    "wait": _Kind("a number of seconds", _count),
    "accept_drift": _Kind("true or false", _whether),
    "log_format": _Kind("plain or json", _log_format),
    "quiet": _Kind("true or false", _whether),
    "metrics": _Kind("a file on this machine", _place),
    "log_folder": _Kind("a folder on this machine", _path),
    "keep_logs": _Kind("a number of days, or 0 for ever", _count),
    "keep_reports": _Kind("a number of days, or 0 for none but the last run's", _count),
    "on_failure": _Kind("a list: a command and its arguments", _command),
    "most_refused": _Kind("a share like 20%", _percent),
    "stale_after": _Kind("a number of days, or 0 for never", _count),
}


def _wrong(path: Path, tree: Map, key: str, what: str, remedy: str) -> UsageError:
    return UsageError(str(Fault(str(path), tree.lines[key], what, remedy)))
