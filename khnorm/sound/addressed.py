"""Titles before a Latin name, as the Khmer titles that stand for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from khnorm.sound.listener import listener
from khnorm.tables import rows
from khnorm.text.latin import fold_latin
from khnorm.text.normalize import normalize

__all__ = ["leading_titles"]

# Initials are no titles.
_SHORTEST = 2
# So many words at most are one title, more than any form of `data/aliases.tsv` has.
_MOST_WORDS = 12
# No name has more titles before it.
_MOST_TITLES = 12


def _letters(text: str) -> str:
    return "".join(char for char in fold_latin(text) if "a" <= char <= "z")


@cache
def _forms() -> dict[str, str]:
    """Give the Khmer form of each Latin title that may stand before a name, by its letters.

    A title without a Khmer form of its own (Mr.) has one that reads as another title (លោក).
    """
    before = {row["id"] for row in rows("titles.tsv") if row["position"] != "suffix"}
    titles = [row for row in rows("aliases.tsv") if row["kind"] == "title" and row["id"] in before]
    khmer: dict[str, str] = {}
    for status in ("preferred", "refused"):
        for row in titles:
            if row["script"] == "khmer" and row["status"] == status:
                khmer.setdefault(row["id"], normalize(row["form"]))
    forms = {
        _letters(row["form"]): khmer[row["id"]]
        for row in titles
        if row["script"] == "latin" and row["status"] != "refused" and row["id"] in khmer
    }
    return {letters: form for letters, form in forms.items() if len(letters) >= _SHORTEST}


def _may_be_a_name(words: Sequence[str], following: int) -> bool:
    """Say whether words that spell a title may be names: without a dot, and all spelled like names.

    Several words are a title all the same where a full name follows them.
    """
    if any("." in word for word in words) or (len(words) > 1 and following > 1):
        return False
    return all(listener().knows(_letters(word)) for word in words)


def _titles(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give the titles that open a text, each with where it ends, the longest first taken."""
    start = 0
    forms = _forms()
    while start < len(words):
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            run = words[start:end]
            letters = [_letters(word) for word in run]
            # A letter alone is an initial or a name, however it joins what stands before: H.E. A.
            whole = len(run) == 1 or all(len(word) > 1 for word in run)
            title = forms.get("".join(letters)) if whole and all(letters) else None
            if title and not _may_be_a_name(run, len(words) - end):
                yield title, end
                start = end
                break
        else:
            return


def leading_titles(words: Sequence[str]) -> tuple[list[str], int]:
    """Find the titles that a Latin name begins with.

    Args:
        words: the words of a text; a dot is part of the word before it.

    Returns:
        The preferred Khmer forms, and how many words they answer. What may be a name (He, Ek
        Oudom) is taken for one.

    Examples:
        >>> leading_titles(["H.E.", "Dr.", "Sok"])
        (['ឯកឧត្តម', 'បណ្ឌិត'], 2)
        >>> leading_titles(["He", "Sok"])
        ([], 0)
    """
    found = list(islice(_titles(words), _MOST_TITLES))
    return [title for title, _ in found], found[-1][1] if found else 0
