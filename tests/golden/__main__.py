"""Writes the golden coding of the bundled sample anew: `make golden`. Review the difference before committing it."""

import tempfile
from pathlib import Path

from pipeline.run.runner import run
from pipeline.settings import Settings
from tests.golden import GOLDEN, SAMPLE, coding


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        run(Settings(input=(str(SAMPLE),), output=folder, workers=1))
        GOLDEN.write_text(coding(Path(folder)), encoding="utf-8")
    print(f"written: {GOLDEN}")


main()
