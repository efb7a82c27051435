"""Floor 3, what the words are: titles and the parts of a name."""
