"""What is known against the locked dependencies: `make audit`.

pip-audit asks PyPI's vulnerability service about every pinned package. Where the service cannot be reached, or does not
know the packages, that is said and is no failure; a known vulnerability is one.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
_COMMAND = (
    sys.executable,
    "-m",
    "pip_audit",
    "--disable-pip",
    "--progress-spinner",
    "off",
    "--timeout",
    "20",
    "-f",
    "json",
)


def audited(locks: Sequence[str] = LOCKS) -> list[Mapping[str, Any]] | None:
    """pip-audit's finding on each package; None where the service cannot be reached."""
    files = [word for lock in locks for word in ("-r", str(ROOT / lock))]
    done = subprocess.run([*_COMMAND, *files], capture_output=True, text=True, check=False)
    try:
        found: list[Mapping[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return found


def verdict(found: Sequence[Mapping[str, Any]] | None) -> tuple[int, list[str]]:
    """(exit code, what to say)."""
    if found is None:
        return 0, ["NOT AUDITED: the vulnerability service cannot be reached"]
    known = [one for one in found if "vulns" in one]
    lines = [
        f"{one['name']} {one['version']}: {vuln['id']}, fixed in {', '.join(vuln['fix_versions']) or 'no version'}"
        for one in known
        for vuln in one["vulns"]
    ]
    missed = f"; NOT AUDITED, as the service does not know them: {len(found) - len(known)}" if known != found else ""
    return (1 if lines else 0), [*lines, f"{len(lines)} known vulnerabilities in {len(known)} packages{missed}"]


if __name__ == "__main__":
    code, said = verdict(audited())
    print("\n".join(said))
    sys.exit(code)
