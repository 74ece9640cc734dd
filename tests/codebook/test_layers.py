"""A folder that extends another: what it leaves out, replaces and adds, and whose names win."""

from pathlib import Path

import pytest

from pipeline.codebook.actors.coding import code_actor
from pipeline.codebook.lint.findings import advise
from pipeline.codebook.load import codebook_digest, load_codebook, load_with_sources
from pipeline.errors import CodebookError
from pipeline.mentions import Word
from pipeline.stages.codebook_check import check_codebook
from pipeline.stages.examples import EXAMPLE_DAY
from tests.codebook.making import TINY, copy_tiny, messages

RULE = 'id: trade.deal, verb: [trade, truck], code: "10", match: [Freedonia trucked with Sylvania.]'
ACTORS = "actors/mine.yml"


def extending(folder: Path, without: str = "", **files: str) -> Path:
    """A folder on the tiny codebook; a__b for a/b.yml."""
    copy_tiny(folder)
    return on_top(folder / "mine", "../tiny", without, **files)


def on_top(top: Path, base: str, without: str = "", **files: str) -> Path:
    top.mkdir()
    left_out = f"without: {without}\n" if without else ""
    (top / "codebook.yml").write_text(f"name: Mine\nextends: {base}\n{left_out}", encoding="utf-8")
    for name, text in files.items():
        path = top / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top


def rules(*entries: str, root: str = "10") -> str:
    body = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f'root: "{root}"\nrules:\n{body}no_match: [Rain fell.]\n'


def ids(folder: Path) -> set[str]:
    return {rule.id for rule in load_codebook(folder).rules.rules}


def warned(folder: Path) -> str:
    return messages(advise(*load_with_sources(folder)))


# ---------------------------------------------------------------- one rule in place of another


def test_single_rules_of_the_folders_below_may_be_left_out(tmp_path: Path) -> None:
    own = extending(tmp_path, "[trade.any]", actions__10_mine=rules(RULE))
    assert ids(own) == ids(TINY) - {"trade.any"} | {"trade.deal"}
    assert check_codebook(own).faults == []


def test_a_pattern_leaves_out_all_rules_of_a_theme_but_none_of_ones_own(tmp_path: Path) -> None:
    own = extending(tmp_path, '["trade.*"]', actions__10_mine=rules(RULE))
    assert {one for one in ids(own) if one.startswith("trade.")} == {"trade.deal"}


def test_a_rule_that_was_left_out_may_be_written_anew_under_its_id(tmp_path: Path) -> None:
    own = extending(tmp_path, "[trade.any]", actions__10_mine=rules(RULE.replace("trade.deal", "trade.any")))
    assert check_codebook(own).faults == []


def test_what_a_folder_between_leaves_out_changes_the_digest(tmp_path: Path) -> None:
    between = extending(tmp_path)
    top = on_top(tmp_path / "top", "../mine")
    before, known = codebook_digest(top), ids(top)
    (between / "codebook.yml").write_text("name: Mine\nextends: ../tiny\nwithout: [trade.any]\n")
    assert codebook_digest(top) != before
    assert ids(top) == known - {"trade.any"}


def test_a_mode_that_plover_does_not_have_is_a_fault(tmp_path: Path) -> None:
    own = extending(tmp_path, actions__10_mine=rules(f"{RULE}, mode: purchaze"))
    with pytest.raises(CodebookError) as caught:
        load_codebook(own)
    assert "no PLOVER mode purchaze (did you mean purchase? see plover.yml)" in str(caught.value)


def test_what_is_left_out_in_vain_is_warned_of(tmp_path: Path) -> None:
    own = extending(tmp_path, "[trade.ani, trade.any]")
    assert "mine/codebook.yml:3: `without`: no file or rule below is called 'trade.ani'" in warned(own)
    assert "'trade.any'" not in warned(own)


@pytest.mark.parametrize(("code", "faults"), [("10", 0), ("101", 1)])
def test_an_inherited_example_may_be_coded_by_ones_own_rule_if_alike(tmp_path: Path, code: str, faults: int) -> None:
    wider = f'id: mine.trade, verb: [trade, truck], where: {{subject: present}}, code: "{code}"'
    own = extending(tmp_path, actions__10_mine=rules(f"{wider}, match: [Freedonia trucked with Sylvania.]"))
    found = [fault for fault in check_codebook(own).faults if "not coded by its own rule" in fault.what]
    assert len(found) == faults, messages(found)


def test_an_inherited_example_must_keep_its_sides(tmp_path: Path) -> None:
    turned = 'id: mine.trade, verb: [trade, truck], where: {subject: present}, code: "10", source: [prep.with]'
    example = "match: [Freedonia trucked with Sylvania.]"
    own = extending(tmp_path, actions__10_mine=rules(f"{turned}, target: [subject], {example}"))
    assert "not coded by its own rule" in messages(check_codebook(own).faults)


# ---------------------------------------------------------------- files added and replaced

PLACES = "places: {FRE: [Chaplinville]}\n"
TOPIC = "topics: [{id: film, points: {article: '1'}, strong: [screenplay]}]\n"


def test_places_are_added_by_files_of_another_name(tmp_path: Path) -> None:
    own = extending(tmp_path, places__mine=PLACES)
    (found,) = load_codebook(own).actors.find(["Chaplinville"])
    assert [(sense.kind, sense.of.id) for sense in found.entries] == [("place", "cty.fre")]


def test_topics_are_added_by_files_of_another_name(tmp_path: Path) -> None:
    own = extending(tmp_path, topics__mine=TOPIC)
    assert {*load_codebook(TINY).topics.topics, "film"} == {*load_codebook(own).topics.topics}
    assert "film" in str(load_codebook(own).topics.off_topic("A screenplay."))


def test_words_are_added_to_a_topic_that_stands_in_another_file(tmp_path: Path) -> None:
    more = "earnest_words: [coup]\ntopics: [{id: film, strong: [cameo role], weak: [scene]}]\n"
    own = extending(tmp_path, topics__mine=TOPIC, topics__more=more)
    assert "film" in str(load_codebook(own).topics.off_topic("A cameo role."))


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("topics: [{id: film, points: {article: '2'}, strong: [scene]}]", "topic 'film' stands in another file"),
        ("topics: [{id: film, strong: scene}]", "topic 'film' stands in another file"),
        ("public: [GOV]", "unknown key 'public'"),
        ("topics: [{id: music, strong: [aria]}]", "a topic needs an id, points"),
    ],
)
def test_what_a_file_that_adds_to_topics_may_not_hold(tmp_path: Path, more: str, what: str) -> None:
    own = extending(tmp_path, topics__mine=TOPIC, topics__more=f"{more}\n")
    with pytest.raises(CodebookError) as caught:
        load_codebook(own)
    assert f"topics/more.yml:1: {what}" in str(caught.value)


def test_a_small_file_in_place_of_a_large_one_is_warned_of(tmp_path: Path) -> None:
    own = extending(tmp_path, actors__all="actors: [{id: cty.fre, kind: country, name: Freedonia, code: FRE}]\n")
    found = warned(own)
    assert "mine/actors/all.yml:1: has 4 entries, and replaces" in found
    assert "call this one actors/ and another name; if you mean it: `without: [actors/all.yml]`" in found


def test_a_file_that_is_left_out_may_be_replaced_by_a_small_one(tmp_path: Path) -> None:
    actors = "actors: [{id: cty.fre, kind: country, name: Freedonia, code: FRE}]\n"
    assert "replaces" not in warned(extending(tmp_path, "[actors/all.yml]", actors__all=actors))


# ---------------------------------------------------------------- names that two entries have

COUNTRIES = (
    "actors: [{id: cty.fre, kind: country, name: Freedonia, code: FRE},"
    " {id: cty.syl, kind: country, name: Sylvania, code: SYL},"
)
DUCKS = "{id: grp.ducks, kind: armed, name: Duck Front, also: [Ducks], code: FREREB"


def armed(tmp_path: Path, *entries: str, since: str = "1970-01-01") -> Path:
    """A folder with some entries, on one that knows the Duck Front of Freedonia."""
    copy_tiny(tmp_path, actors__all=f"{COUNTRIES} {DUCKS}, from: {since}}}]\n")
    return on_top(tmp_path / "mine", "../tiny", actors__mine=f"actors: [{', '.join(entries)}]\n")


def code_of(name: str, folder: Path) -> str | None:
    words = tuple(Word(form, form, "PROPN", "head") for form in name.split())
    return code_actor(words, EXAMPLE_DAY, load_codebook(folder).actors).code


def mine(number: int = 1, name: str = "Ducks", code: str = "FRESEP", more: str = "") -> str:
    return f"{{id: grp.m{number}, kind: armed, name: Brigade {number}x, also: [{name}], code: {code}{more}}}"


def test_of_two_entries_with_a_name_that_of_ones_own_folder_is_meant(tmp_path: Path) -> None:
    own = armed(tmp_path, mine())
    assert [code_of(name, own) for name in ("Ducks", "Brigade 1x", "Duck Front")] == ["FRESEP", "FRESEP", "FREREB"]
    (told,) = [line for line in warned(own).splitlines() if "is called" in line]
    assert f"mine/{ACTORS}:1: 'grp.m1' is called 'ducks' as grp.ducks (" in told
    assert "is, but FRESEP, not FREREB: this one is meant" in told


def test_an_entry_of_ones_own_is_meant_whatever_its_country(tmp_path: Path) -> None:
    own = armed(tmp_path, mine(code="SYLREB"))
    words = (Word("Freedonian", "Freedonian", "ADJ", "mod"), Word("Ducks", "Ducks", "PROPN", "head"))
    assert code_actor(words, EXAMPLE_DAY, load_codebook(own).actors).code == "SYLREB"


def test_an_entry_of_ones_own_holds_on_its_days(tmp_path: Path) -> None:
    own = armed(tmp_path, mine(more=", from: 2030-01-01"))
    assert code_of("Ducks", own) == "FREREB"
    assert "called 'ducks'" in warned(own)  # from 2030 on


@pytest.mark.parametrize("entry", [mine(code="FREREB"), mine(name="Geese"), mine(more=", to: 1990-01-01")], ids=str)
def test_entries_that_are_not_taken_for_each_other_are_not_warned_of(tmp_path: Path, entry: str) -> None:
    """Of the same code, of other names, of other days."""
    assert "is called" not in warned(armed(tmp_path, entry, since="1990-01-01"))


def test_two_entries_of_one_folder_leave_a_name_open(tmp_path: Path) -> None:
    own = armed(tmp_path, mine(1, "Geese"), mine(2, "Geese", "FREREB"))
    assert code_of("Geese", own) is None
    assert "FRESEP, not FREREB: neither is meant" in warned(own)


def test_countries_tell_two_entries_of_one_folder_apart(tmp_path: Path) -> None:
    assert "is called" not in warned(armed(tmp_path, mine(1, "Geese"), mine(2, "Geese", "SYLREB")))


def test_two_entries_of_one_code_are_not_lost(tmp_path: Path) -> None:
    assert code_of("Geese", armed(tmp_path, mine(1, "Geese"), mine(2, "Geese"))) == "FRESEP"


def test_of_many_pairs_the_first_are_told(tmp_path: Path) -> None:
    found = warned(armed(tmp_path, *map(mine, range(30)))).splitlines()
    assert len([line for line in found if "is called 'ducks'" in line]) == 20
    assert any("has 30 pairs of actors of one name, of which 20 follow" in line for line in found)


# ---------------------------------------------------------------- roles that overlap

CHICO = (
    "{id: per.chico, kind: person, name: Chico Firefly, roles: ["
    "{country: FRE, role: GOV, to: 2025-01-01}, {country: FRE, role: OPP, from: 2024-06-01}]}"
)


def test_roles_that_overlap_are_warned_of(tmp_path: Path) -> None:
    told = "is FREGOV and FREOPP from 2024-06-01 to 2025-01-01, so that it is coded FREGOVOPP"
    assert f"mine/{ACTORS}:1: 'per.chico' {told}" in warned(armed(tmp_path, CHICO))
    following = armed(tmp_path / "b", CHICO.replace("2024-06-01", "2025-01-01"))
    assert "per.chico" not in warned(following)
