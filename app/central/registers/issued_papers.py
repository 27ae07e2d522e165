"""The papers this centre has on record, as a register: what `/verify/CODE` says to a phone, said at a station.

Whoever holds a paper types its code and its number. A code that is known under another number stands on a paper that
was altered; the code alone cannot tell that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.central import codes
from app.central.registers.interface import PresentPerson
from app.central.seal_identities import SealIdentities
from app.central.sealing import SealBroken, open_json
from app.central.storage import cases
from app.central.storage.database import Database
from app.domain.case import CaseStatus
from app.domain.errors import ItemUnknown
from app.domain.formats import CHINA, mask_name
from app.domain.ports import Catalogue
from app.domain.service_item import ServiceItem

PAPER_CHECK = "paper-check"
"""The item that asks here."""


class PaperState(StrEnum):
    """The words of the item's fact `state`."""

    GENUINE = "genuine"
    ALTERED = "altered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class IssuedPapers:
    def __init__(self, database: Database, identity: SealIdentities, catalogue: Catalogue) -> None:
        """`identity` opens the case a paper came from: the name of its holder stands nowhere else."""
        self._database = database
        self._identity = identity
        self._catalogue = catalogue

    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        """By the answers `code` and `number`; None where no paper has this code."""
        code = codes.typed(answers.get("code", ""))
        if not codes.is_code(code, codes.PAGE_CODE_LENGTH):
            return None
        with self._database.read() as connection:
            paper = cases.document(connection, code, refused_too=True)
        if paper is None:
            return None
        item = self._item(paper["item"])
        issued_on = paper["issued_at"].astimezone(CHINA).date()
        return {
            "person": {"name": person.name, "id_number": person.id_number},
            "state": _state(paper, answers.get("number", ""), _last_day(item, issued_on), today),
            "paper": item.result.name.zh_cn if item else paper["item"],
            "issuer": item.office.zh_cn if item else "",
            "issued_on": issued_on.isoformat(),
            "holder": self._holder(paper["payload"]),
        }

    def _item(self, code: str) -> ServiceItem | None:
        """An item that is gone leaves its code."""
        try:
            return self._catalogue.item(code)
        except ItemUnknown:
            return None

    def _holder(self, payload: bytes) -> str:
        """The masked name; empty when the case cannot be opened any more (another seal key)."""
        try:
            data: Any = open_json(self._identity, payload)["data"]
        except SealBroken:
            return ""
        return mask_name(str(data.get("applicant", {}).get("name", "")))


def _state(paper: Mapping[str, Any], number: str, last_day: date | None, today: date) -> PaperState:
    """What speaks most against the paper comes first."""
    if _plain(number) != _plain(paper["number"]):
        return PaperState.ALTERED
    if paper["status"] == CaseStatus.REFUSED:
        return PaperState.WITHDRAWN
    return PaperState.EXPIRED if last_day is not None and today > last_day else PaperState.GENUINE


def _last_day(item: ServiceItem | None, issued_on: date) -> date | None:
    days = item.result.validity_days if item else None
    return issued_on + timedelta(days=days) if days else None


def _plain(number: str) -> str:
    """As it is meant: people leave dashes and spaces out, and type small letters."""
    return "".join(letter for letter in number.upper() if letter.isalnum())
