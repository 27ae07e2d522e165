"""The sentences of a pack."""

from __future__ import annotations

from app.catalogue.entry import Entry
from app.catalogue.rules.licence.words import PLACEHOLDERS
from app.catalogue.rules.sentence_check import check_sentence


def read_texts(entry: Entry) -> dict[str, str]:
    texts = {str(key): entry.text(key) for key in PLACEHOLDERS}
    for key, text in texts.items():
        check_sentence(text, PLACEHOLDERS[key], entry.place.at(key))
    entry.close()
    return texts
