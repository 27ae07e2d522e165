"""ID numbers (GB 11643) and what stands in their place on other cards, told in a sentence when they do not hold.

The place code is not looked up: numbers with long-abolished places are genuine, and a person is not sent away for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from app.domain.service_item import LocalText

ID_NUMBER_LENGTH = 18
EARLIEST_BIRTH_YEAR = 1880
FOREIGNERS_CARD_2017 = "foreign_permanent_resident_2017"
"""The one kind of card whose number is none of these and holds no day."""
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_FOREIGN_2017 = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)

_SHORT = LocalText(
    "身份证号要 18 位，还差 {n} 位", "An ID number has 18 characters, {n} missing", "身份證號要 18 位，還差 {n} 位"
)
_LONG = LocalText(
    "身份证号要 18 位，多了 {n} 位", "An ID number has 18 characters, {n} too many", "身份證號要 18 位，多了 {n} 位"
)
_FORM = LocalText(
    "身份证号前 17 位是数字，最后一位是数字或 X",
    "An ID number is 17 digits and a last digit or X",
    "身份證號前 17 位是數字，最後一位是數字或 X",
)
_DATE = LocalText(
    "身份证号中间 8 位不是出生日期，请再看一遍",
    "The middle 8 digits are not a date of birth, please look again",
    "身份證號中間 8 位不是出生日期，請再看一遍",
)
_LAST = LocalText(
    "身份证号最后一位对不上，请再看一遍",
    "The last character of the ID number does not fit, please look again",
    "身份證號最後一位對不上，請再看一遍",
)
_FOREIGN = LocalText(
    "这种证的号码是 3 个字母加 12 位数字",
    "The number of this card is 3 letters and 12 digits",
    "這種證的號碼是 3 個字母加 12 位數字",
)


def id_number_problem(number: str) -> LocalText | None:
    """What is wrong with an 18-character number, or None. A small x counts as X."""
    number = number.upper()
    missing = ID_NUMBER_LENGTH - len(number)
    if missing > 0:
        return counted(_SHORT, missing)
    if missing < 0:
        return counted(_LONG, -missing)
    if not _SHAPE.fullmatch(number):
        return _FORM
    if birth_date_of(number) is None:
        return _DATE
    return None if number[-1] == _calculation()(number) else _LAST


def card_number_problem(kind: str, number: str) -> LocalText | None:
    """The same for the number of a card of this kind; the 2017 foreigners' card has its own."""
    if kind == FOREIGNERS_CARD_2017:
        return None if _FOREIGN_2017.fullmatch(number) else _FOREIGN
    return id_number_problem(number)


def birth_date_of(number: str) -> date | None:
    """The date in an 18-character number; None where there is none that a living person could have."""
    try:
        born = date.fromisoformat(birth_day_in(number))
    except ValueError:
        return None
    return born if born.year >= EARLIEST_BIRTH_YEAR else None


def birth_day_in(number: str) -> str:
    """The same eight digits as a day is written, YYYY-MM-DD, whether or not there is such a day."""
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def counted(text: LocalText, count: int) -> LocalText:
    return LocalText(text.zh_cn.format(n=count), text.en.format(n=count), text.zh_tw.format(n=count))


@cache
def _calculation() -> Callable[[str], str]:
    """Loaded when the first number is looked at."""
    from stdnum.cn import ric

    calculation: Callable[[str], str] = ric.calc_check_digit
    return calculation
