"""The people named in running text: found, told again, shown."""
