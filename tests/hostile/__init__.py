"""Input, codebooks and settings as an enemy, or a careless friend, would write them."""
