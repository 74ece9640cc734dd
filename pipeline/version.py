"""The version of the installed program."""

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """Empty where the program runs without being installed."""
    try:
        return version("event-coder")
    except PackageNotFoundError:
        return ""
