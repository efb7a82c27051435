"""A written name that is asked for: what tells who is meant by it, worked out when it is wanted."""

from __future__ import annotations

from functools import cached_property

from khnorm.match.profile import Name, profile_of, tokens_of_plain
from khnorm.model import PersonName, Script
from khnorm.names.heads import NO_HEAD
from khnorm.names.parse import write_out
from khnorm.names.plain import plain_name
from khnorm.names.shape import GIVEN_FIRST, Shape, shape_of
from khnorm.names.taken import LONGEST, Taken, take, written
from khnorm.names.words import KHMER
from khnorm.text.normalize import require_str

__all__ = ["Question"]


class Question:
    """A written name that is asked for.

    Most are a name and nothing else, which is read in a fraction of the time (`khnorm.names.plain`):
    what stands around names need not be looked for in them.

    Args:
        text: any string.

    Attributes:
        text: as given.
        name: the bare name as it is written; empty where there is none.
        aliases: other names in the text.

    Raises:
        TypeError: not a str.

    Examples:
        >>> Question("Sok Dara").is_plain, Question("Mr. Sok Dara").name
        (True, 'Sok Dara')
    """

    def __init__(self, text: str) -> None:
        require_str(text)
        self.text = text
        self._shape = _plain_shape(text)
        self.name = written((self._shape or self.taken.shape).words)
        self.aliases = () if self._shape else self.taken.others

    @property
    def is_plain(self) -> bool:
        """Whether the text is a bare name: no title, no alias and no mark stands in it."""
        return self._shape is not None

    @cached_property
    def taken(self) -> Taken:
        """The text taken apart."""
        return take(self.text)

    @cached_property
    def parsed(self) -> PersonName:
        """The same written out."""
        return write_out(self.taken)

    @property
    def in_khmer(self) -> bool:
        """Whether the name is in Khmer letters, all of it."""
        if self._shape:
            return self._shape.words[0].kind is KHMER
        return self.parsed.script is Script.KHMER

    def names(self) -> list[tuple[Name, str]]:
        """Give the names that may be meant, the text's own first, each with why it is in doubt.

        Those without tokens are left out; the doubt is one of a `khnorm.match.profile.Profile`.
        """
        if self._shape:
            found = [(_bare_name(self._shape), "")]
        else:
            asked = profile_of(self.taken)
            found = [(side.name, side.doubt) for side in (asked, *asked.aliases)]
        return [(name, doubt) for name, doubt in found if name.tokens]


def _plain_shape(text: str) -> Shape | None:
    """Tell what the words of a bare name are; None where something else may be in the text."""
    plain = plain_name(text) if len(text) <= LONGEST else None
    if plain is None or plain.head is not NO_HEAD:
        return None
    shape = shape_of(plain.words)
    return None if shape.husband else shape


def _bare_name(shape: Shape) -> Name:
    """Fold the words of a bare name."""
    tokens, glued = tokens_of_plain(shape)
    return Name(tokens, given_first=shape.order is GIVEN_FIRST, glued=glued)
