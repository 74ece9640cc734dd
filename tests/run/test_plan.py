from pathlib import Path

from pipeline.run.plan import digest, file_digest, fingerprints, stale
from pipeline.stages import STAGES

DIGESTS = {"model": "m1", "codebook": "c1", "gazetteer": "g1"}


def done(batches: list[str], digests: dict[str, str]) -> dict[str, dict[str, str]]:
    by_batch = {batch: fingerprints(batch, STAGES, digests) for batch in batches}
    return {stage.name: {batch: by_batch[batch][stage.name] for batch in batches} for stage in STAGES}


def stale_names(digests: dict[str, str], recorded: dict[str, dict[str, str]]) -> list[str]:
    return [stage for stage, tasks in stale(["b1"], STAGES, digests, recorded).items() if tasks]


def test_nothing_recorded_is_all_stale() -> None:
    assert stale_names(DIGESTS, {}) == ["sentences", "mentions", "events", "incidents", "signatures"]


def test_nothing_changed_is_nothing_stale() -> None:
    assert stale_names(DIGESTS, done(["b1"], DIGESTS)) == []


def test_changed_codebook_spares_the_parse() -> None:
    assert stale_names({**DIGESTS, "codebook": "c2"}, done(["b1"], DIGESTS)) == ["events", "incidents"]


def test_changed_model_spares_the_sentences() -> None:
    assert stale_names({**DIGESTS, "model": "m2"}, done(["b1"], DIGESTS)) == ["mentions", "events", "incidents"]


def test_raised_version_makes_a_stage_and_what_follows_stale() -> None:
    recorded = done(["b1"], DIGESTS)
    raised = [stage._replace(version=stage.version + 1) if stage.name == "events" else stage for stage in STAGES]
    assert [name for name, tasks in stale(["b1"], raised, DIGESTS, recorded).items() if tasks] == [
        "events",
        "incidents",
    ]


def test_new_batch_alone_is_stale() -> None:
    tasks = stale(["b1", "b2"], STAGES, DIGESTS, done(["b1"], DIGESTS))
    assert {task.batch for stage in tasks.values() for task in stage} == {"b2"}


def test_digest_counts_borders() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_file_digest_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert file_digest(tmp_path / "a").startswith("ba7816bf8f01cfea")
