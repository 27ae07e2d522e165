"""Somebody named in a form: name and ID number in one answer."""

from __future__ import annotations

from app.domain.formats import mask_id_number, mask_name
from app.domain.several import BETWEEN


def person_of(answer: str) -> tuple[str, str]:
    """Name and number; what was not written is empty."""
    name, _, number = answer.partition(BETWEEN)
    return name.strip(), number.strip()


def person_answer(name: str, number: str) -> str:
    """Empty where nothing was written of them."""
    name, number = name.replace(BETWEEN, "").strip(), number.replace(BETWEEN, "").strip().upper()
    return f"{name}{BETWEEN}{number}" if name or number else ""


def masked_person(answer: str) -> str:
    """张*三 3307**********1234"""
    name, number = person_of(answer)
    return " ".join(each for each in (mask_name(name), mask_id_number(number) if number else "") if each)
