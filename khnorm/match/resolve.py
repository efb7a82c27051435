"""Who is meant by a written name, among the people that an index knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from khnorm.errors import require_int
from khnorm.match.exact import FiledForms, Forms, MappedForms, cut_alike, exact_key, folded
from khnorm.match.families import may_lead
from khnorm.match.judgement import Hit, judge
from khnorm.match.question import Question
from khnorm.match.registry import Registry, gather
from khnorm.match.weights import odds_of, weight
from khnorm.model import PersonName, Reason, Resolution
from khnorm.names.either import whole_name
from khnorm.names.parse import parse
from khnorm.names.taken import take, written
from khnorm.tables import Row, rows

if TYPE_CHECKING:
    from khnorm.match.index import SoundIndex

__all__ = ["Resolver", "resolve"]

# What may part a name from what stands beside it, and is no part of a key.
_PARTING = frozenset("()[]{}<>/|,;:\"'\u2018\u2019\u201c\u201d\u00ab\u00bb")


@cache
def _titles() -> dict[str, Row]:
    return {row["id"]: row for row in rows("titles.tsv")}


def _orders(question: Question) -> Iterator[str]:
    """Give the name in the orders it was not written in, those of two words in the only other one.

    Where both ends are common as family names (Sok Chea, Chea Sok), and in Khmer, the other order is
    as good a name of somebody else, and what it sounds like must decide.
    """
    words = question.name.split()
    if (
        len(words) > 1
        and not question.in_khmer
        and not (may_lead(folded(words[0])) and may_lead(folded(words[-1])))
    ):
        yield " ".join((words[-1], *words[:-1]))
        if len(words) > 2:
            yield " ".join((*words[1:], words[0]))


def _are_read_alike(text: str, other: str) -> bool:
    """Tell whether two texts of one key hold one name: Sok Dara (Chan Sophea) holds two."""
    if text == other or (_PARTING.isdisjoint(text) and _PARTING.isdisjoint(other)):
        return True
    ours, theirs = (exact_key(written(take(one).words)) for one in (text, other))
    return ours == theirs


class Resolver:
    """An index of people that says who a written name means, or that it cannot tell.

    Args:
        entries: pairs `(id, form)`; one id may have several forms, each a name. None for tables alone.
        tables: a file in the format of `data/aliases.tsv`, or several.
        shipped: whether the shipped tables count too. None for yes unless `entries` are given;
            `Resolver(tables=[...], shipped=False)` takes your tables instead of ours.

    Raises:
        InputError: a file cannot be read.
        TableError: faults of a table or of the entries, all of them with their places.

    Examples:
        >>> Resolver([("p1", "Chan Sothea"), ("p2", "Chan Sophea")]).resolve("CHAN Sophea").entity.id
        'p2'
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str]] | None = None,
        *,
        tables: str | Path | Iterable[str | Path] | None = None,
        shipped: bool | None = None,
    ) -> None:
        with_shipped = entries is None if shipped is None else shipped
        files = [tables] if isinstance(tables, str | Path) else tables
        self._registry = gather(entries or (), files or (), with_shipped=with_shipped)
        self._forms: Forms = FiledForms(self._registry.texts)
        if entries is not None:
            from khnorm.match.search import rehearse

            rehearse(self._index)  # built now, not under the first question

    @cached_property
    def _index(self) -> SoundIndex:
        """The names by sound: what hears is loaded with it, for exact forms do without."""
        from khnorm.match.index import SoundIndex
        from khnorm.match.profile import profile_of

        return SoundIndex(profile_of(take(form)).name for form in self._registry.texts)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of a name that is known, each once, in the order of the claims."""
        return tuple(dict.fromkeys(self._registry.texts))

    def resolve(self, text: str, *, limit: int = 5) -> Resolution:
        """Say who a written name means.

        Args:
            text: a name with or without titles, in Khmer, Latin or both.
            limit: how many candidates at most, 1 or more.

        Returns:
            `match` with the entity where one person stands out, `ambiguous` where several cannot
            be told apart, `none` where nobody is near enough; the candidates best first, without
            those far behind.

        Raises:
            TypeError: `text` is no str or `limit` no int.

        Examples:
            >>> Resolver([("p1", "Chan Sothea")]).resolve("H.E. Chan Sotheah").status.value
            'match'
        """
        require_int(limit, "limit")
        question = Question(text)
        hits = self._equal(question) or self._held(question) or self._heard(question)
        return judge(question, hits, self._registry.entity, limit)

    def resolve_many(
        self, texts: Iterable[str], *, limit: int = 5, workers: int = 1
    ) -> Iterator[Resolution]:
        """Resolve many names; see `resolve`.

        Args:
            texts: names; they are read as the results are taken.
            limit: how many candidates at most, 1 or more.
            workers: how many processes share the work; 1 for this one alone.

        Yields:
            A resolution for each text, in their order.

        Raises:
            TypeError: a text is no str, or `texts` is one.
            InputError: `workers` is below 1.

        Examples:
            >>> known = Resolver([("p1", "Chan Sothea")])
            >>> [found.status.value for found in known.resolve_many(["CHAN Sothea", "Keo Rith"])]
            ['match', 'none']
        """
        from khnorm.match.workers import check_workers, resolve_in_parallel

        check_workers(workers)
        if isinstance(texts, str):
            raise TypeError(f"many texts are wanted, not the str {texts!r:.60}; give it in a list")
        if workers == 1:
            yield from (self.resolve(text, limit=limit) for text in texts)
            return
        yield from resolve_in_parallel(self, texts, limit, workers)

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: an index travels between processes as a file."""
        raise TypeError("a Resolver cannot be pickled; save it, and load it in each process")

    def save(self, path: str | Path) -> None:
        """Write the index to a file that `Resolver.load` maps into memory.

        Args:
            path: the file; an index that is there is replaced whole.

        Raises:
            OutputError: the file cannot be written, or is there and no index.

        Examples:
            >>> from tempfile import TemporaryDirectory
            >>> with TemporaryDirectory() as folder:
            ...     Resolver([("p1", "Chan Sothea")]).save(f"{folder}/people.index")
            ...     Resolver.load(f"{folder}/people.index").resolve("Chan Sothea").entity.id
            'p1'
        """
        import numpy as np

        from khnorm.match.storage import Arrays, Texts, save_arrays

        registry = self._registry
        ids, texts = Texts.of(registry.ids), Texts.of(registry.texts)
        forms = self._forms if isinstance(self._forms, FiledForms) else FiledForms(texts)
        arrays: Arrays = {
            "ids": ids.block,
            "id_ends": ids.ends,
            "texts": texts.block,
            "text_ends": texts.ends,
            "owners": np.asarray(registry.owners, dtype=np.int32),
            "starts": np.asarray(registry.starts, dtype=np.int64),
            **forms.arrays(),
            **self._index.arrays(),
        }
        holders = (row["holder"] for row in _titles().values() if row["holder"])
        save_arrays(path, arrays, registry.facts(holders))

    @classmethod
    def load(cls, path: str | Path) -> Resolver:
        """Map an index that `save` wrote.

        Args:
            path: the file.

        Returns:
            The resolver; what it was made of is not needed any more.

        Raises:
            InputError: the file cannot be read, is no index, is damaged or of another version.
        """
        from khnorm.match.index import SoundIndex
        from khnorm.match.storage import Texts, load_arrays

        arrays, facts = load_arrays(path)
        texts = Texts(arrays["texts"], arrays["text_ends"])
        resolver = cls.__new__(cls)
        resolver._registry = Registry.of_parts(
            Texts(arrays["ids"], arrays["id_ends"]),
            texts,
            arrays["owners"],
            arrays["starts"],
            facts,
        )
        resolver._forms = MappedForms(arrays, texts)
        resolver._index = SoundIndex.of_arrays(arrays)
        return resolver

    def _equal(self, question: Question) -> list[Hit]:
        """Find the people one of whose forms is the text, the name, or another name in the text.

        Two names of one text that are known as two people's leave both; a single one that may be
        another person's than who is meant leaves none (`khnorm.match.search` weighs that).
        """
        known, text = "the name is one of the forms known", question.text
        whole = self._met(text, "exact", known, folded(question.name))
        if whole:
            return whole
        full = "" if question.is_plain else whole_name(question.parsed)
        bare = full or question.name
        own = self._met(bare, "exact", known) if bare != text else []
        for other in () if own or full else _orders(question):
            own = own or self._met(other, "order", "the name in the other order is known")
        if question.is_plain:
            return own
        met = [
            own,
            *(self._met(one, "alias", "an alias in the text is known") for one in question.aliases),
        ]
        if own and (rest := self._beside(question.parsed, own)):
            met.append(self._met(rest, "another", "another name in the text is known"))
        people = [{hit.number for hit in hits} for hits in met if hits]
        common = set.intersection(*people) if people else set()
        if len(people) == 1 and question.aliases and self._is_doubtful(question, met):
            return []
        found = {hit.number: hit for hits in reversed(met) for hit in hits}
        return [hit for number, hit in found.items() if not common or number in common]

    def _is_doubtful(self, question: Question, met: list[list[Hit]]) -> bool:
        """Tell whether the one name that is known, the text's own or an alias, is in doubt."""
        from khnorm.match.profile import profile

        asked = profile(question.text)
        doubts = [asked.doubt, *(alias.doubt for alias in asked.aliases)]
        return all(doubt for doubt, hits in zip(doubts, met, strict=False) if hits)

    def _beside(self, name: PersonName, own: Iterable[Hit]) -> str:
        """Give the name that stands behind a known one; a wife's husband is none."""
        rest = name.text[name.end :]
        if not any(map(str.isalpha, rest)):
            return ""
        if name.husband and any(self._registry.entity(hit.number).gender != "m" for hit in own):
            return ""
        return parse(rest).name

    def _met(self, form: str, code: str, words: str, name: str = "") -> list[Hit]:
        """Find the people one of whose forms is a form, and say why that tells.

        Args:
            form: how they may be called.
            code: for the reason.
            words: for the reason.
            name: the folded name in the form, if it is not all of it.
        """
        places = self._known(form)
        if not places:
            return []
        odds = odds_of(weight("equal")) + (weight("swapped") if code == "order" else 0.0)
        reason = Reason(code, f"{words}: {form}", round(odds, 2))
        texts = self._registry.texts
        return [
            Hit(number, texts[place], name or folded(form), odds, odds, partial(list, (reason,)))
            for number, place in places.items()
        ]

    def _known(self, form: str) -> dict[int, int]:
        """Give the people whom a form names, refusals apart, with the place of what it met."""
        key = exact_key(form)
        found: dict[int, int] = {}
        for place in self._forms.places(key) if key else ():
            number, known = int(self._registry.owners[place]), self._registry.texts[place]
            if (
                not self._refuses((form,), number)
                and cut_alike(form, known)
                and _are_read_alike(form, known)
            ):
                found.setdefault(number, place)
        return found

    def _held(self, question: Question) -> list[Hit]:
        """Find who alone holds a title that stands without a name."""
        if question.name:
            return []
        found = []
        for title in question.parsed.titles:
            holder = _titles().get(title.id, {}).get("holder", "")
            number = self._registry.number(holder)
            if number is not None:
                odds = odds_of(weight("equal"))
                reason = Reason("holder", f"{title.text} is the title of one person alone", odds)
                own = title.text, folded(title.text)
                found.append(Hit(number, *own, odds, odds, partial(list, (reason,))))
        return found

    def _heard(self, question: Question) -> list[Hit]:
        """Find the people whose names sound like the name or one of its aliases."""
        from khnorm.match.rivals import behind_rivals
        from khnorm.match.search import hear

        texts, forms = self._registry.texts, (question.text, question.name)
        best = hear(question, self._index, self._registry)
        if self._registry.refused:
            best = {
                number: heard for number, heard in best.items() if not self._refuses(forms, number)
            }
        hits = {
            number: Hit(number, texts[place], name, found.odds, found.likeness, found.reasons)
            for number, (found, place, name) in best.items()
        }
        first, lags = behind_rivals({number: heard.weighed for number, heard in best.items()})
        for number, lag in lags.items():
            hits[number] = hits[number].behind(lag, hits[first].form)
        return list(hits.values())

    def _refuses(self, forms: Iterable[str], number: int) -> bool:
        """Say whether a table refuses that a form names a person, whatever it sounds like."""
        refused = self._registry.refused
        return bool(refused) and any((exact_key(form), number) in refused for form in forms)


@lru_cache(maxsize=1)
def _default() -> Resolver:
    return Resolver()


def resolve(text: str, *, limit: int = 5) -> Resolution:
    """Say whom of the shipped tables a written name means; they are read on first use.

    Args:
        text: a name with or without titles, in Khmer, Latin or both.
        limit: how many candidates at most, 1 or more.

    Returns:
        See `Resolver.resolve`.

    Raises:
        TypeError: `text` is no str.

    Examples:
        >>> resolve("Samdech Techo HUN Sen").entity.khmer
        'ហ៊ុន សែន'
        >>> resolve("Samdech").status.value, resolve("Keo Saphal").status.value
        ('none', 'ambiguous')
    """
    return _default().resolve(text, limit=limit)
