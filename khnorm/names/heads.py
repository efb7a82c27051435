"""What stands before plain Latin names again and again: *H.E.*, *Lok Chumteav*.

A head is the titles before a name, from the beginning of a text (Khmer ones: `khmer_heads`). The titles of the tables in their
own spelling say the same before every name of plain words (`khnorm.names.plain`), but where a title
or a person of the tables goes on into the name. So each is read once, before a name of nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from khnorm.names.either import form_of
from khnorm.names.folds import title_sound
from khnorm.names.page import Hit
from khnorm.names.spelling import spelled
from khnorm.names.styles import is_name, slots_of
from khnorm.names.taken import Taken, proves_woman, take
from khnorm.names.titles import gender_of, generation_of
from khnorm.names.vocabulary import vocabulary
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


class _Read(NamedTuple):
    """A head, and what would lead on from it.

    `endings` are the letters of the head from one of its titles on, where something of the tables
    begins so, and `sounds` the same by sound; `persons` those from the last word of a title on, where
    a person's name begins so (Lok *Ta* Mok). `last` is the last word. `styled` tells that a part
    of a style is among the words.
    """

    head: Head
    endings: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    last: str = ""
    styled: bool = False


def head_of(head: str, words: Sequence[Word], capitals: bool, small: bool) -> Head | None:
    """Tell what the titles before a plain Latin name prove.

    Args:
        head: what stands before the name and the space before it.
        words: two plain words of the name or more (`khnorm.names.plain`).
        capitals: whether the text has capitals only.
        small: whether it has small letters only.

    Returns:
        What `khnorm.names.taken.take` finds too; None where the text must be read at length.

    Examples:
        >>> head_of("Lok Chumteav", split("Men Kannha"), False, False)
        Head(woman=True, gender='f', generation='')
        >>> head_of("Ta", split("Mok Chhea"), False, False) is None
        True
    """
    if len(head) > _LONGEST:
        return None
    name = _NOBODY.upper() if capitals else _NOBODY.lower() if small else _NOBODY
    read = _latin_head(head, name)
    return None if read is None or _goes_on(read, words) else read.head


def _read(taken: Taken, words: Sequence[Word]) -> Head | None:
    """Tell what a head proves, if the text is surely its titles, one after the other, and a name."""
    hits: Sequence[Hit] = taken.hits
    places = [0, *(hit.after for hit in hits)]
    if not hits or [hit.first for hit in hits] != places[:-1] or places[-1] != len(words):
        return None
    if any(hit.weak or _is_name_too(words[hit.first : hit.after]) for hit in hits):
        return None
    if len(taken.words) != 2 or taken.aliases or taken.words[0].start < hits[-1].end:
        return None
    titles = taken.titles()
    return Head(proves_woman(hits), gender_of(titles), generation_of(titles))


def _is_name_too(words: Sequence[Word]) -> bool:
    """Tell whether a title is one word that may be part of a name elsewhere."""
    form = form_of(words[0]) if len(words) == 1 else None
    return form is not None and form.weak


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
    tables = (known.forms, known.contexts)
    return _Read(
        found,
        tuple(
            end
            for hit in taken.hits
            for end in {"".join(letters[hit.first :]), "".join(map(spelled, words[hit.first :]))}
            if any(table.begins(end) for table in tables)
        ),
        tuple(
            sound
            for hit in taken.hits
            if known.sounds.begins(sound := "".join(map(title_sound, letters[hit.first :])))
        ),
        tuple(
            end
            for hit in taken.hits
            if hit.after - hit.first > 1
            and known.dual_persons.begins(end := "".join(letters[hit.after - 1 :]))
        ),
        letters[-1],
        any(map(slots_of, letters)),
    )


def _endings(words: Sequence[str]) -> list[str]:
    """Give what stands from each word to the end, joined."""
    return list(accumulate(reversed(words), lambda rest, word: word + rest))


def _are_spelt(words: Sequence[Word]) -> bool:
    """Tell whether words are titles as the tables spell them, and no office or other term.

    A title that wants its full stop looks for who bears it (*Ven Tep Vong*).
    """
    known = vocabulary()
    place = 0
    while place < len(words):
        found = 0
        for after in range(place + 1, len(words) + 1):
            form = known.forms.entries.get("".join([word.letters for word in words[place:after]]))
            if form is not None:
                found = after
                lone = after == place + 1 and not words[place].dot
                if lone and form.dotted and is_name(words[place].letters):
                    return False
        if not found:
            return False
        place = found
    full = list(map(spelled, words))
    runs = (rest for size in range(1, len(full) + 1) for rest in _endings(full[:size]))
    return not any(run.removesuffix("s") in known.contexts.entries for run in runs)


def _goes_on(read: _Read, words: Sequence[Word]) -> bool:
    """Tell whether something of the tables may lead from a Latin head into the name behind it."""
    known = vocabulary()
    first, second = words[0].letters, words[1].letters
    for end in read.endings:
        joined = (end + first).removesuffix("s")
        if joined in known.forms.beginnings or joined in known.contexts.beginnings:
            return True
    for sound in read.sounds:
        if sound + title_sound(first) in known.sounds.beginnings:
            return True
    if any(end + first in known.dual_persons.beginnings for end in read.persons):
        return True
    return _is_component(read.last, first) or (read.styled and _is_component(first, second))


def _is_component(first: str, second: str) -> bool:
    """Tell whether two words are a component of a style that is written apart."""
    known = vocabulary()
    if first + second in known.components.entries:
        return True
    return not is_name(second) and title_sound(first + second) in known.component_sounds
