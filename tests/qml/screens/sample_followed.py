"""Cases that somebody follows, in every state worth a look. The people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from app.domain.appointments import Appointment
from app.domain.case import CaseStatus
from app.domain.following import Asked, FollowedCase, Happened, Happening, OfficeWord, ReadyResult
from app.domain.mailing import Mailing, MailingState
from app.domain.person import IdentityCard
from app.journeys.states import (
    Asking,
    Cancelling,
    LookingUp,
    Paper,
    Passed,
    Sent,
    State,
    Told,
    Tracking,
    Trouble,
    Troubled,
    Working,
)

PERMIT = "residence-permit-application"
LICENCE = "driving-licence-renewal"
VERSION = "1.0"


def at(day: int, hour: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, 30, tzinfo=UTC)


BEGUN = (Happened(Happening.SUBMITTED, at(2)), Happened(Happening.RECEIVED, at(2)))
WHY = "照片反光，请再拍一张；电话打不通"
ANSWER = "您反映的路灯 3 月 6 日修好了，晚上再不亮请拨 12345。谢谢您告诉我们。"


def followed(status: CaseStatus, *more: Happened, **changed: object) -> FollowedCase:
    case = FollowedCase(
        id="0191",
        number="BM0120260302-00000007",
        item_code=PERMIT,
        item_version=VERSION,
        status=status,
        submitted_at=at(2),
        story=(*BEGUN, *more),
        told=True,
    )
    return replace(case, **changed)


ACCEPTED = followed(CaseStatus.ACCEPTED, Happened(Happening.ACCEPTED, at(3)))
RETURNED = followed(
    CaseStatus.RETURNED,
    Happened(Happening.RETURNED, at(5), text=WHY),
    reason=WHY,
    asked=(Asked(("photo", "phone"), reason=WHY),),
)
AT_WINDOW = followed(
    CaseStatus.RETURNED,
    Happened(Happening.RETURNED, at(5), "hospital", "身高看不清，请重测"),
    item_code=LICENCE,
    reason="身高看不清，请重测",
    asked=(Asked(("medical",), "hospital", "身高看不清，请重测"),),
    offices=(OfficeWord("hospital", "return"), OfficeWord("licensing", "accept")),
)
SALE_PARTS = (
    OfficeWord("tax", "accept", "completed", at(3)),
    OfficeWord("real_estate", "return", "returned", at(5), "产权证号少写一位，照证书再写一遍。"),
    OfficeWord("utilities", "", "waiting"),
)
SALE = followed(
    CaseStatus.RETURNED,
    Happened(Happening.RETURNED, at(5), "real_estate", SALE_PARTS[1].reason),
    item_code="house-sale",
    reason=SALE_PARTS[1].reason,
    asked=(Asked(("certificate_number",), "real_estate", SALE_PARTS[1].reason),),
    offices=SALE_PARTS,
)
SALE_FAILED = followed(
    CaseStatus.COMPLETED,
    Happened(Happening.COMPLETED, at(6)),
    item_code="house-sale",
    offices=(
        SALE_PARTS[0],
        OfficeWord("real_estate", "refuse", "refused", at(6), "房子还有查封，先解除查封再办。"),
        OfficeWord("utilities", "", "ended", at(6)),
    ),
)
SCHOOL = followed(
    CaseStatus.RECEIVED,
    item_code="starting-school",
    offices=(
        OfficeWord("police", "accept", "completed", at(3)),
        OfficeWord("real_estate", "", "in_hand"),
        OfficeWord("health", "accept", "completed", at(4)),
        OfficeWord("education", "", "in_hand"),
    ),
)
REFUSED = followed(CaseStatus.REFUSED, Happened(Happening.REFUSED, at(6), text="居住不满半年，满了再来"))
ANSWERED = followed(
    CaseStatus.COMPLETED, Happened(Happening.ACCEPTED, at(3)), Happened(Happening.COMPLETED, at(7), text=ANSWER)
)
MAILED = replace(ANSWERED, mailing=Mailing("EB123456789CN", MailingState.PICKED_UP))
PAPER = ReadyResult("certificate.pdf", "application/pdf", 4_000, "ab" * 32, at(7))
READY = replace(
    followed(CaseStatus.COMPLETED, Happened(Happening.ACCEPTED, at(3)), Happened(Happening.COMPLETED, at(7))),
    results=(PAPER,),
)
WAITS = replace(RETURNED, status=CaseStatus.SAVED, unsent=True, asked=(), reason="")
WAITS = replace(WAITS, story=(*RETURNED.story, Happened(Happening.CORRECTED, at(9))))


BOOKED = replace(
    followed(CaseStatus.ACCEPTED, Happened(Happening.ACCEPTED, at(3))),
    item_code="passport-renewal-booking",
    appointment=Appointment("county-exit-entry", date(2026, 12, 1), time(10)),
)


def opened(card: IdentityCard, case: FollowedCase, **changed: object) -> LookingUp:
    there = LookingUp(Passed(), card, known=(), from_centre=(case,), told=Told.TOLD, opened=case.id)
    return replace(there, **changed)


def followed_states(card: IdentityCard) -> dict[str, State]:
    """By name."""
    both = (ACCEPTED, replace(RETURNED, id="0190", number="BM0220260301-00000031", item_code="kinship-proof"))
    known = LookingUp(Passed(), card, known=(replace(both[1], told=False, here=True),))
    return {
        "my-cases": replace(known, from_centre=both, told=Told.TOLD),
        "my-cases-away": replace(known, told=Told.AWAY),
        "my-cases-asking": replace(known, told=Told.ASKING),
        "my-cases-looking": LookingUp(Working(), card),
        "my-cases-none": LookingUp(Passed(), card, known=(), told=Told.TOLD),
        "my-cases-unread": LookingUp(Troubled(Trouble.CASES_NOT_READ), card, told=Told.AWAY, unread=True),
        "case-accepted": opened(card, ACCEPTED),
        "case-returned": opened(card, RETURNED),
        "case-at-window": opened(card, AT_WINDOW),
        "case-bundle-returned": opened(card, SALE),
        "case-bundle-failed": opened(card, SALE_FAILED),
        "case-bundle-in-hand": opened(card, SCHOOL),
        "case-refused": opened(card, REFUSED),
        "case-answered": opened(card, ANSWERED),
        "case-mailed": opened(card, MAILED),
        "case-ready": opened(card, READY),
        "case-printing": opened(card, READY, mood=Working(), paper=Paper.PRINTING),
        "case-printed": opened(card, READY, paper=Paper.PRINTED, printed=frozenset({READY.id}), card_in_reader=True),
        "case-not-printed": opened(card, READY, paper=Paper.FAILED, cause="media_empty", can_print_again=True),
        "case-half-printed": opened(card, READY, paper=Paper.FAILED, cause="jammed"),
        "case-printed-before": opened(card, replace(READY, results=(replace(PAPER, printed_at=at(8)),))),
        "case-booked": opened(card, BOOKED),
        "case-cancel": opened(card, BOOKED, cancelling=Cancelling.ASKED),
        "case-cancelling": opened(card, BOOKED, mood=Working(), cancelling=Cancelling.UNDER_WAY),
        "case-cancelled": opened(card, BOOKED, cancelling=Cancelling.DONE),
        "case-moved": opened(card, BOOKED, cancelling=Cancelling.MOVED),
        "case-not-cancelled": opened(card, BOOKED, cancelling=Cancelling.AWAY),
        "case-away": opened(card, replace(ACCEPTED, told=False), told=Told.AWAY),
        "case-corrected": opened(card, replace(ACCEPTED, status=CaseStatus.RECEIVED), sent=Sent.AT_CENTRE),
        "case-sending": opened(card, WAITS, mood=Working(), sent=Sent.SAVED),
        "case-waits": opened(card, WAITS, told=Told.AWAY, sent=Sent.SAVED),
        "track": Tracking(),
        "track-asking": Tracking(Working()),
        "track-missed": Tracking(Asking(), missed=True, failures=1),
        "track-away": Tracking(Troubled(Trouble.CASES_NOT_ASKED)),
        "track-found": Tracking(Passed(), RETURNED),
    }
