"""Khmer names in Latin letters: the first spelling, and the first ten, beside other romanisers."""
