"""The components of long styles (`title_words.tsv`), and the styles that are built of them."""

from __future__ import annotations

from typing import NamedTuple

from khnorm import tables
from khnorm.names.folds import khmer_letters, latin_letters, title_sound
from khnorm.names.spelling import letters_of

__all__ = ["Style", "beginning", "parts_of", "sound_of", "spellings", "styles"]


class Style(NamedTuple):
    """A title by its components, as long styles are read."""

    id: str
    category: str
    components: tuple[str, ...]


def styles() -> tuple[Style, ...]:
    """Give the titles that are built of components, as `titles.tsv` has them."""
    return tuple(
        Style(row["id"], row["category"], tuple(row["components"].split()))
        for row in tables.rows("titles.tsv")
        if row["components"]
    )


def parts_of(component: str) -> tuple[str, ...]:
    """Give the parts of a component; one that is written as one word or as two has two.

    Examples:
        >>> parts_of("sena_padei"), parts_of("samdech")
        (('sena', 'padei'), ('samdech',))
    """
    return tuple(component.split("_"))


def beginning(*what: str) -> frozenset[str]:
    """Give the components that begin something: a `style`, or a `title` by themselves.

    Examples:
        >>> sorted(beginning("title"))
        ['kralahom', 'oknha', 'samdech']
    """
    return frozenset(row["word"] for row in tables.rows("title_words.tsv") if row["begins"] in what)


def spellings() -> tuple[dict[str, str], dict[str, tuple[str, ...]], dict[str, str]]:
    """Give the components by their Latin letters, by what is heard, and by their Khmer skeletons."""
    latin: dict[str, str] = {}
    heard: dict[str, tuple[str, ...]] = {}
    khmer: dict[str, str] = {}
    for row in tables.rows("title_words.tsv"):
        if row["script"] == "khmer":
            khmer.setdefault(khmer_letters(row["form"]), row["word"])
            continue
        pieces = [(row["form"], row["word"])]
        parts = parts_of(row["word"])
        if len(parts) > 1 and " " in row["form"]:
            pieces = list(zip(row["form"].split(), parts, strict=False))
        for form, word in pieces:
            latin.setdefault(latin_letters(form), word)
            sound = sound_of(form)
            if len(parts_of(word)) < 2 and word not in heard.get(sound, ()):
                heard[sound] = (*heard.get(sound, ()), word)
    return latin, heard, khmer


def sound_of(form: str) -> str:
    """Give the sound of a title's Latin form, word by word (`khnorm.names.folds.title_sound`)."""
    return "".join(map(title_sound, letters_of(form)))
