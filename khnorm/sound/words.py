"""Words whose reading no rule can know: `data/readings.tsv`, matched inside longer tokens.

A row parts a word into written pieces, one a syllable, and may respell each of them in Khmer
letters as it sounds. A respelling is read by the same rules as any other syllable.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import NamedTuple

from khnorm.errors import Problem, TableError
from khnorm.sound.clusters import COENG, parse_cluster
from khnorm.sound.forms import Syllable
from khnorm.sound.lattice import arcs, group, outlook
from khnorm.tables import rows
from khnorm.text.khmer import clusters
from khnorm.text.normalize import normalize

__all__ = ["Word", "load", "one_syllable", "respelling", "spelled_as", "words_at"]


_TABLE = "readings.tsv"
# What a known word gains over the same groups read by rule, for each group, in nats.
_BONUS = -1.0


class Word(NamedTuple):
    """A known word: its groups, and its syllables with whether each may take a register on.

    `start` and `end` of the syllables count from the word's beginning.
    """

    groups: tuple[str, ...]
    cost: float
    syllables: tuple[tuple[Syllable, bool], ...]


def one_syllable(piece: str) -> Syllable | None:
    """Read a piece of a word as one syllable.

    Args:
        piece: canonical Khmer; it may begin with a subscript whose base closed the piece before.

    Returns:
        The syllable, or None where the piece cannot be one syllable.

    Examples:
        >>> one_syllable("ចិត្រ").silent
        ('រ',)
        >>> one_syllable("រតន") is None
        True
    """
    groups = group(piece.removeprefix(COENG))
    if not groups or outlook(groups[0]) == "?":
        return None
    following, after = (*groups[1:], "", "")[:2]
    whole = [
        arc
        for arc in arcs(groups[0], following, outlook(after) if after else "", 0, False)
        if arc.size == len(groups) and not arc.taken
    ]
    if not whole:
        return None
    arc = min(whole, key=attrgetter("cost"))
    return Syllable(
        onset=arc.onset,
        register=arc.register,
        rime=arc.rime,
        short=arc.short,
        coda=arc.coda,
        silent=arc.silent,
        carried=False,
        reduced=False,
        text=piece,
        start=0,
        end=len(piece),
        opens=False,
    )


def spelled_as(written: str) -> str:
    """Join the written pieces of a row of `data/readings.tsv`.

    Args:
        written: pieces parted by spaces.

    Returns:
        The word in canonical Khmer.

    Examples:
        >>> spelled_as("ឧត ្តម")
        'ឧត្តម'
    """
    return normalize(written.replace(" ", ""))


def _word(written: list[str], sounded: list[str]) -> Word | None:
    """Build a word from its pieces; None where a piece is not one syllable."""
    syllables = []
    place = 0
    for piece, sound in zip(written, sounded, strict=True):
        syllable = one_syllable(sound)
        if syllable is None:
            return None
        end = place + len(piece)
        passive = False
        if sound == piece:
            passive = parse_cluster(clusters(piece.removeprefix(COENG))[0]).passive
        else:
            plain = one_syllable(piece)
            syllable = syllable._replace(silent=plain.silent if plain else ())
        syllables.append((syllable._replace(text=piece, start=place, end=end), passive))
        place = end
    groups = group("".join(written))
    return Word(groups, _BONUS * len(groups), tuple(syllables))


def _fault(written: list[str], sounded: list[str]) -> str:
    if len(written) != len(sounded):
        return f"{len(sounded)} sounded pieces for {len(written)} written ones"
    wrong = [piece for piece in sounded if one_syllable(piece) is None]
    return f"{wrong[0]} is not one syllable" if wrong else ""


def load(respelled: bool) -> dict[str, tuple[Word, ...]]:
    """Read `data/readings.tsv`.

    Args:
        respelled: whether to hear the respellings. Without them a row is left out whose written
            pieces are not one syllable each.

    Returns:
        The words by their first group.

    Raises:
        TableError: rows that cannot be read, all of them.
    """
    found: dict[str, list[Word]] = {}
    problems = []
    for number, row in enumerate(rows(_TABLE), start=2):
        written = normalize(row["written"]).split()
        sounded = normalize(row["sounded"]).split() or written
        if fault := _fault(written, sounded):
            remedy = "part the word so that each piece is one spoken syllable"
            problems.append(Problem(_TABLE, number, 1, fault, remedy))
            continue
        word = _word(written, sounded if respelled else written)
        if word is not None:
            found.setdefault(word.groups[0], []).append(word)
    if problems:
        raise TableError(problems)
    return {first: tuple(words) for first, words in found.items()}


@cache
def _words(respelled: bool) -> dict[str, tuple[Word, ...]]:
    return load(respelled)


def words_at(groups: tuple[str, ...], place: int, respelled: bool = True) -> list[Word]:
    """List the known words that begin at a group.

    Args:
        groups: the groups of a token.
        place: where the word must begin.
        respelled: whether respellings are heard, or only where syllables part.

    Returns:
        The words, in the order of the table.

    Examples:
        >>> [word.groups for word in words_at(("កុ", "មា", "រ"), 0)]
        [('កុ', 'មា', 'រ')]
    """
    found = _words(respelled).get(groups[place])
    if not found:
        return []
    return [word for word in found if groups[place : place + len(word.groups)] == word.groups]


@cache
def _respellings() -> dict[str, tuple[str, str, str]]:
    return {
        spelled_as(row["written"]): (row["written"], row["sounded"], row["source"])
        for row in rows(_TABLE)
    }


def respelling(word: str) -> tuple[str, str, str] | None:
    """Find a known word.

    Args:
        word: canonical Khmer.

    Returns:
        Its written pieces, its respelling (empty where it is read as written) and the source;
        None where the word is not known.

    Examples:
        >>> respelling("កុមារ")
        ('កុ មារ', 'កុ ម៉ារ', 'gazetteer')
        >>> respelling("សុខ") is None
        True
    """
    return _respellings().get(word)
