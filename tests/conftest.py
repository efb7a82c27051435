"""How properties are tried: without a clock, and in continuous integration always alike."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("khnorm", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("khnorm")
