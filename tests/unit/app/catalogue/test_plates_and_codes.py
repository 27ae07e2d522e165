"""Number plates (GA 36-2018) and unified social credit codes (GB 32100-2015)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.credit_codes import check_character, credit_code_problem
from app.catalogue.plates import PROVINCES, plate_problem, tidy_plate
from tests.unit.app.catalogue.form_kinds import said

GENUINE = "91110000600037341L"
"""From the documentation of python-stdnum."""


@pytest.mark.parametrize(
    "plate",
    [
        "浙G12345",
        "浙g·1a2b3",
        "京AD12345",
        "粤BF12345",
        "浙GA12345",
        "京A12345D",
        "浙G1234挂",
        "川A1234学",
        "沪A1234警",
        "沪A1234领",
        "粤Z1234港",
        "粤ZF123澳",
        "224578使",
        "京X1234应急",
    ],
)
def test_a_plate_of_every_kind_is_let_through(plate: str) -> None:
    assert said("plate", plate) is None


@pytest.mark.parametrize(
    ("plate", "sentence"),
    [
        ("G12345", "车牌第一个字是省份简称，比如 浙G12345"),
        ("哈A12345", "车牌第一个字是省份简称，比如 浙G12345"),
        ("浙112345", "车牌第二位是字母，比如 浙G12345"),
        ("浙I12345", "车牌第二位是字母，比如 浙G12345"),
        ("浙G1234", "车牌还差 1 位"),
        ("浙", "车牌还差 6 位"),
        ("浙GO2345", "车牌里没有字母 I 和 O，是不是数字 1 和 0"),
        ("浙GX12345", "车牌不是这样的，对着行驶证再看一遍"),
        ("浙G123456", "车牌不是这样的，对着行驶证再看一遍"),
        ("浙Z1234港", "车牌不是这样的，对着行驶证再看一遍"),
    ],
)
def test_what_is_wrong_with_a_plate_is_told_in_one_sentence(plate: str, sentence: str) -> None:
    assert said("plate", plate) == sentence


def test_a_plate_is_kept_in_capitals_without_its_dot() -> None:
    assert tidy_plate(" 浙g·d12345 ") == "浙GD12345"


@given(st.sampled_from(PROVINCES), st.from_regex(r"[A-HJ-NP-Z][A-HJ-NP-Z0-9]{5}", fullmatch=True))
def test_every_ordinary_serial_is_let_through(province: str, rest: str) -> None:
    assert plate_problem(province + rest) is None


@pytest.mark.parametrize("code", [GENUINE, GENUINE.lower(), "9111 0000 6000 3734 1L", "N2330726MF1234567"])
def test_a_code_is_let_through_also_of_a_villages_own_economy(code: str) -> None:
    whole = code if len(code.replace(" ", "")) == 18 else code + check_character(code)
    assert credit_code_problem(whole) is None


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (GENUINE[:-1], "统一社会信用代码要 18 位，还差 1 位"),
        (GENUINE + "1", "统一社会信用代码要 18 位，多了 1 位"),
        (GENUINE[:-1] + "M", "统一社会信用代码最后一位对不上，请再看一遍"),
        ("9I110000600037341L", "代码里只有数字和字母，没有 I、O、S、V、Z"),
        ("91A10000600037341L", "代码第 3 到 8 位是数字，请再看一遍"),
    ],
)
def test_what_is_wrong_with_a_code_is_told_in_one_sentence(code: str, sentence: str) -> None:
    assert said("credit_code", code) == sentence


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_no_single_slip_of_the_finger_goes_unseen(at: int, other: str) -> None:
    slipped = GENUINE[:at] + other + GENUINE[at + 1 :]
    assert (credit_code_problem(slipped) is None) == (slipped == GENUINE)
