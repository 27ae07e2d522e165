"""Unified social credit codes (GB 32100-2015), told in a sentence when they do not hold.

Two characters for who registered it, six digits for where, nine for whom, one that checks the rest.
"""

from __future__ import annotations

import re

from app.catalogue.filled import filled
from app.domain.service_item import LocalText

CODE_LENGTH = 18
_CHARACTER = "0-9A-HJ-NPQRTUWXY"
_SHAPE = re.compile(f"[{_CHARACTER}]{{2}}\\d{{6}}[{_CHARACTER}]{{10}}", re.ASCII)
_ALL_KNOWN = re.compile(f"[{_CHARACTER}]*", re.ASCII)

_SHORT = LocalText(
    "统一社会信用代码要 18 位，还差 {n} 位",
    "A credit code has 18 characters, {n} missing",
    "統一社會信用代碼要 18 位，還差 {n} 位",
)
_LONG = LocalText(
    "统一社会信用代码要 18 位，多了 {n} 位",
    "A credit code has 18 characters, {n} too many",
    "統一社會信用代碼要 18 位，多了 {n} 位",
)
_UNKNOWN = LocalText(
    "代码里只有数字和字母，没有 I、O、S、V、Z",
    "A credit code has digits and letters, but no I, O, S, V, Z",
    "代碼裡只有數字和字母，沒有 I、O、S、V、Z",
)
_PLACE = LocalText(
    "代码第 3 到 8 位是数字，请再看一遍",
    "Characters 3 to 8 of the code are digits, please look again",
    "代碼第 3 到 8 位是數字，請再看一遍",
)
_LAST = LocalText(
    "统一社会信用代码最后一位对不上，请再看一遍",
    "The last character of the credit code does not fit, please look again",
    "統一社會信用代碼最後一位對不上，請再看一遍",
)


def tidy_credit_code(text: str) -> str:
    """As it is kept: capital letters without blanks."""
    return "".join(text.split()).upper()


def credit_code_problem(text: str) -> LocalText | None:
    """What is wrong with a code, or None. Blanks and small letters are let through."""
    code = tidy_credit_code(text)
    if not _ALL_KNOWN.fullmatch(code):
        return _UNKNOWN
    missing = CODE_LENGTH - len(code)
    if missing > 0:
        return filled(_SHORT, n=str(missing))
    if missing < 0:
        return filled(_LONG, n=str(-missing))
    if not _SHAPE.fullmatch(code):
        return _PLACE
    return None if code[-1] == check_character(code) else _LAST


def check_character(code: str) -> str:
    """The character that belongs after the first 17."""
    from stdnum.cn import uscc

    return str(uscc.calc_check_digit(code[: CODE_LENGTH - 1]))
