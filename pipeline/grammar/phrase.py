"""Noun phrases: from a head word to the words that name an actor or thing."""

from pipeline.grammar.lexicon import CALENDAR, CONTAINERS, GROUPS, HOMES, KEPT_PREPOSITIONS, OF_VERBS, TIMES
from pipeline.grammar.one_name import is_one_task
from pipeline.grammar.repair import name_parts
from pipeline.grammar.tree import Node
from pipeline.mentions import Arg, Word

MAX_WORDS = 60  # of a phrase: in nests such as "the fall of the rise of …", phrases hold each other

_BEFORE = frozenset(
    {
        "amod",
        "compound",
        "poss",
        "nummod",
        "quantmod",
        "nmod",
        "advmod",
        "det",
        "predet",
        "npadvmod",
        "punct",
        "case",
        "neg",
    }
)
_OF_ITS_OWN = _BEFORE - {"punct"}  # what tells a joined noun from a bare one
_COMMAS = frozenset({",", ";", ":"})
_NATIONS = frozenset({"US", "U.S.", "UK", "U.K."})  # said of somebody as an adjective would be
_NOUNLIKE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "DET", "VERB"})


def noun_phrases(head: Node) -> list[Node]:
    """The conjoined heads of a noun phrase: "France and Germany" → France, Germany."""
    if is_one_task(head):
        return [head]
    return [node for node in head.conjuncts() if node is head or node.pos in _NOUNLIKE]


def core(head: Node) -> Node:
    """The noun that a container noun or number counts: "dozens of protesters", "11 of its prisoners"."""
    seen = 0
    while (head.lemma in CONTAINERS or head.pos == "NUM") and seen < 3:
        inner = next((prep.child("pobj") for prep in head.all("prep") if prep.lower == "of"), None)
        if inner is None:
            break
        head, seen = inner, seen + 1
    return head


def phrase_args(slot: str, head: Node, mention: int | None = None) -> list[Arg]:
    """Like phrase_arg; "Greek and Turkish officials" are two, each in its own words, the last with the noun."""
    names = _sharing(head)
    if not names:
        return [phrase_arg(slot, head, mention)]
    parts = _parts(head)
    own = [_own(name) for name in names]
    others = set().union(*map(set, own), *(_joints(name) for name in names))
    rest = {index: part for index, part in parts.items() if index not in others}
    args = []
    for words in own:
        one = _arg(slot, head, mention, rest | words)
        last = words is own[-1]
        start, end = min(words), max(words)
        args.append(one._replace(start=words[start][0].start, end=one.end if last else words[end][0].end))
    return args


def _sharing(head: Node) -> list[Node]:
    """The joined names before a plural noun that all of them share: "Hamas and Fatah leaders"."""
    if head.tag != "NNS" or head.pos != "NOUN":
        return []
    for child in head.children:
        if child.dep in ("amod", "nmod", "compound", "poss") and child.child("conj") is not None:
            names = [*head.all("nmod"), *child.conjuncts()] if child.dep == "nmod" else child.conjuncts()
            names = sorted({name.index: name for name in names if name.index < head.index}.values(), key=_place)
            named = all(name.form[:1].isupper() and name.lower not in CALENDAR for name in names)
            return names if named and child.child("cc") is not None else []
    return []


def _place(node: Node) -> int:
    return node.index


def _own(name: Node) -> dict[int, tuple[Node, str]]:
    """A joined name with what is before it, but not what is joined to it."""
    parts = {name.index: (name, "mod")}
    for child in name.children:
        if child.dep not in ("conj", "cc", "punct"):
            _take(child, "mod", parts)
    return parts


def _joints(name: Node) -> set[int]:
    return {child.index for child in name.children if child.dep in ("cc", "punct")}


def phrase_arg(slot: str, head: Node, mention: int | None = None) -> Arg:
    """The argument that a noun phrase fills: its span in the text and its words by part."""
    return _arg(slot, head, mention, _parts(head))


def compound_args(noun: Node) -> list[Arg]:
    """ "Israeli army raids", "rebel attacks": the plain words before a noun, each with the nationality before it."""
    args = []
    for plain in noun.all("compound", "amod"):
        if plain.index < noun.index and (plain.pos == "NOUN" or plain.lower in GROUPS):
            parts = _parts(plain)
            nation = next((word for word in noun.all("amod", "nmod") if word.index == min(parts) - 1), None)
            if nation is not None and nation.form[:1].isupper() and nation.lower not in CONTAINERS:
                _take(nation, "mod", parts)
            args.append(_arg("compound", plain, None, parts))
    return args


def _parts(head: Node) -> dict[int, tuple[Node, str]]:
    inner = core(head)
    parts: dict[int, tuple[Node, str]] = {}
    _collect(head, "head", parts)
    if inner is not head:
        for index, (node, _) in list(parts.items()):
            parts[index] = (node, "mod")
        _collect(inner, "head", parts)
    return _whose(inner, parts) if _is_stance(inner) else parts


def _whose(noun: Node, parts: dict[int, tuple[Node, str]]) -> dict[int, tuple[Node, str]]:
    """A phrase without its noun and the possessive ending before it."""
    owner = noun.child("poss")
    ending = owner.child("case") if owner is not None else None
    return {index: part for index, part in parts.items() if part[0] not in (noun, ending)}


def _is_stance(noun: Node) -> bool:
    """ "Germany's opposition to the pact" is Germany's own, not its opposition parties."""
    owners = noun.all("poss", "amod", "compound") if noun.lemma == "opposition" else []
    named = any(owner.pos == "NOUN" or owner.form[:1].isupper() for owner in owners)
    return named and any(prep.lower == "to" for prep in noun.all("prep"))


def _arg(slot: str, head: Node, mention: int | None, parts: dict[int, tuple[Node, str]]) -> Arg:
    inner = core(head)
    ordered = [parts[index] for index in sorted(parts)]
    while len(ordered) > 1 and ordered[-1][0].pos in ("PUNCT", "CCONJ"):
        ordered.pop()
    while len(ordered) > 1 and ordered[0][0].pos == "PUNCT" and ordered[0][0].form in _COMMAS:
        del ordered[0]  # "In Yerevan, crowds"
    said = ((node, part) for node, part in ordered if node.pos != "PUNCT" or node.form == "-")
    shared = ((nation, "mod") for nation in _shared_nation(head))
    words = tuple(word for node, part in (*shared, *said) for word in _words(node, part))
    pos = "TIME" if inner.lemma in TIMES and inner.pos == "NOUN" else inner.pos
    return Arg(slot, ordered[0][0].start, ordered[-1][0].end, inner.lemma, pos, mention, words)


def _shared_nation(noun: Node) -> list[Node]:
    """ "Israeli tanks and troops": the nationality before the first of joined nouns is the bare next one's too."""
    first = noun.head
    if noun.dep != "conj" or first.pos != "NOUN" or noun.pos != "NOUN" or noun.child(*_OF_ITS_OWN):
        return []
    return [
        word
        for word in first.all("amod", "compound")
        if word.form[:1].isupper() and ((word.pos == "ADJ" and word.dep == "amod") or word.form in _NATIONS)
    ]


def _words(node: Node, part: str) -> list[Word]:
    """A node's word; of a name with links its parts, as dictionaries have them."""
    parts = name_parts(node.form)
    if len(parts) == 1:
        return [Word(node.form, node.lemma, node.pos, part)]
    return [Word(form, form, node.pos, part) for form in parts]


def _collect(head: Node, part: str, parts: dict[int, tuple[Node, str]]) -> None:
    parts[head.index] = (head, part)
    for child in head.children:
        if child.index < head.index and child.dep in _BEFORE and not _result(child):
            _take(child, "mod" if part == "head" else part, parts)
        elif child.index > head.index and (_keeps(child) or _names_task(child)):
            _take(child, "prep", parts)
        elif child.dep in ("appos", "flat", "nmod", "nummod") and child.index > head.index and not _behind_verb(child):
            _take(child, "appos" if child.dep == "appos" else "mod", parts)
        _take_home(child, parts)


def _keeps(prep: Node) -> bool:
    kept = prep.lower in KEPT_PREPOSITIONS or prep.form == "Without"  # Doctors Without Borders
    return prep.dep == "prep" and kept and not _verbs_own(prep)


def _names_task(clause: Node) -> bool:
    """ "the Committee to Protect Journalists": what a body is for belongs to its name."""
    return (
        clause.dep in ("relcl", "acl")
        and clause.tag == "VB"
        and clause.form[:1].isupper()
        and clause.head.pos == "PROPN"
    )


def _result(child: Node) -> bool:
    """ "shot dead two soldiers": what became of them stands before the phrase, not in it."""
    return child.dep == "amod" and child.lower == "dead"


def _behind_verb(apposed: Node) -> bool:
    """ "Four people were killed, two of them officers": an apposition behind the verb is no part of the phrase."""
    noun = apposed.head
    return apposed.dep == "appos" and noun.index < noun.head.index < apposed.index


def _verbs_own(prep: Node) -> bool:
    """ "accused the army of shelling", "of fraud": what follows is the verb's, whatever it is parsed to hang on."""
    noun = prep.head
    asked = prep.lower == "of" and noun.dep == "dobj" and noun.head.lemma in OF_VERBS
    return asked or prep.child("pcomp") is not None


def _take(node: Node, part: str, parts: dict[int, tuple[Node, str]]) -> None:
    """Everything below a modifier, but no clauses: they have actors of their own."""
    if len(parts) >= MAX_WORDS:
        return
    parts[node.index] = (node, part)
    for child in node.children:
        if child.dep not in ("relcl", "acl", "advcl", "ccomp"):
            _take(child, part, parts)
        elif part == "prep":
            _take_home(child, parts)


def _take_home(clause: Node, parts: dict[int, tuple[Node, str]]) -> None:
    """ "militants based in Mali", "people now living in camps": where somebody is at home belongs to the phrase."""
    if clause.dep not in ("acl", "amod") or clause.lower not in HOMES:
        return
    for prep in clause.all("prep"):
        if prep.lower in HOMES[clause.lower] and prep.child("pobj") is not None:
            parts[clause.index] = (clause, "prep")
            _take(prep, "prep", parts)
