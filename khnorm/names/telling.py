"""What a text says beside a name to tell its bearer from others: (son), s/o Sok Chan, born 1980, B."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from khnorm import tables
from khnorm.names.beside import number_of, place_of, second_name
from khnorm.names.marks import is_and
from khnorm.names.offices import term_kinds
from khnorm.names.page import Page
from khnorm.names.taken import Taken, take, written
from khnorm.names.words import HYPHENS, KHMER, LATIN, MARK, NUMBER, Word, split

__all__ = ["NOTHING", "Says", "Told", "says", "told_by"]

_LONGEST = 4  # words of the longest of these terms, and a slash
_CLOSING = frozenset(",;()[]{}:\u2013\u2014-")
_OPENING = frozenset("([{")
_PARTING = frozenset(",;")  # what stands between the names of two people
_DASHES = HYPHENS | {"\u2013", "\u2014"}
_WIDE = 8  # words and marks in which a year stands: born on 5 August 1980
_YEARS = range(1800, 2100)
_NUMBERS = range(100)  # what may tell bearers apart, and is no year
_IDENTITY = 9  # figures of the number of an identity card
_NUMBER = "number"  # what *no.* marks: the number behind it does
_COUPLE = "couple"
_FIRST_LETTERS = frozenset("ABCD")  # those that mark a name without brackets: Sok Dara B
_OWNED = frozenset(("child", "wife"))  # relations of which the text may say whose
_OWN = frozenset(("", "sex"))  # what is none, and says a gender


class Told(NamedTuple):
    """What stands beside a name, each empty where the text does not say.

    `gender` is f or m. `mark` tells one of a name from another: senior, junior, third; a word for
    kin, a letter, a number; couple where two are meant. `husband` and `parent` are full names,
    `born` is a year, `place` where somebody is from, as letters, `number` that of a document, and
    `beside` the other one of a couple.
    """

    gender: str = ""
    mark: str = ""
    husband: str = ""
    born: str = ""
    place: str = ""
    parent: str = ""
    number: str = ""
    beside: str = ""


NOTHING = Told()


class Says(NamedTuple):
    """What a word of `bearers.tsv` says about who is called so.

    `relation` is child or wife, of whom the text may say, or born, where a year follows; or what the
    word says of its bearer, sex or nation.
    """

    gender: str
    mark: str
    relation: str


class _Term(NamedTuple):
    """What a term says, how many words it has, and what a Khmer one is glued to."""

    says: Says
    size: int
    glued: Word | None = None


def told_by(taken: Taken) -> Told:
    """Read what stands beside a name about who is meant.

    Args:
        taken: a text taken apart.

    Returns:
        What it says behind the name. A word for kin alone (*Hun Sen, wife*) is a mark, since it may
        be a relative who is meant; with whose kin one is (*wife of Hun Sen*) it is not.

    Examples:
        >>> told_by(take("Sok Dara (female), d/o Sok Chan"))
        Told(gender='f', mark='', husband='', born='', place='', parent='Sok Chan', number='', beside='')
        >>> [told_by(take(text)).mark for text in ("Sok Dara (B)", "Hun Sen, wife", "សុខ ដារ៉ា (កូន)")]
        ['B', 'wife', 'junior']
        >>> told_by(take("Keo Saphal (Takeo), born 5/8/1980"))[3:5]
        ('1980', 'takeo')
    """
    words = taken.words
    if not words:
        return NOTHING
    text = taken.source.text
    if len(words) < 3 and not taken.hits and words[-1].end == len(text):
        return NOTHING  # a name and nothing else, as most are
    end = max(words[-1].end, taken.shape.husband[-1].end if taken.shape.husband else 0)
    held = {hit.start - end: hit.end - end for hit in taken.hits if hit.after - hit.first > 1}
    found = _read(text[end:], words, held) if len(text) > end else NOTHING
    if taken.hits and _is_couple(taken, words[0].start):
        return found._replace(mark=_COUPLE)
    last = words[-1]
    if len(words) > 2 and last.text in _FIRST_LETTERS and not last.dot and not found.mark:
        return found._replace(mark=last.text)
    return found


def _is_couple(taken: Taken, start: int) -> bool:
    """Tell whether a second title is tied to the first one: Mr. *and Mrs.* Hun Sen."""
    before = [hit for hit in taken.hits if hit.end <= start]
    gap = taken.source.text[before[-1].end : start].strip() if before else ""
    return _begins_with_and(split(gap)) if gap else False


def _begins_with_and(words: Sequence[Word]) -> bool:
    """Tell whether words begin with what ties a second person to one: and, &, និង."""
    if not words:
        return False
    if words[0].kind is MARK:
        return is_and(words, 0)
    tie = words[0].letters
    return any(
        tie == form or (words[0].kind is KHMER and tie.startswith(form)) for form in _forms("and")
    )


def _is_letter(word: Word) -> bool:
    """Tell whether a word is a capital that is no initial, or a Khmer consonant."""
    if len(word.text) != 1 or word.dot:
        return False
    return word.kind is KHMER or (word.kind is LATIN and word.text.isupper())


@cache
def _forms(lemma: str) -> frozenset[str]:
    """The links of a lemma, as the letters of their first word."""
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == "link"]
    return frozenset(split(row["form"])[0].letters for row in rows if row["lemma"] == lemma)


@cache
def _terms() -> dict[str, Says]:
    return {
        "".join([word.letters for word in split(row["form"])]): Says(
            row["gender"], row["mark"], row["relation"]
        )
        for row in tables.rows("bearers.tsv")
    }


def says(text: str) -> Says | None:
    """Give what a text says about who is called so.

    Args:
        text: a title as it stands in a text.

    Returns:
        What the whole text says, else a word that proves nothing but a gender; None where none does.

    Examples:
        >>> says("Jr.").mark, says("CPP spokeswoman").gender, says("Samdech")
        ('junior', 'f', None)
    """
    return _says(text)


@lru_cache(maxsize=1 << 12)
def _says(text: str) -> Says | None:
    words = split(text)
    whole = _terms().get("".join([word.letters for word in words]))
    single = [_terms().get(word.letters) for word in words]
    return whole or next(
        (one for one in single if one and not one.mark and one.relation in _OWN), None
    )


def _term(words: Sequence[Word], place: int) -> _Term | None:
    """Look up the longest term that begins at a word; a Khmer one may end inside of it."""
    terms = _terms()
    joined = ""
    found: _Term | None = None
    for size, word in enumerate(words[place : place + _LONGEST], start=1):
        if word.kind is MARK and (word.text != "/" or word.gap):
            break
        joined += word.letters
        if joined in terms:
            found = _Term(terms[joined], size)
    if found is None and words[place].kind is KHMER:
        return _glued_term(words[place])
    return found


def _glued_term(word: Word) -> _Term | None:
    terms = _terms()
    for size in range(len(word.text) - 1, 1, -1):
        after = word.text[size]
        if "\u1780" <= after <= "\u17b3" and (says := terms.get(word.text[:size])):
            return _Term(says, 1, Word(KHMER, word.text[size:], word.text[size:], 0, ""))
    return None


def _read(rest: str, own: Sequence[Word], held: Mapping[int, int]) -> Told:
    """Read what follows a name, stretch by stretch between commas and brackets.

    `held` tells where titles of several words begin and end: *Brother* Number One is no kin.
    """
    words = split(rest)
    page = Page(rest, words)
    found = NOTHING
    if _begins_with_and(words):  # Sok Dara *and wife*
        close = next((at for at in range(len(words)) if words[at].text in _CLOSING), len(words))
        other = _name(words[1:close])
        found = found._replace(mark=_COUPLE, beside=other if " " in other else "")
    place = 0
    while place < len(words):
        close = next(
            (at for at in range(place, len(words)) if words[at].text in _CLOSING), len(words)
        )
        if place == close or _is_article(words, place):
            place += 1
            continue
        before = words[place - 1].text if place else ""
        if words[close - 1].end <= held.get(words[place].start, 0):
            place = close
            continue
        if before in _PARTING and second_name(page, place, close, own):
            return found._replace(mark=_COUPLE, beside=written(words[place:close]))
        found, place = _read_stretch(page, place, close, before, found)
    return found


def _is_article(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word is *the* or *a* before another one, and not the letter A."""
    if words[place].kind is not LATIN or words[place].letters not in _forms("the"):
        return False
    return place + 1 < len(words) and words[place + 1].kind is not MARK


def _read_stretch(page: Page, place: int, close: int, before: str, found: Told) -> tuple[Told, int]:
    """Read what begins at a word; give what is known then, and where to go on."""
    words = page.words
    term = _term(words, place)
    if term is not None:
        (gender, mark, relation), after = term.says, place + term.size
        if relation == "born" and (year := _year(words[after : after + _WIDE])):
            return found._replace(born=year[0]), after + year[1]
        if relation == "document" and (number := number_of(words[after:])):
            return found._replace(number=number[0]), after + number[1]
        if relation in _OWNED and (owner := _owner(page, term, after, close)):
            return _related(found, term.says, owner), close
        if mark == _NUMBER or relation == "nation":
            return found, after
        alone = term.glued is None and (after == close or _term(words, after) is not None)
        if not mark and after < close and "tail" in term_kinds(page, after):
            alone = term.glued is None and not _is_tied(page, after, close)
        if alone and (gender or mark):
            return found._replace(gender=found.gender or gender, mark=found.mark or mark), after
        if gender and _is_tied(page, after, close):
            return found._replace(gender=found.gender or gender), close
    owner, kin = _possessor(words[place:close])
    if owner and kin:
        return _related(found, kin.says, owner), close
    return _noted(page, place, close, before, found), close


def _noted(page: Page, place: int, close: int, before: str, found: Told) -> Told:
    """Read a letter, a number, years of life or a place that stand alone."""
    words = page.words[place:close]
    first = words[0]
    number = int(first.text) if first.kind is NUMBER and len(first.text) < 5 else -1
    if len(words) == 1 and (number in _NUMBERS or _is_letter(first)) and not found.mark:
        return found._replace(mark=first.text)
    if before in _OPENING and number in _YEARS and _lasts(page.words, place):
        return found._replace(born=str(number))
    if where := place_of(page, place, close):
        return found._replace(place=where)
    if first.kind is NUMBER and first.start and before != ":":
        whole = number_of(words)
        if whole and whole[1] == len(words) and len(whole[0]) >= _IDENTITY:
            return found._replace(number=whole[0])
    return found


def _lasts(words: Sequence[Word], place: int) -> bool:
    """Tell whether a dash follows a word, as it does in years of life: 1932-2024, 1932-."""
    after = words[place + 1] if place + 1 < len(words) else None
    return after is not None and (after.text in _DASHES or after.gap in _DASHES)


def _year(words: Sequence[Word]) -> tuple[str, int] | None:
    """Find a year: four figures; and after how many words it ends."""
    for place, word in enumerate(words):
        if word.kind is NUMBER and len(word.text) == 4 and int(word.text) in _YEARS:
            return str(int(word.text)), place + 1
    return None


def _related(found: Told, kin: Says, owner: str) -> Told:
    gender = found.gender or kin.gender
    if kin.relation == "wife":
        return found._replace(gender=gender, husband=owner)
    return found._replace(gender=gender, parent=owner)


def _owner(page: Page, term: _Term, after: int, close: int) -> str:
    """Give whose kin somebody is: behind *of*, behind a slash, and in Khmer right behind the word."""
    words = page.words[after:close]
    if term.glued:
        return _name([term.glued, *words])
    if not words:
        return ""
    slashed = term.size > 1 and page.words[after - 2].text == "/"
    if not slashed and _is_tied(page, after, close):
        return _name(words[1:])
    return _name(words) if slashed or words[0].kind is KHMER else ""


def _is_tied(page: Page, after: int, close: int) -> bool:
    """Tell whether what stands before a word is of what follows it: *of*, របស់."""
    return after < close and "joint" in term_kinds(page, after)


def _possessor(words: Sequence[Word]) -> tuple[str, _Term | None]:
    """Give whose kin somebody is where that stands first: *Hun Sen's* son."""
    for place, word in enumerate(words):
        if word.possessive:
            kin = _term(words, place + 1) if place + 1 < len(words) else None
            kin = kin if kin and kin.says.relation in _OWNED else None
            return _name(words[: place + 1]), kin
    return "", None


def _name(words: Sequence[Word]) -> str:
    """Give the bare name that words hold, without titles."""
    return written(take(written(words)).words)
