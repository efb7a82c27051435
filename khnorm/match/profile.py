"""A written name made ready to be compared: its parts folded, heard and weighed once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khnorm.match.around import Marks, marks_of
from khnorm.match.asides import TITLE, with_doubts
from khnorm.match.hearing import spelled
from khnorm.match.pieces import Piece, piece
from khnorm.model import PersonName, Title
from khnorm.names.either import in_doubt, is_name_too
from khnorm.names.parse import write_out
from khnorm.names.shape import GIVEN_FIRST, Shape
from khnorm.names.taken import Taken, own_of, take, written
from khnorm.names.titles import gender_of
from khnorm.names.words import LATIN, Word
from khnorm.text.latin import strip_accents
from khnorm.text.normalize import fold
from khnorm.text.scripts import has_khmer

__all__ = [
    "LETTERS",
    "Name",
    "Profile",
    "Reading",
    "latinize",
    "profile",
    "profile_of",
    "tokens_of_plain",
    "with_letters",
]

# Beyond so many tokens a text is no name; the rest is not compared.
_MOST_TOKENS = 12
_MOST_LETTERS = 60
_MOST_ALIASES = 4
# Letters that are hardly a name of their own, as O and U are.
LETTERS = frozenset("bcdfghjklmnpqrstvwxz")
_NO_INITIALS: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """One way to take a name: which piece is the family name."""

    family: Piece
    given: Piece


class Name:
    """A bare name as it is compared: folded tokens, in the order written.

    `given_first` tells that the writing shows the Western order, `glued` that it is written as one
    and cut by guess; `initials` are kept apart. `lettered` tells that a token is a letter that may
    be an initial too.
    """

    __slots__ = (
        "_likely",
        "_turned",
        "given_first",
        "glued",
        "initials",
        "khmer",
        "lettered",
        "tokens",
        "whole",
    )

    def __init__(
        self,
        tokens: tuple[str, ...],
        initials: frozenset[str] = frozenset(),
        *,
        given_first: bool,
        glued: bool = False,
    ) -> None:
        self.tokens = tokens
        self.initials = initials or _NO_INITIALS
        self.lettered = not LETTERS.isdisjoint(tokens) and not LETTERS.issuperset(tokens)
        self.given_first = given_first
        self.glued = glued
        self.whole = " ".join((*tokens[-1:], *tokens[:-1]) if given_first else tokens)
        self.khmer = not self.whole.isascii() and has_khmer(self.whole)
        self._likely: Reading | None = None
        self._turned: Reading | None = None

    def get_ready(self) -> None:
        """Part it in the likelier way now, so that nobody waits for that."""
        self._likely = self._likely or self._read(last=self.given_first)

    @property
    def likely(self) -> Reading:
        """The likelier way to part family name and given name; a single word is a given name."""
        if self._likely is None:
            self._likely = self._read(last=self.given_first)
        return self._likely

    @property
    def turned(self) -> Reading:
        """The other way, in which the end that is likelier the given name's is the family name."""
        if self._turned is None:
            if len(self.tokens) == 2:
                self._turned = Reading(self.likely.given, self.likely.family)
            else:
                self._turned = self._read(last=not self.given_first)
        return self._turned

    def _read(self, *, last: bool) -> Reading:
        """Take the first or the last word for the family name."""
        if len(self.tokens) < 2:
            return Reading(piece(""), piece(self.whole))
        if last:
            return Reading(piece(self.tokens[-1]), piece(" ".join(self.tokens[:-1])))
        return Reading(piece(self.tokens[0]), piece(" ".join(self.tokens[1:])))


class Profile(NamedTuple):
    """A written name ready to be compared, with what stands around it.

    `generation` is what stands after it to tell those who bear it apart: senior, junior, wife, A, 2;
    `origin` their year of birth, place, parent, number and partner, with a stroke between.
    `doubt` is why the name may not be the name of who is meant (`khnorm.match.asides`), else empty.
    """

    text: str
    taken: Taken
    name: Name
    aliases: tuple[Profile, ...]
    husband: str
    gender: str
    generation: str
    origin: str = ""
    doubt: str = ""

    @property
    def parsed(self) -> PersonName:
        """The text as `parse` gives it; written out whenever asked."""
        return write_out(self.taken)


def latinize(text: str) -> str:
    """Fold a text, and write what is neither Khmer nor Latin in Latin letters.

    Examples:
        >>> latinize("Лавров"), latinize("សុខ")
        ('lavrov', 'សុខ')
    """
    folded = fold(text)
    if folded.isascii() or has_khmer(folded):
        return folded
    from unidecode import unidecode

    return fold(unidecode(strip_accents(folded)))


def _tokens_of(words: Sequence[Word]) -> Sequence[str]:
    """Fold words that follow one another; plain Latin letters need no more than to be small."""
    if len(words) == 1:
        word = words[0]
        if not word.text.isascii():
            tokens = word.known.tokens
            if tokens is None:
                tokens = word.known.tokens = _folded_tokens(word.text)
            return tokens
        if len(word.text) <= _MOST_LETTERS:
            return (word.letters,)
    return _tokens(written(words))


def with_letters(marks: Marks) -> Marks:
    """Fold the names in marks as written (`khnorm.match.around.marks_of`), to be compared."""
    if not marks.husband and not marks.origin:
        return marks
    return marks._replace(
        husband=latinize(marks.husband),
        origin="|".join(map(latinize, marks.origin.split("|"))),
    )


def _tokens(text: str) -> tuple[str, ...]:
    """Fold a text and part it; what is plain needs no more than to be small."""
    if text.isascii() and len(text) <= _MOST_LETTERS and text.replace(" ", "").isalpha():
        return tuple(text.lower().split())
    return _folded_tokens(text)


@lru_cache(maxsize=1 << 15)
def _folded_tokens(text: str) -> tuple[str, ...]:
    return tuple(latinize(text)[:_MOST_LETTERS].split())


def profile_of(taken: Taken) -> Profile:
    """Make a name that is taken apart ready to be compared.

    Args:
        taken: as `take` gives it.

    Returns:
        The profile; the husband's name of a wife's style is kept apart from her own.
    """
    titles = taken.titles() if taken.hits else []
    marks = with_letters(marks_of(taken, titles))
    found = Profile(
        taken.text,
        taken,
        _bare_name(taken),
        tuple(map(profile, taken.others[:_MOST_ALIASES])) if taken.aliases else (),
        marks.husband,
        marks.gender,
        marks.generation,
        marks.origin,
    )
    if found.aliases:
        found = with_doubts(found)
    return _in_either_way(found, titles) if titles else found


def tokens_of_plain(shape: Shape) -> tuple[tuple[str, ...], bool]:
    """Fold a name read the short way (`khnorm.names.plain`).

    Args:
        shape: of its words, without a husband's name.

    Returns:
        The tokens, and whether they are one word or may well be.

    Examples:
        >>> from khnorm.names.plain import plain_name
        >>> from khnorm.names.shape import shape_of
        >>> tokens_of_plain(shape_of(plain_name("Sok Dara").words))
        (('sok', 'dara'), False)
    """
    own, _ = own_of(shape)
    # Only a word that has been cut has no gap before its second half.
    return _tokens_of_parts(own, len(own) > 1 and not own[1][0].gap)


def _tokens_of_parts(own: Sequence[Sequence[Word]], meet: bool) -> tuple[tuple[str, ...], bool]:
    """Fold the family name and the given name.

    Args:
        own: the words of both, or of either, in the order written.
        meet: whether nothing stands between the two; Latin ones are cut before a capital then, which
            is no guess.

    Returns:
        The tokens, and whether they are one word or may well be.
    """
    tokens = [token for words in own for token in _tokens_of(words)]
    glued = len(tokens) == 1
    if meet and own[1][0].kind is not LATIN:
        whole = _tokens("".join(map(written, own)))
        glued = len(whole) == 1
        tokens = tokens if glued else list(whole)
    return _in_one_script(tokens[:_MOST_TOKENS]), glued


def _bare_name(taken: Taken) -> Name:
    """Fold the words of a name; where one written without spaces is cut is a guess."""
    own, initials = taken.own()
    tokens, glued = _tokens_of_parts(own, len(own) > 1 and taken.meet(*own))
    return Name(
        tokens,
        frozenset([token for word in initials for token in _tokens_of((word,))])
        if initials
        else _NO_INITIALS,
        given_first=taken.shape.order is GIVEN_FIRST,
        glued=glued,
    )


def _in_one_script(tokens: Sequence[str]) -> tuple[str, ...]:
    """Spell the Khmer words of a name that has Latin ones too: a piece is heard in one script."""
    khmer = [has_khmer(token) for token in tokens]
    if True not in khmer or False not in khmer:
        return tuple(tokens)
    return tuple([spelled(token) for token in tokens])


def _in_either_way(found: Profile, titles: list[Title]) -> Profile:
    """Take a title that may be the family name for both: the name without it is in doubt."""
    taken = found.taken
    words = taken.words
    first = next((title for title in titles if title.category != "office"), titles[0])
    if not words or not is_name_too(first):
        return found
    name = written(words)
    if not in_doubt(first, taken.text, name, taken.place(words)[0]):
        return found
    without = found._replace(
        aliases=(), husband="", gender="", generation="", origin="", doubt=TITLE
    )
    return found._replace(
        name=Name(_tokens(f"{first.text} {name}"), given_first=False),
        aliases=(*found.aliases, without),
        gender=gender_of(title for title in titles if title is not first),
    )


@lru_cache(maxsize=1 << 16)
def profile(text: str) -> Profile:
    """Parse a written name and make it ready to be compared.

    Args:
        text: any string.

    Returns:
        Its profile.

    Raises:
        TypeError: not a str.

    Examples:
        >>> profile("Samdech Techo HUN Sen").name.tokens
        ('hun', 'sen')
    """
    return profile_of(take(text))
