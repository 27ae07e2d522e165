"""Judging the opened events of one batch, in their order, against what the centre knows already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import Connection

from app.central import acceptance, booking
from app.central.business.arrival import Arrived as BusinessFiled
from app.central.case_people import digest_of
from app.central.intake.by_kind import ByKind
from app.central.intake.correcting import correct
from app.central.intake.desk_decisions import STATUSES, objection_to
from app.central.intake.envelope import Opened
from app.central.intake.held_cases import HeldCase, held_cases
from app.central.intake.messages import (
    CaseCorrected,
    CaseDecided,
    CaseEvaluated,
    CaseSubmitted,
    DocumentIssued,
    DocumentPrinted,
    DocumentReprinted,
    NoticeGiven,
)
from app.central.intake.plausible import objection_to_correction
from app.central.intake.rows_ahead import RowsAhead
from app.central.payments.claims import Fee, claim_of
from app.central.storage import corrections, events, fee_claims, number_series, payment_orders, people, rechecks
from app.central.storage.changes import StatusChange
from app.central.storage.corrections import Correctable, Corrected
from app.central.storage.decisions import DESK_DECIDER
from app.central.storage.events import Ahead, Standing
from app.central.storage.fee_claims import Claim
from app.central.storage.operators import Right, rights_of
from app.central.storage.payment_orders import Order
from app.central.storage.rows import Rows
from app.central.storage.stations import Station
from app.domain.appointments import Appointment
from app.domain.case import CaseStatus
from app.domain.errors import ItemUnknown
from app.domain.ports import Catalogue, EventVerdict
from app.domain.service_item import ServiceItem
from app.domain.standing import NUMBER_FOREIGN, NUMBER_USED


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: EventVerdict
    reason: str = ""


REPRINT_ORDERED = "reprint"
PROOF_GOOD_FOR, MOST_AHEAD = timedelta(hours=1), timedelta(minutes=-5)
"""Between reading the card and what was saved with it; when it is sent does not matter."""
ACCEPTED = Judged(EventVerdict.ACCEPTED)


@dataclass(slots=True)
class Known:
    """What stands in the database of all that this batch touches; grows while the batch is judged."""

    events: dict[str, Any]
    sequences: set[int]
    cases: dict[str, tuple[str, str]]
    numbers: set[str]
    foreign: set[str]
    evaluated: dict[str, bool]
    papers: set[str]
    arrived: set[tuple[str, str, str, int]]
    standings: dict[str, Standing]
    correctable: dict[str, Correctable]
    held: dict[str, HeldCase]
    rights: dict[str, list[Right]]
    notices: set[str]
    people: dict[str, set[bytes]]
    handed: set[str]
    orders: dict[str, Order]


@dataclass(slots=True)
class Taken:
    """Rows to be written together, and what the station is told."""

    events: Rows = field(default_factory=list)
    cases: Rows = field(default_factory=list)
    attachments: Rows = field(default_factory=list)
    evaluations: Rows = field(default_factory=list)
    documents: Rows = field(default_factory=list)
    papers: Rows = field(default_factory=list)
    decisions: Rows = field(default_factory=list)
    notices: Rows = field(default_factory=list)
    claims: Rows = field(default_factory=list)
    claimed_anew: list[Claim] = field(default_factory=list)
    """Of corrected cases, where another amount is to be paid later."""
    rechecks: Rows = field(default_factory=list)
    decided: list[StatusChange] = field(default_factory=list)
    corrections: list[Corrected] = field(default_factory=list)
    changes: list[StatusChange] = field(default_factory=list)
    people: Rows = field(default_factory=list)
    bookings: list[booking.Arrived] = field(default_factory=list)
    businesses: list[BusinessFiled] = field(default_factory=list)
    elsewhere: list[tuple[str, StatusChange]] = field(default_factory=list)
    """What another station is told: the one where the case was taken."""


def look_up(
    connection: Connection,
    station: Station,
    batch: list[Opened],
    ahead: Ahead,
    file_cases: Collection[str] = (),
    *,
    identity: Any,
    catalogue: Catalogue,
) -> Known:
    """`ahead`: what was heard of the station already; `file_cases` are those to which small attachments came along.
    `identity` opens the cases that are corrected."""
    ids = {each.sent.case_id for each in batch}
    payloads = ByKind(each.payload for each in batch)
    cases, papers, decided = payloads.of(CaseSubmitted), payloads.of(DocumentIssued), payloads.of(CaseDecided)
    graded = {each.case_id for each in payloads.of(CaseEvaluated)}
    told = {each.id for each in payloads.of(NoticeGiven)}
    changed = {each.case_id for each in payloads.of(CaseCorrected)}
    awaited = {each.id for each in cases if each.attachments} | {*file_cases}
    shown = {each.case_id for each in payloads.of(CaseCorrected) if each.present is not None}
    printed = {each.case_id for each in payloads.of(DocumentPrinted)}
    printed |= {each.case_id for each in payloads.of(DocumentReprinted)}
    told_orders = {each.fee.order_id for each in batch if each.fee is not None and each.fee.order_id}
    codes, numbers = {each.code for each in papers}, {each.number for each in papers}
    return Known(
        events=dict(events.known_events(connection, {each.sent.id for each in batch})) if batch else {},
        sequences=_used_sequences(connection, station, batch, ahead) if batch else set(),
        cases=events.known_cases(connection, ids) if batch else {},
        numbers=events.used_numbers(connection, {case.number for case in cases}, station.number_prefix)
        if cases
        else set(),
        foreign=number_series.foreign(connection, station, {case.number for case in cases}) if cases else set(),
        evaluated=events.evaluated(connection, graded) if graded else {},
        papers=events.used_papers(connection, codes, numbers) if papers else set(),
        arrived=events.arrived(connection, station.id, awaited) if awaited else set(),
        standings=events.standings(connection, {each.case_id for each in decided}) if decided else {},
        correctable=corrections.correctable(connection, changed) if changed else {},
        held=held_cases(connection, identity, catalogue, changed),
        rights=rights_of(connection, {each.operator for each in decided}) if decided else {},
        notices=events.known_notices(connection, told) if told else set(),
        people=people.digests_of(connection, shown),
        handed=people.handed_to(connection, station.id, printed),
        orders=payment_orders.look_up(connection, told_orders, hold=True) if told_orders else {},
    )


def _used_sequences(connection: Connection, station: Station, batch: list[Opened], ahead: Ahead) -> set[int]:
    asked = {each.sent.sequence for each in batch}
    if ahead.has_all_kept(asked):
        return {*ahead.kept}
    return events.used_sequences(connection, station.id, station.enrolment, asked)


class Judge:
    def __init__(
        self,
        station: Station,
        catalogue: Catalogue,
        known: Known,
        ahead: Mapping[int, RowsAhead],
        at: datetime,
        person_key: bytes,
    ) -> None:
        """`ahead`: of every event that will be judged. `person_key`: by which a person's cases are found again."""
        self.taken = Taken()
        self._ahead = ahead
        self._person_key = person_key
        self._station = station
        self._catalogue = catalogue
        self._automatic: dict[tuple[str, str], bool] = {}
        """By item and version."""
        self._known = known
        self._at = at

    def judge(self, event: Opened) -> Judged:
        sent, known = event.sent, self._known
        before = known.events.get(sent.id)
        if before is not None:
            same = (before.station_id, before.kind, before.case_id, before.payload_sha256) == (
                self._station.id,
                sent.kind,
                sent.case_id,
                sent.payload_sha256,
            )
            return Judged(EventVerdict.DUPLICATE) if same else Judged(EventVerdict.CONFLICT, "id_used")
        if sent.sequence in known.sequences:
            return Judged(EventVerdict.CONFLICT, "sequence_used")
        judged = self._judge_payload(event)
        if judged.verdict is EventVerdict.ACCEPTED:
            known.events[sent.id] = sent
            known.sequences.add(sent.sequence)
            self.taken.events.append(self._ahead[id(event)].event)
        return judged

    def _judge_payload(self, event: Opened) -> Judged:
        match event.payload:
            case CaseSubmitted() as case:
                return self._case(event, case)
            case CaseCorrected() as corrected:
                return self._correction(event, corrected)
            case CaseEvaluated() as evaluation:
                return self._evaluation(event, evaluation)
            case CaseDecided() as decision:
                return self._decision(decision)
            case NoticeGiven() as notice:
                return self._notice(event, notice)
            case DocumentIssued() as document:
                return self._document(document)
            case DocumentPrinted() as printed:
                return self._paper(event, printed.number, printed.job_id, printed.outcome, printed.at)
            case DocumentReprinted() as ordered:
                return self._paper(event, ordered.number, ordered.job_id, REPRINT_ORDERED, event.sent.occurred_at)
            case _ as never:
                assert_never(never)

    def _case(self, event: Opened, case: CaseSubmitted) -> Judged:
        known, taken = self._known, self.taken
        if case.id in known.cases:
            return Judged(EventVerdict.CONFLICT, "case_exists")
        if case.number in known.numbers:
            return Judged(EventVerdict.CONFLICT, NUMBER_USED)
        if case.number in known.foreign:
            return Judged(EventVerdict.CONFLICT, NUMBER_FOREIGN)
        if event.objection:
            return Judged(EventVerdict.REJECTED, event.objection)
        listed = {(case.id, each.name, each.sha256, each.size) for each in case.attachments}
        claim = self._claim(case.id, event.fee)
        complete = (
            self._is_automatic(case) and listed <= known.arrived and (claim is None or claim.verdict != fee_claims.OPEN)
        )
        status = CaseStatus.ACCEPTED if complete else CaseStatus.RECEIVED
        word = status.value  # a driver takes a plain text three times as fast
        known.cases[case.id] = (self._station.id, case.item)
        known.numbers.add(case.number)
        known.standings[case.id] = Standing(status, event.sent.id, case.item_version)
        ahead = self._ahead[id(event)]
        ahead.case["status"] = word
        taken.cases.append(ahead.case)
        taken.people += ahead.people
        taken.attachments += [
            each.model_dump() | {"case_id": case.id, "position": place} for place, each in enumerate(case.attachments)
        ]
        if event.booked is not None:
            taken.bookings.append(self._booking(event, case, event.booked))
        if event.filed is not None:
            taken.businesses.append(BusinessFiled(case.id, event.filed, case.submitted_at))
        if event.is_judged:
            taken.rechecks += rechecks.rows_for([case.id], self._at)
        taken.changes.append(StatusChange(case.id, word))
        return ACCEPTED

    def _is_automatic(self, case: CaseSubmitted) -> bool:
        said = self._automatic.get((case.item, case.item_version))
        if said is None:
            said = acceptance.is_automatic(self._catalogue, case.item, case.item_version)
            self._automatic[case.item, case.item_version] = said
        return said

    def _claim(self, case_id: str, fee: Fee | None) -> Claim | None:
        if fee is None:
            return None
        claim = claim_of(case_id, fee, self._known.orders.get(fee.order_id), self._at)
        self.taken.claims.append(asdict(claim))
        return claim

    def _booking(self, event: Opened, case: CaseSubmitted, booked: Appointment) -> booking.Arrived:
        return booking.Arrived(
            case_id=case.id,
            station_id=self._station.id,
            item=case.item,
            version=case.item_version,
            person=booking.name_of(self._person_key, event.people[0]),
            appointment=booked,
            submitted_at=case.submitted_at,
        )

    def _correction(self, event: Opened, corrected: CaseCorrected) -> Judged:
        case = self._known.correctable.get(corrected.case_id)
        home, item = self._known.cases.get(corrected.case_id, ("", ""))
        if case is None or item != corrected.item or not self._may_correct(home, corrected):
            return Judged(EventVerdict.REJECTED, "case_unknown")
        held = self._known.held.get(corrected.case_id)
        if held is None:
            return Judged(EventVerdict.REJECTED, "case_unreadable")
        try:
            begun_with = self._catalogue.item(corrected.item, held.version)
        except ItemUnknown:
            return Judged(EventVerdict.REJECTED, "item_unknown")
        objected = objection_to_correction(corrected, begun_with, held.standing(corrected.corrected_at, self._at))
        if objected:
            return Judged(EventVerdict.REJECTED, objected)
        sent_by = "" if home == self._station.id else self._station.id
        after = correct(case, corrected, event.sent.id, begun_with, sent_by)
        if isinstance(after, str):
            return Judged(EventVerdict.REJECTED, after)
        self._known.correctable[corrected.case_id] = after.case
        self._hold(corrected, held, begun_with)
        self._known.standings[corrected.case_id] = Standing(after.status, event.sent.id, corrected.item_version)
        self.taken.corrections.append(after.written)
        change = StatusChange(corrected.case_id, after.status, after.reason)
        self.taken.decided.append(change)
        self.taken.changes.append(change)
        if sent_by:
            self.taken.elsewhere.append((home, change))
        return ACCEPTED

    def _hold(self, corrected: CaseCorrected, held: HeldCase, item: ServiceItem) -> None:
        after = held.corrected(item, corrected.data)
        corrected.data = {}
        self._known.held[corrected.case_id] = after
        if after.claim is not None and after.claim != held.claim:
            self.taken.claimed_anew.append(after.claim)

    def _may_correct(self, home: str, corrected: CaseCorrected) -> bool:
        """The station that took it; another one for the person of the case, whose card was read for it there."""
        if home == self._station.id:
            return True
        present = corrected.present
        if present is None or not MOST_AHEAD <= corrected.corrected_at - present.read_at <= PROOF_GOOD_FOR:
            return False
        return digest_of(self._person_key, present.id_number) in self._known.people.get(corrected.case_id, ())

    def _evaluation(self, event: Opened, evaluation: CaseEvaluated) -> Judged:
        if self._known.cases.get(evaluation.case_id, ("", ""))[0] != self._station.id:
            return Judged(EventVerdict.REJECTED, "case_unknown")
        by_phone = self._known.evaluated.get(evaluation.case_id)
        if by_phone is False:
            return Judged(EventVerdict.CONFLICT, "already_evaluated")
        if evaluation.grade.needs_reason and not (evaluation.reasons or evaluation.text):
            return Judged(EventVerdict.REJECTED, "reason_missing")
        if by_phone:
            return ACCEPTED  # nobody did anything wrong: it is heard, and the grade that came first stays
        self._known.evaluated[evaluation.case_id] = False
        self.taken.evaluations.append(
            {
                "case_id": evaluation.case_id,
                "event_id": event.sent.id,
                "grade": int(evaluation.grade),
                "reasons": evaluation.reasons,
                "channel": evaluation.channel,
                "evaluated_at": event.sent.occurred_at,
                "sealed": None,
            }
        )
        return ACCEPTED

    def _decision(self, decision: CaseDecided) -> Judged:
        station_id, item = self._known.cases.get(decision.case_id, ("", ""))
        standing = self._known.standings.get(decision.case_id)
        if station_id != self._station.id or standing is None:
            return Judged(EventVerdict.REJECTED, "case_unknown")
        rights = self._known.rights.get(decision.operator, ())
        objection = objection_to(decision, standing, self._catalogue, item, rights, self._at)
        if objection is not None:
            return Judged(*objection)
        status, reason = STATUSES[decision.decision], decision.reason.strip()
        self._known.standings[decision.case_id] = standing._replace(status=status)
        self.taken.decisions.append(
            {
                "case_id": decision.case_id,
                "event_id": standing.event_id,
                "office": "",
                "decider": DESK_DECIDER + decision.operator[:32],
                "decision": decision.decision.value,
                "parts": [],
                "reason": reason,
                "at": min(decision.decided_at, self._at),
            }
        )
        change = StatusChange(decision.case_id, status, reason)
        self.taken.decided.append(change)
        self.taken.changes.append(change)
        return ACCEPTED

    def _notice(self, event: Opened, notice: NoticeGiven) -> Judged:
        if notice.id in self._known.notices:
            return Judged(EventVerdict.CONFLICT, "notice_exists")
        self._known.notices.add(notice.id)
        self.taken.notices.append(notice.model_dump() | {"event_id": event.sent.id, "station_id": self._station.id})
        return ACCEPTED

    def _document(self, document: DocumentIssued) -> Judged:
        if self._known.cases.get(document.case_id) != (self._station.id, document.item):
            return Judged(EventVerdict.REJECTED, "case_unknown")
        if {document.code, document.number} & self._known.papers:
            return Judged(EventVerdict.CONFLICT, "paper_exists")
        self._known.papers |= {document.code, document.number}
        self.taken.documents.append(document.model_dump())
        return ACCEPTED

    def _paper(self, event: Opened, number: str, job_id: str, outcome: str, at: datetime) -> Judged:
        home = self._known.cases.get(event.sent.case_id, ("", ""))[0]
        if home != self._station.id and event.sent.case_id not in self._known.handed:
            return Judged(EventVerdict.REJECTED, "case_unknown")
        row = {"case_id": event.sent.case_id, "number": number, "job_id": job_id, "outcome": outcome, "at": at}
        self.taken.papers.append(row | {"event_id": event.sent.id})
        return ACCEPTED
