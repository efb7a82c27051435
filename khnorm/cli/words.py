"""The commands about what is written: normalize, parse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.streams import Choices, Mapper, mapping_options, run

if TYPE_CHECKING:
    from khnorm.model import PersonName
    from khnorm.text.normalize import Explanation

__all__ = ["normalize", "parse"]


@click.command()
@mapping_options
def normalize(**options: Any) -> None:
    """Repair the encoding of Khmer and other text.

    Canonical order, no invisible characters, plain spaces; the script stays.
    """
    choices = Choices(**options)
    if choices.explain:
        from khnorm.text.normalize import explain

        mapper = Mapper(
            ("normalized",),
            explain,
            lambda result: (result.text,),
            lambda result: {
                key if key != "text" else "normalized": value
                for key, value in result.as_dict().items()
            },
            _changes,
        )
    else:
        from khnorm.text.normalize import normalize

        mapper = Mapper(("normalized",), normalize, lambda text: (text,), dict, lambda _: ())
    run(mapper, choices)


def _changes(explanation: Explanation) -> Iterator[str]:
    for change in explanation.changes:
        place, before, after = f"{change.start}-{change.end}", change.before, change.after
        yield f"{place}: {_shown(before)} became {_shown(after)} ({change.rule}: {change.reason})"
    told = {change.rule for change in explanation.changes}
    for flag in explanation.flags:
        if flag.code in told:
            continue
        place = f"{flag.start}-{flag.end}"
        yield f"{place}: {_shown(flag.text)} was kept ({flag.code}: {flag.reason})"


def _shown(text: str) -> str:
    """Show a text and its code points: order and invisible characters are not seen otherwise."""
    points = " ".join(f"{ord(char):04X}" for char in text)
    return f"{text!r} [{points}]" if text else "nothing"


@click.command()
@mapping_options
def parse(**options: Any) -> None:
    """Take names apart: titles, family, given.

    Offices, aliases and a husband's name are told apart, too.
    """
    from khnorm.names.parse import parse

    run(
        Mapper(
            (
                "canonical",
                "family",
                "given",
                "titles",
                "offices",
                "aliases",
                "husband",
                "script",
                "order",
            ),
            parse,
            _name_cells,
            lambda name: name.as_dict(),
            _parts,
        ),
        Choices(**options),
    )


def _name_cells(name: PersonName) -> tuple[object, ...]:
    return (
        name.canonical,
        name.family,
        name.given,
        [title.id for title in name.titles],
        [office.id or office.text for office in name.offices],
        list(name.aliases),
        name.husband,
        name.script.value,
        name.order.value,
    )


def _parts(name: PersonName) -> Iterator[str]:
    found = [(part.start, part.end, part.role, part.text, "") for part in name.parts]
    for kind, titles in (("title", name.titles), ("office", name.offices)):
        found += [(item.start, item.end, kind, item.text, item.id) for item in titles]
    for start, end, role, text, known in sorted(found):
        yield f"{start}-{end}: {role} {text}" + (f" = {known}" if known else "")
    if name.family:
        yield f"order: {name.order.value}, confidence {name.order_confidence:.2f}"
