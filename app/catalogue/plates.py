"""Number plates of motor vehicles as GA 36-2018 writes them, told in a sentence when they do not hold.

How many letters a serial has is not counted: chosen numbers have more than the standard's table, and a person is not
sent away for a genuine plate. Plates of the armed forces are not of this standard.
"""

from __future__ import annotations

import re

from app.catalogue.filled import filled
from app.domain.service_item import LocalText

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
"""What a plate begins with, in the order of GB/T 2260."""
ENDS = ("挂", "学", "警", "领", "港", "澳")
"""What stands last in place of a fifth character."""
SHORTEST = 7

_LETTER, _SERIAL = "A-HJ-NP-Z", "A-HJ-NP-Z0-9"
_ISSUED = f"[{PROVINCES}][A-HJ-Z]"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        f"{_ISSUED}[{_SERIAL}]{{5}}",  # ordinary
        f"{_ISSUED}[A-HJK][{_SERIAL}]\\d{{4}}",  # small, new energy
        f"{_ISSUED}\\d{{5}}[A-HJK]",  # large, new energy
        f"{_ISSUED}[{_SERIAL}]{{4}}[挂学警领]",
        f"粤Z[{_SERIAL}]{{4}}[港澳]",
        "\\d{6}使",
        f"[{PROVINCES}][XS]\\d{{4}}应急",
    )
)
_BEGINNING = re.compile(f"[{PROVINCES}]|\\d{{6}}使", re.ASCII)
_BETWEEN = re.compile(r"[\s·.•・\-]")

_START = LocalText(
    "车牌第一个字是省份简称，比如 浙G12345",
    "A plate begins with the character of its province, like 浙G12345",
    "車牌第一個字是省份簡稱，比如 浙G12345",
)
_OFFICE = LocalText(
    "车牌第二位是字母，比如 浙G12345",
    "The second character is a letter, like 浙G12345",
    "車牌第二位是字母，比如 浙G12345",
)
_SHORT = LocalText("车牌还差 {n} 位", "{n} characters of the plate are missing", "車牌還差 {n} 位")
_NO_I_O = LocalText(
    "车牌里没有字母 I 和 O，是不是数字 1 和 0",
    "Plates have no letters I and O: the digits 1 and 0, perhaps",
    "車牌裡沒有字母 I 和 O，是不是數字 1 和 0",
)
_FORM = LocalText(
    "车牌不是这样的，对着行驶证再看一遍",
    "No plate looks like this, please compare it with the licence",
    "車牌不是這樣的，對著行駛證再看一遍",
)


def tidy_plate(text: str) -> str:
    """As it is kept: capital letters, nothing between the characters."""
    return _BETWEEN.sub("", text).upper()


def plate_problem(text: str) -> LocalText | None:
    """What is wrong with a plate, or None. Dots, blanks and small letters are let through."""
    plate = tidy_plate(text)
    if any(shape.fullmatch(plate) for shape in _SHAPES):
        return None
    if not _BEGINNING.match(plate):
        return _START
    if len(plate) > 1 and not re.match(f"[{_LETTER}O]", plate[1]):
        return _OFFICE
    if re.search("[IO]", plate[2:]):
        return _NO_I_O
    missing = SHORTEST - len(plate)
    return filled(_SHORT, n=str(missing)) if missing > 0 else _FORM
