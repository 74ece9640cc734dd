import pytest

from pipeline.terminal import plain, plain_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("São Tomé — “yes”, 北京, ليبيا", "São Tomé — “yes”, 北京, ليبيا"),
        ("a\x1b[2Jb\x07\r\n", "a\\x1b[2Jb\\x07\\r\\n"),
        ("\x9b31mred", "\\x9b31mred"),  # the eight-bit form of ESC [
        ("user\u202egpj.exe\u200b", "user\\u202egpj.exe\\u200b"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_could_move_hide_or_reorder_is_written_out(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_long_texts_are_cut() -> None:
    assert plain("a" * 300, 10) == "a" * 9 + "…"
    assert plain("a" * 10, 10) == "a" * 10


def test_lines_stay_lines() -> None:
    assert plain_lines("a\x1b\n" + "b" * 300) == "a\\x1b\n" + "b" * 300
