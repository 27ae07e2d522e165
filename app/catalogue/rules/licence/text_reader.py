"""The sentences of a pack. A brace that the program cannot fill would reach a citizen, so it is refused."""

from __future__ import annotations

from string import Formatter

from app.catalogue.characters import unseen
from app.catalogue.entry import Entry
from app.catalogue.findings import Place
from app.catalogue.rules.licence.words import PLACEHOLDERS

LONGEST_SENTENCE = 200


def read_texts(entry: Entry) -> dict[str, str]:
    texts = {str(key): entry.text(key) for key in PLACEHOLDERS}
    for key, text in texts.items():
        _check(text, PLACEHOLDERS[key], entry.place.at(key))
    entry.close()
    return texts


def _check(text: str, allowed: tuple[str, ...], place: Place) -> None:
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
