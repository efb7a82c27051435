"""Which names of a list mean the same: what sounds alike, what joins, what keeps apart."""
