"""What several test modules share: the bundled sample, coded once in a session."""

from pathlib import Path

import pytest

from pipeline.run.runner import run
from pipeline.settings import Settings

SAMPLE = Path(__file__).parents[1] / "data" / "sample.jsonl"


@pytest.fixture(scope="session")
def coded_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the sample, freshly coded with the project's codebooks."""
    output = tmp_path_factory.mktemp("sample") / "out"
    run(Settings(input=(str(SAMPLE),), output=str(output), workers=1))
    return output
