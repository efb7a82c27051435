"""What the evidence for and against a Latin name is worth, in the words themselves and around them.

The weights are log-odds in round figures, decided on the half `dev` of the sentences in
`benchmarks/mentions`.
"""

from __future__ import annotations

from collections.abc import Sequence

from khnorm.jobs.mentions.words import Known, Use, known, made_of_parts
from khnorm.names.page import Hit
from khnorm.names.vocabulary import titles_also
from khnorm.names.words import Kind, Word

__all__ = ["announced", "before", "behind", "is_site", "shape"]

THRESHOLD = 2.0  # from this sum on words are a name

# What the words are.
KNOWN_PERSON = 6.0  # the tables know somebody of that full name
BOTH_PARTS = 2.0  # a family name and a given name
ONE_PART = 1.2  # one of them beside a word that no table of names holds
NO_PART = -0.7  # neither
PER_BAND = 0.2  # each band of use that a part has (`elements.tsv`)
GIVEN_FIRST = -0.5  # the Western order: Sochua Mu
COMMON_PART = -1.0  # each part that is a common word, too
FORENAME, SURNAME = 2.5, 0.7  # from abroad
INITIAL = 1.5  # Sok K. Dara
CAPITAL_FAMILY = 1.5  # MU Sochua
LONE = -2.0  # a single word
LONE_PER_BAND = 0.5  # each band that it has as a given name
LONE_FORENAME = 1.5  # at least, where it is a forename from abroad
LONG_NAME = -1.0  # each word beyond four
BRAND = -4.0  # capitals inside a word of unknown parts: GlaxoSmithKline, but HunSen
PLACE_NAME = -4.0  # places begin so: Tuol Sleng

# What stands before them.
TITLE, OFFICE = 5.0, 3.5
ROLE = 4.0  # a trade or kinship that no table of titles holds: farmer Sok Dara
ALIAS = 4.5  # alias, also known as
CREDIT = 2.5  # who made a picture or wrote the article: CamboJA/ Pring Samrang, by Sok Dara
CALLED = 1.5  # a man named Sok Dara
SAID_BEFORE = 2.0  # told Sok Dara, said Sok Dara
ARTICLE = -4.0  # the Sok Dara
IN_PLACE = -1.5  # in Sok Dara
OF_BODY = -3.0  # the company Metrei Pheap

# What stands behind them.
SAID_AFTER = 2.0  # Sok Dara said
SAID_LATER = 1.5  # Sok Dara, ..., said
ACTS = 0.7  # Sok Dara visited
OWNS = 0.7  # Sok Dara's
APPOSITION = 2.0  # Sok Dara, the director
HALF_APPOSITION = 1.0  # Sok Dara, his ...
AGE = 3.0  # Sok Dara, 52,

# What else there is.
BESIDE_NAME = 1.5  # in a list with names
ALONE = 1.0  # the line holds nothing else: who wrote the article


def _is_past(word: Word) -> bool:
    """Tell whether a word looks like a verb of the past."""
    return word.text.islower() and word.text.endswith("ed") and known(word.text).common > 0


def shape(words: Sequence[Word]) -> float:
    """Weigh the words themselves."""
    parts = [known(word.text) for word in words if not word.text.islower()]
    score = COMMON_PART * sum(part.common >= 0 for part in parts)
    if parts[0].uses & Use.PLACE_FIRST:
        score += PLACE_NAME
    if len(parts) == 1:
        return score + _lone(parts[0])
    glued = any(not word.gap for word in words[1:])
    if glued and not all(part.family or part.given for part in parts):
        score += BRAND
    score += LONG_NAME * max(0, len(words) - 4)
    if any(len(word.text) == 1 and word.dot for word in words):
        score += INITIAL
    if words[0].text.isupper() and len(words[0].text) > 1 and not words[-1].text.isupper():
        score += CAPITAL_FAMILY
    if parts[0].uses & Use.FORENAME and not parts[0].family:
        return score + FORENAME + SURNAME * any(map(_is_from_abroad, parts[1:]))
    if any(map(_is_from_abroad, parts)):
        score += SURNAME
    return score + _khmer_shape(parts, [word.letters for word in words])


def _is_from_abroad(part: Known) -> bool:
    return bool(part.uses & (Use.FORENAME | Use.SURNAME))


def _khmer_shape(parts: Sequence[Known], letters: Sequence[str]) -> float:
    first, rest = parts[0], parts[1:]
    given = max(part.given for part in rest) or int(
        any(made_of_parts(word) for word in letters[1:])
    )
    if first.family and given:
        return BOTH_PARTS + PER_BAND * (first.family + given)
    if first.given and parts[-1].family:
        return BOTH_PARTS + GIVEN_FIRST + PER_BAND * (first.given + parts[-1].family)
    if first.family or given:
        return ONE_PART + PER_BAND * max(first.family, given)
    return NO_PART


def _lone(part: Known) -> float:
    least = LONE_FORENAME if part.uses & Use.FORENAME else 0.0
    given = LONE_PER_BAND * part.given if part.given > 1 else 0.0
    return LONE + max(given, least)


def is_site(words: Sequence[Word], first: int, after: int) -> bool:
    """Tell whether a street, a school, a party bears the name `words[first:after]`."""
    if after >= len(words) or words[after - 1].possessive:
        return False
    if words[after - 1].dot and len(words[after - 1].text) > 1:
        return False
    nearest = words[after]
    if nearest.kind is not Kind.LATIN or nearest.gap not in (" ", "-"):
        return False
    for word in words[after : after + 4]:
        if word.kind is not Kind.LATIN:
            return False
        know, marks = known(word.text), known(word.letters).uses
        if not word.text[0].isupper():
            return bool(know.uses & Use.SITE or marks & Use.LEVEL)
        if know.uses & (Use.ORGANISATION | Use.SITE | Use.PARTY):
            return True
        if know.common > 0 and not know.family and not marks & Use.SITE_KIND:
            return False
        if word.possessive or word.dot:
            return False
    return False


def announced(words: Sequence[Word], first: int, hits: Sequence[Hit]) -> float:
    """Weigh the titles and offices before a name."""
    if all(hit.id in titles_also("qualifier") for hit in hits):
        return 0.0
    if any(hit.category != "office" for hit in hits):
        return TITLE
    last = words[first - 1]
    if last.text.islower() and known(last.text).uses & Use.ORGANISATION:
        return 0.0  # the name of a body follows: president of the group Licadho
    return OFFICE


def before(words: Sequence[Word], first: int, after: int) -> float:
    """Weigh what stands before an untitled name."""
    if first == 0:
        return 0.0
    word = words[first - 1]
    if word.kind is Kind.MARK:
        return CREDIT if word.text == "/" else 0.0
    uses, marks = known(word.text).uses, known(word.letters).uses
    if marks & Use.ALIAS:
        return ALIAS
    if marks & Use.BYLINE and first == 1 and after == len(words):
        return CREDIT
    if marks & (Use.NAMED | Use.BYLINE):
        kind = words[first - 2] if first > 1 else word
        return ARTICLE if known(kind.text).uses & Use.ORGANISATION else CALLED
    if marks & Use.ARTICLE:
        return ARTICLE
    if marks & Use.WHERE:
        return IN_PLACE
    if uses & Use.ROLE:
        return ROLE
    if uses & (Use.SAY | Use.WHOM) and not word.text[0].isupper():
        return SAID_BEFORE
    if uses & Use.ORGANISATION and word.text.islower():
        return OF_BODY  # the company Metrei Pheap
    return 0.0


def behind(words: Sequence[Word], after: int) -> float:
    """Weigh what follows a name."""
    last = words[after - 1]
    if last.possessive:
        return OWNS
    if after >= len(words) or (last.dot and len(last.text) > 1):
        return 0.0
    word = words[after]
    if word.kind is Kind.LATIN:
        uses = known(word.text).uses
        if uses & Use.SAY:
            return SAID_AFTER
        return ACTS if uses & Use.ACT or _is_past(word) else 0.0
    if word.text == "," and after + 1 < len(words):
        return _apposition(words, after + 1) + _said_later(words, after + 1)
    return 0.0


def _said_later(words: Sequence[Word], index: int) -> float:
    """Weigh a verb of saying behind an insertion between commas."""
    for place in range(index + 1, min(len(words) - 1, index + 14)):
        word = words[place]
        if word.text == ",":
            return SAID_LATER if known(words[place + 1].text).uses & Use.SAY else 0.0
        if word.dot and not word.text[0].isupper():
            return 0.0
    return 0.0


def _apposition(words: Sequence[Word], index: int) -> float:
    word = words[index]
    if word.kind is Kind.NUMBER:
        closes = index + 1 < len(words) and words[index + 1].text in ",.)"
        return AGE if closes and len(word.text) < 3 else 0.0
    if word.kind is not Kind.LATIN:
        return 0.0
    marks = known(word.letters).uses
    if marks & (Use.RELATIVE | Use.ALIAS):
        return APPOSITION
    if marks & Use.DETERMINER:
        return APPOSITION if _has_role(words, index + 1) else HALF_APPOSITION
    return APPOSITION if _has_role(words, index) else 0.0


def _has_role(words: Sequence[Word], index: int) -> bool:
    """Tell whether an office, trade or role stands within the next words of the clause."""
    for word in words[index : index + 6]:
        if word.kind is not Kind.LATIN:
            return False
        if known(word.text).uses & (Use.HEAD | Use.ROLE):
            return True
    return False
