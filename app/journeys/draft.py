"""What a sitting has gathered so far. Lives in the state alone, so it is gone when the state is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.agency import Agency
from app.domain.appointments import Appointment
from app.domain.eligibility import Eligibility
from app.domain.person import IdentityCard
from app.domain.person_file import FiledPaper
from app.domain.ports import ELicence, MailingSlip, PaymentOrder
from app.domain.service_item import DeliveryKind
from app.journeys.medical.exam import Exam


@dataclass(frozen=True, slots=True)
class Draft:
    """`case_id` is made when the item is chosen, so that saving twice saves once.

    `face` is "", "matched" or "not_possible" (no portrait on the card and none from the centre).
    `card` is the applicant's; with `agency` somebody else acts for them, and `face` is the agent's.
    `taken` are the pictures, pages (JPEG) and signatures (PNG) of the form, by the field's name.
    `file_agreed`: whether what was handed in before may be used, None where that was not asked; `filed` is what there
    is.
    `known` is what licences, the person's file and earlier cases say for the form, by the source's name (`file.phone`).
    `scans` are pages from under the document camera (JPEG), by the material's code; a power of attorney that was signed
    at the glass is a PDF.
    `photo` is the finished JPEG, `signature` a PNG. `pay_later`: to be paid when the result is collected.
    """

    case_id: str
    card: IdentityCard | None = field(default=None, repr=False)
    face: str = ""
    consented: bool = False
    file_agreed: bool | None = None
    filed: tuple[FiledPaper, ...] = field(default=(), repr=False)
    record: Mapping[str, Any] | None = field(default=None, repr=False)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    licences: tuple[ELicence, ...] = field(default=(), repr=False)
    scans: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    taken: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict, repr=False)
    photo: bytes | None = field(default=None, repr=False)
    signature: bytes | None = field(default=None, repr=False)
    payment: PaymentOrder | None = None
    paid: bool = False
    pay_later: bool = False
    paid_late: bool = False
    """It was told after the code had run out."""
    delivery: DeliveryKind | None = None
    slip: MailingSlip | None = field(default=None, repr=False)
    eligibility: Eligibility | None = None
    medical: Exam | None = field(default=None, repr=False)
    held: bool = False
    """It waits on purpose (挂起): however it is left, it is not forgotten."""
    notice_number: str = ""
    told: tuple[str, ...] = ()
    """The newest one-time notice, and the codes of the materials on it."""
    agency: Agency | None = None
    handed: Mapping[str, Any] | None = field(default=None, repr=False)
    """What came on paper from a terminal, until the person it names stands here; see `handed_data.py`."""
    appointment: Appointment | None = None
    """Held at the centre under the id of the case."""

    @property
    def present(self) -> IdentityCard | None:
        """The card of whoever stands here."""
        return self.card if self.agency is None else self.agency.agent
