"""Somebody named in a form: both halves are there, and the number holds."""

from __future__ import annotations

from app.catalogue.id_numbers import id_number_problem
from app.domain.named_person import person_of
from app.domain.service_item import LocalText

_NO_NAME = LocalText("还没填姓名", "Please fill in the name", "還沒填姓名")
_NO_NUMBER = LocalText("还没填身份证号", "Please fill in the ID number", "還沒填身份證號")


def person_problem(value: str) -> LocalText | None:
    """What is wrong, or None."""
    name, number = person_of(value)
    if not name:
        return _NO_NAME
    return id_number_problem(number) if number else _NO_NUMBER
