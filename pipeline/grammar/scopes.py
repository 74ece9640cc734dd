"""Which stretches of a sentence may say when a deed was done.

A date belongs to the deed in whose clause it stands. Deeds that are told as one ("attacked the town, killing three",
"clashes left five dead") share their dates, and a deed without a date of its own has that of the clause around it
("said on Monday that rebels had attacked"). What stands in a clause below ("a man *who fled in 2016*", "accused of
*shelling Kharkiv last year*") dates another deed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.grammar.carriers import carrier, holder
from pipeline.grammar.lexicon import CALENDAR, SAYING, TIMES
from pipeline.grammar.tree import Node
from pipeline.grammar.words import conjunction, is_reporting
from pipeline.mentions import AROUND, OWN, TOGETHER, Stretch

_DEEPEST = 6  # clauses around a deed that may date it
_MOST = 60  # stretches; lists of hundreds of deeds are no sentences
_LAST = AROUND + _DEEPEST  # behind what it was done to: "rejected a deal on Monday", not "the deal of Monday"

_AT_ONCE = frozenset("ing when while as".split())  # how clauses begin that tell what was done at the same time
_OPENING = 4  # words: a day that a sentence opens with is named so early
_BY = frozenset("by while when in with".split())
_AMID = frozenset("in during with by amid at on since".split())
_ELSEWHEN = frozenset("after before following over for of despite until about".split())  # of what was at another time
_MOMENTS = CALENDAR | TIMES | {"start", "end", "beginning"}
_HARMING = frozenset("kill wound injure maim claim leave".split())
_TRYING = frozenset("try attempt manage begin start continue resume stop cease help force".split())


class Scopes:
    """The deeds of one sentence, each with the words that hang on it and on no other."""

    def __init__(self, nodes: Sequence[Node], triggers: Iterable[Node]) -> None:
        self._nodes = nodes
        self._triggers = {node.index for node in triggers if not (node.pos == "NOUN" and node.lemma in _MOMENTS)}
        self._words: dict[int | None, set[int]] = defaultdict(set)
        self._linked: dict[int, list[Node]] = defaultdict(list)  # deeds below that share a deed's time
        self._suffered: dict[int, list[Node]] = defaultdict(list)  # event nouns that it is done to
        self._alone: list[int] = []  # nouns on which no deed's clause hangs: a headline's, a misreading's
        scene, main = _scene(nodes, self._triggers), self._main(nodes)
        for at, node in enumerate(nodes):
            owner = main if at < scene else self._owner(node, nodes)
            self._words[owner.index if owner else None].add(at)
            if owner is node:
                self._link(node, self._above(node))
        self._nobodys = self._words[None].union(range(scene), *(self._words[noun] for noun in self._alone))
        self._together: dict[int, set[int]] = {}

    def scope(self, deed: Node) -> tuple[Stretch, ...]:
        """The stretches that may date a deed, the nearest first; the scene and what no deed owns come last."""
        seen: set[int] = set()
        found: list[Stretch] = []
        for degree, words in self._degrees(deed):
            if new := words - seen:
                seen |= new
                found += self._stretches(sorted(new), degree)
            if len(found) > _MOST:
                break
        return tuple(found[:_MOST])

    def _stretches(self, words: Sequence[int], degree: int) -> Iterator[Stretch]:
        """Words of one degree, those beside each other as one."""
        first = last = words[0]
        for at in words:
            if at > last + 1:
                yield Stretch(self._nodes[first].start, self._nodes[last].end, degree)
                first = at
            last = at
        yield Stretch(self._nodes[first].start, self._nodes[last].end, degree)

    def _degrees(self, deed: Node) -> Iterator[tuple[int, set[int]]]:
        yield OWN, self._words[deed.index]
        top = deed
        for degree in range(TOGETHER, _LAST):
            while (above := self._above(top)) is not None and top in self._linked[above.index]:
                top = above
            yield degree, self._told_as_one(top)
            yield from ((degree, self._words[said.index]) for said in top.children if is_reporting(said))
            if above is None:
                break
            top = above
        for noun in self._suffered[deed.index]:
            yield _LAST, {word for word in self._told_as_one(noun) if word > noun.index}
        yield _LAST, self._nobodys

    def _told_as_one(self, top: Node) -> set[int]:
        """The words of a deed and of those below that share its time."""
        if top.index not in self._together:
            below = (self._told_as_one(one) for one in self._linked[top.index])
            self._together[top.index] = self._words[top.index].union(*below)
        return self._together[top.index]

    def _owner(self, node: Node, nodes: Sequence[Node]) -> Node | None:
        """The deed that a word hangs on; the day right behind speech is its own ("said on Monday the army had fled"),
        and that of what is called for too ("called for a strike on Monday")."""
        if node.index in self._triggers:
            return node
        if node.lower in CALENDAR and node.index:
            before = nodes[node.index - 1]
            before = nodes[before.index - 1] if before.lower == "on" and before.index else before
            if before.index in self._triggers and (before.lemma in SAYING or _is_called_for(before)):
                return before
        return self._above(node)

    def _main(self, nodes: Sequence[Node]) -> Node | None:
        """The deed that a sentence is about, before "…, officials said"."""
        at = next((node for node in nodes if node.head is node), None)
        while at is not None and (told := at.child("ccomp")) is not None and told.index < at.index:
            at = told
        return at if at is not None and at.index in self._triggers else None

    def _above(self, node: Node) -> Node | None:
        """The deed that governs a word."""
        while node.head is not node:
            node = node.head
            if node.index in self._triggers:
                return node
        return None

    def _link(self, node: Node, above: Node | None) -> None:
        if above is None:
            if node.pos == "NOUN":
                self._alone.append(node.index)
        elif _is_at_once(node, above):
            self._linked[above.index].append(node)
        elif node.pos == "NOUN" and holder(node).head.lower not in _ELSEWHEN:
            self._suffered[above.index].append(node)


def _is_called_for(noun: Node) -> bool:
    return noun.dep == "pobj" and noun.head.lower == "for" and noun.head.head.lemma in ("call", "appeal")


def _scene(nodes: Sequence[Node], triggers: Collection[int]) -> int:
    """How many words before a first comma tell but the day: "Around 5 June (as reported), …", whatever they hang on."""
    comma = next((node.index for node in nodes if node.lower == ","), 0)
    opening = nodes[:comma]
    dated = any(node.lower in CALENDAR for node in opening[:_OPENING])
    if not dated or opening[0].pos not in ("ADP", "PROPN", "ADV"):
        return 0
    bare = next((node.index for node in opening if node.lower == "("), comma)
    return bare if not any(node.index in triggers for node in opening[:bare]) else 0


def _is_at_once(node: Node, above: Node) -> bool:
    """Whether a deed below another is told as done at the same time."""
    if node.pos == "NOUN":
        return _is_noun_at_once(node, above)
    if node.dep == "conj":
        return node.head is above
    if node.dep == "advcl":
        return node.tag != "VBN" and conjunction(node) in _AT_ONCE
    if node.dep == "pcomp":
        return node.head.lower in _BY
    if node.dep == "ccomp":  # "shelled the port, and officials said six were killed"
        return above.dep == "conj" and above.lemma in SAYING
    if node.dep == "relcl":  # "an attack that killed nine"
        subject = node.child("nsubj")
        return (
            node.lemma in _HARMING and node.head is above and subject is not None and subject.lower in ("that", "which")
        )
    return node.dep == "xcomp" and above.lemma in _TRYING


def _is_noun_at_once(noun: Node, above: Node) -> bool:
    """ "Monday's clashes left …", "were killed in the clashes", "on the eve of the vote", "launched an attack"."""
    carried, first = carrier(noun), holder(noun)
    if first.dep == "pobj":
        amid = first.head.lower in _AMID or first.head.head.lemma in _MOMENTS
    else:
        amid = first.dep in ("nsubj", "attr")
    return amid or (carried is not None and carried[0] is above)
