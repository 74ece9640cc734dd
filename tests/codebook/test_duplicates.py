"""The limits of a codebook's duplicates.yml, and what is wrong with others."""

import pytest

from pipeline.codebook.duplicates import FILE, Limits, read_copy_limits
from pipeline.codebook.load import default_codebooks
from pipeline.codebook.yamlio import load_yaml, parse_yaml


def read(text):
    faults = []
    return read_copy_limits(parse_yaml(text, FILE), FILE, faults), [str(fault) for fault in faults]


def test_what_is_not_given_keeps_its_figure():
    assert read("days: 7") == (Limits(days=7), [])
    assert read("shared: 0.5\nnames: 1") == (Limits(shared=0.5, names=1.0), [])


def test_the_codebook_says_what_holds_without_it():
    assert read_copy_limits(load_yaml(default_codebooks() / FILE), FILE, []) == Limits()


@pytest.mark.parametrize(
    "line", ["days: 0", "days: -1", "days: 400", "days: [3]", "shared: 1.5", "shared: .5", "names: x"]
)
def test_figures_out_of_range_are_faults(line):
    limits, faults = read(f"about: x\n{line}")
    assert limits == Limits()
    (fault,) = faults
    assert fault.startswith(f"{FILE}:2: `{line.partition(':')[0]}` must be")


def test_unknown_keys_are_faults():
    assert "unknown key 'day'" in read("day: 3")[1][0]
