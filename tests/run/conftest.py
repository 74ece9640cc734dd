import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.run import ownership


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


@pytest.fixture(scope="module")
def short_names() -> Iterator[None]:
    """Batches may have short names, which are easier to tell apart than digests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ownership, "_OWN_TABLE", re.compile(ownership._OWN_TABLE.pattern.replace("[0-9a-f]{20}", r"\w+")))
        yield
