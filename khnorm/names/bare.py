"""Words that are parts of a name where they stand, whatever else could begin with them elsewhere.

Most texts of a list hold no title and nothing else but a name: they are told at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from khnorm.names.elements import bands
from khnorm.names.folds import khmer_letters
from khnorm.names.latin_titles import can_begin, goes_on, may_open
from khnorm.names.opening import can_open
from khnorm.names.persons import is_person
from khnorm.names.serving import words_of
from khnorm.names.sexes import is_told_of
from khnorm.names.spelling import spelled
from khnorm.names.styles import is_name, slots_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, LATIN, Word

__all__ = ["Before", "are_parts", "is_bare"]

# Terms that mean something only with a term behind them, those that do in small letters only (a
# name is spelt so, too), and those of which the order of names knows (`khnorm.names.shape`).
_TIED = frozenset(("body", "joint", "kin", "link", "place", "qualifier"))
_COMMON = frozenset(("alias", "tail"))
_ORDERING = frozenset(("house", "patronym"))
_WITH = frozenset(("and", "with"))  # links that lead to another person
_RESUMED = 3  # words behind one of two components before a style can go on: one unread and two more


class Before(IntEnum):
    """What stands right before a word: nothing of the text, a title that is no name, or a name."""

    NOTHING = 0
    TITLE = 1
    NAME = 2


# Read as attributes of the class they take ten times as long, in Python 3.11.
_NOTHING, _TITLE, _NAME = Before


class _Uses(NamedTuple):
    """What a Latin word that can begin something is, if it does not begin it with the next one.

    `parts` tells behind what it is a part of the name: unless it is `common` and in small letters,
    `tied` and before another term, or, where a title may begin, an `acronym` in capitals or `rather`
    a name before who may bear that title.
    """

    parts: frozenset[Before]
    common: bool = False
    tied: bool = False
    acronym: bool = False
    rather: bool = False


def is_bare(words: Sequence[Word]) -> bool:
    """Tell whether a text is a name and nothing else, as no word can begin anything else.

    Args:
        words: all words of the text.

    Returns:
        Whether the reader, which takes longer, would find nothing but a name of these words.

    Examples:
        >>> from khnorm.names.words import split
        >>> is_bare(split("Hun Sen")), is_bare(split("Lok Hun Sen")), is_bare(split("Hun Son Sen"))
        (True, False, True)
    """
    if not words:
        return True
    kind = words[0].kind
    if kind is not LATIN and kind is not KHMER:
        return False
    # Of Latin letters alone more is remembered, and nearly always it tells enough.
    latin, opening = kind is LATIN, False
    for place, word in enumerate(words):
        if word.kind is not kind or word.dot or word.possessive:
            return False
        opening = opening or (may_open(word) if latin else can_open(words, place))
    if is_told_of(words):
        return False
    if not opening or (latin and are_parts(words, _NOTHING)):
        return True
    return len(words) == 2 and all(map(_is_only_name, words)) and _are_two(words)


def are_parts(words: Sequence[Word], before: Before) -> bool:
    """Tell whether Latin words to the end of a text are a name and nothing else.

    Args:
        words: without full stops, and none possessive.
        before: what stands before the first.

    Returns:
        False where something else may begin at one of them.

    Examples:
        >>> from khnorm.names.words import split
        >>> are_parts(split("Om Dara"), Before.TITLE), are_parts(split("Om Dara"), Before.NOTHING)
        (True, False)
        >>> are_parts(split("Sok Khan An"), Before.NOTHING), are_parts(split("Sok PhD"), Before.NOTHING)
        (False, False)
    """
    return _is_part(words, 0, before) and all(
        _is_part(words, place, _NAME) for place in range(1, len(words))
    )


def _is_part(words: Sequence[Word], index: int, before: Before) -> bool:
    """Tell whether a Latin word can be nothing but a part of the name where it stands."""
    if not can_begin(words, index):
        return True
    word = words[index]
    if spelled(word) != word.letters or goes_on(words, index):
        return False
    uses = _uses(word.letters)
    if before not in uses.parts or (uses.common and word.text.islower()):
        return False
    if before is not _NAME and not _is_no_title(words, index, uses, before):
        return False
    left = len(words) - index - 1
    if left >= _RESUMED and len(slots_of(word.letters)) > 1:
        return False
    return not uses.tied or not left or not can_begin(words, index + 1)


def _is_no_title(words: Sequence[Word], index: int, uses: _Uses, before: Before) -> bool:
    """Tell whether a word is not written like a title that it spells: SA Sok Dara, ven Tep Vong."""
    text = words[index].text
    if uses.acronym and sum(map(str.isupper, text)) > 1:
        return False
    if before is _TITLE or not uses.rather:
        return True
    behind = accumulate([word.letters for word in words[index + 1 :]])
    return not text.islower() and not any(map(is_person, behind))


@lru_cache(maxsize=1 << 13)
def _uses(letters: str) -> _Uses:
    known = vocabulary()
    spellings = {letters, letters.removesuffix("s")}
    forms = [known.forms.entries[one] for one in spellings if one in known.forms.entries]
    senses = [sense for one in spellings for sense in known.contexts.entries.get(one, ())]
    kinds = {sense.kind for sense in senses}
    common = not kinds.isdisjoint(_COMMON)
    named = is_name(letters)
    telling = letters in words_of("whose")
    telling = telling or any(sense.kind == "kin" and sense.lemma for sense in senses)
    if telling or (common and not named) or not kinds <= _TIED | _COMMON | _ORDERING:
        return _Uses(frozenset())
    parts = set()
    wanting = all(form.acronym or form.dotted for form in forms)
    if named and wanting and "link" not in kinds and letters not in known.components.entries:
        parts.add(_NOTHING)
    if named and all(form.weak for form in forms):
        parts.add(_TITLE)  # a name that is a title too follows no surer title
    suffix = known.suffixes.get(letters)
    if not (suffix and not suffix.weak) and not any(sense.lemma in _WITH for sense in senses):
        parts.add(_NAME)  # behind a name only what has several words is read as a title
    return _Uses(
        frozenset(parts),
        common,
        not kinds.isdisjoint(_TIED),
        any(form.acronym for form in forms),
        any(not form.acronym for form in forms),
    )


def _is_only_name(word: Word) -> bool:
    """Tell whether a word is a part of names, and at most a title that wants two names behind it."""
    found = vocabulary()
    if bands(word.letters) is None:
        return False
    if word.kind is LATIN:
        form = found.forms.entries.get(word.letters)
        return word.letters not in found.contexts.entries and (form is None or form.weak)
    skeleton = khmer_letters(word.text)
    form = found.khmer.entries.get(skeleton)
    return skeleton not in found.khmer_contexts.entries and (form is None or form.weak)


def _are_two(words: Sequence[Word]) -> bool:
    """Tell whether two words are not one title or term together: Lok Srey."""
    found = vocabulary()
    joined = words[0].letters + words[1].letters
    if words[0].kind is LATIN:
        known = (found.forms.entries, found.contexts.entries)
        spellings = (joined, joined.removesuffix("s"))
        return not any(one in entries for one in spellings for entries in known)
    skeleton = khmer_letters(joined)
    return skeleton not in found.khmer.entries and skeleton not in found.khmer_contexts.entries
