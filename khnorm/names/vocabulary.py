"""The title and context tables, compiled once: where the matchers look words up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from khnorm import tables
from khnorm.names.components import Style, beginning, sound_of, spellings, styles
from khnorm.names.elements import bands
from khnorm.names.folds import has_shifter, khmer_letters, latin_letters, title_sound
from khnorm.names.lookups import Index, Trie
from khnorm.names.spelling import as_written, key_of, letters_of, shorts, title_rows
from khnorm.text.latin import VOWEL_LETTERS

__all__ = [
    "Context",
    "Form",
    "Vocabulary",
    "titles_also",
    "vocabulary",
]

# Categories of titles that name an office one holds.
_HELD = frozenset(("office", "police", "diplomatic", "academic", "religious"))
# Context words that are no words among others: abbreviations, placeholders, numbers of a list, s/o,
# what stands in parentheses, what ties a relation to whose it is, and titles, which are read as such.
_UNREAD = frozenset(
    ("field", "month", "short", "nobody", "numbering", "descent", "remark", "title", "whose")
)
_DIGITS = re.compile("[0-9]+")
# A word that is in names at least this often (a band of `elements.tsv`) is a name too; one that is a
# family name as often as the second says is rather a name, unless it is the usual spelling of a word of courtesy.
_NAME_BAND, _FAMILY_BAND = 2, 4


class Form(NamedTuple):
    """One spelling of a title.

    `weak`: the word is a name too. `dotted`: wants its dot where the word is a name too, as
    abbreviations do and spellings of common family names. `acronym`: in capitals only. `suffix`: stands after names only. `single`: one word.
    `shifted`: a Khmer form with a register shifter. `address`: how strangers are addressed, Lok.
    `usual`: the usual spelling of the title.
    """

    id: str
    category: str
    weak: bool = False
    dotted: bool = False
    acronym: bool = False
    suffix: bool = False
    single: bool = False
    shifted: bool = False
    address: bool = False
    usual: bool = False


class Context(NamedTuple):
    """One sense of a context word: its kind (head, qualifier, body, ..., alias) and its lemma."""

    kind: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that the tables say about titles and the words around names.

    `suffixes` are the spellings that stand after names, some of them before names, too; what they
    mean before one is in `forms`.
    Behind `leading_components` words are read as components of a style; `lone_components` are a title
    by themselves, however they are spelt.
    """

    categories: Mapping[str, str]
    genders: Mapping[str, str]
    forms: Index[Form]
    suffixes: Mapping[str, Form]
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
    leading_components: frozenset[str]
    lone_components: frozenset[str]
    styles: tuple[Style, ...]
    spellings: tuple[tuple[str, str], ...]
    office_spellings: tuple[tuple[str, str], ...]
    contexts: Index[tuple[Context, ...]]
    khmer_contexts: Trie[tuple[Context, ...]]
    dual_persons: Index[None]


@cache
def titles_also(use: str) -> frozenset[str]:
    """Give the ids of the titles whose words have another use, too.

    Args:
        use: a word of the column `also` of `titles.tsv`.

    Examples:
        >>> sorted(titles_also("qualifier"))
        ['acting', 'former', 'late']
    """
    return frozenset(
        row["id"] for row in tables.rows("titles.tsv") if use in row["also"].split("|")
    )


@cache
def _sure_titles() -> frozenset[str]:
    """The words that are a title beyond doubt before a name, whatever the tables of names say."""
    rows = tables.rows("context_words.tsv")
    return frozenset(latin_letters(row["form"]) for row in rows if row["kind"] == "title")


def _latin_form(title: str, category: str, form: str, suffix: bool, preferred: bool) -> Form:
    letters = [char for char in form if char.isalpha()]
    key = latin_letters(form)
    known = bands(key)
    single = " " not in form.strip() and "-" not in form
    return Form(
        title,
        category,
        weak=single
        and key not in _sure_titles()
        and not VOWEL_LETTERS.isdisjoint(
            key
        )  # without a vowel it is no name, whatever a model says: Sr
        and (title in titles_also("address") or (known is not None and max(known) >= _NAME_BAND)),
        dotted=single and (form.endswith(".") or _is_rather_name(known, category, preferred)),
        acronym=single and 1 < len(letters) < 5 and sum(map(str.isupper, letters)) > 1,
        suffix=suffix,
        single=single,
        address=category == "courtesy" and title not in titles_also("address"),
        usual=preferred,
    )


def _khmer_form(title: str, category: str, form: str, suffix: bool, preferred: bool) -> Form:
    known = bands(form)
    return Form(
        title,
        category,
        weak=title in titles_also("address") or (known is not None and known[0] >= _NAME_BAND),
        dotted=_is_rather_name(known, category, preferred),
        suffix=suffix,
        shifted=has_shifter(form),
        address=category == "courtesy" and title not in titles_also("address"),
        usual=preferred,
    )


def _is_rather_name(known: tuple[int, int] | None, category: str, preferred: bool) -> bool:
    """Tell whether a spelling of a title is rather a family name.

    Meng Sok Chea is no aunt (Ming) and Khun Chin Ken no old noble, but Neang Sok Chea may be a girl.
    """
    old = category == "state"  # ranks that nobody bears today
    family = known is not None and known[0] >= (_NAME_BAND if old else _FAMILY_BAND)
    return family and not (category == "courtesy" and preferred)


def _contexts(script: str) -> dict[str, tuple[Context, ...]]:
    found: dict[str, tuple[Context, ...]] = {}
    for row in tables.rows("context_words.tsv"):
        if row["script"] != script:
            continue
        form = row["form"]
        if row["kind"] in _UNREAD:
            continue
        key = khmer_letters(form) if script == "khmer" else key_of(form)
        sense = Context(row["kind"], row["lemma"])
        if sense not in found.get(key, ()):
            found[key] = (*found.get(key, ()), sense)
    return {key: senses for key, senses in found.items() if key}


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
    forms, suffixes, sounds, khmer = _forms()
    components, component_sounds, khmer_components = spellings()
    context_words = _context_words()
    latin_titles = tuple(
        (title, form) for title, form, script, _ in title_rows() if script == "latin"
    )
    return Vocabulary(
        categories=categories,
        genders={row["id"]: row["gender"] for row in titles if row["gender"] in ("f", "m")},
        forms=Index(forms),
        suffixes=suffixes,
        sounds=Index(sounds),
        lone=_lone(forms),
        first_words=_first_words([form for _, form in latin_titles]) | context_words,
        context_words=context_words,
        first_sounds=frozenset(title_sound(letters_of(form)[0]) for _, form in latin_titles),
        khmer=Trie(khmer),
        other=_other(categories),
        components=Index(components),
        component_sounds=component_sounds,
        khmer_components=Trie(khmer_components),
        leading_components=beginning("style", "title"),
        lone_components=beginning("title"),
        styles=styles(),
        spellings=latin_titles,
        office_spellings=tuple(
            (title, form) for title, form, _, _ in title_rows() if categories[title] in _HELD
        ),
        contexts=Index(_contexts("latin")),
        khmer_contexts=Trie(_contexts("khmer")),
        dual_persons=Index(dict.fromkeys(_dual_persons(forms))),
    )


def _lone(forms: Mapping[str, Form]) -> dict[str, Form]:
    """The titles of one word that is no name: they are known misspelt, too."""
    return {
        key: form
        for key, form in forms.items()
        if form.single and not form.suffix and not form.acronym and bands(key) is None
    }


def _other(categories: Mapping[str, str]) -> dict[str, Form]:
    """The titles in a script that is neither Khmer nor Latin."""
    rows = title_rows()
    return {
        form: Form(title, categories[title]) for title, form, script, _ in rows if script == "other"
    }


def _context_words() -> frozenset[str]:
    """The Latin words that terms begin with, if the terms are words among others."""
    return _first_words(
        row["form"]
        for row in tables.rows("context_words.tsv")
        if row["script"] == "latin"
        and row["kind"]
        not in ("descent", "field", "month", "nobody", "numbering", "remark", "title")
    )


def _forms() -> tuple[dict[str, Form], dict[str, Form], dict[str, Form], dict[str, Form]]:
    """The spellings of titles: Latin ones, those after names, Latin sounds, Khmer skeletons.

    A spelling may mean one thing before a name and another after it: Sr. Marie, Sok Dara, Sr.
    """
    category: dict[str, str] = {}
    after_only: set[str] = set()
    after_too: set[str] = set()
    for row in tables.rows("titles.tsv"):
        category[row["id"]] = row["category"]
        positions = row["position"].split("|")
        if "suffix" in positions:
            (after_too if len(positions) > 1 else after_only).add(row["id"])
    forms: dict[str, Form] = {}
    suffixes: dict[str, Form] = {}
    sounds: dict[str, Form] = {}
    khmer: dict[str, Form] = {}
    for title, form, script, preferred in sorted(
        title_rows(), key=lambda row: (row[0] in after_only, not row[3])
    ):
        if category[title] == "alias":
            continue
        suffix = title in after_only
        if script == "khmer":
            entry = _khmer_form(title, category[title], form, suffix, preferred)
            khmer.setdefault(khmer_letters(form), entry)
        elif script == "latin":
            entry = _latin_form(title, category[title], form, suffix, preferred)
            for key in {key_of(form), as_written(form)}:
                forms[key] = _merge(forms.get(key), entry)
                if suffix or (title in after_too and len(key) > 1):
                    suffixes[key] = _merge(suffixes.get(key), entry)
                if title == "brother_no":  # Brother 89: any number
                    forms[_DIGITS.sub("#", key)] = entry
            sound = sound_of(form)
            if _heard(sound) and not suffix:
                sounds.setdefault(sound, entry)
    forms.pop("", None)
    khmer.pop("", None)
    return forms, suffixes, sounds, khmer


def _first_words(forms: Iterable[str]) -> frozenset[str]:
    """The words that some forms begin with; an abbreviation counts as what it stands for."""
    found: set[str] = set()
    full = shorts()
    for form in forms:
        first = next((letters for letters in letters_of(form) if letters.isalpha()), None)
        if first is not None:
            found |= {first, full.get(first, first)}
    return frozenset(found - {letters for letters in shorts() if bands(letters)})


def _dual_persons(forms: Mapping[str, Form]) -> frozenset[str]:
    """Names of known persons that begin with a word that is a title too: Ta Mok, Om Yentieng."""
    found = set()
    for row in tables.rows("aliases.tsv"):
        if row["kind"] != "person" or row["status"] == "refused":
            continue
        if row["script"] == "khmer":
            found.add(khmer_letters(row["form"]))
        elif (first := forms.get(latin_letters(row["form"].split()[0]))) and first.weak:
            found.add(latin_letters(row["form"]))
    return frozenset(found)
