"""The gazetteer is compiled once and shared: the first run on a machine takes half a minute longer."""

import pytest

from pipeline.resolve.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()
