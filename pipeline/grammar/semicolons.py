"""Clauses that a semicolon parts: each is read alone, for the small model takes one for what the other says."""

from collections.abc import Sequence

from pipeline.grammar.tree import Node, move

_FEWEST = 4  # words of a clause: what is shorter is one of a list
_OPEN, _SHUT = frozenset("([{“‘"), frozenset(")]}”’")


def clause_starts(words: Sequence[str]) -> list[int]:
    """Where the clauses of a sentence begin, its own beginning included; quotations and brackets are not cut."""
    starts, depth, quoted = [0], 0, False
    if ";" not in words:
        return starts  # the usual case
    for at, word in enumerate(words):
        depth = max(0, depth + (word in _OPEN) - (word in _SHUT))
        quoted ^= word == '"'
        long = at - starts[-1] >= _FEWEST <= len(words) - at - 1
        if word == ";" and not depth and not quoted and long:
            starts.append(at + 1)
    return starts


def join(clauses: Sequence[list[Node]]) -> list[Node]:
    """The words of a sentence from those of its clauses: the main verb of each hangs on the first one's."""
    if len(clauses) == 1:
        return clauses[0]
    nodes = [node for clause in clauses for node in clause]
    roots = [node for node in nodes if node.head is node]
    for index, node in enumerate(nodes):
        node.index = index
    for root in roots[1:]:
        move(root, roots[0], "conj")
    return nodes
