"""Event Coder: political event data from news text."""
