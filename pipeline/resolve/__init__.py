"""When, where and how many: facts read from plain text, without grammar or codebook."""
