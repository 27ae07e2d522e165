"""Receipts written from what this station knows: the first at the end of a sitting, another one from the saved case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.case import CaseStatus, Kept, applicant_name
from app.domain.drafts import HELD_KEPT
from app.domain.formats import CHINA, money
from app.domain.scanned_code import case_code
from app.domain.service_item import ServiceItem

if TYPE_CHECKING:
    from app.composition.parts import Parts
    from app.config import Settings
    from app.documents.notice_slip import NoticeFacts
    from app.documents.receipt import ReceiptFacts
    from app.domain.case import Case
    from app.domain.notices import OneTimeNotice
    from app.domain.tickets import TakenTicket
    from app.journeys.commands import PrintReceipt
    from app.runtime.machine import ReceiptWriter, TicketWriter
    from hardware import Receipt


def receipt_writer(settings: Settings, parts: Parts) -> ReceiptWriter:
    """At the end of a sitting: what the citizen was just told on the glass."""

    def write(told: PrintReceipt, language: str, clerk: str = "") -> Receipt:
        from app.documents.receipt import ReceiptFacts

        facts = ReceiptFacts(
            item=told.item,
            number=told.case.number,
            name=told.masked_name,
            station=_station(settings),
            when=parts.now().astimezone(CHINA),
            at_centre=told.at_centre,
            fee=_fee(told.amount_fen, told.pay_later, language),
            clerk=clerk,
            agent=told.masked_agent,
            appointment=told.appointment,
            refused=told.refused,
            case_code=case_code(told.case.number),
            evaluation_url=evaluation_url(parts, told.case.evaluation_code),
        )
        return _lines(facts, parts, language)

    return write


class NoticeWriting:
    """What is missing, as the clerk's page showed it; a `NoticeWriter`."""

    def __init__(self, settings: Settings) -> None:
        self._station = _station(settings)

    def slip(
        self, notice: OneTimeNotice, item: ServiceItem, masked_name: str, reused: tuple[str, ...], language: str
    ) -> Receipt:
        from app.documents.notice_slip import notice_lines

        return notice_lines(self._facts(notice, item, masked_name, reused), language)

    def sheet(
        self, notice: OneTimeNotice, item: ServiceItem, masked_name: str, reused: tuple[str, ...], language: str
    ) -> bytes:
        from app.documents.notice_sheet import notice_pdf

        return notice_pdf(self._facts(notice, item, masked_name, reused), language)

    def _facts(
        self, notice: OneTimeNotice, item: ServiceItem, masked_name: str, reused: tuple[str, ...]
    ) -> NoticeFacts:
        from app.documents.notice_slip import NoticeFacts

        when = notice.given_at.astimezone(CHINA)
        return NoticeFacts(
            item=item,
            number=notice.number,
            name=masked_name,
            station=self._station,
            when=when,
            clerk=notice.operator,
            missing=tuple(each for each in item.materials if each.code in notice.missing),
            reused=tuple(each for each in item.materials if each.code in reused),
            kept_until=(when + HELD_KEPT).date(),
        )


def ticket_writer(settings: Settings, parts: Parts) -> TicketWriter:
    """The slip of a number of the hall's queue."""

    def write(item: ServiceItem, taken: TakenTicket, language: str) -> Receipt:
        from app.documents.ticket_slip import ticket_lines

        return ticket_lines(item, taken, _station(settings), parts.now().astimezone(CHINA), language)

    return write


def receipt_again(settings: Settings, parts: Parts, case: Case, language: str) -> Receipt:
    """The slip of a saved case as the case stands now, marked as another copy. Raises ItemUnknown.

    Where the content is sealed to the centre, name and payment are not known here and are left out.
    """
    from app.catalogue.appointment_reader import appointment_of
    from app.documents.receipt import ReceiptFacts

    item = parts.catalogue.item(case.item_code, case.item_version)
    is_known = case.kept is Kept.READABLE
    payment = case.data.get("payment") or {}
    pay_later = payment.get("status") != "paid"
    facts = ReceiptFacts(
        item=item,
        number=case.number,
        name=applicant_name(case.data),
        station=_station(settings),
        when=case.submitted_at.astimezone(CHINA),
        at_centre=parts.outbox.taken(case.id),
        fee=_fee(int(payment.get("amount_fen", 0)), pay_later, language) if is_known else "",
        printed_again=parts.now().astimezone(CHINA),
        former_number=case.former_numbers[-1] if case.former_numbers else "",
        clerk=case.operator,
        agent=str((case.data.get("agent") or {}).get("name", "")),
        appointment=appointment_of(case.data.get("appointment")),
        refused=case.reason if case.status is CaseStatus.REFUSED else "",
        case_code=case_code(case.number),
        evaluation_url=evaluation_url(parts, case.evaluation_code),
    )
    return _lines(facts, parts, language)


def evaluation_url(parts: Parts, code: str) -> str:
    """The page at the centre; empty without a code, and where the station belongs to no centre yet."""
    enrolment = parts.enroller.enrolment() if code else None
    return f"{enrolment.centre_url.rstrip('/')}/e/{code}" if enrolment is not None else ""


def _lines(facts: ReceiptFacts, parts: Parts, language: str) -> Receipt:
    from app.documents.receipt import receipt_lines

    return receipt_lines(facts, language, parts.catalogue.working_day_after)


def _station(settings: Settings) -> str:
    return f"{settings.station.place} {settings.station.number}"


def _fee(amount_fen: int, pay_later: bool, language: str) -> str:
    if not amount_fen:
        return ""
    if language == "en":
        return f"{money(amount_fen)} ({'to pay on collection' if pay_later else 'paid'})"
    return f"{money(amount_fen)}（{'取证时付' if pay_later else '已付'}）"
