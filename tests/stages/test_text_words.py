"""The words by which running text is read are the codebook's: what is added to a set in YAML changes what is coded."""

from collections.abc import Mapping
from typing import Any

import pytest

from pipeline.codebook.load import Codebook, default_codebooks, load_codebook
from pipeline.stages.incidents import gather
from pipeline.stages.sentences import split
from pipeline.tables import EVENTS, to_table
from tests.default_words import extended
from tests.stages.coding import codebook, documents, events, gazetteer

MORE = {
    "telling_verb": "divulge",
    "avowing_verb": "avouch",
    "witnessing_verb": "glimpse",
    "intervening_verb": "deescalate",
    "rival_word": "estranged",
    "party_noun": "syndicate",
    "member_noun": "stalwart",
    "killing_verb": "garrotte",
    "no_place": "liberal",
}
_BAND, _GANG, _ARMY = (
    "Unidentified Armed Group (Kenya)",
    "Unidentified Gang (Kenya)",
    "Military Forces of Kenya (2013-2022)",
)
CASES = [  # a text, and what becomes of its incident with the words that MORE adds
    (
        "Police in Garissa divulged on Monday that gunmen had killed eight traders.",
        {"event_date": "2022-08-01", "fatalities": 0},
        {"event_date": "2022-08-01", "fatalities": 8},
    ),
    (
        "Chad avouched air strikes on a rebel camp near Tine.",
        {"actor1": "Unidentified Military Forces"},
        {"actor1": "Military Forces of Chad (2021-)"},
    ),
    (
        "Peacekeepers glimpsed an attack by gunmen on a village near Garissa.",
        {"actor1": "UN: United Nations", "actor2": _BAND},
        {"actor1": _BAND, "actor2": "Civilians (Kenya)"},
    ),
    (
        "Gunmen and herders clashed near Garissa before soldiers deescalated.",
        {"actor2": _ARMY},
        {"actor2": "Unidentified Communal Militia (Kenya)"},
    ),
    ("Estranged gangs clashed in Garissa on Monday.", {"actor2": _BAND}, {"actor2": _GANG}),
    ("Two syndicates of gangsters clashed in Garissa on Monday.", {"actor2": _BAND}, {"actor2": _GANG}),
    (
        "Gunmen killed two former stalwarts of the army near Garissa on Monday.",
        {"actor2": _ARMY},
        {"actor2": "Civilians (Kenya)"},
    ),
    ("Liberal protesters marched against the decree.", {"location": "Liberal"}, {"location": None}),
    ("Gunmen attacked a village near Garissa and garrotted three traders.", {"fatalities": 0}, {"fatalities": 3}),
]


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    folder = extended(tmp_path_factory.mktemp("book"), **MORE)
    references = (default_codebooks() / "actors" / "references.yml").read_text(encoding="utf-8")
    (folder / "actors").mkdir()
    (folder / "actors" / "references.yml").write_text(references.replace("[ally,", "[chauffeur, ally,"))
    return load_codebook(folder)


def incident(text: str, book: Codebook) -> dict[str, Any]:
    """The incident that a text tells, with its columns as text."""
    told = documents(text)
    (row,) = gather(told, split(told), to_table([], EVENTS), book, gazetteer()).to_pylist()
    return {name: str(value) if name == "event_date" else value for name, value in row.items()}


@pytest.mark.parametrize(("text", "without", "with_more"), CASES)
def test_a_word_more(text: str, without: Mapping[str, Any], with_more: Mapping[str, Any], more: Codebook) -> None:
    plain, changed = incident(text, codebook()), incident(text, more)
    assert {name: plain[name] for name in without} == without
    assert {name: changed[name] for name in with_more} == with_more


def test_one_more_who_acts_for_himself(more: Codebook) -> None:
    text = "President Recep Tayyip Erdogan arrived in Ankara. His chauffeur criticised Iraq on Monday."
    codes = [[event["source_code"] for event in events(text, book=book)] for book in (codebook(), more)]
    assert codes == [["TURGOV", "TURGOV"], ["TURGOV", None]]
