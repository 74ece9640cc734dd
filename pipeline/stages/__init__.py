"""The stages of the pipeline, each a pure function from table to table.

Nothing is imported here: a stage's function is named, and loaded by the process that runs it.
"""

from typing import NamedTuple


class Stage(NamedTuple):
    """What a stage reads, writes and depends on, and where its function lives.

    `function` ("module:name") takes the tables of `reads` and then the resources of `needs` that have a loader;
    it gives the tables of `writes`. Raise `version` when its results change: what is stored is then stale.
    """

    name: str
    function: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    needs: tuple[str, ...] = ()
    version: int = 1


INGEST = "pipeline.stages.ingest"  # files → documents, rejects

STAGES = (
    Stage("sentences", "pipeline.stages.sentences:split", ("documents",), ("sentences",), (), 4),
    Stage("mentions", "pipeline.stages.mentions:detect", ("documents", "sentences"), ("mentions",), ("model",), 26),
    Stage(
        "events",
        "pipeline.stages.events:code",
        ("documents", "sentences", "mentions"),
        ("events", "rejects"),
        ("codebook", "gazetteer"),
        26,
    ),
    Stage(
        "incidents",
        "pipeline.stages.incidents:gather",
        ("documents", "sentences", "events"),
        ("reports",),
        ("codebook", "gazetteer"),
        20,
    ),
    Stage("signatures", "pipeline.stages.signatures:sign", ("documents",), ("signatures",), (), 2),
)

# Two stages that take the tables of many batches at once, where something has changed.
COPIES = Stage("copies", "pipeline.stages.duplicates:find_copies", ("signatures",), ("duplicates",), ("codebook",))
MERGE = Stage("merge", "pipeline.stages.merge:merge", ("reports", "duplicates"), ("incidents",), ("codebook",))

CHECKS = "pipeline.stages.checks"  # events, incidents → published, when no error-level expectation fails
REPORTS = "pipeline.stages.report"
LOADERS = {"codebook": "pipeline.codebook.load:load_codebook", "gazetteer": "pipeline.resolve.gazetteer:Gazetteer.load"}
