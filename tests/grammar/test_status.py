"""Whether a deed is told as done."""

import pytest

from tests.grammar.reading import mention

TABLE = [
    ("Rebels attacked the town.", "attacked", "asserted", False),
    ("Rebels have attacked the town.", "attacked", "asserted", False),
    ("Rebels will attack the town.", "attack", "planned", False),
    ("He said the army would attack the town.", "attack", "planned", False),
    ("Israel plans to attack the town.", "attack", "planned", False),
    ("The leaders are set to meet in Oslo.", "meet", "planned", False),
    ("The army is going to withdraw.", "withdraw", "planned", False),
    ("The militants are considering an attack on the base.", "attack", "planned", False),
    ("Gunmen stormed the jail to free a warlord.", "free", "purposed", False),
    ("Gunmen will storm the jail to free a warlord.", "free", "planned", False),
    ("Workers will block the road to shame the mayor.", "shame", "planned", False),
    ("Gunmen stormed the jail in order to free a warlord.", "free", "wanted", False),
    ("Gunmen stormed the jail so as to free a warlord.", "free", "wanted", False),
    ("Officers used water cannon to disperse the miners.", "disperse", "asserted", False),
    ("Oman hosted talks aimed at ending the war.", "ending", "wanted", False),
    ("The law was designed to punish editors.", "punish", "wanted", False),
    ("Rebels may attack the town.", "attack", "possible", False),
    ("The country could face a possible invasion.", "invasion", "possible", False),
    ("Troops must withdraw from the valley.", "withdraw", "obliged", False),
    ("Troops should withdraw from the valley.", "withdraw", "obliged", False),
    ("Syria has to release the prisoners.", "release", "obliged", False),
    ("Iran will retaliate if Israel attacks its ships.", "attacks", "conditional", False),
    ("The union will strike unless the company pays wages.", "pays", "conditional", False),
    ("The premier promised to resign should a recount go against him.", "go", "conditional", False),
    ("The premier promised to resign should a recount go against him.", "promised", "asserted", False),
    ("Peru is prepared to share its water should the farmers be cut off.", "cut", "conditional", False),
    ("Oslo said that it would not close the mine and would compensate the herders.", "compensate", "planned", False),
    ("Tokyo said that it would not sign the accord or send envoys.", "send", "planned", True),
    ("Militants may have attacked the village.", "attacked", "conjectured", False),
    ("The army would have attacked the village.", "attacked", "imagined", False),
    ('"Leave our waters," Manila told Beijing on Friday.', "leave", "obliged", False),
    ("The army ought to return to barracks.", "return", "obliged", False),
    ("Ferries were told to stay in port as Manila sends cutters to the shoal.", "sends", "asserted", False),
    ("Rebels did not attack the town.", "attack", "asserted", True),
    ("The envoy offered nothing but praise.", "offered", "asserted", False),
    ("The general was not allowed to leave the town.", "leave", "imagined", False),
    ("Oslo does not expect that rebels will attack the town.", "attack", "imagined", False),
    ("It is unlikely that rebels will attack the town.", "attack", "imagined", False),
    ("It would be a mistake for rebels to attack the town.", "attack", "imagined", False),
    ("It is vital for the army to leave the town.", "leave", "obliged", False),
    ("It took a week for the army to leave the town.", "leave", "asserted", False),
    ('"Let the two sides talk," the envoy said.', "talk", "wanted", False),
    ("There was a danger that rebels would attack the town.", "attack", "feared", False),
    ("Rebels never attacked the town.", "attacked", "asserted", True),
    ("The bureau has the power to detain suspects.", "detain", "possible", False),
    ("The envoy said the rebels had two days to leave the valley.", "leave", "wanted", False),
    (
        "After hours, the miners are still talking to the owner, we will resume on Monday to see if it helps.",
        "talking",
        "asserted",
        False,
    ),
    ("The pact covers attacks from the air.", "attacks", "imagined", False),
    ("Fears of a war with Chad are growing in the capital.", "war", "feared", False),
    ("Soldiers shot two men believed to be fleeing to Chad.", "fleeing", "alleged", False),
    ("No soldiers were killed.", "killed", "asserted", True),
    ("Oslo imposed no sanctions on Chad.", "imposed", "asserted", True),
    ("The rebels released nobody.", "released", "asserted", True),
    ("Rebels killed no fewer than 20 soldiers.", "killed", "asserted", False),
    ("The senate passed a no-confidence motion.", "passed", "asserted", False),
    ("A court sentenced the clerk to hang.", "hang", "wanted", False),
    ("Sudan failed to withdraw its troops.", "withdraw", "asserted", True),
    ("Police dispersed the crowd without firing shots.", "firing", "asserted", True),
    ("Sudan will not withdraw its troops.", "withdraw", "planned", True),
    ("There was no agreement with the unions.", "agreement", "asserted", True),
    ("The army managed to capture the town.", "capture", "asserted", False),
    ("Police were prevented from entering the camp.", "entering", "asserted", True),
    ("The protesters refrained from throwing stones.", "throwing", "asserted", True),
    ("Far from attacking the villagers, soldiers fed them.", "attacking", "asserted", True),
    ("Turkey stopped short of endorsing the bid.", "endorsing", "asserted", True),
    ("Hungary has yet to ratify the treaty.", "ratify", "asserted", True),
    ("Korea no longer attends the talks.", "attends", "asserted", True),
    ("Drones not only damaged the port but sank a boat.", "damaged", "asserted", False),
    ("Israel promised not to bomb Beirut.", "bomb", "planned", True),
    ("A meeting of the presidents is planned for Wednesday.", "meeting", "planned", False),
    ("Erdogan to visit Athens in December", "visit", "planned", False),
    ("Blinken is leaving for Riyadh on Tuesday.", "leaving", "planned", False),
    ("The leaders, meeting next week in Prague, are silent.", "meeting", "planned", False),
    ("Serb gunners would shell the market every morning.", "shell", "asserted", False),
    ("Turkey is on the verge of a war with Syria.", "war", "planned", False),
    ("The rebels would return if the army lifted the siege.", "return", "possible", False),
    ("It is unclear whether jets bombed the convoy.", "bombed", "conditional", False),
    ("Should troops attack Estonia, the alliance would respond.", "attack", "conditional", False),
    ("France will recall its envoy should the rebels attack the airport.", "attack", "conditional", False),
    ("The alliance threatened Belarus with sanctions should the army seize Vilnius.", "seize", "conditional", False),
    ("In the event of an attack on Estonia, troops would move.", "attack", "conditional", False),
    ("Did Iran attack the refinery?", "attack", "conditional", False),
    ("Why did Iran attack the refinery?", "attack", "asserted", False),
    ("In the film, Russian troops invade Poland.", "invade", "imagined", False),
    ("The soldiers behaved as if Ukraine had attacked them.", "attacked", "conditional", False),
    ("The drill simulated an attack on the port.", "attack", "imagined", False),
    ("Diplomats fear that Ethiopia will attack Eritrea.", "attack", "feared", False),
    ("Fears of an attack on the town are growing.", "attack", "feared", False),
    ("Kyiv hopes that Moscow will free the sailors.", "free", "wanted", False),
    ("The ministry wants Moscow to free the sailors.", "free", "wanted", False),
    ("Kenya ought to withdraw its forces.", "withdraw", "obliged", False),
    ("Militants reportedly attacked the convoy.", "attacked", "alleged", False),
    ("Israel is believed to have bombed the factory.", "bombed", "alleged", False),
    ("There were reports of shelling near the dam.", "shelling", "alleged", False),
    ("The president plans to visit Rome and meet the pope.", "meet", "planned", False),
    ("France will send troops and train the army.", "train", "planned", False),
]


@pytest.mark.parametrize(("sentence", "trigger", "status", "negated"), TABLE)
def test_status(sentence: str, trigger: str, status: str, negated: bool) -> None:
    one = mention(sentence, trigger)
    assert (one.status, one.negated) == (status, negated), one.cue


def test_a_planned_event_noun() -> None:
    test_status("The militants planned an attack on the base.", "attack", "planned", False)


@pytest.mark.parametrize(
    ("sentence", "trigger", "cue"),
    [
        ("Rebels attacked the town.", "attacked", None),
        ("Rebels will attack the town.", "attack", "will"),
        ("Israel plans to attack the town.", "attack", "plans"),
        ("Rebels did not attack the town.", "attack", "not"),
        ("Sudan will not withdraw its troops.", "withdraw", "will not"),
    ],
)
def test_the_cue_says_why(sentence: str, trigger: str, cue: str | None) -> None:
    assert mention(sentence, trigger).cue == cue
