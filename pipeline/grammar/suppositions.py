"""What a clause only supposes: conditions, yes-or-no questions, fiction; and what it tells of days to come."""

from pipeline.english import CALENDAR_WORDS
from pipeline.grammar import unreal
from pipeline.grammar.tree import Node
from pipeline.grammar.words import infinitive, inverted

_CHAIN = frozenset({"xcomp", "ccomp", "conj", "acomp", "attr", "advcl"})
_ABLE = frozenset("can ca could may might".split())
_LIGHT_TENSES = frozenset({"VBZ", "VBP", "VBG"})


def condition(node: Node) -> str | None:
    """The word that makes a clause a condition: "if they attack", "should they attack", "will talk once they leave"."""
    for mark in node.all("mark"):
        if mark.lower in unreal.CONDITIONAL_MARKS or (mark.lower in unreal.TEMPORAL_MARKS and _open(node)):
            return mark.form
    if node.dep == "ccomp" and node.head.lemma in unreal.PROVISOS and node.head.child("nsubj", "nsubjpass") is None:
        return node.head.form
    aim = _so_that(node)
    if aim is not None:
        return aim.form
    before = node.dep == "ccomp" and node.index < node.head.index  # how a fronted condition may be parsed
    opened = _inversion(node) if before or node.dep == "advcl" else None
    return opened or (_in_case(node) if node.dep == "advcl" else None)


def _so_that(node: Node) -> Node | None:
    """ "freed him so that he could vote": what something is done for is not told as done."""
    so, that = (next((mark for mark in node.all("mark") if mark.lower == word), None) for word in ("so", "that"))
    aimed = any(aux.lower in _ABLE for aux in node.all("aux"))
    return so if node.dep == "advcl" and so is not None and that is not None and aimed else None


def has_condition(node: Node) -> bool:
    """Whether a verb's deed hangs on a condition beside it: "will talk if …"."""
    clauses = node.all("advcl", "ccomp")
    return any((condition(clause) and not _temporal(clause)) or _proviso(clause) for clause in clauses)


def question(node: Node) -> str | None:
    """ "Did Iran attack …?": the question mark of a yes-or-no question; "why did …?" takes the deed for granted."""
    top = node
    while top.dep in _CHAIN and top.head is not top:
        top = top.head
    if top.dep != "ROOT" or not any(child.form == "?" for child in top.children):
        return None
    verb = next((aux for aux in (*top.all("aux", "auxpass"), top) if aux.pos in ("AUX", "VERB")), top)
    subject = top.child("nsubj", "nsubjpass", "expl")
    asked = subject is not None and verb.index < subject.index and not _wh(top, verb)
    return "?" if asked or top.child("dep") is not None else None


def fiction(node: Node) -> str | None:
    """ "In the film, troops invade Poland": the word for what is made up."""
    top = node
    while top.dep in ("conj", "xcomp") and top.head is not top:
        top = top.head
    for prep in top.all("prep"):
        if prep.lower == "in":
            found = next((noun.form for noun in prep.all("pobj") if noun.lemma in unreal.FICTION), None)
            if found:
                return found
    return None


def coming(node: Node) -> str | None:
    """The word for a day to come with a present tense: "leaves on Tuesday", "meeting next week"."""
    aux = node.all("aux", "auxpass")
    if node.tag not in _LIGHT_TENSES or any(child.lower not in ("is", "are", "'s", "’s") for child in aux):
        return None
    near = node.lemma in unreal.SCHEDULED and (node.tag != "VBG" or bool(aux))
    for when in _times(node):
        future = when.lower in unreal.COMING or any(child.lower in unreal.NEXT for child in when.children)
        if future or (near and when.lower in CALENDAR_WORDS):
            return when.form
    return None


def habitual(node: Node) -> bool:
    """ "would shell the market every morning" tells what was done again and again."""
    for child in node.all("advmod", "npadvmod"):
        if child.lower in unreal.HABITUAL or any(word.lower in unreal.HABITUAL for word in child.children):
            return True
    return False


def _open(clause: Node) -> bool:
    """Whether a clause of time stands beside a plan and has no past tense: "once the troops leave"."""
    tense = clause.child("aux", "auxpass") or clause
    planned = any(aux.lower in unreal.MODALS for aux in clause.head.all("aux")) or infinitive(clause.head)
    return clause.dep == "advcl" and planned and tense.tag in ("VBZ", "VBP")


def _temporal(clause: Node) -> bool:
    return any(mark.lower in unreal.TEMPORAL_MARKS for mark in clause.all("mark"))


def _proviso(clause: Node) -> bool:
    bare = clause.lemma in unreal.PROVISOS and clause.child("nsubj", "nsubjpass") is None
    return bare and clause.child("ccomp") is not None


def _inversion(node: Node) -> str | None:
    if node.head.lower == "were" and node.head.dep == "advcl" and infinitive(node):
        return node.head.form
    opening = inverted(node)
    return opening.form if opening is not None and opening.lower in unreal.INVERTED else None


def _in_case(node: Node) -> str | None:
    for prep in node.all("prep"):
        if prep.lower == "in" and prep.index < node.index:
            return next((noun.form for noun in prep.all("pobj") if noun.lower in ("case", "event")), None)
    return None


def _wh(top: Node, verb: Node) -> bool:
    return any(child.index < verb.index and child.tag in ("WRB", "WP", "WDT", "WP$") for child in _below(top))


def _below(node: Node) -> list[Node]:
    return [*node.children, *(inner for child in node.children for inner in child.children)]


def _times(node: Node) -> list[Node]:
    spans = node.all("npadvmod", "advmod")
    return [*spans, *(noun for prep in node.all("prep") if prep.lower in ("on", "in") for noun in prep.all("pobj"))]
