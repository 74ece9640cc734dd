"""What a run is told: one frozen object, from one YAML file and the flags that override it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from pipeline import logs
from pipeline.codebook.yamlio import List, Map, load_yaml
from pipeline.errors import CodebookError, Fault, UsageError


def _default_codebooks() -> Path:
    from pipeline.codebook.load import default_codebooks  # late: not needed where a folder is given

    return default_codebooks()


def _cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Settings:
    """Settings of a run. `aliases` maps a column's name in the input to ours (`{body_text: text}`)."""

    input: tuple[str, ...] = ()
    output: str = ""
    codebooks: Path = field(default_factory=_default_codebooks)
    workers: int = field(default_factory=_cores)
    aliases: Mapping[str, str] = field(default_factory=dict)
    batch_size: int = 200  # records cut into one batch; changing it changes new batches only
    accept_drift: bool = False  # publish also what drifted past a limit of the level error
    log_format: str = "plain"  # or json
    quiet: bool = False  # log warnings and errors only
    metrics: str = ""  # file for Prometheus; "" is reports/metrics.prom in the output folder


def read_settings(config: Path | None, **flags: Any) -> Settings:
    """The configuration file, then the flags that were given (not None).

    Raises UsageError, with file and line, for unknown keys and bad values, and for missing input or output.
    """
    settings = Settings(**_from_file(config)) if config else Settings()
    settings = replace(settings, **{key: value for key, value in flags.items() if value is not None})
    if not settings.input:
        raise UsageError("no input is given", remedy="add --input PATH, or input: to the configuration")
    if not settings.output:
        raise UsageError("no output folder is given", remedy="add --output DIR, or output: to the configuration")
    return settings


def _from_file(path: Path) -> dict[str, Any]:
    try:
        tree = load_yaml(path)
    except CodebookError as error:
        raise UsageError(str(error)) from error
    known = [one.name for one in fields(Settings)]
    for key in tree:
        if key not in known:
            raise _wrong(path, tree, key, f"unknown key '{key}'", f"known keys: {', '.join(known)}")
    return {key: _value(path, tree, key) for key in tree}


def _value(path: Path, tree: Map, key: str) -> Any:
    value = tree[key]
    if key == "input" and (isinstance(value, str) or _all_text(value, List)):
        return (value,) if isinstance(value, str) else tuple(value)
    if key == "aliases" and _all_text(value, Map):
        return dict(value)
    if key in ("output", "metrics") and isinstance(value, str):
        return value
    if key == "log_format" and value in logs.FORMATS:
        return value
    if key in ("quiet", "accept_drift") and value in ("true", "false"):
        return value == "true"
    if key == "codebooks" and isinstance(value, str):
        return Path(value)
    if key in ("workers", "batch_size") and isinstance(value, str) and _COUNT.fullmatch(value):
        return int(value)
    raise _wrong(path, tree, key, f"bad value for '{key}'", f"it must be {_EXPECTED[key]}")


_COUNT = re.compile(r"[1-9][0-9]{0,5}")
_EXPECTED = {
    "input": "a path, or a list of paths",
    "output": "a folder or URL",
    "codebooks": "a folder",
    "workers": "a number from 1",
    "aliases": "a mapping from column names to ours",
    "batch_size": "a number from 1",
    "accept_drift": "true or false",
    "log_format": "plain or json",
    "quiet": "true or false",
    "metrics": "a file on this machine",
}


def _all_text(value: Any, kind: type) -> bool:
    values = value.values() if isinstance(value, Map) else value
    return isinstance(value, kind) and all(isinstance(one, str) for one in values)


def _wrong(path: Path, tree: Map, key: str, what: str, remedy: str) -> UsageError:
    return UsageError(str(Fault(str(path), tree.lines[key], what, remedy)))
