"""Floor 5, whole lists and texts: reading, clustering, linking, mentions, reports."""
