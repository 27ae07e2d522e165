"""Which screen a state shows. The switch is exhaustive; QML files carry these names."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from app.domain.service_item import StepKind
from app.journeys.authority import PaperPage
from app.journeys.states import (
    AtHome,
    AtStep,
    AtTicket,
    Browsing,
    ChoosingTicket,
    Claiming,
    Finished,
    Finishing,
    Goodbye,
    HandingOver,
    LookingUp,
    Scanning,
    State,
    TakingOver,
    TakingThings,
    Tracking,
)


class Screen(StrEnum):
    """The value is the QML file's name under resources/qml/screens/self_service."""

    HOME = "HomeScreen"
    CLOSED = "ClosedScreen"
    ITEMS = "ItemsScreen"
    MY_CASES = "MyCasesScreen"
    CASE = "CaseScreen"
    TRACK = "TrackScreen"
    SCAN = "ScanScreen"
    PUT_CARD = "PutCardScreen"
    FACE_CHECK = "FaceCheckScreen"
    AGENCY = "AgencyScreen"
    AUTHORITY = "AuthorityScreen"
    POWER = "PowerScreen"
    NOTICE = "NoticeScreen"
    QUERY = "QueryScreen"
    FORM = "FormScreen"
    ELIGIBILITY = "EligibilityScreen"
    USES = "UsesScreen"
    MATERIALS = "MaterialsScreen"
    PHOTO = "PhotoScreen"
    MEDICAL = "MedicalScreen"
    APPOINTMENT = "AppointmentScreen"
    REVIEW = "ReviewScreen"
    PAYMENT = "PaymentScreen"
    DELIVERY = "DeliveryScreen"
    PAPER = "PaperScreen"
    DONE = "DoneScreen"
    HAND_OVER = "HandOverScreen"
    TAKE_OVER = "TakeOverScreen"
    REASONS = "ReasonsScreen"
    TICKET_ITEMS = "TicketItemsScreen"
    TICKET = "TicketScreen"
    TAKE_THINGS = "TakeThingsScreen"
    GOODBYE = "GoodbyeScreen"


def screen_of(state: State) -> Screen:  # noqa: C901 - one line a state, nothing to hide
    match state:
        case AtHome(closure=closure) if closure is not None:
            return Screen.CLOSED
        case AtHome():
            return Screen.HOME
        case Browsing():
            return Screen.ITEMS
        case LookingUp(card=None) | Claiming():
            return Screen.PUT_CARD
        case LookingUp(opened=opened) if opened:
            return Screen.CASE
        case LookingUp():
            return Screen.MY_CASES
        case Tracking(case=None):
            return Screen.TRACK
        case Tracking():
            return Screen.CASE
        case Scanning():
            return Screen.SCAN
        case AtStep():
            return authority_screen(state) if state.step is StepKind.AUTHORITY else _screen_of_step(state.step)
        case HandingOver():
            return Screen.HAND_OVER
        case TakingOver():
            return Screen.TAKE_OVER
        case Finishing():
            return Screen.PAPER
        case Finished(choosing_reasons=True):
            return Screen.REASONS
        case Finished():
            return Screen.DONE
        case ChoosingTicket():
            return Screen.TICKET_ITEMS
        case AtTicket():
            return Screen.TICKET
        case TakingThings():
            return Screen.TAKE_THINGS
        case Goodbye():
            return Screen.GOODBYE
        case _ as never:
            assert_never(never)


def authority_screen(state: AtStep) -> Screen:
    """Of the page: the ways and the scan, the principal's face, the power of attorney to read and to sign."""
    match state.page:
        case PaperPage.FACE:
            return Screen.FACE_CHECK
        case PaperPage.READ | PaperPage.SIGN:
            return Screen.POWER
        case _:
            return Screen.AUTHORITY


def _screen_of_step(step: StepKind) -> Screen:  # noqa: C901 - one line a step
    match step:
        case StepKind.IDENTIFY:
            return Screen.PUT_CARD
        case StepKind.FACE_CHECK:
            return Screen.FACE_CHECK
        case StepKind.AGENCY:
            return Screen.AGENCY
        case StepKind.AUTHORITY:
            return Screen.AUTHORITY
        case StepKind.NOTICE:
            return Screen.NOTICE
        case StepKind.QUERY | StepKind.LOOKUP:
            return Screen.QUERY
        case StepKind.ELIGIBILITY | StepKind.VERDICT:
            return Screen.ELIGIBILITY
        case StepKind.USES:
            return Screen.USES
        case StepKind.FORM:
            return Screen.FORM
        case StepKind.MATERIALS:
            return Screen.MATERIALS
        case StepKind.PHOTO:
            return Screen.PHOTO
        case StepKind.MEDICAL:
            return Screen.MEDICAL
        case StepKind.APPOINTMENT:
            return Screen.APPOINTMENT
        case StepKind.REVIEW | StepKind.SIGNATURE:
            return Screen.REVIEW
        case StepKind.PAYMENT:
            return Screen.PAYMENT
        case StepKind.DELIVERY:
            return Screen.DELIVERY
        case StepKind.SUBMIT | StepKind.PAPER | StepKind.EVALUATION | StepKind.TAKE_AWAY:
            return Screen.PAPER
        case _ as never:
            assert_never(never)
