"""The title and context tables, compiled once: where the matchers look words up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from khnorm import tables
from khnorm.names.folds import has_shifter, khmer_skeleton, latin_letters, title_sound
from khnorm.names.lookups import Index, Trie
from khnorm.names.words import Kind, Word, split

__all__ = [
    "COMPOUNDS",
    "Context",
    "Form",
    "Index",
    "Style",
    "Vocabulary",
    "bands",
    "key_of",
    "vocabulary",
]

# Kin and courtesy words that are names or pronouns too: one name token beside them is not enough.
_KIN = frozenset(
    (
        "a_prefix",
        "bang_revolutionary",
        "bong",
        "chau_kmouy",
        "chau_person",
        "che",
        "chi_prefix",
        "comrade",
        "hia",
        "kon",
        "kou_ee",
        "mi_prefix",
        "ming",
        "moha_pali",
        "neak_person",
        "neang",
        "om",
        "paoun",
        "po_cham",
        "pou",
        "ta",
        "ta_revolutionary",
        "yeay",
    )
)
# Components that are written as one word or as two.
COMPOUNDS: dict[str, tuple[str, str]] = {
    "sena_padei": ("sena", "padei"),
    "boromneath": ("borom", "neath"),
}
# English words that a model took for names; before a name they are titles beyond doubt.
_SURE = frozenset(("king", "sir"))
# Categories of titles that name an office one holds.
_HELD = frozenset(("office", "police", "diplomatic", "academic"))
_DIGITS = re.compile("[0-9]+")
# Letters of the shortest word that is known misspelt, of one with two letters wrong, of the longest.
_MISSPELT, _TWICE_MISSPELT, _MISSPELT_MOST = 6, 9, 20
# A word that is a family name at least this often (a band of `elements.tsv`) is a name too.
_NAME_BAND = 2


class Form(NamedTuple):
    """One spelling of a title.

    `weak`: the word is a name too. `dotted`: an abbreviation that wants its dot where the word is
    a name too. `acronym`: in capitals only. `suffix`: stands after names only. `single`: one word.
    `shifted`: a Khmer form with a register shifter.
    """

    id: str
    category: str
    weak: bool = False
    dotted: bool = False
    acronym: bool = False
    suffix: bool = False
    single: bool = False
    shifted: bool = False


class Context(NamedTuple):
    """One sense of a context word: its kind (head, qualifier, body, ..., alias) and its lemma."""

    kind: str
    lemma: str


class Style(NamedTuple):
    """A title by its components, as long styles are read."""

    id: str
    category: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that the tables say about titles and the words around names."""

    categories: Mapping[str, str]
    genders: Mapping[str, str]
    forms: Index[Form]
    sounds: Index[Form]
    lone: Mapping[str, Form]
    first_words: frozenset[str]
    context_words: frozenset[str]
    first_sounds: frozenset[str]
    khmer: Trie[Form]
    other: Mapping[str, Form]
    components: Index[str]
    component_sounds: Mapping[str, tuple[str, ...]]
    khmer_components: Trie[str]
    styles: tuple[Style, ...]
    spellings: tuple[tuple[str, str], ...]
    office_spellings: tuple[tuple[str, str], ...]
    contexts: Index[tuple[Context, ...]]
    khmer_contexts: Trie[tuple[Context, ...]]
    dual_persons: frozenset[str]


@cache
def _bands() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in tables.rows("elements.tsv"):
        form = row["form"]
        key = form if row["script"] == "khmer" else latin_letters(form)
        family, given = found.get(key, (0, 0))
        found[key] = max(family, int(row["family"])), max(given, int(row["given"]))
    return found


def bands(word: str) -> tuple[int, int] | None:
    """Tell how common a name element is as a family name and in given names.

    Args:
        word: Latin letters as `latin_letters` gives them, or normalized Khmer.

    Returns:
        Two bands from 0 to 5 (`elements.tsv`), or None where the table does not know the word.

    Examples:
        >>> bands("hun") is not None, bands("senate")
        (True, None)
    """
    return _bands().get(word)


def _title_rows() -> Iterable[tuple[str, str, str, bool]]:
    """Give id, form, script and whether the form is the preferred one of every title spelling."""
    for row in tables.rows("aliases.tsv"):
        if row["kind"] == "title" and row["status"] != "refused":
            yield row["id"], row["form"], row["script"], row["status"] == "preferred"


def _latin_form(title: str, category: str, form: str, suffix: bool) -> Form:
    letters = [char for char in form if char.isalpha()]
    key = latin_letters(form)
    known = bands(key)
    single = " " not in form.strip() and "-" not in form
    return Form(
        title,
        category,
        weak=single
        and key not in _SURE
        and (title in _KIN or (known is not None and known[0] >= _NAME_BAND)),
        dotted=form.endswith(".") and single,
        acronym=single and 1 < len(letters) < 5 and sum(map(str.isupper, letters)) > 1,
        suffix=suffix,
        single=single,
    )


def _contexts(script: str) -> dict[str, tuple[Context, ...]]:
    found: dict[str, tuple[Context, ...]] = {}
    for row in tables.rows("context_words.tsv"):
        if row["script"] != script:
            continue
        form = row["form"]
        if row["kind"] == "short":
            continue
        key = khmer_skeleton(form)[0] if script == "khmer" else key_of(form)
        sense = Context(row["kind"], row["lemma"])
        if sense not in found.get(key, ()):
            found[key] = (*found.get(key, ()), sense)
    return {key: senses for key, senses in found.items() if key}


@cache
def shorts() -> dict[str, str]:
    """Abbreviations that stand inside titles, with the word they stand for (Lt, Gen)."""
    return {
        latin_letters(row["form"]): row["lemma"]
        for row in tables.rows("context_words.tsv")
        if row["kind"] == "short"
    }


def spelled(word: Word) -> str:
    """Give the letters of a word as titles are looked up by: abbreviations in full.

    An abbreviation that is a name too is one only with its full stop: Sen. Rong, but Sen Rong.
    """
    if word.kind is Kind.LATIN:
        letters = word.letters
        full = shorts().get(letters)
        if full is None:
            return letters if bands(letters) else corrected(letters)
        return letters if not word.dot and bands(letters) else full
    return word.letters if word.kind is Kind.NUMBER else ""


@cache
def _foreign_words() -> tuple[frozenset[str], list[str]]:
    """The words of titles and context terms, and of them those that no name looks like."""
    forms = [form for _, form, script, _ in _title_rows() if script == "latin"]
    forms += [row["form"] for row in tables.rows("context_words.tsv") if row["script"] == "latin"]
    words = frozenset(word.letters for form in forms for word in split(form))
    native = {
        latin_letters(piece)
        for row in tables.rows("title_words.tsv")
        for piece in row["form"].split()
    }
    usual = sorted(words - native)
    return words, [word for word in usual if len(word) >= _MISSPELT and bands(word) is None]


@lru_cache(maxsize=1 << 16)
def corrected(letters: str) -> str:
    """Mend one letter of a long word that is no name and nearly a word of titles, two in a longer.

    Examples:
        >>> corrected("govenor"), corrected("sovannarith")
        ('governor', 'sovannarith')
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    if not _MISSPELT <= len(letters) <= _MISSPELT_MOST or letters in _foreign_words()[0]:
        return letters
    allowed = 1 if len(letters) < _TWICE_MISSPELT else 2
    found = process.extractOne(
        letters, _foreign_words()[1], scorer=Levenshtein.distance, score_cutoff=allowed
    )
    return found[0] if found and found[0][0] == letters[0] else letters


def key_of(form: str) -> str:
    """Give the spelling under which a form is looked up: its words joined, in full.

    Examples:
        >>> key_of("Lt. Gen."), key_of("Brother No. 1")
        ('lieutenantgeneral', 'brothernumber1')
    """
    words = [word for word in split(form) if word.kind in (Kind.LATIN, Kind.NUMBER)]
    return "".join(shorts().get(word.letters, word.letters) for word in words)


def _as_written(form: str) -> str:
    """The same with abbreviations as they are."""
    return "".join(word.letters for word in split(form) if word.kind in (Kind.LATIN, Kind.NUMBER))


def _merge(old: Form | None, new: Form) -> Form:
    """Two spellings with one key: the first id stays, and what either allows is allowed."""
    if old is None or old.id != new.id:
        return old or new
    return old._replace(
        dotted=old.dotted or new.dotted,
        acronym=old.acronym and new.acronym,
        weak=old.weak and new.weak,
        single=old.single and new.single,
    )


def _sound(form: str) -> str:
    return "".join(title_sound(latin_letters(word)) for word in form.replace("-", " ").split())


def _heard(sound: str) -> bool:
    """Tell whether a sound has consonants enough to stand for one title and no other word."""
    return sum(char not in "01" for char in sound) > 3


@cache
def vocabulary() -> Vocabulary:
    """Compile the tables, once.

    Returns:
        The lookups that the matchers share.

    Examples:
        >>> vocabulary().forms.entries["oknha"].id
        'oknha'
    """
    titles = tables.rows("titles.tsv")
    categories = {row["id"]: row["category"] for row in titles}
    after_only = {row["id"] for row in titles if row["position"] == "suffix"}
    forms: dict[str, Form] = {}
    sounds: dict[str, Form] = {}
    khmer: dict[str, Form] = {}
    for title, form, script, _ in sorted(_title_rows(), key=lambda row: not row[3]):
        category = categories[title]
        if script == "khmer":
            skeleton = khmer_skeleton(form)[0]
            known = bands(form)
            weak = title in _KIN or (known is not None and known[0] >= _NAME_BAND)
            entry = Form(title, category, weak, suffix=title in after_only)
            khmer.setdefault(skeleton, entry._replace(shifted=has_shifter(form)))
        elif script == "latin" and title != "alias_hav":
            entry = _latin_form(title, category, form, title in after_only)
            for key in {key_of(form), _as_written(form)}:
                forms[key] = _merge(forms.get(key), entry)
                if title == "brother_no":  # Brother 89: any number
                    forms[_DIGITS.sub("#", key)] = entry
            if _heard(_sound(form)) and not entry.suffix:
                sounds.setdefault(_sound(form), entry)
    forms.pop("", None)
    khmer = {key: form for key, form in khmer.items() if key and form.id != "alias_hav"}
    lone = {
        key: form
        for key, form in forms.items()
        if form.single and not form.suffix and not form.acronym and bands(key) is None
    }
    components, component_sounds, khmer_components = _components()
    contexts = _contexts("latin")
    context_words = _first_words(
        [row["form"] for row in tables.rows("context_words.tsv") if row["script"] == "latin"]
    )
    latin_titles = tuple(
        (title, form) for title, form, script, _ in _title_rows() if script == "latin"
    )
    return Vocabulary(
        categories=categories,
        genders={row["id"]: row["gender"] for row in titles if row["gender"]},
        forms=Index(forms),
        sounds=Index(sounds),
        lone=lone,
        first_words=_first_words([form for _, form in latin_titles]) | context_words,
        context_words=context_words,
        first_sounds=frozenset(
            title_sound(latin_letters(form.replace("-", " ").split()[0]))
            for _, form in latin_titles
        ),
        khmer=Trie(khmer),
        other={
            form: Form(title, categories[title])
            for title, form, script, _ in _title_rows()
            if script == "other"
        },
        components=Index(components),
        component_sounds=component_sounds,
        khmer_components=Trie(khmer_components),
        styles=tuple(
            Style(row["id"], row["category"], tuple(row["components"].split()))
            for row in titles
            if row["components"]
        ),
        spellings=latin_titles,
        office_spellings=tuple(
            (title, form) for title, form, _, _ in _title_rows() if categories[title] in _HELD
        ),
        contexts=Index(contexts),
        khmer_contexts=Trie(_contexts("khmer")),
        dual_persons=_dual_persons(forms),
    )


def _components() -> tuple[dict[str, str], dict[str, tuple[str, ...]], dict[str, str]]:
    latin: dict[str, str] = {}
    heard: dict[str, tuple[str, ...]] = {}
    khmer: dict[str, str] = {}
    for row in tables.rows("title_words.tsv"):
        if row["script"] == "khmer":
            khmer.setdefault(khmer_skeleton(row["form"])[0], row["word"])
            continue
        pieces = [(row["form"], row["word"])]
        if row["word"] in COMPOUNDS and " " in row["form"]:
            pieces = list(zip(row["form"].split(), COMPOUNDS[row["word"]], strict=False))
        for form, word in pieces:
            latin.setdefault(latin_letters(form), word)
            sound = _sound(form)
            if word not in COMPOUNDS and word not in heard.get(sound, ()):
                heard[sound] = (*heard.get(sound, ()), word)
    return latin, heard, khmer


def _first_words(forms: Iterable[str]) -> frozenset[str]:
    """The words that some forms begin with; an abbreviation counts as what it stands for."""
    found: set[str] = set()
    for form in forms:
        first = next((word for word in split(form) if word.kind is Kind.LATIN), None)
        if first is not None:
            found |= {first.letters, shorts().get(first.letters, first.letters)}
    return frozenset(found - {letters for letters in shorts() if bands(letters)})


def _dual_persons(forms: Mapping[str, Form]) -> frozenset[str]:
    """Names of known persons that begin with a word that is a title too: Ta Mok, Om Yentieng."""
    found = set()
    for row in tables.rows("aliases.tsv"):
        if row["kind"] != "person" or row["status"] == "refused":
            continue
        if row["script"] == "khmer":
            found.add(khmer_skeleton(row["form"])[0])
        elif (first := forms.get(latin_letters(row["form"].split()[0]))) and first.weak:
            found.add(latin_letters(row["form"]))
    return frozenset(found)
