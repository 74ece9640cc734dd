"""Whom an article introduces by a full name or an abbreviation, wherever in it: every mention of a person tells of all.

A full name stands for its bearer under the surname too, an abbreviation for the name before its brackets. A surname
that two full names share stands for nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.codebook.actors.appositions import Apposition, Words, abbreviations, appositions, name_words
from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.actors.context import UNKNOWN, Coding
from pipeline.codebook.actors.phrase import Name, read_phrase
from pipeline.codebook.phrases import normal, word_forms
from pipeline.english import PARTICLES, TITLES
from pipeline.mentions import Arg, Word

_BODIES = frozenset({"igo", "ngo", "institution", "company", "party"})


class Title(NamedTuple):
    """What a phrase calls a person: the head of the title, and all its words, as lemmas in lower case."""

    head: str
    words: frozenset[str]


class Introduced:
    """A person with a full name, or a group (its name in normal form), the phrases that name it, and where the first
    of them stands. `coding` is what the most telling phrase, `told`, says of it.
    """

    def __init__(self, name: tuple[str, ...], start: int, is_group: bool = False) -> None:
        self.name, self.start, self.is_group = name, start, is_group
        self.phrases: dict[Words, None] = {}
        self.told: Words = ()
        self.coding = UNKNOWN

    def add(self, words: Words, coding: Coding) -> None:
        """Another phrase; of those that tell as much the first counts."""
        self.phrases[words] = None
        if not self.told or _worth(coding) > _worth(self.coding):
            self.told, self.coding = words, coding

    def by(self, resolution: str) -> Coding:
        """The coding for later mentions."""
        how = f"introduced as {text_of(self.told)}: {self.coding.how}"
        return self.coding._replace(how=how, resolution=resolution if self.coding.code else None)

    @cached_property
    def titles(self) -> list[Title]:
        """The titles that the phrases give."""
        return [title for words in self.phrases for title in _titles(words, frozenset(self.name))]


class Introductions(Mapping[str, Coding]):
    """All that an article introduces, by name, surname or abbreviation in normal form; read when somebody first asks.

    `args` are the article's arguments; `code` codes a phrase by its own words.
    """

    def __init__(
        self, args: Iterable[Arg], text: str, headline: str, book: ActorBook, code: Callable[[Words], Coding]
    ) -> None:
        self._args, self._passages, self._book, self._code = args, (headline, text), book, code

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, name: str) -> Coding:
        return self._names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def listed(self) -> Sequence[Introduced]:
        """Those with a name and perhaps a title, in the order in which the article names them."""
        found: dict[tuple[str, ...], Introduced] = {}
        called: list[tuple[str, Words]] = []
        for words, start in {arg.words: arg.start for arg in self._args if _may_name(arg)}.items():
            for run in self._runs(words):
                if len(run) > 1:
                    found.setdefault(run, Introduced(run, start)).add(words, self._code(words))
                elif len(words) > 1:
                    called.append((run[0], words))
        self._add_apposed(found)
        bearers: dict[str, list[Introduced]] = {}
        for one in sorted(found.values(), key=lambda one: -len(one.name)):
            longer = [known for known in bearers.get(one.name[-1], ()) if _ends(known, one)]
            if len(longer) == 1:  # "Mr Rodriguez Saa" is Adolfo Rodriguez Saa
                del found[one.name]
                for words in one.phrases:
                    longer[0].add(words, self._code(words))
            else:
                bearers.setdefault(one.name[-1], []).append(one)
        for surname, words in called:
            if len(bearers.get(surname, ())) == 1:
                bearers[surname][0].add(words, self._code(words))
        return sorted(found.values(), key=lambda person: person.start)

    @cached_property
    def titled(self) -> Mapping[str, Sequence[Introduced]]:
        """Who has a title of this head."""
        found: dict[str, list[Introduced]] = {}
        for one in self.listed:
            for head in {title.head for title in one.titles}:
                found.setdefault(head, []).append(one)
        return found

    @cached_property
    def abbreviations(self) -> Mapping[str, Coding]:
        """Abbreviations in normal form."""
        found: dict[str, Coding] = {}
        for name, short in (pair for passage in self._passages for pair in abbreviations(passage)):
            coding = self._code(name_words(name))
            how = f"'{short}' stands for {name}: {coding.how}"
            found.setdefault(
                normal(short), coding._replace(how=how, resolution="abbreviation" if coding.code else None)
            )
        return found

    @cached_property
    def groups(self) -> Mapping[str, Coding]:
        """Groups that no entry knows, by name in normal form."""
        return {" ".join(one.name): one.by("name") for one in self.listed if one.is_group}

    @cached_property
    def shortened(self) -> Mapping[str, Coding]:
        """Organisations that the article names, by the last word of their names: "the Bank" is the World Bank, where no
        other bank is named."""
        senses = (s for text in self._passages for m in self._book.find(word_forms(text)) for s in m.entries)
        found: dict[str, set[str]] = {}
        for name in {s.of.name for s in senses if isinstance(s.of, Actor) and s.of.kind in _BODIES}:
            found.setdefault(normal(name.split()[-1]), set()).add(name)
        bodies = self._book.references.bodies
        only = {last: names.pop() for last, names in found.items() if len(names) == 1 and last in bodies}
        codings = {last: self._code(name_words(name)) for last, name in only.items()}
        return {last: coding._replace(resolution="description") for last, coding in codings.items() if coding.entity}

    def named(self, words: Words) -> Introduced | None:
        """The person or group that a phrase names, a person also by the surname."""
        person = self._by_phrase.get(words)
        head = next((word for word in words if word.part == "head" and word.pos == "PROPN"), None)
        if person is None and head is not None:
            bearers = self._bearers.get(normal(head.form), ())
            return bearers[0] if len(bearers) == 1 else None
        return person

    def _add_apposed(self, found: dict[tuple[str, ...], Introduced]) -> None:
        """What plain text says of those that no argument names, or of whom none tells enough."""
        for apposed in (one for passage in self._passages for one in appositions(passage)):
            is_group = self._names_group(apposed)
            name = (
                tuple(normal(word.form) for word in apposed.name)
                if is_group
                else next(iter(self._runs(apposed.name)), ())
            )
            known = found.get(name)
            if (is_group or len(name) > 1) and (known is None or not known.coding.roles):
                one = found.setdefault(name, Introduced(name, apposed.start, is_group))
                one.add(apposed.phrase, self._code(apposed.phrase))

    def _names_group(self, apposed: Apposition) -> bool:
        """Whether a name is a group's that nobody knows: "Vyasna-Plus, a human rights group"."""
        phrase = read_phrase(apposed.name, self._book)
        known = phrase is None or any(name.place or name.actors or name.people for name in phrase.names)
        heads = (title.head for title in _titles(apposed.phrase, frozenset(normal(word.form) for word in apposed.name)))
        return not known and any(head in self._book.references.bodies for head in heads)

    @cached_property
    def _by_phrase(self) -> Mapping[Words, Introduced]:
        return {words: person for person in reversed(self.listed) for words in person.phrases}

    @cached_property
    def _bearers(self) -> Mapping[str, Sequence[Introduced]]:
        """Who is called by a short name."""
        bearers: dict[str, list[Introduced]] = {}
        for person in (one for one in self.listed if not one.is_group):
            for name in {person.name[-1], person.name[0], " ".join(person.name[-2:])}:
                bearers.setdefault(name, []).append(person)
        return bearers

    @cached_property
    def _names(self) -> Mapping[str, Coding]:
        short = {name: _common(people) for name, people in self._bearers.items()}
        full = {" ".join(person.name): person.by("name") for person in self.listed}
        return {**short, **full, **self.abbreviations}

    def _runs(self, words: Words) -> list[tuple[str, ...]]:
        """The names of people in a phrase, in normal form: runs of proper nouns that mean nothing else."""
        phrase = read_phrase(words, self._book)
        if phrase is None:
            return []
        other = {at for name in phrase.names if not _is_person(name) for at in range(name.first, name.last)}
        runs: list[list[str]] = [[]]
        for at, word in enumerate(phrase.words):
            form = normal(word.form)
            named = word.pos == "PROPN" and (word.form[:1].isupper() or (form in PARTICLES and runs[-1]))
            if not named or at in other or form in TITLES or word.part == "prep":
                runs.append([])
                continue
            if at in phrase.joined and runs[-1]:
                runs[-1][-1] += f"-{form}"
            else:
                runs[-1].append(form)
            if at in phrase.owners:
                runs.append([])
        return [tuple(run) for run in runs if run and self._book.references.bodies.isdisjoint(run)]


def text_of(words: Sequence[Word]) -> str:
    """The words as running text."""
    text = ""
    for word in words:
        text += word.form if not text or word.form[:1] in "'’-–" or text[-1] in "-–" else f" {word.form}"
    return text


def _may_name(arg: Arg) -> bool:
    return arg.pos in ("PROPN", "NOUN") and any(word.pos == "PROPN" for word in arg.words)


def _is_person(name: Name) -> bool:
    return name.role is None and name.place is None and any(actor.kind == "person" for actor in name.actors)


def _worth(coding: Coding) -> tuple[bool, bool, bool]:
    """How much a coding tells of a person."""
    return coding.entity is not None, bool(coding.roles), coding.country is not None


def _ends(longer: Introduced, shorter: Introduced) -> bool:
    """Whether a person's full name ends with the words of another name."""
    return not (longer.is_group or shorter.is_group) and longer.name[-len(shorter.name) :] == shorter.name


def _common(people: Sequence[Introduced]) -> Coding:
    """The one whom a short name means: "Johnson" is nobody where two Johnsons are in the article."""
    first = people[0]
    same = all(person.name[-2:] == first.name[-2:] for person in people)
    return first.by("surname") if same else UNKNOWN


def _titles(words: Words, name: frozenset[str]) -> Iterator[Title]:
    """The title before the name, the head that the name stands in apposition to, the apposition after it."""
    named = [at for at, word in enumerate(words) if normal(word.form) in name and word.pos == "PROPN"]
    if not named:
        return
    before = [word for word in words[: named[0]] if word.part in ("mod", "head")]
    after = [word for word in words[named[-1] + 1 :] if word.part == "appos"]
    for told in (before, _until_preposition(after)):
        nouns = [word for word in told if word.pos in ("NOUN", "PROPN")]
        if nouns and told[-1] is nouns[-1]:
            yield Title(nouns[-1].lemma.lower(), frozenset(word.lemma.lower() for word in told))


def _until_preposition(words: Sequence[Word]) -> Sequence[Word]:
    end = next((at for at, word in enumerate(words) if at and word.pos in ("ADP", "PART")), len(words))
    return words[:end]
