"""Closed word classes of English that the grammar needs, whatever is being coded."""

from pipeline.english import CALENDAR_WORDS, SHORT_MONTHS
from pipeline.grammar.unreal import PLANNING
from pipeline.inflection import inflections

CONTAINERS = frozenset(
    """bunch first second couple crowd dozen dozens group handful host hundred hundreds last latest bulk lot majority
    member million millions minority number pair part piece portion rest round score scores section series set
    spate state string thousand thousands ten tens total variety wave act batch billion bit clutch contingent deal
    type kind sort form pack band amount level quantity range array chorus flurry barrage half third quarter most
    much some many few several all each one two three four five six seven eight nine tonne ton kilo kilogram litre
    liter barrel truckload box""".split()
)

# Prepositional phrases that belong to a name or title ("police in Nairobi", "minister of defence", "head of Hamas").
KEPT_PREPOSITIONS = frozenset({"of", "in", "from", "for", "at"})

# Prepositions that lead to somebody: "for families fleeing the fighting" is for the families.
TO_SOMEBODY = frozenset({"to", "for", "among", "between", "against"})

# Participles, and one adjective, that say where somebody is at home, or to whom he belongs: "militants based in Mali".
HOMES = {
    **dict.fromkeys(
        "based living residing located stationed sheltering hiding operating affected".split(), ("in", "at")
    ),
    "belonging": ("to",),
    "loyal": ("to",),
    **dict.fromkeys(("linked", "affiliated"), ("to", "with")),
}

# Verbs that take "of" beside their object: "accused the government of fraud".
OF_VERBS = frozenset(
    "accuse acquit assure cleanse clear convict deprive inform notify remind rid rob strip suspect warn".split()
)

# Verbs that lend their subject to an event noun: "launched an attack on", "held talks with", "staged a protest".
LIGHT_VERBS = frozenset(
    """address announce attend begin bring broadcast call carry claim commence commit conclude conduct continue
    coordinate declare deliver demand direct dish do engage enter escalate execute express extend file finish fire
    fly give hand have heap hold host hurl impose initiate intensify issue join launch lead level lodge maintain
    make mastermind mount offer open orchestrate order organise organize participate pay perform perpetrate plan
    pledge plot press pronounce provide pursue put rain reach reiterate release renew render repeat restart resume
    return revive run send serve show sign spearhead spring stage start step strike submit table take threaten
    throw transmit undertake unleash utter voice wage wrap""".split()
)

# Light verbs whose subject suffers the deed: "came under fire from", "suffered an attack by".
PASSIVE_LIGHT_VERBS = frozenset(
    """bear brave earn encounter endure escape experience face get incur meet receive suffer survive sustain undergo
    weather withstand""".split()
)

_JOURNEYS = frozenset("visit trip tour stopover".split())
_ENCOUNTERS = _JOURNEYS | frozenset(
    """meeting talk call conversation discussion summit negotiation dinner lunch breakfast interview audience
    telephone""".split()
)
# Preposition → what one takes part in while doing something else: "said on a visit to Oman that …".
AMID = {"on": _JOURNEYS, **dict.fromkeys("during in at after before following".split(), _ENCOUNTERS)}

# What suffers a deed is said to be its: "was the target of an attack", "fell victim to an ambush".
SUFFERERS = frozenset({"target", "victim", "scene", "site", "object", "subject", "prey", "focus", "butt", "recipient"})

# Light verbs that reach their noun by a preposition: "came under attack", "went on strike", "engaged in talks".
# With the causative ones their object suffers: "put the city under curfew", "subjected the valley to shelling".
LIGHT_PHRASES = {
    ("come", "under"): "passive",
    ("be", "under"): "passive",
    ("fall", "under"): "passive",
    ("come", "into"): "active",
    ("fall", "into"): "passive",
    ("run", "into"): "passive",
    ("walk", "into"): "passive",
    ("drive", "into"): "passive",
    ("meet", "with"): "passive",
    ("respond", "with"): "active",
    ("reply", "with"): "active",
    ("react", "with"): "active",
    ("answer", "with"): "active",
    ("retaliate", "with"): "active",
    ("counter", "with"): "active",
    ("sit", "for"): "active",
    ("launch", "into"): "active",
    ("get", "into"): "active",
    ("go", "on"): "active",
    ("be", "on"): "active",
    ("be", "in"): "active",
    ("be", "at"): "active",
    ("remain", "in"): "active",
    ("remain", "at"): "active",
    ("remain", "on"): "active",
    ("stay", "on"): "active",
    ("put", "on"): "causative",
    ("place", "on"): "causative",
    ("remain", "under"): "passive",
    ("put", "under"): "causative",
    ("place", "under"): "causative",
    ("bring", "under"): "causative",
    ("keep", "under"): "causative",
    ("subject", "to"): "causative",
    ("bring", "to"): "causative",
    ("live", "under"): "passive",
    ("engage", "in"): "active",
    ("participate", "in"): "active",
    ("take", "in"): "active",
    ("enter", "into"): "active",
    ("go", "into"): "active",
    ("head", "into"): "active",
    ("head", "for"): "active",
    ("arrive", "from"): "active",
    ("return", "from"): "active",
    ("go", "with"): "active",  # "go ahead with"
    ("press", "with"): "active",
    ("proceed", "with"): "active",
    ("forge", "with"): "active",
    ("carry", "out"): "active",
    ("resort", "to"): "active",
    ("meet", "for"): "active",
    ("gather", "for"): "active",
    ("leave", "for"): "active",
    ("travel", "for"): "active",
    ("arrive", "for"): "active",
    ("fly", "for"): "active",
    ("come", "for"): "active",
    ("prepare", "for"): "active",
    ("plan", "for"): "active",
    ("gear", "for"): "active",
}

# The object of these verbs is the subject of their infinitive: "urged Iran to halt"; of other verbs the subject is.
OBJECT_CONTROL = frozenset(
    """accuse advise allow appeal ask authorise authorize beg call cause challenge compel convince direct enable
    encourage expect forbid force get help implore induce instruct invite lead let make oblige order permit persuade
    plead prepare press pressure prompt provoke recommend remind request require see send spur suspect teach tell
    train trigger trust urge want warn watch blame criticise criticize charge cite condemn sentence fault suspect
    deploy use quote""".split()
)

# Who is named by an adjective as by a noun: "a rebel attack".
GROUPS = frozenset(
    """rebel militant insurgent separatist extremist islamist jihadist loyalist nationalist terrorist guerrilla
    paramilitary dissident""".split()
)

# What somebody uses does nothing by itself: "used force to break up the march".
TOOLS = frozenset("mean means force violence power weapon gas cannon bullet money method measure tool vote".split())

# What a text says its author does: in "a resolution condemning the coup" those who passed it condemn.
DOCUMENTS = frozenset(
    """resolution statement report letter bill law article order decree motion petition communique editorial
    document draft declaration ruling verdict complaint lawsuit suit note memo memorandum text measure
    legislation amendment directive message speech tweet post interview campaign move decision""".split()
)

# Verbs that make such a text their subject's own: "adopted a law that bars him", but not "vetoed a law that …".
ISSUING = frozenset(
    """adopt announce approve decree draft enact endorse introduce issue pass present promulgate propose publish ratify
    release send sign submit table unveil write""".split()
)

# Verbs that report what somebody says.
SAYING = frozenset(
    """say add announce argue assert caution claim conclude declare demand insist maintain note reiterate repeat state
    stress tell warn write""".split()
)

# With these an infinitive is more often a purpose than what the object does: "deployed troops to quell the riot".
PURPOSEFUL = frozenset(
    {"send", "deploy", "use", "see", "make", "cause", "train", "prepare", "blame", "condemn", "lead", "get"}
)

PARTICLES = frozenset(
    """up down out off back away over on in apart aside together forward ahead through around along by under""".split()
)

# Names of days and months, and adverbs: "on Tuesday" must not look like "called on the president".
CALENDAR = frozenset(
    {
        *CALENDAR_WORDS,
        *map(str.lower, SHORT_MONTHS),
        *"today yesterday tomorrow tonight overnight mon tue tues wed thu thur fri sat sun".split(),
    }
)
# Nouns that measure or date a deed and are nobody: "killed this week", "sentenced to six years".
TIMES = frozenset(
    """morning afternoon evening night noon midnight dawn dusk week weekend month year day hour minute decade
    century moment time spring summer autumn winter past future eve anniversary while period quarter midweek
    fortnight""".split()
)
# How long a deed takes: "two days of talks".
SPANS = frozenset("hour day night week month year".split())
# Verbs whose subject happens, or is told or arranged: "clashes were reported in the desert between …".
HAPPENING = frozenset(
    "arrange begin break continue erupt flare go hold occur open plan rage report resume schedule start take".split()
)
# Verbs whose participle says who somebody is: "neighbouring states", "visiting envoys".
OF_NEIGHBOURS = frozenset("neighbour neighbor visit rival compete adjoin".split())
# Nouns of deeds that "on" or "against" leads to whom they are done to.
DEEDS_ON = frozenset(
    """attack raid strike assault offensive airstrike airraid counterattack ambush onslaught ban embargo sanction
    blockade siege bombing shelling crackdown clampdown""".split()
)
# Verbs that a gerund may follow as their object: "stopped fighting".
BEFORE_GERUNDS = frozenset(
    """admit advise allow avoid ban begin cease consider continue defend delay deny end enjoy favor favour finish forbid
    go halt help include involve justify keep mean mind miss oppose permit postpone prevent prohibit propose quit
    recommend regret remember resist resume risk start stop suggest support""".split()
)
# After "in", what a deed answers: "shelled a village in retaliation".
ANSWERS = frozenset("retaliation response reprisal revenge retribution protest return exchange".split())
# What a deed leads to, and where it strikes: "a raid on Mopti killing six".
RESULTS = frozenset("kill wound injure maim arrest detain capture abduct kidnap destroy damage".split())
AIMING = frozenset("on at in against near".split())
# What crowds walk on; a participle after it tells what they do.
ROADS = frozenset("street road highway motorway avenue square plaza bridge".split())
# Before a place, where somebody is or comes from; and who may be "of" a place: "the bishops of Goma, who …".
PLACING = frozenset("in at from near outside".split())
HOLDERS = frozenset(
    """ambassador archbishop bishop chairman chairwoman chief citizen commander envoy farmer governor head inhabitant
    judge king lawmaker leader mayor member minister official people premier president priest prince queen resident
    ruler secretary senator soldier speaker spokesman spokeswoman student sultan worker emir commissioner rapporteur
    coordinator representative consul""".split()
)
# What opens a clause of time or reason.
OPENING = frozenset("after before as when while because since although until once".split())
# Where somebody is held; who holds him stands after it: "is held in custody by the army".
CUSTODY = frozenset("custody detention captivity confinement prison jail gaol".split())
# How somebody is treated; who treats him so stands after it: "was expelled at a week's notice by the junta".
# What is done by these, without any word before them, is done with their help: "evacuated by helicopter", "shot by
# accident".
CONVEYANCES = frozenset(
    """accident aeroplane air aircraft airlift airplane ambulance barge bicycle bike boat boatload bus cab cable camel
    canoe car chance chopper coach coincidence consensus convoy courier decree default dinghy donkey email e-mail error
    fax ferry fiat foot force hand helicopter horse horseback jeep jet land law letter lorry lot lottery mail minibus
    mistake motorbike motorboat motorcade motorcycle parachute phone pickup plane post radio raft
    rail rickshaw river road sea ship speedboat stealth surprise taxi telegram telephone train truck van video vote
    warship water yacht""".split()
)
MANNERS = frozenset("notice gunpoint knifepoint cost bail".split())
REFLEXIVES = frozenset("myself yourself himself herself itself ourselves themselves oneself".split())

# Past forms that are no participles.
PAST_ONLY = frozenset(
    """became began blew broke came chose drew drove fell flew forbade froze gave grew hid knew lay mistook overran
    overtook overthrew ran retook rode rose sang sank saw shook slew spoke sprang stole swore took threw tore undertook
    underwent went withdrew wore wrote""".split()
)
# "Hundreds of teachers protested …" is often parsed as a reduced passive; these verbs have none.
INTRANSITIVES = frozenset(
    """protest demonstrate rally march gather assemble converge clash arrive depart withdraw retreat surrender
    defect die meet agree disagree vow pledge threaten refuse decline fight flee return travel converse
    negotiate cooperate riot rampage complain appeal apologise apologize vote walk go come fall rise happen
    occur resign talk speak continue fail begin retaliate advance erupt explode collapse emerge remain stay""".split()
)

# Verbs that take whom and what: "gave the envoy a letter".
GIVING = frozenset(
    "give offer grant extend deny refuse sell lend promise award hand pledge allow send show tell pay".split()
)
# Verbs that bring something to somebody.
TRANSFER = frozenset(
    """return hand transfer deliver extradite send give turn bring release supply sell ship donate restore
    repatriate transport""".split()
)
# What is granted or denied to somebody: "denied the Red Cross access".
GRANTED = frozenset(
    """access entry permission asylum amnesty passage bail aid help support consent immunity refuge shelter recognition
    assistance backing citizenship residency time leave title clemency parole""".split()
)
# Plurals that are given rather than given to.
GOODS = frozenset(
    """dollar euro weapon arm missile jet tank drone howitzer rifle shell vaccine dose visa licence license detail
    document datum loan grant hour day month ton tonne relief supply concession right guarantee assurance
    credit gas grain""".split()
)
# Verbs that say what their subject is; what follows is no object.
COPULAS = frozenset("be become remain stay seem appear look sound feel prove turn get go come grow stand".split())
# Verbs that say what their object is or becomes: "declared the vote void".
DECLARING = frozenset(
    "declare call deem consider find brand label pronounce rule judge think make render keep hold leave".split()
)

# Verbs that give somebody a name or an office: "designated the group a terrorist organisation".
NAMING = DECLARING - {"make", "keep", "hold", "leave", "find"} | frozenset("designate name dub proclaim elect".split())

# What they say something is with "as": "described the vote as a bid to …".
JUDGING = frozenset(
    """describe portray see regard view characterise characterize denounce condemn decry dismiss slam criticise
    criticize perceive interpret depict brand label""".split()
)

# As what somebody is taken or held: "took dozens of guards hostage".


# As what somebody is taken or held: "took dozens of guards hostage".
TAKEN = frozenset("hostage captive prisoner".split())

# After these a verb without "to" is no subjunctive: "let the convoy pass".
BARE_INFINITIVE = frozenset("let make see help watch hear have do feel bid".split())
# What is brought about by these has no doer: "was rejected by a narrow margin".
MEASURES = frozenset({"margin", "majority", "vote", "percent", "%", "landslide", "show", "point", "means", "phone"})
# Words with "to" that tell what is near: "sailed close to the islands".
NEARBY = frozenset({"close", "closer", "near", "nearer", "next", "adjacent"})
# Phrases with these tell when or why; who is named in them has no part in the deed: "looted after the arrest of …".
BACKGROUND = frozenset("after before during since amid amidst following despite until because within".split())
# What stands after these and an object is an infinitive, also where it looks like a noun: "compelled a plane to land".
COMMANDING = frozenset("force compel order urge ask tell allow help oblige instruct command".split())
# What follows these as an infinitive is what is threatened, agreed or refused.
INTENDING = frozenset(
    """threaten vow pledge promise agree refuse decline decide plan intend swear undertake consent offer demand
    resolve opt elect seek try attempt want fail""".split()
)
# The same, with "itself" between.
BINDING = frozenset({"commit", "bind", "pledge"})
# These ask for a preposition and are passive only without it: "the bloc called for elections".
PREPOSITIONAL = frozenset(
    {"call", "ask", "press", "push", "plead", "lobby", "react", "respond", "renege", "insist", "train", "drill"}
)
# With verbs of motion "down" and "off" are prepositions ("marched down the street"), with others particles.
MOTION = frozenset("march walk run go come drive fall move sail travel climb jump parade flow roll slide drop".split())

# Right lemmas for the inflected forms of the verbs above: small models' lemmas are sometimes wrong ("staged" → *stag*).
LEMMAS = {
    form: lemma
    for lemma in sorted(LIGHT_VERBS | PASSIVE_LIGHT_VERBS | OBJECT_CONTROL | PLANNING)
    for form in inflections(lemma)
    if form not in PLANNING and lemma not in ("strike", "give", "let", "see")
} | {
    "retook": "retake",
    "rebuilt": "rebuild",
    "resold": "resell",
    "redrew": "redraw",
    "redrawn": "redraw",
    "overflew": "overfly",
    "partook": "partake",
    "unwound": "unwind",
}

# Surnames that are nouns too, and that the small model takes for them.
SURNAMES = frozenset({"Trump", "Bush", "Macron", "Straw", "Gore", "Morales"})
