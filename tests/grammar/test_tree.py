"""A tree stays a tree, whatever is moved in it."""

import pytest

from pipeline.grammar.tree import Node, link, move


def chain(words: str) -> list[Node]:
    """Nodes each of which hangs on the one before; the first is the root."""
    nodes = [Node(i, word, word, "X", "X", "dep", 0, 0) for i, word in enumerate(words.split())]
    return link(nodes, [0, *range(len(nodes) - 1)])


def height(node: Node) -> int:
    steps = 0
    while node.head is not node and steps < 100:
        node, steps = node.head, steps + 1
    return steps


@pytest.mark.parametrize(("moved", "under"), [(0, 1), (0, 3), (1, 2), (1, 3), (2, 0)])
def test_what_hangs_below_can_become_the_head(moved: int, under: int) -> None:
    nodes = chain("a b c d")
    move(nodes[moved], nodes[under], "dep")
    assert nodes[moved].head is nodes[under]
    assert all(height(node) < len(nodes) for node in nodes)
    assert all(node in node.head.children for node in nodes if node.head is not node)
    assert sum(node.head is node for node in nodes) == 1
