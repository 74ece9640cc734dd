"""What the program asks the project's words.yml for, read without the rest of it, and folders that add to it."""

from pathlib import Path

from pipeline.codebook.load import default_codebooks
from pipeline.codebook.words import read_text_words, read_word_sets
from pipeline.codebook.yamlio import load_yaml

_FILE = default_codebooks() / "words.yml"
_TREE = load_yaml(_FILE)
TEXT_WORDS = read_text_words(read_word_sets(_TREE, str(_FILE), []), _TREE, str(_FILE), [])


def extended(folder: Path, **more: str) -> Path:
    """A codebook folder that extends the default one, with words added to sets of its words.yml."""
    (folder / "codebook.yml").write_text('name: Mine\nversion: "1"\nextends: default\n')
    text = _FILE.read_text(encoding="utf-8")
    for name, words in more.items():
        assert f"\n{name}: [" in text
        text = text.replace(f"\n{name}: [", f"\n{name}: [{words}, ")
    (folder / "words.yml").write_text(text, encoding="utf-8")
    return folder
