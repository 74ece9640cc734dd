"""A codebook folder: layers, digests, and all faults at once."""

from copy import copy
from pathlib import Path

import pytest

from pipeline.codebook.load import default_codebooks, load_codebook
from pipeline.errors import CodebookError, Fault
from tests.codebook.making import TINY, copy_tiny, messages

RULE = """\
root: "10"
rules:
  - {id: trade.sell, verb: [sell], code: "10", match: [Freedonia sold oil.]}
no_match: [Rain fell.]
"""


def faults(folder: Path) -> str:
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    return messages(caught.value.faults)


def test_a_codebook_knows_its_vocabulary() -> None:
    book = load_codebook(TINY)
    vocabulary = book.vocabulary
    assert (book.name, book.version) == ("Tiny", "1")
    assert vocabulary.roots == {"10", "30", "50", "55"}
    assert vocabulary.countries == {"FRE", "SYL"}
    assert vocabulary.plover_types == {"TRADE", "PROMISE", "QUARREL"}
    assert vocabulary.quads["101"] == 2


def test_the_digest_changes_with_any_byte(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    before = load_codebook(folder).digest
    assert before == load_codebook(TINY).digest
    with (folder / "words.yml").open("a") as words:
        words.write("# a comment\n")
    assert load_codebook(folder).digest != before


def test_an_extending_folder_replaces_files_and_adds_others(tmp_path: Path) -> None:
    base, top = copy_tiny(tmp_path), tmp_path / "top"
    (top / "actions").mkdir(parents=True)
    (top / "codebook.yml").write_text("name: Mine\nextends: ../tiny\n")
    (top / "actions" / "10_trade.yml").write_text(RULE)
    book = load_codebook(top)
    ids = {rule.id for rule in book.rules.rules}
    assert (book.name, "trade.sell" in ids, "trade.buy" in ids, "quarrel.sue" in ids) == ("Mine", True, False, True)
    assert book.digest != load_codebook(base).digest


def test_a_folder_may_extend_the_default(tmp_path: Path) -> None:
    (tmp_path / "codebook.yml").write_text("name: Mine\nextends: default\n")
    own, default = load_codebook(tmp_path), load_codebook(default_codebooks())
    assert (own.name, len(own.rules.rules)) == ("Mine", len(default.rules.rules))


@pytest.mark.parametrize(
    ("extends", "message"),
    [("../tiny", "extends itself"), (".", "extends itself"), ("../nowhere", "is not a codebook folder")],
)
def test_extending_oneself_or_nothing(tmp_path: Path, extends: str, message: str) -> None:
    folder = copy_tiny(tmp_path, codebook=f"name: Tiny\nextends: {extends}\n")
    assert message in faults(folder)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    assert "is not a codebook folder" in faults(tmp_path / "gone")
    assert "codebook.yml" in faults(tmp_path)


@pytest.mark.parametrize(
    "name", ["cameo.yml", "plover.yml", "compose.yml", "words.yml", "topics.yml", "checks.yml", "acled.yml"]
)
def test_missing_files_are_named(tmp_path: Path, name: str) -> None:
    folder = copy_tiny(tmp_path)
    (folder / name).unlink()
    assert name in faults(folder)


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    folder = copy_tiny(
        tmp_path,
        words="goods: $gone\n",
        actions__10_trade=RULE.replace('"10"\n', '"10"\nroot: "11"\n', 1),
        actions__30_promise=RULE.replace('code: "10"', 'code: "99"'),
        actors__all="actors:\n  - {id: cty.fre, kind: planet, name: Freedonia, code: FRE}\n",
    )
    found = faults(folder)
    for expected in ("words.yml:1:", "10_trade.yml:2:", "30_promise.yml:3:", "all.yml:2:"):
        assert expected in found, found


def test_of_a_missing_file_is_told_without_the_faults_that_follow_from_it(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path, actions__10_trade=RULE.replace(" match: [", " where: {object: [$gone]}, match: ["))
    (folder / "words.yml").unlink()
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    assert [fault.what for fault in caught.value.faults] == ["lacks words.yml"]
    assert copy(caught.value).faults == caught.value.faults  # as between processes


def test_the_message_is_short_however_many_faults_there_are() -> None:
    many = CodebookError([*(Fault("actions/a.yml", line, "no word set $x") for line in range(1, 3_001))])
    few = CodebookError(many.faults[:20])
    assert len(many.faults) == 3_000
    *told, last = str(many).splitlines()
    assert told == str(few).splitlines() and len(told) == 20
    assert last == "… and 2,980 more faults"


def test_rule_ids_are_unique_over_files(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path, actions__90_more=RULE.replace("trade.sell", "quarrel.sue"))
    assert "repeats the rule id quarrel.sue" in faults(folder)


def test_the_author_of_an_extending_folder_is_told_of_his_own_lines(tmp_path: Path) -> None:
    copy_tiny(tmp_path)
    top = tmp_path / "top"
    for folder in ("actions", "actors"):
        (top / folder).mkdir(parents=True)
    (top / "codebook.yml").write_text("name: Mine\nextends: ../tiny\n")
    (top / "actions" / "00_mine.yml").write_text(RULE.replace("trade.sell", "quarrel.sue"))
    (top / "actors" / "aaa.yml").write_text("actors:\n  - {id: cty.fre, kind: country, name: Freedonia, code: FRE}\n")
    found = faults(top)
    assert f"{top}/actions/00_mine.yml:3: repeats the rule id quarrel.sue" in found
    assert f"{top}/actors/aaa.yml:2: id 'cty.fre' is taken" in found


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    (folder / "actions" / "notes.txt").write_text("{not yaml")
    (folder / ".github").mkdir()
    (folder / ".github" / "checks.yml").write_text("on: push\n")
    assert load_codebook(folder).digest == load_codebook(TINY).digest


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("actions/17_jamming.yaml", "is not read, for it ends in .yaml"),
        ("actors/mine.YML", "is not read, for it ends in .YML"),
        ("places.yaml", "is not read, for it ends in .yaml"),
        ("foo.yml", "is no file of a codebook"),
        ("action/17_jamming.yml", "is no file of a codebook"),
    ],
)
def test_a_file_that_would_not_be_read_is_a_fault(tmp_path: Path, name: str, message: str) -> None:
    folder = copy_tiny(tmp_path)
    load_codebook(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(RULE)
    assert faults(folder).startswith(f"{folder}/{name}: {message}")


def test_what_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    (folder / "actions" / "old.yml").mkdir()
    (folder / "actors" / "gone.yml").symlink_to("nowhere.yml")
    found = faults(folder)
    assert f"{folder}/actions/old.yml: cannot be read: Is a directory" in found
    assert f"{folder}/actors/gone.yml: cannot be read: No such file or directory" in found


def test_words_that_replace_those_below_must_hold_what_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "codebook.yml").write_text("name: Mine\nextends: default\n")
    (tmp_path / "words.yml").write_text("jammed: [signal, gps]\n")
    found = faults(tmp_path)
    assert found.startswith(f"{tmp_path}/words.yml: replaces {default_codebooks()}/words.yml whole, and lacks ")
    assert len(found.splitlines()) == 1


SHAPES = [  # files whose values have another shape than asked for
    {"words": "goods: [[a]]"},
    {"actors__all": "actors: none"},
    {"actors__all": "actors: [{id: [a]}]"},
    {"cameo": 'codes: {"10": {label: [a], quad: "1"}}'},
    {"compose": "tables: {}\nstatus: {planned: none}"},
    {"topics": "topics: none"},
    {"acled": "rows: none"},
    {"actions__10_trade": "rules: none\nno_match: [Rain fell.]"},
    {"codebook": "extends: [default]"},
    {"cameo": "codes: [a]"},
    {"cameo": 'codes: {"10": {label: a, quad: ["1"]}}'},
    {"plover": "codes: none"},
    {"plover": 'codes: {"10": {type: [a]}}'},
    {"compose": "tables: none"},
    {"compose": "tables: {agree: none}"},
    {"compose": 'tables: {agree: {"10": ["10"]}}'},
    {"compose": "status: none"},
    {"compose": "tables: {a: {}}\nstatus: {planned: {compose: [a], modality: planned}}"},
    {"topics": 'topics: [{id: a, points: {article: ["1"]}, strong: [a]}]'},
    {"topics": 'topics: [{id: a, points: {nobody: "1"}, strong: [[a]]}]'},
    {"topics": 'topics: [{id: [a], points: {nobody: "1"}, strong: [a]}]'},
    {"topics": 'topics: [{id: a, points: {nobody: "1"}, strong: [a], weak: [a]}]'},
    {"topics": 'topics: [{id: a, points: {somebody: "1"}, strong: [a]}]'},
    {"topics": 'topics: [{id: a, points: {nobody: "1"}, things: maybe}]'},
    {"topics": "public: [NOBODY]"},
    {"topics": "earnest: none"},
    {"topics": "sides: none"},
]


@pytest.mark.parametrize("files", SHAPES, ids=str)
def test_values_of_a_wrong_shape_are_faults(tmp_path: Path, files: dict[str, str]) -> None:
    assert next(iter(files)).replace("__", "/") in faults(copy_tiny(tmp_path, **files))


def test_an_extending_folder_may_replace_the_incident_table_alone(tmp_path: Path) -> None:
    base, top = copy_tiny(tmp_path), tmp_path / "top"
    top.mkdir()
    (top / "codebook.yml").write_text("name: Mine\nextends: ../tiny\n")
    (top / "acled.yml").write_text((base / "acled.yml").read_text() + "# mine\n")
    assert load_codebook(top).name == "Mine"


def test_files_of_the_folders_below_may_be_left_out(tmp_path: Path) -> None:
    copy_tiny(tmp_path)
    top = tmp_path / "top"
    (top / "actions").mkdir(parents=True)
    (top / "codebook.yml").write_text('name: Mine\nextends: ../tiny\nwithout: ["actions/*"]\n')
    (top / "actions" / "10_mine.yml").write_text(RULE)
    assert {rule.id for rule in load_codebook(top).rules.rules} == {"trade.sell"}
    (top / "codebook.yml").write_text("name: Mine\nextends: ../tiny\nwithout: all\n")
    assert "`without` must be a list" in faults(top)


def test_the_way_of_putting_actor_codes_together_is_known(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path, codebook='name: Tiny\nversion: "1"\nactor_codes: mixed\n')
    assert "`actor_codes` must be cameo or appended" in faults(folder)


def test_a_folder_of_ones_own_is_told_each_missing_file_once(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    gone = ["acled.yml", "acled_governments.yml", "checks.yml", "topics.yml"]
    for name in gone:
        (folder / name).unlink()
    assert [line.split(" (")[0] for line in faults(folder).splitlines()] == [f"{folder}: lacks {one}" for one in gone]


def test_many_countries_that_no_actor_file_has_are_one_fault_of_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "actors").mkdir(parents=True)
    (folder / "codebook.yml").write_text('name: Mine\nextends: default\nwithout: ["actions/*", "actors/*"]\n')
    (folder / "actors" / "mine.yml").write_text("actors: [{id: cty.fra, kind: country, name: France, code: FRA}]\n")
    found = faults(folder)
    for file in ("places.yml", "acled.yml", "acled_governments.yml"):
        (told,) = [line for line in found.splitlines() if f"/{file}:" in line]
        assert "countries of no actor file, the first of them '" in told
    assert len(found.splitlines()) < 20


KIND = RULE.replace(" match: [", " where: {object: [WORD, oil]}, match: [")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("STATES", "STATE"), ("GOVT", "GOV"), ("ACTORS", "ACTOR"), ("COPS", "COP"), ("NAMED", "NAME"), ("QXYW", None)],
)
def test_misspelt_kinds_of_actor(tmp_path: Path, word: str, meant: str | None) -> None:
    in_rule = faults(copy_tiny(tmp_path / "rule", actions__10_trade=KIND.replace("WORD", word)))
    sets = KIND.replace("rules:", f"sets: {{thing: [{word}]}}\nrules:").replace("WORD", "$thing")
    in_set = faults(copy_tiny(tmp_path / "set", actions__10_trade=sets))
    for found in (in_rule, in_set):
        assert f"no kind of actor '{word}'" in found
        assert (f"did you mean {meant}?" in found) == (meant is not None)
        assert len(found.splitlines()) == 1


@pytest.mark.parametrize("word", ["STATE", "GOV", "NAME", "U.N.", "state", "G7"])
def test_kinds_and_words_in_small_letters_are_in_order(tmp_path: Path, word: str) -> None:
    load_codebook(copy_tiny(tmp_path, actions__10_trade=KIND.replace("WORD", word)))


@pytest.mark.parametrize(
    "match", ["[{text: A king sold oil., colour: red}]", "[{text: A king sold oil., modality: perhaps}]", "[[a]]"]
)
def test_a_bad_example_is_one_fault(tmp_path: Path, match: str) -> None:
    found = faults(copy_tiny(tmp_path, actions__10_trade=RULE.replace("[Freedonia sold oil.]", match)))
    assert len(found.splitlines()) == 1
    assert "no `match`" not in found


def test_an_example_is_a_sentence_and_no_book(tmp_path: Path) -> None:
    long = RULE.replace("Freedonia sold oil.", "Freedonia sold " + "oil and " * 25_000 + "gas.")
    found = faults(copy_tiny(tmp_path, actions__10_trade=long))
    assert "has 200,019 characters (give one sentence, of at most 1,000)" in found
    assert len(found) < 1_000


def test_a_bad_code_is_no_fault_of_the_rules_that_give_it(tmp_path: Path) -> None:
    cameo = (TINY / "cameo.yml").read_text().replace('quad: "2"', 'quad: "7"', 1)
    (found,) = faults(copy_tiny(tmp_path, cameo=cameo)).splitlines()
    assert "needs a label, a quad class" in found


def test_an_actor_without_a_text_as_name_is_one_fault(tmp_path: Path) -> None:
    all_actors = (TINY / "actors" / "all.yml").read_text()
    more = all_actors.replace("actors:\n", "actors:\n  - {id: grp.x, kind: armed, name: [A, B], code: FREREB}\n", 1)
    (found,) = faults(copy_tiny(tmp_path, actors__all=more)).splitlines()
    assert "'name' must be text" in found
