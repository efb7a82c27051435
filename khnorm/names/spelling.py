"""How a Latin word is spelt for a look-up: in full, and with a slip mended."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from khnorm import tables
from khnorm.names.elements import bands
from khnorm.names.folds import latin_letters
from khnorm.names.lookups import Near
from khnorm.names.words import LATIN, NUMBER, Word, split

__all__ = ["as_written", "corrected", "key_of", "letters_of", "shorts", "spelled", "title_rows"]

# Letters of the shortest word that is known misspelt, of one with two letters wrong, of the longest.
_MISSPELT, _TWICE_MISSPELT, _MISSPELT_MOST = 6, 9, 20


def title_rows() -> Iterable[tuple[str, str, str, bool]]:
    """Give id, form, script and whether the form is the preferred one of every title spelling."""
    for row in tables.rows("aliases.tsv"):
        if row["kind"] == "title" and row["status"] != "refused":
            yield row["id"], row["form"], row["script"], row["status"] == "preferred"


@cache
def shorts() -> dict[str, str]:
    """Abbreviations that stand inside titles, with the word they stand for (Lt, Gen)."""
    return {
        latin_letters(row["form"]): row["lemma"]
        for row in tables.rows("context_words.tsv")
        if row["kind"] == "short"
    }


def spelled(word: Word) -> str:
    """Give the letters of a word as titles are looked up by: abbreviations in full.

    An abbreviation that is a name too is one only with its full stop: Sen. Rong, but Sen Rong.
    """
    full = word.known.full
    if full is None:
        full = word.letters if word.kind is NUMBER else ""
        if word.kind is LATIN:
            full = _in_full(word.letters, word.dot)
        word.known.full = full
    return full


def _in_full(letters: str, dotted: bool) -> str:
    full = shorts().get(letters)
    if full is None:
        return letters if bands(letters) else corrected(letters)
    return letters if not dotted and bands(letters) else full


@cache
def _foreign_words() -> tuple[frozenset[str], Near]:
    """The words of titles and context terms, and of them those that no name looks like."""
    forms = [form for _, form, script, _ in title_rows() if script == "latin"]
    forms += [row["form"] for row in tables.rows("context_words.tsv") if row["script"] == "latin"]
    words = frozenset(letters for form in forms for letters in letters_of(form))
    native = {
        latin_letters(piece)
        for row in tables.rows("title_words.tsv")
        for piece in row["form"].split()
    }
    usual = sorted(words - native)
    long = (word for word in usual if len(word) >= _MISSPELT and bands(word) is None)
    return words, Near(long)


@lru_cache(maxsize=1 << 16)
def corrected(letters: str) -> str:
    """Mend one letter of a long word that is no name and nearly a word of titles, two in a longer.

    Examples:
        >>> corrected("govenor"), corrected("sovannarith")
        ('governor', 'sovannarith')
    """
    if not _MISSPELT <= len(letters) <= _MISSPELT_MOST or letters in _foreign_words()[0]:
        return letters
    allowed = 1 if len(letters) < _TWICE_MISSPELT else 2
    found = _foreign_words()[1].nearest(letters, allowed)
    return found[0][0] if found and found[0][0][0] == letters[0] else letters


@lru_cache(maxsize=1 << 13)
def letters_of(form: str) -> tuple[str, ...]:
    """Give the folded words and numbers of a Latin form."""
    words = form.split(" ")
    if all(map(_is_plain, words)):
        return tuple(map(str.lower, words))
    return tuple(word.letters for word in split(form) if word.kind in (LATIN, NUMBER))


def _is_plain(word: str) -> bool:
    """Tell whether a word is of unaccented letters alone, with no capital after a small one."""
    return word.isascii() and word.isalpha() and (word[1:].islower() or word.isupper())


def key_of(form: str) -> str:
    """Give the spelling under which a form is looked up: its words joined, in full.

    Examples:
        >>> key_of("Lt. Gen."), key_of("Brother No. 1")
        ('lieutenantgeneral', 'brothernumber1')
    """
    full = shorts()
    return "".join(full.get(letters, letters) for letters in letters_of(form))


def as_written(form: str) -> str:
    """The same with abbreviations as they are."""
    return "".join(letters_of(form))
