"""Which register answers which question.

A city writes a class with the one method of `Register` or `LicenceRegister` for each of its own systems and hands the
two tables over; nothing else in the centre knows where a record comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from app.central.registers.licences import SampleLicences
from app.central.registers.social_insurance import SampleSocialInsurance
from app.central.traffic.interface import TrafficPlatform
from app.central.traffic.register import LicenceRecords
from app.domain.ports import Catalogue

LICENCE_RENEWAL = "driving-licence-renewal"
"""The rule pack whose items ask for a licence record, and the item of that name."""


@dataclass(frozen=True, slots=True)
class PresentPerson:
    """The person whose card lies on the reader."""

    name: str = field(repr=False)
    id_number: str = field(repr=False)
    kind: str


@dataclass(frozen=True, slots=True)
class HeldLicence:
    code: str
    name: str
    number: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)


class Register(Protocol):
    def record(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:
        """What the register holds of a person, or None. Raises RegisterAway where it does not answer now."""


class LicenceRegister(Protocol):
    def licence(self, code: str, name: str, id_number: str, today: date) -> tuple[str, str, bytes] | None:
        """Title, number and PDF of a licence the person holds, or None."""


@dataclass(frozen=True, slots=True)
class Registers:
    """`records` by item code, `licences` by licence code."""

    records: Mapping[str, Register]
    licences: Mapping[str, LicenceRegister]

    def record(self, item_code: str, person: PresentPerson, today: date) -> Mapping[str, Any] | None:
        register = self.records.get(item_code)
        return register.record(person.name, person.id_number, today) if register else None

    def held(self, code: str, person: PresentPerson, today: date) -> HeldLicence | None:
        register = self.licences.get(code)
        found = register.licence(code, person.name, person.id_number, today) if register else None
        return HeldLicence(code, found[0], found[1], "application/pdf", found[2]) if found else None


def sample_registers() -> Registers:
    licences = SampleLicences()
    return Registers(
        records={"social-insurance-proof": SampleSocialInsurance()},
        licences={code: licences for code in SampleLicences.CODES},
    )


def registers_with(traffic: TrafficPlatform, catalogue: Catalogue) -> Registers:
    """The samples, and licence records for the items that are judged by them."""
    samples, licences = sample_registers(), LicenceRecords(traffic)
    judged = {each.code for each in catalogue.items() if each.rule_pack == LICENCE_RENEWAL}
    return Registers({**samples.records, **dict.fromkeys({*judged, LICENCE_RENEWAL}, licences)}, samples.licences)
