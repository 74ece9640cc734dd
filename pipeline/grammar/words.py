"""Words and what hangs on them: which can be triggers, their particles, modifiers, prepositions and conjunctions."""

from pipeline.grammar import lexicon as lex
from pipeline.grammar.tree import Node, left_edge
from pipeline.mentions import Arg, Word


def is_trigger(node: Node) -> bool:
    if node.pos == "VERB":
        return node.dep not in ("amod", "compound", "aux", "auxpass", "nmod")
    if node.pos == "AUX":  # "was behind the attacks"
        bare = node.lemma == "be" and node.dep not in ("aux", "auxpass") and node.child("acomp", "attr") is None
        return bare and any(prep.child("pobj") is not None for prep in node.all("prep"))
    if node.pos == "NOUN":
        return node.dep not in ("compound", "npadvmod", "nmod", "quantmod", "poss") or node.tag == "VBG"
    return node.pos == "ADJ" and node.dep in ("acomp", "oprd", "attr", "ROOT", "ccomp", "advcl", "conj", "xcomp")


def predicate(node: Node) -> Node | None:
    """What a copula says of its subject: "is responsible" → responsible, "was to blame" → blame."""
    if node.pos != "AUX" and node.lemma != "be":
        return None
    return node.child("acomp", "attr") or (node.child("xcomp") if node.lemma == "be" else None)


_QUOTES = frozenset({'"', "“", "''", "``", "‘", "'"})
_PARTICLE_REACH = 8  # words: "kicked the envoys of three states out"


def particle(node: Node) -> Node | None:
    own = node.child("prt") or particle_with_object(node) or _before_number(node)
    if own is not None:
        return own
    for child in node.children:
        loose = child.dep == "advmod" or (child.dep == "prep" and child.child("pobj", "pcomp") is None)
        if loose and child.lower in lex.PARTICLES and 0 < child.index - node.index <= _PARTICLE_REACH:
            return child
    return None


def _before_number(node: Node) -> Node | None:
    """ "handed over 13 fishermen": the particle is read as "more than 13"."""
    thing = node.child("dobj") if node.lemma in ("hand", "take", "turn") else None
    number = thing.child("nummod") if thing is not None else None
    found = number.child("quantmod", "advmod") if number is not None else None
    return found if found is not None and found.lower == "over" and found.index == node.index + 1 else None


def particle_with_object(node: Node) -> Node | None:
    """ "voted down a bill", "called off the strike": what looks like a preposition belongs to the verb."""
    if node.pos != "VERB" or node.lemma in lex.MOTION or node.child("dobj") is not None:
        return None
    loose = (p for p in node.all("prep", "prt") if p.dep == "prt" or p.lower in ("down", "off"))
    return next((particle for particle in loose if particle.child("pobj") is not None), None)


def names(noun: Node) -> list[Node]:
    return [
        child
        for child in noun.all("amod", "compound", "nmod")
        if child.pos in ("PROPN", "ADJ")
        and child.form[:1].isupper()
        and child.index < noun.index
        and child.lower not in lex.CONTAINERS  # "Several attacks"
    ]


def mods(node: Node) -> list[Arg]:
    words = [
        child
        for child in node.children
        if child.dep in ("amod", "compound", "advmod", "nummod", "prt", "npadvmod", "nmod") and child.pos != "PUNCT"
    ]
    inner = [c for child in words for c in child.all("compound", "amod", "advmod", "nmod") if c.pos != "PUNCT"]
    words = sorted(words + inner, key=lambda child: child.index)
    if not words:
        return []
    listed = tuple(Word(child.form, child.lemma, child.pos, "mod") for child in words)
    return [Arg("mod", words[0].start, words[-1].end, words[-1].lemma.lower(), words[-1].pos, None, listed)]


def prepositions(node: Node) -> list[Node]:
    return [
        child for child in node.children if child.dep in ("prep", "dative") and child.pos in ("ADP", "SCONJ", "VERB")
    ]


def preposition(prep: Node) -> str:
    return {"upon": "on", "towards": "toward", "onto": "on"}.get(prep.lower, prep.lower)


def is_absolute(prep: Node) -> bool:
    """ "…, with 300 rounds counted by observers": a clause of its own beside the deed, whose subject is no partner."""
    after_comma = any(mark.lower == "," and mark.index == prep.index - 1 for mark in prep.head.children)
    if prep.lower != "with" or not after_comma:
        return False
    told = prep.child("pcomp", "pobj")
    return told is not None and (told.child("nsubj", "nsubjpass") is not None or told.child("acl") is not None)


def inverted(clause: Node) -> Node | None:
    """The auxiliary that stands before its subject: "should talks fail"."""
    first, subject = clause.child("aux", "auxpass"), clause.child("nsubj", "nsubjpass")
    return first if first is not None and subject is not None and first.index < subject.index else None


def purpose_mark(clause: Node) -> Node | None:
    """ "so as to", "in order to": the first word of what makes an infinitive a purpose and nothing else."""
    mark = clause.child("mark")
    return mark if mark is not None and infinitive(clause) and mark.lower in ("so", "in") else None


def conjunction(clause: Node) -> str:
    mark = clause.child("mark")
    if mark is not None and purpose_mark(clause) is None:
        return mark.lower
    if any(child.lower == "to" and child.dep == "aux" for child in clause.children):
        return "to"
    opening = inverted(clause)
    if opening is not None and opening.lower == "should":
        return "should"  # "will strike should talks fail"
    adverb = next(
        (child for child in clause.all("advmod") if child.lower in ("when", "where", "while", "after", "before")), None
    )
    return adverb.lower if adverb is not None else "ing"


def infinitive(node: Node) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.lower == "to" and child.dep == "aux" for child in node.children)


def is_bidden(node: Node) -> bool:
    """ "'Stop the bombing,' the premier told Israel": an imperative that somebody is quoted with."""
    bare = node.tag == "VB" and node.child("nsubj", "nsubjpass", "aux", "mark") is None
    if node.dep not in ("ccomp", "xcomp") or not bare or node.head.pos != "VERB":
        return False
    first = left_edge(node)
    quoted = (mark for mark in (*node.children, *node.head.children) if mark.form in _QUOTES)
    return any(mark.index in (first - 1, first) for mark in quoted)


def is_reporting(node: Node) -> bool:
    """ "The army, residents said, shelled the town": an inserted clause that tells whose words these are."""
    inserted = node.dep == "parataxis" and node.pos == "VERB" and node.head is not node
    return inserted and node.child("nsubj") is not None and node.child("ccomp", "dobj") is None


def is_time(node: Node) -> bool:
    """Whether a word is a day's or month's name, or measures time."""
    return node.lower in lex.CALENDAR or node.lemma in lex.TIMES


def is_nobody(node: Node) -> bool:
    """Calendar names, reflexive pronouns and marks fill no slot."""
    if node.lower in lex.REFLEXIVES or not any(map(str.isalnum, node.form)):
        return True
    march = node.form == "march" and node.child("det", "amod", "poss", "nummod") is not None  # "banned a march"
    return node.lower in lex.CALENDAR and node.pos in ("PROPN", "NOUN") and node.child("compound") is None and not march
