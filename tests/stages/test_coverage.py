"""The to-do list of a codebook's author: which words of a corpus no rule codes, and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from tests.codebook.making import copy_tiny

TEXTS = [
    "Freedonia invaded Sylvania. Freedonia traded with Sylvania.",
    "Yesterday Freedonia invaded Sylvania. The sun rose over the hills.",
    "Freedonia purchased cheese from Sylvania. Freedonia purchased wine. Freedonia purchased oil from Sylvania.",
    "Freedonia took off the mask of Sylvania. Freedonia opened a dispute with Sylvania.",
    "Freedonia plans to sue Sylvania. Freedonia plans to paint Sylvania.",
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    return path


def covered(capsys: pytest.CaptureFixture[str], corpus: Path, codebook: Path, *more: str) -> Any:
    assert main(["codebook", "coverage", str(corpus), "--codebooks", str(codebook), "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def words(entries: Any) -> dict[str, int]:
    return {f"{entry['pos']} {entry['word']}": entry["uncoded"] for entry in entries}


def test_words_without_a_rule(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = covered(capsys, corpus, copy_tiny(tmp_path))
    assert (found["texts"], found["sentences"]) == (5, 11)
    assert next(iter(words(found["missing"]).items())) == ("verb invade", 2)
    assert found["missing"][0]["samples"] == ["Freedonia invaded Sylvania.", "Yesterday Freedonia invaded Sylvania."]
    missing = words(found["missing"])
    assert "verb take off" in missing
    assert "verb rise" not in missing  # nobody does it
    assert "verb open" not in missing  # it carries the dispute, which is coded
    assert "verb trade" not in missing
    assert missing["verb plan"] == missing["verb paint"] == 1  # the other plan leads to a coded deed


def test_words_whose_rules_do_not_fit(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (entry,) = covered(capsys, corpus, copy_tiny(tmp_path))["unfit"]
    assert (entry["word"], entry["uncoded"], entry["uses"]) == ("purchase", 2, 3)
    assert (entry["rule"], entry["misfit"]) == ("trade.buy", "where object: $goods does not hold")
    assert len(entry["samples"]) == 2


def test_of_rules_that_do_not_fit_the_nearest_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], corpus: Path
) -> None:
    """Half of what the one asks for is there, and nothing that the other does."""
    one = "id: a.far, verb: [invade], where: {prep.with: [army]}"
    other = "id: z.near, verb: [invade], where: {subject: [NAME], object: [island]}"
    body = "".join(f'  - {{{rule}, code: "50", match: [Freedonia sued.]}}\n' for rule in (one, other))
    folder = copy_tiny(tmp_path, actions__60_more=f"rules:\n{body}no_match: [Rain fell.]\n")
    entry = next(one for one in covered(capsys, corpus, folder)["unfit"] if one["word"] == "invade")
    assert (entry["rule"], entry["misfit_uses"], entry["rules_alike"]) == ("z.near", 2, 1)
    assert entry["misfit"] == "where object: [island] does not hold"


def test_rules_that_come_no_nearer_than_others_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], corpus: Path
) -> None:
    rule = '  - {{id: r.{n}, verb: [invade], where: {{prep.with: [w{n}]}}, code: "50", match: [Freedonia sued.]}}\n'
    body = "".join(rule.format(n=number) for number in range(5))
    folder = copy_tiny(tmp_path, actions__60_more=f"rules:\n{body}no_match: [Rain fell.]\n")
    assert main(["codebook", "coverage", str(corpus), "--codebooks", str(folder)]) == 0
    assert "of 5 rules that come as near, r.0 fails in 2: where prep.with: [w0]" in capsys.readouterr().out


def test_articles_that_are_off_topic_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_tiny(tmp_path, topics="topics: [{id: film, points: {article: '1'}, strong: [screenplay]}]\n")
    texts = [{"id": f"d{n}", "text": f"Screenplay {n} pleased Freedonia."} for n in range(7)]
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps(text) + "\n" for text in [*texts, {"text": TEXTS[0]}]), encoding="utf-8")
    assert main(["codebook", "coverage", str(path), "--codebooks", str(folder)]) == 0
    assert "off topic: d0, d1, d2, d3, d4 and 2 more\n" in capsys.readouterr().out
    found = covered(capsys, path, folder)
    assert (found["off_topic"], found["off_topic_ids"]) == (7, [f"d{n}" for n in range(7)])


def test_words_that_the_author_ignores(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_tiny(tmp_path)
    with (folder / "words.yml").open("a") as file:
        file.write("ignored: [invade, take]\n")
    missing = words(covered(capsys, corpus, folder)["missing"])
    assert "verb invade" not in missing
    assert "verb take off" in missing  # with its particle it is another verb
    assert main(["codebook", "check", str(folder)]) == 0
    assert "warning" not in capsys.readouterr().out


def test_the_list_is_cut(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(words(covered(capsys, corpus, copy_tiny(tmp_path), "--top", "1")["missing"])) == ["verb invade"]


def test_the_list_for_readers(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with corpus.open("a") as file:
        file.write('{"id": "x"}\nno json\n' + json.dumps({"text": TEXTS[0]}) + "\n")
    assert main(["codebook", "coverage", str(corpus), "--codebooks", str(copy_tiny(tmp_path))]) == 0
    shown = capsys.readouterr().out
    assert "5 texts, 11 sentences;" in shown
    assert "left out: no text 1, broken line 1, exact duplicate 1" in shown
    assert "  2  verb  invade\n" in shown
    assert "“Freedonia invaded Sylvania.”" in shown
    assert "2 of 3  verb  purchase\n" in shown
    assert "trade.buy fails in 2: where object: $goods does not hold" in shown


def test_long_sentences_are_shown_around_the_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = f"In the hills {'and the fields ' * 20}Freedonia invaded Sylvania {'and the lakes ' * 20}."
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": long}), encoding="utf-8")
    found = covered(capsys, tmp_path / "a.jsonl", copy_tiny(tmp_path))["missing"]
    (sample,) = next(entry["samples"] for entry in found if entry["word"] == "invade")
    assert "Freedonia invaded Sylvania" in sample
    assert sample[0] == sample[-1] == "…"
    assert len(sample) < 170


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such file or folder"), ("", "holds no text that can be read (empty file: 1)"), ("{}", "no text: 1")],
)
def test_nothing_to_read(content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if content is not None:
        (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")
    assert main(["codebook", "coverage", str(tmp_path / "a.jsonl"), "--codebooks", str(copy_tiny(tmp_path))]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = [line for line in said.err.splitlines() if "coverage" not in line]
    assert line.startswith(f"{tmp_path}/a.jsonl: ")
    assert message in line
