"""Asking the fields of tests/data/form-catalogue on one certain day."""

from __future__ import annotations

from datetime import date

from app.catalogue.field_checks import check_field
from tests.form_catalogue import field

ON = date(2026, 3, 18)


def said(name: str, value: str, language: str = "zh_CN") -> str | None:
    """What is wrong with this answer to the field of that name."""
    return check_field(field(name), value, {}, language, ON)
