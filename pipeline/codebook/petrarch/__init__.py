"""Dictionaries of TABARI and PETRARCH, read and turned into a codebook folder."""
