"""What parse costs, how its cost grows, and how often it tells the order of a name."""
