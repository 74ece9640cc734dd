"""What the small model misreads is put right in its tree: sentences of the kinds that it is known to get wrong."""

import pytest

from tests.grammar.reading import slots

TABLE = [
    # clauses that a colon parts
    ("Oslo hit back: it expelled three Chilean envoys.", "expelled", ["subject: it", "object: three Chilean envoys"]),
    # on goes what was told, not what was asked for
    ("Ana Ruiz demanded that they be freed and met the Peruvian premier.", "met", ["subject: Ana Ruiz"]),
    ("Norway asked that the sailors be released and recalled its envoy.", "recalled", ["subject: Norway"]),
    # what somebody does meanwhile
    ("Foreign Minister Wopke Bakker, visiting Oslo, warned Chad.", "visiting", ["object: Oslo"]),
    # what somebody is believed to be
    ("Men thought to be rebels attacked a Malian post.", "attacked", ["subject: Men", "object: a Malian post"]),
    ("Riders suspected to be herders have seized ten Ghanaians.", "seized", ["subject: Riders"]),
    # what is ordered is no purpose
    ("Kenyan officers refused orders on Friday to clear a square.", "refused", ["object: orders"]),
    # whom somebody is got to do something
    ("The nuncio got the rebels to hand over six Belgians.", "hand", ["subject: the rebels"]),
    # how something is left
    ("Marines shot a 30-year-old woman dead, her son said.", "shot", ["object: a 30-year-old woman"]),
    ("Bolivian miners kept the road to Oruro blocked.", "kept", ["object: the road", "predicate: blocked"]),
    # a verb that was read as an adjective, before an infinitive
    ("Japan, in turn, scrambled jets to follow the bomber.", "scrambled", ["subject: Japan", "object: jets"]),
    # a sentence of two participles has a verb
    (
        "In Oruro, meanwhile, herders protesting against a new mine clashed with soldiers.",
        "clashed",
        ["subject: herders", "prep.with: soldiers"],
    ),
    # who is told something
    (
        "The premier told a sitting of parliament that Peru had trampled on a treaty.",
        "trampled",
        ["subject: Peru"],
    ),
    # who is the first
    ("Fiji was the first to recognise the new cabinet.", "recognise", ["subject: Fiji"]),
    # lists and appositions
    ("Norway, New Zealand and Fiji signed a pact.", "signed", ["subject: New Zealand", "subject: Fiji"]),
    # names with "and"
    ("Bosnia and Herzegovina accused Serbia of spying.", "accused", ["subject: Bosnia and Herzegovina"]),
    ("Trinidad and Tobago's police arrested a man.", "arrested", ["subject: Trinidad and Tobago's police"]),
    ("Trinidad and Barbuda condemned the coup.", "condemned", ["subject: Trinidad", "subject: Barbuda"]),
    (
        "Oslo got a request from the Ministry of Trade and Industry.",
        "got",
        ["prep.from: the Ministry of Trade and Industry"],
    ),
    # a noun that can only be a verb
    ("Kenyan police allege that two Ugandan clerks sold army maps to rebels.", "allege", ["subject: Kenyan police"]),
    # whose they are
    ("Mali accused militants based in Chad of planning the raid.", "accused", ["object: militants based in Chad"]),
    ("Delhi accused Nepal and Bhutan of the theft.", "accused", ["object: Bhutan", "prep.of: the theft"]),
    (
        "Delhi accused Sipah-e-Sahaba and Jamaat-ud-Dawa of the raid.",
        "accused",
        ["object: Sipah-e-Sahaba", "object: Jamaat-ud-Dawa", "prep.of: the raid"],
    ),
    (
        "The junta freed leaders from the opposition Thai Labour Party.",
        "freed",
        ["object: leaders from the opposition Thai Labour Party"],
    ),
    # who says what was done does more with words than who did it
    ("The union said guards had beaten cooks, blaming the warden for it.", "blaming", ["subject: The union"]),
    ("Mali denied that votes had vanished and accused a party of lying.", "accused", ["subject: Mali"]),
    ("The nuns said Rome had rejected the plan, calling it a trick.", "calling", ["subject: Rome"]),
    ("Cooks wrote to the king begging him for rice.", "begging", ["subject: Cooks"]),
    ("Cooks stopped work, with their union calling the offer a joke.", "calling", ["subject: their union"]),
    ("Elders renewed their call for Ottawa to search a dump.", "search", ["subject: Ottawa", "object: a dump"]),
    # a verb in British spelling
    (
        "Niger's health ministry refused to authorise a march by nurses, citing the heat.",
        "refused",
        ["subject: Niger's health ministry", "clause: authorise"],
    ),
    # whom one helps
    ("Oslo pledged to help the board count the votes.", "help", ["object: the board", "clause: count"]),
    # a name that is read as an adverb
    ("UNICEF had announced a halt of its flights to Chad for the harvest.", "announced", ["subject: UNICEF"]),
    # two subjects: the first is a dateline
    ("Cebu City--Police have arrested a mayor.", "arrested", ["subject: Police", "object: a mayor"]),
    # a participle between commas is not the subject
    (
        "The leader of the gang, wanted on both sides of the border, was captured by marines.",
        "captured",
        ["subject: marines", "object: The leader of the gang"],
    ),
    # a clause of time before the main clause
    (
        "A week after Russia shelled Kharkiv, Ukraine bombed Belgorod.",
        "shelled",
        ["subject: Russia", "object: Kharkiv"],
    ),
    (
        "A week after Russia shelled Kharkiv, Ukraine bombed Belgorod.",
        "bombed",
        ["subject: Ukraine", "object: Belgorod"],
    ),
    ("Ten years after Russia annexed Crimea, Ukraine struck the Kerch bridge.", "annexed", ["object: Crimea"]),
    ("Ten years after Russia annexed Crimea, Ukraine struck the Kerch bridge.", "struck", ["subject: Ukraine"]),
    ("After Russia shelled Kharkiv, Ukraine bombed Belgorod.", "shelled", ["subject: Russia", "object: Kharkiv"]),
    ("Police in Lagos, Nigeria arrested ten protesters.", "arrested", ["object: ten protesters"]),
    # two verbs without an "and" between them
    (
        "Politicians charged with treason were released in Uganda.",
        "released",
        ["object: Politicians"],
    ),
    # subjects that an insertion parts from their verb
    (
        "The boat sank after Greek fishermen, ignoring the coastguard, rescued the refugees.",
        "rescued",
        ["subject: Greek fishermen"],
    ),
    ("The aide fled before Kenyan police, acting on a tip, arrested his boss.", "arrested", ["subject: Kenyan police"]),
    (
        "The hostages flew home from Oman, whose foreign minister, helped by a Swiss lawyer, had persuaded Iran.",
        "persuaded",
        ["subject: Oman", "object: Iran"],
    ),
    (
        "The law failed when a majority made up of Greens and some liberals voted against the decree.",
        "voted",
        ["subject: a majority"],
    ),
    (
        "Its patience exhausted by the raids, the Danish aid agency has suspended its payments to Mali.",
        "suspended",
        ["subject: the Danish aid agency"],
    ),
    (
        "The spokesman said the rules stood, and the United Nations mission asked for the order to be withdrawn.",
        "asked",
        ["subject: the United Nations mission"],
    ),
    ("It was Ghana, officials in Lome said, that opposed the plan.", "opposed", ["subject: Ghana"]),
    # who somebody is of, and where
    ("Its envoy to Nairobi, who met survivors, praised the police.", "met", ["subject: Its envoy"]),
    (
        "The mayor thanked the High Commissioner for Refugees, who praised Kenya.",
        "praised",
        ["subject: the High Commissioner for Refugees"],
    ),
    (
        "The agency gave food to 300 farmers in Herat thanks to a gift from Japan.",
        "gave",
        ["prep.to: 300 farmers in Herat"],
    ),
    (
        "The Committee to Protect Journalists condemned the raid.",
        "condemned",
        ["subject: The Committee to Protect Journalists"],
    ),
    # what is done to somebody
    (
        "The president had the journalist arrested at the airport.",
        "arrested",
        ["subject: The president", "object: the journalist"],
    ),
    ("The guild hoped to get its leader freed on bail.", "freed", ["object: its leader"]),
    (
        "At a news conference in Tokyo, held after talks with Seoul, the minister blamed Pyongyang.",
        "held",
        ["object: a news conference in Tokyo"],
    ),
    ("Rome will hit back step by step if Tunis refuses.", "hit", ["prep.by: step"]),
    # whom one gives something
    (
        "The Supreme Court granted the Haida Nation title to forest land.",
        "granted",
        ["recipient: the Haida Nation", "object: title"],
    ),
    ("Turkey denied Finland entry to the alliance.", "denied", ["object: entry", "recipient: Finland"]),
    ("Peru granted the former minister safe passage.", "granted", ["recipient: the former minister"]),
    ("Bulgaria sold Ukraine ammunition.", "sold", ["recipient: Ukraine", "object: ammunition"]),
    ("China extended Laos a loan of 90 million dollars.", "extended", ["recipient: Laos"]),
    ("Damascus denied the Red Cross access to the camp.", "denied", ["recipient: the Red Cross", "object: access"]),
    ("Mali gave its premier, Ali Diop, a new mandate on Monday to lead.", "gave", ["object: a new mandate"]),
    # small clauses
    ("On Monday the ministry declared the radical group illegal.", "declared", ["object: the radical group"]),
    ("Egypt sentences activist to 15 years in prison", "sentences", ["subject: Egypt", "object: activist"]),
    ("Nairobi held the militants responsible for the blast.", "held", ["predicate: responsible for the blast"]),
    ("The court declared the law void.", "declared", ["object: the law", "predicate: void"]),
    ("The president called the envoy a very stupid man.", "called", ["object: the envoy"]),
    ("Syrian forces besieged Madaya, where thousands are trapped.", "besieged", ["object: Madaya"]),
    ("A Hanoi court gave a lawyer eight years for sedition.", "gave", ["recipient: a lawyer"]),
    ("Iraqi controllers compelled a cargo plane to land at Erbil.", "land", ["subject: a cargo plane"]),
    ("In January the assembly named Guaido interim president.", "named", ["object: Guaido"]),
    # verbs that are read as adjectives, and what is read as part of an adverb
    (
        "Dockers in Piraeus downed tools at noon, an hour after the owners announced that bonuses would be cut.",
        "downed",
        ["subject: Dockers in Piraeus", "object: tools"],
    ),
    ("Lisbon has brought its frigates home from the Gulf.", "brought", ["subject: Lisbon", "object: its frigates"]),
    (
        "Tongan Prime Minister Aisake Eke hosted envoys of the lagoon states at the old palace.",
        "hosted",
        ["subject: Tongan Prime Minister Aisake Eke", "object: envoys of the lagoon states"],
    ),
    (
        "Slovak Interior Minister Anton Novak on Monday defended police raids ordered by his party, telling MPs why.",
        "defended",
        ["subject: Slovak Interior Minister Anton Novak", "object: police raids"],
    ),
    ("Norway had by then supplied Kenya with 30 buses, an aide said.", "supplied", ["object: Kenya"]),
    # passives that look like past tenses, and doers behind how it was done
    (
        "Skulls handed back to Tanzania by a Berlin museum last year will be buried in May.",
        "handed",
        ["subject: a Berlin museum", "object: Skulls"],
    ),
    ("The envoy, expelled at a week's notice by the junta, left on Friday.", "expelled", ["subject: the junta"]),
    (
        "Denied asylum by Chilean officials last year, the family sued Santiago.",
        "denied",
        ["subject: Chilean officials", "object: asylum", "recipient: the family"],
    ),
    ("The Gambian president clung to power.", "clung", ["subject: The Gambian president", "prep.to: power"]),
    ("The bank has put on hold a loan to Malawi.", "put", ["object: a loan", "prep.on: hold", "prep.to: Malawi"]),
    # small letters are no name
    ("Japan's foreign minister voiced solidarity with Taiwan.", "voiced", ["object: solidarity"]),
    # what is said, and what somebody is told to do
    ("Oxfam said in a report issued on Monday that Chad should reopen the camps.", "said", ["clause: reopen"]),
    ("The bishops said once more that the king should step down.", "said", ["clause: step"]),
    ("MSF said the patients ought to be moved.", "said", ["clause: moved"]),
    ("FIFA advised Ghana in a letter to stay out of the election.", "stay", ["subject: Ghana"]),
    ('"Stop the bombing," the premier told Israel.', "stop", ["subject: Israel", "object: the bombing"]),
    (
        "Nurses called on Lagarde, who was touring the clinic, to mediate.",
        "mediate",
        ["subject: Lagarde"],
    ),
    # tails
    (
        "Farmers took to the streets demanding cheaper seed.",
        "demanding",
        ["subject: Farmers", "object: cheaper seed"],
    ),
    (
        "The premier sacked his defence chief, then declared an end to the raids on the camps.",
        "declared",
        ["subject: The premier", "object: an end"],
    ),
    ("The day saw a raid on a bus that carried monks, which injured six men.", "injured", ["object: six men"]),
    # whose doing it is
    (
        "A Bolivian senator is held in custody by the Peruvian police.",
        "held",
        ["subject: the Peruvian police", "object: A Bolivian senator"],
    ),
    ("Three nuns were murdered at the hands of militiamen.", "murdered", ["subject: militiamen"]),
    ("Police used gas in an effort to stop the miners.", "stop", ["subject: Police", "object: the miners"]),
    ("Panama closed its embassy, breaking relations with Oman.", "breaking", ["subject: Panama", "prep.with: Oman"]),
    # main verbs
    (
        "Ministers from the Gulf states meeting in Riyadh condemned Tehran.",
        "condemned",
        ["subject: Ministers from the Gulf states", "object: Tehran"],
    ),
    ("Police searching the district found weapons.", "found", ["subject: Police", "object: weapons"]),
    (
        "Opposition supporters angered by the delay rallied against the commission.",
        "rallied",
        ["subject: Opposition supporters", "prep.against: the commission"],
    ),
    (
        "The Allied Forces (ADF), a militia of Ugandan origin, massacred farmers in Beni.",
        "massacred",
        ["subject: The Allied Forces (ADF), a militia of Ugandan origin", "object: farmers in Beni"],
    ),
    # what is threatened, seen, and whose envoys they are
    ("The cartel threatened in a video to murder journalists.", "threatened", ["clause: murder"]),
    ("In Lagos soldiers were seen arresting vendors.", "arresting", ["subject: soldiers", "object: vendors"]),
    ("Ottawa expelled envoys from Chad, Mali and Iran.", "expelled", ["object: envoys from Chad, Mali and Iran"]),
    # present-tense verbs that are read as nouns
    ("Kenya lifts ban on maize from Tanzania", "lifts", ["subject: Kenya", "prep.on: maize"]),
    ("Sweden expels Iran envoy over plot", "expels", ["subject: Sweden", "object: Iran envoy"]),
    ("Nepal collaborates with India on flood warnings.", "collaborates", ["subject: Nepal", "prep.with: India"]),
    ("Mozambique exports electricity to South Africa.", "exports", ["subject: Mozambique", "object: electricity"]),
    ("The navy exchanges radar data with Oman.", "exchanges", ["subject: The navy", "object: radar data"]),
    ("Iran rebuffs IAEA chief over access", "rebuffs", ["subject: Iran", "object: IAEA chief"]),
    (
        "Police fire tear gas at marchers in Nairobi",
        "fire",
        ["subject: Police", "object: tear gas at marchers in Nairobi"],
    ),
    ("The general levelled charges at the senator.", "levelled", ["subject: The general", "prep.at: the senator"]),
    ("Army repels Boko Haram attack on Maiduguri", "repels", ["subject: Army"]),
    # subjects lost in what stands before them
    (
        "In Bogota the Norwegian envoy conferred with union leaders on the fuel tax, a witness said.",
        "conferred",
        ["subject: the Norwegian envoy", "prep.with: union leaders"],
    ),
    # whom a preposition governs
    (
        "Peru's navy sent sonar charts to Chilean divers searching for the wreck.",
        "sent",
        ["object: sonar charts", "prep.to: Chilean divers"],
    ),
    ("Denmark has, in the words of its premier, donated ambulances to Oslo.", "donated", ["subject: Denmark"]),
    ("A battle between hooligans and riot police broke out.", "battle", ["prep.between: riot police"]),
    ("In Harare soldiers were seen beating looters.", "beating", ["subject: soldiers", "object: looters"]),
    # whose sides stand behind a place
    (
        "Clashes were reported near the river between Ivorian troops and rebels.",
        "Clashes",
        ["prep.between: Ivorian troops", "prep.between: rebels"],
    ),
    ("A raid in the conflict between cadets and guards failed.", "conflict", ["prep.between: cadets"]),
    # a participle that takes no object
    ("Ivorian troops pursued fleeing Malian rebels.", "pursued", ["object: fleeing Malian rebels"]),
    (
        "Ghana warned neighbouring states not to let rebels in.",
        "warned",
        ["object: neighbouring states", "clause: let"],
    ),
    # at whom a deed is aimed
    (
        "Its answer to the raid by Malian troops on a well was mild.",
        "raid",
        ["prep.by: Malian troops", "prep.on: a well"],
    ),
    ("Mali launched its second raid in three days on Chad.", "raid", ["subject: Mali", "prep.on: Chad"]),
    ("The two sides stopped fighting Malian rebels.", "fighting", ["object: Malian rebels"]),
    # what is told of somebody behind his name
    ("The envoy was declared persona non grata by Quito.", "declared", ["subject: Quito", "object: The envoy"]),
    ("The court found the head of the fund guilty of fraud.", "found", ["predicate: guilty of fraud"]),
    (
        "Kenya's parliament designated the Mungiki Front a terrorist group.",
        "designated",
        ["object: the Mungiki Front", "predicate: a terrorist group"],
    ),
    ("The king forbade the envoy to leave Rabat.", "forbade", ["object: the envoy"]),
    # what "of" tells of the deed
    (
        "Two clerks were accused by the Omani court of spying.",
        "accused",
        ["subject: the Omani court", "prep.of: spying"],
    ),
    ("A clerk was accused by the ministry of defence.", "accused", ["subject: the ministry of defence"]),
    ("Minsk stripped the bard Ales Kupala of his citizenship.", "stripped", ["prep.of: his citizenship"]),
    # objects and subjects that stand behind something else
    (
        "Russia rejected, together with China, a resolution on Mali.",
        "rejected",
        ["object: a resolution", "prep.with: China"],
    ),
    ("At dusk on Sunday gunmen of the Mayi militia raided Beni.", "raided", ["subject: gunmen of the Mayi militia"]),
    (
        "Canada on Tuesday imposed travel bans and asset freezes on members of Haiti's senate.",
        "imposed",
        ["object: travel bans", "prep.on: members of Haiti's senate"],
    ),
    # how it is done does not part it from where
    ("Police deployed in force around the palace in Lome.", "deployed", ["prep.around: the palace"]),
    ("Oman put its fleet on standby after a ship left port.", "put", ["prep.on: standby"]),
    ("The firm committed itself to compensate villagers.", "committed", ["clause: compensate"]),
    (
        "On a trip to Lusaka, Malawian President Lazarus Chakwera voiced his support.",
        "voiced",
        ["subject: Malawian President Lazarus Chakwera"],
    ),
    # what "after" is read to govern is the subject of a clause
    ("Malian troops fled the town after shelling by the army killed dozens.", "killed", ["object: dozens"]),
    ("He resigned after an attack by gunmen left 20 people dead.", "left", ["subject: an attack"]),
    ("Fighters took a border post after the garrison there surrendered.", "surrendered", ["subject: the garrison"]),
    # who somebody is does not part him from his verb
    ("Hackers linked to North Korea stole a ledger from a bank in Quito.", "stole", ["object: a ledger"]),
    # how somebody is left
    ("Chinese ships rammed a boat, leaving one sailor injured, Manila said.", "leaving", ["predicate: injured"]),
    # of two sides the last
    (
        "Ten were hurt in clashes between police and young students who had stormed the palace.",
        "stormed",
        ["subject: young students"],
    ),
    # who tells others to go strikes
    ("The army ordered villagers to leave their homes before bombing the valley.", "bombing", ["subject: The army"]),
    # a speaker behind what he tells of
    (
        "Russian troops have encircled the town of Lyman, the commander of the garrison acknowledged on Sunday.",
        "acknowledged",
        ["subject: the commander of the garrison", "clause: encircled"],
    ),
    ("Opposition supporters in Peru erected barricades and burned tyres in Lima.", "erected", ["object: barricades"]),
    ("Oslo said it would not join the pact, rejecting a plea by Rome.", "rejecting", ["subject: Oslo"]),
    (
        "Two men on a motorbike shot dead a councillor in Cali.",
        "shot",
        ["subject: Two men", "object: a councillor in Cali"],
    ),
    ("Separatists took an Omani pilot hostage.", "took", ["object: an Omani pilot", "predicate: hostage"]),
    ("Engineers cleared mines left by retreating Chadian troops.", "left", ["subject: retreating Chadian troops"]),
    (
        "Peru rejected the claim, saying the mines were old, and called on Chile to return two soldiers.",
        "called",
        ["subject: Peru"],
    ),
    ("Poland blamed Belarus, which it accuses of pushing migrants over the border.", "pushing", ["subject: Belarus"]),
    ("The High Court suspended a ministry order banning rallies.", "banning", ["subject: ministry"]),
    # what followed is no doing of who tells it
    ("Jets bombed a camp near Homs, a spokesman said, killing two of the guards.", "killing", ["subject: Jets"]),
    ("Police charged with batons at garment workers in Dhaka.", "charged", ["prep.at: garment workers in Dhaka"]),
    (
        "Ghana sent soldiers to Bawku after ten men were killed in clashes, and imposed a curfew on the town.",
        "imposed",
        ["subject: Ghana"],
    ),
    # deeds in -ing, and deeds that last
    ("The school was destroyed by shelling on Monday.", "destroyed", ["subject: shelling"]),
    (
        "Forty people were killed in two days of clashes between farmers and herders.",
        "killed",
        ["prep.between: farmers", "prep.between: herders"],
    ),
    ("The rebels, whose capture of Goma shocked Kinshasa, took Bukavu.", "capture", ["subject: The rebels"]),
    # at whose request it is done
    (
        "Algeria pardoned the writer Amin Zaoui at the request of Chad's king.",
        "pardoned",
        ["object: the writer Amin Zaoui", "prep.at: the request of Chad's king"],
    ),
    # two names before one office
    (
        "Cyprus and Oman's eastern administration agreed to talk.",
        "agreed",
        ["subject: Cyprus", "subject: Oman's eastern administration"],
    ),
    # who orders something says why
    (
        "The court told Mali to let aid groups work freely in Gao, rejecting its claim that they spied.",
        "rejecting",
        ["subject: The court"],
    ),
    # an acronym is no verb
    (
        "Kenya urged the trade bloc COMESA to lift its tariffs.",
        "urged",
        ["object: the trade bloc COMESA", "clause: lift"],
    ),
    # things have no convoys
    (
        "The king ordered an inquiry into the killing of a candidate for parliament, whose convoy was bombed.",
        "bombed",
        ["object: a candidate for parliament"],
    ),
    # what is brushed off while something is promised
    ("Fiji said it would hold a vote, brushing off calls for a delay.", "brushing off", ["subject: Fiji"]),
    # what is only talked about has sides of its own
    ("The envoys spoke about Oman's talks with Iran.", "spoke", ["prep.about: Oman's talks"]),
    # two people, and what is judged before it is named
    ("The truce was brokered by Ana Lopez and Juan Perez.", "brokered", ["subject: Ana Lopez", "subject: Juan Perez"]),
    ("Mali dismissed as propaganda claims that its army had fled.", "dismissed", ["object: claims"]),
    # whose word it is, and whose decree
    (
        "Chad has joined the Abraham Accords, Donald Trump announced after speaking with Omani King Haitham.",
        "joined",
        ["object: the Abraham Accords"],
    ),
    (
        "The court suspended a decree by President Lopez that would have raised taxes.",
        "suspended",
        ["subject: The court", "prep.by: President Lopez"],
    ),
    ("Senators tabled a bill that would bar the governor.", "bar", ["subject: Senators"]),
    # who shall do what is called for, and who is invited
    (
        "The bishop was barred from leaving, days after he called for Prime Minister Nikol Pashinyan to resign.",
        "called",
        ["clause: resign"],
    ),
    (
        "The king withdrew an invitation to President Cyril Ramaphosa to attend a summit.",
        "invitation",
        ["clause: attend"],
    ),
    # a subject that an insertion parts from its verb, behind another clause
    (
        "Algeria ordered 12 staff to leave within 48 hours, and France, calling the move unjustified, "
        "expelled a consul.",
        "expelled",
        ["subject: France"],
    ),
    # a past tense behind an infinitive
    ("Ethiopia promised to respond and expelled two Eritrean envoys.", "expelled", ["subject: Ethiopia"]),
    ("The rebels refused to surrender and attacked a base in Kidal.", "attacked", ["subject: The rebels"]),
    # who left them dead
    (
        "President Jimenez of Ecuador declared an emergency after inmates rioted in Cuenca, leaving 17 dead.",
        "leaving",
        ["subject: inmates"],
    ),
    # an adjective has no doer
    ("The union said it was deeply concerned by the ruling.", "concerned", ["subject: it", "prep.by: the ruling"]),
    # what is called for
    ("Oman called for tariffs on steel to be imposed.", "called", ["clause: imposed"]),
    ("Oman called for two nuns held in Lima since May to be freed.", "freed", ["object: two nuns"]),
]


@pytest.mark.parametrize(("sentence", "trigger", "expected"), TABLE)
def test_mended(sentence: str, trigger: str, expected: list[str]) -> None:
    found = slots(sentence, trigger)
    assert [slot for slot in expected if slot not in found] == [], found


@pytest.mark.parametrize(
    ("sentence", "trigger", "absent"),
    [
        ("Peru told the story of a treaty that Chile had broken.", "told", "clause: broken"),
        ("Iran has got to leave Iraq.", "leave", "object: Iran"),
        ("The army said: rebels fled.", "fled", "object: The army"),
        ("The bloc sent United Nations observers.", "sent", "recipient: United Nations"),
        ("Ana Lopez, minister and head of the party, resigned.", "resigned", "subject: minister"),
        ("Troops guarding the bridge fired on Sunday.", "fired", "subject: the bridge"),
        ("US troops march on the capital.", "march", "subject: US"),
        ("Police raided homes after the riot, arrested ten men, seized guns and left.", "seized", "subject: the riot"),
        ("The premier flew to Rome after the vote, met the pope, and went home.", "met", "subject: the vote"),
        ("The union had three members arrested last year.", "arrested", "subject: The union"),
        ("US strikes on Iran", "strikes", "subject: US"),
        ("Peru rights groups in court", "groups", "subject: Peru"),
        ("On Tuesday, in Lima, the court sat.", "sat", "subject: Lima"),
        ("He quit after the ambush and left the country.", "left", "subject: the ambush"),
        ("Mediators urged rebels to disarm before opening talks.", "opening", "subject: Mediators"),
        ("The army left the city devastated by war.", "left", "predicate: devastated"),
        ("Police had fired, the mayor said, blaming their chief.", "blaming", "subject: Police"),
        ("The bishop met a priest and a nun who had fled Goma.", "fled", "subject: The bishop"),
        ("The envoys spoke about Oman's talks with Iran.", "spoke", "prep.with: Iran"),
        ("The king vetoed a bill that would bar the governor.", "bar", "subject: The king"),
        ("The envoy refused to be searched and questioned.", "questioned", "subject: The envoy"),
        ("Rebels stormed a base after troops killed a chief, leaving six dead.", "leaving", "subject: troops"),
        ("The suit was filed by the Perth Bank and Trust Company.", "filed", "subject: the Perth Bank"),
    ],
)
def test_left_alone(sentence: str, trigger: str, absent: str) -> None:
    assert absent not in slots(sentence, trigger)
