from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.counts import casualties, crowd_size, find_tolls, parse_number
from pipeline.resolve.quantity import words_of
from pipeline.textwords import TextWords
from tests.default_words import TEXT_WORDS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1,200 men", (1200, 1)),
        ("3.5 million people", (3_500_000, 2)),
        ("twenty-one", (21, 1)),
        ("a hundred and four men", (104, 4)),
        ("two hundred and six thousand", (206_000, 5)),
        ("two dozen", (24, 2)),
        ("half a dozen", (6, 3)),
        ("a dozen", (12, 2)),
        ("dozens of", (12, 1)),
        ("tens of thousands", (10_000, 3)),
        ("tens", (10, 1)),
        ("scores", (20, 1)),
        ("several", (3, 1)),
        ("a number of men", (3, 3)),
        ("an unspecified number of men", (3, 4)),
        ("a man", (1, 1)),
        ("some 50", (50, 2)),
        ("at least 12", (12, 3)),
        ("no fewer than two", (2, 4)),
        ("20-60 fighters", (20, 1)),
        ("between 3 and 5 men", (3, 4)),
        ("three to five", (3, 3)),
        ("two and three", (2, 1)),
        ("two and a half thousand farmers", (2500, 5)),
        ("one and a half million refugees", (1_500_000, 5)),
    ],
)
def test_numbers(words: str, expected: tuple[int, int]) -> None:
    assert parse_number(words.split(), 0) == expected


@pytest.mark.parametrize("words", ["soldiers", "hundred", "over a dispute", "the", ""])
def test_what_is_no_number(words: str) -> None:
    assert parse_number(words.split(), 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three soldiers and two civilians were killed.", (5, None)),
        ("Five villagers, including two children, were killed.", (5, None)),
        ("A bomb went off, killing a guard and wounding two others.", (1, 2)),
        ("The blast left 12 dead.", (12, None)),
        ("The ambush left two soldiers and a driver dead.", (3, None)),
        ("The raid claimed the lives of 40 people.", (40, None)),
        ("Ten miners lost their lives.", (10, None)),
        ("The death toll rose to 14.", (14, None)),
        ("The death toll from Friday's raid on a village in the hills above Kamina rose to at least 31.", (31, None)),
        ("The toll from last week's shelling of the old town of Taiz stands at nineteen.", (19, None)),
        ("The death toll from the massacre at the market has passed 60, with 12 wounded.", (60, 12)),
        ("The toll on the town was heavy, and nobody could say how it rose so fast.", (None, None)),
        ("Gunmen killed a shepherd.", (1, None)),
        ("The bodies of three men were found in a ditch.", (3, None)),
        ("A shopkeeper was shot dead.", (1, None)),
        ("A hostage was beheaded.", (1, None)),
        ("She succumbed to her wounds.", (1, None)),
        ("An unspecified number of fighters were killed.", (3, None)),
        ("Raiders killed villagers.", (3, None)),
        ("Raiders killed dozens of villagers.", (12, None)),
        ("3 killed and 5 injured.", (3, 5)),
        ("Shells killed three people in Kharkiv and two in Sumy.", (5, None)),
        ("The army said 12 rebels and 3 soldiers died.", (15, None)),
        ("Two men from the 40th battalion were killed.", (2, None)),
        ("A cook of regiment 40 was killed.", (1, None)),
        ("A 12-year-old boy was killed.", (1, None)),
        ("The bomber killed himself and six others.", (7, None)),
        ("The strike killed the commander and his two sons.", (3, None)),
        ("Guards killed Omar Sy, a teacher, in Dakar.", (1, None)),
        ("Blast kills 5 in Kabul", (5, None)),
        ("No fewer than 15 farmers were killed.", (15, None)),
        ("Omar Sy, a teacher, was killed.", (1, None)),
        ("A man, a woman and a child were killed.", (3, None)),
        ("The roof fell in, injuring 11 clerks, three firemen said.", (None, 11)),
        ("The flood killed or injured 15 farmhands.", (None, 15)),
        ("The fire left two guards and five inmates dead and nine wounded.", (7, 9)),
        ("Bandits killed one trader and injured another.", (1, 1)),
        ("Nine pilgrims from a village, known for its weavers, were killed.", (9, None)),
        ("Raiders attacked a guard post, and one guard was killed.", (1, None)),
        ("A guard and three of the robbers, all brothers, were killed.", (4, None)),
        ("Two nurses, both from Oslo, died.", (2, None)),
        ("Rebels ambushed a convoy and a driver was wounded.", (None, 1)),
        ("Two hundred dancers came to a Day of the Dead parade.", (None, None)),
        ("The king condemned the arson that killed four nurses and wounded a cook.", (4, 1)),
    ],
)
def test_casualties(text: str, expected: tuple[int | None, int | None]) -> None:
    assert casualties(text, TEXT_WORDS) == expected


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("There were no casualties.", 0),
        ("Nobody was killed.", 0),
        ("Casualties were reported.", None),
        ("The ministers met in Rome.", None),
        ("His body aches.", None),
        ("The truck hit two houses.", None),
    ],
)
def test_none_reported_is_not_none_killed(text: str, killed: int | None) -> None:
    assert casualties(text, TEXT_WORDS)[0] == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A miner was murdered; police recovered his corpse later.", 1),
        ("A miner was killed. The miner was shot dead at home.", 1),
        ("Three traders were killed. Doctors said three traders died.", 3),
        ("Nine people died. Four guards died. Five drivers were killed.", 9),
        ("A girl was killed. Another girl was killed later.", 2),
        ("A bomb killed six porters in Lomé. A surgeon put the toll at eleven.", 6),
        ("A bomb killed six porters in Lomé, and the death toll later rose to eleven.", 11),
        ("Raiders killed seven herders. The mayor said nine had died.", 7),
        ("The quarry blast killed 20 people. Earlier reports spoke of 13 dead.", 20),
        ("Police said four people had been killed. The Red Crescent spoke of five dead.", 4),
        ("Raiders killed seven herders. The mayor said nine people were killed in Tahoua.", 16),
        ("Raiders killed seven herders. The mayor said nine guards were killed too.", 16),
        ("Rebels claimed responsibility for the killing of three porters.", 3),
        ("Monks marched against the killing of three porters.", None),
        ("A clerk spoke of the killing of three porters.", None),
        ("Two guards were killed. One driver was killed in a second attack.", 3),
        ("Four rebels were killed. The rebels claimed that nine soldiers were killed.", 4),
        ("A guard and a driver were shot. 2 fatalities.", 2),
        ("Many died. 30 fatalities over 4 villages coded as 8.", 8),
        ("Eight rebels died. Fatalities are divided over four incidents.", 2),
        ("Many soldiers died. The deaths are estimated at 12.", 12),
    ],
)
def test_several_statements_of_one_incident(text: str, killed: int) -> None:
    assert casualties(text, TEXT_WORDS)[0] == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Fatalities coded as 9,500,000.", 9_500_000),
        ("Fatalities coded as 123,456,789.", None),
        ("A guard died. Fatalities coded as 123,456,789.", 1),
        (f"A guard died. Fatalities coded as {'9' * 5_000}.", 1),
        ("Total of 123,456,789 killed.", None),
        ("The fatalities were split, 1,234 each.", 1_234),
        ("A guard died. The fatalities were split, 99,999,999 each.", 1),
    ],
)
def test_a_remark_with_a_misread_number_is_none(text: str, killed: int | None) -> None:
    assert casualties(text, TEXT_WORDS)[0] == killed


@pytest.mark.parametrize(
    "text",
    [
        "Thousands protested over the killing of a student.",
        "Students marched for a teacher who was killed in May.",
        "A man accused of killing two women was jailed.",
        "The attack brings the toll to 40 since May.",
        "More than 9,000 people have been killed since 2014.",
        "Snakes kill more than 900 people in the region every year.",
        "The accord ended a civil war in which some 8,000 people died.",
        "The conflict, which began over grazing land, has killed hundreds.",
        "The war killed some 4,000 people.",
        "Jets bombed a depot a day after two soldiers died in an ambush.",
        "The army left the town, where it had killed six people.",
        "Police said they had arrested a man who had killed three people.",
        "The army said the group had earlier killed three people.",
    ],
)
def test_deaths_of_other_events_are_not_counted(text: str) -> None:
    assert casualties(text, TEXT_WORDS) == (None, None)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Boko Haram said it had killed 22 soldiers in Borno on Monday.", 22),
        ("Ukraine said it had killed 900 Russian soldiers on Monday.", 900),
        ("The Nigerian army said Boko Haram had killed 22 soldiers.", 22),
        ("The army said on Monday that its troops had killed 12 insurgents.", 12),
        ("The group told reporters that it had killed two hostages.", 2),
        ("The raid killed five soldiers. The group said it had killed 30.", 5),
    ],
)
def test_deaths_that_somebody_tells_are_counted(text: str, killed: int) -> None:
    assert casualties(text, TEXT_WORDS) == (killed, None)


def test_deaths_at_a_protest_are_counted() -> None:
    assert casualties("Police fired at people protesting against the law, killing two.", TEXT_WORDS) == (2, None)


def test_tolls_say_what_they_are() -> None:
    text = "Raiders killed villagers. The toll has risen to 40 since May. Nobody was injured."
    vague, cumulative, denied = find_tolls(text, TEXT_WORDS)
    assert (vague.kind, vague.number, vague.vague) == ("killed", 3, True)
    assert (cumulative.number, cumulative.cumulative) == (40, True)
    assert (denied.kind, denied.number, denied.negated) == ("injured", 0, True)
    assert text[vague.start : vague.end] == "killed villagers"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Around 3,000 people marched in Kyiv.", "around 3,000"),
        ("Hundreds of residents gathered.", "hundreds"),
        ("A crowd of 500 rallied.", "500"),
        ("At least two dozen angry farmers blocked a road.", "at least two dozen"),
        ("An undisclosed number of farmers protested.", None),
        ("Students protested for 3 hours.", None),
        ("Police arrested 40 people.", None),
        ("Police detained 40 people at a rally.", None),
        ("At least 23 people were killed as crowds fled.", None),
        ("Police dispersed hundreds of protesters.", "hundreds"),
        ("Tens of thousands of Armenians marched in Yerevan.", "tens of thousands"),
    ],
)
def test_crowd_size(text: str, size: str | None) -> None:
    assert crowd_size(text, TEXT_WORDS) == size


WORDS = sorted(words_of("two 3 and , the soldiers were killed dead of lives bodies found toll to a left ."))


@given(st.lists(st.sampled_from(WORDS)))
def test_any_words_are_counted_without_error(words: list[str]) -> None:
    text = " ".join(words)
    killed, injured = casualties(text, TEXT_WORDS)
    assert killed is None or killed >= 0
    assert injured is None
    assert all(0 <= toll.start < toll.end <= len(text) for toll in find_tolls(text, TEXT_WORDS))


@pytest.mark.parametrize(
    "text", ["1" * 9000 + " killed", "hundred " * 9000 + "men killed", "some " * 9000 + "people protest"]
)
def test_absurd_numbers_are_not_counted(text: str) -> None:
    assert casualties(text, TEXT_WORDS)[0] in {None, 1}
    assert crowd_size(text, TEXT_WORDS) is None


def golden_counts() -> list[Any]:
    """Rows of tests/golden/counts.tsv: text, killed, wounded, size of the crowd; what is empty is not given."""
    lines = (Path(__file__).parents[1] / "golden" / "counts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [_counts(*[*line.split("\t"), "", "", "", ""][:5]) for line in lines]


def _counts(text: str, killed: str, hurt: str, crowd: str, why: str) -> Any:
    marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    numbers = (int(number) if number else None for number in (killed, hurt))
    return pytest.param(text, *numbers, crowd or None, marks=marks)


@pytest.mark.parametrize(("text", "killed", "hurt", "crowd"), golden_counts())
def test_phrases_of_the_news_are_counted(text: str, killed: int | None, hurt: int | None, crowd: str | None) -> None:
    assert (*casualties(text, TEXT_WORDS), crowd_size(text, TEXT_WORDS)) == (killed, hurt, crowd)


@pytest.mark.parametrize("text", ["The army threatened to kill 40 hostages.", "The team lost three games."])
def test_what_is_only_threatened_or_lost_otherwise_is_not_counted(text: str) -> None:
    assert casualties(text, TEXT_WORDS) == (None, None)


@pytest.mark.parametrize(
    ("name", "word", "text", "without", "with_it"),
    [
        ("killing_verb", "garrotte", "Raiders garrotted three shepherds near the border.", (None, None), (3, None)),
        ("wounding_verb", "concuss", "A blast concussed six firemen at the depot.", (None, None), (None, 6)),
        ("dying_verb", "expire", "Four detainees expired in the cells of the barracks.", (None, None), (4, None)),
        ("violent_verb", "pelt", "A crowd pelted two clerks to death in the market.", (None, None), (2, None)),
        ("seizing_verb", "handcuff", "A clerk was handcuffed and killed along with two guards.", (1, None), (3, None)),
        ("fatality_noun", "martyrdom", "The clinic registered nine martyrdoms by noon.", (None, None), (9, None)),
        ("injury_noun", "burn", "The clinic registered nine burns by noon.", (None, None), (None, 9)),
        ("corpse_noun", "cadaver", "Divers recovered seven cadavers from the lake.", (None, None), (7, None)),
        ("finding_verb", "fish", "Divers fished seven bodies from the lake.", (None, None), (7, None)),
        ("own_forces", "marine", "The navy lost nine marines in the ambush.", (None, None), (9, None)),
        (
            "growing_verb", "swell", "The death toll from the collapse of a bridge in the far north swelled to 31.",
            (None, None), (31, None),
        ),
        ("no_victim", "alpaca", "Raiders killed 40 alpacas on the plateau.", (40, None), (None, None)),
        (
            "accusing_verb", "arraign", "The court heard a man who was arraigned with killing two women.",
            (2, None), (None, None),
        ),
        ("gathering_verb", "assemble", "Villagers assembled after a guard killed a pupil.", (1, None), (None, None)),
        ("gathering_reason", "requiem", "They held a requiem for the deaths of nine miners.", (9, None), (None, None)),
    ],
)  # fmt: skip
def test_the_words_of_tolls_are_the_codebooks(
    name: str, word: str, text: str, without: tuple[int | None, int | None], with_it: tuple[int | None, int | None]
) -> None:
    own = TEXT_WORDS._replace(**{name: getattr(TEXT_WORDS, name) | {word}})
    assert casualties(text, TEXT_WORDS) == without
    assert casualties(text, own) == with_it


@pytest.mark.parametrize(
    ("name", "word", "text", "size"),
    [
        ("crowd_noun", "chauffeur", "A rally of 300 chauffeurs closed the port.", "300"),
        ("crowding_verb", "swarm", "Thousands swarmed the square at the rally.", "thousands"),
        ("gathering_verb", "assemble", "Some 300 farmers assembled at the mill.", "some 300"),
        ("gathering_noun", "sit-down", "Some 300 farmers held a sit-down.", "some 300"),
        ("crowd_sign", "blockade", "Some 300 farmers kept up their blockade.", "some 300"),
    ],
)
def test_the_words_of_crowds_are_the_codebooks(name: str, word: str, text: str, size: str) -> None:
    own = TEXT_WORDS._replace(**{name: getattr(TEXT_WORDS, name) | {word}})
    assert (crowd_size(text, TEXT_WORDS), crowd_size(text, own)) == (None, size)


def test_without_words_nobody_is_counted() -> None:
    assert casualties("Gunmen shot dead two farmers, killing a third; five were wounded.", TextWords()) == (None, None)
