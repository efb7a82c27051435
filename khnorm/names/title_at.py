"""The longest title that begins at a word, in either script."""

from __future__ import annotations

from khnorm.names.khmer_titles import match_khmer
from khnorm.names.latin_titles import match_latin
from khnorm.names.page import Hit, Page
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, LATIN, NUMBER, OTHER

__all__ = ["match"]


def match(page: Page, index: int, stop: int) -> Hit | None:
    """Read the longest title that begins at a word.

    Args:
        page: the text.
        index: which word.
        stop: the first word out of reach.

    Returns:
        The title, or None. Where it ends inside a Khmer word, `after` is that word's index.

    Examples:
        >>> from khnorm.names.words import split
        >>> text = "Samdach Akkak Moha Sena Padey Dekjo Hun Sen"
        >>> hit = match(Page(text, split(text)), 0, 8)
        >>> hit.id, text[hit.start : hit.end]
        ('akka_moha_sena_padei_techo', 'Samdach Akkak Moha Sena Padey Dekjo')
    """
    word = page.words[index]
    if word.kind is LATIN or word.kind is NUMBER:
        return match_latin(page, index, stop)
    if word.kind is KHMER:
        return match_khmer(page, index, stop)
    form = vocabulary().other.get(word.text) if word.kind is OTHER else None
    return form and Hit(form.id, form.category, index, index + 1, word.start, word.end)
