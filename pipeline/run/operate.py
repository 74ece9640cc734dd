"""A run as its operator sees it: how far it is, what it has done, and the metrics, also when it fails."""

import contextlib
import datetime as dt
import logging
import sys
import time
from collections.abc import Callable

from pipeline import logs
from pipeline.codebook.load import load_checks
from pipeline.errors import EventCoderError, exit_code
from pipeline.run import history
from pipeline.run.metrics import require_writable, write_metrics
from pipeline.run.progress import Progress
from pipeline.run.runner import Outcome, run
from pipeline.run.store import Store
from pipeline.run.summary import plan_summary, summary
from pipeline.settings import Settings
from pipeline.stages.drift import find_silence
from pipeline.stages.drift_limits import read_drift_limits

log = logging.getLogger(__name__)


Judge = Callable[[Outcome], None]


def operate(settings: Settings, dry: bool = False, judge: Judge = lambda outcome: None) -> Outcome:
    """Run, say what was done in the style of the log, and write the metrics. Raises what `run` and `judge` raise."""
    require_writable(settings.metrics)
    style, began = logs.chosen(), time.monotonic()
    shown = None if style.quiet or style.format == "json" else sys.stderr
    if dry:
        outcome = run(settings, progress=Progress(shown), dry=True)
        print(plan_summary(outcome))
        return outcome
    try:
        with Progress(shown) as progress:
            outcome = run(settings, progress=progress, dry=False)
        _warn_of_silence(settings)
        _tell(outcome, settings, style)
        judge(outcome)
    except BaseException as error:
        with contextlib.suppress(OSError, EventCoderError):  # a full disk is told by the error itself
            write_metrics(Store(settings.output), settings.metrics, exit_code(error), time.monotonic() - began)
        raise
    write_metrics(Store(settings.output), settings.metrics, 0, outcome.seconds)
    return outcome


def _warn_of_silence(settings: Settings) -> None:
    """Say when no article has come for too long, which a run that finds nothing to do would not notice."""
    nights = history.load(Store(settings.output))
    if len(nights) > 1:  # less are no habit
        limits = read_drift_limits(load_checks(settings.codebooks))
        for finding in find_silence(dt.datetime.now(dt.UTC), nights, limits):
            log.warning("drift: %s", finding.text)


def _tell(outcome: Outcome, settings: Settings, style: logs.Style) -> None:
    if style.format == "json":
        log.info("done", extra={"fields": _fields(outcome)})
    elif style.quiet:
        for line in summary(outcome, settings.output).splitlines():
            log.info(line)  # for the log file, if there is one
    else:
        print(summary(outcome, settings.output))


def _fields(outcome: Outcome) -> dict[str, object]:
    return {
        "seconds": round(outcome.seconds, 1),
        "work": outcome.work,
        "counts": outcome.manifest.get("counts", {}),
        "books": outcome.manifest.get("books", {}),
        "rejects": outcome.manifest.get("rejects", {}),
        "drift": [finding.text for finding in outcome.findings],
    }
