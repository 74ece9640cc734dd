"""A compiled codebook is kept, found again, and never mistaken for another."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.codebook import compiled, load
from pipeline.codebook.load import Codebook, load_codebook
from pipeline.errors import CodebookError
from tests.codebook.making import TINY, copy_tiny


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Path]]:
    """The folders compiled while the cache stands in a folder of its own."""
    calls: list[Path] = []
    compile_folder = load.load_with_sources

    def counted(folder: Path) -> tuple[Codebook, load.Sources]:
        calls.append(folder)
        return compile_folder(folder)

    monkeypatch.setenv("EVENT_CODER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(load, "load_with_sources", counted)
    yield calls


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "cache" / "codebooks").iterdir())


def test_the_second_load_compiles_nothing(compilations: list[Path], tmp_path: Path) -> None:
    first, second = load_codebook(TINY), load_codebook(TINY)
    assert compilations == [TINY]
    assert [path.suffix for path in kept(tmp_path)] == [".pickle"]
    assert (second.digest, second.name, second.vocabulary) == (first.digest, first.name, first.vocabulary)
    assert second.rules.rules == first.rules.rules
    assert second.actors.actors == first.actors.actors
    assert second.actors.find(["Freedonian", "troops"]) == first.actors.find(["Freedonian", "troops"])


def test_an_edited_codebook_is_compiled_again(compilations: list[Path], tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    before = load_codebook(folder)
    with (folder / "words.yml").open("a", encoding="utf-8") as words:
        words.write("# edited\n")
    assert load_codebook(folder).digest != before.digest
    assert len(compilations) == 2


def test_the_same_files_elsewhere_keep_their_own_paths(compilations: list[Path], tmp_path: Path) -> None:
    load_codebook(TINY)
    other = load_codebook(copy_tiny(tmp_path))
    assert len(compilations) == 2
    paths = [rule.path for rule in other.rules.rules]
    assert paths and all(path.startswith(str(tmp_path)) for path in paths)


def test_another_state_of_the_program_compiles_again(compilations: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    load_codebook(TINY)
    monkeypatch.setattr(compiled, "_program", lambda: "other")
    load_codebook(TINY)
    assert len(compilations) == 2


@pytest.mark.parametrize("cut", [0, 10, 1000])
def test_a_half_written_file_is_compiled_again(compilations: list[Path], tmp_path: Path, cut: int) -> None:
    load_codebook(TINY)
    (path,) = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:cut])
    assert load_codebook(TINY).rules.rules
    assert load_codebook(TINY).rules.rules
    assert len(compilations) == 2


class Planted:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("code from a file that others may write was run",))


@pytest.mark.parametrize("mode", [0o622, 0o666])
def test_a_file_that_others_may_write_is_never_unpickled(compilations: list[Path], tmp_path: Path, mode: int) -> None:
    load_codebook(TINY)
    (path,) = kept(tmp_path)
    compiled.keep(path, Planted())
    path.chmod(mode)
    assert load_codebook(TINY).rules.rules
    assert len(compilations) == 2


def test_a_faulty_codebook_is_not_kept(compilations: list[Path], tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path, words="- no mapping\n")
    for _ in range(2):
        with pytest.raises(CodebookError):
            load_codebook(folder)
    assert not (tmp_path / "cache").exists()


def test_an_unusable_cache_folder_is_no_fault(
    compilations: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EVENT_CODER_CACHE", str(tmp_path / "file" / "cache"))
    assert load_codebook(TINY).rules.rules
    assert load_codebook(TINY).rules.rules
    assert len(compilations) == 2


def test_only_the_last_ones_are_kept(compilations: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_KEPT", 2)
    for number in range(4):
        shutil.copytree(TINY, tmp_path / str(number))
        load_codebook(tmp_path / str(number))
    assert len(kept(tmp_path)) == 2
    load_codebook(tmp_path / "3")
    assert len(compilations) == 4
