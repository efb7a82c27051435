"""How a romanisation came about: syllable by syllable, which letters gave which sound and letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize as compose

from khnorm.model import Record
from khnorm.sound import alalc
from khnorm.sound.cells import scheme_words
from khnorm.sound.clusters import COENG, register_of
from khnorm.sound.forms import Syllable
from khnorm.sound.render import GRAPHEMIC_TAILS, Piece, spelled
from khnorm.sound.schemes import WORD, check_scheme, popular_parts
from khnorm.sound.spellings import lattice
from khnorm.sound.syllables import readings
from khnorm.sound.words import respelling
from khnorm.text.khmer import clusters
from khnorm.text.normalize import normalize

__all__ = ["LetterNote", "SyllableNote", "explain_romanization"]

_SOUND = "phonemic"
_UNWRITTEN = "◌"
_MEASURED = "spelling shares of names, data/correspondences.tsv"
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


def _remarks(syllable: Syllable, before: str) -> Iterator[str]:
    if syllable.onset:
        register = _register_remark(syllable, before)
        if register:
            yield register
    if syllable.text[:1] == COENG:
        yield f"the letter above {syllable.text[:2]} closes the syllable before"
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


def _by_sound(word: str, base: int, scheme: str) -> Iterator[SyllableNote]:
    found = readings(word, limit=1, respelled=scheme not in GRAPHEMIC_TAILS)
    if not found:
        return
    syllables = found[0].syllables
    sounds = {first: pieces for first, _, pieces in spelled(_SOUND, syllables)}
    for first, last, pieces in spelled(scheme, syllables):
        run = syllables[first:last]
        heard = tuple(piece for number in range(first, last) for piece in sounds[number])
        letters = tuple(_letter_notes(pieces, heard))
        before = syllables[first - 1].text if first else ""
        remarks = [remark for syllable in run for remark in _remarks(syllable, before)]
        if pieces[0].role == "word":
            remarks = [f"spelled so as a known word ({pieces[0].cell.source})"]
        elif run[0].opens:
            remarks += _known_word(syllables, first, scheme not in GRAPHEMIC_TAILS)
        yield SyllableNote(
            "".join(syllable.text for syllable in run),
            base + run[0].start,
            base + run[-1].end,
            ".".join(
                "".join(piece.cell.spelling for piece in sounds[number])
                for number in range(first, last)
            ),
            _spelling_of(letters),
            letters,
            tuple(remarks),
        )


def _known_word(
    syllables: tuple[Syllable, ...], first: int, respelled: bool = True
) -> Iterator[str]:
    """Tell that a row of `data/readings.tsv` was leant on from this syllable on."""
    last = first + 1
    while last < len(syllables) and not syllables[last].opens:
        last += 1
    found = respelling("".join(syllable.text for syllable in syllables[first:last]))
    if found is not None:
        word, sounded, source = found
        heard = f", heard as {sounded}" if sounded and respelled else ""
        yield f"{word} is a known word{heard} ({source})"


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
    """Give the written units of a word with the spelling that each has in `target`."""
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
    spellings = best[len(target)][1] if len(target) in best else ()
    if not spellings:
        spellings = tuple(slot.spellings[0][0] if slot.spellings else "" for slot in ways[0].slots)
    return [(slot.source, text) for slot, text in zip(ways[0].slots, spellings, strict=True)]


def _by_habit(word: str, base: int) -> Iterator[SyllableNote]:
    found = readings(word, limit=1)
    if not found:
        return
    syllables = found[0].syllables
    sounds = {first: pieces for first, _, pieces in spelled(_SOUND, syllables)}
    letters = _habit_letters(word, syllables)
    for index, (syllable, notes) in enumerate(zip(syllables, letters, strict=True)):
        remarks = list(_remarks(syllable, syllables[index - 1].text if index else ""))
        if syllable.opens:
            remarks += _known_word(syllables, index)
        yield SyllableNote(
            syllable.text,
            base + syllable.start,
            base + syllable.end,
            "".join(piece.cell.spelling for piece in sounds[index]),
            _spelling_of(notes),
            notes,
            tuple(remarks),
        )


def _habit_letters(word: str, syllables: tuple[Syllable, ...]) -> list[tuple[LetterNote, ...]]:
    """Give each syllable the units that begin in it; a known title word goes to its first."""
    found: list[list[LetterNote]] = [[] for _ in syllables]
    for part in popular_parts(word):
        if part.known:
            text = word[part.start : part.end]
            cell = scheme_words("popular")[text]
            note = LetterNote("word", text, "", part.spelling, cell.source, cell.verified)
            found[_holding(syllables, part.start)].append(note)
            continue
        place = part.start
        for source, spelling in _chosen(word[part.start : part.end], part.spelling.lower()):
            at = word.find(source, place) if source else -1
            holder = _holding(syllables, max(at, place - 1, part.start))
            place = max(place, at + len(source))
            found[holder].append(
                LetterNote("unit", source or _UNWRITTEN, "", spelling, _MEASURED, True)
            )
    return [tuple(notes) for notes in found]


def _holding(syllables: tuple[Syllable, ...], place: int) -> int:
    starting = (number for number, item in enumerate(syllables) if item.start <= place)
    return max(starting, default=0)


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
