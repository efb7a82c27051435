"""Whose name a text gives: nobody's (Unknown), or a relative's who is not meant (Hun Sen's wife)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from khnorm import tables
from khnorm.names.elements import bands
from khnorm.names.offices import senses, term_kinds
from khnorm.names.page import Page, end_of, word_after
from khnorm.names.serving import belongs, is_of, leads_person, serves, tells_office, words_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, LATIN, Word
from khnorm.text.latin import strip_accents

__all__ = ["missing_values", "names_nobody", "names_relative", "of_bearer", "tells_kin"]

_BEFORE_KIN = 2  # words between a possessive and the relation: Hun Sen's late first wife
_FAMILY_BAND = 2
_TIED = frozenset(("kin", "head"))  # those that begin a text which tells of somebody by another
_OPENS, _CLOSES = frozenset(",;(\u2013\u2014"), frozenset(",;)\u2013\u2014")
_AROUND = (
    " .,:;-\u2013\u2014_*?!()[]{}<>\"'\u2018\u2019\u201c\u201d\u00ab\u00bb#=~^|/\\0123456789"
    "\u17e0\u17e1\u17e2\u17e3\u17e4\u17e5\u17e6\u17e7\u17e8\u17e9\u17d4\u17d5\u17d6"
)
_WITHIN = str.maketrans("", "", " -_\u200b")  # no name, no_name, sub-total
_LONGEST = 60  # characters of the longest placeholder, with room
_START = 3  # characters that are looked at first


class _Placeholders(NamedTuple):
    """What stands where a name is missing: as it is written, or by its plain letters.

    `starts` are the first letters of the plain ones: most texts begin otherwise and need no folding.
    """

    written: frozenset[str]
    plain: frozenset[str]
    starts: frozenset[str]


@cache
def _placeholders() -> _Placeholders:
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == "nobody"]
    written = frozenset(row["form"] for row in rows if row["lemma"] == "exact")
    bare = [_bare(row["form"]) for row in rows if not row["lemma"]]
    starts = frozenset(form[:_START] for text in bare for form in (text, strip_accents(text)))
    return _Placeholders(written, frozenset(map(_plain, bare)), starts)


@cache
def missing_values() -> frozenset[str]:
    """Give what stands where another value than a name is missing; a name may be spelled so."""
    rows = tables.rows("context_words.tsv")
    return frozenset(
        row["form"] for row in rows if row["kind"] == "nobody" and row["lemma"] == "value"
    )


def _bare(text: str) -> str:
    return text.strip(_AROUND).casefold()


def _plain(bare: str) -> str:
    return strip_accents(bare).translate(_WITHIN)


def names_nobody(text: str) -> bool:
    """Tell whether a text stands where a name is missing.

    Args:
        text: what `normalize` gave.

    Returns:
        Whether it is a placeholder of `context_words.tsv`. Capitals, marks and figures around it
        and spaces in it do not count, except where a name is written so too: NaN is none, Nan is one.

    Examples:
        >>> names_nobody("Unknown"), names_nobody("(N/A)"), names_nobody("Total: 25"), names_nobody("Na")
        (True, True, True, False)
        >>> names_nobody("#REF!"), names_nobody("NaN"), names_nobody("Nan"), names_nobody("Vannak")
        (True, True, False, False)
    """
    if len(text) > _LONGEST:
        return False
    known = _placeholders()
    if text in known.written:
        return True
    bare = _bare(text)
    return bare[:_START] in known.starts and _plain(bare) in known.plain


def of_bearer(page: Page) -> list[Word]:
    """Leave out the relative through whom a text says who is meant.

    Args:
        page: the words of a text.

    Returns:
        The words that can name the person who is meant; none in *wife of Hun Sen*.

    Examples:
        >>> from khnorm.names.words import split
        >>> def left(text: str) -> list[str]:
        ...     return [word.text for word in of_bearer(Page(text, split(text)))]
        >>> left("Hun Sen's wife"), left("Hun Sen's wife Bun Rany"), left("Bun Rany")
        ([], ['Bun', 'Rany'], ['Bun', 'Rany'])
        >>> left("the wife of Hun Sen, Bun Rany"), left("Hun Manet (Hun Sen's son)")
        (['Bun', 'Rany'], ['Hun', 'Manet', ')'])
        >>> left("Sok Dara s/o Chan Rith"), left("កូនប្រុស ហ៊ុន សែន")
        (['Sok', 'Dara'], [])
        >>> left("Kem Sokha's lawyer"), left("adviser to Hun Sen, Sok Dara"), left("Adviser Sok Dara")
        ([], ['Sok', 'Dara'], ['Adviser', 'Sok', 'Dara'])
        >>> left("Adviser to Samdech Techo Hun Sen"), left("Adviser to Samdech, Sok Dara")
        ([], ['Sok', 'Dara'])
        >>> left("Family of Sok Dara"), left("Sok Dara of Kandal")
        ([], ['Sok', 'Dara', 'of', 'Kandal'])
    """
    words = page.words
    telling = [at for at, word in enumerate(words) if word.possessive or word.text == "/"]
    for place in telling:
        if words[place].text == "/" and _is_slashed(words, place - 1):
            return of_bearer(page.part(_unslashed(words)))
        if words[place].possessive:
            for kin in range(place + 1, min(place + 2 + _BEFORE_KIN, len(words))):
                if size := tells_kin(page, kin):
                    return _apart(words, place, kin + size)
            if size := tells_office(page, place):
                return _apart(words, place, place + 1 + size)
            break
    first = 1 if words and words[0].letters == "the" else 0
    if first == len(words) or not _tells_another(page, first):
        return words
    comma = next((at for at, word in enumerate(words) if word.text == ","), len(words))
    return words[comma + 1 :]


def _tells_another(page: Page, first: int) -> bool:
    """Tell whether a text begins with a relation, an office or a thing, and names whose it is."""
    if belongs(page, first):
        return True
    if _TIED.isdisjoint(term_kinds(page, first)):
        return False
    return names_relative(page, first) or serves(page, first)


def _apart(words: list[Word], possessive: int, after: int) -> list[Word]:
    """Give the words beside a relation: behind it, or around it where a comma or bracket opens it."""
    opening = next((at for at in range(possessive, -1, -1) if words[at].text in _OPENS), -1)
    closing = next((at for at in range(after, len(words)) if words[at].text in _CLOSES), len(words))
    if opening < 0 or any(word.named for word in words[after:closing]):
        return words[after:]
    return [*words[:opening], *words[closing:]]


@cache
def _slashed() -> frozenset[str]:
    """The relations that are written as letters with a slash between them: s/o, d/o."""
    rows = tables.rows("context_words.tsv")
    return frozenset(row["form"] for row in rows if row["kind"] == "descent")


def _is_slashed(words: list[Word], place: int) -> bool:
    """Tell whether a relation with a slash begins at a word."""
    piece = words[place : place + 3] if place >= 0 else []
    if len(piece) < 3 or piece[1].gap or piece[2].gap:
        return False
    return "".join(word.text for word in piece).lower() in _slashed()


def _unslashed(words: list[Word]) -> list[Word]:
    """Leave out each relation with a slash and whoever it names, up to a comma or a bracket."""
    kept: list[Word] = []
    dropped = False
    for place, word in enumerate(words):
        dropped = _is_slashed(words, place) or (dropped and word.text not in _CLOSES)
        if not dropped:
            kept.append(word)
    return kept


def names_relative(page: Page, index: int) -> bool:
    """Tell whether a relation begins at a word, and whom it names is another: *son of Hun Sen*.

    Some of these words are an address too, បងប្រុស ដារ៉ា. They are a relation before a title and
    before a full name: any, or one that the tables know, as their lemma in `context_words.tsv` says.

    Args:
        page: the words of a text.
        index: where the relation may begin.

    Returns:
        Whether what follows names somebody else.
    """
    if index >= len(page.words):
        return False
    word = page.words[index]
    if word.kind is LATIN:
        if word.letters not in words_of("kin"):
            return False
        size, found = senses(page, index, len(page.words))
        lemma = next((sense.lemma for sense in found if sense.kind == "kin"), None)
        if lemma:
            return leads_person(page, index + size, -1)
        return lemma is not None and is_of(page, index + size)
    if word.kind is not KHMER:
        return False
    end, lemma = _khmer_kin(page, index)
    if end < 0 or not lemma:
        return end > 0
    after = word_after(page, index, len(page.words), end)
    if after == len(page.words):
        return False
    start = max(end, page.words[after].start)
    if _is_titled(page, start) or leads_person(page, after, start):
        return True
    family = start == page.words[after].start or _is_family(
        page.text[start : page.words[after].end]
    )
    return lemma == "full" and family and page.following(after, len(page.words), 2) > 1


def _khmer_kin(page: Page, index: int) -> tuple[int, str]:
    """Tell where the Khmer relation that begins at a word ends, -1 for none, and its lemma."""
    if "kin" not in term_kinds(page, index):
        return -1, ""
    word = page.words[index]
    skeleton, point, places = page.skeleton_at(word.start)
    title = next(vocabulary().khmer.longest(skeleton, point), (0, None))[0]
    for length, found in vocabulary().khmer_contexts.longest(skeleton, point):
        for sense in found:
            if sense.kind == "kin":
                end = end_of(page, places, point + length - 1)
                glued = 0 < end < word.end and sense.lemma
                if glued and (title > length or bands(word.text) is not None):
                    return -1, ""  # ចៅអធិការ is an abbot
                return end, sense.lemma
    return -1, ""


def _is_titled(page: Page, place: int) -> bool:
    """Tell whether a title stands at a place of a text, and a name behind it."""
    skeleton, point, places = page.skeleton_at(place)
    for length, _ in vocabulary().khmer.longest(skeleton, point):
        end = end_of(page, places, point + length - 1)
        if length > 2 and 0 < end < page.words[-1].end:
            return True
    return False


def _is_family(text: str) -> bool:
    return (bands(text) or (0, 0))[0] >= _FAMILY_BAND


def tells_kin(page: Page, index: int) -> int:
    """Count the words of a relation, such as *wife* or ភរិយា, that begins at a word; 0 for none.

    A Khmer one may be glued to what follows.
    """
    if index >= len(page.words):
        return 0
    word = page.words[index]
    if word.kind is LATIN:
        if word.letters not in words_of("kin"):
            return 0
        size, found = senses(page, index, len(page.words))
        return size if any(sense.kind == "kin" and not sense.lemma for sense in found) else 0
    if word.kind is not KHMER:
        return 0
    end, lemma = _khmer_kin(page, index)
    return 1 if end > 0 and not lemma else 0
