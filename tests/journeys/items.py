"""Small whole service items and cards for the journey tests."""

from __future__ import annotations

from datetime import date

from app.domain.case import CaseStatus, SubmittedCase
from app.domain.person import IdentityCard
from app.domain.service_item import (
    DeliveryKind,
    Fee,
    FieldType,
    FormField,
    FormPage,
    LocalText,
    Material,
    MaterialSource,
    Result,
    ServiceItem,
    StationKind,
    StepKind,
)

T = LocalText("文字")
CASE = SubmittedCase("case-1", "YX20260318-0001", CaseStatus.SAVED)
CARD = IdentityCard(
    kind="resident",
    name="张文三",
    id_number="330782199001011234",
    sex="1",
    birth_date=date(1990, 1, 1),
    valid_from=date(2020, 1, 1),
    valid_to=None,
    portrait=b"png",
)
ALL_STEPS = (
    StepKind.IDENTIFY,
    StepKind.FACE_CHECK,
    StepKind.NOTICE,
    StepKind.MATERIALS,
    StepKind.FORM,
    StepKind.PHOTO,
    StepKind.REVIEW,
    StepKind.SIGNATURE,
    StepKind.PAYMENT,
    StepKind.DELIVERY,
    StepKind.SUBMIT,
    StepKind.PAPER,
    StepKind.EVALUATION,
    StepKind.TAKE_AWAY,
)


def page(name: str) -> FormPage:
    return FormPage(name, T, T, (FormField(f"{name}_field", T, FieldType.TEXT),))


def item(*steps: StepKind, template: str | None = None, fee: int = 1000) -> ServiceItem:
    return ServiceItem(
        code="item",
        version="1",
        name=T,
        short_name=T,
        field="household",
        office=T,
        level="town",
        stations=(StationKind.SELF_SERVICE,),
        applicants=("person",),
        card_kinds=("resident",),
        legal_basis=(),
        promised_days=1,
        legal_days=2,
        direct=True,
        acceptance="automatic",
        offline=True,
        minutes=3,
        steps=steps or ALL_STEPS,
        notice=(T,),
        consent=T,
        form=(page("first"), page("second")),
        materials=(Material("licence", T, MaterialSource.E_LICENCE, "licence", ("application/pdf",)),),
        fee=Fee(fee),
        photo_rules="ga482",
        delivery=(DeliveryKind.MAIL, DeliveryKind.COLLECT),
        result=Result(T, "station" if template else "office", template),
        milestones=(),
        evaluation=True,
        effective_from=date(2026, 1, 1),
    )
