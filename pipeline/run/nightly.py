"""One run from cron: quiet when all is well, with a log file and reports to look back at, and an alarm when not."""

import contextlib
import datetime as dt
import logging
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pipeline import logs
from pipeline.errors import EventCoderError, NeedsAttention, describe, exit_code
from pipeline.run import history, keeping
from pipeline.run.manifest import Manifest
from pipeline.run.notice import Notice, send
from pipeline.run.operate import operate
from pipeline.run.runner import Outcome
from pipeline.run.store import Store
from pipeline.settings import Settings
from pipeline.stages.grounds import HARMLESS

log = logging.getLogger(__name__)


def nightly(settings: Settings, debug: bool = False) -> None:
    """Run once, as the settings say. Nothing is written to standard output or error unless something is wrong.

    Raises what `operate` raises, after the command for failures has been run, and NeedsAttention when all is done, but
    a file could not be read, too much was refused or nothing new has come for too long.
    """
    now = dt.datetime.now(dt.UTC)
    file = str(keeping.log_file(settings.log_folder, now)) if settings.log_folder else ""
    with _failures_told(settings, file):
        keeping.make_folder(settings.log_folder)
        logs.set_up(logs.Style(settings.log_format, quiet=True, debug=debug, file=file))
        store = Store(settings.output)
        with _tidied(settings, store, now):
            before = _Taken.of(Manifest.load(store).fields)
            operate(settings, judge=lambda outcome: _judge(outcome, before, settings, store, now))


@contextlib.contextmanager
def _failures_told(settings: Settings, file: str) -> Iterator[None]:
    """Run the command for failures when the night ends with an error; who interrupts it by hand knows."""
    try:
        yield
    except Exception as error:
        if settings.on_failure:
            send(settings.on_failure, Notice(describe(error), exit_code(error), settings.output, file))
        raise


@contextlib.contextmanager
def _tidied(settings: Settings, store: Store, now: dt.datetime) -> Iterator[None]:
    """Keep the reports that the night writes, and remove what has been kept long enough, however the night ends."""
    before = keeping.reports(store)
    try:
        yield
    finally:
        try:
            keeping.keep_reports(store, before, now, settings.keep_reports)
            keeping.prune_logs(settings.log_folder, now, settings.keep_logs)
        except (OSError, EventCoderError) as error:
            log.warning("old logs or reports could not be tidied: %s", error)


class _Taken(NamedTuple):
    """How many records were read, and how many of them refused for a reason that is not harmless."""

    read: int
    refused: int

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> "_Taken":
        reasons = [item for stage in manifest.get("rejects", {}).values() for item in stage.items()]
        refused = sum(number for reason, number in reasons if reason not in HARMLESS)
        return cls(manifest.get("counts", {}).get("documents.read", 0), refused)

    def __sub__(self, before: "_Taken") -> "_Taken":
        return _Taken(self.read - before.read, self.refused - before.refused)


def _judge(outcome: Outcome, before: _Taken, settings: Settings, store: Store, now: dt.datetime) -> None:
    """Raises NeedsAttention."""
    refused = _refusals(_Taken.of(outcome.manifest) - before, settings.most_refused)
    texts = [*_unread(outcome.unread), *refused, *_staleness(store, now, settings.stale_after)]
    if texts:
        raise NeedsAttention(f"all is done, but {'; '.join(texts)}", settings.output)


def _unread(files: int) -> Iterator[str]:
    if files:
        yield f"{files:,} files could not be read: see event-coder rejects"


def _refusals(taken: _Taken, most: float) -> Iterator[str]:
    if most < 1 and taken.refused > most * taken.read:
        yield f"{taken.refused:,} of {taken.read:,} records were refused: see event-coder rejects"


def _staleness(store: Store, now: dt.datetime, days: int) -> Iterator[str]:
    last = max((night.began() for night in history.load(store)), default=None)
    if days and last and now - last > dt.timedelta(days=days):
        yield f"no new article has come since {last:%Y-%m-%d %H:%M} UTC"
