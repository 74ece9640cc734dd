import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import RunFailed
from pipeline.run.executors import End, Executor, Processes, Serial

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["serial", "processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    chosen = Serial() if request.param == "serial" else Processes(2)
    yield chosen
    chosen.close()


def double(job: int) -> int:
    return 2 * job


def refuse(job: int) -> int:
    raise RunFailed(f"no {job}", "here", "do something else")


def die_at(job: str) -> int:
    """Dies for good at "poison", and once at any file name that does not exist yet."""
    if job == "poison":
        os._exit(9)
    if job.startswith("/") and not Path(job).exists():
        Path(job).touch()
        os._exit(9)
    return os.getpid()


def test_every_job_gives_its_result(executor: Executor) -> None:
    assert dict(executor.map(double, range(20))) == {n: 2 * n for n in range(20)}


def test_no_jobs(executor: Executor) -> None:
    assert list(executor.map(double, [])) == []


def test_errors_arrive_as_they_were_raised(executor: Executor) -> None:
    with pytest.raises(RunFailed, match="here: no 1 \\(do something else\\)"):
        list(executor.map(refuse, [1]))


def test_dead_worker_costs_no_job(tmp_path: Path) -> None:
    executor = Processes(2)
    jobs = ["a", str(tmp_path / "once"), "b", str(tmp_path / "twice"), "c"]
    try:
        assert sorted(job for job, _ in executor.map(die_at, jobs)) == sorted(jobs)
    finally:
        executor.close()


def test_job_that_always_kills_is_named() -> None:
    executor = Processes(2)
    with pytest.raises(RunFailed, match="batch poison: its process died again and again"):
        list(executor.map(die_at, ["poison", *"abcdef"]))
    executor.close()


def test_job_that_always_kills_can_be_rescued() -> None:
    executor = Processes(2)
    done = dict(executor.map(die_at, ["poison", *"abcdef"], lambda job, why: why))
    executor.close()
    assert set(done) == {"poison", *"abcdef"} and done["poison"] is End.DIED


def wait_at(job: float) -> float:
    time.sleep(job)
    return job


def test_job_that_takes_too_long_is_given_up_and_no_other() -> None:
    executor = Processes(2)
    list(executor.map(double, range(2)))  # the processes have started
    jobs = [1000.0, 0.1, 0.2, 1001.0, 0.3]
    done = dict(executor.map(wait_at, jobs, lambda job, why: why, lambda job: 1.0 if job > 1 else 60.0))
    executor.close()
    assert done == {0.1: 0.1, 0.2: 0.2, 0.3: 0.3, 1000.0: End.LATE, 1001.0: End.LATE}


def test_job_that_takes_too_long_is_named() -> None:
    executor = Processes(1)
    with pytest.raises(RunFailed, match=r"batch 1000\.0: it took too long"):
        list(executor.map(wait_at, [1000.0], seconds=lambda job: 0.1))
    executor.close()


def test_closing_ends_the_processes() -> None:
    executor = Processes(1)
    [(_, pid)] = executor.map(die_at, ["a"])
    executor.close()
    wait_for_end(pid)


def test_worker_does_not_outlive_a_killed_parent() -> None:
    code = """if __name__ == "__main__":
    import os
    from pipeline.run.executors import Processes
    executor = Processes(1)
    print(executor._submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), 9)"""
    parent = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert parent.returncode == -9
    wait_for_end(int(parent.stdout))


def wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}/stat").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text():
        assert time.monotonic() < deadline, "the process lives on"
        time.sleep(0.05)
