"""The definitions of tests/data/form-catalogue: one field of every kind, and answers that hold."""

from __future__ import annotations

from pathlib import Path

from app.catalogue import load_catalogue
from app.domain.service_item import FormField

FORM_CATALOGUE = Path(__file__).resolve().parent / "data" / "form-catalogue"
_CATALOGUE = load_catalogue(FORM_CATALOGUE)
EVERY_FIELD = _CATALOGUE.item("every-field")
EVERY_THING = _CATALOGUE.item("every-thing")
"""Persons, a place, files and a row of a record."""
FILLED = {
    "reason": "房子去年到期，换了住处。\n家里老人要照顾，从三月起没有上班。",
    "monthly_income": "3200.50",
    "household_size": "3",
    "since": "2026-03-01",
    "yearly_income": "38406.00",
    "per_head": "1066.83",
    "years": "0",
    "allowance": "高龄津贴",
    "hardship": "illness|study",
    "hospital": "青禾县人民医院",
    "home": "330726100",
    "contact": "李小四|11010519491231002X",
    "plate": "浙GD12345",
    "credit_code": "91330726MA26951173",
}


def field(name: str) -> FormField:
    """Of either item: no name stands in both."""
    return next(each for each in (*EVERY_FIELD.fields(), *EVERY_THING.fields()) if each.name == name)
