"""Khmer numerals as Khmer words, as the official lists of place names read them out."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["number_words"]

_UNITS = ("", "មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន")
_TENS = ("", "ដប់", "ម្ភៃ", "សាមសិប", "សែសិប", "ហាសិប", "ហុកសិប", "ចិតសិប", "ប៉ែតសិប", "កៅសិប")
_HUNDRED, _THOUSAND, _ZERO = "រយ", "ពាន់", "សូន្យ"
_LONGEST = 4


@lru_cache(maxsize=4096)
def number_words(digits: str) -> str:
    """Read a whole number out in Khmer.

    Args:
        digits: decimal digits of any script.

    Returns:
        The number words, parted by spaces; the digits themselves where there are more than four
        or the first of several is a zero.

    Examples:
        >>> number_words("១៨"), number_words("20"), number_words("០០៧")
        ('ដប់ ប្រាំបី', 'ម្ភៃ', '០០៧')
    """
    values = [int(digit) for digit in digits]
    if len(values) > _LONGEST or (len(values) > 1 and values[0] == 0):
        return digits
    if values == [0]:
        return _ZERO
    thousands, hundreds, tens, units = [0] * (_LONGEST - len(values)) + values
    words = []
    if thousands:
        words += [_UNITS[thousands], _THOUSAND]
    if hundreds:
        words += [_UNITS[hundreds], _HUNDRED]
    words += [_TENS[tens], _UNITS[units]]
    return " ".join(word for word in words if word)
