"""The index by sound finds what an exhaustive search would find."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein
from strategies import khmer_names, latin_names

from khnorm.match.filing import Asked, keys_of, orders_of
from khnorm.match.index import SoundIndex, name_of
from khnorm.match.profile import Name, profile
from khnorm.match.storage import Texts

LETTERS = " KCTPSHMNGYRLVF"
ALL = 1_000


def skeletons(tokens: tuple[str, ...], limit: int) -> set[str]:
    """Spell the packed keys out again."""
    found = set()
    for key in keys_of(tokens, limit):
        text = ""
        while key:
            text = LETTERS[key & 15] + text
            key >>= 4
        found.add(text)
    return found


written = st.lists(st.one_of(khmer_names(), latin_names()), min_size=1, max_size=6)


@given(written, st.one_of(khmer_names(), latin_names()))
@settings(max_examples=60)
def test_every_name_within_one_class_is_found(filed: list[str], asked: str) -> None:
    names = [profile(text).name for text in filed]
    index = SoundIndex(names)
    question = profile(asked).name
    if not question.tokens:
        return
    with patch("khnorm.match.index._LAG", 2.0):  # keep also those that sound much less alike
        alike = {place for place, _ in index.alike(Asked(question), ALL)}
        near = alike | {place for place, _ in index.near(Asked(question), ALL)}
    ours = {key for order in orders_of(question) for key in skeletons(order, 4)}
    for place, name in enumerate(names):
        theirs = skeletons(orders_of(name)[0], 4) if name.tokens else set()
        if not theirs or max(map(len, theirs)) > 15:
            continue
        apart = min(Levenshtein.distance(one, other) for one in ours for other in theirs)
        assert apart > 0 or place in alike
        assert apart > 1 or place in near


tokens = st.lists(latin_names().map(str.lower), min_size=3, max_size=4)


@given(tokens, st.integers(0, 3))
@settings(max_examples=60)
def test_a_name_with_a_word_more_or_less_is_found(words: list[str], out: int) -> None:
    longer = Name(tuple(" ".join(words).split()), given_first=False)
    at = out % len(longer.tokens)
    shorter = Name((*longer.tokens[:at], *longer.tokens[at + 1 :]), given_first=False)
    for filed, asked in ((longer, shorter), (shorter, longer)):
        assert SoundIndex([filed]).within(Asked(asked), ALL)


def test_what_is_marked_alike_is_compared() -> None:
    """Where hundreds share a skeleton, the marks leave the nearest ones in."""
    vowels = ("a", "e", "i", "o", "u", "ea", "ou", "oeu")
    names = [
        Name((f"s{first}k", f"r{second}th{third}n"), given_first=False)
        for first in vowels
        for second in vowels
        for third in vowels
    ]
    index = SoundIndex(names)
    for place in range(0, len(names), 37):
        found = index.alike(Asked(names[place]), 3)
        assert found[0] == (place, 1.0)


@given(st.lists(st.text()))
def test_texts_come_back(texts: list[str]) -> None:
    packed = Texts.of(texts)
    assert list(packed) == texts
    assert packed[:2] == texts[:2]
    if texts:
        assert packed[-1] == texts[-1]


def test_a_filed_name_comes_back() -> None:
    names = [profile(text).name for text in ("Kenneth T. So", "ហ៊ុន សែន", "ហ៊ុនសែន", "HUN Sen", "")]
    index = SoundIndex(names)
    for place, name in enumerate(names):
        filed = name_of(index.filed(place))
        assert (filed.tokens, filed.initials) == (name.tokens, name.initials)
        assert (filed.given_first, filed.glued) == (name.given_first, name.glued)
