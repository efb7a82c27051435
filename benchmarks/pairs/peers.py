"""What others make of the same pairs: scorers that people use today, each with its threshold."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from unidecode import unidecode

Scorer = Callable[[str, str], float]

# The thresholds at which the peers are usually run.
JARO_WINKLER, TOKEN_SORT, NOMENKLATURA = 0.9, 0.85, 0.7


@lru_cache(maxsize=1 << 16)
def by_unidecode(text: str) -> str:
    return re.sub(r"[^a-z ]", "", unidecode(text).lower())


def uroman() -> Callable[[str], str] | None:
    """Give uroman's romanisation, where it is installed."""
    try:
        from uroman import Uroman
    except ImportError:
        return None
    romanizer = Uroman()

    @lru_cache(maxsize=1 << 16)
    def romanize(text: str) -> str:
        return re.sub(r"[^a-z ]", "", str(romanizer.romanize_string(text)).lower())

    return romanize


def nomenklatura() -> Scorer | None:
    """Give nomenklatura's current matcher of persons, where it is installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
        from nomenklatura.matching.types import ScoringConfig
    except ImportError:
        return None
    matcher = get_algorithm("logic-v2")
    config = ScoringConfig.defaults()

    def person(identifier: str, name: str) -> object:
        data = {"id": identifier, "schema": "Person", "properties": {"name": [name]}}
        return model.get_proxy(data, cleaned=False)

    def score(a: str, b: str) -> float:
        # The matcher remembers names by id: each pair needs ids of its own.
        pair = hash((a, b))
        return float(matcher.compare(person(f"a{pair}", a), person(f"b{pair}", b), config).score)

    return score


def peers() -> dict[str, tuple[Scorer, float]]:
    """Give each peer that is installed, with the threshold from which it says *same*."""
    found: dict[str, tuple[Scorer, float]] = {}
    romanizers = {"unidecode": by_unidecode, "uroman": uroman()}
    for name, romanize in romanizers.items():
        if romanize is None:
            continue

        def jaro(a: str, b: str, plain: Callable[[str], str] = romanize) -> float:
            return JaroWinkler.similarity(plain(a), plain(b))

        def sort(a: str, b: str, plain: Callable[[str], str] = romanize) -> float:
            return fuzz.token_sort_ratio(plain(a), plain(b)) / 100

        found[f"Jaro-Winkler, {name}"] = jaro, JARO_WINKLER
        found[f"token sort, {name}"] = sort, TOKEN_SORT
    matcher = nomenklatura()
    if matcher is not None:
        found["nomenklatura logic-v2"] = matcher, NOMENKLATURA
    return found
