"""Credit codes of individual businesses are codes that hold, and never twice the same."""

from __future__ import annotations

import pytest
from stdnum.cn import uscc

from app.catalogue.credit_codes import credit_code_problem
from app.central.business.codes import CHARACTERS, credit_code


@pytest.mark.parametrize("number", [1, 2, 30, 31, 32, 961, 12_345, len(CHARACTERS) ** 6 - 1])
def test_every_code_holds_and_says_who_registered_it_where(number: int) -> None:
    code = credit_code("330726", number)
    assert credit_code_problem(code) is None
    assert uscc.is_valid(code)
    assert code.startswith("92330726MA")


def test_no_two_numbers_have_one_code() -> None:
    codes = [credit_code("330726", number) for number in range(1, 3_001)]
    assert len(set(codes)) == len(codes)
    assert not any(credit_code_problem(code) for code in codes)


def test_the_check_character_inside_is_that_of_gb_11714() -> None:
    """By hand: M=22, A=10, then 0 0 0 0 0 1, weights 3 7 9 10 5 8 4 2; 138 leaves 6 of eleven, and 11 − 6 is 5."""
    assert credit_code("330726", 1)[8:17] == "MA0000015"
