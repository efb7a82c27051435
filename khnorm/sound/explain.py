"""How a romanisation came about: syllable by syllable, which letters gave which sound and letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize as compose

from khnorm.model import Record
from khnorm.sound import alalc
from khnorm.sound.cells import scheme_words
from khnorm.sound.clusters import COENG, register_of
from khnorm.sound.forms import Syllable
from khnorm.sound.render import GRAPHEMIC_TAILS, Piece, spelled
from khnorm.sound.schemes import WORD, Part, check_scheme, popular_parts
from khnorm.sound.spellings import lattice
from khnorm.sound.syllables import readings
from khnorm.sound.words import respelling
from khnorm.text.khmer import clusters
from khnorm.text.normalize import normalize

__all__ = ["LetterNote", "SyllableNote", "explain_romanization"]

_SOUND = "phonemic"
_UNWRITTEN = "◌"
_MEASURED = "measured shares of spellings"
_NOUNS = {1: "first", 2: "second"}


@dataclass(frozen=True, slots=True)
class LetterNote(Record):
    """One written unit: its part in the syllable, how it sounds, how the scheme spells it.

    `role` is onset, rime, coda, silent, sign or word; `letters` is `◌` for the inherent vowel.
    `source` names the authority of the cell; `verified` is false where no source attests it.
    """

    role: str
    letters: str
    sound: str
    spelling: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class SyllableNote(Record):
    """One syllable (for alalc one grapheme cluster) of the text in canonical encoding.

    `text` is the slice `[start:end]` of `normalize(text)`; `remarks` are sentences on what the
    letters alone do not tell: register, silence, known words.
    """

    text: str
    start: int
    end: int
    sound: str
    spelling: str
    letters: tuple[LetterNote, ...]
    remarks: tuple[str, ...]


class _Context(NamedTuple):
    """What surrounds a syllable: the text of the one before, and the known word it stands in.

    `heard` is its respelling there, empty where it is read as written.
    """

    before: str
    word: str
    heard: str
    source: str


def _contexts(syllables: tuple[Syllable, ...], respelled: bool) -> list[_Context]:
    found: list[_Context] = []
    first = 0
    while first < len(syllables):
        last = first + 1
        while last < len(syllables) and not syllables[last].opens:
            last += 1
        word = "".join(syllable.text for syllable in syllables[first:last])
        row = respelling(word)
        sounds = row[1].split() if row and respelled else []
        for number in range(first, last):
            before = syllables[number - 1].text if number else ""
            heard = sounds[number - first] if sounds else ""
            if heard == syllables[number].text:
                heard = ""
            found.append(_Context(before, word if row else "", heard, row[2] if row else ""))
        first = last
    return found


def _register_remark(syllable: Syllable, before: str) -> str:
    noun = _NOUNS[syllable.register]
    if syllable.carried:
        return f"{noun} register, carried over from {before}"
    for shifter in "៉៊":
        if shifter in syllable.text:
            return f"{noun} register by the shifter {shifter}"
    deciding = [x for x in syllable.onset if register_of((x,)) == syllable.register]
    if not deciding or register_of(syllable.onset) != syllable.register:
        return ""
    return f"{noun} register from {deciding[-1]}"


def _remarks(syllable: Syllable, context: _Context) -> Iterator[str]:
    if syllable.opens and context.word:
        yield f"{context.word} is a known word ({context.source})"
    if syllable.text[:1] == COENG:
        yield f"the letter above {syllable.text[:2]} closes the syllable before"
    if context.heard:
        yield f"heard as {context.heard}"
        return
    register = _register_remark(syllable, context.before) if syllable.onset else ""
    if register:
        yield register
    if not syllable.rime:
        yield "the inherent vowel, reduced" if syllable.reduced else "the inherent vowel"
    if syllable.short:
        yield "shortened by the bantoc ់"
    if syllable.silent:
        yield f"written but not sounded: {' '.join(syllable.silent)}"


def _letter_notes(pieces: tuple[Piece, ...], sounds: tuple[Piece, ...]) -> Iterator[LetterNote]:
    waiting = list(sounds)
    for piece in pieces:
        heard = next((x for x in waiting if x[:2] == piece[:2]), None)
        if heard is not None:
            waiting.remove(heard)
        yield LetterNote(
            piece.role,
            piece.letters or _UNWRITTEN,
            heard.cell.spelling if heard else "",
            piece.cell.spelling,
            piece.cell.source,
            piece.cell.verified,
        )


def _spelling_of(letters: tuple[LetterNote, ...]) -> str:
    return "".join(letter.spelling for letter in letters)


def _sounds(syllables: tuple[Syllable, ...]) -> list[tuple[Piece, ...]]:
    return [pieces for _, _, pieces in spelled(_SOUND, syllables)]


def _heard(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.cell.spelling for piece in pieces)


def _note(
    run: tuple[Syllable, ...],
    base: int,
    sounds: list[tuple[Piece, ...]],
    letters: tuple[LetterNote, ...],
    remarks: Iterable[str],
) -> SyllableNote:
    return SyllableNote(
        "".join(syllable.text for syllable in run),
        base + run[0].start,
        base + run[-1].end,
        ".".join(map(_heard, sounds)),
        _spelling_of(letters),
        letters,
        tuple(remarks),
    )


def _by_sound(word: str, base: int, scheme: str) -> Iterator[SyllableNote]:
    respelled = scheme not in GRAPHEMIC_TAILS
    found = readings(word, limit=1, respelled=respelled)
    if not found:
        return
    syllables = found[0].syllables
    contexts = _contexts(syllables, respelled)
    sounds = _sounds(syllables)
    for first, last, pieces in spelled(scheme, syllables):
        heard = sounds[first:last]
        letters = tuple(_letter_notes(pieces, tuple(chain.from_iterable(heard))))
        if pieces[0].role == "word":
            remarks = [f"spelled so as a known word ({pieces[0].cell.source})"]
        else:
            remarks = list(_remarks(syllables[first], contexts[first]))
        yield _note(syllables[first:last], base, heard, letters, remarks)


def _by_letter(word: str, base: int) -> Iterator[SyllableNote]:
    texts = clusters(word)
    for text, group in zip(texts, alalc.graphs(texts), strict=True):
        letters = tuple(
            LetterNote(
                "sign",
                graph.letters or _UNWRITTEN,
                "",
                graph.cell.spelling,
                graph.cell.source,
                graph.cell.verified,
            )
            for graph in group
        )
        spelling = compose("NFC", _spelling_of(letters))
        yield SyllableNote(text, base, base + len(text), "", spelling, letters, ())
        base += len(text)


def _chosen(word: str, target: str) -> list[tuple[str, str]]:
    """Give the written units of a word with the spelling that each has in `target`.

    Empty where the units cannot spell it: the name has a spelling of its own.
    """
    ways = lattice(word)
    if not ways:
        return []
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for slot in ways[0].slots:
        grown: dict[int, tuple[float, tuple[str, ...]]] = {}
        for place, (cost, chosen) in best.items():
            for spelling, more in slot.spellings:
                end = place + len(spelling)
                if target.startswith(spelling, place) and (
                    end not in grown or cost + more < grown[end][0]
                ):
                    grown[end] = (cost + more, (*chosen, spelling))
        best = grown
    if len(target) not in best:
        return []
    spellings = best[len(target)][1]
    return [(slot.source, text) for slot, text in zip(ways[0].slots, spellings, strict=True)]


def _by_habit(word: str, base: int) -> Iterator[SyllableNote]:
    found = readings(word, limit=1)
    if not found:
        return
    syllables = found[0].syllables
    contexts = _contexts(syllables, True)
    sounds = _sounds(syllables)
    for part in popular_parts(word):
        text = word[part.start : part.end]
        numbers = [n for n, item in enumerate(syllables) if part.start <= item.start < part.end]
        chosen = [] if part.known else _chosen(text, part.spelling.lower())
        if chosen:
            units = _habit_letters(word, part, chosen, [syllables[n] for n in numbers])
            for number, letters in zip(numbers, units, strict=True):
                remarks = _remarks(syllables[number], contexts[number])
                yield _note((syllables[number],), base, [sounds[number]], letters, remarks)
            continue
        usual = scheme_words("popular").get(text)
        source = usual.source if usual else _MEASURED
        letter = LetterNote("word", text, "", part.spelling, source, True)
        run = slice(numbers[0], numbers[-1] + 1)
        remark = f"the usual spelling of the whole word ({source})"
        yield _note(syllables[run], base, sounds[run], (letter,), [remark])


def _habit_letters(
    word: str, part: Part, chosen: list[tuple[str, str]], syllables: list[Syllable]
) -> list[tuple[LetterNote, ...]]:
    """Give each syllable of a part the written units that begin in it."""
    found: list[list[LetterNote]] = [[] for _ in syllables]
    place = part.start
    for source, spelling in chosen:
        at = word.find(source, place) if source else -1
        reached = max(at, place - 1, part.start)
        holder = max((n for n, item in enumerate(syllables) if item.start <= reached), default=0)
        place = max(place, at + len(source))
        shown = source or _UNWRITTEN
        found[holder].append(LetterNote("unit", shown, "", spelling, _MEASURED, True))
    return [tuple(notes) for notes in found]


def explain_romanization(text: str, *, scheme: str = "popular") -> tuple[SyllableNote, ...]:
    """Explain `romanize(text, scheme=scheme)` syllable by syllable.

    Args:
        text: any text; only its Khmer words are explained.
        scheme: as `romanize` takes it.

    Returns:
        One note a syllable, for `alalc` one a grapheme cluster, in text order.

    Raises:
        KhnormError: there is no such scheme.
        TypeError: the text is not a string.

    Examples:
        >>> for note in explain_romanization("សុខា", scheme="gd"):
        ...     print(note.text, note.sound, note.spelling, *note.remarks, sep=" | ")
        សុ | so | so | first register from ស
        ខា | khaa | kha | first register from ខ
    """
    check_scheme(scheme)
    notes: list[SyllableNote] = []
    for match in WORD.finditer(normalize(text)):
        word, base = match.group(), match.start()
        if scheme == "alalc":
            notes += _by_letter(word, base)
        elif scheme == "popular":
            notes += _by_habit(word, base)
        else:
            notes += _by_sound(word, base, scheme)
    return tuple(notes)
