"""The notebook runs from top to bottom on a fresh output folder, and draws."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "explore.ipynb"
FIGURES = 3


def test_notebook_is_stored_without_outputs() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells if cell.cell_type == "code")


def test_notebook_runs_and_draws(coded_sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENT_CODER_OUTPUT", str(coded_sample))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    assert sum("image/png" in _data(output) for output in outputs) == FIGURES
    assert sum("text/html" in _data(output) for output in outputs) == 3, "a table of events, of a dyad, of incidents"
    assert re.match(r"[1-9]\d* events, [1-9]\d* incidents from 1\d articles", outputs[0].text)


def _data(output: Any) -> dict[str, Any]:
    data: dict[str, Any] = output.get("data", {})
    return data
