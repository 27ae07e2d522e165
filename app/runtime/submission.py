"""From the draft of a sitting to the submission that is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.catalogue.application import application_data
from app.domain.agency import belongs, is_needed, paper_of
from app.domain.case import NewAttachment, Submission
from app.domain.errors import OurFault
from app.domain.films import TravellingFilm
from app.domain.service_item import MaterialSource, ServiceItem
from app.journeys.authority import PDF
from app.journeys.draft import Draft
from app.journeys.medical.facts import facts, limbs_shown
from app.journeys.spared import filed_paper
from app.runtime.form_attachments import form_attachments
from app.runtime.reused import PERSON_FILE, reused

FILM_TYPE = "video/mp2t"
PDF_TYPE = "application/pdf"


def submission_of(
    item: ServiceItem, draft: Draft, channel: str, operator: str = "", film: TravellingFilm | None = None
) -> Submission:
    """`operator` takes the case at a desk; empty where the citizen does it alone.

    Where somebody acts for the applicant, `face` and `consent` are the agent's.
    Raises OurFault for a draft without a card: the journey identifies first."""
    if draft.card is None:
        raise OurFault("还没读身份证就要提交", "查事项的步骤：第一步要是 identify")
    attachments = (*case_files(item, draft, film), *form_attachments(item, draft))
    data = application_data(
        item,
        draft.card,
        draft.form,
        delivery=delivery_of(draft),
        payment=_payment(item, draft),
        promised=_promised(item, draft, {each.name for each in attachments}),
        agency=draft.agency,
        appointment=draft.appointment,
    )
    data["consent"] = draft.consented
    data["face"] = draft.face
    if draft.file_agreed is not None:
        data[PERSON_FILE] = reused(item, draft)
    if draft.record is not None:
        data["record"] = dict(draft.record)
    if draft.eligibility is not None:
        data["eligibility"] = draft.eligibility.as_json()
    exam = draft.medical
    if exam is not None and exam.began is not None:
        data["medical"] = {
            **facts(exam, exam.began.date()),
            "limbs_shown": limbs_shown(exam),
            "begun_at": exam.began.isoformat(),
        }
    if film is not None and item.film is not None:
        data["recordings"] = {item.film.attachment: dict(film.listed)}
    kept = item.retention_days
    return Submission(draft.case_id, item.code, item.version, data, attachments, channel, operator, retention_days=kept)


def _payment(item: ServiceItem, draft: Draft) -> dict[str, Any] | None:
    amount_fen = item.fee.amount(draft.form)
    if not amount_fen:
        return None
    if draft.paid and draft.payment is not None:
        return {"status": "paid", "amount_fen": amount_fen, "id": draft.payment.id}
    return {"status": "later", "amount_fen": amount_fen}


def delivery_of(draft: Draft) -> dict[str, Any] | None:
    """As it travels; None where nothing was chosen."""
    if draft.delivery is None:
        return None
    delivery = {"kind": draft.delivery.value}
    if draft.slip is not None and draft.slip.filled:
        slip = draft.slip
        delivery |= {"recipient": slip.recipient, "phone": slip.phone, "address": slip.address}
    return delivery


def _promised(item: ServiceItem, draft: Draft, given: set[str]) -> list[str]:
    """What is needed, could not be had now, and may be shown at collection instead."""
    paper = paper_of(item, draft.agency, draft.card)
    return [
        each.attachment
        for each in item.materials
        if each.may_be_promised and is_needed(each, draft.form, paper) and each.attachment not in given
    ]


def case_files(item: ServiceItem, draft: Draft, film: TravellingFilm | None) -> tuple[NewAttachment, ...]:
    """What goes with the case: what was scanned or fetched for an answer that was changed since stays here."""
    paper = paper_of(item, draft.agency, draft.card)
    kept = tuple(each for each in item.materials if belongs(each, draft.form, paper))
    return material_files(replace(item, materials=kept), draft, film)


def material_files(item: ServiceItem, draft: Draft, film: TravellingFilm | None) -> tuple[NewAttachment, ...]:
    """Those of its materials that are there, whatever the answers."""
    licences = {licence.code: licence for licence in draft.licences}
    files: list[NewAttachment] = []
    for material in item.materials:
        match material.source:
            case MaterialSource.CAMERA if draft.photo is not None:
                files.append(NewAttachment(material.attachment, "image/jpeg", draft.photo))
            case MaterialSource.SCAN | MaterialSource.AGENT if material.code in draft.scans:
                page = draft.scans[material.code]
                kind = PDF_TYPE if page.startswith(PDF) else "image/jpeg"
                files.append(NewAttachment(material.attachment, kind, page))
            case MaterialSource.RECORDING if film is not None:
                files.append(NewAttachment(material.attachment, FILM_TYPE, film.content))
            case MaterialSource.SIGNATURE if draft.signature is not None:
                files.append(NewAttachment(material.attachment, "image/png", draft.signature))
            case MaterialSource.E_LICENCE if material.code in licences:
                licence = licences[material.code]
                files.append(NewAttachment(material.attachment, licence.media_type, licence.content))
            case MaterialSource.E_LICENCE if material.code in draft.scans:
                files.append(NewAttachment(material.attachment, "image/jpeg", draft.scans[material.code]))
            case _ if (filed := filed_paper(draft, material)) is not None:
                files.append(NewAttachment(material.attachment, filed.media_type, filed.content))
            case _:
                continue
    return tuple(files)
