"""What stands beside a noun that names a side: a country, a name of its own, an acronym."""

from collections.abc import Collection, Sequence

from pipeline.codebook.incidents.known import Known, Named
from pipeline.codebook.incidents.words import Mark, Words, words_of

PLACING = words_of("in at near to of across inside into")  # before a state's name, they make a place of it
BELONGING = words_of("of from")  # before a group's name: who or what is the group's
_OWN = words_of("its their")
_YOUNG = words_of("men youths youth youngsters boys")
REACH = 3  # words that may stand between a name and the noun it belongs to
_LONGEST_OWN_NAME = 4  # words
_ARTICLES = words_of("the a an these those some")  # in capitals where a sentence begins


def armed_peoples(peoples: Sequence[Named], taken: Collection[int], words: Words) -> list[Named]:
    """Ethnic groups that alone are their militias: "armed Acholi", both of "armed Acholi and Lango groups"."""
    found: list[Named] = []
    for named in peoples:
        before = words.normals[max(0, named.first - 1) : named.first]
        joined = before == ["and"] and bool(found) and found[-1].last == named.first - 1
        if (before == ["armed"] or joined) and not {named.first, named.last} & set(taken):
            found.append(named)
    return found


def is_armed_band(noun: Mark, people: Named, words: Words) -> bool:
    """Whether young people of an ethnic group are its militia: "armed Acholi youths"."""
    armed = words.normals[max(0, people.first - 1) : people.first] == ["armed"]
    return armed and words.normals[noun.first] in _YOUNG


def noun_after(nouns: Sequence[Mark], at: int, words: Words) -> Mark | None:
    near = (noun for noun in nouns if at <= noun.first <= at + 1)
    return next((n for n in near if not "".join(words.gap(i) for i in range(at, n.first + 1)).strip(" -")), None)


def country_of(noun: Mark, words: Words, known: Known) -> str | None:
    """The country of "Turkish army helicopters" and of "soldiers from Chad"."""
    for named in reversed(known.countries):
        near = noun.first - REACH + 1 if is_attribute(named, words) else noun.first  # "Turkey bombed militants" of Iraq
        beside = near <= named.last <= noun.first and words.together(named.first, noun.first)
        if beside and not any(mark in words.gap(noun.first) for mark in ",;:("):
            return named.actor.countries[0]
        after = noun.last < named.first <= noun.last + 2 and words.normals[named.first - 1] in {"of", "from"}
        if (named.sense == "name" and after) or (named.sense == "people" and named.first == noun.first):
            return named.actor.countries[0]
    owner = owner_of(noun, words, known)
    return owner.actor.countries[0] if owner and owner.actor.kind == "country" else None


def owner_of(noun: Mark, words: Words, known: Known) -> Named | None:
    """The state or group that "its" and "their" mean: the first that the sentence names before, other than as a place.

    Mostly it is the one that speaks: "Chad said its forces had stopped a Libyan advance".
    """
    at = next((at for at in range(noun.first - 1, max(0, noun.first - REACH), -1) if words.normals[at] in _OWN), None)
    if at is None or not words.together(at, noun.first):
        return None
    able = (named for named in sorted([*known.countries, *known.groups]) if named.last <= at)
    told = (named for named in able if words.together(named.first, at) and not is_attribute(named, words))
    return next((named for named in told if words.normals[max(0, named.first - 1)] not in PLACING), None)


def is_attribute(named: Named, words: Words) -> bool:
    """Whether a country stands as an adjective, or in the possessive, so that what follows is the country's."""
    return named.sense == "adjective" or words.tokens[named.last - 1].form.endswith(("'s", "’s"))


def joined_country(noun: Mark, words: Words, known: Known) -> Named | None:
    """The first nationality of "Ukrainian and Russian forces"."""
    last = next((named for named in known.countries if named.last == noun.first), None)
    if last is None or words.normals[last.first - 1 : last.first] != ["and"]:
        return None
    return next(
        (named for named in known.countries if named.last == last.first - 1 and named.sense == "adjective"), None
    )


def acronym(noun: Mark, words: Words) -> str | None:
    """The name of a group that no codebook knows: "MFDC fighters"."""
    form = words.tokens[noun.first - 1].form if noun.first else ""
    fits = form.isupper() and form.isalpha() and 3 <= len(form) <= 7
    return form if fits and words.gap(noun.first) == " " else None


def own_name(noun: Mark, words: Words) -> str | None:
    """The capitalised words before a noun: the name of "Katsina communal militia"."""
    at = _name_start(noun.first, words)
    at += at < noun.first and words.normals[at] in _ARTICLES
    return words.text[words.tokens[at].start : words.tokens[noun.first].start].strip() or None


def joined_name(first: int, words: Words) -> Mark | None:
    """The first name of "Dinka and Murle militiamen"; `first` is where the second begins."""
    last = first - 1
    if words.normals[last:first] != ["and"]:
        return None
    at = _name_start(last, words)
    return Mark(at, last, (words.text[words.tokens[at].start : words.tokens[last - 1].end],)) if at < last else None


def _name_start(end: int, words: Words) -> int:
    """Where the capitalised words begin that end before word `end`."""
    at, least = end, max(0, end - _LONGEST_OWN_NAME)
    while at > least and words.tokens[at - 1].form[0].isupper() and words.gap(at) in {" ", "-"}:
        at -= 1
    return at
