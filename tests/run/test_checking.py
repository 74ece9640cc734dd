"""What is checked together, and that nothing is left out."""

from pipeline.run.checking import DOCUMENTS_TOGETHER, FILES_TOGETHER, check_jobs, merged_jobs
from pipeline.run.merging import Merged
from pipeline.run.task import Loader


def test_portions_hold_every_batch_once_and_so_many_documents() -> None:
    half = DOCUMENTS_TOGETHER // 2
    documents = {"a": half, "b": half, "c": half + 1, "d": half, "e": 1, "f": 2 * DOCUMENTS_TOGETHER, "g": 1}
    jobs = check_jobs("out", documents, "checks", Loader("load"))
    assert [job.batches for job in jobs] == [("a", "b"), ("c",), ("d", "e"), ("f",), ("g",)]


def test_incidents_are_checked_with_what_they_cite() -> None:
    files = {f"f{n:03}": f"draft{n:03}" for n in range(FILES_TOGETHER + 1)}
    cites = {name: {"b1", name} for name in files}
    first, second = merged_jobs("out", Merged(files, [], cites, {}), "checks", Loader("load"))
    assert (len(first.files), second.files) == (FILES_TOGETHER, (f"draft{FILES_TOGETHER:03}",))
    assert second.cited == ("b1", f"f{FILES_TOGETHER:03}")
