from pipeline.run.intake import record_portions
from pipeline.stages.readers import Record, Refused


def record(line: int, text: str) -> Record:
    return Record("in/a.jsonl", line, {"id": str(line), "text": text})


def cut(lengths: list[int], most: int = 3, characters: int = 100) -> list[list[int]]:
    """The lengths of records' texts, as they are cut; 0 stands for a record that its reader refused."""
    broken = Refused("broken line", "", "in/a.jsonl", 1)
    records = [record(number, "x" * (length - 1)) if length else broken for number, length in enumerate(lengths)]
    at = iter(lengths)
    return [[next(at) for _ in portion] for portion in record_portions(records, most, characters)]


def test_a_batch_is_bounded_by_records_and_by_characters() -> None:
    assert cut([10] * 7) == [[10] * 3, [10] * 3, [10]]
    assert cut([60, 40, 10, 10, 500, 10]) == [[60, 40], [10, 10, 500], [10]]
    assert cut([0, 0, 0, 100, 0]) == [[0, 0, 0], [100], [0]]
    assert cut([]) == []


def test_what_is_no_text_has_no_length() -> None:
    records = [Record("in/a.jsonl", number, {"id": number, "text": [1, 2], "date": None}) for number in range(3)]
    assert [len(portion) for portion in record_portions(records, 3, 1)] == [3]
