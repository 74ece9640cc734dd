"""Why records, articles and parts of them are refused: the fixed phrases of the column `reason`, so that they count."""

# Of files
UNSUPPORTED_FORM = "unsupported form"
UNREADABLE_FILE = "unreadable file"
EMPTY_FILE = "empty file"
BROKEN_PACKING = "compressed data broken"
BROKEN_LINE = "broken line"
READER_DIED = "reader died"

# Of records
NO_ID = "no id"
NO_DATE = "no date"
NO_TEXT = "no text"
WRONG_TYPE = "wrong type"
WRONG_ENCODING = "wrong encoding"
UNREADABLE_DATE = "unreadable date"
ABSURD_DATE = "absurd date"
TOO_LONG = "too long"
NOT_ENGLISH = "not English"
DUPLICATE_ID = "duplicate id"
EXACT_DUPLICATE = "exact duplicate"
RETRACTED = "retracted"

# Of articles that were taken in
OFF_TOPIC = "off topic"
SENTENCE_OFF_TOPIC = "sentence off topic"
STAGE_FAILED = "stage failed"
WORKER_DIED = "worker died"
TOOK_TOO_LONG = "took too long"

HARMLESS = frozenset({EXACT_DUPLICATE, RETRACTED, OFF_TOPIC, SENTENCE_OFF_TOPIC})  # nothing is wrong, nothing is lost
UNREAD = frozenset(
    {UNSUPPORTED_FORM, UNREADABLE_FILE, EMPTY_FILE, BROKEN_PACKING, BROKEN_LINE, READER_DIED, WRONG_ENCODING}
)  # there was no record to judge
LOST_FILE = frozenset({UNSUPPORTED_FORM, UNREADABLE_FILE, BROKEN_PACKING, READER_DIED})  # or what is left of it
PARTIAL = frozenset({SENTENCE_OFF_TOPIC})  # what is refused is a part of an article; the rest is carried on
