"""A dependency tree in plain Python: what the grammar reads, free of spaCy's types.

Labels are those of the ClearNLP scheme that spaCy's English models use.
"""

_BESIDE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})


class Node:
    """One word of a sentence with its place in the text and in the tree."""

    __slots__ = ("children", "dep", "end", "form", "head", "index", "lemma", "lower", "pos", "start", "tag")

    def __init__(self, index: int, form: str, lemma: str, pos: str, tag: str, dep: str, start: int, end: int) -> None:
        self.index, self.form, self.lemma, self.pos, self.tag, self.dep = index, form, lemma, pos, tag, dep
        self.start, self.end = start, end
        self.lower = form.lower()
        self.head: Node = self
        self.children: list[Node] = []

    def __repr__(self) -> str:
        return f"{self.form}/{self.pos}/{self.dep}"

    def child(self, *deps: str) -> "Node | None":
        """The first child with one of these labels."""
        for child in self.children:  # a generator would take twice the time, and each word is asked often
            if child.dep in deps:
                return child
        return None

    def all(self, *deps: str) -> "list[Node]":
        """All children with one of these labels, in text order."""
        return [child for child in self.children if child.dep in deps] if self.children else []

    def conjuncts(self) -> "list[Node]":
        """This node and what is joined to it by conjunction: "France, Germany and Italy" → three nodes."""
        out = [self]
        for node in out:
            out += node.all("conj")
        return out


def link(nodes: list[Node], heads: list[int]) -> list[Node]:
    """Connect nodes by the index of each one's head; a root is its own head."""
    for node, head in zip(nodes, heads, strict=True):
        node.head = nodes[head]
        if head != node.index:
            nodes[head].children.append(node)
    return nodes


def unlink(nodes: list[Node]) -> None:
    """Take a tree apart that is no longer needed: words that know each other are freed by no reference count."""
    for node in nodes:
        del node.head


def move(node: Node, head: Node, dep: str) -> None:
    """Hang a node elsewhere; a node that hangs on itself is the root.

    What hangs below the node takes its place before it can be its head, so that a tree stays a tree.
    """
    if head is not node and _is_below(head, node):
        crown(head, node)
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.dep = head, dep
    if head is not node:
        head.children.append(node)
        head.children.sort(key=lambda child: child.index)


def _is_below(node: Node, top: Node) -> bool:
    while node.head is not node and node is not top:
        node = node.head
    return node is top


def subject_label(verb: Node) -> str:
    """The label of a verb's subject, by its voice."""
    return "nsubj" if verb.child("auxpass") is None else "nsubjpass"


def crown(verb: Node, old: Node) -> None:
    """Put a verb in the place of another node."""
    head, dep = (verb, old.dep) if old.head is old else (old.head, old.dep)
    move(verb, head, dep)


def first_beside(verb: Node, nodes: list[Node]) -> int:
    """The index of the first word of a verb with its auxiliaries and adverbs."""
    first = verb.index
    while first and nodes[first - 1].head is verb and nodes[first - 1].dep in _BESIDE_VERB:
        first -= 1
    return first


def left_edge(node: Node) -> int:
    """The index of the first word of what hangs on a node."""
    while node.children and node.children[0].index < node.index:
        node = node.children[0]
    return node.index
