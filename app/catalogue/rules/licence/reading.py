"""What the readers of all parts of the pack share: lists of classes, and what the sources leave open."""

from __future__ import annotations

from app.catalogue.entry import Entry
from app.catalogue.rules.dated import Doubt
from app.catalogue.rules.licence.pack import Classes
from app.catalogue.rules.licence.words import LicenceClass


def end(entry: Entry, doubts: list[Doubt]) -> None:
    """Every mapping of a pack may say under `uncertain` what its sources leave open; other unknown keys are named."""
    text = entry.text("uncertain", default="")
    if text:
        doubts.append(Doubt(entry.place.key, text))
    entry.close()


def read_classes(entry: Entry, key: str) -> Classes:
    classes = entry.many_of(key, LicenceClass)
    for at, each in enumerate(classes):
        if each in classes[:at]:
            entry.place.at(key).at(at).say(f"“{each}”写了两次")
    return classes
