"""Spelling variants that mislead the parser, put right word by word; offsets stay those of the article."""

from collections.abc import Sequence
from dataclasses import dataclass

# Hyphenated words that are one word to the grammar; other hyphens stay as the tokenizer leaves them.
JOINED = {
    ("cease", "fire"): "ceasefire", ("cease", "fires"): "ceasefires",
    ("air", "strike"): "airstrike", ("air", "strikes"): "airstrikes", ("air", "raid"): "airraid",
    ("counter", "attack"): "counterattack", ("counter", "attacks"): "counterattacks",
    ("counter", "attacked"): "counterattacked", ("counter", "offensive"): "counteroffensive",
    ("stand", "off"): "standoff", ("walk", "out"): "walkout", ("crack", "down"): "crackdown",
    ("shoot", "out"): "shootout", ("sit", "in"): "sit-in", ("sit", "ins"): "sit-ins", ("run", "off"): "runoff",
    ("by", "election"): "by-election", ("by", "elections"): "by-elections",
    ("build", "up"): "buildup", ("pull", "out"): "pullout", ("pull", "back"): "pullback", ("hand", "over"): "handover",
    ("go", "slow"): "go-slow", ("stay", "away"): "stay-away", ("get", "together"): "get-together",
    ("cyber", "attack"): "cyberattack", ("cyber", "attacks"): "cyberattacks", ("lock", "down"): "lockdown",
    ("lock", "out"): "lockout", ("lay", "offs"): "layoffs", ("break", "in"): "break-in", ("stake", "out"): "stakeout",
    ("court", "martial"): "court-martial", ("bail", "out"): "bailout", ("show", "down"): "showdown",
    ("stand", "down"): "stand-down", ("pay", "out"): "payout", ("roll", "back"): "rollback",
    ("test", "fire"): "test-fire", ("test", "fired"): "test-fired", ("test", "fires"): "test-fires",
    ("test", "firing"): "test-firing",
    ("u", "turn"): "u-turn", ("u", "turns"): "u-turns", ("climb", "down"): "climbdown", ("clamp", "down"): "clampdown",
    ("round", "up"): "roundup", ("take", "over"): "takeover", ("flare", "up"): "flare-up", ("face", "off"): "face-off",
    ("sell", "off"): "sell-off", ("send", "off"): "send-off", ("sign", "off"): "sign-off", ("tip", "off"): "tip-off",
    ("stop", "over"): "stopover", ("fly", "past"): "fly-past", ("march", "past"): "march-past",
    ("call", "up"): "call-up", ("go", "ahead"): "go-ahead", ("buy", "back"): "buy-back", ("run", "in"): "run-in",
    ("hold", "up"): "hold-up", ("stand", "still"): "standstill", ("draw", "down"): "drawdown",
    ("dressing", "down"): "dressing-down",
}  # fmt: skip
# Protests by what the crowd does in a place: "held a die-in".
for _done in ("die", "lie", "sleep", "teach", "kneel", "pray", "read", "swim", "camp", "love", "phone"):
    JOINED |= {(_done, "in"): f"{_done}-in", (_done, "ins"): f"{_done}-ins"}
_VERBS_TOO = ("ed", "ing", "fire", "fires", "attack", "attacks")
NOUNS = frozenset(word for word in JOINED.values() if not word.endswith(_VERBS_TOO))
"""Joined words that are event nouns, whatever the parser makes of their shape."""
_PAST = {
    "examine": ("examined", "examining"), "martial": ("martialled", "martialed", "martialling"),
    "arm": ("armed", "arming"), "gang": ("ganged", "ganging"), "gun": ("gunned", "gunning"),
    "gas": ("gassed", "gassing"), "bomb": ("bombed", "bombing"), "rape": ("raped", "raping"),
}  # fmt: skip
# Verbs of two words: how the deed is done tells them apart, or does not ("carpet-bombed").
_MANNER = ("cross examine", "court martial", "strong arm", "press gang", "machine gun", "tear gas")
_MERE_MANNER = ("carpet bomb", "fire bomb", "dive bomb", "petrol bomb", "gang rape")
for _first, _last in map(str.split, (*_MANNER, *_MERE_MANNER)):
    _whole = f"{_first} {_last}" in _MANNER
    JOINED |= {(_first, _form): f"{_first}-{_form}" if _whole else _form for _form in _PAST[_last]}
for _office in ("president", "premier", "minister", "chancellor", "admiral", "marshal", "governor"):
    JOINED |= {("vice", _form): f"vice-{_form}" for _form in (_office, f"{_office}s")}
_CAPTION_MARKS = frozenset({"R", "L", "C"})
_DASHES = frozenset({"-", "--", "–", "—"})
_DATELINE_PIECES = 8
PREFIXES = frozenset({"re", "co", "de"})
_NAME_LINKS = frozenset("e i al el ul ud ur".split())
"""Particles between the parts of one name: "Sipah-e-Sahaba", "Jamaat-ud-Dawa"."""


def name_parts(form: str) -> list[str]:
    """The parts of a name with links; of any other word, that word."""
    if "-" not in form:
        return [form]  # the usual case
    parts = form.split("-")
    return [form] if _NAME_LINKS.isdisjoint(parts[1:-1]) else parts


@dataclass(slots=True)
class Piece:
    """A word as the parser sees it and its place in the text; `space` says whether a blank follows."""

    word: str
    start: int
    space: bool
    length: int = -1

    def __post_init__(self) -> None:
        if self.length < 0:
            self.length = len(self.word)


def repair(pieces: Sequence[Piece]) -> list[Piece]:
    """Join hyphenated event words, and give shouted headlines ordinary case."""
    joined = _join(_undated(_uncaptioned(pieces)))
    return [_quiet(piece) for piece in joined] if _shouted(joined) else joined


def _uncaptioned(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the marks of photo captions that say who stands where: "Lee Nak-yon (R)"."""
    forms = [piece.word for piece in pieces]
    if "(" not in forms:
        return list(pieces)
    marked = {
        at + step
        for at in range(len(forms) - 2)
        if forms[at] == "(" and forms[at + 1] in _CAPTION_MARKS and forms[at + 2] == ")"
        for step in range(3)
    }
    return [piece for at, piece in enumerate(pieces) if at not in marked]


def _undated(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the dateline of an item in a list of news: "LIMA, Peru - The government said"."""
    dash = next((at for at, piece in enumerate(pieces[:_DATELINE_PIECES]) if piece.word in _DASHES and piece.space), 0)
    place, rest = pieces[:dash], pieces[dash + 1 :]
    if not place or not rest or not place[-1].space or _shouted(rest):
        return list(pieces)
    names = all(piece.word[:1].isupper() or not piece.word.isalnum() for piece in place)
    shouted = place[0].word.isupper() and len(place[0].word) > 2
    return list(rest) if names and shouted and rest[0].word[:1].isupper() else list(pieces)


def _join(pieces: Sequence[Piece]) -> list[Piece]:
    if all(piece.word != "-" for piece in pieces):
        return list(pieces)
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        count = _linked(pieces, at)
        word = "".join(piece.word for piece in pieces[at : at + count]) if count else _joined_word(pieces, at)
        if word is None:
            out.append(pieces[at])
            at += 1
            continue
        count = count or 3
        last = pieces[at + count - 1]
        out.append(Piece(word, pieces[at].start, last.space, last.start + last.length - pieces[at].start))
        at += count
    return out


def _linked(pieces: Sequence[Piece], at: int) -> int:
    """How many pieces one name with links has, 0 where none begins."""
    count = 1
    while at + count + 3 < len(pieces) and _links(pieces[at + count - 1 : at + count + 4]):
        count += 4
    return count if count > 1 else 0


def _links(pieces: Sequence[Piece]) -> bool:
    """Whether five pieces are two capitalised words and their link."""
    first, dash, link, other, second = (piece.word for piece in pieces)
    apart = any(piece.space for piece in pieces[:4])
    named = first[:1].isupper() and second[:1].isupper()
    return dash == other == "-" and link in _NAME_LINKS and named and not apart


def _joined_word(pieces: Sequence[Piece], at: int) -> str | None:
    if at + 2 >= len(pieces) or pieces[at + 1].word != "-" or pieces[at].space or pieces[at + 1].space:
        return None
    first, second = pieces[at].word, pieces[at + 2].word
    known = JOINED.get((first.lower(), second.lower()))
    if known:
        return known.capitalize() if first[0].isupper() else known
    if first.lower() in ("ex", "non") and second.islower():
        return f"{first}-{second}"
    return first + second if first.lower() in PREFIXES and second.islower() else None


def _shouted(pieces: Sequence[Piece]) -> bool:
    words = [piece.word for piece in pieces if piece.word.isalpha() and len(piece.word) > 3]
    return len(words) >= 4 and sum(word.isupper() for word in words) > 0.8 * len(words)


def _quiet(piece: Piece) -> Piece:
    word = piece.word
    if word.isalpha() and word.isupper() and len(word) > 3:
        return Piece(word.capitalize(), piece.start, piece.space, piece.length)
    return piece
