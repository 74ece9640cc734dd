"""Text of strangers as a terminal may show it: what could move the cursor, hide or reorder words is written out."""

MAX_SHOWN = 200  # characters


def plain(text: str, limit: int = MAX_SHOWN) -> str:
    """The text on one line, cut at `limit` characters, with what cannot be printed as escapes (`\\x1b`)."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(char if char.isprintable() else _escaped(char) for char in cut)


def plain_lines(text: str) -> str:
    """Like `plain` for text that may have several lines, of any length."""
    return "\n".join(plain(line, len(line)) for line in text.split("\n"))


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
