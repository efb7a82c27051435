"""Who or what is somebody's, who is not meant: adviser to Hun Sen, Sok Dara's assistant, family of Sok Dara."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.names.offices import office, senses, term_kinds
from khnorm.names.page import Hit, Page, word_after
from khnorm.names.persons import is_person, titles_of
from khnorm.names.running import is_common
from khnorm.names.spelling import letters_of
from khnorm.names.styles import is_name
from khnorm.names.title_at import match
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, LATIN

__all__ = ["belongs", "is_of", "leads_person", "serves", "tells_office", "words_of"]

_BEFORE_TIE = 3  # words of what is somebody's: unnamed newborn child of Sok Dara
_BEFORE_OFFICE = 2  # words between a possessive and the office: Hun Sen's former chief adviser
_NAME_WORDS = 4
_FULL_NAME = 2
_ARTICLES = frozenset(("the", "le", "la"))
_OFFICES = frozenset(("body", "head"))  # kinds of context terms that begin with whom one serves
# Categories of titles that nothing but a person's name follows: no General Staff, no Preah Vihear.
_PERSONAL = frozenset(("courtesy", "diplomatic", "state"))


@cache
def words_of(kind: str, script: str = "latin") -> frozenset[str]:
    """Give the words that context terms of a kind begin with; Khmer ones whole."""
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == kind]
    return frozenset(
        letters_of(row["form"])[0] if script == "latin" else row["form"]
        for row in rows
        if row["script"] == script
    )


def is_of(page: Page, index: int) -> bool:
    """Tell whether a word ties a relation to whose it is."""
    return index < len(page.words) and page.words[index].letters in words_of("whose")


def leads_person(page: Page, index: int, start: int) -> bool:
    """Tell whether somebody the tables know is named by words, the first perhaps cut."""
    return any(map(is_person, _beginnings(page, index, start)))


def _beginnings(page: Page, index: int, start: int = -1) -> list[str]:
    """Give what words spell, one, two and more of them, the first perhaps cut."""
    joined, found = "", []
    for word in page.words[index : index + _NAME_WORDS]:
        joined += page.text[start : word.end] if word.start < start else word.letters
        found.append(joined)
    return found


def tells_office(page: Page, possessive: int) -> int:
    """Count the words of an office that somebody holds with the one named: Kem Sokha's *lawyer*.

    Args:
        page: the words of a text.
        possessive: where the name of that one ends.

    Returns:
        How many words stand between the name and the end of the office; 0 where the office is of
        no person's, *CPP's spokesman*, or not one that is held with a person nobody knows.

    Examples:
        >>> from khnorm.names.words import split
        >>> texts = ("Sok Dara's new assistant", "Hun Sen's cabinet", "Sok Dara's cabinet", "CPP's adviser")
        >>> [tells_office(Page(text, words := split(text)), len(words) // 2) for text in texts[1:]]
        [1, 0, 0]
        >>> tells_office(Page(texts[0], split(texts[0])), 1)
        2
    """
    words = page.words
    stop = min(possessive + 2 + _BEFORE_OFFICE, len(words))
    heads = [
        at for at in range(possessive + 1, stop) if not _OFFICES.isdisjoint(term_kinds(page, at))
    ]
    if not heads:
        return 0
    known = any(
        is_person("".join([word.letters for word in words[start : possessive + 1]]))
        for start in range(max(0, possessive + 1 - _NAME_WORDS), possessive)
    )
    wanted = _OFFICES if known else frozenset(("dependant",))
    if not known and not _ends_name(page, possessive):
        return 0
    for at in heads:
        size, found = senses(page, at, len(words))
        if any(sense.kind in wanted for sense in found):
            return at + size - possessive - 1
    return 0


def _ends_name(page: Page, index: int) -> bool:
    """Tell whether a word is the last of a name, and not of a title, a body or a place."""
    if not is_name(page.words[index].letters):
        return False
    for start in range(max(0, index + 1 - _FULL_NAME), index + 1):
        for hit in (match(page, start, index + 1), office(page, start, len(page.words))):
            if hit is not None and hit.after > index:
                return False
    return not {"body", "place"} & term_kinds(page, index)


def serves(page: Page, index: int) -> bool:
    """Tell whether a text begins with an office tied to a person who is named.

    Args:
        page: the words of a text.
        index: where the office may begin.

    Returns:
        Whether what follows names whom its holder serves: *adviser to* Hun Sen, ទីប្រឹក្សារបស់លោក. A
        *dependant* of `context_words.tsv` serves the bearer of a rank or an office, too, and in Khmer
        whoever has a title of state, or another one glued to the office.

    Examples:
        >>> from khnorm.names.words import split
        >>> def told(text: str) -> bool:
        ...     return serves(Page(text, split(text)), 0)
        >>> told("Secretary of Gen. Sok Dara"), told("Secretary of State Sok Dara")
        (True, False)
        >>> told("Adviser to Prime Minister Sok Dara"), told("Adviser to the Prime Minister Sok Dara")
        (True, False)
        >>> told("ទីប្រឹក្សាឯកឧត្តម សុខ ដារ៉ា"), told("ទីប្រឹក្សា ឯកឧត្តម សុខ ដារ៉ា")
        (True, False)
    """
    if index >= len(page.words) or "head" not in term_kinds(page, index):
        return False
    held = office(page, index, len(page.words))
    if held is None:
        return False
    if page.words[index].kind is KHMER:
        return _serves_in_khmer(page, held)
    dependant = any("dependant" in term_kinds(page, at) for at in range(index, held.after))
    ties = [at for at in range(index, held.after + 1) if is_of(page, at)]
    if any(_is_addressed(page, at + 1) for at in ties):
        return True
    if dependant and ties and _is_led(page, ties[0] + 1):
        return True
    if not is_of(page, held.after):
        return False
    if not leads_person(page, held.after + 1, -1) and not (
        dependant and _is_full_name(page, held.after + 1)
    ):
        return False
    title = match(page, index, len(page.words))  # *Minister of* may be what a table has
    return title is None or title.after <= held.after


def belongs(page: Page, index: int) -> bool:
    """Tell whether a text begins with people or a thing tied to a person who is named.

    Args:
        page: the words of a text.
        index: where it may begin.

    Returns:
        Whether words common in running text, and in no name or office, stand before *of* and a word
        of names.

    Examples:
        >>> from khnorm.names.words import split
        >>> def told(text: str) -> bool:
        ...     return belongs(Page(text, split(text)), 0)
        >>> told("Family of Sok Dara"), told("In memory of Hun Sen"), told("Photo of the court")
        (True, True, False)
        >>> told("Sok Dara of Kandal"), told("Chairman of Sok Dara")
        (False, False)
    """
    words = page.words
    stop = min(index + 1 + _BEFORE_TIE, len(words))
    tie = next((at for at in range(index + 1, stop) if is_of(page, at)), 0)
    if not tie or not any(map(is_common, words[index:tie])):
        return False
    for at in range(index, tie):
        if any(sense.kind == "head" for sense in senses(page, at, tie)[1]):
            return False
        if not is_common(words[at]) and "joint" not in term_kinds(page, at):
            return False
    if match(page, index, len(words)) is not None:
        return False  # General of Police
    if _is_addressed(page, tie + 1):
        return True
    named = words[tie + 1 : tie + 1 + _FULL_NAME]
    return any(is_name(word.letters) and (page.small or not word.text.islower()) for word in named)


def _is_addressed(page: Page, index: int) -> bool:
    """Tell whether a person's title begins at a word: adviser to *Samdech Techo* Hun Sen."""
    title = match(page, index, len(page.words)) if index < len(page.words) else None
    if title is None or title.category not in _PERSONAL:
        return False
    return not page.words[title.after - 1].possessive


def _is_led(page: Page, index: int) -> bool:
    """Tell whether a title or an office leads a name: secretary of *Gen. Sok Dara*.

    Behind an article it does where the tables know that its bearer is named so.
    """
    stop = len(page.words)
    article = index < stop and page.words[index].letters in _ARTICLES
    index += article
    if index >= stop:
        return False
    for hit in filter(None, (match(page, index, stop), office(page, index, stop))):
        if page.words[hit.after - 1].possessive or _is_body(page, index):
            continue
        known = any(hit.id in titles_of(name) for name in _beginnings(page, hit.after))
        if known or (not article and _is_full_name(page, hit.after)):
            return True
    return False


def _is_body(page: Page, index: int) -> bool:
    """Tell whether a body begins at a Latin word: secretary to the *Council* of Ministers."""
    found = senses(page, index, len(page.words))[1]
    return any(sense.kind == "body" for sense in found)


def _is_full_name(page: Page, index: int) -> bool:
    """Tell whether a Latin name of at least two words stands at a place of a text."""
    words = page.words[index : index + _FULL_NAME]
    return len(words) == _FULL_NAME and all(
        word.kind is LATIN and is_name(word.letters) and (page.small or not word.text.islower())
        for word in words
    )


def _serves_in_khmer(page: Page, held: Hit) -> bool:
    if any(page.text.endswith(tie, held.start, held.end) for tie in words_of("whose", "khmer")):
        return True
    if not _is_dependant(page, held):
        return False
    start = held.end + len(page.text[held.end :]) - len(page.text[held.end :].lstrip(" \u200b"))
    after = word_after(page, held.first, len(page.words), start)
    rest = page.part(page.words[after:])
    if not rest.words:
        return False
    if rest.words[0].start < start:
        rest.cut(0, start)
    title = match(rest, 0, len(rest.words))
    category = title.category if title else ""
    glued = start == held.end and category in _PERSONAL
    return glued or category == "state" or _is_led(rest, 0)


def _is_dependant(page: Page, held: Hit) -> bool:
    """Tell whether a Khmer office is held with a person and names no body: ទីប្រឹក្សា, adviser."""
    skeleton, point, _ = page.skeleton_at(held.start)
    _, last, _ = page.skeleton_at(held.end)
    found = next(vocabulary().khmer_contexts.longest(skeleton, point), (0, ()))
    if not any(sense.kind == "dependant" for sense in found[1]):
        return False
    point += found[0]
    while point < last:
        size, meant = next(vocabulary().khmer_contexts.longest(skeleton, point), (0, ()))
        if not size or {sense.kind for sense in meant} != {"qualifier"}:
            return False
        point += size
    return True
