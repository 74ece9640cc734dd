"""What a monitor watches: gauges in Prometheus' text format, written after each run, also after one that failed."""

import contextlib
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, generate_latest, write_to_textfile
from prometheus_client.parser import text_string_to_metric_families

from pipeline.errors import EventCoderError, UsageError
from pipeline.run import history
from pipeline.run.manifest import NAME as MANIFEST
from pipeline.run.ownership import fault
from pipeline.run.store import Store
from pipeline.stages.drift import Night
from pipeline.version import own_version

NAME = "reports/metrics.prom"
SUCCESS = "event_coder_last_success_timestamp_seconds"
_TABLES = ("sentences", "mentions", "events", "incidents")
_OUTCOMES = ("read", "accepted", "rejected")


def require_writable(file: str) -> None:
    """Raises UsageError where the file that metrics are to be written to cannot be, before work is done in vain."""
    path = Path(file)
    if file and (path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK)):
        raise UsageError("cannot be written: metrics", file, "give a file in a folder that is there and may be written")


def write_metrics(store: Store, file: str, exit_code: int, seconds: float) -> None:
    """Write the state of an output folder and how its last run ended, whole or not at all.

    `file`: a path on this machine, or "" for `reports/metrics.prom` in the folder, if it is there and may be
    written into.
    """
    if not file and (not store.fs.exists(store.root) or fault(store)):
        return
    registry = _registry(store, file, exit_code, seconds)
    if file:
        write_to_textfile(file, registry)
    else:
        store.write(NAME, generate_latest(registry))


def _registry(store: Store, file: str, exit_code: int, seconds: float) -> CollectorRegistry:
    registry, now = CollectorRegistry(), time.time()
    success = now if exit_code == 0 else _last_success(store, file)

    def gauge(name: str, about: str, value: float) -> None:
        Gauge(f"event_coder_{name}", about, registry=registry).set(value)

    gauge("exit_code", "Exit code of the last run.", exit_code)
    gauge("run_duration_seconds", "How long the last run took.", seconds)
    gauge("last_run_timestamp_seconds", "When the last run ended.", now)
    gauge("last_success_timestamp_seconds", "When a run last ended with exit code 0; 0 for never.", success)
    _totals(registry, _manifest(store))
    _nights(registry, _history(store))
    return registry


def _totals(registry: CollectorRegistry, manifest: Mapping[str, Any]) -> None:
    """What the output folder holds since its last published run."""
    counts, rejects = manifest.get("counts") or {}, manifest.get("rejects") or {}
    documents = Gauge("event_coder_documents", "Records of the input, by outcome.", ["outcome"], registry=registry)
    for outcome in _OUTCOMES:
        documents.labels(outcome).set(counts.get(f"documents.{outcome}", 0))
    rows = Gauge("event_coder_rows", "Rows of each table.", ["table"], registry=registry)
    for table in _TABLES:
        rows.labels(table).set(counts.get(table, 0))
    refused = Gauge("event_coder_rejects", "Refusals, by stage and reason.", ["stage", "reason"], registry=registry)
    for stage, reasons in rejects.items():
        for reason, number in reasons.items():
            refused.labels(stage, reason).set(number)
    info = Gauge("event_coder_info", "With what was coded.", ["version", "codebook", "model"], registry=registry)
    info.labels(own_version(), (manifest.get("codebook") or {}).get("digest", ""), manifest.get("model") or "").set(1)


def _nights(registry: CollectorRegistry, nights: Iterable[Night]) -> None:
    """What the last run that read something newly took in."""
    last = max(nights, key=lambda night: night.run, default=None)
    sums = last.sums if last else {}
    rows = Gauge("event_coder_night_rows", "Rows that the last night added, by table.", ["table"], registry=registry)
    for table in ("documents", "sentences", "events", "incidents"):
        rows.labels(table).set(sums.get(table, 0))
    drift = Gauge("event_coder_drift_warnings", "In how many ways the last night was unusual.", registry=registry)
    drift.set(last.warnings if last else 0)
    began = Gauge(
        "event_coder_last_night_timestamp_seconds", "When a run last began that read something.", registry=registry
    )
    began.set(last.began().timestamp() if last else 0)


def _manifest(store: Store) -> Mapping[str, Any]:
    """The last finished manifest; nothing where there is none, or it cannot be read."""
    try:
        found = store.read_json(MANIFEST)
    except (ValueError, EventCoderError):
        return {}
    return found if isinstance(found, dict) else {}


def _history(store: Store) -> Sequence[Night]:
    """The nights on record; none where they cannot be read."""
    try:
        return history.load(store)
    except EventCoderError:
        return ()


def _last_success(store: Store, file: str) -> float:
    """What the metrics file says that is now to be written over; 0 where it says nothing."""
    with contextlib.suppress(OSError, ValueError, EventCoderError):
        text = Path(file).read_text(encoding="utf-8") if file else store.read(NAME).decode()
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                if sample.name == SUCCESS:
                    return float(sample.value)
    return 0.0
