"""Event Coder: political event data from news text."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import code_text, load_events

__all__ = ["code_text", "load_events"]


def __getattr__(name: str) -> Any:
    """The public functions, loaded when first asked for: `import pipeline` alone stays cheap."""
    if name in __all__:
        from pipeline import api

        return getattr(api, name)
    raise AttributeError(f"module 'pipeline' has no attribute '{name}'")
