"""A date is the deed's in whose clause it stands."""

from datetime import date

import pytest

from pipeline.stages.events import code
from pipeline.stages.incidents import gather
from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from tests.stages.coding import DAY, codebook, documents, events, gazetteer

MONDAY, SUNDAY, SATURDAY, FRIDAY = date(2022, 8, 1), date(2022, 7, 31), date(2022, 7, 30), date(2022, 7, 29)
OWN = [
    # what somebody did before
    ("Turkey killed a Kurdish commander who planned the March 13, 2016 bombing.", "killed", DAY),
    ("Chad freed a French engineer kidnapped in 2019.", "freed", DAY),
    ("Chad freed a French engineer kidnapped in 2019.", "kidnapped", date(2019, 7, 2)),
    ("Police arrested a rebel on Sunday who had killed two ministers in 2017.", "arrested", SUNDAY),
    ("Peru extradited a smuggler convicted last year.", "extradited", DAY),
    ("The junta that seized power in 2020 arrested two judges on Monday.", "arrested", MONDAY),
    # complements and reasons
    ("Latvia accused Russia of jamming its radars last week.", "accused", DAY),
    ("Kenya expelled the envoy after he criticised the election held in May.", "expelled", DAY),
    ("Qatar urged Sudan to keep a truce signed in May 2021.", "urged", DAY),
    # what is told as one shares its day
    ("Rebels attacked the town on Saturday, abducting three soldiers.", "abducting", SATURDAY),
    ("On Saturday rebels attacked the town and killed three soldiers.", "killed", SATURDAY),
    ("Clashes on Saturday between rebels and soldiers left five dead.", "Clashes", SATURDAY),
    # the day on which it was told, where nothing nearer is said
    ("Bandits have freed a priest abducted three weeks ago, officials said on Monday.", "freed", MONDAY),
    ("Police said on Monday they had arrested a man in Lima on Saturday.", "arrested", SATURDAY),
    # so long before or after another deed
    ("A week after Russia shelled Kharkiv, Ukraine bombed Belgorod.", "shelled", date(2022, 7, 26)),
    ("A week after Russia shelled Kharkiv, Ukraine bombed Belgorod.", "bombed", DAY),
    ("Two days after rebels killed a governor, the army bombed their camp on Sunday.", "killed", FRIDAY),
    ("Two days after rebels killed a governor, the army bombed their camp on Sunday.", "bombed", SUNDAY),
    ("The army bombed a camp, a week after rebels killed a judge on 20 July.", "killed", date(2022, 7, 20)),
    ("Three weeks before France recalled its ambassador, Mali expelled French journalists.", "recalled", DAY),
    ("Three weeks before France recalled its envoy on Sunday, Mali expelled French journalists.", "recalled", SUNDAY),
    ("Two days after the coup, Niger expelled the French ambassador.", "expelled", DAY),
    ("Police arrested the senator on Monday two days before the visit.", "arrested", MONDAY),
    # several days: the latest
    ("Rebels killed two soldiers on Saturday and three on Sunday.", "killed", SUNDAY),
    ("Rebels attacked the base in 2014 and again on Monday.", "attacked", MONDAY),
    ("Ukraine shelled Belgorod on Friday, Saturday and Sunday.", "shelled", SUNDAY),
    ("Rebels killed a judge on Saturday and Ahmed Bashir on Sunday.", "killed", SATURDAY),
    ("Rebels killed two soldiers on Saturday and the army bombed their camp on Sunday.", "killed", SATURDAY),
    ("The rebels, who attacked the base in 2014, killed four soldiers on Monday.", "attacked", date(2014, 7, 2)),
    ("Police arrested ten protesters on Friday ahead of a march on Saturday.", "arrested", FRIDAY),
]


@pytest.mark.parametrize(("text", "trigger", "day"), OWN)
def test_a_date_belongs_to_the_deed_of_its_clause(text: str, trigger: str, day: date) -> None:
    assert {row["event_date"] for row in events(text) if row["trigger_text"] == trigger} == {day}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Parliament voted on Sunday to leave the alliance.", DAY),
        ("Iran said on Monday it would attack Israel.", DAY),
        ("Iran will attack Israel on Friday, officials said on Monday.", date(2022, 8, 5)),
    ],
)
def test_a_plan_is_not_of_the_day_on_which_it_was_told(text: str, day: date) -> None:
    assert {row["event_date"] for row in events(text) if row["modality"] == "planned"} == {day}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Troops in Gao shot dead a rebel commander who had fled from jail in January.", DAY),
        ("Gunmen killed a judge in Cali on Sunday who had jailed their leader in 2019.", SUNDAY),
        ("On Sunday, gunmen killed a judge in Cali who had jailed their leader in 2019.", SUNDAY),
        ("Around 29 July 2022 (as reported), rebels attacked a village near Gao.", date(2022, 7, 29)),
    ],
)
def test_an_incident_is_of_the_day_of_its_deed(text: str, day: date) -> None:
    listed = documents(text)
    sentences = split(listed)
    coded = code(listed, sentences, detect(listed, sentences), codebook(), gazetteer())[0]
    assert gather(listed, sentences, coded, codebook(), gazetteer()).column("event_date").to_pylist() == [day]
