"""A written name taken apart: titles, offices, the bare name, its parts and aliases."""

from __future__ import annotations

from collections.abc import Sequence

from khnorm.model import Order, Part, PersonName, Script, Title
from khnorm.names.bare import is_bare
from khnorm.names.bearer import names_nobody
from khnorm.names.page import Page
from khnorm.names.reading import Reading, read
from khnorm.names.shape import Shape, is_house, is_initial, is_patronym, shape_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, LATIN, MARK, Word, split
from khnorm.text.normalize import aligned
from khnorm.text.scripts import script_of

__all__ = ["LONGEST", "parse", "why_nameless"]

_COMMA = 0.99  # confidence that a comma parts family from given name
LONGEST = 2_000  # characters; a text beyond that is no name, and is not taken apart
_JOINTS = frozenset("-\u2010\u2011\u200b")


def parse(text: str) -> PersonName:
    """Take a written name apart.

    Args:
        text: a name of a person as written anywhere, with titles, offices, brackets and all.

    Returns:
        What the words are; every span points into `text`. A title alone gives titles and an empty
        name. Nothing is ever stripped that would leave no name, unless it can only be a title.
        Whoever is named as a relative alone (*Hun Sen's wife*, កូនប្រុស ហ៊ុន សែន) is not meant; of
        several persons joined (*Sok Dara and Chan Dara*) the first is. A placeholder
        (*Unknown*, គ្មាន) and a text of more than 2,000 characters give an empty name.

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
    is_endless = isinstance(text, str) and len(text) > LONGEST
    source = aligned("" if is_endless else text)
    words = [] if names_nobody(source.text) else split(source.text)
    if is_bare(words):
        return _result(text, source.starts, source.ends, Reading([], words, [], False))
    reading = read(Page(source.text, words))
    return _result(text, source.starts, source.ends, reading)


def why_nameless(name: PersonName) -> str:
    """Say why a parsed text has no name.

    Args:
        name: what `parse` gave, with an empty name.

    Returns:
        The rest of a sentence about the text.

    Examples:
        >>> why_nameless(parse("Samdech")), why_nameless(parse("Sok " * 600))
        ('holds titles but no name', 'is longer than 2,000 characters')
    """
    if len(name.text) > LONGEST:
        return f"is longer than {LONGEST:,} characters"
    return "holds titles but no name" if name.titles or name.offices else "holds no name"


def _result(text: str, starts: Sequence[int], ends: Sequence[int], reading: Reading) -> PersonName:
    titles: list[Title] = []
    offices: list[Title] = []
    for hit in reading.hits:
        start, end = starts[hit.start], ends[hit.end - 1]
        title = Title(hit.id, hit.category, text[start:end], start, end)
        (offices if hit.category == "office" else titles).append(title)
    shape = _shape(reading)
    first, last = shape.family, shape.given
    family, given = _written(first), _written(last)
    if shape.order is Order.GIVEN_FIRST:
        name = _joined(given, last, family, first)
        first, last = last, first
    else:
        name = _joined(family, first, given, last)
    aliases = [_written(words) for words in reading.aliases]
    pieces = _pieces(shape, family, given)
    if aliases:
        pieces += [("alias", *both) for both in zip(reading.aliases, aliases, strict=True)]
    if len(pieces) > 1:
        pieces.sort(key=_place)
    return PersonName(
        text,
        tuple(titles),
        tuple(offices),
        family,
        given,
        name,
        tuple(dict.fromkeys(aliases)),
        _script((*first, *last), name),
        shape.order,
        round(shape.confidence, 3),
        _canonical(shape, name),
        _husband(shape) if shape.husband else "",
        tuple(
            [
                Part(role, piece, starts[words[0].start], ends[_end(words[-1]) - 1])
                for role, words, piece in pieces
            ]
        ),
        starts[(first or last)[0].start] if name else 0,
        ends[_end((last or first)[-1]) - 1] if name else 0,
    )


def _shape(reading: Reading) -> Shape:
    name = reading.name
    if reading.comma and len(name) > 1:
        return Shape((name[0],), tuple(name[1:]), (), Order.FAMILY_FIRST, _COMMA)
    if not reading.hits:
        return shape_of(name)
    genders = vocabulary().genders
    return shape_of(name, any(genders.get(hit.id) == "f" for hit in reading.hits))


_Piece = tuple[str, Sequence[Word], str]


def _pieces(shape: Shape, family: str, given: str) -> list[_Piece]:
    """Give the pieces of a name with their roles and as written: family, given, initials, husband."""
    found: list[_Piece] = []
    if family:
        found.append(("family", shape.family, family))
    whole: Sequence[Word] = shape.given
    initials = [word for word in whole if word.dot and is_initial(word)]
    if initials:
        found += [("initial", (word,), _written((word,))) for word in initials]
        whole = [word for word in whole if word not in initials]
        given = _written(whole)
    if whole:
        found.append(("given" if family else "name", whole, given))
    if shape.husband:
        found.append(("husband", shape.husband, _written(shape.husband)))
    return found


def _place(piece: _Piece) -> int:
    return piece[1][0].start


def _husband(shape: Shape) -> str:
    """The husband's full name; of a royal house only the given name is appended."""
    whole = (*shape.family, *shape.husband) if len(shape.husband) == 1 else shape.husband
    glued = len(shape.husband) == 1 and not is_house(shape.family)
    return _written(shape.husband if glued else whole)


def _end(word: Word) -> int:
    return word.end + 1 if word.dot and is_initial(word) else word.end


def _written(words: Sequence[Word]) -> str:
    """Write words as they stand, one space or hyphen between them, initials with their dot."""
    written = ""
    for word in words:
        if written:
            written += word.gap if word.gap in _JOINTS else " "
        written += word.text
        if word.dot and is_initial(word):
            written += "."
    return written


def _joined(left: str, before: Sequence[Word], right: str, behind: Sequence[Word]) -> str:
    """Write two pieces of a name one after the other."""
    if not before or not behind:
        return left + right
    gap = behind[0].gap
    return f"{left}{gap if gap in _JOINTS else ' '}{right}"


def _script(words: Sequence[Word], name: str) -> Script:
    kind = words[0].kind if words else MARK
    if kind is LATIN or kind is KHMER:
        for word in words:
            if word.kind is not kind:
                break
        else:
            return Script.LATIN if kind is LATIN else Script.KHMER
    return script_of(name)


def _canonical(shape: Shape, name: str) -> str:
    """Write a name family first in its usual capitals; Khmer with one space after the family."""
    words = (*shape.family, *shape.given)
    if not words:
        return ""
    if words[0].kind is KHMER:
        parts = ("".join([word.text for word in part]) for part in (shape.family, shape.given))
        return " ".join([part for part in parts if part])
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
