"""A written name taken apart: titles, offices, the bare name, its parts and aliases."""

from __future__ import annotations

from collections.abc import Sequence

from khnorm.model import Order, Part, PersonName, Script, Title
from khnorm.names.bearer import names_nobody
from khnorm.names.elements import bands
from khnorm.names.folds import khmer_skeleton
from khnorm.names.khmer_titles import opens_khmer
from khnorm.names.latin_titles import opens
from khnorm.names.page import Page
from khnorm.names.reading import Reading, read
from khnorm.names.shape import Shape, is_house, is_initial, is_patronym, shape_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import Kind, Word, split
from khnorm.text.normalize import aligned
from khnorm.text.scripts import script_of

__all__ = ["parse"]

_COMMA = 0.99  # confidence that a comma parts family from given name
_LONGEST = 10_000  # characters; a text beyond that is no name, and is not taken apart
_JOINTS = frozenset("-\u2010\u2011\u200b")
_SCRIPTS = {Kind.LATIN: Script.LATIN, Kind.KHMER: Script.KHMER}


def parse(text: str) -> PersonName:
    """Take a written name apart.

    Args:
        text: a name of a person as written anywhere, with titles, offices, brackets and all.

    Returns:
        What the words are; every span points into `text`. A title alone gives titles and an empty
        name. Nothing is ever stripped that would leave no name, unless it can only be a title.
        Whoever is named as a relative alone (*Hun Sen's wife*) is not meant. A placeholder
        (*Unknown*, គ្មាន) and a text of more than 10,000 characters give an empty name.

    Raises:
        TypeError: not a str.

    Examples:
        >>> name = parse("Samdech Akka Moha Sena Padei Techo HUN Sen")
        >>> [title.id for title in name.titles], name.name, name.canonical
        (['akka_moha_sena_padei_techo'], 'HUN Sen', 'Hun Sen')
        >>> name = parse("លោកជំទាវបណ្ឌិត ប៊ុន រ៉ានី ហ៊ុន សែន")
        >>> [title.id for title in name.titles], name.canonical, name.husband
        (['lok_chumteav', 'dr'], 'ប៊ុន រ៉ានី', 'ហ៊ុន សែន')
        >>> parse("under-secretary of state Hak Sok Makara").offices[0].id
        'under_secretary'
    """
    is_endless = isinstance(text, str) and len(text) > _LONGEST
    source = aligned("" if is_endless else text)
    words = [] if names_nobody(source.text) else split(source.text)
    if _is_bare(words):
        return _result(text, source.starts, source.ends, Reading([], words, [], False))
    reading = read(Page(source.text, words))
    return _result(text, source.starts, source.ends, reading)


def _is_bare(words: list[Word]) -> bool:
    """Tell whether a text is a name and nothing else, as no word can begin anything else."""
    opening = False
    for word in words:
        if word.kind is not words[0].kind:
            return False
        if word.kind is Kind.LATIN:
            if word.dot or word.possessive:
                return False
            opening = opening or opens(word.letters)
        elif word.kind is Kind.KHMER and "\u200b" not in word.gap:
            opening = opening or opens_khmer(word.text)
        else:
            return False
    return not opening or (len(words) == 2 and all(map(_is_only_name, words)) and _are_two(words))


def _is_only_name(word: Word) -> bool:
    """Tell whether a word is a part of names, and at most a title that wants two names behind it."""
    found = vocabulary()
    if bands(word.letters) is None:
        return False
    if word.kind is Kind.LATIN:
        form = found.forms.entries.get(word.letters)
        return word.letters not in found.contexts.entries and (form is None or form.weak)
    skeleton = khmer_skeleton(word.text)[0]
    form = found.khmer.entries.get(skeleton)
    return skeleton not in found.khmer_contexts.entries and (form is None or form.weak)


def _are_two(words: list[Word]) -> bool:
    """Tell whether two words are not one title or term together: Lok Srey."""
    found = vocabulary()
    joined = words[0].letters + words[1].letters
    if words[0].kind is Kind.LATIN:
        return joined not in found.forms.entries and joined not in found.contexts.entries
    skeleton = khmer_skeleton(joined)[0]
    return skeleton not in found.khmer.entries and skeleton not in found.khmer_contexts.entries


def _result(text: str, starts: Sequence[int], ends: Sequence[int], reading: Reading) -> PersonName:
    titles: list[Title] = []
    offices: list[Title] = []
    for hit in reading.hits:
        start, end = starts[hit.start], ends[hit.end - 1]
        title = Title(hit.id, hit.category, text[start:end], start, end)
        (offices if hit.category == "office" else titles).append(title)
    shape = _shape(reading)
    family, given = shape.family, shape.given
    bare = (*given, *family) if shape.order is Order.GIVEN_FIRST else (*family, *given)
    name = _written(bare)
    pieces = _pieces(shape)
    aliases = [_written(words) for words in reading.aliases]
    if aliases:
        pieces += [("alias", *both) for both in zip(reading.aliases, aliases, strict=True)]
    if len(pieces) > 1:
        pieces.sort(key=lambda piece: piece[1][0].start)
    return PersonName(
        text,
        tuple(titles),
        tuple(offices),
        _written(family),
        _written(given),
        name,
        tuple(dict.fromkeys(aliases)),
        _script(bare, name),
        shape.order,
        round(shape.confidence, 3),
        _canonical(shape, name),
        _husband(shape),
        tuple(
            [
                Part(role, piece, starts[words[0].start], ends[_end(words[-1]) - 1])
                for role, words, piece in pieces
            ]
        ),
        starts[bare[0].start] if bare else 0,
        ends[_end(bare[-1]) - 1] if bare else 0,
    )


def _shape(reading: Reading) -> Shape:
    name = reading.name
    if reading.comma and len(name) > 1:
        return Shape((name[0],), tuple(name[1:]), (), Order.FAMILY_FIRST, _COMMA)
    genders = vocabulary().genders
    return shape_of(name, any(genders.get(hit.id) == "f" for hit in reading.hits))


def _pieces(shape: Shape) -> list[tuple[str, Sequence[Word], str]]:
    """Give the pieces of a name with their roles: family, given, initials, husband."""
    found: list[tuple[str, Sequence[Word]]] = []
    if shape.family:
        found.append(("family", shape.family))
    whole: Sequence[Word] = shape.given
    for word in shape.given:
        if word.dot:
            found += [("initial", (word,)) for word in whole if is_initial(word)]
            whole = [word for word in whole if not is_initial(word)]
            break
    if whole:
        found.append(("given" if shape.family else "name", whole))
    if shape.husband:
        found.append(("husband", shape.husband))
    return [(role, words, _written(words)) for role, words in found]


def _husband(shape: Shape) -> str:
    """The husband's full name; of a royal house only the given name is appended."""
    whole = (*shape.family, *shape.husband) if len(shape.husband) == 1 else shape.husband
    glued = len(shape.husband) == 1 and not is_house(shape.family)
    return _written(shape.husband if glued else whole)


def _end(word: Word) -> int:
    return word.end + 1 if is_initial(word) else word.end


def _written(words: Sequence[Word]) -> str:
    """Write words as they stand, one space or hyphen between them, initials with their dot."""
    if len(words) < 2 and not (words and words[0].dot):
        return words[0].text if words else ""
    written = ""
    for word in words:
        if written:
            written += word.gap if word.gap in _JOINTS else " "
        written += word.text + "." if is_initial(word) else word.text
    return written


def _script(words: Sequence[Word], name: str) -> Script:
    script = _SCRIPTS.get(words[0].kind) if words else None
    if script is not None:
        for word in words:
            if word.kind is not words[0].kind:
                break
        else:
            return script
    return script_of(name)


def _canonical(shape: Shape, name: str) -> str:
    """Write a name family first in its usual capitals; Khmer with one space after the family."""
    words = (*shape.family, *shape.given)
    if not words:
        return ""
    if words[0].kind is Kind.KHMER:
        parts = ("".join(word.text for word in part) for part in (shape.family, shape.given))
        return " ".join(part for part in parts if part)
    if shape.order is not Order.GIVEN_FIRST and name.istitle() and name.replace(" ", "").isalpha():
        return name
    pieces: list[str] = []
    for word in words:
        if pieces:
            pieces.append("-" if word.gap == "-" and word is not shape.given[0] else " ")
        pieces.append(_usual(word))
    return "".join(pieces)


def _usual(word: Word) -> str:
    text = word.text
    if text.islower() and is_patronym(word):
        return text
    if text.islower() or (text.isupper() and len(text) > 1):
        text = text[:1].upper() + text[1:].lower()
    return text + "." if is_initial(word) else text
