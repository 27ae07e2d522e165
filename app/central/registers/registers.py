"""Which register answers which question.

A city writes a class with the one method of `Register` or `LicenceRegister` for each of its own systems and hands the
two tables over; nothing else in the centre knows where a record comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.central.registers.interface import HeldLicence, LicenceRegister, PresentPerson, Register
from app.central.registers.licences import SampleLicences
from app.central.registers.sample_answers import SampleAnswers
from app.central.registers.social_insurance import SampleSocialInsurance
from app.central.traffic.interface import TrafficPlatform
from app.central.traffic.register import LicenceRecords
from app.domain.ports import Catalogue
from app.domain.service_item import MaterialSource

LICENCE_RENEWAL = "driving-licence-renewal"
"""The rule pack whose items ask for a licence record, and the item of that name."""
NOTHING_ASKED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Registers:
    """`records` by item code, `licences` by licence code."""

    records: Mapping[str, Register]
    licences: Mapping[str, LicenceRegister]

    def record(
        self, item_code: str, person: PresentPerson, today: date, answers: Mapping[str, str] = NOTHING_ASKED
    ) -> Mapping[str, Any] | None:
        register = self.records.get(item_code)
        return register.record(person, answers, today) if register else None

    def held(self, code: str, person: PresentPerson, today: date) -> HeldLicence | None:
        register = self.licences.get(code)
        return register.licence(code, person.name, person.id_number, today) if register else None


def sample_registers(catalogue: Catalogue | None = None) -> Registers:
    """Of `catalogue`: a record for each item that describes one, and each licence its materials name."""
    items = catalogue.items() if catalogue is not None else ()
    answers: dict[str, Register] = {each.code: SampleAnswers(each.query) for each in items if each.query is not None}
    titles = {
        material.code: material.name.zh_cn
        for item in items
        for material in item.materials
        if material.source is MaterialSource.E_LICENCE
    }
    licences = SampleLicences(titles)
    return Registers(
        records={**answers, "social-insurance-proof": SampleSocialInsurance()},
        licences=dict.fromkeys(licences.codes, licences),
    )


def registers_with(traffic: TrafficPlatform, catalogue: Catalogue) -> Registers:
    """The samples, and licence records for the items that are judged by them."""
    samples, licences = sample_registers(catalogue), LicenceRecords(traffic)
    judged = {each.code for each in catalogue.items() if each.rule_pack == LICENCE_RENEWAL}
    return Registers({**samples.records, **dict.fromkeys({*judged, LICENCE_RENEWAL}, licences)}, samples.licences)
