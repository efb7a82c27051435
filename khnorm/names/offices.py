"""Offices in free words: Telecommunications Ministry spokesperson, អភិបាលខេត្តកំពត.

An office is a head noun with what belongs to it: bodies, places and qualifiers before it, or after
a joint such as *of*. Which office of `titles.tsv` is meant follows from the head and the set of
bodies, whatever their order and language; `context_words.tsv` holds the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from khnorm.names.elements import bands
from khnorm.names.folds import has_shifter
from khnorm.names.page import Hit, Page, end_of, word_after
from khnorm.names.spelling import spelled
from khnorm.names.styles import is_name
from khnorm.names.vocabulary import Context, titles_also, vocabulary
from khnorm.names.words import KHMER, LATIN, split

__all__ = ["office", "senses", "term_kinds", "whole_word"]

_WORDS = 6  # words of the longest context term
_PHRASE = 40  # words of the longest office that is read as one
_SHORT = 3  # Khmer letters of a term so short that ៉ and ៊ make it another word
_PLURAL = 5  # letters of the shortest plural
_KINDS = frozenset(("head", "qualifier", "body", "place", "joint"))
_LEADING = frozenset(("head", "joint"))
_TELLING = frozenset(("body", "place", "qualifier"))  # with the head they tell which office
_LONGEST = 40  # words of the longest office
_ANY_CASE = frozenset(("joint", "alias", "link", "kin"))
_REACH = 4  # words without meaning that an organisation's name may begin with


class _Phrase(NamedTuple):
    after: int
    end: int
    head: str
    bodies: frozenset[str]


def term_kinds(page: Page, index: int) -> frozenset[str]:
    """Tell what a word can begin at all: the kinds of all context terms that begin with it.

    Asked before a term is looked up, as nearly no word can begin one of the kind wanted.

    Examples:
        >>> page = Page("Minister Sok", split("Minister Sok"))
        >>> "head" in term_kinds(page, 0), term_kinds(page, 1)
        (True, frozenset())
    """
    word = page.words[index]
    if word.kinds is None:
        if word.kind is LATIN:
            word.kinds = _latin_kinds(spelled(word))
        else:
            khmer = word.kind is KHMER
            word.kinds = _khmer_kinds(page.skeleton_of(word)) if khmer else frozenset()
    return word.kinds


@lru_cache(maxsize=1 << 14)
def _latin_kinds(letters: str) -> frozenset[str]:
    contexts = vocabulary().contexts
    terms = [contexts.entries.get(letters[:-1], ())] if letters.endswith("s") else []
    terms += contexts.beginning_with(letters)
    return frozenset(sense.kind for found in terms for sense in found)


@lru_cache(maxsize=1 << 14)
def _khmer_kinds(skeleton: str) -> frozenset[str]:
    """The terms may end in the word or beyond it."""
    contexts = vocabulary().khmer_contexts
    terms = [found for _, found in contexts.longest(skeleton, 0)]
    terms += contexts.beginning_with(skeleton)
    return frozenset(sense.kind for found in terms for sense in found)


def senses(page: Page, index: int, stop: int) -> tuple[int, tuple[Context, ...]]:
    """Look up the longest context term that begins at a Latin word.

    Args:
        page: the text.
        index: which word.
        stop: the first word out of reach.

    Returns:
        How many words it has and what it can be; 0 and nothing where there is none.
    """
    contexts = vocabulary().contexts
    joined = ""
    size = 0
    found: tuple[Context, ...] = ()
    for count, word in enumerate(page.words[index : min(stop, index + _WORDS)], start=1):
        if word.kind is not LATIN:
            break
        joined += spelled(word)
        meant = contexts.entries.get(joined)
        if meant is None and joined.endswith("s") and len(joined) > _PLURAL:
            meant = contexts.entries.get(joined[:-1])
        if meant and _written(page, index, count, meant):
            size, found = count, meant
        if joined not in contexts.beginnings:
            break
    return size, found


def _written(page: Page, index: int, count: int, meant: tuple[Context, ...]) -> bool:
    """Abbreviations such as MP, PM, NA and UN are capitals; and no name is a context word."""
    word = page.words[index]
    if count > 1 or len(word.letters) > 3 or meant[0].kind in _ANY_CASE:
        return True
    return word.text.isupper() if bands(word.letters) else True


def office(page: Page, index: int, stop: int) -> Hit | None:
    """Read an office in free words.

    Args:
        page: the text.
        index: the word where it begins.
        stop: the first word out of reach.

    Returns:
        The office, its id empty where no row of `titles.tsv` is that office; or None.

    Examples:
        >>> text = "under-secretary of state at the Ministry of Water Resources and Meteorology"
        >>> page = Page(text, split(text))
        >>> office(page, 0, len(page.words))[:2]
        ('under_secretary', 'office')
        >>> text = "President of the Senate Hun Sen"
        >>> hit = office(Page(text, split(text)), 0, 6)
        >>> hit.id, text[hit.start : hit.end]
        ('senate_president', 'President of the Senate')
    """
    word = page.words[index]
    kind = word.kind
    if kind is LATIN:
        if _KINDS.isdisjoint(term_kinds(page, index)):
            return None
        if spelled(word) not in vocabulary().context_words:
            return None
        phrase = _latin_phrase(page, index, stop)
    elif kind is KHMER:
        if "head" not in term_kinds(page, index):
            return None
        phrase = _khmer_phrase(page, index, stop)
    else:
        return None
    if phrase is None:
        return None
    title = _identify(phrase.head, phrase.bodies)
    start = page.words[index].start
    category = vocabulary().categories.get(title, "office")
    return Hit(title, category, index, phrase.after, start, phrase.end)


def _identify(head: str, bodies: frozenset[str]) -> str:
    best, size = "", -1
    for wanted, title in _offices().get(head, ()):
        if len(wanted) > size and wanted <= bodies:
            best, size = title, len(wanted)
    return best


@cache
def _offices() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """The offices of the tables by their head and bodies, as their spellings tell them."""
    found: dict[str, dict[frozenset[str], str]] = {}
    words = vocabulary()
    for title, form in sorted(words.office_spellings, key=lambda row: (len(row[1]), row)):
        page = Page(form, split(form))
        stop = len(page.words)
        latin = bool(page.words) and page.words[0].kind is LATIN
        phrase = _latin_phrase(page, 0, stop) if latin else _khmer_phrase(page, 0, stop)
        if phrase and phrase.after == stop and phrase.head != "other":
            found.setdefault(phrase.head, {}).setdefault(phrase.bodies, title)
    return {head: tuple(rows.items()) for head, rows in found.items()}


@dataclass(slots=True)
class _Growing:
    """An office while it is read: `joined` tells that the last term was a joint."""

    end: int
    head: str = ""
    bodies: set[str] = field(default_factory=set)
    joined: bool = False

    def starts(self, kinds: Mapping[str, str]) -> bool:
        """Tell whether a term is a head, and not the body of the one before."""
        return "head" in kinds and not (self.head and self.joined and "body" in kinds)

    def join(self, kinds: Mapping[str, str]) -> bool:
        """Tell whether a term is a joint, and not a body that is spelt like one."""
        return not self.starts(kinds) and (
            "joint" in kinds and not ("body" in kinds and not self.joined)
        )

    def take(self, kinds: Mapping[str, str], place: int, possessive: bool) -> bool:
        """Take in a term that ends before a place; tell whether it must be the last."""
        if self.starts(kinds):
            if self.head and self.joined and kinds["head"] != "minister":
                self.bodies.clear()
            self.head, self.joined = kinds["head"], False
            if "qualifier" in kinds:  # Deputy, before another head
                self.bodies.add(kinds["qualifier"])
        else:
            self.bodies.update(lemma for kind, lemma in kinds.items() if kind in _TELLING)
            self.joined = self.joined and "qualifier" in kinds and len(kinds) == 1
        if self.joined or set(kinds) == {"qualifier"}:
            return False
        self.end = place
        return possessive and bool(self.head)


def _latin_phrase(page: Page, index: int, stop: int) -> _Phrase | None:
    found = _Growing(index)
    place = index
    stop = min(stop, index + _PHRASE)
    while place < stop:
        word = page.words[place]
        if word.text == "," and found.head and found.bodies and _is_body(page, place + 1, stop):
            place += 1
            continue
        size, terms = senses(page, place, stop)
        kinds = {sense.kind: sense.lemma for sense in terms if sense.kind in _KINDS}
        bare = found.head and not found.joined and size == 1 and not kinds.keys() & _LEADING
        if bare and is_name(word.letters):
            break
        if place == index and not _may_begin(kinds):
            return None
        if not kinds:
            size = _foreign(page, place, stop) if found.head and found.joined else 0
            if not size:
                break
            place += size
            found.end, found.joined = place, False
        elif found.join(kinds):
            ends = kinds["joint"] == "and" and found.head
            if ends and not _is_body(page, place + size, stop):
                break
            found.joined = True
            place += size
        else:
            place += size
            if found.take(kinds, place, page.words[place - 1].possessive):
                break
    if not found.head or found.end == index:
        return None
    last = page.words[found.end - 1]
    found.bodies.discard("")
    end = last.end + 1 if last.dot else last.end
    return _Phrase(found.end, end, found.head, frozenset(found.bodies))


def _may_begin(kinds: Mapping[str, str]) -> bool:
    """Tell whether an office can begin with a term: with no joint, and no title of its own (late)."""
    return set(kinds) != {"joint"} and titles_also("qualifier").isdisjoint(kinds.values())


def _is_body(page: Page, place: int, stop: int) -> bool:
    """Tell whether bodies follow that still belong to the office, and not another head to them."""
    seen = False
    stop = min(stop, place + _LONGEST)
    while place < stop:
        size, found = senses(page, place, stop)
        kinds = {sense.kind for sense in found}
        if "head" in kinds and "body" not in kinds:
            return False
        if "joint" in kinds and "body" not in kinds and seen:
            return True
        if not kinds & {"body", "place", "joint", "qualifier"}:
            return seen
        seen = seen or bool(kinds & {"body", "place"})
        place += size
    return seen


def _foreign(page: Page, place: int, stop: int) -> int:
    """Count the words of an organisation that no table knows: of *Sokimex* Group Sok Kong."""
    for count in range(1, _REACH):
        size, found = senses(page, place + count, stop) if place + count < stop else (0, ())
        if size and {"body", "place"} & {sense.kind for sense in found}:
            return count
    word = page.words[place]
    return 1 if word.kind is LATIN and page.following(place + 1, stop) > 1 else 0


def _khmer_phrase(page: Page, index: int, stop: int) -> _Phrase | None:
    trie = vocabulary().khmer_contexts
    skeleton, point, places = page.skeleton_at(page.words[index].start)
    limit = page.words[stop - 1].end
    head = ""
    bodies: set[str] = set()
    end = -1
    while True:
        for size, found in trie.longest(skeleton, point):
            kinds = {sense.kind: sense.lemma for sense in found if sense.kind in _KINDS}
            stopped = end_of(page, places, point + size - 1) if kinds else -1
            written = page.text[places[point] : stopped]
            if 0 < stopped <= limit and not (size <= _SHORT and has_shifter(written)):
                break
        else:
            break
        named = (bands(page.text[places[point] : stopped]) or (0, 0))[0]
        if (
            named
            and "head" not in kinds
            and page.following(word_after(page, index, stop, stopped), stop) < 2
        ):
            break
        if end < 0 and not ("head" in kinds and _may_begin(kinds)):
            break
        if "head" in kinds and (not head or "body" not in kinds):
            if head:
                break
            head = kinds["head"]
        bodies.update(lemma for kind, lemma in kinds.items() if kind in _TELLING)
        point += size
        if "joint" not in kinds or len(kinds) > 1:
            end = stopped
    if end < 0:
        return None
    bodies.discard("")
    return _Phrase(word_after(page, index, stop, end), end, head, frozenset(bodies))


def whole_word(page: Page, hit: Hit, stop: int) -> Hit:
    """Take the rest of a Khmer word into an office, unless a name may begin in it."""
    if hit.after >= stop or page.words[hit.after].start >= hit.end:
        return hit
    word = page.words[hit.after]
    known = bands(page.text[hit.end : word.end])
    if (known and known[0]) or page.following(hit.after + 1, stop) < 2:
        return hit
    return hit._replace(after=hit.after + 1, end=word.end)
