"""Articles that a codebook does not code: sport, markets and the like, told by their vocabulary."""

from typing import NamedTuple

from pipeline.codebook.phrases import PhraseTrie, word_forms
from pipeline.codebook.shapes import all_text
from pipeline.codebook.yamlio import Map
from pipeline.errors import Fault


class Topics(NamedTuple):
    """Phrases of every topic, and how many different ones make an article off topic."""

    phrases: PhraseTrie
    thresholds: dict[str, int]

    def off_topic(self, text: str) -> str | None:
        """The topic an article is about, None for one that is coded."""
        seen: dict[str, set[tuple[str, ...]]] = {}
        forms = word_forms(text)
        for match in self.phrases.find(forms):
            for topic in match.entries:
                words = tuple(form.lower() for form in forms[match.first : match.last])
                seen.setdefault(topic, set()).add(words)
        return next((topic for topic, words in sorted(seen.items()) if len(words) >= self.thresholds[topic]), None)


def read_topics(tree: Map, path: str, faults: list[Fault]) -> Topics:
    """topics.yml → Topics; every fault is collected."""
    topics = Topics(PhraseTrie(), {})
    for entry in tree.get("topics") or ():
        if not _is_topic(entry):
            line = getattr(entry, "line", tree.line)
            faults.append(Fault(path, line, "a topic needs an id, a number at_least and a list of words"))
            continue
        topics.thresholds[entry["id"]] = int(entry["at_least"])
        for words in entry["words"]:
            topics.phrases.add(words, entry["id"])
    return topics


def _is_topic(entry: object) -> bool:
    if not isinstance(entry, Map) or set(entry) != {"id", "at_least", "words"}:
        return False
    plain = isinstance(entry["id"], str) and isinstance(entry["at_least"], str)
    return plain and entry["at_least"].isdecimal() and all_text(entry["words"])
