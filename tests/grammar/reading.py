"""A sentence's mentions in short form, for tables of expectations."""

from pipeline.grammar.model import parse
from pipeline.grammar.slots import read_sentence
from pipeline.mentions import Mention


def read(sentence: str) -> list[Mention]:
    """The mentions of a text given as one sentence."""
    return [m for s in parse([("d", [(0, 0, sentence)])]) for m in read_sentence(s.nodes, "d", 0)]


def mention(sentence: str, trigger: str) -> Mention:
    """The mention whose words in the text are these ("broke off") or begin with them ("broke")."""
    found = read(sentence)
    for one in found:
        if sentence[one.start : one.end].lower().startswith(trigger.lower()):
            return one
    raise LookupError(f"{trigger!r} is none of {[one.form for one in found]}")


def slots(sentence: str, trigger: str) -> list[str]:
    """The filled slots of a mention as "slot: words", in their order."""
    return [f"{arg.slot}: {sentence[arg.start : arg.end]}" for arg in mention(sentence, trigger).args]
