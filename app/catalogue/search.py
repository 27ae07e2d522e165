"""Finding an item by what people call it: its names, its keywords, the initials of their Pinyin, mistyped as well."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.catalogue.initials import initials
from app.catalogue.mistakes import has_with_one_mistake, swapped_in_the_middle
from app.domain.service_item import ServiceItem

EXACT, BEGINS, INITIALS_EXACT, INITIALS_BEGIN, INITIALS_WITHIN, WITHIN = 100, 80, 76, 73, 70, 60
ALIAS_EXACT, ALIAS_BEGINS, ALIAS_WITHIN = 50, 47, 44
LOOSEST_SHARE = 0.5
"""A phrase still finds an item that shares half of its pairs of letters: 补身份证 finds 临时居民身份证申领."""
FEWEST_LETTERS, FEWEST_CHARACTERS = 4, 3
"""Shorter ones are not looked for with a mistake: too much would fit."""
_END = "\n"
"""Stands before and after each word, so that a word's beginning and the whole of it are found as text too."""
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What an item is called, each kind as one text."""

    item: ServiceItem
    names: str
    initials: str
    aliases: str
    everything: str


_kept: dict[int, _Spoken] = {}
"""By the identity of the item, which stays the item's own as long as it is held here."""


def search(items: Iterable[ServiceItem], text: str) -> tuple[ServiceItem, ...]:
    """Best first: by its name, its beginning, its initials, a part of it, an alias; equally good ones keep their order.

    Only where nothing is found so, what was mistyped by one sign is found, or shares half of the phrase. Nothing typed
    finds everything; the names are listened to even then, so that the first letter waits for nothing.
    """
    spoken = [_kept.get(id(each)) or _listen(each) for each in items]
    wanted = _folded(text)
    if not wanted:
        return tuple(each.item for each in spoken)
    found = [(_score(each, wanted), each.item) for each in spoken if wanted in each.everything]
    found = found or _mistyped(spoken, wanted) or _sharing(spoken, wanted)
    return tuple(item for _, item in sorted(found, key=lambda each: -each[0]))


def _score(each: _Spoken, wanted: str) -> float:
    whole, begins = f"{_END}{wanted}{_END}", f"{_END}{wanted}"
    steps = (
        (each.names, EXACT, BEGINS, 0),
        (each.initials, INITIALS_EXACT, INITIALS_BEGIN, INITIALS_WITHIN),
        (each.names, WITHIN, WITHIN, WITHIN),
        (each.aliases, ALIAS_EXACT, ALIAS_BEGINS, ALIAS_WITHIN),
    )
    for words, exact, beginning, within in steps:
        if wanted in words:
            score = exact if whole in words else beginning if begins in words else within
            if score:
                return score
    return 0


def _mistyped(spoken: Iterable[_Spoken], wanted: str) -> list[tuple[float, ServiceItem]]:
    if len(wanted) < (FEWEST_LETTERS if wanted.isascii() else FEWEST_CHARACTERS):
        return []
    half = len(wanted) // 2
    first, second, swapped = wanted[:half], wanted[half:], swapped_in_the_middle(wanted)
    return [
        (1, each.item)
        for each in spoken
        if (first in each.everything or second in each.everything or swapped in each.everything)
        and has_with_one_mistake(each.everything, wanted)
    ]


def _sharing(spoken: Iterable[_Spoken], wanted: str) -> list[tuple[float, ServiceItem]]:
    if wanted.isascii():
        return []
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    least = max(1, LOOSEST_SHARE * len(pairs))
    counted = ((sum([pair in each.everything for pair in pairs]), each.item) for each in spoken)
    return [(count, item) for count, item in counted if count >= least]


def _listen(item: ServiceItem) -> _Spoken:
    """Kept for the next letter that is typed."""
    names = (item.name.zh_cn, item.short_name.zh_cn, item.name.zh_tw, item.name.en, item.short_name.en)
    first = _joined(way for text in (item.name.zh_cn, item.short_name.zh_cn) for way in initials(text))
    aliases = _joined((*map(_folded, item.keywords), *(way for each in item.keywords for way in initials(each))))
    called = _joined(map(_folded, names))
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    spoken = _kept[id(item)] = _Spoken(item, called, first, aliases, called + first + aliases)
    return spoken


def _joined(words: Iterable[str]) -> str:
    return f"{_END}{_END.join(dict.fromkeys(each for each in words if each))}{_END}"


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
