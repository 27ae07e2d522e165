"""A certificate for a saved case: made, signed, recorded as issued and queued; then it may be printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.catalogue.answer_words import answer_words
from app.catalogue.statement import PAPER, TEMPLATE, statement_of
from app.domain.case import SubmittedCase
from app.domain.certificates import CertificateRequest
from app.domain.errors import OurFault
from app.domain.page_codes import new_code
from app.domain.ports import IssuedDocument
from app.domain.print_ledger import PrintLedger
from app.domain.prints import PaperKind, PrintJob
from app.domain.service_item import ServiceItem
from app.journeys.draft import Draft
from app.runtime.machine import Machine


def certificate_again(ledger: PrintLedger, case: SubmittedCase) -> tuple[PrintJob, bytes]:
    """The very same paper with a job of its own.

    Raises WrongInput where an operator would have to answer for it, OurFault where the paper is no longer kept.
    """
    return own_again(ledger, case.id, case.number)


def own_again(ledger: PrintLedger, case_id: str, number: str) -> tuple[PrintJob, bytes]:
    """As `certificate_again`, by the number of the case."""
    pdf = ledger.pdf(number)
    if pdf is None:
        raise OurFault("这份证明的文件已不在本机", "到窗口重新办理")
    return ledger.queue(case_id, PaperKind.CERTIFICATE, number), pdf


def make_certificate(machine: Machine, item: ServiceItem, case: SubmittedCase, draft: Draft) -> tuple[PrintJob, bytes]:
    """Its first job, and the PDF. Raises TerminalError."""
    document, pdf = _made(machine, item, case, _record_of(item, draft))
    return machine.prints().issue(document, pdf), pdf


def keep_certificate(machine: Machine, item: ServiceItem, case: SubmittedCase, draft: Draft) -> None:
    """Issued and kept for when the case is completed: this station cannot read the case again. Raises TerminalError."""
    machine.prints().keep(*_made(machine, item, case, _record_of(item, draft)))


def _record_of(item: ServiceItem, draft: Draft) -> Mapping[str, Any]:
    record = {**(draft.record or {}), "answers": _answers(item, draft.form)}
    name, number = (draft.card.name or draft.card.name_en, draft.card.id_number) if draft.card else ("", "")
    return _with_statement(item, record, draft.form, name, number)


def make_result(machine: Machine, item: ServiceItem, case: SubmittedCase) -> tuple[PrintJob, bytes]:
    """The paper of a case that this desk completed; the same one where it was made before.

    From the saved case, so that it can be made after a power cut too. Raises TerminalError.
    """
    if machine.prints().pdf(case.number) is not None:
        return certificate_again(machine.prints(), case)
    kept = machine.store().case(case.id)
    if kept is None or not kept.data:
        raise OurFault("办件的内容已不在本机，结果打不出来", "到中心打印")
    applicant = kept.data.get("applicant") or {}
    record = {
        **(kept.data.get("record") or {}),
        "person": {"name": applicant.get("name", ""), "id_number": applicant.get("id_number", "")},
        "answers": _answers(item, kept.data.get("form") or {}),
        "decided": {"operator": machine.decisions().operator_of(case.id) if machine.decisions else ""},
    }
    name, number = record["person"]["name"], record["person"]["id_number"]
    whole = _with_statement(item, record, kept.data.get("form") or {}, name, number)
    document, pdf = _made(machine, item, case, whole)
    return machine.prints().issue(document, pdf), pdf


def _with_statement(
    item: ServiceItem, record: Mapping[str, Any], form: Mapping[str, str], name: str, id_number: str
) -> Mapping[str, Any]:
    """The general template is told everything in words; one of its own takes the record as it is."""
    if item.result.template != TEMPLATE:
        return record
    return {**record, PAPER: statement_of(item, record, form, name, id_number)}


def _made(
    machine: Machine, item: ServiceItem, case: SubmittedCase, record: Mapping[str, Any]
) -> tuple[IssuedDocument, bytes]:
    """To be recorded before it is printed, so that every paper in the world is known."""
    enrolment = machine.enroller().enrolment()
    if item.result.template is None or enrolment is None:
        raise OurFault("这件事不在本机打印证明", "查事项的 result.template 和本机的登记")
    code = new_code()
    issued_at = machine.now().replace(microsecond=0)
    request = CertificateRequest(
        item_code=item.code,
        template=item.result.template,
        case_id=case.id,
        number=case.number,
        code=code,
        verify_url=f"{enrolment.centre_url.rstrip('/')}/verify/{code}",
        issued_at=issued_at,
        office=item.office.zh_cn,
        record=record,
    )
    certificate = machine.certificates().make(request)
    document = IssuedDocument(case.id, item.code, case.number, code, certificate.sha256, issued_at)
    return document, certificate.pdf


def _answers(item: ServiceItem, form: Mapping[str, str]) -> dict[str, str]:
    """What was answered on the form, in words: choices by their label."""
    answers = {}
    for field in item.fields():
        value = form.get(field.name, "")
        if value and (field.show_when is None or field.show_when.holds(form)):
            answers[field.name] = answer_words(field, value)
    return answers
