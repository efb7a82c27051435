"""Spellings made up from known ones by the habits of those who write them.

The alternations are those met among the forms of one title in the press and on Wikipedia
(`data/title_words.tsv`, `data/aliases.tsv`); one is applied at one place of a spelling. What comes
out and is in the tables already is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ALTERNATIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "latin": (
        (r"ei\b", "ey"),
        (r"ey\b", "ei"),
        (r"ei\b", "i"),
        (r"(?<=[^aeiou])a(?=[^aeiou])", "o"),
        (r"(?<=[^aeiou])o(?=[^aeiou])", "a"),
        (r"(?<=[^aeiou])u(?=[^aeiou])", "ou"),
        (r"ea", "ia"),
        (r"(?<=[aeiou])([kgtdpbmns])(?=[aeiou])", r"\1\1"),
        (r"([kgtdpbmnl])\1", r"\1"),
        (r"(?<=[ktp])h(?=[aeiou])", ""),
        (r"\bT(?=[aeiou])", "D"),
        (r"\bP(?=[aeiou])", "B"),
        (r"o\b", "or"),
        (r"(?<=[a-z]) (?=[a-z])", "-"),
        (r"\.", ""),
    ),
    "khmer": (
        ("្ត", "្ដ"),
        ("ន្ត្រ", "ន្រ្ត"),
        ("៍", ""),
        ("៍", "៏"),
        ("៉", ""),
        ("់", ""),
        ("ី", "ិ"),
        ("ិ", "ី"),
        ("ូ", "ុ"),
        ("(?<=[\u1780-\u17a2\u17b6-\u17c5])(?=[\u1780-\u17a2])(?=.{4})(?<=.{4})", "\u200b"),
    ),
}


def altered(form: str, script: str) -> Iterator[str]:
    """Give the spellings that one alternation makes, each rule at its first place only.

    Args:
        form: a known spelling.
        script: khmer or latin.

    Returns:
        The other spellings, each once.
    """
    seen = {form}
    for pattern, replacement in ALTERNATIONS[script]:
        flags = re.IGNORECASE if script == "latin" else 0
        other = re.sub(pattern, replacement, form, count=1, flags=flags)
        if other not in seen:
            seen.add(other)
            yield other
