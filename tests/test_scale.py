"""The measurement of size: a memory of sentences that changes no row, and the memory of all processes."""

import subprocess
import sys

from pipeline.stages.mentions import detect
from pipeline.stages.sentences import split
from pipeline.tables import DOCUMENTS, to_table
from tests import scale
from tests.bench import articles

MEGABYTES = 60


def test_remembered_sentences_give_the_mentions_of_the_parser() -> None:
    texts = [one["text"] for one in articles(3, scale.SHORT)]
    rows = [{"doc_id": str(number), "text": text, "body_start": 0} for number, text in enumerate([*texts, *texts])]
    documents = to_table(rows, DOCUMENTS)
    sentences = split(documents)
    assert scale.detect(documents, sentences).equals(detect(documents, sentences))


def test_a_larger_archive_is_a_longer_one() -> None:
    days = [one["date"] for one in scale._dated([{}] * (2 * scale.A_DAY + 1))]
    assert (days[0], days[scale.A_DAY], days[-1]) == ("2020-01-01", "2020-01-02", "2020-01-03")


def test_memory_of_children_counts() -> None:
    code = f"x = bytearray({MEGABYTES << 20}); print(flush=True); input()"
    family = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"
    command = [sys.executable, "-c", family]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdin
        process.stdout.readline()
        pids = list(scale._family(process.pid))
        used = sum(map(scale._megabytes, pids))
        process.stdin.write("\n")
        process.stdin.close()
    assert (len(pids), MEGABYTES < used < MEGABYTES + 100) == (2, True)
    assert sum(map(scale._megabytes, pids)) == 0


def test_table_says_what_an_article_costs() -> None:
    steps = [
        scale.Step(1000, 20.0, {"events": 5.0}, 900.4),
        scale.Step(100, 3.0, {"merging": 1.0}, 800),
        scale.Step(0, 0.2, {}, 50),
    ]
    lines = [line.split() for line in scale.table(1000, steps)]
    assert len(lines) == 5
    assert lines[0] == "1,000 first run 20.0 s 20.0 ms an article 900 MB".split()
    assert lines[1] == "events 5.00".split()
    assert lines[2] == "1,000 a night more 3.0 s 30.0 ms an article 800 MB".split()
    assert lines[3] == "merging 10.00".split()
    assert lines[4] == "1,000 nothing to do 0.2 s 50 MB".split()
