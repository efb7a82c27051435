"""Floor 4, who is meant: comparing, indexing, resolving."""
