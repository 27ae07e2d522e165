"""What the readers of all parts of a pack of points share: points, and sentences in every language."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from app.catalogue.entry import LANGUAGES, Entry
from app.catalogue.rules.sentence_check import check_sentence
from app.domain.local_text import LocalText

MOST_POINTS = 10_000
FINEST = Decimal("0.01")
HOW_FINE = "最多写两位小数"


def points_of(entry: Entry, key: str, *, least: Decimal = Decimal(0)) -> Decimal:
    """From `least` to MOST_POINTS, with two decimals at most."""
    written = entry.number(key, float(least), MOST_POINTS)
    value = Decimal(int(written)) if written.is_integer() else Decimal(str(written))
    if value != value.quantize(FINEST):
        entry.place.at(key).say(HOW_FINE)
    return value


def sentence(entry: Entry, key: str, allowed: Collection[str]) -> LocalText:
    """A text that may use these words in braces, in each of its languages."""
    text = entry.local(key)
    written = entry.written.get(key)
    for language, name in LANGUAGES.items():
        if isinstance(written, dict) and language in written:
            check_sentence(getattr(text, name), allowed, entry.place.at(key).at(language))
    return text
