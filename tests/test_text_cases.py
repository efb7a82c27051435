"""Rows of `cases/normalize_*.tsv`: what a Khmer reader can add to without code.

A cell holds the text itself; a character that cannot be seen is written `<U+200B>`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from replay import replay

from khnorm.tables import read_rows
from khnorm.text.khmer import FOLD_RULES
from khnorm.text.normalize import RULES, explain, fold, normalize
from khnorm.text.rewrite import Rule, rewrite
from khnorm.text.suspects import SUSPECTS, Suspect

CASES = Path(__file__).parent / "cases"


def unescape(cell: str) -> str:
    return re.sub("<U\\+([0-9A-F]{4,6})>", lambda match: chr(int(match[1], 16)), cell)


def cases(name: str, *columns: str) -> list[object]:
    """The rows of a file as parameters, each named by its line; an empty file is a fault."""
    file = f"{name}.tsv"
    rows = read_rows((CASES / file).read_text(encoding="utf-8"), file)
    assert rows, f"{file} holds no case"
    return [
        pytest.param(*(unescape(row[column]) for column in columns), id=f"{file}:{line}")
        for line, row in enumerate(rows, start=2)
    ]


REPAIRS = [
    *cases("normalize_in_the_wild", "input", "expected", "rules"),
    *cases("normalize_synthetic", "input", "expected", "rules"),
]


@pytest.mark.parametrize(("given", "expected", "rules"), REPAIRS)
def test_repairs(given: str, expected: str, rules: str) -> None:
    explanation = explain(given)
    assert normalize(given) == expected == explanation.text
    assert {change.rule for change in explanation.changes} == set(rules.split("|"))
    assert replay(given, explanation.changes) == expected


@pytest.mark.parametrize("text", cases("normalize_negative", "input"))
def test_correct_text_is_untouched(text: str) -> None:
    assert normalize(text) == text
    assert explain(text).changes == ()


@pytest.mark.xfail(strict=True, reason="recorded in normalize_known_failures.tsv")
@pytest.mark.parametrize(
    ("given", "expected"), cases("normalize_known_failures", "input", "expected")
)
def test_known_failures(given: str, expected: str) -> None:
    assert normalize(given) == expected


@pytest.mark.parametrize(("text", "codes"), cases("normalize_flags", "input", "flags"))
def test_flags(text: str, codes: str) -> None:
    found = explain(text).flags
    assert "|".join(dict.fromkeys(flag.code for flag in found)) == codes
    assert all(text[flag.start : flag.end] for flag in found)


@pytest.mark.parametrize(("text", "expected"), cases("normalize_fold", "input", "expected"))
def test_folds(text: str, expected: str) -> None:
    assert fold(text) == expected


def never(text: str) -> bool:
    return False


def without(rule: Rule) -> list[Rule]:
    return [other for other in RULES if other is not rule]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_of_a_rule_need_it(rule: Rule) -> None:
    assert rule.examples
    for given, expected in rule.examples:
        assert normalize(given) == expected
        assert rewrite(given, without(rule), never) != expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_cases_need_every_rule(rule: Rule) -> None:
    repairs = [case.values for case in REPAIRS]  # type: ignore[attr-defined]
    assert any(rule.name in fired.split("|") for _, _, fired in repairs)
    assert any(rewrite(given, without(rule), never) != wanted for given, wanted, _ in repairs)


@pytest.mark.parametrize("rule", FOLD_RULES, ids=lambda rule: rule.name)
def test_examples_of_a_folding_rule(rule: Rule) -> None:
    assert rule.examples
    for given, expected in rule.examples:
        assert fold(given) == expected
        assert normalize(given) != expected
        assert rule.apply(normalize(given)) != normalize(given)


def test_rules_are_told_apart() -> None:
    names = [rule.name for rule in (*RULES, *FOLD_RULES)]
    assert len(names) == len(set(names))
    assert all(rule.authority and rule.reason for rule in (*RULES, *FOLD_RULES))


@pytest.mark.parametrize("suspect", SUSPECTS, ids=lambda suspect: ascii(suspect.example))
def test_suspects_are_kept_and_flagged(suspect: Suspect) -> None:
    explanation = explain(suspect.example)
    assert explanation.text == suspect.example
    assert suspect.code in {flag.code for flag in explanation.flags}


def test_the_test_file_of_sil() -> None:
    external = os.environ.get("KHNORM_EXTERNAL")
    if not external:
        pytest.skip("KHNORM_EXTERNAL names no folder with sil/bad.txt and sil/good.txt")
    bad, good = (
        (Path(external) / "sil" / name).read_text(encoding="utf-8").splitlines()
        for name in ("bad.txt", "good.txt")
    )
    assert len(bad) == len(good) == 85
    assert [normalize(word) for word in bad] == good
