"""How the model multiplies matrices: by NumPy, on one thread.

spaCy's own library for it, BLIS, takes its slowest kernel on processors newer than itself; NumPy's chooses by what the
processor can do. Its threads are held to one, since batches are what runs side by side.
"""

from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


def multiply_by_numpy(nlp: Any) -> None:
    """Have every layer of a spaCy pipeline's models multiply by NumPy."""
    from thinc.api import NumpyOps

    operations = NumpyOps(use_blis=False)
    models = [getattr(component, "model", None) for _, component in nlp.pipeline]
    for layer in (layer for model in models if model for layer in model.walk()):
        layer.ops = operations


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> Any:
    """A context in which NumPy multiplies on one thread; afterwards on as many as before."""
    return _pools().limit(limits=1, user_api="blas")
