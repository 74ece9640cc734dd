"""From spaCy parses to grammar-neutral mentions: the only place that knows spaCy."""
