"""What was done: action rules, and the coder that applies them to mentions."""
