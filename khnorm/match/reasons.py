"""The numbers of a comparison put in words, each with what it weighs."""

from __future__ import annotations

from math import fsum
from operator import attrgetter, mul

from khnorm.match.alignment import FAR
from khnorm.match.features import NAMES, Evidence
from khnorm.match.pieces import Piece, piece
from khnorm.match.weights import weight, weights_of
from khnorm.model import Reason
from khnorm.sound.existing import names_abroad

__all__ = ["reasons_of"]

# How far two parts agree, and what sets them apart: up to so many nats.
_AGREE = ((0.0, "are equal"), (3.0, "sound alike"), (FAR - 1e-9, "sound alike in part"))
_APART = (
    (1.0, "are spelled otherwise, as is usual"),
    (3.0, "are spelled otherwise, as may be"),
    (6.0, "are spelled otherwise, as is seldom done"),
    (FAR - 1e-9, "are hardly spellings of one sound"),
    (FAR, "differ"),
)
# How well a spelling fits what it is most written for, in nats, from the best down: two Latin ones,
# and a Latin one beside a Khmer one.
_MEANT_LATIN = (
    (-3.0, " are mostly written for other Khmer names"),
    (-1.0, " are often written for other Khmer names"),
    (0.0, " are not always written for the same Khmer names"),
)
_MEANT_ACROSS = (
    (-3.0, ": the Latin one is mostly written for another Khmer name"),
    (-1.0, ": the Latin one is oftener written for another Khmer name"),
    (0.0, ": the Latin one is a little oftener written for another Khmer name"),
)
# What weighs less is no reason of its own.
_LEAST_MEANT = 0.3
# What a common and a rare word tell, in nats.
_COMMON, _RARE = 7.0, 13.0
_PARTS = {"family": "family names", "given": "given names", "name": "names"}
_OTHERS = tuple(
    (NAMES.index(name), code, words)
    for name, code, words in (
        ("swapped", "order", "the parts stand in the other order"),
        ("turned", "order", "and either part is common as a family name"),
        ("joined", "spacing", "only written as one do the names agree"),
        ("extra", "extra", "one name has what the other has not"),
        ("middle", "middle", "one name has middle names that the other has not"),
        ("initials", "initials", "an initial fits nothing in the other name"),
        ("lone", "lone", "a single word is weak evidence"),
    )
)
_INFO, _MEANT = (
    {part: NAMES.index(f"{part}_{what}") for part in ("family", "given")}
    for what in ("info", "meant")
)
_APART_BY, _ALIKE = [NAMES.index(name) for name in ("apart", "khmer_apart")], NAMES.index("alike")
_SCRIPTS = tuple(
    (NAMES.index(name), words)
    for name, words in (
        ("cross", "one name is in Khmer letters, the other in Latin ones"),
        ("khmer", "both names are in Khmer letters, which leave less to chance"),
    )
)


def reasons_of(found: Evidence) -> list[Reason]:
    """Say what two names have in common and what speaks against.

    What the agreement of a part tells speaks for, what its distance costs against; only the part
    that is farther apart costs. What parts are most written for is told where it matters, else
    it is taken off what their agreement tells.

    Args:
        found: two names laid side by side.

    Returns:
        Reasons whose weights add up to the log-odds, but for rounding.
    """
    weighed = list(map(mul, weights_of(NAMES), found.values))
    codes = ("family", "given") if len(found.pairs) == 2 else ("name",)
    reasons = []
    for code, (left, right, cost) in zip(codes, found.pairs, strict=True):
        part = "given" if code == "name" else code
        names = f"{_PARTS[code]} {left.text} and {right.text}"
        agreed, meant = weighed[_INFO[part]], weighed[_MEANT[part]]
        if slight := meant > -min(_LEAST_MEANT, agreed):
            agreed += meant
        if cost < FAR:
            words = f"{names} {_how(_AGREE, cost)}{_rarity(left, right)}"
            reasons.append(Reason(code, words, round(agreed, 2)))
        if not slight and meant:
            scale = _MEANT_ACROSS if left.khmer or right.khmer else _MEANT_LATIN
            words = f"{names}{_how(scale, found.values[_MEANT[part]])}"
            reasons.append(Reason("meaning", words, round(meant, 2)))
    if apart := fsum([weighed[at] for at in _APART_BY]):
        at, (left, right, cost) = max(enumerate(found.pairs), key=lambda pair: pair[1][2])
        words = f"{_PARTS[codes[at]]} {left.text} and {right.text} {_how(_APART, cost)}"
        reasons.append(Reason("apart", words, round(apart, 2)))
    words = f"all in all they are {found.values[_ALIKE] + 0.5:.0%} alike by ear and letter"
    reasons.append(Reason("alike", words, round(weighed[_ALIKE], 2)))
    for at, code, words in _OTHERS:
        if weighed[at]:
            more = f": {', '.join(found.dropped)}" if code == "extra" else ""
            reasons.append(Reason(code, words + more, round(weighed[at], 2)))
    for at, words in _SCRIPTS:
        if weighed[at]:
            reasons.append(Reason("script", words, round(weighed[at], 2)))
    base = round(weight("intercept"), 2)
    reasons.append(Reason("base", "what any two names start from", base))
    return reasons


def _how(scale: tuple[tuple[float, str], ...], nats: float) -> str:
    for most, words in scale:
        if nats <= most:
            return words
    return scale[-1][1]


def _rarity(left: Piece, right: Piece) -> str:
    """Say whether a part is common or rare: no rarer than its rarest word, nor than one abroad."""
    words = [max(map(piece, part.text.split()), key=attrgetter("info")) for part in (left, right)]
    info = fsum([word.info for word in words]) / 2
    if info > _RARE:
        return "" if any(word.text in names_abroad() for word in words) else " (rare)"
    return " (common)" if info < _COMMON else ""
