"""Whom the tables know among the names of a list.

To ask the resolver about every name of a long list would take long, and most names are nobody's in
the tables. So the forms that the tables hold stand in the list themselves while it is compared, and
the resolver is asked about the names that come near one of them, and about titles without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khnorm.jobs.forms import MOST
from khnorm.jobs.pool import Watch, Workers, chunks
from khnorm.match.resolve import Resolver, resolve
from khnorm.model import Entity
from khnorm.tables import rows

__all__ = ["NEAR", "known_forms", "whom"]

# The score from which on a name is near enough to a known one to be asked about.
NEAR = 0.5
_CHUNK = 100


def known_forms(resolver: Resolver | None) -> Sequence[str]:
    """List the forms of names that are known.

    Args:
        resolver: who is known; None for the shipped tables.

    Returns:
        Each form once.
    """
    if resolver is not None:
        return resolver.forms
    claims = (row for row in rows("aliases.tsv") if row["kind"] == "person")
    return tuple(dict.fromkeys(row["form"] for row in claims if row["status"] != "refused"))


def whom(
    texts: Iterable[str], resolver: Resolver | None, hands: Workers, watch: Watch
) -> dict[str, Entity]:
    """Ask whom texts name.

    Args:
        texts: distinct texts.
        resolver: who is known; None for the shipped tables.
        hands: who works. A resolver of one's own stays in this process.
        watch: is told how far it is.

    Returns:
        The person of each text that names somebody known.
    """
    asked = sorted(texts)
    if resolver is not None:
        answers: Iterable[list[Entity | None]] = [
            [resolver.resolve(text[:MOST], limit=1).entity for text in asked]
        ]
    else:
        answers = hands.map(_ask, chunks(asked, _CHUNK))
    found: dict[str, Entity] = {}
    done = 0
    for entities in answers:
        part = zip(asked[done:], entities, strict=False)
        found.update((text, entity) for text, entity in part if entity is not None)
        done += len(entities)
        watch("asking the tables", done, len(asked))
    return found


def _ask(texts: Sequence[str]) -> list[Entity | None]:
    return [resolve(text[:MOST], limit=1).entity for text in texts]
