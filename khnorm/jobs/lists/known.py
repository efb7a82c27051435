"""Whom the tables know among the names of a list.

To ask the resolver about every name of a long list would take long, and most names are nobody's in
the tables. So the forms that the tables hold stand in the list themselves while it is compared, and
the resolver is asked about the names that come near one of them, and about titles without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from khnorm.jobs.lists.listing import Listing, Names, names_in
from khnorm.jobs.pool import Watch, Workers, chunks
from khnorm.match.around import AGAINST
from khnorm.match.asides import TITLE
from khnorm.match.compare import similarity, weigh_names
from khnorm.match.profile import Name, profile
from khnorm.match.resolve import Resolver, resolve
from khnorm.match.weights import probability, weight
from khnorm.model import Entity, Resolution
from khnorm.tables import rows

__all__ = ["NEAR", "Known", "carry_over", "get_ready", "introduce", "known_forms", "whom"]

# The score from which on a name is near enough to a known one to be asked about.
NEAR = 0.5
_CHUNK = 100
# Why a candidate is meant for certain, as tables go, and what speaks against one.
_CERTAIN = frozenset(("exact", "order", "alias", "holder"))
_AGAINST = AGAINST | {"doubt"}
# Why one of two people in a text is meant beside the other.
_BESIDE = frozenset(("alias", "another"))


class Known(NamedTuple):
    """Whom the tables know by a name.

    `entity` is the person, if one stands out, with the probability `score`; `heard` tells that it is
    by the sound alone, `renamed` that it is by an alias beside which a name stands that is none of
    his. `others` are the ids of those against whom something speaks, and what.
    """

    entity: Entity | None
    score: float
    heard: bool
    renamed: bool
    others: frozenset[tuple[str, str]]


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


def get_ready(resolver: Resolver | None, hands: Workers) -> None:
    """Let those who will be asked load the tables while they have nothing else to do.

    Args:
        resolver: as for `whom`.
        hands: as for `whom`.
    """
    if resolver is None:
        hands.prepare(resolve, "Sok Dara")


def whom(
    texts: Iterable[str], threshold: float, resolver: Resolver | None, hands: Workers, watch: Watch
) -> Iterator[tuple[str, Known]]:
    """Ask whom texts name; the workers begin at once.

    Args:
        texts: distinct texts.
        threshold: the probability from which on a person who is heard counts.
        resolver: who is known; None for the shipped tables.
        hands: who works. A resolver of one's own stays in this process.
        watch: is told how far it is.

    Returns:
        The texts that name somebody known or have something against somebody, and what is known.
    """
    asked = sorted(texts)
    if resolver is not None:
        answers: Iterator[list[Known]] = (
            [_known(text, resolver.resolve(text), threshold) for text in some]
            for some in chunks(asked, _CHUNK)
        )
    else:
        tasks = (_Task(list(some), threshold) for some in chunks(asked, _CHUNK))
        answers = hands.map(_ask, tasks)
    return _told(asked, answers, watch)


def _told(
    asked: Sequence[str], answers: Iterable[list[Known]], watch: Watch
) -> Iterator[tuple[str, Known]]:
    """Give of what has been asked what something came of, with the answer."""
    done = 0
    for answer in answers:
        part = zip(asked[done:], answer, strict=False)
        yield from ((text, known) for text, known in part if known.entity or known.others)
        done += len(answer)
        watch("asking the tables", done, len(asked))


class _Task(NamedTuple):
    texts: list[str]
    threshold: float


def _ask(task: _Task) -> list[Known]:
    return [_known(text, resolve(text), task.threshold) for text in task.texts]


def _known(text: str, found: Resolution, threshold: float) -> Known:
    entity = found.entity
    heard = bool(found.candidates) and found.candidates[0].reasons[0].code not in _CERTAIN
    if heard and found.score < threshold:
        entity = None
    why = {one.entity.id: {reason.code for reason in one.reasons} for one in found.candidates}
    several = entity is None and any(codes & _BESIDE for codes in why.values())
    others = {
        (whom, "".join(sorted(codes & _AGAINST)))
        for whom, codes in why.items()
        if (several or codes & _AGAINST) and (entity is None or whom != entity.id)
    }
    renamed = entity is not None and _has_strange_name(text, entity)
    return Known(entity, found.score, heard, renamed, frozenset(others))


def introduce(listing: Listing, known: Iterable[tuple[str, Known]]) -> None:
    """Note in a list whom the tables know by its writings, and whom these are not.

    A row that has names of two people is neither's, nor is one of whose names that in the other
    script is another person's. Nor are texts that have him for an alias of people who are named
    unlike each other: Sok Dara alias Duch, Chan Vuthy alias Duch.

    Args:
        listing: the list; its names have been read.
        known: whom which text names.
    """
    called: dict[str, dict[int, list[str]]] = {}
    told = dict(known)
    for place, names in enumerate(map(names_in, listing.writings)):
        if told.keys().isdisjoint(names):
            continue
        met = {name: told[name] for name in names if name in told}
        own = {name: one for name, one in met.items() if one.entity}
        people = {one.entity.id: one.entity for one in own.values() if one.entity}
        others = frozenset().union(*(one.others for one in met.values()))
        if len(people) == 1:
            ((whom, entity),) = people.items()
            if len(names) == 1 or _agrees(listing, names, own, entity):
                strange = [name for name in own if own[name].renamed]
                if strange:
                    called.setdefault(whom, {})[place] = strange
                listing.entities[whom] = entity
                best = min(own, key=lambda name: (own[name].heard, -own[name].score, name))
                said = best if own[best].heard else ""
                listing.met[place] = (whom, own[best].score, said)
                others = frozenset([other for other in others if other[0] != whom])
                people = {}
        others |= {(whom, "") for whom in people}
        if others:
            listing.unlike[place] = others
    for places in called.values():
        if _are_several(list(chain.from_iterable(places.values()))):
            for place in places:
                del listing.met[place]


def _has_strange_name(text: str, entity: Entity) -> bool:
    """Tell whether a text has another name than any of a person's beside an alias that is his."""
    asked = profile(text)
    if all(alias.doubt == TITLE for alias in asked.aliases):
        return False
    return not any(_alike(asked.name, profile(form).name) for form in entity.forms)


def _are_several(texts: Sequence[str]) -> bool:
    """Tell whether texts have names for which one person cannot have been called."""
    first, *rest = texts
    return not all(_alike(profile(first).name, profile(other).name) for other in rest)


def _alike(one: Name, other: Name) -> bool:
    return probability(weigh_names(one, other).odds) >= weight("different")


def _agrees(listing: Listing, names: Names, own: Iterable[str], entity: Entity) -> bool:
    """Tell whether the names of a row by which a person is not known may be his in their script."""
    return all(
        max([similarity(name, form) for name in mine for form in theirs], default=1.0)
        >= weight("different")
        for mine, theirs in _beside(listing, names, set(own), entity)
    )


def _beside(
    listing: Listing, names: Names, own: set[str], entity: Entity
) -> Iterator[tuple[list[str], list[str]]]:
    """Lay names of a script in which a row has none that is known beside the forms in it."""
    for khmer in (False, True):
        forms = {name: listing.form_of(name) for name in names}
        mine = [name for name, form in forms.items() if form >= 0 and listing.khmer[form] is khmer]
        if mine and own.isdisjoint(mine):
            theirs = [form for form in entity.forms if profile(form).name.khmer is khmer]
            yield mine, theirs or sorted(own)


def carry_over(listing: Listing) -> None:
    """Carry what the tables know of the writings of a list over to its items.

    Args:
        listing: the list; its items have been gathered.
    """
    import numpy as np

    places = [*listing.met, *listing.unlike]
    rows = np.flatnonzero(np.isin(listing.writing_of_row, places))
    columns = listing.item_of_row[rows].tolist(), listing.writing_of_row[rows].tolist()
    for item, place in set(zip(*columns, strict=True)):
        if item < 0:
            continue
        if place in listing.met:
            _, score, said = listing.met[place]
            worst = listing.heard.get(item, (score, said))
            listing.heard[item] = min(worst, (score, said))
        if place in listing.unlike:
            known = listing.strangers.get(item, frozenset())
            listing.strangers[item] = known | listing.unlike[place]
