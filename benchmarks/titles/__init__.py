"""How well titles are read whose spelling is in no table, and how often a bare name loses a word."""
