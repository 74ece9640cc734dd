"""Text as it arrives → text as the rest of the pipeline reads it.

Every pattern is linear: text comes from strangers, and one bad document must not hold up the others.
"""

import html
import re
import unicodedata
from typing import Any

MAX_TAGS, MAX_ATTRIBUTES = 50_000, 5_000  # of a page, of a tag: real ones have some 5,000, and 20
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"  # pictures of people and things, as the inside of a pattern's class
_LOOSE_JOINER = re.compile(f"(?<![{EMOJI}\ufe0f])\u200d|\u200d(?![{EMOJI}])")  # others make one picture of several
_ACCENT_FOR_APOSTROPHE = re.compile(r"(?<=\w)[´`](?=s\b)")
_SURROGATES = re.compile("[\ud800-\udfff]")  # left by JSON escapes; no UTF-8 file can hold them
_MOJIBAKE = re.compile("[ÂÃÅÄÐÑÎâðï][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_KNOWN_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|[uo]l|li|h[1-6]|table|t[rdh]|img|script|style|html|body|article|section"
    r"|blockquote|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:!|(/?)([a-z][a-z0-9]*)\b)[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{2,31};")
_PAGE = re.compile(r"\s*(?:<!doctype|<html|<\?xml)", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_GAPS = re.compile(r"(?<!\s)\s*\n\s*\n\s*")  # from the start of a run of blanks only, or long runs take quadratic time
# Markdown, and what wikis have beside it.
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\((?:https?:/|mailto:|[/#.])[^()\s]{0,2000}\)")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)*([^\[\]|\n]{1,300})\]\]")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\W_]|[\"'“‘(])([^*_\n]{1,500})(?<=[\w.,:;!?\"'’”)])\1(?![\w*])")
_LINE_MARK = re.compile(r"^(?:#{1,6}[ ]+|(?:>[ ]?)+)(?=\S)", re.MULTILINE)
_FOOTNOTE = re.compile(r"(?<=[\w.,;:!?\"'’”)\]]) ?\[\d{1,3}\]")
_LINE_TAGS = frozenset({"br", "li", "tr"})
_BLOCK_TAGS = re.compile(r"p|div|h[1-6r]|[uo]l|table|blockquote|article|section|figure|figcaption|header|footer|pre")
_HIDDEN_TAGS = frozenset({"script", "style"})


def clean_line(text: str) -> str:
    """A name, title or address on one line, repaired like the text."""
    return " ".join(_repair(text).split())


def clean_text(text: str) -> str:
    """Running text without markup, mojibake, control characters or odd blanks, in Unicode NFC with \\n line ends."""
    if _PAGE.match(text) and not is_tangled(text):
        text = read_page(text).get("text") or text
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)  # first: feeds often escape their tags too
    return strip_marks(_repair(strip_tags(text) if _KNOWN_TAG.search(text) else text)).strip()


def strip_marks(text: str) -> str:
    """Text as Markdown shows it, without images and what marks links, emphasis, headings, quotations and footnotes."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _FOOTNOTE.sub("", _WIKI_LINK.sub(r"\1", text))
    return _LINE_MARK.sub("", _EMPHASIS.sub(r"\2", text))


def _repair(text: str) -> str:
    text = _SURROGATES.sub("", text)
    if _MOJIBAKE.search(text):
        import ftfy  # slow, and seldom needed

        text = ftfy.fix_text(text, uncurl_quotes=False, unescape_html=False)
    text = _LOOSE_JOINER.sub("", _UNSEEN.sub("", _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))))
    return unicodedata.normalize("NFC", _ACCENT_FOR_APOSTROPHE.sub("'", text))


def strip_tags(text: str) -> str:
    """The text of an HTML fragment: block elements become paragraphs, scripts and styles go.

    A tag is what has no angle bracket inside; the standard library's parser takes quadratic time on broken markup.
    """
    out, at, hidden = [], 0, ""
    for tag in _TAG.finditer(text):
        if not hidden:
            out.append(text[at : tag.start()])
        closing, name = tag[1], (tag[2] or "").lower()
        if hidden:
            hidden = "" if closing and name == hidden else hidden
        elif name in _HIDDEN_TAGS and not closing:
            hidden = name
        out.append("\n" if name in _LINE_TAGS else "\n\n" if _BLOCK_TAGS.fullmatch(name) else "")
        at = tag.end()
    out.append("" if hidden else text[at:])
    return _GAPS.sub("\n\n", "".join(out))


def is_tangled(page: str) -> bool:
    """Has a page so many tags, or a tag so many attributes, that finding its article would take minutes?"""
    if page.count("<") > MAX_TAGS:
        return True
    tags = (part.partition(">")[0] for part in page.split("<") if len(part) > 2 * MAX_ATTRIBUTES)
    return any(len(tag.split()) > MAX_ATTRIBUTES for tag in tags)


def read_page(page: str) -> dict[str, Any]:
    """Title, date, text, source and url of an HTML page, as far as it shows them; empty if it is no article.

    Of what is no whole page, short paragraphs are found only where they stand in one.
    """
    found = _extract(page)
    if "text" not in found and not _WHOLE_PAGE.search(page):
        found = _extract(f"<!doctype html><html><body>{page}</body></html>")
    return found


def _extract(page: str) -> dict[str, Any]:
    import trafilatura  # slow to import

    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    except Exception:  # a parser of third parties meets pages from strangers; the page is then refused for its text
        return {}
    if not found or isinstance(found, dict):
        return {}
    fields = {"title": found.title, "date": found.date, "text": found.text, "source": found.sitename, "url": found.url}
    return {name: value for name, value in fields.items() if value}
