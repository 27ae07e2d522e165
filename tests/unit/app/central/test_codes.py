from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.central import codes


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=40))
def test_a_new_code_is_one_and_survives_being_grouped_and_typed(length: int) -> None:
    code = codes.new_code(length)
    assert codes.is_code(code, length)
    assert codes.typed(codes.grouped(code).lower()) == code


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    assert codes.typed("oO-iIlL ab") == "001111AB"


def test_what_is_no_code_is_not_taken_for_one() -> None:
    assert not codes.is_code("ABCU", 4)
    assert not codes.is_code("ABC", 4)
    assert not codes.is_code("一二三四", 4)


def test_a_code_rests_as_its_hash() -> None:
    assert "K7QM3XPA9BCD" not in codes.fingerprint("K7QM3XPA9BCD")
    assert len(codes.fingerprint("K7QM3XPA9BCD")) == 64
