"""All pages, made once: one view-model a screen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.journeys.screens import Screen
from app.viewmodels.agency import AgencyPage
from app.viewmodels.appointment import AppointmentPage
from app.viewmodels.authority import AuthorityPage
from app.viewmodels.case import CasePage
from app.viewmodels.closed import ClosedPage
from app.viewmodels.delivery import DeliveryPage
from app.viewmodels.done import DonePage
from app.viewmodels.eligibility import EligibilityPage
from app.viewmodels.face_check import FaceCheckPage
from app.viewmodels.facts import Surroundings
from app.viewmodels.form import FormPage
from app.viewmodels.hand_over import HandOverPage
from app.viewmodels.home import HomePage
from app.viewmodels.items import ItemsPage
from app.viewmodels.materials import MaterialsPage
from app.viewmodels.medical import MedicalPage
from app.viewmodels.my_cases import MyCasesPage
from app.viewmodels.notice import NoticePage
from app.viewmodels.page import Page
from app.viewmodels.paper import PaperPage
from app.viewmodels.payment import PaymentPage
from app.viewmodels.photo import PhotoPage
from app.viewmodels.power import PowerPage
from app.viewmodels.put_card import PutCardPage
from app.viewmodels.query import QueryPage
from app.viewmodels.reasons import ReasonsPage
from app.viewmodels.review import ReviewPage
from app.viewmodels.scan import ScanPage
from app.viewmodels.score import UsesPage
from app.viewmodels.take_over import TakeOverPage
from app.viewmodels.take_things import GoodbyePage, TakeThingsPage
from app.viewmodels.ticket import TicketItemsPage, TicketPage
from app.viewmodels.track import TrackPage


def make_pages(around: Surroundings, parent: QObject | None = None) -> dict[Screen, Page]:
    """Every screen's view-model; each reads the sitting and keeps nothing of it."""
    items = ItemsPage(around, parent)
    return {
        Screen.CLOSED: ClosedPage(around, parent),
        Screen.HOME: HomePage(around, items.begin_typing, parent),
        Screen.ITEMS: items,
        Screen.MY_CASES: MyCasesPage(around, parent),
        Screen.CASE: CasePage(around, parent),
        Screen.TRACK: TrackPage(around, parent),
        Screen.SCAN: ScanPage(around, parent),
        Screen.PUT_CARD: PutCardPage(around, parent),
        Screen.FACE_CHECK: FaceCheckPage(around, parent),
        Screen.AGENCY: AgencyPage(around, parent),
        Screen.AUTHORITY: AuthorityPage(around, parent),
        Screen.POWER: PowerPage(around, parent),
        Screen.NOTICE: NoticePage(around, parent),
        Screen.QUERY: QueryPage(around, parent),
        Screen.ELIGIBILITY: EligibilityPage(around, parent),
        Screen.USES: UsesPage(around, parent),
        Screen.FORM: FormPage(around, parent),
        Screen.MATERIALS: MaterialsPage(around, parent),
        Screen.PHOTO: PhotoPage(around, parent),
        Screen.MEDICAL: MedicalPage(around, parent),
        Screen.APPOINTMENT: AppointmentPage(around, parent),
        Screen.REVIEW: ReviewPage(around, parent),
        Screen.PAYMENT: PaymentPage(around, parent),
        Screen.DELIVERY: DeliveryPage(around, parent),
        Screen.PAPER: PaperPage(around, parent),
        Screen.HAND_OVER: HandOverPage(around, parent),
        Screen.TAKE_OVER: TakeOverPage(around, parent),
        Screen.DONE: DonePage(around, parent),
        Screen.REASONS: ReasonsPage(around, parent),
        Screen.TICKET_ITEMS: TicketItemsPage(around, parent),
        Screen.TICKET: TicketPage(around, parent),
        Screen.TAKE_THINGS: TakeThingsPage(around, parent),
        Screen.GOODBYE: GoodbyePage(around, parent),
    }
