"""The model multiplies by NumPy, on one thread, and leaves the threads of whoever calls it alone."""

from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from pipeline.grammar.arithmetic import one_thread
from pipeline.grammar.model import load, parse


def threads() -> set[int]:
    """On how many NumPy multiplies; other packages may have libraries of their own."""
    return {pool["num_threads"] for pool in threadpool_info() if "numpy" in pool["filepath"]}


def test_layers_multiply_by_numpy() -> None:
    layers = [layer for name in ("tok2vec", "tagger", "parser") for layer in load().get_pipe(name).model.walk()]
    assert not any(layer.ops.use_blis for layer in layers)


def test_threads_are_one_while_the_model_works(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[int]] = []
    dot = np.dot

    def watched(*args: Any, **options: Any) -> Any:
        seen.append(threads())
        return dot(*args, **options)

    list(parse([("a", [(0, 0, "Rebels attacked the town.")])]))
    with threadpool_limits(limits=2, user_api="blas"):
        before = threads()
        monkeypatch.setattr(np, "dot", watched)
        list(parse([("a", [(0, 0, "Rebels attacked the town.")])]))
        assert threads() == before
    assert seen and set().union(*seen) <= {1}


def test_threads_come_back_after_an_error() -> None:
    before = threads()
    with pytest.raises(ValueError, match="no"), one_thread():
        raise ValueError("no")
    assert threads() == before
