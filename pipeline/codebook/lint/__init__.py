"""What is dubious in a codebook, as `codebook check` tells it."""
