"""Who does it: the subjects of verbs in the active voice, through control, conjunction, relatives and participles."""

from pipeline.grammar import lexicon as lex
from pipeline.grammar import unreal
from pipeline.grammar.tree import Node
from pipeline.grammar.words import infinitive, is_bidden, is_time, names

RELATIVES = frozenset({"who", "which", "that", "whom"})
_MAX_DEPTH = 8
# What one does after or by doing something else; other prepositions may tell what somebody is to do.
_MEANWHILE = frozenset("after before besides by despite since until without".split())
# "were let go by the rebels", "was forced to resign by the army": whose by-phrase may stand behind the second verb.
_MAKING = frozenset("let make allow force compel oblige order tell ask urge".split())
_HAD_DONE = frozenset(
    """arrest detain hold jail imprison deport expel evict remove dismiss sack close shut ban block execute demolish
    dissolve""".split()
)
_PAST = frozenset({"VBD", "VBN"})
_HANDS = frozenset({("at", "hand"), ("on", "order"), ("on", "instruction"), ("at", "behest")})
# Whose object, an order or law, somebody else has made.
_UNDOING = frozenset(
    """suspend reject overturn quash annul repeal revoke rescind block oppose criticise criticize condemn denounce
    challenge violate defy ignore protest void invalidate scrap overrule lift contest flout reverse""".split()
)
# Before a noun whose infinitive tells what its verb's subject wants: "clashed at a rally to demand reform".
_TAKING_PART = frozenset({"in", "as", "at", "during", "on", "with"})


class Subjects:
    """The syntactic subjects of one sentence's verbs; each is looked up once."""

    def __init__(self) -> None:
        self._surface: dict[int, Node | None] = {}

    def surface(self, node: Node, depth: int = 0) -> Node | None:
        """The head of the syntactic subject, looked up through control, conjunction and relative clauses."""
        if node.index not in self._surface:
            self._surface[node.index] = None
            self._surface[node.index] = self._find_surface(node, depth)
        return self._surface[node.index]

    def _find_surface(self, node: Node, depth: int) -> Node | None:
        own = node.child("nsubj", "nsubjpass", "csubj")
        if own is not None and own.dep != "csubj":
            return self._antecedent(own, node)
        if depth > _MAX_DEPTH:
            return None
        head = node.head
        if node.dep == "oprd" and (named := head.child("dobj")) is not None:  # "called the vote void"
            return named
        if node.dep in ("acomp", "attr", "oprd") and head.pos in ("AUX", "VERB"):
            return self.surface(head, depth + 1)
        if node.dep == "conj":
            return self.surface(head, depth + 1)
        if node.dep == "xcomp":
            return _addressee(head) if is_bidden(node) else self._controller(head, depth)
        if node.dep in ("acl", "relcl"):
            return self._noun_holder(node, depth)
        if node.dep == "pcomp":
            return self._governed(head, depth)
        if is_asked(node):  # "asked the court to lift the ban"
            return self._controller(head, depth)
        return self._beside(node, depth) if node.dep in ("advcl", "ccomp") else None

    def causers(self, node: Node) -> list[Node]:
        """ "had the editor arrested": who has that done does it."""
        had = node.dep == "xcomp" and node.head.lemma == "have" and node.lemma in _HAD_DONE
        subject = self.surface(node.head) if had else None
        return [subject] if subject is not None else []

    def _governed(self, prep: Node, depth: int) -> Node | None:
        """Whose deed it is that a preposition governs: "accused Iran of arming rebels", "left after meeting them"."""
        verb = prep.head.head if prep.head.dep == "advmod" else prep.head  # "stopped short of arresting"
        if verb.pos not in ("VERB", "AUX"):
            return self._agent_of_noun(verb, depth)
        return self.surface(verb, depth + 1) if prep.lower in _MEANWHILE else self._controller(verb, depth)

    def _beside(self, node: Node, depth: int) -> Node | None:
        head = node.head
        if is_bidden(node):
            return _addressee(head)
        if head.pos in ("VERB", "AUX", "ADJ"):
            return self.surface(head, depth + 1)
        headline = head.dep == "ROOT" and head.index < node.index and infinitive(node)  # "Scholz to meet Xi"
        return head if headline else None

    def _antecedent(self, subject: Node, verb: Node) -> Node | None:
        if verb.dep == "relcl" and any(owner.lower == "whose" for owner in subject.all("poss")):
            return verb.head
        if subject.lower in RELATIVES and subject.pos in ("PRON", "DET", "SCONJ"):
            clause = verb
            while clause.dep in ("conj", "xcomp", "ccomp") and clause.head is not clause:
                if clause.head.lemma == "be" and (cleft := clause.head.child("attr")) is not None:
                    return cleft  # "it was Ankara that broke off relations"
                clause = clause.head
            if clause.dep in ("relcl", "acl"):
                return self._issuer(clause.head, verb) or _named(clause.head)
            if subject.lower == "that" and (cleft := _parted_cleft(verb, clause)) is not None:
                return cleft
        return None if subject.lower == "there" else subject

    def _issuer(self, document: Node, verb: Node) -> Node | None:
        """Who passed or proposed what does something: "senators tabled a bill that would bar him"."""
        issuing = document.dep == "dobj" and document.head.lemma in lex.ISSUING and document.head.tag in _PAST
        if not issuing or document.lemma not in lex.DOCUMENTS or is_passive(verb) or verb.pos != "VERB":
            return None
        return self.surface(document.head, 1)

    def _noun_holder(self, node: Node, depth: int) -> Node | None:
        """A participle modifies its subject ("troops fighting …"); an infinitive has the noun's agent ("plan to …")."""
        if node.tag == "VB" and (node.head.pos == "NOUN" or node.head.lower in unreal.RANKS):  # "was the first to go"
            return self._agent_of_noun(node.head, depth)
        if node.tag == "VBG" and node.head.lemma in lex.DOCUMENTS:
            if node.head.dep == "dobj" and node.head.head.lemma in _UNDOING:  # "suspended an order banning …"
                return node.head.child("poss", "compound") or node.head
            return self._agent_of_noun(node.head, depth) or node.head
        return node.head

    def _agent_of_noun(self, noun: Node, depth: int) -> Node | None:
        owner = noun.child("poss")
        if owner is not None:
            return owner
        by = next((prep for prep in noun.children if prep.lower == "by" and prep.child("pobj")), None)
        if by is not None:
            return by.child("pobj")
        adjectives = names(noun)
        if adjectives:
            return adjectives[0]
        if noun.dep in ("dobj", "attr") and noun.head.pos in ("VERB", "AUX"):
            return self.surface(noun.head, depth + 1)
        prep = noun.head
        if noun.dep == "pobj" and prep.lower in _TAKING_PART and prep.head.pos == "VERB":  # "shot in a bid to flee"
            return self.surface(prep.head, depth + 1)
        return None

    def _controller(self, verb: Node, depth: int) -> Node | None:
        """Whose deed an infinitive is: the object's after "urge", the subject's after "agree"."""
        if verb.pos == "AUX" or verb.lemma not in lex.OBJECT_CONTROL:
            return self.surface(verb, depth + 1)
        if is_passive(verb):
            return self.surface(verb, depth + 1)
        target = _addressee(verb)
        if target is not None and target.lower in RELATIVES and verb.dep == "relcl":  # "Peru, which it accuses of …"
            target = _named(verb.head)
        if target is not None:
            tool = target.lemma in lex.TOOLS or verb.lemma == "use"  # "used missiles to hit the port"
            return self.surface(verb, depth + 1) if tool else target
        for prep in verb.all("prep"):
            if prep.lower in ("on", "upon", "to", "for", "with"):
                return prep.child("pobj")
        return self.surface(verb, depth + 1)


def _parted_cleft(verb: Node, top: Node) -> Node | None:
    """ "It was Ghana, officials said, that opposed it": who speaks between parts the clause from its copula."""
    before = [one for clause in top.all("ccomp") for one in clause.conjuncts() if one.index < verb.index]
    copula = next((one for one in before if one.lemma == "be"), None)
    it = copula.child("nsubj") if copula is not None else None
    return copula.child("attr") if copula is not None and it is not None and it.lower == "it" else None


def _named(noun: Node) -> Node:
    """ "ECOWAS, a bloc that has condemned the coup": a clause about what somebody is tells of him by name."""
    named = noun.dep == "appos" and noun.pos == "NOUN" and noun.head.pos == "PROPN"
    return noun.head if named and noun.head.index < noun.index else noun


def _addressee(verb: Node) -> Node | None:
    """Who is told something."""
    return next((noun for noun in verb.all("dative", "dobj") if noun.pos != "ADP"), None)


def is_passive(node: Node) -> bool:
    """Whether a verb stands in the passive, reduced passives ("the man accused of …") included."""
    if node.lower in lex.PAST_ONLY:
        return False
    if node.child("auxpass", "nsubjpass") is not None:
        return True
    if node.tag in ("VBN", "VBD") and node.child("agent") is not None and node.child("dobj", "aux") is None:
        return True  # "Soldiers killed by rebels", "Bones handed back by a museum will be buried"
    if node.tag not in ("VBN", "VBD") or node.child("nsubj") is not None or node.lemma in lex.INTRANSITIVES:
        return False
    if node.child("aux") is not None or _asks_preposition(node):
        return False
    if node.dep in ("acl", "relcl", "advcl", "amod"):
        return node.child("dobj") is None or node.lemma in ("give", "offer", "award", "deny", "grant")
    return node.dep == "conj" and node.head.pos == "VERB" and is_passive(node.head)


def agents(node: Node, upwards: bool = True) -> list[Node]:
    """The doers of a passive: its by-phrase, also where it hangs on what follows ("was denied entry by …", "was named
    chairman by …", "were let go by …")."""
    made = [verb for verb in node.all("xcomp", "ccomp") if node.lemma in _MAKING and not is_passive(verb)]
    holders = [node, *node.all("dobj", "oprd"), *made]
    found = [
        noun for holder in holders for by in holder.all("agent", "prep") if by.lower == "by" for noun in by.all("pobj")
    ] or _hands(node)
    if not found:  # "was arrested and beaten by police"
        joined = (verb for verb in node.all("conj") if verb.tag == "VBN" and verb.child("nsubj", "nsubjpass") is None)
        found = next((doers for verb in joined if (doers := agents(verb, upwards=False))), [])
    if (
        not found
        and upwards
        and node.dep == "conj"
        and node.child("nsubj", "nsubjpass") is None
        and is_passive(node.head)
    ):
        return agents(node.head)
    people = (noun for noun in found if noun.pos != "NUM" and noun.lemma not in lex.MEASURES)
    return [noun for noun in people if not is_time(noun) and not _conveys(noun)]


def _conveys(noun: Node) -> bool:
    """Whether a noun after "by" tells but how it was done: "taken by boat"."""
    return noun.lower in lex.CONVEYANCES and all(child.index > noun.index for child in noun.children)


def _hands(node: Node) -> list[Node]:
    """ "were killed at the hands of militiamen", "on the orders of the king"."""
    hands = (noun for at in node.all("prep") for noun in at.all("pobj") if (at.lower, noun.lemma) in _HANDS)
    return [noun for hand in hands for of in hand.all("prep") if of.lower == "of" for noun in of.all("pobj")]


def gap_is_object(clause: Node, verb: Node) -> bool:
    """ "the town rebels seized": a relative clause whose verb lacks its object."""
    subject = clause.child("nsubj")
    if subject is None or subject.lower in RELATIVES or is_passive(verb):
        return False
    adverbs = {child.lower for child in clause.children if child.dep == "advmod"}
    pronoun_under_prep = any(noun.lower in RELATIVES for prep in clause.all("prep") for noun in prep.all("pobj"))
    return not adverbs & {"where", "when", "why"} and not pronoun_under_prep and verb.child("ccomp", "xcomp") is None


def _asks_preposition(node: Node) -> bool:
    follows = any(prep.lower in ("for", "on", "to", "with") for prep in node.all("prep"))
    return node.lemma in lex.PREPOSITIONAL and follows and node.child("agent") is None


def is_asked(clause: Node) -> bool:
    """Whether an infinitive is what somebody is asked, told or helped to do, though it is parsed as a purpose."""
    if clause.dep != "advcl" or clause.head.lemma not in lex.OBJECT_CONTROL - lex.PURPOSEFUL:
        return False
    bare = clause.tag == "VB" or (clause.tag == "VBN" and clause.child("auxpass") is not None)  # "to be hanged"
    return bare and infinitive(clause)
