"""Speed of `khnorm.normalize` and `khnorm.text.normalize.fold`, beside what else is in use."""
