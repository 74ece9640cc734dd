"""States that a text names: those joined in one phrase, and the one that an article is about."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.codebook.actors.book import Actor, ActorBook
from pipeline.codebook.phrases import normal, word_forms
from pipeline.mentions import Arg, Mention, Word

_JOINING = frozenset({"and", ",", "&"})
_HYPHENS = frozenset({"-", "–"})
_STATES = frozenset({"name", "adjective", "capital"})
_GROUPS = frozenset({"igo", "armed", "party", "coalition"})
_FOCUS = 0.6  # share of the mentions of states


def joined_nations(words: Sequence[Word], book: ActorBook, deed: bool = False) -> list[tuple[int, int]]:
    """Where states stand joined: (first, last) words, exclusive. By "and" or a comma, before or after a plural head; by
    a hyphen, the first as a name ("India-Pakistan talks", but not "an Iranian-American professor"). What is said of a
    `deed` may join adjectives and groups too ("Israeli-Palestinian", "EU-Russia")."""
    if not any(word.form in _JOINING | _HYPHENS for word in words):
        return []
    found: list[tuple[int, int]] = []
    forms = [word.form for word in words]
    hyphened, named = False, False
    for match in book.find(forms):
        actors = [sense for sense in match.entries if isinstance(sense.of, Actor)]
        kinds = {sense.kind for sense in actors if sense.of.kind == "country"}
        if not kinds & _STATES and not (deed and any(sense.of.kind in _GROUPS for sense in actors)):
            continue
        between = {form.lower() for form in forms[found[-1][1] : match.first]} if found else set()
        if between == {"("}:
            found[-1] = (found[-1][0], match.last)  # "Bahrain and the United Arab Emirates (UAE)"
            continue
        hyphened = named and bool(between) and between <= _HYPHENS
        if not hyphened and not between <= _JOINING | {"the"}:
            found = []
        found.append((match.first, match.last))
        named = deed or "name" in kinds or "capital" in kinds
    plural = any(word.part == "head" and word.form.lower() != word.lemma.lower() for word in words)
    joined = forms[found[0][0] : found[-1][1]] if hyphened else []
    one = hyphened and len(book.find([form for form in joined if form not in _HYPHENS])) == 1  # Guinea-Bissau
    return found if (plural or hyphened) and not one else []


def part_nations(mentions: Sequence[Mention], book: ActorBook) -> Sequence[Mention]:
    """Mentions in which "Israeli-Palestinian talks", which grammar takes for one adjective, are of two and between
    them; so is what such talks do ("resumed")."""
    partners = {mention.mention_id: two for mention in mentions if (two := _partners(mention, book))}
    return [_parted(mention, partners) for mention in mentions] if partners else mentions


def _partners(mention: Mention, book: ActorBook) -> list[Arg]:
    for arg in mention.args:
        if arg.slot == "adj" and any("-" in word.form for word in arg.words):
            nations = joined_nations(arg.words, book, deed=True)
            if len(nations) > 1:
                return [arg._replace(words=tuple(arg.words[at:end])) for at, end in nations]
    return []


def _parted(mention: Mention, partners: Mapping[int, list[Arg]]) -> Mention:
    own = partners.get(mention.mention_id, [])
    args = [arg for arg in mention.args if not own or arg.slot != "adj" or arg.start != own[0].start]
    done = (
        partners.get(arg.mention, []) for arg in args if arg.slot in ("subject", "object") and arg.mention is not None
    )
    between = own or next(filter(None, done), [])
    return mention._replace(args=(*args, *own, *(arg._replace(slot="prep.between") for arg in between)))


def focus(text: str, book: ActorBook) -> str | None:
    """The state an article is about (ISO3): the one it names in most of the cases where it names any."""
    return _foremost(_named(text, book))


def focus_by_headline(headline: str, text: str, when: date, book: ActorBook) -> str | None:
    """The state that an article's text is about; where it names several, the headline's, if the text names none more
    often and the headline nobody of another."""
    named = _named(text, book)
    country = _foremost(named)
    if country or not headline:
        return country
    told = set(_named(headline, book))
    others = named.keys() & set(_famous(headline, when, book))
    state = told.pop() if len(told) == 1 else None
    return state if others <= {state} and named[state or ""] == max(named.values(), default=0) else None


def _foremost(named: Counter[str]) -> str | None:
    (country, count), *_ = named.most_common(1) or [("", 0)]
    return country if count > _FOCUS * named.total() else None


def _named(text: str, book: ActorBook) -> Counter[str]:
    """How often a text names each state."""
    return Counter(
        sense.of.countries[0]
        for match in book.find(word_forms(text))
        for sense in match.entries[:1]
        if isinstance(sense.of, Actor) and sense.of.kind == "country" and sense.of.countries
    )


def _famous(headline: str, when: date, book: ActorBook) -> Iterator[str]:
    """The countries of those whom a headline may call by their surnames, and of the institutions that it names."""
    forms = word_forms(headline)
    for person in (one for form in forms for one in book.surnames.get(normal(form), ()) if one.famous(when)):
        yield from person.countries[:1]
    for actor in (sense.of for match in book.find(forms) for sense in match.entries if isinstance(sense.of, Actor)):
        yield from (country for country in actor.countries if country in book.countries)
