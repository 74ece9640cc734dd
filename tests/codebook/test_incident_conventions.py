"""Who stands on the two sides of an incident by ACLED's conventions: short names, kinds of actor by country."""

from datetime import date

import pytest

from pipeline.codebook.incidents.classify import Trigger, classify
from tests.stages.coding import codebook

DAY = date(2022, 3, 1)
STATE, REBELS, MILITIA, COMMUNAL = "State forces", "Rebel group", "Political militia", "Identity militia"
RIOTERS, PROTESTERS, CIVILIANS, FOREIGN = "Rioters", "Protesters", "Civilians", "External/Other forces"


def told(text, country, events=()):
    return classify([text], codebook().incidents, codebook().actors, DAY, country, events, bool(events))


@pytest.mark.parametrize(
    ("text", "country", "sides"),
    [
        # short names hold in a group's home countries alone
        ("The AA ambushed an army convoy near the bridge.", "MMR", {REBELS, STATE}),
        ("PDF fighters killed two soldiers at a checkpoint.", "MMR", {MILITIA, STATE}),
        ("Three soldiers were killed when JeM fired at their camp.", "PAK", {REBELS, STATE}),
        # nouns that stand for others in some countries
        ("Bandits killed four farmers near the village.", "NGA", {COMMUNAL, CIVILIANS}),
        ("Bandits killed four farmers near the village.", "PER", {MILITIA, CIVILIANS}),
        ("Islamist militiamen killed four farmers near the village.", "MOZ", {MILITIA, CIVILIANS}),
        ("Militants opened fire on a police patrol.", "IND", {REBELS, STATE}),
        # ethnic groups
        ("Eight armed Nuer attacked a family of traders.", "SSD", {COMMUNAL, CIVILIANS}),
        ("Nuer gunmen killed a trader on the river.", "SSD", {COMMUNAL, CIVILIANS}),
        # role nouns of the actor files
        ("Gunmen shot dead an army colonel outside his barracks.", "COL", {MILITIA, STATE}),
        ("Gunmen shot dead a midwife and two passers-by.", "COL", {MILITIA, CIVILIANS}),
        # a weapon after a group's name is the deed
        ("A Houthi rocket hit an army camp.", "YEM", {STATE}),
        # who only watches is no side
        ("Ceasefire monitors of the OSCE observed bursts of fire near the crossing.", "UKR", {STATE, REBELS}),
        ("The mission observed a total of 9 projectiles in both directions near the lake.", "UKR", {STATE, REBELS}),
        # part and whole
        ("Two migrants were arrested by the border police of the Kenyan army.", "KEN", {STATE, CIVILIANS}),
        # two of one kind
        ("Two groups of police officers exchanged fire in the barracks; a police inspector died.", "SOM", {STATE}),
        ("Supporters of the two parties clashed in the market.", "BGD", {RIOTERS}),
        ("Israeli settlers clashed with Palestinians at the spring.", "PSE", {RIOTERS}),
        # police and unarmed people
        ("Scuffles broke out between police and several lawmakers in the lobby.", "KEN", {RIOTERS, STATE}),
        # who meets an explosive suffers it, and who is blamed did it
        ("A soldier stepped on a landmine near the bridge; the army blamed the ELN.", "COL", {REBELS, STATE}),
        ("Two policemen were wounded when their van ran over an explosive device.", "KEN", {MILITIA, STATE}),
        # an offensive without an opponent is against the country's own forces
        ("Russian forces launched an offensive across the river.", "UKR", {FOREIGN, STATE}),
        # states at war are each other's opponents
        ("Ukrainian forces recaptured the village of Mala Rohan.", "UKR", {STATE, FOREIGN}),
        # forces that nobody knows are no state's own
        ("Two fishermen were killed when unidentified forces shelled the pier.", "YEM", {FOREIGN, CIVILIANS}),
        # herders who are attacked are civilians, herders who attack a militia
        ("Gunmen killed two herders at a well.", "NGA", {MILITIA, CIVILIANS}),
        ("Herders killed two farmers at a well.", "NGA", {COMMUNAL, CIVILIANS}),
        # two militias with one noun, and a name that meets its like
        ("Murle and Bor militiamen clashed over cattle near Pibor.", "SSD", {COMMUNAL}),
        ("Imbonerakure from the north of the hill fought with Imbonerakure from the south.", "BDI", {MILITIA}),
        # allies are of one kind: the opponent is of another
        (
            "Police officers, the Awbare Communal Militia and soldiers clashed with an armed group.",
            "ETH",
            {STATE, MILITIA},
        ),
        # an article that opens a sentence is no name
        ("The militiamen stopped a bus and abducted nine traders.", "ETH", {MILITIA, CIVILIANS}),
        # who ends a fight is no party to it
        ("Two gangs fought over a corner of the port. Police intervened.", "HTI", {MILITIA}),
        ("Herders clashed with farmers near Sarh. Soldiers have been sent to the area.", "TCD", {COMMUNAL}),
        ("Rebels clashed with gunmen near Sarh. Troops were later deployed there.", "TCD", {REBELS, MILITIA}),
        ("Rebels clashed with soldiers who were sent to Sarh.", "TCD", {REBELS, STATE}),
        # "under" a command is no "under fire", and a place between two streets is no party
        ("ELN fighters who serve under Pablito shelled army positions.", "COL", {REBELS, STATE}),
        (
            "Armed men staged a grenade attack on the army post that lies between two mosques.",
            "MMR",
            {MILITIA, STATE},
        ),
        # things belong to whoever holds them
        ("Soldiers burned two shelters belonging to the PKK.", "TUR", {STATE, REBELS}),
        ("Army engineers defused a bomb beside the rails.", "PHL", {STATE, MILITIA}),
        # who is wounded by a bomb does not plant it, and a target may stand before the weapon
        ("Two rangers were wounded by a bomb under the bridge.", "THA", {MILITIA, STATE}),
        ("Turkish troops hit a PKK post on the ridge with howitzers.", "IRQ", {FOREIGN, REBELS}),
        # an informant of the army is no soldier, nor is who was one
        ("Fighters killed an army informant in the tea shop.", "MMR", {MILITIA, CIVILIANS}),
        ("Gunmen killed a former member of the security forces.", "AFG", {MILITIA, CIVILIANS}),
        # members of parties have no arms: they are a crowd, or its victims
        ("Two ZANU-PF members were beaten by supporters of the opposition at a well.", "ZWE", {RIOTERS, CIVILIANS}),
        ("Members of the Awami League and villagers clashed at a fair.", "BGD", {RIOTERS}),
        # those who are blamed tell who the gunmen are
        ("Gunmen abducted nine pupils; the governor blamed bandits.", "NGA", {COMMUNAL, CIVILIANS}),
        # states hold what they take from whoever held it
        ("Russian troops captured Zolote after a week of heavy fighting.", "UKR", {FOREIGN, STATE}),
        ("Two rebels surrendered at the gates of the town.", "COL", {REBELS, STATE}),
        # a weapon that is taken away is theirs who had it, not theirs who found it
        ("Farmers found a mine of the NPA on a ridge, and army engineers defused it.", "PHL", {STATE, REBELS}),
        ("Police seized a lorry full of rifles meant for Al-Shabaab at a checkpoint.", "SOM", {STATE, REBELS}),
        ("Ukrainian gunners shot down two drones sent by the Russians.", "UKR", {STATE, FOREIGN}),
        # a weapon is theirs who stand behind "of", and men of a group are the group
        ("A roadside bomb of the TTP blew up beside an army lorry.", "PAK", {REBELS, STATE}),
        ("Two soldiers died when their lorry struck a mine laid by the ELN.", "COL", {REBELS, STATE}),
        ("A drone of the Kenyan air force hit a school, killing two pupils.", "SOM", {FOREIGN, CIVILIANS}),
        ("A teacher was shot dead by men from the ELN.", "COL", {REBELS, CIVILIANS}),
        ("A suicide bomber of Boko Haram blew himself up in a tavern among mourners.", "NGA", {REBELS, CIVILIANS}),
        ("A man walked up to two soldiers and blew himself up.", "TUN", {MILITIA, STATE}),
        # those who are told with a weapon first use it
        ("With drones, the Gulf Clan bombed a police post.", "COL", {MILITIA, STATE}),
        # young people of an ethnic group who are armed are its militia
        ("Armed Murle youths raped two girls at the well.", "SSD", {COMMUNAL, CIVILIANS}),
        # fans and brokers are people, who fanned out and brokered are none
        ("Police fanned out and arrested a gunman.", "PER", {STATE, MILITIA}),
        # whoever it is that drives a crowd apart
        ("Private security guards fired rubber bullets at protesters at a mine.", "ZAF", {PROTESTERS, FOREIGN}),
        ("Gunmen shot at demonstrators who were chanting in the square.", "IRQ", {PROTESTERS, MILITIA}),
        # hours begin no clause, a month cuts nothing off
        ("Soldiers who entered a hamlet before dawn shot two shepherds.", "MMR", {STATE, CIVILIANS}),
        ("In May 2022 a bomb planted by the ELN wounded a soldier.", "COL", {REBELS, STATE}),
        # who is captured can fight no more; who captures somebody can, and so can those whom he captures
        ("Kenyan troops detained two Al Shabaab members in a lorry.", "SOM", {FOREIGN, REBELS}),
        ("Rebels shot three captured soldiers in a gorge.", "COL", {REBELS, CIVILIANS}),
        # men of a group are the group, soldiers of a foreign unit its country's
        ("Abu Sayyaf men abducted a fish trader.", "PHL", {REBELS, CIVILIANS}),
        ("Two servicemen of a Russian rifle brigade raped a nurse.", "UKR", {FOREIGN, CIVILIANS}),
        # two peoples who are armed, and one weapon of somebody's
        ("Armed Murle and Nuer groups traded fire across a river.", "SSD", {COMMUNAL}),
        ("A shell fired from M23 positions killed two porters.", "COD", {REBELS, CIVILIANS}),
        # those before "by" suffer a weapon, whatever stands before its name
        ("Two guards were wounded by a hand grenade tossed from a taxi.", "MMR", {MILITIA, CIVILIANS}),
    ],
)
def test_sides(text, country, sides):
    found = told(text, country)
    assert {found.inter1, found.inter2} - {None} == sides


def test_short_names_tell_nothing_elsewhere():
    assert told("The AA ambushed an army convoy near the bridge.", "KEN").actor1 != "ULA/AA: United League of Arakan"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A man accused of theft was beaten by residents of the slum.", "Mob violence"),
        ("A dozen men set upon a shepherd with sticks.", "Mob violence"),
        ("The rebels overran three outposts on the ridge.", "Non-state actor overtakes territory"),
        ("The army drove the rebels out of the suburb.", "Government regains territory"),
        ("A motorcycle taxi driver died in police custody after a beating.", "Attack"),
        (
            "Police shot at pupils who were protesting a rise in fees; one was killed.",
            "Excessive force against protesters",
        ),
        ("Court clerks went on strike and assembled at the registry.", "Peaceful protest"),
        ("Soldiers seized the mayor and took him to an unknown place.", "Abduction/forced disappearance"),
        ("Men in uniform took a trader from his house at night.", "Abduction/forced disappearance"),
        ("A remnant of the war went off in a field, killing a shepherd.", "Remote explosive/landmine/IED"),
        ("The army re-entered the town after the rebels had withdrawn.", "Non-violent transfer of territory"),
        ("Rebels distributed pamphlets that threaten traders.", "Other"),
        ("Officers seized power and suspended the constitution.", "Other"),
        ("Rebel fighters were seen moving reinforcements towards the lake.", "Change to group/activity"),
        (
            "Russian troops captured the village after two weeks of heavy fighting.",
            "Non-state actor overtakes territory",
        ),
        ("Soldiers took the town of Bir from the rebels.", "Government regains territory"),
        ("Rebels captured Kasuku on Friday.", "Non-state actor overtakes territory"),
        ("Police killed a robber in a confrontation at the bridge.", "Armed clash"),
        ("Gunmen seized twelve passengers of a bus.", "Abduction/forced disappearance"),
        ("Police used batons against nurses on their way to the ministry.", "Protest with intervention"),
        ("A retired teacher stood outside the court with a placard.", "Peaceful protest"),
        ("Activists of a climate group blocked a fuel depot.", "Peaceful protest"),
        ("Soldiers were deployed along the river.", "Change to group/activity"),
        ("Officers carried away activists who had blocked the mine's gate.", "Protest with intervention"),
        (
            "Three people were shot dead as troops fired at crowds demanding bread.",
            "Excessive force against protesters",
        ),
        ("The port was declared fully liberated, the governor said.", "Government regains territory"),
        ("Some 300 families have fled fighting in the hills since Monday.", "Other"),
        ("A captain announced that he had taken power and dissolved the senate.", "Other"),
        ("Gunmen fired a shell filled with mustard agent at a village.", "Chemical weapon"),
        ("Troops found drums of chlorine gas in a cellar of the militants.", "Disrupted weapons use"),
        ("Protesters overturned two buses and hurled flares at the town hall.", "Violent demonstration"),
        # what a crowd comes to after its reason
        ("A march against fuel prices ended in clashes with police.", "Violent demonstration"),
        ("A rally over the arrest of a singer turned violent in the old town.", "Violent demonstration"),
        ("A demonstration for better pay was broken up with tear gas.", "Protest with intervention"),
        ("A protest against the dam descended into looting.", "Violent demonstration"),
        ("Demonstrations over a disputed vote erupted into riots in Kisumu.", "Violent demonstration"),
        ("A sit-in demanding the release of two teachers was dispersed by gendarmes.", "Protest with intervention"),
        ("A vigil for a murdered journalist was broken up by police.", "Protest with intervention"),
        (
            "A procession to mark the anniversary of the uprising got out of hand and shops were looted.",
            "Violent demonstration",
        ),
        ("Marches against the new levy were blocked by police in two towns.", "Protest with intervention"),
        ("A picket over unpaid wages was met with rubber bullets.", "Protest with intervention"),
        # as newspapers tell
        ("Government forces and rebels accused each other as fighting raged on the plateau.", "Armed clash"),
        ("Supporters of the mayor armed with clubs attacked a meeting of the opposition.", "Mob violence"),
        ("The army has sent two battalions to the border.", "Change to group/activity"),
        (
            "Nurses camped outside the ministry were driven apart with batons by riot officers.",
            "Protest with intervention",
        ),
        ("Plainclothes men bundled a dozen picketers into police vans.", "Protest with intervention"),
        ("Residents poured onto the streets of the capital to demand clean water.", "Peaceful protest"),
        ("Tractors ground through the centre as farmers brought traffic to a standstill.", "Peaceful protest"),
        ("Bricks rained on the town hall as a march against the mayor got out of hand.", "Violent demonstration"),
        ("Police and marchers fought running battles, and shops went up in flames.", "Violent demonstration"),
        ("The two brothers shot it out with a patrol until dawn.", "Armed clash"),
        ("Guerrillas traded mortar and rifle fire with soldiers along the ridge.", "Armed clash"),
        (
            "The army swept into the rebels' last valley and hoisted the flag over its school.",
            "Government regains territory",
        ),
        ("Government troops retook the bridge as the rebels retreated.", "Government regains territory"),
        ("The regiment turned over control of the airstrip to the rebels.", "Non-violent transfer of territory"),
        ("A greenish gas drifted over the trenches and several soldiers were left gasping.", "Chemical weapon"),
        ("Two jets dropped bombs on a grain store near the river.", "Air/drone strike"),
        ("A bomber walked into the mess and pulled the cord of his vest.", "Suicide bomb"),
        ("Rockets slammed into a bakery in the port.", "Shelling/artillery/missile attack"),
        ("A van packed with gelignite blew up outside the bank and killed a clerk.", "Remote explosive/landmine/IED"),
        ("A hand grenade was flung through the window of a tavern.", "Grenade"),
        ("Three nuns were violated by gunmen in the mission.", "Sexual violence"),
        ("Gunmen pumped bullets into a trader at his stall.", "Attack"),
        ("The bullet-riddled body of a village chief was found by a stream.", "Attack"),
        ("Hooded gunmen marched the pupils off into the forest.", "Abduction/forced disappearance"),
        ("A student leader has not been seen since armed men pulled him into a car.", "Abduction/forced disappearance"),
        ("The two rebel groups' envoys initialled a truce in Addis Ababa.", "Agreement"),
        ("Detectives collared the editor at his home.", "Arrests"),
        ("Guards hustled three deputies into a waiting van.", "Arrests"),
        ("Three rebel groups merged under a joint command.", "Change to group/activity"),
        (
            "The last foreign soldiers pulled out of the country, ending a decade of operations against jihadists.",
            "Change to group/activity",
        ),
        ("A device that failed to go off was defused beside the tracks.", "Disrupted weapons use"),
        ("Soldiers unearthed a cache of rifles in a barn.", "Disrupted weapons use"),
        ("Rebels turned the brickworks into their headquarters.", "Headquarters or base established"),
        (
            "Militiamen plundered a warehouse of flour and loaded the sacks onto lorries.",
            "Looting/property destruction",
        ),
        ("Vandals felled trees and slashed tyres in the settlement.", "Looting/property destruction"),
        ("Forty inmates tunnelled out of the jail at Kasuku.", "Other"),
        ("Investigators exhumed the remains of people who were killed by rebels.", "Other"),
        ("The town fell to the rebels.", "Non-state actor overtakes territory"),
        ("The fort is in the hands of the rebels.", "Non-state actor overtakes territory"),
        (
            "Angolan troops drove the rebels out of the port after clashes that left six dead.",
            "Government regains territory",
        ),
        (
            "Soldiers walked into the port, which the rebels had quit, without battle.",
            "Non-violent transfer of territory",
        ),
        ("A ceasefire between the army and the rebels was hammered out while fighting raged.", "Agreement"),
        ("The elders put their thumbprints on a peace accord; bunkers are to be razed.", "Agreement"),
        ("Rebels carried off goats and sacks of rice from the mission.", "Looting/property destruction"),
        ("Rebels carried off six girls from the mission.", "Abduction/forced disappearance"),
        ("Police led away two editors.", "Arrests"),
        ("Police led away two editors, and their whereabouts are unknown.", "Abduction/forced disappearance"),
        ("A rebel commander was captured by soldiers at a clinic.", "Arrests"),
        ("Army helicopters rained rockets on a camp of the rebels.", "Air/drone strike"),
        ("Government shelling killed two drovers.", "Shelling/artillery/missile attack"),
        ("Gunmen raked a peaceful sit-in with machine-gun fire.", "Excessive force against protesters"),
        ("Widows stood in silence with portraits of their husbands.", "Peaceful protest"),
        ("Rebels have installed a regional command in an empty school.", "Headquarters or base established"),
        ("A sage lives in the desert; rebels cut the throats of two drovers.", "Attack"),
        # ground that changes hands is told beside the fight for it, whoever is taken is no ground
        ("Troops recaptured the old mill from the rebels after days of firefights.", "Government regains territory"),
        ("The general proclaimed the valley liberated.", "Government regains territory"),
        ("Rebels seized a headman and took him to an unknown place.", "Abduction/forced disappearance"),
        ("Gunmen fired two rockets at the air base outside the port.", "Shelling/artillery/missile attack"),
        ("A new barracks for 90 soldiers was opened beside the lake.", "Headquarters or base established"),
        # what those whom police hold were doing
        ("Police arrested 20 pensioners for blocking a bridge.", "Protest with intervention"),
        ("Police detained six students walking to the palace with placards.", "Protest with intervention"),
        (
            "Police came at the widows with batons and fired on them; two of them died.",
            "Excessive force against protesters",
        ),
        ("A sit-in ended in stone throwing between students and police.", "Violent demonstration"),
        ("Youths threw stones at police, who fired tear gas at them.", "Violent demonstration"),
        # what is provided for is not done yet
        ("The government and the rebels signed a truce, by which 40 rebels are to hand over a town.", "Agreement"),
        ("A driver rammed a lorry full of explosives into the barracks.", "Suicide bomb"),
        ("Gunmen threw two grenades into a yard; one failed to explode, one injured a clerk.", "Grenade"),
        ("A cache of 30 rifles and mines hidden by rebels was dug up by soldiers.", "Disrupted weapons use"),
        ("Rebels let mortar rounds fall from a drone on a hamlet.", "Air/drone strike"),
        ("Militiamen have driven away 200 head of cattle from the market.", "Looting/property destruction"),
        ("A patrol came under fire from the rebels, and the soldiers shot back.", "Armed clash"),
        # what notes are headed by
        ("Looting: On 3 May, soldiers took away two cows.", "Looting/property destruction"),
        ("Other: On 3 May, police closed the bridges.", "Other"),
        ("Recruitment: On 3 May, an elder armed his clansmen against an attack.", "Change to group/activity"),
        ("Agreement: On 3 May, chiefs swore to give back abducted children.", "Agreement"),
    ],
)
def test_deeds_by_classes_of_words(text, type_):
    assert told(text, "COD").type.name == type_


@pytest.mark.parametrize(
    ("text", "word", "code", "type_"),
    [
        ("Dozens of teachers downed chalk at the gates.", "downed", "140", "Peaceful protest"),
        ("Rebels vanquished the soldiers at the ford.", "vanquished", "190", "Armed clash"),
        ("Soldiers vanquished two drovers at the ford.", "vanquished", "182", "Attack"),
    ],
)
def test_events_tell_a_deed_where_words_do_not(text, word, code, type_):
    start = text.index(word)
    assert told(text, "COD") is None
    assert told(text, "COD", [[Trigger(start, start + len(word), code)]]).type.name == type_
