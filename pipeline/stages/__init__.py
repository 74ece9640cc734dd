"""The stages of the pipeline, each a pure function from table to table."""
