"""Who did what to whom: a document's mentions → coded deeds with one actor on each side."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from pipeline.codebook.actions.coded import Coded
from pipeline.codebook.actions.coder import SentenceCoder
from pipeline.codebook.actions.sequences import Passage
from pipeline.codebook.actors.appending import NOBODY
from pipeline.codebook.actors.article import Article
from pipeline.codebook.actors.coding import UNKNOWN
from pipeline.codebook.actors.nations import focus_by_headline, part_nations
from pipeline.codebook.load import Codebook
from pipeline.codebook.ontology import Traits
from pipeline.codebook.topics.topics import Party, Topics, Weighed, abroad
from pipeline.mentions import Arg, Mention
from pipeline.stages.answers import Answers, Told
from pipeline.stages.sides import Side, at_home, not_itself, same_side
from pipeline.stages.told_deeds import is_article

MAX_ACTORS = 6  # per side; longer lists are enumerations, not dyads
_OPENING = 1_500  # characters that tell what country an article is about
_UNREAD: Mapping[str, Any] = {"text": "", "start": 0}
_ALL = frozenset({"both", "two"})  # they who told of a deed that they did together
_NAMED = frozenset({"name", "alias", "abbreviation"})
_SIDES = frozenset("country government leader ministry minister nation neighbour neighbor party side state".split())


class Draft(NamedTuple):
    """An event before it gets its row: the coded mention with one actor on each side.

    `off_topic` says why it is no political event, should it be none.
    """

    coded: Coded
    source: Side
    target: Side
    speaker: Side
    sentence: dict[str, Any]
    depth: int
    statement: bool  # words alone
    off_topic: str | None = None


_NOBODY = Side(None, UNKNOWN)


def draft_deeds(
    document: dict[str, Any],
    sentences: Sequence[dict[str, Any]],
    groups: Any,
    codebook: Codebook,
    whole: Weighed | None = None,
) -> list[Draft]:
    """What the rules find in a document, each with one actor on each side, in text order, with what its topics leave
    out; `whole` is its text weighed, where that is done.
    """
    article = article_of(document, sentences, groups, codebook)
    whole = whole or codebook.topics.weigh(document["text"])
    long = is_article(document["text"], len(sentences))
    answers = Answers(codebook.traits, codebook.actors.references.answered)
    drafts: list[Draft] = []
    for sentence in sentences:
        mentions = groups.get((document["doc_id"], sentence["sentence_id"]), [])
        coder = read_on(mentions, article, codebook, sentence)
        found: list[Draft] = []
        for one in coder.events():
            told = _dyads(one, article, sentence, mentions, codebook.traits)
            for draft in [_answering(draft, answers) for draft in told]:
                article.pair(draft.source.coding, draft.target.coding)
                found.append(draft)
        drafts += _on_topic(_distinct(found, codebook), sentence, codebook.topics, whole, long)
    return drafts


def _answering(draft: Draft, answers: Answers) -> Draft:
    """A draft, aimed at whom it answers; what it asks or alleges is remembered."""
    told = Told(draft.coded.raw, draft.coded.mention, draft.source, draft.target, draft.sentence["sentence_id"])
    answers.note(told)
    return draft._replace(target=answers.aimed(told))


def article_of(
    document: dict[str, Any], sentences: Sequence[dict[str, Any]], groups: Any, codebook: Codebook
) -> Article:
    """The article of a document, with whom all its sentences introduce."""
    text, keys = document["text"], [(document["doc_id"], sentence["sentence_id"]) for sentence in sentences]
    mentions = [mention for key in keys for mention in groups.get(key, ())]
    headline = document.get("title") or ""
    country = focus_by_headline(headline, text[:_OPENING], document["date"], codebook.actors)
    return Article(document["date"], codebook.actors, country, mentions, text, headline)


def _on_topic(
    drafts: list[Draft], sentence: dict[str, Any], topics: Topics, article: Weighed, long: bool
) -> list[Draft]:
    """With the reason of those that are no political events: the words of their sentence tell of sport or so, they are
    private matters in an article without a word in earnest, or in a `long` one nobody known takes part."""
    if not drafts:
        return []
    weighed = topics.weigh(sentence["text"]).within(article)
    return [draft._replace(off_topic=_why_off_topic(draft, topics, weighed, article, long)) for draft in drafts]


def _why_off_topic(draft: Draft, topics: Topics, weighed: Weighed, article: Weighed, long: bool) -> str | None:
    """What two do with each other is left out in both directions, or in none; what a state deals with a firm abroad
    is no matter of that firm alone."""
    code, sides = draft.coded.code, (_party(draft.source), _party(draft.target))
    if long and topics.is_nobodys(code, *sides):
        return "neither side is known"
    whys = [topics.leaves_out(code, *sides, weighed)]
    if draft.coded.rule.mutual:
        whys.append(topics.leaves_out(code, *sides[::-1], weighed))
    kept = None in whys and abroad(*sides)
    private = None if article.earnest or not topics.is_private(code, *sides) else "a private matter"
    return private if kept else next(filter(None, whys), private)


def _party(side: Side) -> Party:
    return Party(side.arg.words if side.arg else (), side.coding)


def read_on(
    mentions: Sequence[Mention], article: Article, codebook: Codebook, sentence: Mapping[str, Any] = _UNREAD
) -> SentenceCoder:
    """The coder of an article's next sentence, whose participants the article remembers.

    Rules that ask for the sentence's words need its `text` and `start`.
    """
    mentions = part_nations(mentions, codebook.actors)
    article.hear(mentions)
    words = Passage(sentence["text"], sentence["start"])
    return SentenceCoder(mentions, codebook.rules, codebook.composition, article.kinds, words, article)


def _dyads(
    coded: Coded, article: Article, sentence: dict[str, Any], mentions: Sequence[Mention], traits: Traits
) -> Iterator[Draft]:
    sources = [Side(*who) for arg in coded.sources[:MAX_ACTORS] for who in article.members(arg, coded.speaker)]
    sources = [side for side in sources if not _is_mere_opening(side, sentence)]
    doers = [side.arg for side in sources if side.arg is not None]
    own = coded.raw.startswith(traits.own)
    targets = [
        Side(*who) for arg in coded.targets[:MAX_ACTORS] for who in article.members(arg, coded.speaker, doers, own)
    ]
    asked = _is_asked(coded, traits)
    joint = not asked and (coded.rule.mutual or coded.raw.startswith(traits.joint))
    joint |= not asked and not targets and _are_several(sources) and coded.raw.startswith(traits.together)
    if _are_several(sources):
        if any(_is_each_other(arg, sentence) for arg in (*coded.targets, *_objects(coded.mention))):
            joint, targets = True, []
        elif joint and not any(side.coding.code for side in targets):
            targets = []  # "Peru and Ecuador agreed to pull back from the valley"
    if len(coded.targets) == 1 < len(targets):
        if joint and not sources:  # "US-China relations were cut"
            sources, targets = targets, []
        targets = _but_own(targets, sources)
    speaker = next((Side(*article.resolve(arg)) for arg in coded.speaker), _NOBODY)
    pairs = [
        (source, target)
        for target in targets or [_NOBODY]
        for source in (sources if coded.rule.imported else _but_fellows(sources, target)) or [_NOBODY]
        if source.arg or target.arg
    ]
    pairs = [_two(source, target) for source, target in pairs]
    if joint and (coded.rule.mutual or not targets):
        pairs += [pair for pair in _mutual(sources, targets) if not _is_itself(*pair)]
    pairs = _of_one_code_each(pairs)
    depth = _depth(coded.mention, mentions)
    placed, outward = not_itself if _is_swap(coded.mention) else at_home, article.book.references.elsewhere
    for source, target in filter(_is_dyad, pairs) if coded.rule.imported else pairs:
        source, target = (
            Side(side.arg, placed(side.coding, other.coding, outward))
            for side, other in ((source, target), (target, source))
        )
        told = coded.code.startswith(traits.statement)
        yield Draft(coded, source, target, speaker, sentence, depth, told)
        if coded.rule.reverse and source.arg is not None and target.arg is not None:
            back = coded._replace(code=coded.rule.reverse)
            yield Draft(back, target, source, speaker, sentence, depth, back.code.startswith(traits.statement))


def _is_mere_opening(side: Side, sentence: Mapping[str, Any]) -> bool:
    """ "Several attacks", "Local protests": an adjective of nobody, capitalised for opening the sentence."""
    opens = side.arg is not None and side.arg.slot == "adj" and side.arg.start == sentence["start"]
    return opens and side.coding.code is None


def _is_asked(coded: Coded, traits: Traits) -> bool:
    """Whether a speaker asks for the deed: "said Chad and Niger must meet" is asked of both, and of him by none."""
    other = coded.code != coded.raw and not coded.code.startswith(traits.announced)
    return other and coded.modality == "asserted"


def _objects(mention: Mention) -> Iterator[Arg]:
    return (arg for arg in mention.args if arg.slot == "object")


def _is_each_other(arg: Arg, sentence: Mapping[str, Any]) -> bool:
    """Whether those who do it do it to each other: "expelled each other's envoys", "blamed one another"."""
    told: str = sentence["text"][arg.start - sentence["start"] :].lower()
    return told.startswith(("each other", "one another"))


def _are_several(sides: Sequence[Side]) -> bool:
    """Whether known actors that differ stand on a side."""
    codes = {side.coding.code for side in sides}
    return None not in codes and len(codes) > 1


def _but_own(targets: list[Side], sources: Sequence[Side]) -> list[Side]:
    """ "Delhi froze India-Pakistan relations": those with Pakistan."""
    own = {source.coding.code for source in sources}
    return [target for target in targets if target.coding.code not in own] or targets


def _but_fellows(sources: list[Side], target: Side) -> list[Side]:
    """ "Indian and Pakistani troops traded fire, killing two Indians": of several states' each harms the others'."""
    country = target.coding.country
    if country is None or all(source.coding.country != country for source in sources):
        return sources
    return [source for source in sources if source.coding.country not in (None, country)] or sources


def _of_one_code_each(pairs: Sequence[tuple[Side, Side]]) -> list[tuple[Side, Side]]:
    """ "Israeli tanks and troops attacked": who are joined, without names, and have the same code do it once; so does
    who is named twice ("the Kurdistan Workers' Party, or PKK")."""
    first: dict[Any, tuple[Side, Side]] = {}
    for pair in pairs:
        first.setdefault(tuple(map(_who, pair)), pair)
    return list(first.values())


def _who(side: Side) -> tuple[Any, str | None, str | None]:
    """By what one on a side is told from the others there."""
    arg, coding = side
    alike = coding.code is not None and arg is not None and (arg.pos == "NOUN" or coding.resolution in _NAMED)
    return (arg.slot if alike and arg is not None else arg), coding.code, coding.entity if alike else None


def _is_swap(mention: Mention) -> bool:
    """ "Freed 50 prisoners in exchange for hostages": those whom one gives up are hardly one's own."""
    return any(arg.slot == "prep.in" and arg.lemma in ("exchange", "return") for arg in mention.args)


def _two(source: Side, target: Side) -> tuple[Side, Side]:
    """Both sides of a deed, or one where they are the same: the target, where the source is but a part of its words."""
    if not _is_itself(source, target):
        return source, target
    one, other = source.arg, target.arg
    part = one is not None and other is not None and other.start <= one.start and one.end < other.end
    return (_NOBODY, target) if part else (source, _NOBODY)


def _is_itself(source: Side, target: Side) -> bool:
    """Whether a deed would be done to its doer: by the same words, or by a state of which no more is told.

    A region that governs itself is another than the state whose code it carries: "Somaliland's talks with Somalia".
    """
    lands = {side.coding.entity for side in (source, target) if (side.coding.entity or "").startswith("cty.")}
    same = source.coding.code is not None and source.coding.code == target.coding.code and len(lands) < 2
    words = source.arg is not None and target.arg is not None and source.arg.start == target.arg.start
    return same and (words or source.coding.code == source.coding.country)


def _is_dyad(pair: tuple[Side, Side]) -> bool:
    """Whether two different actors are known, one of them by more than what it does: what imported rules code."""
    codes = [side.coding.code for side in pair]
    return None not in codes and codes[0] != codes[1] and not all(str(code).startswith(NOBODY) for code in codes)


def _mutual(sources: Sequence[Side], targets: Sequence[Side]) -> list[tuple[Side, Side]]:
    """Both directions of a reciprocal event; "Iran and the US met" pairs the conjoined among themselves."""
    if targets:
        return [(target, source) for source, target in product(sources, targets)]
    return [(a, b) for a, b in product(sources, sources) if a != b]


def _depth(mention: Mention, mentions: Sequence[Mention]) -> int:
    depth, at = 0, mention
    while at.parent is not None and depth < 20:
        at, depth = mentions[at.parent], depth + 1
    return depth


def _distinct(drafts: Sequence[Draft], codebook: Codebook) -> list[Draft]:
    """One event for a pair of actors and a kind of deed within a sentence: the strike that killed is one event."""
    kept: dict[Any, Draft] = {}
    for draft in drafts:
        sides = (draft.source, draft.target)
        spans = tuple(side.arg and (side.arg.start, side.arg.end, side.coding.code) for side in sides)
        kept.setdefault((spans, _kind(draft, codebook)), draft)
    return [draft for (spans, kind), draft in kept.items() if None not in spans or not _covered(spans, kind, kept)]


def _kind(draft: Draft, codebook: Codebook) -> tuple[str, str | None]:
    """The root and type of a deed: police who fire tear gas and arrest twelve do two things."""
    return draft.coded.code[:2], plover(draft, codebook)[0]


def _covered(spans: Any, kind: Any, kept: dict[Any, Draft]) -> bool:
    """Whether a fuller event of the same kind has the same actor on the side that is filled."""
    return any(
        None not in other
        and its_kind == kind
        and any(mine is not None and _is_within(mine, its) for mine, its in zip(spans, other, strict=True))
        for other, its_kind in kept
    )


def _is_within(mine: Any, its: Any) -> bool:
    """Whether words with their code are others of the same code, or part of them: "Israeli" in "an Israeli raid"."""
    (start, end, code), (begin, stop, whole) = mine, its
    return mine == its or (code is not None and code == whole and begin <= start and end <= stop)


def plover(draft: Draft, codebook: Codebook) -> tuple[str | None, str | None]:
    """The PLOVER type and mode: what the rule refines does not hold for what its status made of a deed."""
    code, rule = codebook.codes[draft.coded.code], draft.coded.rule
    as_ruled = draft.coded.code == draft.coded.raw
    return (as_ruled and rule.plover) or code.plover_type, (as_ruled and rule.mode) or code.plover_mode


def rank(draft: Draft) -> tuple[Any, ...]:
    """Salience: deeds before statements, early sentences and main clauses before late and subordinate ones."""
    known = (draft.source.coding.code is not None) + (draft.target.coding.code is not None)
    filled = (draft.source.arg is not None) + (draft.target.arg is not None)
    return (
        draft.statement,
        draft.coded.modality == "negated",
        draft.sentence["sentence_id"],
        draft.depth,
        -filled,
        -known,
        draft.coded.mention.start,
    )


def modality(draft: Draft) -> str:
    """A deed that somebody else reports of its doer is alleged; what one did oneself, or with another, is not."""
    status, who = draft.coded.modality, draft.speaker.coding
    if status != "asserted" or draft.speaker.arg is None or draft.statement:
        return status
    together = len(draft.coded.sources) > 1 and _is_of_all(draft.speaker.arg)
    parties = (draft.source, draft.target) if draft.coded.rule.mutual else (draft.source,)
    own = any(same_side(party.coding, who) for party in parties)
    return "asserted" if together or own else "alleged"


def _is_of_all(speaker: Arg) -> bool:
    """ "Both sides said", "officials of the two countries announced": whoever did it together tells it together."""
    forms, lemmas = {word.form.lower() for word in speaker.words}, {word.lemma.lower() for word in speaker.words}
    return not _ALL.isdisjoint(forms) and not _SIDES.isdisjoint(lemmas)
