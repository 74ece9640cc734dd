"""Names with "and" in them, which a tree takes for two: "Trinidad and Tobago", "the Ministry of Trade and Industry";
and two that it takes for one: "Oman and Yemen's president"."""

from itertools import pairwise

from pipeline.grammar.tree import Node, move

_STATES = frozenset(
    {
        ("antigua", "barbuda"),
        ("bosnia", "herzegovina"),
        ("jammu", "kashmir"),
        ("kitts", "nevis"),
        ("tome", "principe"),
        ("tomé", "príncipe"),
        ("trinidad", "tobago"),
        ("turks", "caicos"),
        ("vincent", "grenadines"),
        ("wallis", "futuna"),
    }
)
_OFFICES = frozenset(
    """administration agency board bureau commission commissioner committee council department directorate ministry
    minister office secretariat secretary service""".split()
)
_BODIES = _OFFICES | frozenset(
    """association bank company corporation court federation fund group institute movement organisation organization
    party trust union university""".split()
)
_INITIALS = 3  # letters of the shortest acronym that is looked at
# Who holds an office, and bodies, of which a state has its own.
_OWN = frozenset(
    """administration ambassador army authority cabinet chancellor chief commander court embassy emir envoy government
    governor junta king leader military minister ministry monarch navy opposition parliament premier president queen
    regime ruler secretary senate spokesman spokeswoman sultan""".split()
)


def mend_acronym(nodes: list[Node]) -> None:
    """ "urged the trade bloc COMESA to meet": capitals behind a noun are its name, and no verb."""
    for noun, node in pairwise(nodes):
        loud = node.form.isupper() and len(node.form) >= _INITIALS and node.tag[:2] == "VB" and noun.pos == "NOUN"
        if not loud or node.head is node or node.head is noun:
            continue
        above = node.head
        for child in node.children[:]:
            move(child, above, "xcomp" if child.pos == "VERB" else child.dep)
        node.pos, node.tag, node.lemma = "PROPN", "NNP", node.form
        move(node, noun, "appos")


def mend_two_names(node: Node, nodes: list[Node]) -> None:
    """ "brokered by Ana Lopez and Juan Perez": the last names two people, of whom the first is read as part of one."""
    last, given, full = node.head, node.child("conj"), node.child("compound")
    if given is None or full is None or node.child("cc") is None or given.index != last.index - 1:
        return
    if not all(one.pos == "PROPN" for one in (node, last, given, full)) or last.lower in _BODIES or given.children:
        return
    _part(node, last, given)


def mend_joined_body(node: Node, nodes: list[Node]) -> None:
    """ "the Chadian government and Zaghawa rebels": what has an article of its own is no part of the name behind it."""
    last, given = node.head, node.child("conj")
    if given is None or node.child("cc") is None or given.index != last.index - 1 or given.children:
        return
    if node.pos == "NOUN" and node.lower in _OWN and node.child("det") is not None and last.pos in ("NOUN", "PROPN"):
        _part(node, last, given)


def _part(node: Node, last: Node, given: Node) -> None:
    """Make two that are joined of what was read as one."""
    for child in [child for child in last.children if child.index < node.index]:
        move(child, node, child.dep)
    move(node, last.head, last.dep)
    move(given, last, "compound")
    move(last, node, "conj")


def mend_state_name(node: Node, nodes: list[Node]) -> None:
    """Make of "Bosnia and Herzegovina" one name, whose last word is its head."""
    last = next((other for other in (node, *node.all("poss")) if _is_half(other)), None)
    first = node.head
    if last is None or (first.lower, last.lower) not in _STATES:
        return
    above = first.head if first.head is not first else node
    move(node, above, first.dep)
    for child in [child for child in first.children if child.index > node.index]:
        move(child, node, child.dep)
    move(first, last, "compound")


def mend_neighbour_office(node: Node, nodes: list[Node]) -> None:
    """ "Oman and Yemen's new president agreed": the first of two names before an office is a side of its own."""
    second, noun = node.child("conj"), node.head
    if second is None or second.child("case") is None or node.child("case") is not None or noun.lemma not in _OWN:
        return
    if noun.tag != "NN" or not node.pos == second.pos == "PROPN" or node.child("cc") is None:
        return
    for child in [child for child in noun.children if child.index < node.index]:
        move(child, node, child.dep)
    move(node, noun.head, noun.dep)
    move(second, noun, "poss")
    move(noun, node, "conj")


def _is_half(node: Node) -> bool:
    return any(node.lower == last for _, last in _STATES)


def is_office(noun: Node) -> bool:
    """Whether a noun is the kind of an office, whose name goes on with "of"."""
    return noun.lemma.lower() in _OFFICES and noun.form[:1].isupper()


def is_one_task(noun: Node) -> bool:
    """Whether what is joined to a noun belongs to the name of an office: "Health and Human Services"."""
    of = noun.head
    if of.dep != "prep" or of.lower not in ("of", "for") or not is_office(of.head):
        return False
    joined = noun.conjuncts()
    named = all(one.form[:1].isupper() and one.child("det") is None for one in joined)
    return len(joined) > 1 and named and not any(map(is_office, joined))
