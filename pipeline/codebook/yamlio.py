"""Strict YAML: every scalar is a string, keys are unique, and every value knows its line.

`NO` stays Norway's code and `0141` stays a CAMEO code because nothing is resolved to booleans or numbers.
Anchors, aliases, tags and deep nesting are refused: a codebook is data from strangers.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import CodebookError, Fault

MAX_DEPTH = 20
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by YAML's definition
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Map(dict[str, Any]):
    """A mapping with the line it starts on and the line of each key (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def __reduce__(self) -> Any:
        return (_restore_map, (self.line, dict(self), self.lines))


class List(list[Any]):
    """A sequence with the line it starts on and the line of each item (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []

    def __reduce__(self) -> Any:
        return (_restore_list, (self.line, list(self), self.lines))


def _restore_map(line: int, items: dict[str, Any], lines: dict[str, int]) -> Map:
    node = Map(line)
    node.update(items)
    node.lines = lines
    return node


def _restore_list(line: int, items: list[Any], lines: list[int]) -> List:
    node = List(line)
    node.extend(items)
    node.lines = lines
    return node


def load_yaml(path: Path, shown_as: str | None = None) -> Map:
    """Read one YAML file whose top level is a mapping.

    Raises CodebookError with file and line for syntax errors, duplicate keys, aliases, tags and deep nesting.
    """
    name = shown_as or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CodebookError([Fault(name, 0, f"cannot be read: {error.strerror}", "check the path")]) from error
    except UnicodeDecodeError as error:
        raise CodebookError([Fault(name, 0, "is not UTF-8 text", "save the file as UTF-8")]) from error
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> Map:
    """Like load_yaml, from a string; `name` is how messages call it."""
    if strange := _NO_TEXT.search(text):
        line, sign = text.count("\n", 0, strange.start()) + 1, ord(strange.group())
        remedy = "save the file as UTF-8, not as UTF-16" if sign == 0 else "remove it"
        raise CodebookError([Fault(name, line, f"holds the character U+{sign:04X}, which is no text", remedy)])
    try:
        tree = _Builder(name).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise CodebookError([Fault(name, line, f"is not valid YAML: {error.problem}")]) from error
    except yaml.YAMLError as error:
        raise CodebookError([Fault(name, 0, f"is not valid YAML: {' '.join(str(error).split())}")]) from error
    if not isinstance(tree, Map):
        raise CodebookError([Fault(name, 1, "must hold a mapping of keys to values at its top level")])
    return tree


class _Builder:
    """Builds the tree from parse events, refusing what a codebook may not hold."""

    def __init__(self, name: str) -> None:
        self.name = name

    def build(self, events: Iterable[Any]) -> Any:
        stream = iter(events)
        for event in stream:
            if isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent)):
                tree = self.node(event, stream, 0)
                self.refuse_second_document(stream)
                return tree
        return Map(1)

    def refuse_second_document(self, stream: Iterator[Any]) -> None:
        for event in stream:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self.fault(event, "holds more than one YAML document", "keep one document in a file")

    def node(self, event: Any, stream: Iterator[Any], depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.fault(event, "uses a YAML anchor or alias", "write the value out")
        if event.tag and event.tag != "!":
            raise self.fault(event, f"uses the YAML tag {event.tag}", "remove the tag")
        if depth > MAX_DEPTH:
            raise self.fault(event, "is nested too deeply", f"nest at most {MAX_DEPTH} levels")
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, stream, depth)
        return self.mapping(event, stream, depth)

    def sequence(self, start: Any, stream: Iterator[Any], depth: int) -> List:
        items = List(start.start_mark.line + 1)
        for event in stream:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.lines.append(event.start_mark.line + 1)
            items.append(self.node(event, stream, depth + 1))
        return items

    def mapping(self, start: Any, stream: Iterator[Any], depth: int) -> Map:
        items = Map(start.start_mark.line + 1)
        for event in stream:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, stream, depth + 1)
            if not isinstance(key, str):
                raise self.fault(event, "has a key that is not plain text")
            if key in items:
                raise self.fault(event, f"repeats the key '{key}'", f"it first stands on line {items.lines[key]}")
            items.lines[key] = event.start_mark.line + 1
            items[key] = self.node(next(stream), stream, depth + 1)
        return items

    def fault(self, event: Any, what: str, remedy: str = "") -> CodebookError:
        return CodebookError([Fault(self.name, event.start_mark.line + 1, what, remedy)])
