"""Names with "and" in them, which a tree takes for two: "Trinidad and Tobago", "the Ministry of Trade and Industry"."""

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
