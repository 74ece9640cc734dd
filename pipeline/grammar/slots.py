"""A sentence's tree → its mentions: verbs, event nouns and predicates with arguments in active-voice slots.

Slots
    subject, object        as in the active voice: in "X was attacked by Y" the subject is Y
    recipient              the indirect object: "gave Ukraine weapons"
    predicate              what the object is called or made: "called him a terrorist"
    clause                 a complement clause or infinitive, and the clause a noun announces ("a plan to …")
    prep.<word>            prepositional phrases, nearest first; those of the object follow ("a protest against …")
    adv.<word>             adverbial clauses by their conjunction; "adv.to" is a purpose
    adj                    a noun's adjectives and compounds that are names: "Israeli strikes"
    compound               the plain words before a noun: "rebel attacks", "Israeli army raids"
    mod                    a word's own plain modifiers: "air strikes", "peace talks", "strongly condemned"
    light                  the light verb that carries an event noun: "launched an attack"
"""

from collections.abc import Iterable

from pipeline.grammar import lexicon as lex
from pipeline.grammar.carriers import carrier, holder, takes_part
from pipeline.grammar.noun_status import noun_status
from pipeline.grammar.objects import objects
from pipeline.grammar.one_name import is_office
from pipeline.grammar.phrase import compound_args, core, noun_phrases, phrase_arg, phrase_args
from pipeline.grammar.scopes import Scopes
from pipeline.grammar.status import Status, verb_status
from pipeline.grammar.subjects import Subjects, agents, is_asked, is_passive
from pipeline.grammar.tree import Node
from pipeline.grammar.words import (
    conjunction,
    infinitive,
    is_absolute,
    is_nobody,
    is_reporting,
    is_trigger,
    mods,
    names,
    particle,
    predicate,
    preposition,
    prepositions,
)
from pipeline.mentions import Arg, Mention, Word

_POOLED = frozenset(
    """against on by with over toward towards to from between into at upon in for among under""".split()
)
_DEEP = _POOLED - {"in", "for", "at"} | {"of"}  # "called for the resignation of the governor"
# What joined objects may share.
_SHARED = frozenset("to for from against with on over near off toward towards along".split())
_GOALS = ("to", "into")
# By the label of an event noun, what its verb parts from it: "talks were arranged between …".
_PARTED = {"dobj": ("prep.by", "prep.against"), "nsubjpass": ("prep.between",), "nsubj": ("prep.between",)}
MAX_CONJUNCTS = 8


def read_sentence(nodes: list[Node], doc_id: str, sentence_id: int) -> list[Mention]:
    """All mentions of one sentence, in text order."""
    return _Reader(nodes).mentions(doc_id, sentence_id)


class _Reader:
    """Reads one sentence; remembers who was found to be whose subject."""

    def __init__(self, nodes: list[Node]) -> None:
        self.triggers = [node for node in nodes if is_trigger(node)]
        self.ids = {node.index: number for number, node in enumerate(self.triggers)}
        self.subjects = Subjects()
        self.scopes = Scopes(nodes, self.triggers)
        self._read: dict[int, list[Arg]] = {}  # prepositional phrases, many of which several mentions share

    def mentions(self, doc_id: str, sentence_id: int) -> list[Mention]:
        return [self._mention(node, doc_id, sentence_id) for node in self.triggers]

    def _mention(self, node: Node, doc_id: str, sentence_id: int) -> Mention:
        carried = carrier(node) if node.pos == "NOUN" else None
        status = self._status(node, carried)
        args = self._noun_args(node, carried) if node.pos == "NOUN" else self._verb_args(node)
        found = particle(node)
        end = max(node.end, found.end) if found is not None and found.index == node.index + 1 else node.end
        return Mention(
            doc_id, sentence_id, self.ids[node.index], node.lemma.lower(), node.lower, node.pos.replace("AUX", "VERB"),
            found.lower if found is not None else None, node.start, end,
            status.status, status.negated, status.cue, self._parent(node), tuple(args), self.scopes.scope(node),
        )  # fmt: skip

    @staticmethod
    def _status(node: Node, carried: tuple[Node, str] | None) -> Status:
        if node.pos != "NOUN":
            return verb_status(node)
        return noun_status(node, node if node.dep == "attr" else carried[0] if carried else None)

    def _parent(self, node: Node) -> int | None:
        at = node
        reporting = node.child("parataxis")
        if reporting is not None and is_reporting(reporting) and reporting.index in self.ids:
            return self.ids[reporting.index]
        while at.head is not at and not is_reporting(at):
            at = at.head
            if at.index in self.ids:
                return self.ids[at.index]
            said = predicate(at)
            if said is not None and said is not node and said.index in self.ids:
                return self.ids[said.index]
        return None

    # ------------------------------------------------------------ arguments of verbs and predicates

    def _verb_args(self, node: Node) -> list[Arg]:
        copula = node.head if node.dep in ("acomp", "attr", "oprd") else None
        surface = self.subjects.surface(node)
        passive = is_passive(node)
        done_to = objects(node)
        recipients = [noun for noun in node.all("dative") if noun.pos != "ADP"]
        if passive and surface is not None and done_to:  # "X was denied entry"
            recipients.append(surface)
        elif passive and surface is not None:
            done_to = [surface]
        subjects = agents(node) or self.subjects.causers(node) if passive else ([surface] if surface else [])
        args = self._phrases("subject", subjects) + self._phrases("object", done_to)
        args += self._phrases("recipient", recipients) + self._phrases("predicate", node.all("oprd"))
        args += self._clauses(node) + self._preps(node, done_to)
        if copula is not None and copula.pos == "AUX":
            args += self._clauses(copula, skip=node) + self._preps(copula, [])
        return args + mods(node)

    def _clauses(self, node: Node, skip: Node | None = None) -> list[Arg]:
        args = self._clause_args("clause", node.head) if is_reporting(node) else []
        for child in node.children:
            if child is skip or (child.index not in self.ids and predicate(child) is None):
                continue
            if child.dep == "ccomp" and _set_apart(child):
                continue
            if child.dep in ("ccomp", "xcomp") or is_asked(child):
                args += self._clause_args("clause", child)
            elif child.dep == "advcl":
                args += self._clause_args("adv." + conjunction(child), child)
            elif child.dep in ("acl", "relcl") and (_is_content(child) or (child.tag == "VB" and infinitive(child))):
                args += self._clause_args("clause", child)
            elif child.dep == "acl" and child.tag == "VBG":  # "a rally demanding reforms"
                args += self._clause_args("adv.ing", child)
        return args

    def _clause_args(self, slot: str, head: Node) -> list[Arg]:
        """A clause and the clauses joined to it, unless those have subjects of their own."""
        heads = [head, *(node for node in head.all("conj") if node.child("nsubj", "nsubjpass") is None)]
        return [self._clause_arg(slot, node) for node in heads if self._mention_id(node) is not None]

    def _clause_arg(self, slot: str, node: Node) -> Arg:
        said = predicate(node)
        if said is not None and said.pos in ("NOUN", "ADJ"):  # "said that this was terrorism"
            told = phrase_arg(slot, said, self.ids.get(said.index))
            return told._replace(pos="VERB", words=(Word(node.form, node.lemma, node.pos, "mod"), *told.words))
        marks = [child for child in node.all("aux") if child.lower == "to"]  # "told them to go", not "that they go"
        words = (*(Word(to.form, "to", to.pos, "mod") for to in marks), Word(node.form, node.lemma, node.pos, "head"))
        return Arg(slot, node.start, node.end, node.lemma.lower(), node.pos, self._mention_id(node), words)

    def _mention_id(self, node: Node) -> int | None:
        said = predicate(node)
        return self.ids.get(node.index if said is None else said.index)

    def _phrases(self, slot: str, heads: Iterable[Node]) -> list[Arg]:
        args = []
        for head in heads:
            for node in noun_phrases(head)[:MAX_CONJUNCTS]:
                if is_nobody(node):
                    continue
                if node.pos == "VERB" and node.index in self.ids:
                    args.append(self._clause_arg(slot, node))
                else:
                    args += phrase_args(slot, node, self.ids.get(node.index))
        return [arg for arg in args if arg.words]  # markup is read as a phrase of punctuation alone

    def _preps(self, node: Node, pool_from: Iterable[Node]) -> list[Arg]:
        near, far = self._own_preps(node)
        for noun in pool_from:
            counted = core(noun)
            if noun.pos in ("NOUN", "NUM") or counted is not noun:
                own, deeper = self._own_preps(noun)
                near += own
                far += deeper
                if counted is not noun:  # "delivered the first of ten tanks to Mali"
                    far += [arg for arg in self._own_preps(counted)[0] if arg not in far]
                for joined in noun.all("conj"):  # "delivered tents and blankets to Mali"
                    far += [arg for p in prepositions(joined) if p.lower in _SHARED for arg in self._prep_args(p)]
                if node.lemma in lex.TRANSFER:
                    far += self._carried_off(noun)
        return near + far

    def _carried_off(self, noun: Node) -> list[Arg]:
        """ "returned skulls that had been looted in 1897 to Benin": where it goes is read with what modifies it."""
        clauses = (verb for clause in noun.all("acl", "relcl") for verb in (clause, *clause.all("advmod")))
        return [a for verb in clauses for p in prepositions(verb) if p.lower in _GOALS for a in self._prep_args(p)]

    def _own_preps(self, node: Node, but: Node | None = None) -> tuple[list[Arg], list[Arg]]:
        """(prepositional phrases of this word, those that hang on their nouns: "a protest by truckers against …").

        A phrase that holds `but` is left out.
        """
        near: list[Arg] = []
        far: list[Arg] = []
        beside = particle(node)
        own = prepositions(node) + (prepositions(beside) if beside is not None else [])  # "gave the gold back to Benin"
        for prep in own:
            if prep is beside or (but is not None and but.head is prep):
                continue
            near += self._prep_args(prep)
            for first in prep.all("pobj") if prep.lower not in lex.BACKGROUND else ():
                for noun in _lasting(first):
                    far += [a for p in prepositions(noun) if _is_deep(p, prep) for a in self._prep_args(p)]
        for adverb in node.all("advmod"):
            if adverb.lower in lex.NEARBY:
                near += [arg._replace(slot="prep.near") for prep in adverb.all("prep") for arg in self._prep_args(prep)]
        return near, far

    def _prep_args(self, prep: Node) -> list[Arg]:
        if prep.index not in self._read:
            self._read[prep.index] = self._read_prep(prep)
        return self._read[prep.index]

    def _read_prep(self, prep: Node) -> list[Arg]:
        noun = prep.child("pobj")
        amid = noun is not None and takes_part(noun, prep)
        slot = "prep.during" if amid else "adv.with" if is_absolute(prep) else "prep." + preposition(prep)
        args = self._phrases(slot, prep.all("pobj"))
        for clause in prep.all("pcomp"):
            if self._mention_id(clause) is not None:
                args += self._clause_args(slot, clause)
        for inner in prep.all("prep"):
            args += [arg._replace(slot=slot) if slot == "prep.according" else arg for arg in self._prep_args(inner)]
        return args

    # ------------------------------------------------------------ arguments of event nouns

    def _noun_args(self, noun: Node, carried: tuple[Node, str] | None) -> list[Arg]:
        first = holder(noun)
        owners = noun.all("poss") or first.all("poss")
        if carried is not None:  # "held their talks"
            owners = [owner for owner in owners if owner.pos != "PRON"]
        args = self._phrases("subject", [_whose(owner) for owner in owners])
        args += [phrase_arg("adj", name) for name in names(noun) or names(first)] + compound_args(noun)
        near, far = self._own_preps(noun)
        if first is not noun and first.lemma in lex.CONTAINERS:
            near += self._own_preps(first, but=noun)[0]
        if carried is not None:
            verb, voice = carried
            args += self._carried(noun, verb, voice)
            near += [arg for arg in self._own_preps(verb)[0] if arg.start != noun.start]
            args += [arg for arg in self._clauses(verb) if arg.slot[:4] == "adv."]
        elif first.dep in _PARTED:
            near += [arg for arg in self._own_preps(first.head)[0] if arg.slot in _PARTED[first.dep]]
        later = [arg for other in noun.all("conj") if not near for arg in self._own_preps(other)[0]]
        return args + self._clauses(noun) + near + far + later + mods(noun)

    def _carried(self, noun: Node, verb: Node, voice: str) -> list[Arg]:
        passive = is_passive(verb)
        surface = self.subjects.surface(verb)
        doers = agents(verb) if passive else [surface] if surface else []
        slot = "object" if voice == "passive" else "subject"
        args = self._phrases(slot, [head for head in doers if head is not noun])
        if voice == "causative":
            args += self._phrases("object", [surface] if passive and surface else objects(verb))
        args += self._phrases("recipient", [one for one in verb.all("dative") if one.pos != "ADP"])
        word = Word(verb.form, verb.lemma, verb.pos, "head")
        return [
            *args,
            Arg("light", verb.start, verb.end, verb.lemma.lower(), verb.pos, self.ids.get(verb.index), (word,)),
        ]


def _whose(owner: Node) -> Node:
    """ "the rebels, whose capture of Goma …": who is meant by "whose"."""
    clause = owner
    while owner.lower == "whose" and clause.dep != "relcl" and clause.head is not clause:
        clause = clause.head
    return clause.head if clause.dep == "relcl" and owner.lower == "whose" else owner


def _lasting(noun: Node) -> list[Node]:
    """A noun, and with it the deed that fills it as a time: "two days of clashes"."""
    of = (prep for prep in noun.all("prep") if prep.lower == "of" and noun.lemma in lex.SPANS)
    return [noun, *(deed for prep in of for deed in prep.all("pobj"))]


def _is_deep(prep: Node, above: Node) -> bool:
    """Whether a preposition on another's noun may name a party; the tasks of an office do not, nor does company in what
    is only talked about: "spoke about Oman's talks with Iran"."""
    told = above.lower == "about" and above.head.pos == "VERB" and prep.lower in ("with", "between")
    return prep.lower in _DEEP and not told and not (prep.lower == "of" and is_office(prep.head))


def _is_content(clause: Node) -> bool:
    """ "the demand that troops leave": what the noun says; the "that" of a relative clause is its subject or object."""
    mark = clause.child("mark")
    return mark is not None and mark.lower == "that"


def _set_apart(clause: Node) -> bool:
    """ "Crowds burned a market; the army imposed a curfew": with a semicolon between, neither clause is the other's."""
    return any(clause.index < mark.index < clause.head.index for mark in clause.head.all("punct") if mark.form == ";")
