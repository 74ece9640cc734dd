import shutil
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.resolve import geonames, placecache
from pipeline.resolve.gazetteer import Gazetteer
from pipeline.resolve.geonames import Tables
from pipeline.run.parts import resource_digests
from pipeline.settings import Settings
from tests.default_words import TEXT_WORDS

_NAMES = "Ogossagou\tOgossagou\tOgosagu,Ogossago"
VILLAGE = f"99\t{_NAMES}\t13.97\t-3.36\tP\tPPL\tML\t\t04\t\t\t\t160\t\t\tAfrica/Bamako\t2024-01-01"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """A compiler that knows countries and GeoNames dumps only; the list grows with every compilation."""
    calls: list[int] = []

    def compile_small(extra: list[Path]) -> Tables:
        calls.append(len(extra))
        return geonames.compile_tables(extra)

    monkeypatch.setattr(geonames, "packaged_towns", lambda: iter(()))
    monkeypatch.setattr(geonames.Build, "add_regions", lambda self: None)
    monkeypatch.setattr(placecache, "compile_tables", compile_small)
    monkeypatch.setenv("EVENT_CODER_CACHE", str(tmp_path / "cache"))
    return calls


def dump(folder: Path, *lines: str) -> Path:
    path = folder / "ML.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_second_load_reads_the_cache(compiled: list[int], tmp_path: Path) -> None:
    first, second = placecache.load_tables(), placecache.load_tables()
    assert compiled == [0]
    assert first.places.equals(second.places)
    assert first.names.equals(second.names)
    assert sorted(path.suffix for path in (tmp_path / "cache").iterdir()) == [".arrow", ".arrow"]


def test_unusable_cache_folder_is_no_fault(
    compiled: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("EVENT_CODER_CACHE", str(blocked / "cache"))
    assert placecache.load_tables().places.num_rows > 200
    assert placecache.load_tables().names.num_rows > 200
    assert compiled == [0, 0]


def test_damaged_cache_is_compiled_again(compiled: list[int], tmp_path: Path) -> None:
    whole = placecache.load_tables()
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b"cut off")
    assert placecache.load_tables().places.equals(whole.places)
    assert compiled == [0, 0]


def test_villages_of_a_geonames_dump_are_found(compiled: list[int], tmp_path: Path) -> None:
    extra = dump(tmp_path, VILLAGE)
    found = Gazetteer.load([extra]).find("Gunmen raided Ogossago.", TEXT_WORDS)
    assert [(place.name, place.country, place.latitude, place.rank) for place in found[0].candidates] == [
        ("Ogossagou", "MLI", 13.97, 1)
    ]
    assert Gazetteer.load().find("Gunmen raided Ogossago.", TEXT_WORDS) == []


def test_changed_dump_is_compiled_again(compiled: list[int], tmp_path: Path) -> None:
    placecache.load_tables([dump(tmp_path, VILLAGE)])
    placecache.load_tables([dump(tmp_path, VILLAGE, VILLAGE.replace("Ogossagou", "Elsewhere"))])
    assert compiled == [1, 1]


@pytest.mark.parametrize("name", ["small_seats.txt", "wideareas.py"])
def test_an_edited_list_is_another_gazetteer(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "resolve"
    shutil.copytree(Path(placecache.__file__).parent, folder)
    assert placecache.gazetteer_version(folder) == placecache.gazetteer_version()
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# edited\n")
    assert placecache.gazetteer_version(folder) != placecache.gazetteer_version()


def test_another_gazetteer_is_compiled_and_codes_again(compiled: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    placecache.load_tables()
    before = resource_digests(Settings())
    monkeypatch.setattr(placecache, "gazetteer_version", lambda: "another")
    placecache.load_tables()
    assert compiled == [0, 0]
    assert resource_digests(Settings()) == {**before, "gazetteer": "another"}


def test_the_gazetteers_compiled_last_are_kept(
    compiled: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(placecache, "_KEPT", 2)
    for version in ("one", "two", "three", "three", "two"):
        monkeypatch.setattr(placecache, "gazetteer_version", lambda version=version: version)
        placecache.load_tables()
    assert len(compiled) == 3
    assert len(list((tmp_path / "cache").iterdir())) == 4


def test_dump_with_a_bad_line_is_refused(compiled: list[int], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ML\.txt:2: not a line of a GeoNames dump"):
        placecache.load_tables([dump(tmp_path, VILLAGE, "not,a,dump")])


def test_missing_dump_is_refused(compiled: list[int], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such gazetteer file"):
        placecache.load_tables([tmp_path / "XX.txt"])
