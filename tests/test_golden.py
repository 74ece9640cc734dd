"""The sample is coded as it was last reviewed."""

from pathlib import Path

from tests.golden import GOLDEN, coding


def test_the_sample_is_coded_as_reviewed(coded_sample: Path) -> None:
    assert coding(coded_sample).splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()
