"""From the draft of a sitting to the submission that is saved."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.case import NewAttachment, Submission
from app.domain.person import IdentityCard
from app.domain.ports import ELicence
from app.domain.service_item import MaterialSource, ServiceItem
from app.journeys.draft import Draft


def submission_of(item: ServiceItem, draft: Draft, channel: str) -> Submission:
    return Submission(
        case_id=draft.case_id,
        item_code=item.code,
        item_version=item.version,
        data=_data(item, draft),
        attachments=_attachments(item, draft),
        channel=channel,
    )


def applicant_of(card: IdentityCard) -> dict[str, Any]:
    """The card's fields as JSON: what the kind does not have is absent."""
    fields: dict[str, Any] = {
        "kind": card.kind,
        "name": card.name,
        "name_en": card.name_en,
        "sex": card.sex,
        "ethnicity": card.ethnicity,
        "nationality": card.nationality,
        "birth_date": _iso(card.birth_date),
        "address": card.address,
        "id_number": card.id_number,
        "authority": card.authority,
        "valid_from": _iso(card.valid_from),
        "pass_number": card.pass_number,
    }
    present = {key: value for key, value in fields.items() if value not in ("", None)}
    return {**present, "valid_to": _iso(card.valid_to)}


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _data(item: ServiceItem, draft: Draft) -> dict[str, Any]:
    data: dict[str, Any] = {"form": dict(draft.form), "consented": draft.consented, "face_check": draft.face}
    if draft.card is not None:
        data["applicant"] = applicant_of(draft.card)
    if draft.record is not None:
        data["record"] = dict(draft.record)
    if item.fee.amount_fen:
        paid = draft.payment.id if draft.payment and draft.paid else ""
        data["payment"] = {"amount_fen": item.fee.amount_fen, "paid": draft.paid, "id": paid}
    if draft.delivery is not None:
        data["delivery"] = {"kind": draft.delivery.value}
        if draft.slip is not None and draft.slip.filled:
            slip = draft.slip
            data["delivery"] |= {"recipient": slip.recipient, "phone": slip.phone, "address": slip.address}
    return data


def _attachments(item: ServiceItem, draft: Draft) -> tuple[NewAttachment, ...]:
    licences = {licence.code: licence for licence in draft.licences}
    files: list[NewAttachment] = []
    for material in item.materials:
        match material.source:
            case MaterialSource.CAMERA if draft.photo is not None:
                files.append(NewAttachment(material.attachment, "image/jpeg", draft.photo))
            case MaterialSource.SIGNATURE if draft.signature is not None:
                files.append(NewAttachment(material.attachment, "image/png", draft.signature))
            case MaterialSource.E_LICENCE if material.code in licences:
                files.append(_licence(material.attachment, licences[material.code]))
            case _:
                continue
    return tuple(files)


def _licence(name: str, licence: ELicence) -> NewAttachment:
    return NewAttachment(name, licence.media_type, licence.content)
