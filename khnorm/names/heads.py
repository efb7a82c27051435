"""What stands before plain Latin names again and again: *H.E.*, *Lok Chumteav*.

A head is the titles before a name, from the beginning of a text (Khmer ones: `khmer_heads`). The titles of the tables in their
own spelling say the same before every name of plain words (`khnorm.names.plain`), but where a title
or a person of the tables goes on into the name. So each is read once, before a name of nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from khnorm.model import Title
from khnorm.names.bare import Before, are_parts
from khnorm.names.either import form_of, is_name_too
from khnorm.names.folds import title_sound
from khnorm.names.lookups import Index
from khnorm.names.page import Hit
from khnorm.names.spelling import spelled
from khnorm.names.styles import is_name, slots_of
from khnorm.names.taken import Taken, proves_woman, take
from khnorm.names.titles import gender_of, generation_of
from khnorm.names.vocabulary import Context, Form, vocabulary
from khnorm.names.words import LATIN, Word, split
from khnorm.text.normalize import normalize

__all__ = ["NO_HEAD", "Head", "head_of"]

_NOBODY = "Vzvz Vzvz"  # a name in whose words no title can begin or go on
_LONGEST = 40  # characters of a head that is remembered


class Head(NamedTuple):
    """What the titles before a name prove: `woman` that one of them is a woman's."""

    woman: bool = False
    gender: str = ""
    generation: str = ""


NO_HEAD = Head()
_Spelt = Index[Form] | Index[tuple[Context, ...]] | Index[None]


class _Read(NamedTuple):
    """A head, and what would lead on from it.

    `endings` are tables that are spelt and the letters of the head from one of its titles on, where
    something there begins so, or from a word that may be in a name, where a person's does (Lok *Ta*
    Mok); `sounds` are the same by sound. `last` is the last word, where one of a style may begin
    with it, and `styled` tells that one is among the words. `sure` tells that some title is no name
    too.
    """

    head: Head
    endings: tuple[tuple[_Spelt, str], ...] = ()
    sounds: tuple[str, ...] = ()
    last: str = ""
    styled: bool = False
    sure: bool = True


def head_of(
    head: str, words: Sequence[Word], plain: bool, capitals: bool, small: bool
) -> Head | None:
    """Tell what the titles before a Latin name prove.

    Args:
        head: what stands before the name and the space before it.
        words: two words or more in one script, to the end of the text (`khnorm.names.plain`).
        plain: whether nothing can begin with any of them.
        capitals: whether the text has capitals only.
        small: whether it has small letters only.

    Returns:
        What `khnorm.names.taken.take` finds too; None where the text must be read at length.

    Examples:
        >>> head_of("Lok Chumteav", split("Men Kannha"), True, False, False)
        Head(woman=True, gender='f', generation='')
        >>> head_of("Ta", split("Mok Chhea"), True, False, False) is None
        True
    """
    if len(head) > _LONGEST:
        return None
    name = _NOBODY.upper() if capitals else _NOBODY.lower() if small else _NOBODY
    read = _latin_head(head, name)
    if read is None or not (plain or _is_name(read, words)) or _goes_on(read, words):
        return None
    return read.head


def _is_name(read: _Read, words: Sequence[Word]) -> bool:
    """Tell whether words of which some can begin something are a name behind a Latin head."""
    if any(spelled(word) != word.letters for word in words):
        return False
    return are_parts(words, Before.TITLE if read.sure else Before.NOTHING)


def _read(taken: Taken, words: Sequence[Word]) -> Head | None:
    """Tell what a head proves, if the text is surely its titles, one after the other, and a name."""
    hits: Sequence[Hit] = taken.hits
    places = [0, *(hit.after for hit in hits)]
    if not hits or [hit.first for hit in hits] != places[:-1] or places[-1] != len(words):
        return None
    titles = taken.titles()
    both = zip(hits, titles, strict=True)
    if any(_is_in_doubt(hit, title, words[hit.first : hit.after]) for hit, title in both):
        return None
    if len(taken.words) != 2 or taken.aliases or taken.words[0].start < hits[-1].end:
        return None
    return Head(proves_woman(hits), gender_of(titles), generation_of(titles))


def _is_in_doubt(hit: Hit, title: Title, words: Sequence[Word]) -> bool:
    """Tell whether a title may be part of another name: no abbreviation, and no address like Lok."""
    form = form_of(words[0]) if len(words) == 1 and not words[0].dot else None
    weak = hit.weak or (form is not None and form.weak)
    return weak and (form is None or not form.address or is_name_too(title))


@lru_cache(maxsize=1 << 12)
def _latin_head(head: str, name: str) -> _Read | None:
    words = split(head)
    if not all(word.kind is LATIN and not word.possessive for word in words):
        return None
    if normalize(head) != head or not _are_spelt(words):
        return None
    taken = take(f"{head} {name}")
    found = _read(taken, words)
    if found is None:
        return None
    known = vocabulary()
    letters = [word.letters for word in words]
    spelt: list[tuple[_Spelt, str]] = []
    for hit in taken.hits:
        for some in (letters, list(map(spelled, words))):
            spelt += [
                (table, "".join(some[hit.first :])) for table in (known.forms, known.contexts)
            ]
        if hit.weak or hit.after - hit.first > 1:
            spelt.append((known.dual_persons, "".join(letters[hit.after - 1 :])))
    sounds = ["".join(map(title_sound, letters[hit.first :])) for hit in taken.hits]
    pairs = ["".join(pair) for pair in pairwise(letters)]
    styled = any(map(slots_of, (*letters, *pairs)))
    return _Read(
        found,
        tuple(dict.fromkeys(one for one in spelt if one[0].begins(one[1]))),
        tuple(filter(known.sounds.begins, sounds)),
        letters[-1] if styled or taken.hits[-1].first == len(letters) - 1 else "",
        styled,
        not all(hit.weak for hit in taken.hits),
    )


def _endings(words: Sequence[str]) -> list[str]:
    """Give what stands from each word to the end, joined."""
    return list(accumulate(reversed(words), lambda rest, word: word + rest))


def _are_spelt(words: Sequence[Word]) -> bool:
    """Tell whether words are titles as the tables spell them, and no office or other term.

    A title that wants its full stop looks for who bears it (*Ven Tep Vong*). A qualifier is part of
    an office before the head of one only, and no name is that: *General* Manager.
    """
    known = vocabulary()
    place = 0
    while place < len(words):
        found = 0
        for after in range(place + 1, len(words) + 1):
            spelling = "".join([word.letters for word in words[place:after]])
            form = known.forms.entries.get(spelling)
            if form is None and spelling in known.components.entries:
                found = after
            elif form is not None:
                found = after
                lone = after == place + 1 and not words[place].dot
                if lone and form.dotted and is_name(words[place].letters):
                    return False
        if not found:
            return False
        place = found
    full = list(map(spelled, words))
    runs = (rest for size in range(1, len(full) + 1) for rest in _endings(full[:size]))
    senses = (known.contexts.entries.get(run.removesuffix("s"), ()) for run in runs)
    return all(sense.kind == "qualifier" for found in senses for sense in found)


def _goes_on(read: _Read, words: Sequence[Word]) -> bool:
    """Tell whether something of the tables leads from a Latin head into the name behind it."""
    letters = [word.letters for word in words]
    if any(_is_completed(table, end, letters) for table, end in read.endings):
        return True
    sounds = [title_sound(one) for one in letters] if read.sounds else []
    if any(_is_completed(vocabulary().sounds, end, sounds) for end in read.sounds):
        return True
    if read.last and _is_component(read.last, letters[0]):
        return True
    return read.styled and _is_styled(letters)


def _is_completed(table: _Spelt, beginning: str, pieces: Iterable[str]) -> bool:
    """Tell whether a beginning and some pieces are an entry, or its plural."""
    joined = beginning
    for piece in pieces:
        joined += piece
        if joined in table.entries or joined.removesuffix("s") in table.entries:
            return True
        if joined not in table.beginnings:
            return False
    return False


def _is_styled(letters: Sequence[str]) -> bool:
    """Tell whether a style goes on in a name: at once, or behind a word that nobody can read."""
    first, *rest = letters
    if slots_of(first) or _is_component(first, rest[0]):
        return True
    return not is_name(first) and any(map(slots_of, rest))


def _is_component(first: str, second: str) -> bool:
    """Tell whether two words are a component of a style that is written apart."""
    known = vocabulary()
    if first + second in known.components.entries:
        return True
    return not is_name(second) and title_sound(first + second) in known.component_sounds
