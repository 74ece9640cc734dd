"""Who stands on a side, where one phrase names two states or says whose somebody is only at its end."""

import pytest

from tests.stages.coding import events

SIDES = [
    ("Delhi froze India-Pakistan relations.", {("IND", "PAK")}),
    ("India-Pakistan talks collapsed on Monday.", {("IND", "PAK"), ("PAK", "IND")}),
    ("Officials said U.S.-Russian talks resumed in Vienna.", {("USA", "RUS"), ("RUS", "USA")}),
    ("Armenian-Turkish clashes erupted at the border.", {("ARM", "TUR"), ("TUR", "ARM")}),
    ("Israel-Hamas talks collapsed.", {("ISR", "PSEREBHMS"), ("PSEREBHMS", "ISR")}),
    ("Norway's talks with Chad collapsed.", {("NOR", "TCD"), ("TCD", "NOR")}),
    ("Norway condemned Guinea-Bissau troops.", {("NOR", "GNBMIL")}),
    ("Guinea-Bissau's army chief condemned Norway.", {("GNBMIL", "NOR")}),
    ("An Iranian-American professor was arrested.", {(None, "USAEDU")}),
    ("Danish police and soldiers fought Omani gunmen.", {("DNKCOP", "OMNUAF"), ("DNKMIL", "OMNUAF")}),
    ("A Danish plane near Herat in Afghanistan killed six nurses.", {("DNK", "AFGHLH")}),
    ("Turkey shelled Iran's ally Syria.", {("TUR", "SYR")}),
    ("US-Israeli strikes on Iran hit a dam.", {("USA", "IRN"), ("ISR", "IRN")}),
    ("Norway expelled an Iranian-American professor.", {("NOR", "USAEDU")}),
    ("Iran accused militants based in Pakistan of an ambush.", {("IRN", "PAKUAF")}),
    ("Trump imposed tariffs on Chad.", {("USAOPP", "TCD")}),
    ("Guterres and Macron met Traore in Dakar.", {("IGOUNO", "FRAGOV"), ("FRAGOV", "IGOUNO")}),
    ("Moroccan student protests against Spain continued.", {("MAREDU", "ESP")}),
    ("Opposition criticism of Morocco grew.", {("MAROPP", "MAR")}),
    ("Hostage talks with Morocco went on.", {(None, "MAR")}),
    ("Several army attacks on Morocco failed.", {("MIL", "MAR")}),
    ("Gunmen in Chad attacked the town of Masisi.", {("TCDUAF", None)}),
    ("The Italian coast guard rescued 120 migrants off Lampedusa.", {("ITAMIL", "REF")}),
    ("Malaysia detained 40 asylum seekers.", {("MYS", "REF")}),
    ("Malaysia detained 40 Nepali migrants.", {("MYS", "NPLREF")}),
    ("Putin met Zelensky in Istanbul.", {("RUSGOV", "UKRGOV"), ("UKRGOV", "RUSGOV")}),
    ("Macron met with Zelensky in Brussels.", {("FRAGOV", "UKRGOV"), ("UKRGOV", "FRAGOV")}),
    ("Chad and Mali severed relations.", {("TCD", "MLI"), ("MLI", "TCD")}),
    ("Police in Oslo threw tear gas at Chadian nurses with batons.", {("NORCOP", "TCDHLH")}),
    ("Norway condemned the arrest of Yemeni journalists in Turkey.", {("NOR", "TUR")}),
    ("Norway deplored the killing of a nun by Malian soldiers.", {("NOR", "MLIMIL")}),
    ("The army killed fighters loyal to Al-Qaeda in Kenya.", {("KENMIL", "IMGMOSALQ")}),
    ("Norwegian company officials met Malian envoys.", {("NORBUS", "MLIGOV"), ("MLIGOV", "NORBUS")}),
    ("Malian newspaper officials met Chad's premier.", {("MLIMED", "TCDGOV"), ("TCDGOV", "MLIMED")}),
    ("Chad praised Jan Novak, president of the Malian railway company.", {("TCD", "MLIBUS")}),
    ("Chad praised Norvex president Jan Novak.", {("TCD", None)}),
    ("Norway praised Belgium's Macron de Witte.", {("NOR", "BEL")}),
    ("Norway rejected the Vienna talks.", {("NOR", None)}),
    ("Norway rejected 50 million Canadian dollars.", {("NOR", None)}),
    (
        "The World Bank met Chad's premier in May. The Bank praised Norway.",
        {("IGOUNODEVWBK", "TCDGOV"), ("TCDGOV", "IGOUNODEVWBK"), ("IGOUNODEVWBK", "NOR")},
    ),
    ("Malian police arrested Chad's former vice-president, Ali Keita.", {("MLICOP", "TCDELI")}),
    ("OSLO, Norway - Chad praised the Malian government.", {("TCD", "MLIGOV")}),
    (
        "Moldova's Socialist Party is banned. Romania expelled its leader, Vasile Munteanu, on Monday.",
        {("ROU", "MDAPTY")},
    ),
]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Danish tanks and troops attacked Herat.", 1),
        ("Danish police and soldiers attacked Herat.", 2),
        ("Jan Novak and Petr Dvorak criticised Chad.", 2),
        ("The Kurdistan Workers' Party, or PKK, criticised Chad.", 1),
    ],
)
def test_joined_words_of_one_code_act_once(text: str, rows: int) -> None:
    assert len(events(text)) == rows


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_the_sides_have_these_codes(text: str, sides: set[tuple[str, str]]) -> None:
    found = {(row["source_code"], row["target_code"]) for row in events(text)}
    assert sides <= found and all(source != target for source, target in found)
