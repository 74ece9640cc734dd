"""What is kept of a night, and for how long. Files are told by the time in their names; others are never removed."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.run.store import Store

REPORTS = ("summary.html", "validation.html")
NIGHTS = "reports/nights"
_TIME = "%Y%m%dT%H%M%SZ"
_LOG = re.compile(r"event-coder-(\d{8}T\d{6}Z)\.log")
_REPORT = re.compile(rf"(\d{{8}}T\d{{6}}Z)-(?:{'|'.join(map(re.escape, REPORTS))})")


def log_file(folder: Path, now: dt.datetime) -> Path:
    """Where the log of a night that begins now (UTC) is written."""
    return folder / f"event-coder-{now:{_TIME}}.log"


def make_folder(folder: Path | None) -> None:
    """The folder for log files, if there is to be one."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)


def prune_logs(folder: Path | None, now: dt.datetime, days: int) -> None:
    """Remove log files of nights more than so many days ago; 0 keeps all."""
    names = [file.name for file in folder.iterdir()] if folder and folder.is_dir() else []
    for name in _expired(names, _LOG, now, days):
        (Path(folder or "") / name).unlink(missing_ok=True)


def reports(store: Store) -> dict[str, bytes]:
    """The reports of the last run."""
    there = store.names("reports")
    return {name: store.read(f"reports/{name}") for name in REPORTS if f"reports/{name}" in there}


def keep_reports(store: Store, before: Mapping[str, bytes], now: dt.datetime, days: int) -> None:
    """Copy the reports that are not as they were before, and remove copies older than so many days; 0 keeps none."""
    for name, text in reports(store).items() if days else ():
        if before.get(name) != text:
            store.write(f"{NIGHTS}/{now:{_TIME}}-{name}", text)
    names = [Path(name).name for name in store.names(NIGHTS)]
    store.remove(f"{NIGHTS}/{name}" for name in _expired(names, _REPORT, now, days))


def _expired(names: Iterable[str], form: re.Pattern[str], now: dt.datetime, days: int) -> Iterator[str]:
    """Those that we named, and that are too old."""
    for name in names:
        found = form.fullmatch(name)
        if found and days and now - _time(found[1]) > dt.timedelta(days=days):
            yield name


def _time(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, _TIME).replace(tzinfo=dt.UTC)
