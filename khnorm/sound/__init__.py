"""Floor 2, what is said: syllables, romanisation schemes, spellings both ways, sound keys."""
