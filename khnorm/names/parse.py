"""A written name taken apart: titles, offices, the bare name, its parts and aliases."""

from __future__ import annotations

from collections.abc import Sequence

from khnorm.model import Part, PersonName, Script
from khnorm.names.taken import LONGEST, Taken, take, written
from khnorm.names.words import KHMER, LATIN, MARK, Word
from khnorm.text.scripts import script_of

__all__ = ["LONGEST", "parse", "why_nameless", "write_out"]


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
    return write_out(take(text))


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


def write_out(taken: Taken) -> PersonName:
    """Write out a name that is taken apart: what `parse` gives of its text."""
    titles = taken.titles()
    shape, words = taken.shape, taken.words
    name = written(words)
    pieces = [*taken.pieces(), *(("alias", words) for words in taken.aliases)]
    pieces.sort(key=_start)
    start, end = taken.place(words) if words else (0, 0)
    return PersonName(
        taken.text,
        tuple([title for title in titles if title.category != "office"]),
        tuple([title for title in titles if title.category == "office"]),
        written(shape.family),
        written(shape.given),
        name,
        taken.others,
        _script(words, name),
        shape.order,
        taken.confidence,
        taken.canonical,
        taken.husband,
        tuple([Part(role, written(words), *taken.place(words)) for role, words in pieces]),
        start,
        end,
    )


def _start(piece: tuple[str, Sequence[Word]]) -> int:
    return piece[1][0].start


def _script(words: Sequence[Word], name: str) -> Script:
    kind = words[0].kind if words else MARK
    if (kind is LATIN or kind is KHMER) and all(word.kind is kind for word in words):
        return Script.LATIN if kind is LATIN else Script.KHMER
    return script_of(name)
