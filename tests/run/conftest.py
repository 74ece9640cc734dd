import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import logs
from pipeline.run import operate, ownership
from pipeline.run.parts import Parts
from pipeline.run.progress import Progress
from pipeline.run.runner import Outcome
from pipeline.settings import Settings

from . import fakes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five documents in two files, one duplicate, one record without text; a codebook of two words."""
    (tmp_path / "in").mkdir()
    (tmp_path / "book").mkdir()
    first = "d1 2022-08-02 attack here\nd2 2022-08-03 nothing\nd3 2022-09-01 talks held\nbad\n"
    second = "d4 2022-09-02 attack again\nd5 2022-08-03 nothing\nd6 2022-08-04 quiet\n"
    (tmp_path / "in" / "a.txt").write_text(first)
    (tmp_path / "in" / "b.txt").write_text(second)
    (tmp_path / "book" / "words.yml").write_text("attack: ASSAULT\ntalks: CONSULT\n")
    return tmp_path


@pytest.fixture
def memory(folder: Path) -> str:
    """An output folder that needs no processes."""
    return f"memory://{folder}/out"


@pytest.fixture
def operate_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[Parts], None]:
    """Lets `operate` run other parts than the program's."""

    def choose(parts: Parts) -> None:
        def run(settings: Settings, progress: Progress, dry: bool) -> Outcome:
            return fakes.run(settings, parts, progress, dry=dry)

        monkeypatch.setattr(operate, "run", run)

    return choose


@pytest.fixture
def style_again() -> Iterator[None]:
    """Logs are in the style of before when a test has ended."""
    before = logs.chosen()
    yield
    logs.set_up(before)


@pytest.fixture(scope="module")
def short_names() -> Iterator[None]:
    """Batches may have short names, which are easier to tell apart than digests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ownership, "_OWN_TABLE", re.compile(ownership._OWN_TABLE.pattern.replace("[0-9a-f]{20}", r"\w+")))
        yield
