"""Scripts, clusters and Latin accents, on names that show the edges."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from strategies import khmer_names, latin_names

from khnorm.model import Script
from khnorm.text import scripts
from khnorm.text.khmer import clusters
from khnorm.text.latin import fold_latin, strip_accents


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", Script.NONE),
        ("1990 (2)", Script.NONE),
        ("២០២៣ ។", Script.NONE),
        ("។ល។", Script.KHMER),
        ("\u0301 ’ʼ", Script.NONE),
        ("Nguyễn", Script.LATIN),
        ("Hun Sen ២", Script.LATIN),
        ("ៗ", Script.KHMER),
        ("ហ៊ុន សែន (2)", Script.KHMER),
        ("H.E. ហ៊ុន សែន", Script.MIXED),
        ("洪森", Script.OTHER),
        ("Хун Сен", Script.OTHER),
        ("洪森 Hun", Script.MIXED),
        ("洪森 ហ៊ុន", Script.MIXED),
    ],
)
def test_script_of(text: str, script: Script) -> None:
    assert scripts.script_of(text) is script


@given(khmer_names(), latin_names())
def test_scripts_of_names(khmer: str, latin: str) -> None:
    assert scripts.script_of(khmer) is Script.KHMER
    assert scripts.script_of(latin) is Script.LATIN
    assert scripts.script_of(f"{latin} {khmer}") is Script.MIXED


def test_every_code_point_of_a_cluster_has_one_class() -> None:
    classes = [
        scripts.CONSONANTS,
        scripts.INDEPENDENT_VOWELS,
        "\u17b4\u17b5",
        scripts.COENG,
        scripts.ROBAT,
        scripts.SHIFTERS,
        scripts.PRE_VOWELS,
        scripts.BELOW_VOWELS,
        scripts.ABOVE_VOWELS,
        scripts.POST_VOWELS,
        scripts.MODIFIERS,
        scripts.FINALS,
    ]
    for code in [*range(0x1780, 0x17D4), 0x17DD]:
        holding = [part for part in classes if re.match(f"[{part}]", chr(code))]
        assert len(holding) == 1, f"U+{code:04X} is in {len(holding)} classes"
    marks = "".join(classes[4:])
    for code in range(0x1780, 0x1800):
        is_mark = re.match(f"[{scripts.MARKS}]", chr(code)) is not None
        assert is_mark == (re.match(f"[{marks}]", chr(code)) is not None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ស្ត្រី", ["ស្ត្រី"]),
        ("សាស្ត្រាចារ្យ", ["សា", "ស្ត្រា", "ចា", "រ្យ"]),
        ("ធម៌", ["ធ", "ម៌"]),
        ("ឧត្តម", ["ឧ", "ត្ត", "ម"]),
        ("ហ៊ុន សែន", ["ហ៊ុ", "ន", " ", "សែ", "ន"]),
        ("យ៉\u200cី", ["យ៉\u200cី"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("", []),
    ],
)
def test_clusters(text: str, parts: list[str]) -> None:
    assert list(clusters(text)) == parts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Sâr Khéng", "Sar Kheng"),
        ("Se\u0301n", "Sen"),
        ("Đặng Łukasz Ørsted Œuvre Straße", "Dang Lukasz Orsted OEuvre Strasse"),
        ("Kœ̆t", "Koet"),
        ("É, é", "E, e"),
        ("សុខា ហ៊ុន", "សុខា ហ៊ុន"),
        ("ə洪Ж", "ə洪Ж"),
    ],
)
def test_strip_accents(text: str, plain: str) -> None:
    assert strip_accents(text) == plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("H.E. Sâr-Khéng", "h e sar kheng"),
        ("O'Neill O’Neill Oʼneill", "oneill oneill oneill"),
        ("Norodom (Prince) [Ranariddh]", "norodom prince ranariddh"),
        ("« Ta Mok »", "ta mok"),
        ("İstanbul ŉ", "istanbul n"),
        ("ʊ", "u"),
        ("—", ""),
        ("ហ៊ុន Sen", "ហ៊ុន sen"),
    ],
)
def test_fold_latin(text: str, folded: str) -> None:
    assert fold_latin(text) == folded
