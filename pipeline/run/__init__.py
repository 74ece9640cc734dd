"""Running the stages over files: what is stale, where it is stored, which process does it."""
