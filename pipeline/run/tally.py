"""What became of the documents that a task was given: carried on, or refused. Those refused go no further.

A stage that rests on the results of others is not given what they have refused, so that no published row speaks of it.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.run.plan import digest
from pipeline.stages.grounds import PARTIAL


class Done(NamedTuple):
    """What a task has done: rows of its tables by kind, the documents that it was given and those that it carried on,
    and a digest of the ids of those that it refused, "" for none.
    """

    counts: Mapping[str, int]
    given: int
    carried: int
    refused: str


def tally(documents: pa.Table, counts: Mapping[str, int], rejects: pa.Table) -> Done:
    """What was done by a task that was given these documents, by its rows of REJECTS."""
    given, refused = documents.column("doc_id").to_pylist(), refused_ids(rejects)
    carried = sum(doc_id not in refused for doc_id in given)
    return Done(counts, len(given), carried, digest(*sorted(refused)) if refused else "")


def refused_ids(rejects: pa.Table) -> set[str]:
    """The documents that rows of REJECTS refuse as a whole."""
    rows = zip(rejects.column("doc_id").to_pylist(), rejects.column("reason").to_pylist(), strict=True)
    return {doc_id for doc_id, reason in rows if reason not in PARTIAL}


def refusals(counts: Mapping[str, int]) -> dict[str, int]:
    """Reason → how many were refused for it, from the counts of a task or a reading."""
    return {key.removeprefix("rejects."): n for key, n in counts.items() if key.startswith("rejects.")}


def whole(reasons: Mapping[str, int]) -> int:
    """How many documents these refusals are, those of parts left out."""
    return sum(n for reason, n in reasons.items() if reason not in PARTIAL)


def kept(rows: pa.Table, without: Collection[str]) -> pa.Table:
    """The rows of a table of any stage that belong to none of these documents."""
    if not without:
        return rows
    owner = rows.column("doc_id") if "doc_id" in rows.column_names else pc.list_element(rows.column("doc_ids"), 0)
    return rows.filter(pc.invert(pc.is_in(owner, pa.array(without, pa.string()))))
