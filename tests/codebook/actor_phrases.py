"""Phrases for tests, written as text: "Turkish army spokesman ; appos Emre Aydin"."""

from pipeline.mentions import Word

_SMALL = {
    "the": "DET", "a": "DET", "an": "DET", "some": "DET", "its": "PRON", "his": "PRON", "he": "PRON", "they": "PRON",
    "in": "ADP", "of": "ADP", "from": "ADP", "for": "ADP", "on": "ADP", "to": "ADP", "against": "ADP", "at": "ADP",
    "'s": "PART", "-": "PUNCT", "former": "ADJ", "late": "ADJ",
}  # fmt: skip
_NATIONALITY = ("ian", "ish", "ese", "aeli", "ench", "raqi", "khstani", "an")
_LEMMAS = {"policemen": "policeman", "armies": "army", "hostilities": "hostility", "wardens": "warden"}


def phrase(text: str) -> tuple[Word, ...]:
    """Words of a phrase: modifiers and a head (the word marked * or else the last one), then parts after ";".

    Each later part starts with its name: "police ; prep in Nairobi". A word may carry its tag: "Turkey/NOUN".
    """
    first, *rest = text.split(" ; ")
    words = _main(first.split())
    for section in rest:
        part, *forms = section.split()
        words += [_word(form, part) for form in forms]
    return tuple(words)


def _main(forms: list[str]) -> list[Word]:
    marked = [at for at, form in enumerate(forms) if form.endswith("*")]
    head = marked[0] if marked else len(forms) - 1
    return [_word(form.rstrip("*"), "head" if at == head else "mod") for at, form in enumerate(forms)]


def _word(marked: str, part: str) -> Word:
    form, _, pos = marked.partition("/")
    return Word(form, _LEMMAS.get(form, form), pos or _pos(form), part)


def _pos(form: str) -> str:
    if form in _SMALL:
        return _SMALL[form]
    if form[:1].isupper() or form.startswith("pro-"):
        return "ADJ" if form.endswith(_NATIONALITY) and form not in ("Japan", "Iran") else "PROPN"
    return "NOUN"
