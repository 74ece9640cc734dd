"""A year of nights with the tiny stages: `python -m tests.run.year` prints what grows, and what does not."""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from pipeline.run.store import Store

from .fakes import code_folder


class Night(NamedTuple):
    """After a run: files in the output folder, bytes of the manifest. Of the run: files written and read."""

    files: int
    manifest: int
    written: int
    read: int


def nights(folder: Path, output: str, numbers: range, **options: int) -> Iterator[Night]:
    """Runs with one new file each: two articles, and a record that is refused."""
    for number in numbers:
        day = date(2024, 1, 1) + timedelta(number)
        lines = [f"n{number}a {day} attack at {number}", f"n{number}b {day} quiet at {number}", "bad"]
        (folder / "in" / f"{day}.txt").write_text("\n".join(lines) + "\n")
        calls = Counter[str]()
        with counted("write", calls), counted("read_table", calls):
            code_folder(folder, output, **options)
        store = Store(output)
        size = len(store.fs.cat_file(store.path("manifest.json")))
        yield Night(len(store.names("")), size, calls["write"], calls["read_table"])


def counted(name: str, calls: Counter[str]) -> "mock._patch[object]":
    """Have the calls of one of the store's functions counted."""
    function = getattr(Store, name)

    def counting(*arguments: object) -> object:
        calls[name] += 1
        return function(*arguments)

    return mock.patch.object(Store, name, counting)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("in", "book"):
            (folder / part).mkdir()
        (folder / "book" / "words.yml").write_text("attack: ASSAULT\n")
        print("night", *Night._fields)
        for number, night in enumerate(nights(folder, f"memory://{folder}/out", range(count), compact=1000), 1):
            if number in (1, count) or number % 30 == 0:
                print(number, *night)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 365)
