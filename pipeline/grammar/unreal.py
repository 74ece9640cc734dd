"""Words that make a deed unreal, by what they make of it. What the codebook does with each is its own affair."""

PLANNING = frozenset(
    """plan intend intention aim set due about expect expected schedule scheduled poise poised prepare ready
    consider mull weigh contemplate hope want wish propose like determined determine slate slated gear bid try
    seek effort attempt planning prefer mean plot scheme conspiracy preparation bent intent keen eager bound
    destined likely envisage eye brace arrange threaten desire ambition readiness willing hopeful tempted struggle
    promise pledge vow offer agreement deal commitment mission campaign drive push mandate opportunity""".split()
)
"""Words whose infinitive, gerund or object has not happened (yet): "plans to withdraw", "considered leaving"."""

TRIED = frozenset("like mean try set ready about bound due prepare seek effort".split())
"""Of these the infinitive alone is a plan: "tried to flee", but "tried the minister"."""
READY = frozenset(
    "prepare plan gear ready hope brace schedule set due preparation tool arrange".split()
)  # "ready for war"
PROMISING = frozenset("promise pledge threaten vow offer".split())
"""Their object is still to be done: "threatened an attack"."""
ASKING = frozenset("demand request urge suggest recommend want wish advocate".split())
"""Their object is to be done by others: "demanded talks"."""
CALLING = frozenset("call appeal plead push press lobby beg ask campaign".split())  # "called for talks"
ACCUSING = frozenset("accuse suspect".split())

DELIBERATING = frozenset(
    "vote referendum debate talk negotiation discussion consultation discuss debate deliberate".split()
)
"""What is done about their gerund is yet to be decided: "talks on joining the union"."""

# Nouns of a deed that is near: "on the verge of a war", "on the eve of talks".
BRINK = frozenset("verge brink point cusp eve threshold edge".split())

NEGATIVE = frozenset(
    """fail neglect forget omit refuse decline hesitate unable unlikely unwilling reluctant impossible powerless
    impotent loath incapable failure refusal inability reluctance unwillingness deny refute balk baulk""".split()
)
"""Words whose infinitive or gerund did not happen: "failed to sign", "was unable to meet"."""

# "avoided a confrontation", "prevented an attack": what these verbs govern has not happened.
AVERTING = frozenset(
    """avoid prevent avert foil thwart forestall deter preclude disrupt scotch stave postpone cancel abandon
    shelve scrap crush quell""".split()
)
# Of a plot that is found out nothing comes either: "uncovered a plot to kill him".
UNCOVERING = frozenset("uncover discover expose unearth dismantle smash bust detect unravel".split())
# "derailed efforts to reach a deal": the infinitive of what these verbs govern may still not come true.
SPOILING = AVERTING | frozenset(
    """block complicate dash derail frustrate hamper hinder impede jeopardise jeopardize obstruct sabotage scupper
    scuttle stall stymie torpedo undermine""".split()
)
# "refrained from attacking" did not; after these a gerund behind "from" did happen.
FROM_DEEDS = frozenset(
    """come return result stem arise benefit profit suffer range earn learn recover gain derive emerge fresh switch
    different tired exhausted die far""".split()
)
INSTEAD = frozenset({"instead", "rather", "lieu", "short", "far"})

POSSIBLE = frozenset(
    """possibility prospect chance likelihood idea threat option potential able capable power authority ability
    capacity""".split()
)
FEARED = frozenset(
    """fear risk danger worry concern anxiety dread alarm apprehension spectre specter scare fearful afraid worried
    concerned anxious nervous alarmed wary apprehensive panic""".split()
)
INSISTING = frozenset("insist demand propose suggest recommend request urge require ask stipulate".split())
ORDERING = frozenset("order decree rule direct command instruct decide".split())
"""What is ordered to be done is as good as done: "ordered that he be held"."""
UNCHANGED = frozenset("let cut put set hit shut quit spread cast shed split burst bet rid".split())
"""Verbs whose past is written as their dictionary form."""
WANTED = frozenset(
    """ask urge tell call invite request require implore beg press pressure appeal advise recommend
    entreat plead hope wish want expect prefer dare challenge demand propose suggest permission right
    persuade convince encourage sentence condemn""".split()
)
"""What somebody wants another to do is nobody's deed: "hoped that Iran would sign", "wants Iran to sign"."""

ALLEGED = frozenset(
    """believe report say think allege rumour rumor claim understand suspect presume assume hold reckon repute
    consider seem appear purport""".split()
)
"""In the passive these tell their infinitive as hearsay: "is said to have fled", "appears to have fled"."""
HEARSAY = frozenset(
    """report allegation claim rumour rumor suspicion accusation suggestion speculation talk evidence indication
    account charge""".split()
)
"""Nouns that tell of a deed what others say: "reports of shelling", "allegations of torture"."""
TRACES = frozenset("evidence sign indication proof knowledge record trace hint suggestion word news".split())
"""Nouns of which there may be none: "no sign of a withdrawal", "no evidence that troops had fired"."""
DISPUTING = frozenset("dismiss reject deny refute rubbish dispute debunk rebut discount".split())
"""What is done to hearsay that is not so: "dismissed reports that Chad had recalled its envoy"."""
OPINION = frozenset(
    "believe suspect think presume assume allege reckon suppose guess conclude speculate suggest".split()
)
ALLOWED = frozenset("allow permit authorise authorize entitle empower license licence".split())
"""What somebody is not … to do is not done."""
NEEDED = frozenset(
    """important vital essential crucial imperative necessary critical urgent time incumbent high necessity duty need
    priority""".split()
)
"""What "for somebody to do" is said to be where he is asked to: "it is vital for Chad to withdraw"."""
UNLIKELY = frozenset("unlikely impossible improbable inconceivable unthinkable doubtful unimaginable".split())
UNEXPECTED = frozenset("think believe expect anticipate foresee suppose reckon imagine".split())
"""Who does not … that somebody will do it says that he will not."""
REGULATING = frozenset("cover concern regulate govern".split())
"""What these have as their object is a kind of deed: "the truce covers attacks from the air"."""
DREAMT = frozenset("imagine pretend dream envision simulate picture imagining suppose fantasise fantasize".split())

ADVERBS = {
    "reportedly": "alleged",
    "allegedly": "alleged",
    "apparently": "alleged",
    "supposedly": "alleged",
    "purportedly": "alleged",
    "presumably": "alleged",
    "ostensibly": "alleged",
    "seemingly": "alleged",
    "probably": "conjectured",
    "possibly": "conjectured",
    "perhaps": "conjectured",
    "maybe": "conjectured",
    "likely": "conjectured",
    "nearly": "imagined",
    "almost": "imagined",
}
"""Adverbs that take back what their verb asserts."""

MODIFIERS = {
    "planned": "planned",
    "expected": "planned",
    "upcoming": "planned",
    "forthcoming": "planned",
    "proposed": "planned",
    "scheduled": "planned",
    "future": "planned",
    "imminent": "planned",
    "impending": "planned",
    "looming": "planned",
    "threatened": "planned",
    "intended": "planned",
    "promised": "planned",
    "pending": "planned",
    "possible": "possible",
    "potential": "possible",
    "likely": "possible",
    "feared": "feared",
    "hypothetical": "imagined",
    "simulated": "imagined",
    "mock": "imagined",
    "fictional": "imagined",
    "imaginary": "imagined",
    "alleged": "alleged",
    "reported": "alleged",
    "supposed": "alleged",
    "purported": "alleged",
    "rumoured": "alleged",
    "rumored": "alleged",
    "presumed": "alleged",
}
"""Adjectives before an event noun: "a planned visit", "alleged torture"."""
UNDONE = frozenset("foiled thwarted averted cancelled canceled aborted postponed".split())

# What is said of an event: "a visit is planned", "an attack is imminent".
PREDICATES = {
    "plan": "planned",
    "schedule": "planned",
    "expect": "planned",
    "due": "planned",
    "set": "planned",
    "slate": "planned",
    "imminent": "planned",
    "propose": "planned",
    "inevitable": "planned",
    "possible": "possible",
    "likely": "possible",
    "conceivable": "possible",
    "fear": "feared",
    "rumour": "alleged",
    "rumor": "alleged",
    "unlikely": "negated",
    "impossible": "negated",
    "cancel": "negated",
    "postpone": "negated",
    "avert": "negated",
    "foil": "negated",
    "thwart": "negated",
    "prevent": "negated",
    "avoid": "negated",
    "scrap": "negated",
    "unthinkable": "negated",
}
# Verbs that say of an event that it happens: "talks will begin", "no attack took place".
OCCURRENCE = frozenset(
    """take occur happen begin start resume hold continue go follow proceed commence ensue materialise
    materialize""".split()
)

MODALS = {
    "will": ("planned", "conjectured"),
    "wo": ("planned", "conjectured"),
    "shall": ("planned", "conjectured"),
    "'ll": ("planned", "conjectured"),
    "’ll": ("planned", "conjectured"),
    "must": ("obliged", "conjectured"),
    "should": ("obliged", "imagined"),
    "ought": ("obliged", "imagined"),
    "would": ("planned", "imagined"),
    "'d": ("planned", "asserted"),
    "’d": ("planned", "asserted"),
    "may": ("possible", "conjectured"),
    "might": ("possible", "conjectured"),
    "could": ("possible", "conjectured"),
    "can": ("possible", "conjectured"),
    "ca": ("possible", "conjectured"),
}
"""Modal → (what it makes of a deed, and of one in the perfect)."""

CONDITIONAL_MARKS = frozenset({"if", "unless", "until", "whether", "provided", "providing", "lest", "till", "assuming"})
PROVISOS = frozenset("provide suppose assume imagine".split())
# Of these an open plan is the condition: "will talk once the troops leave".
TEMPORAL_MARKS = frozenset({"once", "when", "after", "before", "whenever"})
INVERTED = frozenset({"should", "had", "were"})

NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "without", "hardly", "scarcely", "cannot"})

# Time yet to come, told in the present tense: "leaves on Tuesday", "meeting next week".
COMING = frozenset({"tomorrow"})
NEXT = frozenset({"next", "coming"})
SCHEDULED = frozenset(
    "leave travel arrive fly vote resume start begin open depart head go come return embark reopen convene".split()
)
HABITUAL = frozenset("every each regularly routinely often frequently usually always sometimes daily nightly".split())

FICTION = frozenset("film movie novel drama thriller screenplay scenario simulation wargame sitcom videogame".split())

RANKS = frozenset("first second third fourth fifth last latest only".split())  # "the first to leave" has left
# A verb's infinitive is something done after these; after other verbs it is at most a plan.
DONE = frozenset(
    """manage begin start continue proceed happen help force compel cause lead enable get use tend go come rush
    hasten hurry turn prove serve bother allow permit let make oblige join move step
    combine unite conspire collude return see watch hear have live survive work cooperate act stop pause
    remain suffice learn stay gather train find leave keep bring take send deploy drive prompt
    provoke spur trigger""".split()
)

# What is done to do something by it is done along with it: "used tear gas to disperse", "joined forces to attack".
MEANS = frozenset(
    """use employ utilise utilize combine unite join team ally conspire collude collaborate proceed
    continue""".split()
)
# "talks aimed at ending", "a law designed to punish": what something is for, whoever wants it.
MADE_FOR = frozenset("design intend aim calculate".split())

# Nouns whose infinitive is asked of somebody: "calls to resign".
ASKED = frozenset("call demand request appeal plea pressure proposal invitation petition ultimatum urging".split())
INFINITIVES = PLANNING | NEGATIVE | WANTED | POSSIBLE | FEARED
