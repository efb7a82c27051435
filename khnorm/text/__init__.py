"""Floor 1, what is written: scripts, Khmer and Latin repair, normal forms, search folding."""
