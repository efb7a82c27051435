"""Titles and offices that stand one after another before a name, and what ties them together."""

from __future__ import annotations

from functools import cache
from itertools import islice

from khnorm import tables
from khnorm.names.either import Claim, claim, form_of
from khnorm.names.elements import bands
from khnorm.names.folds import khmer_letters
from khnorm.names.khmer_titles import begins_title
from khnorm.names.offices import office, senses, term_kinds, whole_word
from khnorm.names.opening import can_open
from khnorm.names.page import Hit, Page, end_of
from khnorm.names.styles import is_name
from khnorm.names.title_at import match
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, LATIN, MARK, NUMBER, split

__all__ = ["read_stack", "read_title", "skip_links"]

_FULL_NAME = 2
_LETTERS = frozenset(
    "\u1780\u1781\u1782\u1783\u1784\u1785"
)  # the first of the alphabet number a list
_ARTICLE = 3  # letters: a, an, le are links before a title only, else they may be names


def read_title(page: Page, index: int, stop: int) -> Hit | None:
    """Read the longest title or office that begins at a word."""
    return _title_at(page, index, stop) if can_open(page.words, index) else None


def _title_at(page: Page, index: int, stop: int) -> Hit | None:
    """Read a title or office at a word that something else than a name can begin at."""
    title = match(page, index, stop)
    free = office(page, index, stop)
    if free and (title is None or free.end > title.end):
        return whole_word(page, free, stop)
    return title


def read_stack(page: Page, index: int, stop: int) -> tuple[list[Hit], int]:
    """Read all titles that stand one after another before a name.

    Args:
        page: the text; a word that a title is glued to is cut.
        index: where the stack may begin.
        stop: the first word out of reach.

    Returns:
        The titles, and the index of the word after them. A word that is title and name at once is
        left to the name where fewer than two words would remain, and where it leads the name of
        somebody the tables know. Of the titles of a couple, *Mr. and Mrs.*, the first is given.
    """
    hits: list[Hit] = []
    sure = joined = False
    while index < stop and can_open(page.words, index):
        hit = _title_at(page, index, stop)
        if hit is None and hits:
            hits[-1] = realm = _with_realm(page, hits[-1], index, stop)
            if realm.after > index:
                index = realm.after
                continue
        if hit is None:
            word = page.words[index]
            step = _link(page, index, stop) if hits else 0
            if word is not page.words[index]:
                joined = True  # និងលោកស្រី has been cut
                continue
            if step and _tells_name(page, index):
                return hits, index + step
            if not step or index + step >= stop or read_title(page, index + step, stop) is None:
                break
            index += step
            joined = True
            continue
        if hit.weak and (sure or _dual(page, index, stop)):
            break  # a name that is a title too follows no surer title: General Om Lim Heng
        if hit.after - hit.first > 1 and _takes_name(page, hit, stop):
            hit = match(page, index, hit.after - 1) or hit
        if not (joined and _is_couple(hits[-1], hit)):
            hits.append(hit)
        joined = False
        sure = sure or not hit.weak
        index = hit.after
        if index < stop and page.words[index].start < hit.end:
            page.cut(index, hit.end)
    if True not in [hit.weak for hit in hits]:
        return hits, index
    left = page.following(index, stop)
    if hits[0].weak and not left:
        return [], hits[0].first
    while hits and hits[-1].weak and page.following(index, stop) < 2:
        index = hits.pop().first
    if left == 2 and len(hits) == 1 and _is_family(page, hits[0], index):
        return [], hits[0].first
    return hits, index


def _is_family(page: Page, hit: Hit, index: int) -> bool:
    """Tell whether what may be a title before a name of two words is the family name."""
    words = page.words[hit.first : hit.first + 3]
    if not hit.weak or index != hit.first + 1 or not all(word.named for word in words):
        return False
    title, *name = words
    common = title.text.islower() and not page.small  # an English word among others
    if title.dot or common or name[0].start < hit.end or name[0].kind is not title.kind:
        return False
    form = form_of(title)
    return form is not None and claim(form, title, *name) is Claim.FAMILY


def _is_couple(first: Hit, second: Hit) -> bool:
    """Tell whether two titles are a man's and a woman's."""
    genders = vocabulary().genders
    return {genders.get(first.id), genders.get(second.id)} == {"m", "f"}


def _with_realm(page: Page, hit: Hit, index: int, stop: int) -> Hit:
    """Give a title with what it is over: King *of Cambodia*."""
    size, found = senses(page, index, stop) if "joint" in term_kinds(page, index) else (0, ())
    place = index + size
    if not size or not any(sense.kind == "joint" and sense.lemma == "of" for sense in found):
        return hit
    size, found = senses(page, place, stop)
    if not any(sense.kind in ("place", "body") for sense in found):
        return hit
    return hit._replace(after=place + size, end=page.words[place + size - 1].end)


def _takes_name(page: Page, hit: Hit, stop: int) -> bool:
    """Tell whether the last word of a title belongs to the name: Preah *Ang* Duong, Lok *Om* Ry."""
    if not page.words[hit.after - 1].named:
        return False
    lone = hit.weak and page.following(hit.after, stop, 2) == 1
    return lone or _dual(page, hit.after - 1, stop)


def _link(page: Page, index: int, stop: int) -> int:
    """Count the words of a link such as *and* or *the*; 0 where none stands."""
    word = page.words[index]
    if word.kind is MARK:
        return 1 if word.text == "&" else 0
    if "link" not in term_kinds(page, index):
        return 0
    if word.kind is LATIN:
        size, found = senses(page, index, stop)
        return size if any(sense.kind == "link" for sense in found) else 0
    if word.kind is KHMER:
        return _khmer_link(page, index)
    return 0


def _khmer_link(page: Page, index: int) -> int:
    """A Khmer link may be glued to the title that follows, និងលោក, or ឈ្មោះ to the name; it is cut."""
    word = page.words[index]
    skeleton, point, places = page.skeleton_at(word.start)
    for length, found in vocabulary().khmer_contexts.longest(skeleton, point):
        if any(sense.kind == "link" for sense in found):
            end = end_of(page, places, point + length - 1)
            if end >= word.end:
                return 1
            led = _tells_name(page, index) or begins_title(page, end)
            if end > 0 and bands(word.text) is None and led:
                page.cut(index, end)
            return 0
    return 0


def _tells_name(page: Page, index: int) -> bool:
    """Tell whether a Khmer word begins with what announces a name: ឈ្មោះ."""
    if page.words[index].kind is not KHMER:
        return False
    skeleton, point, _ = page.skeleton_at(page.words[index].start)
    found = vocabulary().khmer_contexts.longest(skeleton, point)
    return any(sense.lemma == "named" for _, senses in found for sense in senses)


def _dual(page: Page, index: int, stop: int) -> bool:
    """Tell whether the rest is a known person whose name begins with a title word: Ta Mok."""
    named = (page.words[place] for place in range(index, stop) if page.words[place].named)
    rest = list(islice(named, 6))
    persons = vocabulary().dual_persons
    if rest and rest[0].kind is LATIN and not persons.begins(rest[0].letters):
        return False
    for count in range(len(rest), 1, -1):
        joined = "".join(word.letters for word in rest[:count])
        if rest[0].kind is KHMER:
            joined = khmer_letters(joined)
        if joined in persons.entries:
            return True
    return False


def _numbering(page: Page, index: int, stop: int) -> int:
    """Count the words of a number in a list that begin with what announces it: No. 12, លេខ ១២, ក."""
    if index + _FULL_NAME >= stop:
        return 0
    word = page.words[index]
    lettered = word.dot and word.text in _LETTERS
    if not lettered and page.words[index + 1].kind is not NUMBER:
        return 0
    if page.following(index + 1, stop) < _FULL_NAME:
        return 0
    return 1 if lettered else 2 if word.letters in _announcing() else 0


@cache
def _announcing() -> frozenset[str]:
    """What announces a number, as letters: no, លេខ."""
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == "numbering"]
    return frozenset(split(row["form"])[0].letters for row in rows)


def skip_links(page: Page, index: int, stop: int) -> int:
    """Leave out what ties a name to what stands before it: និង, and, the; and the number of a list."""
    index += _numbering(page, index, stop)
    while index < stop and can_open(page.words, index):
        if page.words[index].kind is NUMBER and read_title(page, index, stop) is None:
            index += 1
            continue
        step = _link(page, index, stop)
        following = page.following(index + step, stop, 2) if step else 0
        if not following or read_title(page, index, stop) is not None:
            break
        word = page.words[index]
        named = is_name(word.letters) or bands(word.text) is not None
        short = word.kind is LATIN and len(word.letters) < _ARTICLE
        if (named and following < 2) or short:
            title = read_title(page, index + step, stop)
            if title is None or title.weak:
                break
        index += step
    return index
