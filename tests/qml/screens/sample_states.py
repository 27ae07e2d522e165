"""Invented people and the states a sitting can be in with them, for trying the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.catalogue import load_catalogue
from app.domain.agency import Agency
from app.domain.case import CaseStatus, SubmittedCase
from app.domain.eligibility import Eligibility, RuleReason, RuleVerdict
from app.domain.evaluation import Grade
from app.domain.person import IdentityCard
from app.domain.person_file import FiledPaper
from app.domain.ports import ELicence, MailingSlip, PaymentOrder
from app.domain.service_item import DeliveryKind, StepKind
from app.domain.tickets import Lane, Priority, TakenTicket, Ticket
from app.domain.vision_ports import PhotoRuleResult, PhotoVerdict, Turn, TurnVerdict
from app.journeys.agency import AgencyAsk, steps_with
from app.journeys.authority import PaperPage
from app.journeys.draft import Draft
from app.journeys.states import (
    Asking,
    AtHome,
    AtStep,
    AtTicket,
    Browsing,
    ChoosingTicket,
    Claiming,
    Finished,
    Finishing,
    Goodbye,
    LookingUp,
    Mood,
    Paper,
    Passed,
    State,
    TakingThings,
    Trouble,
    Troubled,
    Working,
)
from app.journeys.things import Closure, Thing
from tests.qml.screens.sample_bookings import booking_states
from tests.qml.screens.sample_followed import followed_states
from tests.qml.screens.sample_forms import form_states
from tests.qml.screens.sample_handing import handing_states
from tests.qml.screens.sample_queries import query_states
from tests.qml.screens.sample_scanning import scanning_states
from tests.qml.screens.sample_scores import score_states
from tests.qml.screens.sample_things import thing_states

SHELF = load_catalogue()
BOOKED = SHELF.item("passport-renewal-booking")
PENSION = SHELF.item("residents-pension-registration")
TICKET = AtTicket(SHELF.item("residence-permit-endorsement"), "t-1")
TAKEN_TICKET = replace(
    TICKET,
    mood=Passed(),
    taken=TakenTicket(
        Ticket(
            "t-1",
            "K007",
            Lane.QUICK,
            "residence-permit-endorsement",
            Priority.NONE,
            datetime(2026, 3, 18, 1, 41, tzinfo=UTC),
        ),
        4,
        timedelta(minutes=11, seconds=20),
    ),
)
BOOKED_TICKET = TakenTicket(
    Ticket(
        "t-2",
        "A012",
        Lane.ORDINARY,
        "passport-renewal-booking",
        Priority.NONE,
        datetime(2026, 3, 18, 1, 41, tzinfo=UTC),
        booked_for=datetime(2026, 3, 18, 2, 30, tzinfo=UTC),
    ),
    4,
    timedelta(minutes=11),
)
LATE_TICKET = replace(BOOKED_TICKET, ticket=replace(BOOKED_TICKET.ticket, booked_for=None), late=True)
CARD = IdentityCard(
    kind="resident",
    name="张文三",
    id_number="330726198203111234",
    sex="1",
    birth_date=date(1982, 3, 11),
    valid_from=date(2016, 5, 11),
    valid_to=date(2036, 5, 11),
    address="浙江省临江市青禾县云溪镇柳叶路18号",
    authority="青禾县公安局",
)
CASE = SubmittedCase("0192", "YX0120260318-0042", CaseStatus.SAVED)
RECORD = {
    "person": {"name": CARD.name, "id_number": CARD.id_number},
    "unit": "云湖纺织有限公司",
    "period": {"from": "2025-03", "to": "2026-02"},
    "insurances": [
        {"kind": kind, "state": "正常参保", "since": "2011-07", "months": 176, "unit": "云湖纺织有限公司"}
        for kind in ("城镇职工基本养老保险", "城镇职工基本医疗保险", "失业保险", "工伤保险", "生育保险")
    ],
}
RULES = ("光线", "一个人", "正对镜头", "远近", "白色背景", "头部大小", "头部位置", "清晰", "文件大小")
TOP_UP = "citizen-card-top-up"
FORMS = {
    "temporary-id-card": {"reason": "expired", "phone": "13812345678", "pickup_place": "police_station"},
    "residence-permit-endorsement": {
        "residence_address": CARD.address,
        "reason": "employment",
        "employer": "云湖纺织有限公司",
        "phone": "13812345678",
    },
    "social-insurance-proof": {"purpose": "settlement"},
    TOP_UP: {"top_up": "50.00"},
}
PERSONAL = (CARD.name, CARD.id_number, CARD.address, "13812345678", "青禾县云溪镇", "李小四", "云湖纺织")
"""What must be nowhere once the sitting is over."""


def draft_for(code: str, **more: Any) -> Draft:
    return Draft(case_id="0192", card=CARD, consented=True, form=FORMS[code], **more)


def at(code: str, step: StepKind, mood: Mood | None = None, **more: Any) -> AtStep:
    """The named step of an item, its draft filled as it would be by then."""
    item = SHELF.item(code)
    draft = more.pop("draft", None) or draft_for(code)
    if step is StepKind.IDENTIFY and mood in (None, Asking()):
        draft = Draft(case_id="0192")
    return AtStep(item, item.steps, item.steps.index(step), draft, mood or Asking(), **more)


def troubled(code: str, step: StepKind, trouble: Trouble, times: int = 1) -> AtStep:
    return at(code, step, Troubled(trouble, times), failures=times)


AGENT = replace(CARD, name="李四海", id_number="330726198802034515", birth_date=date(1988, 2, 3))


def by_agent(step: StepKind, mood: Mood | None = None, *, is_read: bool = False, **more: Any) -> AtStep:
    """The named step of an item in which somebody acts for another; of the principal nothing is typed."""
    told = {} if step is StepKind.AGENCY else {"relation": "child", "reason": "away"}
    agency = Agency(AGENT, date(2026, 3, 18), told, is_read=is_read)
    known = is_read or step not in (StepKind.IDENTIFY, StepKind.AGENCY)
    form = {"yearly_rate": "500", "phone": "13812345678"} if known else {}
    draft = Draft("0192", CARD if known else None, "matched", consented=known, form=form, agency=agency)
    steps = steps_with(PENSION.steps, agency, at_glass=not more.get("at_desk", False))
    return AtStep(PENSION, steps, steps.index(step), draft, mood or Asking(), **more)


def agency_states() -> dict[str, State]:
    """At the glass."""
    power = by_agent(StepKind.AUTHORITY, is_read=True, can_scan=True)
    face, scan = replace(power, page=PaperPage.FACE), replace(power, page=PaperPage.SCAN)
    signed = replace(power.draft, scans={"power-of-attorney": b"%PDF"})
    principal = by_agent(StepKind.AGENCY, page=AgencyAsk.PRINCIPAL)
    return {
        "agency-put-card": at(PENSION.code, StepKind.IDENTIFY, draft=Draft("0192")),
        "agency-put-card-chosen": by_agent(StepKind.IDENTIFY),
        "agency-relation": by_agent(StepKind.AGENCY),
        "agency-reason": by_agent(StepKind.AGENCY, page=AgencyAsk.REASON),
        "form-principal": principal,
        "form-principal-lies": replace(principal, card_in_reader=True),
        "form-principal-read": by_agent(StepKind.AGENCY, is_read=True, page=AgencyAsk.PRINCIPAL),
        "agency-ways": power,
        "agency-ways-by-number": by_agent(StepKind.AUTHORITY, can_scan=True),
        "agency-ways-signed": replace(power, draft=signed, mood=Passed()),
        "agency-face": replace(face, mood=Working()),
        "agency-face-passed": replace(face, mood=Passed()),
        "agency-power": replace(power, page=PaperPage.READ),
        "agency-power-sign": replace(power, page=PaperPage.SIGN),
        "agency-power-working": replace(power, page=PaperPage.SIGN, mood=Working()),
        "agency-scan": scan,
        "agency-scan-working": replace(scan, scanning="power-of-attorney"),
        "agency-scan-bad": replace(scan, scan_advice="把纸放平，四个角露出来"),
        "agency-scan-done": replace(scan, mood=Passed()),
        "agency-notice": by_agent(StepKind.NOTICE),
        "agency-materials": by_agent(StepKind.MATERIALS, Passed(), can_scan=True),
        "agency-materials-signed": replace(by_agent(StepKind.MATERIALS, Passed(), is_read=True), draft=signed),
        "agency-review": by_agent(StepKind.REVIEW),
        "agency-done": finished(ID_CARD, by_agent=True, masked_agent="李*海", two_cards=True, card_in_reader=False),
        "agency-take-card": TakingThings(frozenset({Thing.CARD}), two_cards=True),
        "trouble-agent-too-young": by_agent(StepKind.IDENTIFY, Troubled(Trouble.AGENT_TOO_YOUNG)),
        "trouble-same-person": replace(principal, mood=Troubled(Trouble.SAME_PERSON)),
        "trouble-no-way-to-act": by_agent(StepKind.AUTHORITY, Troubled(Trouble.NO_WAY_TO_ACT)),
        "trouble-only-signed": by_agent(StepKind.AUTHORITY, Troubled(Trouble.ONLY_SIGNED_HERE)),
        "trouble-power": replace(power, page=PaperPage.SIGN, mood=Troubled(Trouble.POWER_NOT_WRITTEN)),
        "trouble-principal-face": replace(face, mood=Troubled(Trouble.FACE_NOT_MATCHED)),
    }


def verdict(passed: int, photo: bytes | None = None) -> PhotoVerdict:
    results = tuple(
        PhotoRuleResult(name, n < passed, "20 毫米", "19–22 毫米", "往前站一点") for n, name in enumerate(RULES)
    )
    return PhotoVerdict(passed == len(RULES), results, photo)


def finished(code: str, **more: Any) -> Finished:
    item = SHELF.item(code)
    values: dict[str, Any] = {
        "at_centre": True,
        "receipt": Paper.PRINTED,
        "certificate": Paper.NONE,
        "card_in_reader": True,
        **more,
    }
    return Finished(item=item, steps=item.steps, case=CASE, masked_name="张*三", **values)


def finishing(code: str, **more: Any) -> Finishing:
    item = SHELF.item(code)
    return Finishing(item, item.steps, draft_for(code), CASE, **more)


RENEWAL = "driving-licence-renewal"
LICENCE = {
    "classes": ["B2"],
    "valid_from": "2020-05-02",
    "valid_to": "2026-05-02",
    "points_by_year": [0, 3, 6],
    "unsettled_violations": 0,
    "unsettled_accidents": 0,
    "issuer": "临江市公安局交通警察支队车辆管理所",
    "as_of": "2026-03-18",
}
OPEN = Eligibility(
    RENEWAL,
    "2025-01-01",
    "2026-03-18",
    RuleVerdict.UNKNOWN,
    (RuleReason("limbs", "还不知道四肢检查，现在判断不了；查到或检查后再来判。", "undecided", fact="medical.limbs"),),
    ("B2",),
    "10y",
    "2026-02-01",
)
WEAK = RuleReason(
    "vision",
    "B2 要求两眼视力都达到 5.0（可以戴镜），量到左眼 4.9、右眼 5.0，不能按原准驾车型换证。可以配镜矫正后重测。",
    "refuses",
)
REFUSED = replace(OPEN, verdict=RuleVerdict.MAY_NOT, reasons=(WEAK, *OPEN.reasons), allowed_classes=("C1",))


def renewing(step: StepKind, mood: Mood | None = None, **more: Any) -> AtStep:
    """A driver at a branch; `more` goes into the draft."""
    item = SHELF.item(RENEWAL)
    draft = Draft("0192", CARD, "matched", consented=True, record=LICENCE, **more)
    return AtStep(item, item.steps, item.steps.index(step), draft, mood or Passed())


ID_CARD = "temporary-id-card"
PROOF = "social-insurance-proof"
PERMIT = "residence-permit-endorsement"
SLIP = MailingSlip("K7M2", "http://192.168.10.2:8400/m/K7M2QX4T9A")
FILLED = replace(SLIP, filled=True, recipient="李小四", phone="13912345678", address="青禾县云溪镇柳叶路18号")
LICENCES = (
    ELicence("residence-permit", "居住证", "J330726"),
    ELicence("tenancy-contract", "房屋租赁合同", "Z20250012"),
)
ORDER = PaymentOrder("P1", "http://192.168.10.2:8400/pay/8F3K2M9QXA", 1000)


ON_FILE: dict[str, Any] = {
    "file_agreed": True,
    "filed": tuple(
        FiledPaper(each, date(2026, 3, 2), "BM01-1", "application/pdf", b"%PDF-1.7")
        for each in ("residence-permit", "tenancy-contract")
    ),
}


def _of_the_way_in() -> dict[str, State]:
    return {
        "home": AtHome(),
        "home-forgotten": AtHome(forgotten=frozenset({Thing.CARD})),
        "closed-battery": AtHome(closures=frozenset({Closure.ON_BATTERY})),
        "closed-tampered": AtHome(closures=frozenset({Closure.TAMPERED})),
        "closed-door": AtHome(closures=frozenset({Closure.DOOR_OPEN})),
        "closed-locked": AtHome(closures=frozenset({Closure.LOCKED})),
        "closed-frozen": AtHome(closures=frozenset({Closure.FROZEN})),
        "closed-maintenance": AtHome(closures=frozenset({Closure.MAINTENANCE})),
        "ticket-items": ChoosingTicket(),
        "ticket-items-none": ChoosingTicket(text="养猫"),
        "ticket-items-unbooked": ChoosingTicket(unbooked=True),
        "ticket-claiming": Claiming(),
        "ticket-claiming-working": Claiming(Working()),
        "ticket-claiming-offline": Claiming(Troubled(Trouble.CENTRE_UNREACHABLE)),
        "ticket-booked": replace(TAKEN_TICKET, taken=BOOKED_TICKET, receipt=Paper.PRINTED),
        "ticket-booked-late": replace(TAKEN_TICKET, taken=LATE_TICKET, receipt=Paper.PRINTED),
        "ticket-asking": TICKET,
        "ticket-preferred": replace(TICKET, priority=Priority.OLD),
        "ticket-working": replace(TICKET, mood=Working()),
        "ticket-offline": replace(TICKET, mood=Troubled(Trouble.CENTRE_UNREACHABLE)),
        "ticket-refused": replace(TICKET, mood=Troubled(Trouble.CENTRE_REFUSED, 3)),
        "ticket-printing": replace(TAKEN_TICKET, receipt=Paper.PRINTING),
        "ticket-printed": replace(TAKEN_TICKET, receipt=Paper.PRINTED),
        "ticket-no-paper": replace(TAKEN_TICKET, receipt=Paper.FAILED, cause="paper_out"),
        "items-all": Browsing(),
        "items-field": Browsing("household"),
        "items-none": Browsing("nothing_here"),
        "items-search-none": Browsing(text="养猫"),
        **followed_states(CARD),
        **scanning_states(),
        **handing_states(
            SHELF.item("residents-pension-registration"), Draft(case_id="0192", card=CARD, consented=True)
        ),
        "put-card": at(ID_CARD, StepKind.IDENTIFY),
        "put-card-read": at(ID_CARD, StepKind.IDENTIFY, Passed(), card_in_reader=True),
        "put-card-look-up": LookingUp(),
        "face": at(ID_CARD, StepKind.FACE_CHECK, Working()),
        "face-turn": at(ID_CARD, StepKind.FACE_CHECK, Working(), turn=TurnVerdict(Turn.LEFT, 0, "慢慢向左转头")),
        "face-passed": at(ID_CARD, StepKind.FACE_CHECK, Passed()),
        "notice": at(ID_CARD, StepKind.NOTICE, draft=Draft("0192", CARD)),
    }


def _of_the_middle(photo: bytes) -> dict[str, State]:
    permit = draft_for(PERMIT, licences=LICENCES)
    return {
        "query-working": at(PROOF, StepKind.QUERY, Working()),
        "query": at(PROOF, StepKind.QUERY, Passed(), draft=draft_for(PROOF, record=RECORD)),
        "query-licence": renewing(StepKind.QUERY),
        "eligibility-working": renewing(StepKind.ELIGIBILITY, Working()),
        "eligibility": renewing(StepKind.ELIGIBILITY, eligibility=OPEN),
        "verdict": renewing(StepKind.VERDICT, eligibility=OPEN),
        "verdict-refused": renewing(StepKind.VERDICT, eligibility=REFUSED),
        "form-choice": at(ID_CARD, StepKind.FORM, draft=Draft("0192", CARD)),
        "form-phone": at(ID_CARD, StepKind.FORM, page=1),
        "form-address": at(PERMIT, StepKind.FORM, draft=Draft("0192", CARD)),
        "form-situation": at(PERMIT, StepKind.FORM, page=1, for_review=True),
        "materials-working": at(PERMIT, StepKind.MATERIALS, Working()),
        "materials": at(PERMIT, StepKind.MATERIALS, Passed(), draft=permit),
        "materials-to-scan": at(PERMIT, StepKind.MATERIALS, Passed(), can_scan=True),
        "materials-badly-laid": at(
            PERMIT,
            StepKind.MATERIALS,
            Passed(),
            can_scan=True,
            looked_at=SHELF.item(PERMIT).materials[1].code,
            scan_advice="把纸放平，四个角露出来",
        ),
        "materials-on-file": at(PERMIT, StepKind.MATERIALS, Passed(), draft=replace(Draft("0192", CARD), **ON_FILE)),
        "materials-offline": at(PERMIT, StepKind.MATERIALS, Passed(), online=False),
        "photo": at(ID_CARD, StepKind.PHOTO, photo_verdict=verdict(6)),
        "photo-good": at(ID_CARD, StepKind.PHOTO, photo_verdict=verdict(9)),
        "photo-taken": at(ID_CARD, StepKind.PHOTO, Passed(), draft=draft_for(ID_CARD, photo=photo)),
        "review": at(ID_CARD, StepKind.REVIEW),
        "review-permit": at(PERMIT, StepKind.REVIEW),
        "payment-working": at(ID_CARD, StepKind.PAYMENT, Working()),
        "payment": at(ID_CARD, StepKind.PAYMENT, draft=draft_for(ID_CARD, payment=ORDER)),
        "payment-paid": at(ID_CARD, StepKind.PAYMENT, Passed(), draft=draft_for(ID_CARD, payment=ORDER, paid=True)),
        "payment-late": at(
            ID_CARD, StepKind.PAYMENT, Passed(), draft=draft_for(ID_CARD, payment=ORDER, paid=True, paid_late=True)
        ),
        "payment-now": at(TOP_UP, StepKind.PAYMENT, draft=draft_for(TOP_UP, payment=ORDER)),
        "payment-now-offline": at(
            TOP_UP,
            StepKind.PAYMENT,
            Troubled(Trouble.CENTRE_UNREACHABLE),
            draft=draft_for(TOP_UP),
            online=False,
        ),
        "payment-offline": at(ID_CARD, StepKind.PAYMENT, online=False),
        "delivery": at(PERMIT, StepKind.DELIVERY),
        "delivery-code": at(PERMIT, StepKind.DELIVERY, draft=draft_for(PERMIT, delivery=DeliveryKind.MAIL, slip=SLIP)),
        "delivery-filled": at(
            PERMIT, StepKind.DELIVERY, Passed(), draft=draft_for(PERMIT, delivery=DeliveryKind.MAIL, slip=FILLED)
        ),
    }


def _of_the_end() -> dict[str, State]:
    return {
        "paper-saving": at(ID_CARD, StepKind.SUBMIT, Working()),
        "paper-centre": finishing(ID_CARD),
        "paper-receipt": finishing(ID_CARD, at_centre=True, receipt=Paper.PRINTING),
        "paper-certificate": finishing(PROOF, at_centre=True, receipt=Paper.PRINTING, certificate=Paper.PRINTING),
        "done": finished(ID_CARD),
        "done-spared": finished(PERMIT, spared=3),
        "done-acted-spared": finished(PERMIT, spared=3, by_agent=True, masked_agent="李*海", two_cards=True),
        "done-pending-spared": finished(PERMIT, at_centre=False, spared=3),
        "done-pending": finished(ID_CARD, at_centre=False, card_in_reader=False),
        "done-no-receipt": finished(ID_CARD, receipt=Paper.FAILED, cause="paper_out", card_in_reader=False),
        "done-no-certificate": finished(PROOF, certificate=Paper.FAILED, card_in_reader=False),
        "done-print-again": finished(PROOF, certificate=Paper.FAILED, can_print_again=True, card_in_reader=False),
        "done-printing-again": finished(PROOF, certificate=Paper.PRINTING, card_in_reader=False),
        "done-certificate": finished(PROOF, certificate=Paper.PRINTED, card_in_reader=False),
        "done-graded": finished(ID_CARD, card_in_reader=False, grade=Grade.GOOD),
        "reasons": finished(ID_CARD, grade=Grade.BAD, choosing_reasons=True),
        "take-card": TakingThings(frozenset({Thing.CARD})),
        "take-receipt": TakingThings(frozenset({Thing.RECEIPT})),
        "take-things": TakingThings(frozenset(Thing)),
        "goodbye": Goodbye(),
    }


def _of_trouble() -> dict[str, State]:
    return {
        "trouble-card": troubled(ID_CARD, StepKind.IDENTIFY, Trouble.CARD_UNREADABLE),
        "trouble-card-third": troubled(ID_CARD, StepKind.IDENTIFY, Trouble.CARD_UNREADABLE, 3),
        "trouble-kind": troubled(ID_CARD, StepKind.IDENTIFY, Trouble.CARD_KIND_NOT_TAKEN),
        "trouble-expired": troubled(ID_CARD, StepKind.IDENTIFY, Trouble.CARD_EXPIRED),
        "trouble-reader": troubled(ID_CARD, StepKind.IDENTIFY, Trouble.READER_GONE),
        "trouble-no-face": troubled(ID_CARD, StepKind.FACE_CHECK, Trouble.FACE_NOT_FOUND),
        "trouble-face": troubled(ID_CARD, StepKind.FACE_CHECK, Trouble.FACE_NOT_MATCHED),
        "trouble-turn": troubled(ID_CARD, StepKind.FACE_CHECK, Trouble.HEAD_NOT_TURNED),
        "trouble-portrait": troubled(ID_CARD, StepKind.FACE_CHECK, Trouble.FACE_NOT_POSSIBLE),
        "trouble-camera": troubled(ID_CARD, StepKind.PHOTO, Trouble.CAMERA_GONE),
        "trouble-centre": troubled(PROOF, StepKind.QUERY, Trouble.CENTRE_UNREACHABLE),
        "trouble-refused": troubled(PROOF, StepKind.QUERY, Trouble.CENTRE_REFUSED),
        "trouble-film-review": renewing(StepKind.REVIEW, Troubled(Trouble.FILM_BROKE)),
        "trouble-rules": renewing(StepKind.ELIGIBILITY, Troubled(Trouble.RULES_FAILED)),
        "trouble-film": troubled(ID_CARD, StepKind.PHOTO, Trouble.FILM_BROKE),
        "trouble-storage": troubled(ID_CARD, StepKind.SUBMIT, Trouble.STORAGE_FAILED),
        "trouble-payment-refused": troubled(ID_CARD, StepKind.PAYMENT, Trouble.PAYMENT_REFUSED),
        "trouble-payment-expired": troubled(ID_CARD, StepKind.PAYMENT, Trouble.PAYMENT_EXPIRED),
        "trouble-payment": replace(troubled(ID_CARD, StepKind.PAYMENT, Trouble.CENTRE_UNREACHABLE), online=False),
        "trouble-delivery": replace(troubled(PERMIT, StepKind.DELIVERY, Trouble.CENTRE_UNREACHABLE), online=False),
    }


def sample_states(photo: bytes) -> dict[str, State]:
    """Every screen in every state worth a look, by name. `photo` is a finished JPEG."""
    return (
        _of_the_way_in()
        | agency_states()
        | _of_the_middle(photo)
        | form_states(CARD)
        | thing_states(CARD, photo)
        | booking_states(BOOKED, CARD)
        | query_states(SHELF, CARD)
        | score_states(SHELF.item("newcomer-points"), CARD)
        | _of_the_end()
        | _of_trouble()
    )
