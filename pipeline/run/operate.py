"""A run as its operator sees it: how far it is, what it has done, and the metrics, also when it fails."""

import contextlib
import logging
import sys
import time

from pipeline import logs
from pipeline.errors import exit_code
from pipeline.run.metrics import write_metrics
from pipeline.run.progress import Progress
from pipeline.run.runner import Outcome, run
from pipeline.run.store import Store
from pipeline.run.summary import plan_summary, summary
from pipeline.settings import Settings

log = logging.getLogger(__name__)


def operate(settings: Settings, dry: bool = False) -> Outcome:
    """Run, say what was done in the style of the log, and write the metrics. Raises what `run` raises."""
    style, began = logs.chosen(), time.monotonic()
    shown = None if style.quiet or style.format == "json" else sys.stderr
    try:
        outcome = run(settings, progress=Progress(shown), dry=dry)
    except BaseException as error:
        if not dry:
            with contextlib.suppress(OSError):  # a full disk is told by the error itself
                write_metrics(Store(settings.output), settings.metrics, exit_code(error), time.monotonic() - began)
        raise
    if not dry:
        write_metrics(Store(settings.output), settings.metrics, 0, outcome.seconds)
    _tell(outcome, settings, dry, style)
    return outcome


def _tell(outcome: Outcome, settings: Settings, dry: bool, style: logs.Style) -> None:
    if dry:
        print(plan_summary(outcome))
    elif style.format == "json":
        log.info("done", extra={"fields": _fields(outcome)})
    elif not style.quiet:
        print(summary(outcome, settings.output))


def _fields(outcome: Outcome) -> dict[str, object]:
    return {
        "seconds": round(outcome.seconds, 1),
        "work": outcome.work,
        "counts": outcome.manifest.get("counts", {}),
        "rejects": outcome.manifest.get("rejects", {}),
        "drift": [finding.text for finding in outcome.findings],
    }
