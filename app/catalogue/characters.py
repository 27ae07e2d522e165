"""Which characters may stand in an answer: every one of GB 18030 that can be seen."""

from __future__ import annotations

import unicodedata

# Control, surrogate; line and paragraph separators; format characters can turn text round unseen. Unassigned is
# no reason: the newest extensions of the standard are younger than the tables of the interpreter.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cs", "Cf", "Zl", "Zp"})
_LAST_TWO_OF_A_PLANE = 0xFFFE
_NONCHARACTERS = range(0xFDD0, 0xFDF0)


def unseen(text: str) -> bool:
    """Whether the text holds a character that nobody could see on glass or paper."""
    # What prints is in none of the categories below: for nearly every answer one quick look is enough.
    return not text.isprintable() and any(_is_unseen(each) for each in text)


def _is_unseen(character: str) -> bool:
    point = ord(character)
    if point & _LAST_TWO_OF_A_PLANE == _LAST_TWO_OF_A_PLANE or point in _NONCHARACTERS:
        return True
    return unicodedata.category(character) in _UNSEEN_CATEGORIES
