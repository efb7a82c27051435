"""Romanisers that people use today, where they are installed.

`pip install uroman PyICU khmer-latin-name-transformer` brings them; unidecode comes with khnorm.
Each takes a Khmer text and gives its spellings, likeliest first; all but one give a single one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

Speller = Callable[[str], list[str]]
NAMES = ("unidecode", "uroman", "ICU Any-Latin", "khmer-latin-name-transformer")
_MODULES = ("unidecode", "uroman", "icu", "khmer_latin_name_transformer")


def missing() -> list[str]:
    """Name the peers that are not installed."""
    pairs = zip(NAMES, _MODULES, strict=True)
    return [name for name, module in pairs if find_spec(module) is None]


def peers() -> Iterator[tuple[str, Speller]]:
    """Give the installed peers."""
    makers = (_unidecode, _uroman, _icu, _transformer)
    for name, module, maker in zip(NAMES, _MODULES, makers, strict=True):
        if find_spec(module) is not None:
            yield name, maker(import_module(module))


def _unidecode(module: Any) -> Speller:
    return lambda text: [module.unidecode(text)]


def _uroman(module: Any) -> Speller:
    romanizer = module.Uroman()
    return lambda text: [romanizer.romanize_string(text, lcode="khm")]


def _icu(module: Any) -> Speller:
    romanizer = module.Transliterator.createInstance("Any-Latin")
    return lambda text: [romanizer.transliterate(text)]


def _transformer(module: Any) -> Speller:
    """Ask its transducer for ten spellings; the first is what its `to_latin` gives."""
    pynini: Any = import_module("pynini")

    def spell(text: str) -> list[str]:
        try:
            lattice = pynini.compose(
                pynini.accep(text, token_type="utf8"), module.km_latin_names_fst
            )
            paths = pynini.shortestpath(lattice, nshortest=60).paths(
                input_token_type="utf8", output_token_type="utf8"
            )
            costs: dict[str, float] = {}
            for _, latin, cost in paths.items():
                costs[latin] = min(float(cost), costs.get(latin, float("inf")))
        except pynini.FstOpError:
            return []
        return sorted(costs, key=costs.__getitem__)[:10]

    return spell
