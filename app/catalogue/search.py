"""Finding an item by what people call it: its name, its keywords, the initials of its pinyin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from app.domain.service_item import ServiceItem

EXACT, BEGINS, WITHIN = 100, 60, 40
LOOSEST_SHARE = 0.5
"""A phrase still finds an item that shares half of its pairs of letters: 补身份证 finds 临时居民身份证申领."""


def search(items: Iterable[ServiceItem], text: str) -> tuple[ServiceItem, ...]:
    """Best first; equally good ones keep the catalogue's order. Nothing typed finds everything."""
    wanted = _folded(text)
    if not wanted:
        return tuple(items)
    scored = [(_score(item, wanted), item) for item in items]
    return tuple(item for score, item in sorted(scored, key=lambda each: -each[0]) if score > 0)


def _score(item: ServiceItem, wanted: str) -> float:
    names = [item.name.zh_cn, item.name.en, item.name.zh_tw, item.short_name.zh_cn, item.short_name.en]
    words = [_folded(each) for each in (*names, *item.keywords) if each]
    best = max((_match(each, wanted) for each in words), default=0)
    return best or _share_of_pairs(words, wanted)


def _match(word: str, wanted: str) -> float:
    if word == wanted:
        return EXACT
    if word.startswith(wanted):
        return BEGINS
    return WITHIN if wanted in word else 0


def _share_of_pairs(words: list[str], wanted: str) -> float:
    if wanted.isascii():
        return 0
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    if not pairs:
        return 0
    found = sum(any(pair in word for word in words) for pair in pairs)
    share = found / len(pairs)
    return share * BEGINS / 2 if share >= LOOSEST_SHARE else 0


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
