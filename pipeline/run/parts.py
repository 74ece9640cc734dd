"""What a run is made of."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.run.task import codebook_digest, dump_digest
from pipeline.settings import Settings
from pipeline.stages import CHECKS, COPIES, INGEST, LOADERS, MERGE, REPORTS, STAGES, Stage


def resource_digests(settings: Settings) -> dict[str, str]:
    """What the stages' results depend on beside their tables."""
    from pipeline.grammar.model import model_version
    from pipeline.resolve.placecache import gazetteer_version

    places = [gazetteer_version(), *map(dump_digest, settings.places)]
    return {"model": model_version(), "codebook": codebook_digest(settings.codebooks), "gazetteer": " ".join(places)}


class Parts(NamedTuple):
    """What a run is made of: the names of modules and functions, so that workers can import them too."""

    ingest: str = INGEST
    stages: tuple[Stage, ...] = STAGES
    copies: Stage = COPIES
    merge: Stage = MERGE
    checks: str = CHECKS
    reports: str = REPORTS
    loaders: Mapping[str, str] = LOADERS
    digests: Callable[[Settings], Mapping[str, str]] = resource_digests


PARTS = Parts()
