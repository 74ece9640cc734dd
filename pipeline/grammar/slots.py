"""A sentence's tree → its mentions: verbs, event nouns and predicates with arguments in active-voice slots.

Slots
    subject, object        as in the active voice: in "X was attacked by Y" the subject is Y
    recipient              the indirect object: "gave Ukraine weapons"
    predicate              what the object is called or made: "called him a terrorist"
    clause                 a complement clause or infinitive, and the clause a noun announces ("a plan to …")
    prep.<word>            prepositional phrases, nearest first; those of the object follow ("a protest against …")
    adv.<word>             adverbial clauses by their conjunction; "adv.to" is a purpose
    adj                    a noun's adjectives and compounds that are names: "Israeli strikes"
    mod                    a word's own plain modifiers: "air strikes", "peace talks", "strongly condemned"
    light                  the light verb that carries an event noun: "launched an attack"
"""

from collections.abc import Iterable

from pipeline.grammar import lexicon as lex
from pipeline.grammar.phrase import noun_phrases, phrase_arg
from pipeline.grammar.status import Status, noun_status, verb_status
from pipeline.grammar.tree import Node
from pipeline.tables import Arg, Mention, Word

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_POOLED = frozenset(
    """against on by with over toward towards to from between into at upon in for among under""".split()
)
MAX_CONJUNCTS = 8


def read_sentence(nodes: list[Node], doc_id: str, sentence_id: int) -> list[Mention]:
    """All mentions of one sentence, in text order."""
    return _Reader(nodes).mentions(doc_id, sentence_id)


class _Reader:
    """Reads one sentence; remembers who was found to be whose subject."""

    def __init__(self, nodes: list[Node]) -> None:
        self.triggers = [node for node in nodes if _is_trigger(node)]
        self.ids = {node.index: number for number, node in enumerate(self.triggers)}
        self._surface: dict[int, Node | None] = {}

    def mentions(self, doc_id: str, sentence_id: int) -> list[Mention]:
        return [self._mention(node, doc_id, sentence_id) for node in self.triggers]

    def _mention(self, node: Node, doc_id: str, sentence_id: int) -> Mention:
        carrier = self._carrier(node) if node.pos == "NOUN" else None
        status = self._status(node, carrier)
        args = self._noun_args(node, carrier) if node.pos == "NOUN" else self._verb_args(node)
        particle = _particle(node)
        end = max(node.end, particle.end) if particle is not None and particle.index == node.index + 1 else node.end
        return Mention(
            doc_id, sentence_id, self.ids[node.index], node.lemma.lower(), node.lower, node.pos,
            particle.lower if particle is not None else None, node.start, end,
            status.status, status.negated, status.cue, self._parent(node), tuple(args),
        )  # fmt: skip

    def _status(self, node: Node, carrier: tuple[Node, str] | None) -> Status:
        if node.pos != "NOUN":
            return verb_status(node)
        if node.dep == "attr":
            return noun_status(node, verb_status(node))
        return noun_status(node, verb_status(carrier[0]) if carrier else self._governing_plan(node))

    @staticmethod
    def _governing_plan(node: Node) -> Status | None:
        """ "planned an attack", "avoided a clash": the object of such a verb has not happened."""
        head = node.head
        if node.dep in ("dobj", "nsubjpass") and head.lemma in lex.AVERTING:
            return Status("asserted", True, head.form)
        if node.dep == "dobj" and head.lemma in lex.PLANNING_WORDS:
            above = verb_status(head)
            return Status("planned", above.negated, head.form)
        return None

    def _parent(self, node: Node) -> int | None:
        at = node
        while at.head is not at:
            at = at.head
            if at.index in self.ids:
                return self.ids[at.index]
            predicate = _predicate(at)
            if predicate is not None and predicate is not node and predicate.index in self.ids:
                return self.ids[predicate.index]
        return None

    # ------------------------------------------------------------ who does it

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
        if depth > 8:
            return None
        head = node.head
        if node.dep in ("acomp", "attr", "oprd") and head.pos in ("AUX", "VERB"):
            return self.surface(head, depth + 1)
        if node.dep == "conj":
            return self.surface(head, depth + 1)
        if node.dep == "xcomp":
            return self._controller(head, depth)
        if node.dep in ("acl", "relcl"):
            return self._noun_holder(node, depth)
        if node.dep == "pcomp":
            verb = head.head
            return self._controller(verb, depth) if verb.pos in ("VERB", "AUX") else self._agent_of_noun(verb, depth)
        if node.dep in ("advcl", "ccomp") and head.pos in ("VERB", "AUX", "ADJ"):
            return self.surface(head, depth + 1)
        return None

    def _antecedent(self, subject: Node, verb: Node) -> Node | None:
        if subject.lower in _RELATIVES and subject.pos in ("PRON", "DET", "SCONJ"):
            clause = verb
            while clause.dep in ("conj", "xcomp", "ccomp") and clause.head is not clause:
                clause = clause.head
            if clause.dep in ("relcl", "acl"):
                return clause.head
        return None if subject.lower == "there" else subject

    def _noun_holder(self, node: Node, depth: int) -> Node | None:
        """A participle modifies its subject ("troops fighting …"); an infinitive has the noun's agent ("plan to …")."""
        if node.tag == "VB" and node.head.pos == "NOUN":
            return self._agent_of_noun(node.head, depth)
        if node.tag == "VBG" and node.head.lemma in lex.DOCUMENTS:
            return self._agent_of_noun(node.head, depth) or node.head
        return node.head

    def _agent_of_noun(self, noun: Node, depth: int) -> Node | None:
        owner = noun.child("poss")
        if owner is not None:
            return owner
        by = next((prep for prep in noun.children if prep.lower == "by" and prep.child("pobj")), None)
        if by is not None:
            return by.child("pobj")
        names = _names(noun)
        if names:
            return names[0]
        if noun.dep in ("dobj", "attr") and noun.head.pos in ("VERB", "AUX"):
            return self.surface(noun.head, depth + 1)
        return None

    def _controller(self, verb: Node, depth: int) -> Node | None:
        """Whose deed an infinitive is: the object's after "urge", the subject's after "agree"."""
        if verb.pos == "AUX" or verb.lemma not in lex.OBJECT_CONTROL:
            return self.surface(verb, depth + 1)
        if is_passive(verb):
            return self.surface(verb, depth + 1)
        target = next((noun for noun in verb.all("dobj", "dative") if noun.pos != "ADP"), None)
        if target is not None:
            return target
        for prep in verb.all("prep"):
            if prep.lower in ("on", "upon", "to", "for", "with"):
                return prep.child("pobj")
        return self.surface(verb, depth + 1)

    # ------------------------------------------------------------ arguments of verbs and predicates

    def _verb_args(self, node: Node) -> list[Arg]:
        copula = node.head if node.dep in ("acomp", "attr", "oprd") else None
        surface = self.surface(node)
        passive = is_passive(node)
        objects = [surface] if passive and surface else self._objects(node)
        subjects = _agents(node) if passive else ([surface] if surface else [])
        args = self._phrases("subject", subjects) + self._phrases("object", objects)
        args += self._phrases("recipient", [noun for noun in node.all("dative") if noun.pos != "ADP"]) + self._phrases(
            "predicate", node.all("oprd")
        )
        args += self._clauses(node) + self._preps(node, objects)
        if copula is not None and copula.pos == "AUX":
            args += self._clauses(copula, skip=node) + self._preps(copula, [])
        return args + _mods(node)

    def _objects(self, node: Node) -> list[Node]:
        own = node.child("dobj")
        clause = node
        while clause.dep in ("xcomp", "conj") and clause.head is not clause:
            clause = clause.head
        if own is not None:
            return [clause.head] if own.lower in _RELATIVES and clause.dep == "relcl" else [own]
        if clause.dep == "relcl" and _gap_is_object(clause, node):
            return [clause.head]
        return []

    def _clauses(self, node: Node, skip: Node | None = None) -> list[Arg]:
        args = []
        for child in node.children:
            if child is skip or (child.index not in self.ids and _predicate(child) is None):
                continue
            if child.dep in ("ccomp", "xcomp"):
                args += self._clause_args("clause", child)
            elif child.dep == "advcl":
                args += self._clause_args("adv." + _conjunction(child), child)
            elif child.dep == "acl" and child.tag == "VB":
                args += self._clause_args("clause", child)
        return args

    def _clause_args(self, slot: str, head: Node) -> list[Arg]:
        """A clause and the clauses joined to it, unless those have subjects of their own."""
        heads = [head, *(node for node in head.all("conj") if node.child("nsubj", "nsubjpass") is None)]
        return [self._clause_arg(slot, node) for node in heads if self._mention_id(node) is not None]

    def _clause_arg(self, slot: str, node: Node) -> Arg:
        words = (Word(node.form, node.lemma, node.pos, "head"),)
        return Arg(slot, node.start, node.end, node.lemma.lower(), node.pos, self._mention_id(node), words)

    def _mention_id(self, node: Node) -> int | None:
        predicate = _predicate(node)
        return self.ids.get(node.index if predicate is None else predicate.index)

    def _phrases(self, slot: str, heads: Iterable[Node]) -> list[Arg]:
        args = []
        for head in heads:
            for node in noun_phrases(head)[:MAX_CONJUNCTS]:
                if _is_nobody(node):
                    continue
                if node.pos == "VERB" and node.index in self.ids:
                    args.append(self._clause_arg(slot, node))
                else:
                    args.append(phrase_arg(slot, node, self._held(node)))
        return args

    def _held(self, node: Node) -> int | None:
        return self.ids.get(node.index)

    def _preps(self, node: Node, pool_from: Iterable[Node]) -> list[Arg]:
        near, far = self._own_preps(node)
        for noun in pool_from:
            if noun.pos == "NOUN":
                own, deeper = self._own_preps(noun)
                near += own
                far += deeper
        return near + far

    def _own_preps(self, node: Node) -> tuple[list[Arg], list[Arg]]:
        """(prepositional phrases of this word, those that hang on their nouns: "a protest by truckers against …")."""
        near: list[Arg] = []
        far: list[Arg] = []
        for prep in _prepositions(node):
            near += self._prep_args(prep)
            for noun in prep.all("pobj"):
                far += [
                    a
                    for p in _prepositions(noun)
                    if p.lower in _POOLED - {"in", "for", "at"}
                    for a in self._prep_args(p)
                ]
        return near, far

    def _prep_args(self, prep: Node) -> list[Arg]:
        slot = "prep." + _preposition(prep)
        args = self._phrases(slot, prep.all("pobj"))
        for clause in prep.all("pcomp"):
            if self._mention_id(clause) is not None:
                args += self._clause_args(slot, clause)
        for inner in prep.all("prep"):
            args += [arg._replace(slot=slot) if slot == "prep.according" else arg for arg in self._prep_args(inner)]
        return args

    # ------------------------------------------------------------ arguments of event nouns

    def _carrier(self, noun: Node) -> tuple[Node, str] | None:
        """The light verb that carries this noun and its voice: "launched an attack", "came under attack"."""
        first = noun
        while first.dep == "conj" and first.head.pos == "NOUN":
            first = first.head
        verb = first.head
        if first.dep == "attr":
            return verb, "active"
        if first.dep == "acl" or first is verb:
            return None
        if first.dep == "dobj" and verb.lemma in lex.LIGHT_VERBS:
            return verb, "active"
        if first.dep == "nsubjpass" and verb.lemma in lex.LIGHT_VERBS:
            return verb, "active"
        if first.dep == "dobj" and verb.lemma in lex.PASSIVE_LIGHT_VERBS:
            return verb, "passive"
        if first.dep == "pobj":
            voice = lex.LIGHT_PHRASES.get((verb.head.lemma, verb.lower))
            return (verb.head, voice) if voice else None
        return None

    def _noun_args(self, noun: Node, carrier: tuple[Node, str] | None) -> list[Arg]:
        first = noun
        while first.dep == "conj" and first.head.pos == "NOUN":
            first = first.head
        owners = noun.all("poss") or first.all("poss")
        args = self._phrases("subject", owners)
        args += [phrase_arg("adj", name) for name in _names(noun) or _names(first)]
        near, far = self._own_preps(noun)
        if carrier is not None:
            verb, voice = carrier
            args += self._carried(noun, verb, voice)
            near += [arg for arg in self._own_preps(verb)[0] if arg.start != noun.start]
        elif noun.dep == "dobj":
            near += [arg for arg in self._own_preps(noun.head)[0] if arg.slot in ("prep.by", "prep.against")]
        later = [arg for other in noun.all("conj") if not near for arg in self._own_preps(other)[0]]
        return args + self._clauses(noun) + near + far + later + _mods(noun)

    def _carried(self, noun: Node, verb: Node, voice: str) -> list[Arg]:
        passive = is_passive(verb)
        heads = _agents(verb) if passive else [self.surface(verb)]
        slot = "subject" if voice == "active" else "object"
        args = self._phrases(slot, [head for head in heads if head is not None and head is not noun])
        word = Word(verb.form, verb.lemma, verb.pos, "head")
        return [
            *args,
            Arg("light", verb.start, verb.end, verb.lemma.lower(), verb.pos, self.ids.get(verb.index), (word,)),
        ]


def _is_nobody(node: Node) -> bool:
    """Calendar names and reflexive pronouns fill no slot."""
    if node.lower in lex.REFLEXIVES:
        return True
    return node.lower in lex.CALENDAR and node.pos in ("PROPN", "NOUN") and node.child("compound") is None


def is_passive(node: Node) -> bool:
    """Whether a verb stands in the passive, reduced passives ("the man accused of …") included."""
    if node.child("auxpass", "nsubjpass") is not None:
        return True
    if node.tag not in ("VBN", "VBD") or node.child("nsubj") is not None or node.lemma in lex.INTRANSITIVES:
        return False
    if node.child("aux") is not None:
        return False
    if node.dep in ("acl", "relcl", "advcl", "amod"):
        return node.child("dobj") is None or node.lemma in ("give", "offer", "award", "deny", "grant")
    return node.dep == "conj" and node.head.pos == "VERB" and is_passive(node.head)


def _is_trigger(node: Node) -> bool:
    if node.pos == "VERB":
        return node.dep not in ("amod", "compound", "aux", "auxpass", "nmod")
    if node.pos == "NOUN":
        return node.dep not in ("compound", "npadvmod", "nmod", "quantmod", "poss") or node.tag == "VBG"
    return node.pos == "ADJ" and node.dep in ("acomp", "oprd", "attr", "ROOT", "ccomp", "advcl", "conj", "xcomp")


def _predicate(node: Node) -> Node | None:
    """What a copula says of its subject: "is responsible" → responsible."""
    return node.child("acomp", "attr") if node.pos == "AUX" or node.lemma == "be" else None


def _names(noun: Node) -> list[Node]:
    return [
        child
        for child in noun.all("amod", "compound", "nmod")
        if child.pos in ("PROPN", "ADJ") and child.form[:1].isupper() and child.index < noun.index
    ]


def _mods(node: Node) -> list[Arg]:
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


def _agents(node: Node) -> list[Node]:
    found = [noun for by in node.all("agent") for noun in by.all("pobj")]
    if not found:
        found = [noun for by in node.all("prep") if by.lower == "by" for noun in by.all("pobj")]
    if not found and node.dep == "conj" and node.child("nsubj", "nsubjpass") is None and is_passive(node.head):
        return _agents(node.head)
    return [noun for noun in found if noun.pos not in ("NUM",)]


def _prepositions(node: Node) -> list[Node]:
    return [
        child for child in node.children if child.dep in ("prep", "dative") and child.pos in ("ADP", "SCONJ", "VERB")
    ]


def _preposition(prep: Node) -> str:
    return {"upon": "on", "towards": "toward", "onto": "on"}.get(prep.lower, prep.lower)


def _particle(node: Node) -> Node | None:
    own = node.child("prt")
    if own is not None:
        return own
    for child in node.children:
        loose = child.dep == "advmod" or (child.dep == "prep" and child.child("pobj", "pcomp") is None)
        if loose and child.lower in lex.PARTICLES and 0 < child.index - node.index <= 4:
            return child
    return None


def _conjunction(clause: Node) -> str:
    mark = clause.child("mark")
    if mark is not None:
        return mark.lower
    if any(child.lower == "to" and child.dep == "aux" for child in clause.children):
        return "to"
    adverb = next(
        (child for child in clause.all("advmod") if child.lower in ("when", "where", "while", "after", "before")), None
    )
    return adverb.lower if adverb is not None else "ing"


def _gap_is_object(clause: Node, verb: Node) -> bool:
    """ "the town rebels seized": a relative clause whose verb lacks its object."""
    subject = clause.child("nsubj")
    if subject is None or subject.lower in _RELATIVES or is_passive(verb):
        return False
    adverbs = {child.lower for child in clause.children if child.dep == "advmod"}
    pronoun_under_prep = any(
        p.child("pobj") is not None and p.child("pobj").lower in _RELATIVES for p in clause.all("prep")
    )  # type: ignore[union-attr]
    return not adverbs & {"where", "when", "why"} and not pronoun_under_prep and verb.child("ccomp", "xcomp") is None
