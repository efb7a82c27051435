"""Words of running text, which tell a phrase from a name."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.names.folds import all_latin_letters, latin_letters
from khnorm.names.words import Word

__all__ = ["is_common", "row_letters"]

# The kinds of `context.tsv` that are no names of persons.
_CONTEXT = frozenset(
    ("building", "organisation", "outlet", "people", "place", "place_first", "site")
)


def is_common(word: Word) -> bool:
    """Tell whether a word is common in running text and in no name.

    Examples:
        >>> from khnorm.names.words import split
        >>> [is_common(word) for word in split("donor ជនជាប់ចោទ Sokha Maria")]
        [True, True, False, False]
    """
    return word.letters in _common()


@cache
def _common() -> frozenset[str]:
    """Words of running text that are in no name."""
    context, words = tables.rows("context.tsv"), tables.columns("words.tsv")
    found = {row_letters(row) for row in context if row["kind"] in _CONTEXT}
    forms: dict[str, list[str]] = {"khmer": [], "latin": []}
    for form, script in zip(words["form"], words["script"], strict=True):
        forms[script].append(form)
    found.update([form.replace(" ", "") for form in forms["khmer"]])
    found.update(all_latin_letters(forms["latin"]))
    found.difference_update(all_latin_letters(tables.columns("foreign_names.tsv")["form"]))
    return frozenset(found.union(row_letters(row) for row in context if row["kind"] == "time"))


def row_letters(row: tables.Row) -> str:
    """Give the form of a row as letters without spaces."""
    form = row["form"]
    return form.replace(" ", "") if row["script"] == "khmer" else latin_letters(form)
