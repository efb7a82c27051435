"""Long styles read by their components, so that spellings and mixtures never met are understood.

In the press (AKP, Khmer news) any component of a style stands alone or is missing, and each is
spelt in many ways. A stack is therefore a sequence of slots, each with the components its word may
be, and the title is the style that explains the sequence with least missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

from khnorm.names.components import Style, parts_of
from khnorm.names.elements import bands
from khnorm.names.folds import latin_letters, title_sound
from khnorm.names.lookups import Near
from khnorm.names.vocabulary import vocabulary

__all__ = ["Slot", "Slots", "best_style", "is_name", "slots_of"]

Slot = tuple[str, ...]
Slots = tuple[Slot, ...]

_GLUE_LEAST = 7  # letters of the shortest word worth taking apart: mohasena
_PIECE_MOST = 16  # letters of the longest component


def is_name(letters: str) -> bool:
    """Tell whether a Latin word is at home in names, so that it is not bent into a title.

    Examples:
        >>> is_name("sokha"), is_name("padey")
        (True, False)
    """
    known = bands(letters)
    return known is not None and known != (0, 0)


@lru_cache(maxsize=1 << 14)
def slots_of(letters: str) -> Slots:
    """Read a Latin word, or several joined, as title components.

    Args:
        letters: what `latin_letters` gave.

    Returns:
        One slot a component, each with the components it may be; empty where it is none.

    Examples:
        >>> slots_of("samdach"), slots_of("mohasena"), slots_of("rainsy")
        ((('samdech',),), (('moha',), ('sena',)), ())
        >>> slots_of("mohatormapoutisal")
        (('moha',), ('thamma',), ('pothisal',))
    """
    words = vocabulary()
    exact = words.components.entries.get(letters)
    if exact and len(parts := parts_of(exact)) > 1:
        return tuple((part,) for part in parts)
    if not exact and (is_name(letters) or len(letters) < 3):
        return ()
    heard = words.component_sounds.get(title_sound(letters), ())
    if exact:
        return (_with(exact, heard),)
    if heard:
        return (heard,)
    return _taken_apart(letters) or _nearest(letters)


def _with(exact: str, heard: Slot) -> Slot:
    return (exact, *(word for word in heard if word != exact))


def _taken_apart(letters: str) -> Slots:
    """Cut a joined word into components: fewest pieces, all of them known by spelling or sound."""
    if not _GLUE_LEAST <= len(letters) <= 80:
        return ()
    words = vocabulary()
    best: list[Slots | None] = [None] * (len(letters) + 1)
    best[0] = ()
    for start, before in enumerate(best):
        if before is None:
            continue
        for end in range(start + 2, min(start + _PIECE_MOST, len(letters)) + 1):
            found = best[end]
            if found is not None and len(before) + 1 >= len(found):
                continue
            piece = letters[start:end]
            exact = words.components.entries.get(piece)
            heard = words.component_sounds.get(title_sound(piece), ()) if len(piece) > 3 else ()
            slot = _with(exact, heard) if exact else heard
            if slot:
                best[end] = (*before, slot)
    return best[-1] or ()


@cache
def _spellings() -> Near:
    return Near(spelling for spelling in vocabulary().components.entries if len(spelling) > 3)


def _nearest(letters: str) -> Slots:
    """Find the component whose spelling is one letter off, two in a long word."""
    if not 4 <= len(letters) <= _PIECE_MOST + 4:
        return ()
    allowed = 1 if len(letters) < 7 else 2
    found = _spellings().nearest(letters, allowed, limit=3)
    if not found:
        return ()
    nearest = found[0][1]
    entries = vocabulary().components.entries
    return (tuple(dict.fromkeys(entries[form] for form, far in found if far == nearest)),)


def _common(slots: Sequence[Slot], components: Sequence[str]) -> int:
    """Length of the longest common subsequence; an empty slot is a word nobody could read."""
    row = [0] * (len(components) + 1)
    for slot in slots:
        last = 0
        for place, component in enumerate(components):
            kept = row[place + 1]
            if component in slot:
                row[place + 1] = last + 1
            elif row[place] > kept:
                row[place + 1] = row[place]
            last = kept
    return row[-1]


@cache
def _expanded() -> tuple[tuple[Style, tuple[str, ...]], ...]:
    """Every style with its components, whole and as it is written short (Samdech Thipadei)."""
    words = vocabulary()
    found = {
        (style, tuple(part for word in style.components for part in parts_of(word)))
        for style in words.styles
    }
    whole = {components for _, components in found}
    for title, form in words.spellings:
        parts = [words.components.entries.get(latin_letters(word)) for word in form.split()]
        components = tuple(piece for part in parts if part for piece in parts_of(part))
        if len(parts) > 1 and None not in parts and components not in whole:
            found.add((Style(title, words.categories[title], components), components))
    return tuple(sorted(found))


@lru_cache(maxsize=1 << 12)
def best_style(slots: Slots) -> Style | None:
    """Find the style that a sequence of components stands for.

    Args:
        slots: from left to right; an empty slot is a word that could not be read.

    Returns:
        The style that holds the sequence with the least missing, and that rather at its ends than
        inside. Where several hold it equally well it is plain *samdech*, if that leads the
        sequence; None where no style explains it.

    Examples:
        >>> best_style((("samdech",), ("moha",), ("sena",), ("techo",))).id
        'akka_moha_sena_padei_techo'
        >>> best_style((("samdech",), ("borvor",), ("thipadei",))).id
        'moha_borvor_thipadei'
        >>> best_style((("samdech",), ("akka",), ("moha",))).id
        'samdech'
    """
    led = "samdech" in slots[0]
    if len(slots) == 1:
        return next((style for style, whole in _expanded() if set(whole) <= set(slots[0])), None)
    ranked: list[tuple[tuple[int, int, int], Style]] = []
    told = slots[1:] if led else slots  # what tells more than Samdech
    parts = frozenset(chain.from_iterable(told))
    for style, whole in _expanded():
        bare = whole[1:] if whole[0] == "samdech" else whole
        if parts.isdisjoint(bare):
            continue
        known = [slot for slot in told if not set(slot).isdisjoint(bare)]
        unread = len(told) - len(known)
        if unread > (1 if len(known) > 1 else 0):
            continue
        strange = sum(1 for slot in told if slot and slot not in known)
        if strange and not led:
            continue
        if known[0] is not told[0] or known[-1] is not told[-1] or (not led and len(known) < 2):
            continue
        swapped = len(known) - _common(known, bare)
        foreign = 1 if led and whole[0] != "samdech" else 0
        places = [at for at, part in enumerate(bare) if any(part in slot for slot in known)]
        inside = places[-1] - places[0] + 1 - len(places)
        ranked.append(((unread + foreign, swapped + len(bare) - len(known), inside), style))
    ranked.sort(key=lambda entry: entry[0])
    if len({style.id for rank, style in ranked if rank == ranked[0][0]}) == 1:
        return ranked[0][1]
    return best_style(slots[:1]) if ranked and led else None
