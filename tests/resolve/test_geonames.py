from pipeline.resolve.geonames import Build
from pipeline.resolve.towns import Town

KATI = "ML.07.7701199"  # a district of Mali


def town(geoname_id: int, name: str, degrees: float, people: int) -> Town:
    return Town(geoname_id, name, (), degrees, -degrees, "ML", "ML.07", KATI, people)


def test_villages_that_come_later_do_not_move_their_district() -> None:
    build = Build()
    build.add_countries()
    build.add_regions()
    district = build.rows[build.regions[KATI]]
    build.add_towns([town(1, "Qwzx", 15.2, 900), town(2, "Kandira", 15.4, 700)])
    build.add_towns([town(3, district[0], 14.0, 0), town(2, "Elsewhere", 0.0, 0)])
    assert (district[5:7], district[8]) == ([15.2, -15.2], 1_600)
    assert sum(row[1] == "town" for row in build.rows) == 3
