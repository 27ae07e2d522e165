"""A licence as a platform tells it, believed only where it is well formed. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.catalogue.rules.licence import read_facts
from app.catalogue.rules.licence.facts import MORE_RECORD_FACTS, RECORD_FACTS
from app.domain.errors import FormInvalid, WrongInput

_FILE_NUMBER = re.compile(r"[0-9]{12}", re.ASCII)
_ISSUER = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,100}")


class NoRecord(Exception):
    """`field` is what could not be believed; its value stays untold."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def read_record(told: Any, today: date) -> dict[str, Any]:
    """Exactly the keys of a record, in their order; other keys are left out. Raises NoRecord."""
    if not isinstance(told, Mapping):
        raise NoRecord("record")
    facts = {name: told[name] for name in RECORD_FACTS if name in told}
    for name in RECORD_FACTS:
        if name not in facts or (facts[name] is None and name != "valid_to"):
            raise NoRecord(name)
    facts |= {name: told[name] for name in MORE_RECORD_FACTS if told.get(name) is not None}
    try:
        read_facts(facts, today)
    except FormInvalid as error:
        raise NoRecord(error.field.partition("[")[0]) from None
    except WrongInput:
        raise NoRecord("record") from None
    return facts | {
        "file_number": _matching(told, "file_number", _FILE_NUMBER),
        "issuer": _matching(told, "issuer", _ISSUER),
        "as_of": _day(told, "as_of"),
    }


def _matching(told: Mapping[str, Any], name: str, rule: re.Pattern[str]) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not rule.fullmatch(value):
        raise NoRecord(name)
    return value


def _day(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else _no(name)
    except ValueError:
        raise NoRecord(name) from None


def _no(name: str) -> str:
    raise NoRecord(name)
