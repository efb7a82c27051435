"""The commands that cross from one script to the other: romanize, khmerize."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.streams import Choices, Mapper, mapping_options, run
from khnorm.model import SCHEMES, Spelling

if TYPE_CHECKING:
    from khnorm.sound.explain import LetterNote, SyllableNote

__all__ = ["khmerize", "romanize"]


@click.command()
@mapping_options
@click.option(
    "--scheme",
    type=click.Choice(SCHEMES),
    default=SCHEMES[0],
    show_default=True,
    help="How to romanise: as passports do, or by an official scheme.",
)
@click.option(
    "--limit", type=click.IntRange(1, 1000), help="Give the most likely spellings, so many."
)
def romanize(scheme: str, limit: int | None, **options: Any) -> None:
    """Write Khmer names in Latin script."""
    choices = Choices(**options)
    if limit is not None:
        if scheme != "popular":
            raise click.UsageError("--limit ranks popular spellings; leave out --scheme")
        from khnorm.sound.spellings import romanizations

        run(_ranked(lambda text: romanizations(text, limit=limit)), choices)
        return
    from khnorm.sound.schemes import romanize

    def syllables(text: str) -> tuple[SyllableNote, ...]:
        from khnorm.sound.explain import explain_romanization

        return explain_romanization(text, scheme=scheme)

    run(
        Mapper(
            ("romanized",),
            lambda text: (text, romanize(text, scheme=scheme)),
            lambda result: (result[1],),
            lambda result: {
                "romanized": result[1],
                "syllables": [note.as_dict() for note in syllables(result[0])],
            },
            lambda result: map(_syllable, syllables(result[0])),
        ),
        choices,
    )


@click.command()
@mapping_options
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="Give the most likely spellings, so many.",
)
def khmerize(limit: int, **options: Any) -> None:
    """Write Latin names in Khmer script.

    A Latin spelling has several Khmer ones; the likeliest comes first.
    """
    from khnorm.sound.spellings import khmerizations

    run(_ranked(lambda text: khmerizations(text, limit=limit)), Choices(**options))


def _syllable(note: SyllableNote) -> str:
    letters = ", ".join(map(_letter, note.letters))
    remarks = "".join(f"; {remark}" for remark in note.remarks)
    heard = f" [{note.sound}]" if note.sound else ""
    return f"{note.text}{heard} → {note.spelling}: {letters}{remarks}"


def _letter(note: LetterNote) -> str:
    # Units of spelling habits, and signs spelt one by one, have no part in the syllable.
    part = "" if note.role in ("unit", "sign") else f" {note.role}"
    heard = f" [{note.sound}]" if note.sound else ""
    doubt = "" if note.verified else " (unverified)"
    return f"{note.letters}{part}{heard} → {note.spelling or 'nothing'}{doubt}"


def _ranked(spellings: Callable[[str], list[Spelling]]) -> Mapper:
    from khnorm.text.normalize import normalize

    def apply(text: str) -> list[Spelling]:
        # What needs no other letters stays as it is.
        kept = normalize(text)
        return spellings(text) or ([Spelling(kept, 1.0)] if kept else [])

    return Mapper(
        ("spellings",),
        apply,
        lambda found: ([spelling.text for spelling in found],),
        lambda found: {"spellings": [spelling.as_dict() for spelling in found]},
        lambda found: (f"{spelling.weight:.4f} {spelling.text}" for spelling in found),
    )
