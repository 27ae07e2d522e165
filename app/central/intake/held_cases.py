"""The cases that a batch corrects, opened: a correction is held against what the case says, whoever sends it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from app.catalogue.corrected import Standing, changes_form, merged, settled
from app.central.case_content import settled_content_of
from app.central.sealing import SealBroken
from app.central.storage import cases, fee_claims
from app.central.storage.fee_claims import LATER, Claim
from app.domain.formats import CHINA
from app.domain.ports import Catalogue
from app.domain.service_item import ServiceItem


@dataclass(frozen=True, slots=True)
class HeldCase:
    """`claim`: what it says of its fee, None where it costs nothing."""

    version: str
    submitted_at: datetime
    data: Mapping[str, Any] = field(repr=False)
    claim: Claim | None = None

    @property
    def applied_on(self) -> date:
        return self.submitted_at.astimezone(CHINA).date()

    def standing(self, corrected_at: datetime, at: datetime) -> Standing:
        """`at`: now. The day of a correction lies between the application and its arrival, whatever a clock said."""
        made_at = max(min(corrected_at, at), min(self.submitted_at, at))
        paid = self.claim is not None and self.claim.verdict != LATER
        return Standing(self.data, self.applied_on, made_at.astimezone(CHINA).date(), is_paid=paid)

    def corrected(self, item: ServiceItem, changed: Mapping[str, Any]) -> HeldCase:
        """With what was taken. What is still to be paid is what the answers say now."""
        data = merged(self.data, changed)
        if not changes_form(changed):
            return replace(self, data=data)
        data = settled(item, data, self.applied_on)
        claim, amount = self.claim, item.fee.amount(data["form"])
        if claim is not None and claim.verdict == LATER and item.fee.amount_from:
            claim = replace(claim, amount_fen=amount)
        return replace(self, data=data, claim=claim)


def held_cases(
    connection: Connection, identity: Any, catalogue: Catalogue, case_ids: Collection[str]
) -> dict[str, HeldCase]:
    """Without those that no key of this centre opens."""
    found = {}
    for case_id in case_ids:
        row = cases.find(connection, case_id)
        if row is None:
            continue
        try:
            data = settled_content_of(identity, row, catalogue)["data"]
        except SealBroken:
            continue
        found[row.id] = HeldCase(row.item_version, row.submitted_at, data, fee_claims.claim(connection, row.id))
    return found
