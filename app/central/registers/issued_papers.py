"""The papers this centre has on record: what `/verify/CODE` says to a phone, and as a register to a station.

Whoever holds a paper types its code and its number. A code that is known under another number stands on a paper that
was altered; the code alone cannot tell that, so a phone is shown the number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
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


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """`name` and `issuer` as its item says; of an item that is gone its code, and nobody. `last_day`: None where it is
    good for ever. `holder` is masked; empty where the case cannot be opened any more (another seal key)."""

    code: str
    number: str
    name: str
    issuer: str
    holder: str = field(repr=False)
    issued_at: datetime
    last_day: date | None
    station: str
    sha256: str
    is_withdrawn: bool

    def state(self, today: date) -> PaperState:
        """Of the paper that is on record."""
        if self.is_withdrawn:
            return PaperState.WITHDRAWN
        return PaperState.EXPIRED if self.last_day is not None and today > self.last_day else PaperState.GENUINE

    def state_under(self, number: str, today: date) -> PaperState:
        """Of the paper on which this number stands. What speaks most against it comes first."""
        return self.state(today) if _plain(number) == _plain(self.number) else PaperState.ALTERED


class IssuedPapers:
    def __init__(self, database: Database, identity: SealIdentities, catalogue: Catalogue) -> None:
        """`identity` opens the case a paper came from: the name of its holder stands nowhere else."""
        self._database = database
        self._identity = identity
        self._catalogue = catalogue

    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        """By the answers `code` and `number`; None where no paper has this code."""
        paper = self.find(answers.get("code", ""))
        if paper is None:
            return None
        return {
            "person": {"name": person.name, "id_number": person.id_number},
            "state": paper.state_under(answers.get("number", ""), today),
            "paper": paper.name,
            "issuer": paper.issuer,
            "issued_on": paper.issued_at.date().isoformat(),
            "holder": paper.holder,
        }

    def find(self, typed: str) -> IssuedPaper | None:
        """By its code as people type it; None where no paper has it."""
        code = codes.typed(typed)
        if not codes.is_code(code, codes.PAGE_CODE_LENGTH):
            return None
        with self._database.read() as connection:
            row = cases.document(connection, code)
        if row is None:
            return None
        item = self._item(row["item"])
        issued_at = row["issued_at"].astimezone(CHINA)
        return IssuedPaper(
            code=code,
            number=row["number"],
            name=item.result.name.zh_cn if item else row["item"],
            issuer=item.office.zh_cn if item else "",
            holder=self._holder(row["payload"]),
            issued_at=issued_at,
            last_day=_last_day(item, issued_at.date()),
            station=row["station_id"],
            sha256=row["sha256"],
            is_withdrawn=row["status"] == CaseStatus.REFUSED,
        )

    def _item(self, code: str) -> ServiceItem | None:
        try:
            return self._catalogue.item(code)
        except ItemUnknown:
            return None

    def _holder(self, payload: bytes) -> str:
        try:
            data: Any = open_json(self._identity, payload)["data"]
        except SealBroken:
            return ""
        return mask_name(str(data.get("applicant", {}).get("name", "")))


def _last_day(item: ServiceItem | None, issued_on: date) -> date | None:
    days = item.result.validity_days if item else None
    return issued_on + timedelta(days=days) if days else None


def _plain(number: str) -> str:
    """As it is meant: people leave dashes and spaces out, and type small letters."""
    return "".join(letter for letter in number.upper() if letter.isalnum())
