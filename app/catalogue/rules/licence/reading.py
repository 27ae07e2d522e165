"""What the readers of all parts of the pack share: lists of classes."""

from __future__ import annotations

from app.catalogue.entry import Entry
from app.catalogue.rules.licence.pack import Classes
from app.catalogue.rules.licence.words import LicenceClass


def read_classes(entry: Entry, key: str) -> Classes:
    classes = entry.many_of(key, LicenceClass)
    for at, each in enumerate(classes):
        if each in classes[:at]:
            entry.place.at(key).at(at).say(f"“{each}”写了两次")
    return classes
