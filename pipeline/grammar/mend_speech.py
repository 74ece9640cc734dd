"""What a speaker does beside telling something, put right where the small model gives it to whom he tells of.

A `mend_…` changes the tree around a node where it finds what it is for.
"""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, crown, left_edge, move
from pipeline.grammar.words import infinitive, is_time

# What one does with words, and does while one says something: "said police had fired, blaming their chief".
_WITH_WORDS = frozenset(
    """accuse add argue ask beg blame call charge cite condemn criticise criticize decry demand denounce deplore
    describe fault implore praise quote thank threaten urge vow warn welcome""".split()
)
# What somebody told of may do so with words himself: "said Iran had rejected the text, calling it void".
_ANSWERS = _WITH_WORDS | frozenset(
    """accept agree announce claim complain declare deny dismiss insist object oppose promise protest refuse reject
    report say speak state tell tweet vote write""".split()
)
# What one does so beside saying what one will or will not do oneself: "said it would not talk, rejecting the offer".
_STANCES = frozenset(
    """accuse blame condemn criticise criticize decry demand denounce deny deplore dismiss fault ignore lambast praise
    rebuff reject slam spurn threaten urge vow warn""".split()
)
_DISMISSING = lex.JUDGING | frozenset("reject deny denounce rebuff".split())
_DISMISSING_SO = frozenset({("brush", "off"), ("brush", "aside"), ("shrug", "off"), ("wave", "aside"), ("rule", "out")})
_CLAIMS = frozenset("accusation allegation charge claim report rumour rumor speculation suggestion".split())
_NONSENSE = frozenset("propaganda nonsense fiction hearsay rumour rumor misinformation disinformation".split())
_ADDRESS = 12  # words before the colon of "UN to Chad: …"
_NAMING = ("NOUN", "PROPN")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_ASTRAY = frozenset({"appos", "conj", "pobj", "npadvmod", "dep", "dobj", "compound"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_REPORTING = lex.SAYING | frozenset({"deny", "report", "complain", "allege"})
_OUTCOMES = frozenset(
    """leave force trigger spark prompt displace derail trap set seize raise bring end cause take free send close shut
    block burn torch halt disrupt drive push strand sink hit ignite deepen escalate provoke""".split()
)
_CONFIRMING = frozenset({"acknowledge", "admit", "confirm"})
_ASKING = frozenset("appeal call demand petition plea request".split())
_INVITING = frozenset("appeal demand invitation petition plea request ultimatum".split())
_CALLING = frozenset("ask beg plead press push".split())
_WRITING = frozenset({"write", "appeal", "complain"})


def mend_saying_too(node: Node, nodes: list[Node]) -> None:
    """ "said police had used live rounds, blaming their chief", "said the budget was a fraud and accused the bank":
    who says what was done does it, not who did that."""
    added = node.dep == "advcl" and node.tag == "VBG" and nodes[node.index - 1].form == ","
    joined = node.dep == "conj" and node.tag in ("VBD", "VBN") and node.child("auxpass") is None
    if added and _mend_commanding(node):
        return
    if not (added or joined) or node.child("nsubj", "nsubjpass", "mark") is not None:
        return
    told = node.head
    while told.dep == "conj":
        told = told.head
    says = told.head
    if told.dep != "ccomp" or not told.index > says.index or says.lemma not in _REPORTING:
        return
    own = added and _takes_a_stance(node) and any(aux.tag == "MD" for aux in told.all("aux"))
    if not own and (node.lemma not in _WITH_WORDS or told.lemma in _ANSWERS):
        return
    if told.child("nsubj", "nsubjpass") is None or node.child("agent") is not None:
        return
    if joined and says.tag == "VBG" and says.dep == "advcl" and says.head.tag == "VBD" and node.tag == "VBD":
        return move(node, says.head, "conj")  # "rejected it, saying that …, and called on …"
    if joined and (says.tag != ("VBN" if _perfect(node) else "VBD") or _perfect(says) != _perfect(node)):
        return  # "has said that … and has accused", "said that … and accused"
    if joined and not _perfect(node):
        node.tag = "VBD"
    move(node, says, "advcl" if added else "conj")


def _takes_a_stance(node: Node) -> bool:
    """Is this said for oneself: "dismissing the claim", "brushing it off"?"""
    return node.lemma in _STANCES or (node.lemma, _particle(node)) in _DISMISSING_SO


def _mend_commanding(node: Node) -> bool:
    """ "ordered Mali to let the ship sail, rejecting its plea": who orders something says why, not who shall do it."""
    told = verb = node.head
    while verb.dep in ("xcomp", "ccomp") and infinitive(verb) and verb.head.index < verb.index:
        verb = verb.head
    spoken = node.lemma in _ANSWERS and node.child("nsubj", "nsubjpass", "mark") is None
    if verb is told or verb.pos != "VERB" or not spoken or told.lemma in _ANSWERS:
        return False
    move(node, verb, "advcl")
    return True


def _particle(verb: Node) -> str:
    return next((word.lower for word in verb.all("prt", "advmod")), "")


def _perfect(verb: Node) -> bool:
    return any(aux.lower in ("has", "have") for aux in verb.all("aux"))


def mend_writer(node: Node, nodes: list[Node]) -> None:
    """ "wrote to the board begging for masks", "sent the king a letter asking …": who writes asks."""
    to = node.head.head
    verb = to.head
    if node.tag != "VBG" or node.lemma not in _WITH_WORDS or to.lower != "to" or node.head.dep != "pobj":
        return
    letter = verb.child("dobj")
    if verb.pos == "NOUN" and verb.lemma in lex.DOCUMENTS and verb.dep == "dobj":
        verb, letter = verb.head, verb
    if verb.lemma in _WRITING or (letter is not None and letter.lemma in lex.DOCUMENTS):
        move(node, verb, "advcl")


def mend_with_speaker(node: Node, nodes: list[Node]) -> None:
    """ "walked out, with their union saying that …": such a clause is one of its own, and nobody is with the union."""
    opening, speaker = node.head, node.child("nsubj")
    comma = opening.index > 0 and nodes[opening.index - 1].form == ","
    if node.tag != "VBG" or opening.lower != "with" or not comma or speaker is None:
        return
    if node.lemma in _WITH_WORDS or node.lemma in _REPORTING:
        move(node, opening.head, "advcl")
        move(opening, node, "mark")


def mend_quoted(node: Node, nodes: list[Node]) -> None:
    """ "\"We shall fight\", Tass quoted the general as saying": what is quoted is said by the general."""
    opening = next((prep for prep in node.head.all("prep") if prep.lower == "as"), None)
    saying = opening.child("pcomp") if opening is not None else None
    if node.head.lemma in ("quote", "cite") and saying is not None and saying.child("ccomp", "dobj") is None:
        move(node, saying, "ccomp")


def mend_address(nodes: list[Node]) -> None:
    """ "UN to Chad: let aid trucks in": in a headline, "to" before a colon and an order says who tells whom."""
    colon = next((node for node in nodes[:_ADDRESS] if node.form == ":"), None)
    before = nodes[1 : colon.index] if colon else []
    to = next((node for node in before if node.lower == "to" and node.child("pobj")), None)
    if colon is None or to is None or colon.index + 1 >= len(nodes):
        return
    order, speaker, told = nodes[colon.index + 1], to.head, to.child("pobj")
    if told is None or speaker.index > to.index or speaker.pos not in _NAMING or order.tag not in ("VB", "VBP"):
        return
    if order.head is not order or any(node.pos in ("VERB", "AUX") for node in nodes[: colon.index]):
        return
    to.pos, to.tag, to.lemma = "VERB", "VBD", "urge"
    move(to, to, "ROOT")
    move(order, to, "xcomp")
    move(speaker, to, "nsubj")
    move(told, to, "dobj")


def mend_last_speaker(verb: Node, nodes: list[Node]) -> None:
    """ "killed villagers in Balle, local media and residents said", "After a raid on Balle, Mali's army fled": who said
    or did it is read as joined to what stands before the comma."""
    if verb.tag not in _FINITE or verb.child(*_SUBJECTS, "aux", "auxpass") is not None:
        return
    astray = _ASTRAY if verb.lemma in _REPORTING else {"appos"}
    comma = next((node for node in reversed(nodes[: verb.index]) if node.form == ","), None)
    phrase = nodes[comma.index + 1 : verb.index] if comma is not None else []
    tops = [node for node in phrase if not (comma and comma.index < node.head.index < verb.index)]
    if len(tops) == 1 and tops[0].pos in ("NOUN", "PROPN") and tops[0].dep in astray and not is_time(tops[0]):
        told = verb.head
        if verb.dep == "advcl":  # "joined the pact, the premier announced after the vote"
            if verb.child("mark", "advmod") is not None or told.head is not told or told.index > verb.index:
                return
            crown(verb, told)
            move(told, verb, "ccomp")
        move(tops[0], verb, "nsubj")


def mend_speaker_behind(verb: Node, nodes: list[Node]) -> None:
    """ "took the town of Uvira, the governor acknowledged on Monday": a speaker is read as an apposition of what he
    tells of, and his verb as its participle."""
    noun, main = verb.head, verb.head
    while noun.dep == "pobj" and noun.head.lower == "of":  # "the head of the bank acknowledged"
        noun = noun.head.head
    told = verb.lemma in _REPORTING | _CONFIRMING and verb.tag in ("VBD", "VBN")
    if not told or noun.dep not in ("appos", "conj", "npadvmod") or nodes[left_edge(noun) - 1].form != ",":
        return
    if any(child.dep not in ("prep", "npadvmod", "advmod", "punct") for child in verb.children):
        return
    while main.head is not main:
        main = main.head
    known = noun.pos == "PROPN" or any(det.lower in ("the", "its", "his", "their") for det in noun.all("det", "poss"))
    if not known or main.pos != "VERB" or main.index > noun.index or main.child(*_SUBJECTS) is None:
        return
    verb.tag = "VBD"
    crown(verb, main)
    for clause in [child for child in main.children if child.index > verb.index]:
        move(clause, verb, clause.dep)
    move(main, verb, "ccomp")
    move(noun, verb, "nsubj")


def mend_told_result(node: Node, nodes: list[Node]) -> None:
    """ "Jets bombed a camp, a spokesman said, killing two": what followed from the deed is no doing of who tells it."""
    says = node.head
    told = says.child("ccomp")
    if node.tag != "VBG" or node.lemma in _WITH_WORDS | lex.SAYING or says.lemma not in _REPORTING or told is None:
        return
    between = told.index < says.index < node.index and nodes[node.index - 1].form == ","
    if between and node.lemma in lex.RESULTS | _OUTCOMES and node.child("nsubj", "mark") is None:
        move(node, told, "advcl")


def mend_reported(node: Node, nodes: list[Node]) -> None:
    """ "a report that Oman had asked Iran to talk": a clause that lacks nothing is what the report says."""
    noun, that = node.head, nodes[node.head.index + 1]
    lacking = [thing for thing in node.all("dobj") if thing is not that] or node.child("xcomp", "ccomp")
    if noun.lemma not in _CLAIMS or that.lower != "that" or node.child("nsubj", "nsubjpass") in (None, that):
        return
    if that.dep != "mark" and lacking:
        move(that, node, "mark")
        node.dep = "acl"


def mend_what_called(naming: Node, nodes: list[Node]) -> None:
    """ "tested what it called a missile", "talks on what it described as an attack": the thing itself is meant."""
    verb, what = naming.head, naming.child("dobj")
    as_what = next((prep for prep in naming.all("prep") if prep.lower == "as"), None)
    name = naming.child("oprd") or (as_what.child("pobj") if as_what is not None else None)
    if what is None or what.lower != "what" or what.index != verb.index + 1 or name is None:
        return
    if naming.lemma in lex.NAMING | lex.JUDGING and naming.child("nsubj") is not None:
        for clause in [*naming.all("advcl"), *(prep for prep in naming.all("prep") if prep.index > name.index)]:
            move(clause, name, "acl" if clause.dep == "advcl" else "prep")
        move(name, verb, "pobj" if naming.dep == "pcomp" else "dobj")
        move(naming, name, "dep")
        move(what, name, "dep")


def mend_judged(judged: Node, nodes: list[Node]) -> None:
    """ "dismissed as absurd a claim by Oslo", "rejected as false claims that …": behind a bare adjective stands what
    is judged so."""
    verb, thing = judged.head, judged.child("pobj")
    if judged.lower != "as" or judged.index != verb.index + 1 or verb.lemma not in _DISMISSING or thing is None:
        return
    if thing.tag == "VBZ" and thing.lower[:-1] in _CLAIMS:
        thing.pos, thing.tag, thing.lemma = "NOUN", "NNS", thing.lower[:-1]
        for clause in thing.all("ccomp"):
            clause.dep = "acl"
    first = judged.child("amod") or next((child for child in thing.children if child.pos != "PUNCT"), thing)
    det = thing.child("det", "poss")
    claimed = det is not None if thing.lemma not in _CLAIMS else det is None or det.index > first.index
    judging = first.dep == "amod" or (first.dep in ("compound", "nmod") and first.lemma in _NONSENSE)
    if judging and claimed and (det is None or det.index > first.index) and verb.child("dobj") is None:
        move(first, judged, "amod")
        move(thing, verb, "dobj")


def mend_called_for(node: Node, nodes: list[Node]) -> None:
    """ "called for tariffs on steel to be imposed": what shall be done is called for, and tells of no tariffs."""
    be, call = node.child("auxpass"), node.head
    if not infinitive(node) or be is None or be.lower != "be" or node.child(*_SUBJECTS, "mark") is not None:
        return
    while call.lemma not in _ASKING | _CALLING and call.head is not call and call.head.index < call.index:
        call = call.head
    opening = next((prep for prep in call.all("prep") if prep.lower == "for" and prep.index < node.index), None)
    thing = opening.child("pobj") if opening is not None else None
    if opening is None or thing is None or call.lemma not in _ASKING | _CALLING:
        return
    move(node, call, "advcl" if call.pos == "VERB" else "acl")
    move(thing, node, "nsubjpass")
    move(opening, node, "mark")


def mend_name_called_for(node: Node, nodes: list[Node]) -> None:
    """ "days after he called for Nikol Pashinyan to resign": who shall do it is read as a subject of its own."""
    subject = node.child("nsubj", "nsubjpass")
    opening = nodes[left_edge(subject) - 1] if subject is not None else node
    if opening.lower != "for" or opening.children or not infinitive(node) or node.child("mark") is not None:
        return
    call = opening.head
    if opening.dep != "prep" or call.lemma not in _ASKING | _CALLING or call.index > opening.index:
        return
    if call.head is node:
        crown(call, node)
        for child in [child for child in node.children if child.index < opening.index]:
            move(child, call, child.dep)
    above = call
    while above.head is not above and above is not node:
        above = above.head
    if above is not node:
        move(node, call, "advcl" if call.pos == "VERB" else "acl")
        move(opening, node, "mark")


def mend_invited_to(node: Node, nodes: list[Node]) -> None:
    """ "withdrew an invitation to the king to attend": what somebody is asked to do is no deed of who withdraws it."""
    asking = node.head.child("dobj")
    if asking is None or asking.lemma not in _INVITING or not asking.index < node.index or not infinitive(node):
        return
    whom = next((prep for prep in asking.all("prep") if prep.lower == "to" and prep.child("pobj") is not None), None)
    if whom is not None and node.child(*_SUBJECTS, "mark") is None:
        move(node, asking, "acl")


def mend_asked_for(node: Node, nodes: list[Node]) -> None:
    """ "renewed their call for Ottawa to search the dump": what is called for hangs on the call, with its doer."""
    opening, call = node.child("mark"), node.head.child("dobj")
    if opening is None or call is None or opening.lower != "for" or call.lemma not in _ASKING or node.tag != "VB":
        return
    if not node.head.index < call.index < opening.index:
        return
    asked = opening.child("pobj")
    if asked is not None:
        move(asked, node, "nsubj")
    move(node, call, "acl")
