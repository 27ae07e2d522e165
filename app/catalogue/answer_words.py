"""An answer in words: as it stands before signing, at an office, on a certificate."""

from __future__ import annotations

from collections.abc import Callable

from app.catalogue.file_checks import file_words
from app.catalogue.limit_checks import with_unit
from app.catalogue.persons_words import persons_words
from app.catalogue.places import divisions_of
from app.catalogue.whereabouts_checks import place_words
from app.domain.named_person import person_of
from app.domain.named_persons import persons_of
from app.domain.service_item import FieldType, FormField
from app.domain.several import chosen_of


def answer_words(field: FormField, value: str, language: str = "zh_CN") -> str:
    """`value` as a person reads it: a choice by its label, a figure with what it counts. Never fails: a value that
    the field does not know is shown as it is."""
    said = _WORDS.get(field.type)
    return said(field, value, language) if said else value


def _choice(field: FormField, value: str, language: str) -> str:
    return next((each.label.in_language(language) for each in field.choices if each.value == value), value)


def _several(field: FormField, value: str, language: str) -> str:
    between = ", " if language == "en" else "、"
    return between.join(_choice(field, each, language) for each in chosen_of(value))


def _figure(field: FormField, value: str, language: str) -> str:
    return with_unit(field, value).in_language(language)


def _division(field: FormField, value: str, language: str) -> str:
    """From the widest down; English reads the other way round."""
    names = [each.name.in_language(language) for each in divisions_of(field).path(value)]
    return (", ".join(reversed(names)) if language == "en" else " ".join(names)) or value


def _person(_field: FormField, value: str, _language: str) -> str:
    return " ".join(each for each in person_of(value) if each)


def _persons(field: FormField, value: str, language: str) -> str:
    rows = persons_of(value)
    return value if rows is None else persons_words(field, rows, language)


def _place(field: FormField, value: str, language: str) -> str:
    return place_words(field, value, language)


_WORDS: dict[FieldType, Callable[[FormField, str, str], str]] = {
    FieldType.CHOICE: _choice,
    FieldType.SEVERAL: _several,
    FieldType.DIVISION: _division,
    FieldType.PERSON: _person,
    FieldType.PERSONS: _persons,
    FieldType.PLACE: _place,
    FieldType.PHOTO: file_words,
    FieldType.SCAN: file_words,
    FieldType.SIGNATURE: file_words,
    FieldType.NUMBER: _figure,
    FieldType.MONEY: _figure,
}
