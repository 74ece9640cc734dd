"""Clauses that the small model hangs on the wrong word, put right in its tree.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar import unreal
from pipeline.grammar.tree import Node, crown, first_beside, left_edge, move, subject_label
from pipeline.grammar.words import is_time

# Who is sent to a place, and who is of a body rather than of a place.
_SENT = frozenset("ambassador envoy consul emissary attaché attache".split())
# Nouns that tell what was said or thought: "a claim that troops had fled".
_TELLING_THAT = (unreal.FEARED | unreal.HEARSAY | unreal.POSSIBLE).union(
    """agreement announcement argument assurance assertion belief claim complaint conclusion condition confirmation
    conviction decision declaration demand doubt fact feeling finding ground guarantee hint hope impression insistence
    knowledge message news notion opinion pledge promise proof question remark requirement reminder revelation ruling
    sense sign signal statement testimony theory thought understanding verdict view vow warning way word""".split()
)
# Phrasal verbs that a gerund may follow as their object.
_BEFORE_GERUNDS = {("rule", "out"), ("put", "off"), ("give", "up"), ("carry", "on"), ("keep", "on"), ("hold", "off")}
_TELLING = frozenset({"tell", "inform", "remind", "assure", "warn"})  # whom, and that something is so
_TALES = frozenset("story tale truth lie joke secret news fact thing something".split())
_ORDERS = frozenset("order command instruction demand request call plea appeal offer invitation".split())
_DEFYING = frozenset("refuse defy disobey ignore reject flout resist spurn decline obey follow receive rebuff".split())
_CORE = frozenset({"nsubj", "nsubjpass", "dobj"})
_MEMBERS = frozenset(
    """judge justice member lawyer worker fighter supporter follower director chairman chairwoman editor reporter
    spokesman spokeswoman""".split()
)
# Deeds and what is written about them, and the prepositions that lead from them to people.
_TOLD_OF = lex.DEEDS_ON | frozenset(
    """abduction arrest assassination case charge complaint conviction death detention disappearance execution
    inquiry investigation jailing kidnapping killing lawsuit murder probe release ruling sentence trial
    verdict""".split()
)
_CONCERNING = frozenset("of into against over on".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Participles behind a noun that say to whom or what it belongs: "hackers linked to Moscow".
_ALLIED = frozenset("affiliate align ally associate back connect link suspect tie accuse".split())
# How somebody is left: "left two men injured".
_WAYS_LEFT = frozenset(
    """injured wounded hurt killed stranded homeless damaged destroyed trapped displaced hospitalised hospitalized
    missing devastated crippled paralysed paralyzed exposed shaken isolated""".split()
)
# Clauses of what followed: "declared an emergency after inmates rioted, leaving 17 dead".
_DEADLY = frozenset("leave kill wound injure maim".split())
_ATTACKING = frozenset(
    """attack storm bomb bombard shell strike raid fire shoot shot clash explode blow ambush assault charge collide
    crash collapse hit open launch detonate stab kill die""".split()
)
_WHEN = frozenset("after when as because once".split())


def mend_which_clause(node: Node, nodes: list[Node]) -> None:
    """ "staged an ambush on a bus, which killed ten": a clause that "which" opens modifies the object before it."""
    relative, noun = node.child("nsubj", "nsubjpass"), node.head.child("dobj", "attr")
    if relative is None or relative.tag != "WDT" or noun is None or not noun.index < relative.index < node.index:
        return
    move(node, noun, "relcl")


def mend_who(node: Node, nodes: list[Node]) -> None:
    """ "the governor of Sindh, who accused …", "met students in Nairobi, who asked …", "the envoy to Chad, who met …",
    "the court in Goma, whose judges said …": no place does that."""
    place, prep = node.head, node.head.head
    relative = node.child("nsubj", "nsubjpass")
    if relative is None or place.dep != "pobj" or place.pos != "PROPN":
        return
    person = prep.head
    whose = relative.lemma in _MEMBERS and prep.lower == "in" and relative.child("poss") is not None
    if whose and relative.children[0].lower == "whose" and person.pos in ("NOUN", "PROPN"):
        return move(node, person, "relcl")
    if relative.lower != "who":
        return
    if prep.lower in lex.PLACING and person.pos == "VERB":
        by = person.child("agent")
        person = (by.child("pobj") if by else person.child("dobj")) or person
    office = prep.lower in ("of", "for") and person.lemma.lower() in lex.HOLDERS
    sent = prep.lower == "to" and person.lemma.lower() in _SENT
    placed = office or sent or prep.lower in lex.PLACING
    if person.pos in ("NOUN", "PROPN") and placed and person.index < place.index:
        move(node, person, "relcl")


def mend_whose(node: Node, nodes: list[Node]) -> None:
    """ "an inquiry into the death of a nun, whose car was bombed": things have nothing; the person before it does."""
    subject, thing = node.child("nsubj", "nsubjpass"), node.head
    whose = subject.child("poss") if subject is not None else None
    if whose is None or whose.lower != "whose" or thing.pos != "NOUN" or thing.lemma not in _TOLD_OF:
        return
    inner, person = thing, None
    while (prep := inner.child("prep")) is not None and (below := prep.child("pobj")) is not None:
        inner = below
        if inner.index < whose.index and (inner.lemma not in _TOLD_OF and prep.lower in _CONCERNING):
            person = inner
    if person is not None:
        move(node, person, "relcl")


def mend_inserted(node: Node, nodes: list[Node]) -> None:
    """ "A court freed the men, police said, days after …": what is said is the main clause, not the one behind it."""
    said, mark, main = node.head, node.child("mark"), node.child("ccomp")
    if mark is None or mark.lower not in lex.OPENING or main is None or main.index > mark.index or main.pos != "VERB":
        return
    if said is node:
        crown(main, node)
        for child in node.all("parataxis", "punct"):
            if child.index < mark.index:
                move(child, main, child.dep)
    elif said.lemma in lex.SAYING and main.index < said.index < mark.index:
        move(main, said, "ccomp")
    else:
        return
    move(node, main, "advcl")


def mend_told(node: Node, nodes: list[Node]) -> None:
    """ "said once more that …", "said in a report issued today that …": what is said hangs on what stands between."""
    mark, between = node.child("mark") or _idle_that(node) or _told_that(node), node.head
    if mark is None or mark.lower != "that" or between.head is between:
        return
    verb = between.head
    if between.dep == "pobj" and (between.lemma in lex.DOCUMENTS or node.dep == "relcl"):
        while verb.dep in ("prep", "pobj"):
            verb = verb.head
    elif between.dep not in ("advmod", "npadvmod") and not _is_told(between):
        return
    told = verb.child("dobj") if verb.lemma not in _TELLING else None
    if verb.lemma not in lex.SAYING or verb.child("ccomp") is not None or told is not None:
        return
    mark.dep = "mark"
    move(node, verb, "ccomp")


def _is_told(noun: Node) -> bool:
    """ "told a sitting of parliament that …": who is told something, and no tale."""
    return noun.dep == "dobj" and noun.head.lemma in _TELLING and noun.lemma not in _TALES


def _idle_that(clause: Node) -> Node | None:
    """ "a call that troops would leave": the "that" of a clause in which it can be neither subject nor object."""
    that, subject = clause.child("dobj"), clause.child("nsubj", "nsubjpass")
    if clause.dep != "relcl" or that is None or that.lower != "that" or subject is None or that.index > subject.index:
        return None
    full = len(clause.all("dobj")) > 1 or clause.lemma in lex.INTRANSITIVES or subject.dep == "nsubjpass"
    return that if full else None


def _told_that(clause: Node) -> Node | None:
    """ "told a sitting of parliament that troops had crossed": what somebody is told, where a subject follows."""
    that, subject = clause.child("dobj", "nsubj", "mark"), clause.child("nsubj", "nsubjpass")
    if that is None or that.lower != "that" or subject is None or subject is that:
        return None
    verb = clause.head
    while verb.dep in ("prep", "pobj"):
        verb = verb.head
    return that if _is_told(verb) else None


def mend_relative(node: Node, nodes: list[Node]) -> None:
    """ "a plan that Egypt had put forward": a clause with a relative pronoun is a relative one, and so is one that has
    no object, but behind nouns that tell what was said or thought."""
    if any(child.tag in ("WDT", "WP") and child.dep in _CORE for child in node.children):
        node.dep = "relcl"
        return
    that = node.child("mark")
    lacking = node.child("dobj", "ccomp", "xcomp", "auxpass") is None and node.lemma not in lex.INTRANSITIVES
    if that is None or that.lower != "that" or node.child("nsubj") is None or node.tag not in ("VBN", "VBD"):
        return
    if lacking and node.head.lemma not in _TELLING_THAT:
        that.dep = "dobj"
        node.dep = "relcl"


def mend_walkers(node: Node, nodes: list[Node]) -> None:
    """ "took to the streets demanding bread": it is not the streets that demand it."""
    prep = node.head.head
    if node.tag != "VBG" or node.head.lemma not in lex.ROADS or prep.dep != "prep" or prep.head.pos != "VERB":
        return
    move(node, prep.head, "advcl")


def mend_result(node: Node, nodes: list[Node]) -> None:
    """ "launched a raid on Mopti killing six": neither a deed nor its place kills, but who did the deed."""
    if node.tag != "VBG" or node.lemma not in lex.RESULTS:
        return
    place, deed = node.child("nsubj"), node.head
    if node.dep == "pcomp":
        if place is None or deed.lower not in lex.AIMING or deed.head.pos != "NOUN":
            return
        move(place, deed, "pobj")
        deed = deed.head
    elif deed.dep == "pobj" and deed.head.lower in lex.AIMING and deed.tag in ("NN", "NNP"):
        deed = deed.head.head
    elif deed.head.lemma not in lex.LIGHT_VERBS:
        return
    verb = deed.head if deed.dep == "dobj" else deed
    if verb.pos == "VERB":
        move(node, verb, "advcl")


def mend_gerund_behind_particle(verb: Node, nodes: list[Node]) -> None:
    """ "ruled out sending troops", "put off signing": what is ruled out or put off is no circumstance."""
    particle = verb.head.child("prt")
    if verb.tag == "VBG" and particle is not None and particle.index == verb.index - 1:
        verb.dep = "xcomp" if (verb.head.lemma, particle.lower) in _BEFORE_GERUNDS else verb.dep


def mend_inner_result(node: Node, nodes: list[Node]) -> None:
    """ "declared an emergency after inmates rioted, leaving 17 dead": who did the last deed left them dead."""
    main = node.head
    if node.tag != "VBG" or node.lemma not in _DEADLY or main.pos != "VERB" or main.index > node.index:
        return
    if node.child("mark", "nsubj") is not None:
        return
    inner = [one for one in main.all("advcl") if main.index < one.index < node.index and one.tag in _FINITE]
    if not inner or main.lemma in _ATTACKING or nodes[left_edge(node) - 1].form not in (",", "–", "—"):
        return
    mark = inner[-1].child("mark")
    if mark is not None and mark.lower in _WHEN and inner[-1].child("nsubj") is not None:
        move(node, inner[-1], "advcl")


def mend_tail(node: Node, nodes: list[Node]) -> None:
    """ "…, breaking relations with Oman": after a comma a participle before its noun is a clause."""
    noun, before = node.head, nodes[node.index - 1] if node.index else None
    if before is None or node.tag != "VBG" or noun.head is noun:
        return
    verb = noun.head
    seen = verb is before and verb.child("auxpass") is not None  # "were seen arresting vendors"
    if (before.form != "," and not seen) or verb.pos != "VERB" or noun.index < verb.index:
        return
    if noun.dep not in ("dep", "appos", "dobj", "conj", "npadvmod"):
        return
    move(node, verb, "advcl")
    for child in [c for c in noun.children if c.index < node.index and c.dep == "punct"]:
        move(child, verb, "punct")
    move(noun, node, "dobj")


def mend_loose_verb(node: Node, nodes: list[Node]) -> None:
    """ "The mayor ordered arrests, then declared a truce": a verb without a subject is joined to the one before it."""
    finite = node.tag in ("VBD", "VBZ", "VBP") and node.head.pos == "VERB" and node.head.index < node.index
    if not finite or node.child("nsubj", "nsubjpass", "mark") is not None:
        return
    node.dep = "conj"


def mend_second_verb(node: Node, nodes: list[Node]) -> None:
    """ "Men charged with treason were freed": of two verbs that nothing joins the first is a participle."""
    first, subject = node.head, node.head.child("nsubj")
    joins = {child.index for child in first.children if child.dep in ("cc", "punct") and child.index < node.index}
    if first.head is not first or first.tag != "VBD" or node.child("auxpass") is None or joins or subject is None:
        return
    if node.child("nsubj", "nsubjpass") is not None or first.child("dobj", "aux") is not None:
        return
    move(subject, node, "nsubjpass")
    _make_participle(first, subject, node)


def _make_participle(first: Node, subject: Node, verb: Node) -> None:
    """Of two verbs the second, whose subject it is, is the main one: the first only tells of that subject."""
    crown(verb, first)
    for child in [child for child in first.children if child.index > verb.index]:
        move(child, verb, child.dep)
    first.tag = "VBN"
    move(first, subject, "acl")


def mend_subject_clause(node: Node, nodes: list[Node]) -> None:
    """ "Police searching the district found …", "The man, wanted in Peru, was held": what has a subject of its own is
    no subject, but that subject is."""
    subject, verb = node.child("nsubj"), node.head
    added = node.tag in ("VBD", "VBN") and nodes[node.index - 1].form == "," and node.child("aux", "auxpass") is None
    if subject is None or not (added or node.tag == "VBG") or verb.child("nsubj", "nsubjpass") is not None:
        return
    move(subject, verb, subject_label(verb))
    move(node, subject, "acl")


def mend_governed_clause(node: Node, nodes: list[Node]) -> None:
    """ "passed the files to prosecutors looking into it": what a preposition governs is the noun, not what it does."""
    subject, prep = node.child("nsubj"), node.head
    if subject is None or subject.pos not in ("NOUN", "PROPN") or left_edge(subject) != prep.index + 1:
        return
    if node.tag != "VBG" or prep.lower not in lex.TO_SOMEBODY:
        return
    move(subject, prep, "pobj")
    move(node, subject, "acl")


def mend_should(node: Node, nodes: list[Node]) -> None:
    """ "will resign should the vote fail": a clause behind another that opens with "should" is its condition."""
    aux, subject = node.child("aux"), node.child("nsubj", "nsubjpass")
    if aux is None or subject is None or aux.lower != "should" or left_edge(subject) != aux.index + 1:
        return
    if node.dep == "ccomp" and node.head.index < aux.index:
        node.dep = "advcl"
    main = node.child("ccomp")
    if node.head is node and main is not None and main.index < aux.index and main.child("nsubj", "nsubjpass"):
        crown(main, node)
        for mark in [child for child in node.children if child.dep == "punct" and child.index > node.index]:
            move(mark, main, "punct")
        move(node, main, "advcl")


def mend_behind_opening(node: Node, nodes: list[Node]) -> None:
    """ "fled after shelling by the army killed dozens": what "after" is read to govern is the subject of a clause."""
    finite = node.tag in _FINITE or any(aux.tag in _FINITE for aux in node.all("aux", "auxpass"))
    if not finite or node.pos not in ("VERB", "AUX") or node.child("nsubj", "nsubjpass", "csubj", "mark", "expl"):
        return
    first = first_beside(node, nodes)
    if not first:
        return
    noun = nodes[first - 1]
    while noun.dep not in ("pobj", "pcomp") or noun.head.lower not in lex.OPENING:
        if noun.head is noun or noun.pos == "PUNCT" or noun.index > node.index or noun.dep in ("cc", "relcl", "acl"):
            return
        noun = noun.head
    opening = noun.head
    main = opening.head
    if opening.dep != "prep" or main.pos not in ("VERB", "AUX") or main is node or is_time(noun):
        return
    if any(one.form in (",", ";", "-", "–", "—") for one in nodes[opening.index : first]):
        return
    if noun.tag == "VBG" and noun.child("dobj", "ccomp", "xcomp") is None:
        noun.pos, noun.tag, noun.lemma = "NOUN", "NN", noun.lower
    if noun.pos not in ("NOUN", "PROPN", "PRON"):
        return
    move(node, main, "advcl")
    move(noun, node, subject_label(node))
    move(opening, node, "mark")


def mend_linked(node: Node, nodes: list[Node]) -> None:
    """ "Hackers linked to Moscow attacked a bank": of two verbs that nothing parts the first says who they are."""
    first, subject = node.head, node.head.child("nsubj")
    if first.head is not first or first.lemma not in _ALLIED or first.tag not in ("VBD", "VBN") or subject is None:
        return
    if node.tag != "VBD" or node.child("nsubj", "nsubjpass", "mark", "cc") is not None:
        return
    own = [child for child in first.children if child.index < node.index and child is not subject]
    if subject.index + 1 != first.index or any(child.dep != "prep" for child in own):
        return
    move(subject, node, "nsubj")
    _make_participle(first, subject, node)


def mend_left(node: Node, nodes: list[Node]) -> None:
    """ "leaving a sailor injured", "left drivers queueing": how somebody is left is no participle of his."""
    noun = node.head
    told = node.lower in _WAYS_LEFT and node.child("agent") is None
    left = noun.dep == "dobj" and noun.head.lemma == "leave" and node.index == noun.index + 1
    if left and (told or node.tag == "VBG"):
        move(node, noun.head, "oprd")


def mend_last_of_two(node: Node, nodes: list[Node]) -> None:
    """ "clashes between police and students who had stormed the palace": of two sides "who" tells of the last."""
    first, relative = node.head, node.child("nsubj", "nsubjpass")
    last = first.child("conj")
    if first.head.lower != "between" or relative is None or relative.lower != "who" or last is None:
        return
    if last.index < relative.index and nodes[relative.index - 1].form != ",":
        move(node, last, "relcl")


def mend_after_passive(node: Node, nodes: list[Node]) -> None:
    """ "sent troops after ten men were killed, and imposed a curfew": behind a comma the main verb goes on, not what
    was done to somebody."""
    done, mark = node.head, node.head.child("mark")
    main = done.head
    joint = done.child("cc")
    if node.tag not in ("VBD", "VBN") or node.child("dobj") is None or node.child("nsubj", "nsubjpass", "auxpass"):
        return
    if done.dep != "advcl" or done.child("auxpass") is None or mark is None or mark.lower not in lex.OPENING:
        return
    parted = joint is not None and done.index < joint.index < node.index and nodes[joint.index - 1].form == ","
    if parted and main.tag == "VBD" and main.index < mark.index and main.child("nsubj") is not None:
        node.tag = "VBD"
        move(node, main, "conj")


def mend_before_colon(node: Node, nodes: list[Node]) -> None:
    """ "Minsk hit back: it expelled ten envoys": what stands before a colon is not said in what follows it."""
    main, own = node.head, node.child("nsubj", "nsubjpass")
    subject = main.child("nsubj", "nsubjpass")
    if own is None or subject is None or not node.index < left_edge(subject) < main.index:
        return
    mark = next((one for one in main.all("punct") if node.index < one.index < left_edge(subject)), None)
    if mark is None or mark.form not in (":", ";"):
        return
    crown(node, main)
    for child in [child for child in main.children if child.index <= mark.index]:
        move(child, node, child.dep)
    move(main, node, "conj")


def mend_past_behind_clause(node: Node, nodes: list[Node]) -> None:
    """ "demanded that they be freed and met the premier": a past tense goes on with what was told, not with what was
    asked for."""
    asked, main = node.head, node.head.head
    helped = any(aux.lower == "be" or aux.tag == "MD" for aux in asked.all("aux", "auxpass"))
    if asked.dep != "ccomp" or not helped or main.tag != "VBD" or main.index > asked.index:
        return
    past = node.tag == "VBD" or (node.tag == "VBN" and node.child("dobj") is not None and asked.child("auxpass"))
    if not past or node.child("nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return
    for joint in [one for one in asked.all("cc") if asked.index < one.index < node.index]:
        move(joint, main, "cc")
    node.tag = "VBD"
    move(node, main, "conj")


def mend_meanwhile(node: Node, nodes: list[Node]) -> None:
    """ "Foreign Minister Jan Lipavsky, visiting Riga, warned …": between commas a participle tells what somebody does
    meanwhile; it is no part of another name of his."""
    thing, who = node.head, node.head.head
    if node.tag != "VBG" or thing.dep != "appos" or left_edge(thing) != node.index or who.pos not in ("NOUN", "PROPN"):
        return
    end = max((one.index for one in nodes if one is thing or one.head is thing), default=thing.index)
    if nodes[node.index - 1].form != "," or end + 1 >= len(nodes) or nodes[end + 1].form != ",":
        return
    node.pos = "VERB"
    move(node, who, "acl")
    move(thing, node, "dobj")


def mend_believed(node: Node, nodes: list[Node]) -> None:
    """ "Gunmen believed to be rebels have seized ten men": what they are believed to be is not what is told of them."""
    first, own = node.head, node.child("nsubj", "nsubjpass")
    be, subject = first.child("xcomp"), first.child("nsubj", "nsubjpass")
    if first.lemma not in unreal.ALLEGED or first.tag not in ("VBN", "VBD") or be is None or subject is None:
        return
    if be.lemma != "be" or first.child("aux", "auxpass", "dobj") is not None or not first.index < be.index < node.index:
        return
    if own is not None and own.index < be.index:
        return
    if own is not None:
        move(own, be, "attr")
    move(subject, node, subject_label(node))
    _make_participle(first, subject, node)


def mend_ordered(node: Node, nodes: list[Node]) -> None:
    """ "refused orders on Monday to clear a square": what an order is to do is no purpose of whoever refuses it."""
    order, to = node.head.child("dobj"), node.child("aux")
    asked = order is not None and order.lemma in _ORDERS and node.head.lemma in _DEFYING
    if order is not None and asked and order.index < node.index and to is not None and to.tag == "TO":
        move(node, order, "acl")


def mend_kept(node: Node, nodes: list[Node]) -> None:
    """ "kept the road to Potosi blocked": how something is kept is no clause beside that."""
    kept = node.head.lemma == "keep" and node.head.child("dobj") is not None and node.head.index < node.index
    own = node.child("mark", "agent", "nsubj", "nsubjpass", "dobj", "aux")
    if kept and node.tag in ("VBN", "VBD") and nodes[node.index - 1].form != "," and own is None:
        node.tag, node.dep = "VBN", "oprd"
