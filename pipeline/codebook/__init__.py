"""Turns political event codebooks as YAML into a coder."""
