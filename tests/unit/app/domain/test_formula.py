from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.formula import FormulaWrong, read_formula, rounded

FIGURES = {"a": Decimal(7), "b": Decimal("2.5"), "none": Decimal(0)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", "7"),
        ("a + b", "9.5"),
        ("a - b - 1", "3.5"),
        ("a + b * 2", "12"),
        ("(a + b) * 2", "19"),
        ("12*a", "84"),
        ("a / b", "2.8"),
        ("a - (b - (1 + 0.5))", "6.0"),
        ("age(born) - 60", "12"),
        ("age", None),
        ("a + unknown", None),
        ("a / none", None),
        ("age(a)", None),
    ],
)
def test_a_formula_is_worked_out_as_at_school(text: str, value: str | None) -> None:
    found = read_formula(text).value(FIGURES, {"born": 72})
    assert found == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没写完"),
        ("a +", "没写完"),
        ("a b", "“b”在这里多了"),
        ("(a + b", "缺右括号"),
        ("a)", "“)”在这里多了"),
        ("* a", "“*”前面缺一项"),
        ("a ** b", "“*”前面缺一项"),
        ("age()", "age(…) 里写一个字段名"),
        ("age(a + b)", "缺右括号"),
        ("__import__('os')", "看不懂"),
        ("a if b else c", "“if”在这里多了"),
        ("a.real", "看不懂"),
        ("(" * 21 + "a" + ")" * 21, "括号套得太深"),
    ],
)
def test_what_is_no_formula_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(FormulaWrong, match=re.escape(sentence)):
        read_formula(text)


@given(st.text(alphabet="ab1 .+-*/()age,_\"'", max_size=40))
def test_no_text_whatever_does_more_than_be_read_or_refused(text: str) -> None:
    try:
        formula = read_formula(text)
    except FormulaWrong:
        return
    value = formula.value(FIGURES, {"a": 3, "b": 4})
    assert value is None or isinstance(value, Decimal)


def test_a_formula_knows_which_fields_it_needs() -> None:
    formula = read_formula("(income + benefit) / people + age(born)")
    assert formula.figures == {"income", "benefit", "people"}
    assert formula.ages == {"born"}


def test_money_is_rounded_half_up() -> None:
    assert rounded(Decimal("1.005"), 2) == Decimal("1.01")
    assert rounded(Decimal("2.5"), 0) == Decimal(3)
