"""The people of a text or of many: how often each is named, and in which forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from khnorm.jobs.mentions.again import AGAIN
from khnorm.model import Entity, Mention, Record
from khnorm.text.normalize import fold, normalize

__all__ = ["Person", "Summary"]


@dataclass(frozen=True, slots=True)
class Person(Record):
    """Somebody named: `name` as written most, `forms` with their counts, the most used first.

    `khmer`, `latin` and `entity_id` are empty for people whom the tables do not know.
    """

    count: int
    name: str
    khmer: str
    latin: str
    entity_id: str
    titles: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Tally:
    entity: Entity | None = None
    count: int = 0
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)


class Summary:
    """Counts mentions by person; memory grows with the people and forms, not with the text.

    Examples:
        >>> from khnorm import find_names
        >>> summary = Summary()
        >>> summary.add(find_names("Opposition leader Sam Rainsy spoke. Rainsy left."))
        >>> [(one.count, one.name, one.forms) for one in summary.people()]
        [(2, 'Sam Rainsy', (('Opposition leader Sam Rainsy', 1), ('Rainsy', 1)))]
    """

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}

    def add(self, mentions: Iterable[Mention]) -> None:
        """Count the mentions of one document.

        Args:
            mentions: what `find_names` found in it.
        """
        found = list(mentions)
        # What was resolved for a full name tells later mentions whose short form they are.
        whole = {
            mention.resolution.text: mention.name for mention in found if not _is_again(mention)
        }
        for mention in found:
            entity = mention.resolution.entity
            name = mention.name
            if _is_again(mention):
                name = whole.get(mention.resolution.text, name)
            key = entity.id if entity else "~" + fold(name or mention.text).replace(" ", "")
            tally = self._tallies.setdefault(key, _Tally())
            tally.entity = entity
            tally.count += 1
            tally.names[name] += 1
            tally.forms[normalize(mention.text).replace("\u200b", "")] += 1
            tally.titles.update(title.id for title in mention.titles if title.id)

    def people(self) -> list[Person]:
        """Give the people, those named most first."""
        made = [
            Person(
                tally.count,
                _usual(tally.names, tally.entity.latin if tally.entity else ""),
                tally.entity.khmer if tally.entity else "",
                tally.entity.latin if tally.entity else "",
                tally.entity.id if tally.entity else "",
                tuple(title for title, _ in tally.titles.most_common()),
                tuple(tally.forms.most_common()),
            )
            for tally in self._tallies.values()
        ]
        return sorted(made, key=lambda person: (-person.count, person.name))


def _usual(names: Counter[str], known: str) -> str:
    """Give the name that is used most; of several the known one, else the longest."""
    return max(names, key=lambda name: (bool(name), names[name], name == known, len(name)))


def _is_again(mention: Mention) -> bool:
    return any(reason.code == AGAIN for reason in mention.resolution.reasons)
