"""Seas, straits and lands that are no division of a country, which GeoNames' lists of towns and divisions lack."""

from typing import NamedTuple


class WideArea(NamedTuple):
    """A sea (without a country) or a land. Degrees are WGS 84, of its middle or of its chief town."""

    names: tuple[str, ...]  # the usual one first
    country: str  # alpha-2; "" for a sea
    latitude: float
    longitude: float


WIDE_AREAS = tuple(
    WideArea(tuple(names.split("|")), country, latitude, longitude)
    for names, country, latitude, longitude in (
        ("Adriatic Sea|Adriatic", "", 43.0, 15.0),
        ("Aegean Sea|Aegean", "", 38.5, 25.0),
        ("Andaman Sea", "", 10.0, 96.0),
        ("Arabian Sea", "", 15.0, 65.0),
        ("Arctic Ocean", "", 85.0, 0.0),
        ("Atlantic Ocean|North Atlantic|South Atlantic", "", 10.0, -30.0),
        ("Bab el-Mandeb|Bab el-Mandeb Strait|Bab al-Mandab|Bab al-Mandab Strait", "", 12.6, 43.3),
        ("Baltic Sea|Baltic", "", 58.0, 20.0),
        ("Barents Sea", "", 74.0, 36.0),
        ("Bay of Bengal", "", 15.0, 88.0),
        ("Bering Strait", "", 65.8, -169.0),
        ("Black Sea", "", 43.0, 34.0),
        ("Bosporus|Bosphorus", "", 41.1, 29.1),
        ("Caribbean Sea", "", 15.0, -75.0),
        ("Caspian Sea", "", 42.0, 51.0),
        ("Celebes Sea|Sulawesi Sea", "", 3.5, 122.0),
        ("Dardanelles", "", 40.2, 26.4),
        ("East China Sea", "", 29.0, 125.0),
        ("English Channel", "", 50.0, -2.0),
        ("Gulf of Aden", "", 12.0, 48.0),
        ("Gulf of Finland", "", 59.8, 26.0),
        ("Gulf of Guinea", "", 2.0, 3.0),
        ("Gulf of Mexico", "", 25.0, -90.0),
        ("Gulf of Oman", "", 24.5, 58.5),
        ("Gulf of Thailand", "", 10.0, 101.5),
        ("Gulf of Tonkin", "", 20.0, 108.0),
        ("Indian Ocean", "", -5.0, 75.0),
        ("Kerch Strait|Strait of Kerch", "", 45.3, 36.6),
        ("Korea Strait", "", 34.5, 129.5),
        ("Lake Chad|Lake Chad Basin", "", 13.1, 14.4),
        ("Lake Tanganyika", "", -6.5, 29.8),
        ("Lake Victoria", "", -1.0, 33.0),
        ("Mediterranean Sea|Mediterranean", "", 35.0, 18.0),
        ("North Sea", "", 56.0, 3.0),
        ("Pacific Ocean|South Pacific", "", 0.0, -160.0),
        ("Persian Gulf|Arabian Gulf|Gulf", "", 26.5, 52.0),
        ("Red Sea", "", 20.0, 38.5),
        ("Sea of Azov|Azov Sea", "", 46.0, 36.5),
        ("Sea of Japan|East Sea", "", 40.0, 135.0),
        ("South China Sea|West Philippine Sea", "", 13.0, 114.0),
        ("Strait of Gibraltar", "", 36.0, -5.5),
        ("Strait of Hormuz|Hormuz Strait", "", 26.6, 56.5),
        ("Strait of Malacca|Malacca Strait", "", 4.0, 100.0),
        ("Sulu Sea", "", 8.5, 120.0),
        ("Taiwan Strait", "", 24.5, 119.5),
        ("Tyrrhenian Sea", "", 40.0, 12.0),
        ("Yellow Sea", "", 36.0, 123.5),
        ("Casamance", "SN", 12.58, -16.27),
        ("Catatumbo", "CO", 8.64, -72.74),
        ("Darfur", "SD", 13.63, 25.35),
        ("Donbas|Donbass", "UA", 48.0, 37.8),
        ("Karamoja", "UG", 2.53, 34.67),
        ("Kivu|Kivus", "CD", -1.66, 29.22),
        ("Kordofan", "SD", 13.18, 30.22),
        ("Mindanao", "PH", 7.07, 125.61),
        ("Nagorno-Karabakh|Nagorny Karabakh|Karabakh", "AZ", 39.82, 46.75),
        ("Niger Delta", "NG", 4.78, 7.01),
        ("Ogaden", "ET", 6.74, 44.28),
        ("Puntland", "SO", 8.41, 48.48),
        ("Sinai|Sinai Peninsula", "EG", 31.13, 33.8),
        ("Somaliland", "SO", 9.56, 44.06),
        ("Transdniestria|Transnistria", "MD", 46.84, 29.64),
        ("Waziristan", "PK", 33.0, 70.07),
    )
)
