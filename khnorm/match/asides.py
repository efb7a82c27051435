"""What may be somebody else's name: Sok Dara (Hun Sen), Om Sok An."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khnorm.match.weights import odds_of, weight
from khnorm.model import Script
from khnorm.names.asides import link_of
from khnorm.names.elements import bands
from khnorm.names.folds import latin_letters

if TYPE_CHECKING:
    from khnorm.match.profile import Profile

__all__ = ["ASIDE", "LONE", "TITLE", "WHY", "doubt_between", "with_doubts"]

# Why a name of a text may not be the name of who is meant.
TITLE, ASIDE, LONE = "title", "aside", "lone"
WHY = {
    TITLE: "the word before the name may be no title but the family name",
    ASIDE: "what stands beside a name may be another person's",
    LONE: "a single word may be the name of many people",
}
_ASKED = (Script.KHMER, Script.LATIN)


def doubt_between(a: Profile, b: Profile, one: Profile, other: Profile) -> str:
    """Say why a name of one text and a name of another may not be one person's though alike.

    Two texts that give the same names mean the same people. Else each name may be another person's;
    and one word, where either text has a name beside it, tells no more than a given name does.

    Args:
        a: a text.
        b: another.
        one: the first text or an alias in it.
        other: the second text or an alias in it.

    Returns:
        A key of `WHY`; empty for nothing.

    Examples:
        >>> from khnorm.match.profile import profile
        >>> mao, dara = profile("Mao"), profile("Sok Dara alias Mao")
        >>> doubt_between(dara, mao, dara.aliases[0], mao), doubt_between(mao, mao, mao, mao)
        ('lone', '')
    """
    same = one is a and other is b and _names(a) == _names(b)
    if same and a.doubt == b.doubt:
        return ""
    if why := one.doubt or other.doubt:
        return why
    tokens = one.name.tokens
    beside = a.aliases or b.aliases
    return LONE if beside and not same and len(tokens) == 1 and tokens == other.name.tokens else ""


def _names(profile: Profile) -> list[tuple[str, ...]]:
    return [one.name.tokens for one in (profile, *profile.aliases)]


def with_doubts(profile: Profile) -> Profile:
    """Mark the names of a text that may be somebody else's.

    A name beside another one that is unlike it, and nothing says that it is an alias, may be of
    another person. In parentheses, in one script, it is the second that is in doubt; else both are.
    A script that is neither Khmer nor Latin is not asked.

    Args:
        profile: a text with aliases.

    Returns:
        The profile, with doubts.

    Examples:
        >>> from khnorm.match.profile import profile
        >>> found = profile("Sok Dara (Hun Sen)")
        >>> found.doubt, [alias.doubt for alias in found.aliases]
        ('', ['aside'])
    """
    parsed = profile.parsed
    parts = {part.text: part for part in parsed.parts if part.role == "alias"}
    own, aliases = profile.doubt, list(profile.aliases)
    for place, alias in enumerate(aliases):
        part = parts.get(alias.text)
        link = link_of(parsed, part) if part else ""
        if not link or not _are_unlike(profile, alias):
            continue
        aliases[place] = alias._replace(doubt=ASIDE)
        if (link != "(" or alias.name.khmer != profile.name.khmer) and _is_name(alias):
            own = ASIDE
    return profile._replace(doubt=own, aliases=tuple(aliases))


def _are_unlike(one: Profile, other: Profile) -> bool:
    from khnorm.match.compare import weigh_names

    if not one.name.tokens or not other.name.tokens or other.parsed.script not in _ASKED:
        return False
    least = odds_of(weight("different"))
    return weigh_names(one.name, other.name, least).odds < least


def _is_name(other: Profile) -> bool:
    """Tell whether all words of a name are known as parts of names."""
    return all(bands(latin_letters(word) or word) for word in other.parsed.name.split())
