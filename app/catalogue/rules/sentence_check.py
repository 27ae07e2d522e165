"""The sentences of a pack. A brace that the program cannot fill would reach a citizen, so it is refused."""

from __future__ import annotations

from collections.abc import Collection
from string import Formatter

from app.catalogue.characters import unseen
from app.catalogue.findings import Place

LONGEST_SENTENCE = 200


def check_sentence(text: str, allowed: Collection[str], place: Place) -> None:
    """`allowed`: the words that may stand in braces. What is wrong is said at `place`."""
    if len(text) > LONGEST_SENTENCE:
        place.say(f"太长，最多 {LONGEST_SENTENCE} 个字")
    if unseen(text):
        place.say("有打不出来的字符，删掉再写")
    words = "、".join(f"{{{each}}}" for each in allowed)
    hint = f"可以用：{words}" if words else "这一句里不能用 { }"
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        place.say(f"{{ }} 没有成对，{hint}")
        return
    for _, name, layout, conversion in pieces:
        if name is not None and (name not in allowed or layout or conversion):
            place.say(f"不认识“{{{name}}}”，{hint}")
