"""CAMEO actor codes: chunks of three letters, and the order in which roles follow a country.

Source: the CAMEO manual's chapter on actors. Country (or an international type) comes first, then primary roles,
the party marker, ethnic groups, religions, secondary roles and tertiary ones.
"""

from collections.abc import Iterable

INTERNATIONAL = frozenset({"IGO", "IMG", "INT", "MNC", "NGM", "NGO", "UIS"})
PRIMARY = frozenset({"COP", "GOV", "INS", "JUD", "MIL", "OPP", "REB", "SEP", "SPY", "UAF", "PKO"})
RELIGIONS = frozenset(
    {
        "ADR",
        "ATH",
        "BAH",
        "BUD",
        "CHR",
        "CON",
        "CPT",
        "CTH",
        "DOX",
        "DRZ",
        "HIN",
        "HSD",
        "ITR",
        "JAN",
        "JEW",
        "JHW",
        "LDS",
        "MOS",
        "MRN",
        "NRM",
        "PAG",
        "PRO",
        "SFI",
        "SHI",
        "SHN",
        "SIK",
        "SUN",
        "TAO",
        "UDX",
        "ZRO",
    }
)
SECONDARY = frozenset(
    {"AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "HLH", "HRI", "LAB", "LEG", "MED", "REF"}
)
TERTIARY = frozenset({"MOD", "RAD"})
ROLES = INTERNATIONAL | PRIMARY | {"PTY"} | RELIGIONS | SECONDARY | TERTIARY

ARMED_OPPOSITION = frozenset({"REB", "INS", "SEP"})
OF_A_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
OFFICES = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG", "OPP", "PTY"})
"""Roles a person leaves behind: a "former" holder is of the elite (ELI)."""

_LEVELS = (INTERNATIONAL, PRIMARY, frozenset({"PTY"}), frozenset[str](), RELIGIONS, SECONDARY, TERTIARY)
_RANK = {role: rank for rank, level in enumerate(_LEVELS) for role in level}
_ETHNIC = 3


def chunks(code: str) -> tuple[str, ...]:
    """The three-letter parts of an actor code: "USAGOVMIL" → USA, GOV, MIL."""
    return tuple(code[at : at + 3] for at in range(0, len(code), 3))


def in_order(roles: Iterable[str]) -> tuple[str, ...]:
    """Roles in CAMEO's order without duplicates; what no level lists is an ethnic group."""
    return tuple(sorted(dict.fromkeys(roles), key=lambda role: _RANK.get(role, _ETHNIC)))
