"""Small batches become large ones, so that years of nightly runs leave hundreds of files and not hundreds of thousands.

As in a log-structured merge tree, batches of about one size are merged when there are enough of them, so that an
article is written again a few times in its life, however many nights there are. Rows stay as they are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from pipeline.run.manifest import Manifest
from pipeline.run.plan import digest, portions
from pipeline.run.rebatch import Rebatcher
from pipeline.run.task import table_name

FAN = 8  # batches of about one size that are merged; they differ by less than this factor
REFUSALS = 10_000  # records in a large file of refusals
SENTENCES = 20  # that count as an article of usual length


def due(sizes: Mapping[str, int], most: int) -> list[list[str]]:
    """Which are to be merged, by their sizes, into ones of at most `most`. Those of more than half of it are done."""
    tiers: dict[int, list[str]] = defaultdict(list)
    for name, size in sizes.items():
        if 2 * size <= most:
            tiers[_tier(size)].append(name)
    large = [{name: sizes[name] for name in tier} for tier in tiers.values() if len(tier) >= FAN]
    return [portion for tier in large for portion in portions(tier, most) if len(portion) > 1]


def merges(manifest: Manifest, most: int) -> list[list[str]]:
    """Which batches are to be merged. Those that no night has counted stay apart from the others, to be told from them
    also by the next run, if this one fails behind the merging."""
    sizes = lengths(manifest)
    fresh = {batch: sizes[batch] for batch in manifest.fresh}
    return [*due({batch: n for batch, n in sizes.items() if batch not in fresh}, most), *due(fresh, most)]


def lengths(manifest: Manifest) -> dict[str, int]:
    """Batch → its articles; of long ones, to how many of usual length they amount, for a worker must hold them."""
    done = manifest.tasks.get("sentences", {})
    sentences = {batch: task["counts"].get("sentences", 0) for batch, task in done.items()}
    return {batch: max(n, sentences.get(batch, 0) // SENTENCES) for batch, n in manifest.batches.items()}


def _tier(size: int) -> int:
    """0 for sizes below FAN, 1 below its square, and so on."""
    tier = 0
    while size >= FAN:
        size, tier = size // FAN, tier + 1
    return tier


def compact(rebatcher: Rebatcher, most: int) -> Iterator[None]:
    """Merge until nothing is due. After each merge, which the manifest then knows, is a moment to save it."""
    manifest = rebatcher.manifest
    while parts := merges(manifest, most):
        for sources in parts:
            manifest.swap([rebatcher.rebatch(sources)])
            yield
    while parts := due({group["id"]: group["counts"]["rejects"] for group in manifest.groups}, most and REFUSALS):
        for groups in parts:
            _merge_refusals(rebatcher, groups)
            yield


def _merge_refusals(rebatcher: Rebatcher, ids: Sequence[str]) -> None:
    """Put together what several readings refused."""
    store, manifest, merged = rebatcher.store, rebatcher.manifest, digest(*ids)
    names = [table_name("rejects", one, "ingest") for one in ids]
    store.write_table(table_name("rejects", merged, "ingest"), pa.concat_tables(map(store.read_table, names)))
    counts = sum((Counter(group["counts"]) for group in manifest.groups if group["id"] in ids), Counter())
    others = [group for group in manifest.groups if group["id"] not in ids]
    manifest.fields["groups"] = [*others, {"id": merged, "counts": {"rejects": 0, **counts}}]
    rebatcher.retired += names
