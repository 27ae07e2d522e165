"""A case that registers a business has arrived: judged by the same rules, its name claimed, then decided at once."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.catalogue.rules import business_pack
from app.catalogue.rules.business import Application, application_of, full_name, judge, taken
from app.central.business.completing import complete, refuse
from app.central.business.register import ITEM, wanted_of
from app.central.storage import business_names, cases
from app.central.storage.business_names import Claimed, CodeUnknown, Taken
from app.domain.case import CaseStatus
from app.domain.errors import ConfigInvalid, WrongInput
from app.domain.fault_trail import fault_trail
from app.domain.formats import CHINA

NOT_THE_NAME = "核名的编码和名称对不上，请再办一次。"
_log = logging.getLogger("bianmin.central")


@dataclass(frozen=True, slots=True)
class Filed:
    """What a case asks to register; `code` and `name` are what it was told at the lookup, empty where it was not."""

    application: Application = field(repr=False)
    id_number: str = field(repr=False)
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Arrived:
    case_id: str
    filed: Filed
    submitted_at: datetime


def filed_of(item: str, data: Mapping[str, Any]) -> Filed | None:
    """None for every other item."""
    if item != ITEM:
        return None
    form, applicant, record = (_mapping(data.get(each)) for each in ("form", "applicant", "record"))
    id_number = str(applicant.get("id_number") or "")
    answers = {str(name): str(value) for name, value in form.items()}
    application = application_of(answers, id_number)
    return Filed(application, id_number, str(record.get("code") or ""), str(record.get("name") or ""))


def settle_all(
    connection: Connection, arrived: Sequence[Arrived], person_key: bytes, rules: Path | None, at: datetime
) -> None:
    """Claim the names of these cases, which have just been written: what may not be is refused with words, what is
    complete is decided. Hold the row of their station first.

    Where no rules hold for the day a case was handed in, nothing is decided: it stays with the office.
    """
    for each in arrived:
        try:
            objection = _claim(connection, each, person_key, rules, at)
        except (WrongInput, ConfigInvalid) as error:
            _log.error("business %s %s", each.case_id, fault_trail(error))
            continue
        case = cases.find(connection, each.case_id)
        if case is not None and objection:
            refuse(connection, case, objection, at)
        elif case is not None and case.status == CaseStatus.ACCEPTED:
            complete(connection, case, at)


def _claim(connection: Connection, arrived: Arrived, person_key: bytes, rules: Path | None, at: datetime) -> str:
    """Empty where it has its name, else in words why not. Raises WrongInput, ConfigInvalid: no rules."""
    filed = arrived.filed
    on = min(arrived.submitted_at, at).astimezone(CHINA).date()
    pack = business_pack(on, rules)
    name = full_name(pack, filed.application)
    objection = judge(pack, filed.application, on) or (taken(name) if name in pack.taken else None)
    if objection is not None:
        return objection.words.zh_cn
    if filed.code and filed.name != name:
        return NOT_THE_NAME
    wanted = wanted_of(pack, name, person_key, filed.id_number)
    match business_names.claim(connection, wanted, filed.code, arrived.case_id, at):
        case Claimed():
            return ""
        case Taken():
            return taken(name).words.zh_cn
        case CodeUnknown():
            return NOT_THE_NAME


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
