"""What a word says of the deed it governs: "plans to …", "failed to …", "fears that …", "refrained from …"."""

from pipeline.grammar import lexicon as lex
from pipeline.grammar import unreal
from pipeline.grammar.negation import negator_of
from pipeline.grammar.tree import Node
from pipeline.grammar.words import infinitive, predicate

Told = tuple[str, str]
"""A status and the word that gives it."""
Said = tuple[Told | None, str | None]
"""The status that a governing word gives, and the word that denies; a deed is told as done where both are None."""

_INFINITIVES = frozenset({"xcomp", "acl", "advcl", "pcomp", "acomp", "attr", "ccomp", "relcl"})
_WAITED_FOR = unreal.ASKED | lex.TIMES
_TOLD = {
    **dict.fromkeys(unreal.POSSIBLE, "possible"),
    **dict.fromkeys(("doubt", "wonder"), "conditional"),
    **dict.fromkeys("hope wish hopeful recommend request".split(), "wanted"),
    **dict.fromkeys(unreal.UNLIKELY | unreal.DREAMT, "imagined"),
    **dict.fromkeys(unreal.FEARED, "feared"),
}  # what words say of the clause behind them
_DOUBTS = unreal.FEARED | unreal.HEARSAY | unreal.POSSIBLE


def governed(node: Node, head: Node) -> Said | None:
    """What the word before an infinitive or gerund makes of it, None where it says nothing of its own."""
    if infinitive(node):
        return _of_infinitive(node, head) if node.dep in _INFINITIVES else None
    if node.dep == "pcomp" and head.head is not head:
        return of_prepositional(head)
    gerund = node.tag == "VBG" or any(aux.lower == "being" for aux in node.all("auxpass"))  # "risk being jailed"
    return _of_gerund(head) if node.dep == "xcomp" and gerund else None


def embedded(node: Node) -> Said | None:
    """What the word before a that-clause makes of it: "fears that …", "reports that …", "hopes that …"."""
    head, mark = node.head, node.child("mark")
    if node.child("nsubj", "nsubjpass") is None:
        return None
    if mark is not None and mark.lower == "for" and infinitive(node):
        return _of_judged(head)
    if node.dep not in ("ccomp", "acl") and not (node.dep == "relcl" and mark is not None and mark.lower == "that"):
        return None
    said = predicate(head)
    if said is not None and said.index < node.index:  # "it is unlikely that …"
        head = said
    if infinitive(node):  # "wants Iran to sign"
        return (("wanted", head.form), None) if head.lemma in unreal.WANTED else None
    if head.lemma == "let" and head.tag == "VB" and head.child("nsubj", "aux") is None:  # "Let us talk!"
        return ("wanted", head.form), None
    return _of_clause(head)


def _of_clause(head: Node) -> Said | None:
    """What a word says of the clause behind it."""
    word = head.lemma
    if word in unreal.UNEXPECTED and head.pos == "VERB" and (negator := negator_of(head)):
        return ("imagined", f"{head.form} {negator}"), None
    if word in ("deny", "refute"):
        return None, head.form
    doubt = _doubted(head)
    if doubt is not None:
        return ("imagined", doubt.form), None
    told = _TOLD.get(word)
    if told is None and word in (unreal.OPINION if head.pos == "VERB" else unreal.HEARSAY):
        told = "alleged"
    return ((told, head.form), None) if told else None


def _doubted(noun: Node) -> Node | None:
    """What tells that there is nothing in hearsay: "no evidence that …", "dismissed as absurd a report that …"."""
    none = noun.child("det")
    if noun.lemma in unreal.TRACES and none is not None and none.lower == "no":
        return none
    verb = noun.head.head if noun.dep == "pobj" and noun.head.lower == "as" else noun.head
    told = noun.pos == "NOUN" and noun.lemma in unreal.HEARSAY and noun.dep in ("dobj", "nsubjpass", "pobj")
    return verb if told and verb.lemma in unreal.DISPUTING and verb is not noun else None


def _of_judged(head: Node) -> Said | None:
    """ "it would be a mistake for him to go", "it is vital for Chad to withdraw", "waited for police to leave"; but
    "it took a year for Chad to withdraw" is done."""
    said = predicate(head) or (head if head.dep in ("acomp", "attr") else None)
    if said is None:
        return (None if head.lemma == "take" else ("wanted", head.form)), None
    return ("obliged" if said.lemma in unreal.NEEDED else "imagined", said.form), None


def _of_infinitive(node: Node, head: Node) -> Said | None:
    """What a word says of the infinitive it governs; None where it says nothing of its own."""
    plot = head.child("dobj") if node.dep == "advcl" or head.child("dobj") is not None else head
    found = plot.head if plot is not None and plot.dep in ("dobj", "nsubjpass") else head
    if plot is not None and plot.lemma in unreal.PLANNING and found.lemma in unreal.AVERTING | unreal.UNCOVERING:
        return None, found.form  # "foiled a plot to kidnap …"
    if node.dep == "advcl":
        return (("planned", plot.form), None) if plot is not None and plot.lemma in unreal.PLANNING else None
    word = next((form for form in (head.lower, head.lemma) if form in unreal.INFINITIVES), head.lemma)
    asked = node.child("nsubj") is not None or head.child("dobj", "dative") is not None
    if word in unreal.NEGATIVE:
        return None, head.form
    if head.lemma == "have":
        yet = next((child for child in head.all("advmod") if child.lower in ("yet", "still")), None)
        return (None, yet.form) if yet is not None else (("obliged", head.form), negator_of(head))
    if _obliges(head):
        return ("obliged", head.form), negator_of(head)
    if (head.lemma == "be" and node.lemma != "blame") or head.lower == "going":  # "is to resign", not "is to blame"
        return ("planned", f"{head.form} to"), negator_of(head)
    if head.pos == "NOUN" and head.lemma in _WAITED_FOR:  # "calls to leave", "had two days to leave"
        return ("wanted", head.form), None
    reduced = head.tag == "VBN" and head.dep in ("acl", "amod", "advcl")  # "men believed to be spies"
    if head.lemma in unreal.ALLEGED and (head.child("auxpass") or reduced or head.lemma in ("seem", "appear")):
        return ("alleged", head.form), negator_of(head)
    if head.lemma in unreal.WANTED and (asked or (head.child("auxpass") and word not in unreal.PLANNING)):
        return ("wanted", head.form), negator_of(head)
    return _of_plan(node, head, word)


def _is_judgement(noun: Node) -> bool:
    """ "called the vote an attempt to silence them", "described it as a bid to": what somebody says of a deed."""
    if noun.dep == "oprd":
        return noun.head.lemma in lex.DECLARING
    as_what = noun.head if noun.dep == "pobj" and noun.head.lower == "as" else None
    return as_what is not None and as_what.head.lemma in lex.JUDGING


def _obliges(head: Node) -> bool:
    """ "needs to", "ought to", "has got to", "it is time for him to", "it is up to him to"; but "has got Iran to"."""
    got = (
        head.lower == "got"
        and head.child("dobj", "ccomp") is None
        and any(aux.lemma == "have" or aux.lower == "has" for aux in head.all("aux"))
    )
    up = head.lemma == "be" and any(prep.lower == "up" and prep.child("prep") for prep in head.all("prep"))
    plain = head.lower in ("ought", "incumbent") or (head.lemma == "time" and head.dep == "attr")
    return got or up or plain or (head.lemma == "need" and head.pos == "VERB")


def _of_plan(node: Node, head: Node, word: str) -> Said | None:
    if _is_judgement(head):
        return ("imagined", head.form), None
    if head.lemma in unreal.ALLOWED and head.child("auxpass") and (negator := negator_of(head)):
        return ("imagined", f"{head.form} {negator}"), None
    if word in unreal.PLANNING:
        spoilt = head.dep in ("dobj", "nsubjpass") and head.head.lemma in unreal.SPOILING
        return (("imagined", head.head.form), None) if spoilt else (("planned", head.form), negator_of(head))
    if word in unreal.FEARED:
        return ("feared", head.form), negator_of(head)
    if word in unreal.POSSIBLE:
        past = head.head.lower in ("was", "were")
        return None if past else (("possible", head.form), negator_of(head))
    done = word in unreal.DONE or _perfect(node) or ranks(head)
    if node.dep == "xcomp" and head.pos == "VERB" and not done:
        # "crossed the border to attack"
        apart = head.child("dobj") is not None and head.lemma not in lex.OBJECT_CONTROL
        return ("purposed" if apart else "planned", head.form), negator_of(head)
    return None


def ranks(head: Node) -> bool:
    """ "became the first state to ban it": what makes somebody the first is done."""
    what = head.child("attr")
    return what is not None and any(word.lower in unreal.RANKS for word in what.all("amod"))


def _perfect(infinitive: Node) -> bool:
    """ "claimed to have shot down a drone": what somebody claims or admits to have done is told as done."""
    return any(aux.lemma == "have" for aux in infinitive.all("aux"))


def _of_gerund(head: Node) -> Said | None:
    if head.lemma in unreal.AVERTING or head.lemma in unreal.NEGATIVE:
        return None, head.form
    if head.lemma in unreal.FEARED or head.lemma in unreal.DREAMT:
        return ("feared" if head.lemma in unreal.FEARED else "imagined", head.form), None
    if head.lemma in unreal.DELIBERATING or (head.lemma in unreal.PLANNING and head.lemma not in unreal.TRIED):
        return ("planned", head.form), negator_of(head)
    return None


def _parted(prep: Node) -> Node | None:
    """ "fears grow of a war": the noun that the verb parts from what it is of."""
    noun = prep.head.child("nsubj") if prep.lower == "of" and prep.head.pos == "VERB" else None
    return noun if noun is not None and noun.lemma in _DOUBTS else None


def _told_of(head: Node) -> Told | None:
    """ "the prospect of a war", "no sign of a truce", "reports of a raid", "accused of a raid"."""
    if head.lemma in unreal.POSSIBLE:
        return "possible", head.form
    if (doubt := _doubted(head)) is not None:
        return "imagined", doubt.form
    return ("alleged", head.form) if head.lemma in (unreal.HEARSAY if head.pos == "NOUN" else unreal.ACCUSING) else None


def of_prepositional(prep: Node) -> Said | None:
    """What stands behind a preposition: "refrained from …", "instead of …", "fears of …", "plans for …"."""
    head = _parted(prep) or prep.head
    word = head.lemma
    near = {prep.lower, head.lower, *(child.lower for child in (*prep.children, *head.all("advmod")))}
    if prep.lower in ("of", "from", "than") and near & unreal.INSTEAD:
        return None, min(near & unreal.INSTEAD)
    if prep.lower == "from" and head.pos == "VERB" and prep.child("pcomp") and word not in unreal.FROM_DEEDS:
        return None, head.form
    bare = prep.child("pobj")
    if prep.lower == "due" and prep.dep == "acomp" and bare is not None and bare.child("det", "poss", "amod") is None:
        return ("planned", prep.form), negator_of(head)  # "is due to host talks", with the verb taken for a noun
    if prep.lower in ("in", "for", "by", "with", "after", "before", "as", "from", "at"):
        return (("planned", head.form), negator_of(head)) if prep.lower == "for" and word in unreal.READY else None
    if word in unreal.BRINK and prep.lower == "of":
        return ("planned", head.form), negator_of(head)
    if word in unreal.FEARED:
        return ("feared", head.form), None
    told = _told_of(head) if prep.lower == "of" else None
    if told is not None:
        return told, None
    deliberating = word in unreal.DELIBERATING and prep.child("pcomp") is not None
    if deliberating or (word in unreal.PLANNING and word not in unreal.TRIED):
        return ("planned", head.form), negator_of(head)
    return None
