"""The `gd` scheme against the official place names of Cambodia."""
