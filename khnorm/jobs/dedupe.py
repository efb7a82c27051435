"""One row a person: which names of a list mean the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from khnorm.match.resolve import Resolver, resolve
from khnorm.model import Cluster, Entity, Reason, Script
from khnorm.names.parse import parse
from khnorm.text.normalize import fold

__all__ = ["dedupe"]

_KNOWN = Reason("entity", "the tables know these names as one person's")
_EQUAL = Reason("equal", "the names are equal but for case, accents, spaces and titles")


def dedupe(names: Iterable[str], *, resolver: Resolver | None = None) -> list[Cluster]:
    """Tell which names of a list mean the same person.

    Args:
        names: as written, titles and all, in either script.
        resolver: who is known; None for the shipped tables.

    Returns:
        One cluster a person, in the order of their first rows. Names that resolve to one person,
        or that are equal once folded, are together. A text without a name is in no cluster. The
        ids depend on who is in the list, not on the order of the rows.

    Raises:
        TypeError: a name is no str.

    Examples:
        >>> [cluster.rows for cluster in dedupe(["Samdech Hun Sen", "Sok Sophal", "ហ៊ុន សែន"])]
        [(0, 2), (1,)]
    """
    find = resolve if resolver is None else resolver.resolve
    rows: dict[str, list[int]] = {}
    texts: dict[str, list[str]] = {}
    entities: dict[str, Entity] = {}
    known: dict[str, str] = {}
    for place, text in enumerate(names):
        if text not in known:
            entity = find(text, limit=1).entity
            bare = fold(parse(text).name).replace(" ", "")
            known[text] = f"id {entity.id}" if entity else f"name {bare}" if bare else ""
            if entity:
                entities[known[text]] = entity
        key = known[text]
        if key:
            rows.setdefault(key, []).append(place)
            texts.setdefault(key, []).append(text)
    return [_cluster(key, rows[key], texts[key], entities.get(key)) for key in rows]


def _cluster(key: str, rows: list[int], texts: list[str], entity: Entity | None) -> Cluster:
    forms = tuple(dict.fromkeys(texts))
    reasons = () if len(forms) == 1 else (_KNOWN,) if entity else (_EQUAL,)
    return Cluster(
        id="c" + sha256(key.encode("utf-8", errors="replace")).hexdigest()[:12],
        canonical=(entity.latin or entity.khmer) if entity else _usual(texts),
        canonical_khmer=entity.khmer if entity else _usual(texts, Script.KHMER),
        entity_id=entity.id if entity else "",
        rows=tuple(rows),
        names=forms,
        score=1.0,
        reasons=reasons,
    )


def _usual(texts: list[str], script: Script | None = None) -> str:
    """Give the bare name that is written most often; the first in code points of several."""
    bare = [parse(text) for text in texts]
    counts = Counter(name.canonical for name in bare if script in (None, name.script))
    return min(counts, key=lambda name: (-counts[name], name), default="")
