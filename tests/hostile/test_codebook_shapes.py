"""Codebooks of any shape: whatever stands where a text, a list or a mapping should, loading ends in order."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.codebook.lint.findings import advise, lint
from pipeline.codebook.load import load_with_sources
from pipeline.codebook.yamlio import load_yaml
from pipeline.errors import CodebookError
from pipeline.stages.checks import require_usable
from pipeline.stages.drift_limits import read_drift_limits

CODEBOOKS = Path(__file__).parents[1] / "codebook"
FULL = CODEBOOKS / "full"  # has every key of every file
FILES = sorted(path.relative_to(FULL).as_posix() for path in FULL.rglob("*.yml"))
SHAPES = ("word", "7", "", ["word"], [["word"]], [], {"word": "word"}, {"word": ["word"]}, {})
TRIED = 2  # shapes for each node, drawn with a fixed seed


def look_at(folder: Path) -> None:
    """Load a codebook, and look at it as `codebook check` does before it runs examples."""
    book, sources = load_with_sources(folder)
    require_usable(book.checks, book.vocabulary)
    read_drift_limits(book.checks)
    lint(book, sources)
    advise(book, sources)


def plain(node: Any) -> Any:
    """A tree without its lines, which YAML can write."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """All nodes below one, each as what holds it and its key or index in it."""
    for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield node, key
        yield from places(node[key])


def changed(tree: dict[str, Any], draw: random.Random) -> Iterator[dict[str, Any]]:
    """The tree with one node of another shape, or one key of another name, at a time."""
    for holder, key in list(places(tree)):
        before = holder[key]
        for shape in draw.sample(SHAPES, TRIED):
            holder[key] = shape
            yield tree
        holder[key] = before
        if isinstance(holder, dict):
            kept = dict(holder)
            del holder[key]
            holder["wrod"] = before
            yield tree
            holder.clear()
            holder.update(kept)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tiny", "full"):
        shutil.copytree(CODEBOOKS / name, tmp_path / name)
    return tmp_path / "full"


def test_a_codebook_with_all_keys_is_sound(folder: Path) -> None:
    look_at(folder)


@pytest.mark.parametrize("name", FILES)
def test_other_shapes(name: str, folder: Path) -> None:
    tree = plain(load_yaml(FULL / name))
    for other in changed(tree, random.Random(name)):  # noqa: S311
        text = yaml.safe_dump(other, allow_unicode=True, default_style='"')
        (folder / name).write_text(text, encoding="utf-8")
        try:
            look_at(folder)
        except CodebookError:
            pass
        except Exception as error:
            pytest.fail(f"{name}: {type(error).__name__}: {error} of\n{text}")
