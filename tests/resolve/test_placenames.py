import pytest

from pipeline.resolve.placenames import ascii_name, is_latin, place_key, region_name, without_article, without_kind


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Cox's Bazar", "coxs bazar"),
        ("Cox’s Bazar", "coxs bazar"),
        ("St. Louis", "saint louis"),
        ("Ivano-Frankivsk", "ivano frankivsk"),
        ("Łódź", "lodz"),
        ("Şırnak", "sirnak"),
        ("Al ‘Amādīyah", "al amadiyah"),
    ],
)
def test_place_key(name: str, key: str) -> None:
    assert place_key(name) == key


def test_ascii_name_keeps_case_and_apostrophes() -> None:
    assert [ascii_name(name) for name in ("Düsseldorf", "Cox’s Bazar", "Høng", "Rivne")] == [
        "Dusseldorf",
        "Cox's Bazar",
        "Hong",
        "Rivne",
    ]


def test_is_latin() -> None:
    assert is_latin("Zhytomyrs’ka Oblast")
    assert is_latin("Thừa Thiên")
    assert not is_latin("Житомир")
    assert not is_latin("تعز")


def test_without_article() -> None:
    assert [without_article(key) for key in ("al hudaydah", "aleppo", "al a")] == ["hudaydah", "aleppo", "al a"]


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("luhansk raion", "luhansk"),
        ("gemeente katwijk", "katwijk"),
        ("provincia de lima", "lima"),
        ("isiala ngwa north local government area", "isiala ngwa north"),
        ("region", "region"),
        ("free state", "free"),
    ],
)
def test_without_kind(key: str, bare: str) -> None:
    assert without_kind(key) == bare


@pytest.mark.parametrize(
    ("name", "aliases", "expected"),
    [
        ("Luhanska oblast", ("Luhansk", "Luhansk Oblast"), "Luhansk"),
        ("Bâle", (), "Bale"),
        ("Ḩajjah", ("Hajjah Governorate",), "Hajjah"),
        ("Murcia, Región de", (), "Murcia"),
    ],
)
def test_region_name(name: str, aliases: tuple[str, ...], expected: str) -> None:
    assert region_name(name, aliases) == expected
