"""The initials of the Pinyin of a Chinese text, as people type them to find things: 身份证 is `sfz`.

Source of the sounds: GB/T 2312-1980. Its level 1 (the 3,755 common characters, rows 16 to 55) is laid out in the order
of Pinyin, so that the place of a character tells its first letter; `_FIRST` holds the first character of each letter.
Level 2 and what GB 18030 adds are laid out by radical: of those the characters that stand in the names of services,
papers and offices are listed by hand in `_BEYOND`. `_ALSO` holds the second sound of common characters that have two:
行 is `x`, and `h` in 银行.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

_FIRST = "a啊b芭c擦d搭e蛾f发g噶h哈j击k喀l垃m妈n拿o哦p啪q期r然s撒t塌w挖x昔y压z匝"
_LAST = "座"
_BEYOND = {
    "b": "殡鬓晡匾煲璧缤",
    "c": "谌搋舛嫦",
    "d": "儋澱谛殚镝碇耷",
    "f": "缶",
    "g": "莞珙罡馘嘏",
    "h": "诨浒濠晖珲骅桦",
    "j": "矜羁窭瑾璟婧缙",
    "k": "匮岢瞰恺",
    "l": "旒栾澧珞癞",
    "m": "珉沔缗",
    "p": "帔骈",
    "q": "祺琪骐琦蕲岐荃筌麒",
    "r": "睿",
    "s": "晟潸嵩濉飒嬗",
    "t": "骀昙骰",
    "w": "玮炜汶沩",
    "x": "诩瑄煊馨曦羲暄颉",
    "y": "赝煜昱翊烨滢瑛鄞邺郓",
    "z": "赈帙祯桢谘铢鄣",
}
_ALSO = {
    "c": "重种盛",
    "h": "行",
    "j": "系校给",
    "k": "会",
    "p": "便",
    "s": "参单折",
    "t": "调弹",
    "x": "降解省宿",
    "y": "乐",
    "z": "长传藏朝属识",
}
MOST_READINGS = 8
"""Of one text; more than that many are not gone through."""


def initials(text: str) -> tuple[str, ...]:
    """Every way to write the first letters, the usual one first; digits and Latin letters stay what they are.

    Empty where the text holds no character with a known sound.
    """
    if text.isascii():
        return ()
    usual, others = _sounds()
    if others.keys().isdisjoint(text):
        letters = text.translate(usual).lower()
        return (letters,) if letters and not usual.keys().isdisjoint(map(ord, text)) else ()
    ways = ((each.translate(usual) + others.get(each, "")).lower() for each in text)
    readings = ("".join(way) for way in product(*(way for way in ways if way)))
    return tuple(dict.fromkeys(islice(readings, MOST_READINGS)))


class _Usual(dict[int, str]):
    """For `str.translate`: what has no known sound is left out, Latin letters and digits stay."""

    def __missing__(self, code: int) -> str:
        return chr(code) if chr(code).isascii() and chr(code).isalnum() else ""


@cache
def _sounds() -> tuple[_Usual, dict[str, str]]:
    """The usual first letter of each character, and the other ones of those that have several."""
    usual = _Usual({ord(each): letter for each, letter in _level_one()})
    usual.update({ord(each): letter for letter, characters in _BEYOND.items() for each in characters})
    return usual, {each: letter for letter, characters in _ALSO.items() for each in characters}


def _level_one() -> Iterator[tuple[str, str]]:
    begins = {_FIRST[at + 1].encode("gb2312"): _FIRST[at] for at in range(0, len(_FIRST), 2)}
    letter, last = "", _LAST.encode("gb2312")
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            code = bytes((row, cell))
            letter = begins.get(code, letter)
            if code <= last:
                yield code.decode("gb2312"), letter
