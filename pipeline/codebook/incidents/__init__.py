"""ACLED-style incidents: the decision table of acled.yml and what it makes of a report."""
