"""The codes that a codebook knows: what coded data may hold."""

from collections.abc import Mapping
from typing import NamedTuple


class Vocabulary(NamedTuple):
    """Sets of codes, each a name that `checks.yml` may use as `$name`; `quads` gives each CAMEO code its quad class."""

    cameo: frozenset[str]
    roots: frozenset[str]
    countries: frozenset[str]  # ISO 3166-1 alpha-3
    plover_types: frozenset[str]
    sub_event_types: frozenset[str]
    rule_ids: frozenset[str]
    quads: Mapping[str, int | None]
