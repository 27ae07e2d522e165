"""What can happen in a sitting: acts of the person, words of devices and of the centre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.case import SubmittedCase
from app.domain.eligibility import Eligibility
from app.domain.evaluation import EvaluationChannel, Grade
from app.domain.following import FollowedCase
from app.domain.person import IdentityCard
from app.domain.ports import ELicence, MailingSlip, PaymentOrder
from app.domain.service_item import DeliveryKind, ServiceItem
from app.domain.vision_ports import FaceVerdict, FlattenedPage, PhotoVerdict, TurnVerdict
from app.journeys.agency_events import AgencyEvent
from app.journeys.appointment_events import AppointmentEvent
from app.journeys.desk_events import DeskEvent
from app.journeys.draft import Draft
from app.journeys.following_events import FollowingEvent
from app.journeys.handing_events import HandingEvent
from app.journeys.knowing_events import KnowingEvent
from app.journeys.medical.chart import USUAL_CHART, Chart
from app.journeys.medical_events import MedicalEvent
from app.journeys.scanning_events import ScanningEvent
from app.journeys.station_events import SlipWasTaken, StationEvent
from app.journeys.taking_events import TakingEvent
from app.journeys.ticket_events import TicketEvent

# ---------------------------------------------------------------- acts of the person


@dataclass(frozen=True, slots=True)
class FieldChosen:
    """A tile on home; an empty code is 全部事项."""

    field_code: str


@dataclass(frozen=True, slots=True)
class SearchTyped:
    text: str


@dataclass(frozen=True, slots=True)
class ItemChosen:
    """`case_id` a fresh UUIDv7; `online` whether the centre answered lately; `can_scan`: there is a document camera.

    `at_desk`: what is done is kept at every step, so that a power cut takes nothing of it. `answers`: what is known of
    its form already, as by a code that was scanned.
    """

    item: ServiceItem
    case_id: str
    online: bool
    can_scan: bool = False
    at_desk: bool = False
    chart: Chart = USUAL_CHART
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class LookUpChosen:
    pass


@dataclass(frozen=True, slots=True)
class NextPressed:
    """The primary button of a page that needs nothing more."""


@dataclass(frozen=True, slots=True)
class BackPressed:
    pass


@dataclass(frozen=True, slots=True)
class ExitPressed:
    pass


@dataclass(frozen=True, slots=True)
class TimeRanOut:
    pass


@dataclass(frozen=True, slots=True)
class TryAgainPressed:
    pass


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """`reuse`: what was handed in before may be used (个人档案)."""

    reuse: bool = False


@dataclass(frozen=True, slots=True)
class PageFilled:
    """The fields of one form page, already checked by the catalogue's rules."""

    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormFilled:
    """All pages of the form together, as a desk shows them; checked like each of them."""

    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormTyped:
    """A field of a desk was left: nothing is checked yet, but it is to be kept."""

    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftResumed:
    """What was kept of a case goes on."""

    item: ServiceItem
    draft: Draft = field(repr=False)
    online: bool
    can_scan: bool = False
    chart: Chart = USUAL_CHART


@dataclass(frozen=True, slots=True)
class ScanPressed:
    """扫描: the material that lies under the document camera."""

    material: str


@dataclass(frozen=True, slots=True)
class PageWasScanned:
    """What the document camera saw; `page.passed` says whether it is good enough to keep."""

    material: str
    page: FlattenedPage


@dataclass(frozen=True, slots=True)
class EditPressed:
    """改 on the review, for the page that holds this field."""

    field_name: str


@dataclass(frozen=True, slots=True)
class ShutterPressed:
    """Take the photo now (or: all rules held long enough)."""


@dataclass(frozen=True, slots=True)
class RetakePressed:
    pass


@dataclass(frozen=True, slots=True)
class SignatureGiven:
    """PNG of the strokes, black on transparent."""

    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PayLaterChosen:
    pass


@dataclass(frozen=True, slots=True)
class DeliveryChosen:
    kind: DeliveryKind


@dataclass(frozen=True, slots=True)
class GradeGiven:
    grade: Grade
    channel: EvaluationChannel


@dataclass(frozen=True, slots=True)
class ReasonsGiven:
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnotherItemPressed:
    pass


@dataclass(frozen=True, slots=True)
class PrintAgainPressed:
    """再打一次: the certificate of which nothing came out."""


# ---------------------------------------------------------------- words of the devices


@dataclass(frozen=True, slots=True)
class CardWasRead:
    """`on` is the day of reading, for the card's validity."""

    card: IdentityCard = field(repr=False)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Lingered:
    """A good result stood on the glass long enough; goes on by itself from step `index`."""

    index: int


@dataclass(frozen=True, slots=True)
class CardWasUnreadable:
    pass


@dataclass(frozen=True, slots=True)
class NoCardCame:
    pass


@dataclass(frozen=True, slots=True)
class ReaderWentAway:
    pass


@dataclass(frozen=True, slots=True)
class ReaderIsThere:
    """The reader answers; means something only where it was said to be gone."""


@dataclass(frozen=True, slots=True)
class CardWasTaken:
    pass


@dataclass(frozen=True, slots=True)
class FaceWasChecked:
    verdict: FaceVerdict


@dataclass(frozen=True, slots=True)
class HeadTurnSeen:
    """How the check for a living head goes; the finished one is its end."""

    verdict: TurnVerdict


@dataclass(frozen=True, slots=True)
class CameraWentAway:
    pass


@dataclass(frozen=True, slots=True)
class PhotoWasJudged:
    """`taken`: the shutter was pressed for this one; otherwise it is the live guidance."""

    verdict: PhotoVerdict
    taken: bool


@dataclass(frozen=True, slots=True)
class ReceiptPrinted:
    """`presented`: it lies in a slot that tells when it is taken."""

    presented: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptNotPrinted:
    cause: str


@dataclass(frozen=True, slots=True)
class CertificatePrinted:
    pass


@dataclass(frozen=True, slots=True)
class CertificateKept:
    """It lies here, signed, until the centre has completed the case."""


@dataclass(frozen=True, slots=True)
class CertificateNotPrinted:
    """`begun`: something of it may have come out, or it could not be made at all: not to be tried again by itself."""

    cause: str
    begun: bool = True


# ---------------------------------------------------------------- words of the centre and the store


@dataclass(frozen=True, slots=True)
class NothingFound:
    """The office that was asked holds nothing of this person."""


@dataclass(frozen=True, slots=True)
class RecordCame:
    record: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LicencesCame:
    licences: tuple[ELicence, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CentreDidNotAnswer:
    pass


@dataclass(frozen=True, slots=True)
class CentreSaidNo:
    pass


@dataclass(frozen=True, slots=True)
class PaymentOpened:
    order: PaymentOrder


@dataclass(frozen=True, slots=True)
class PaymentArrived:
    pass


@dataclass(frozen=True, slots=True)
class PaymentRefused:
    """What was tried on the phone did not go through."""


@dataclass(frozen=True, slots=True)
class PaymentExpired:
    """The code has run out, as far as is known: what was paid at the last moment may still be told."""


@dataclass(frozen=True, slots=True)
class SlipOpened:
    slip: MailingSlip


@dataclass(frozen=True, slots=True)
class SlipFilled:
    slip: MailingSlip = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseWasSaved:
    case: SubmittedCase


@dataclass(frozen=True, slots=True)
class SavingFailed:
    pass


@dataclass(frozen=True, slots=True)
class CentreTookCase:
    """`refused`: why the centre said no to it at once, as where what it books is gone; empty where it did not.
    `completed`: it decided it at once."""

    case_id: str
    refused: str = ""
    completed: bool = False


@dataclass(frozen=True, slots=True)
class CentreTookTooLong:
    case_id: str


@dataclass(frozen=True, slots=True)
class CasesFound:
    """What this station knows of a person's cases."""

    cases: tuple[FollowedCase, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class UsesChosen:
    """What a score is to be used for: the values of the field that the step `uses` asks."""

    values: tuple[str, ...]


PersonEvent = (
    FieldChosen | SearchTyped | ItemChosen | DraftResumed | LookUpChosen | NextPressed | BackPressed | ExitPressed
    | TimeRanOut | TryAgainPressed | ConsentGiven | PageFilled | FormFilled | FormTyped | ScanPressed | EditPressed
    | ShutterPressed | RetakePressed | SignatureGiven | PayLaterChosen | DeliveryChosen | GradeGiven | ReasonsGiven
    | AnotherItemPressed | PrintAgainPressed | UsesChosen
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RulesWereApplied:
    eligibility: Eligibility


@dataclass(frozen=True, slots=True)
class RulesFailed:
    """The pack could not be asked: no version for today, or a fact that cannot be."""


@dataclass(frozen=True, slots=True)
class FilmBegan:
    """The first picture is on the film."""


@dataclass(frozen=True, slots=True)
class FilmBroke:
    """No camera, no room, or a disk that does not keep it; what was kept stays."""


DeviceEvent = (
    Lingered | CardWasRead | CardWasUnreadable | NoCardCame | ReaderWentAway | ReaderIsThere | CardWasTaken
    | FaceWasChecked | HeadTurnSeen | CameraWentAway | PhotoWasJudged | ReceiptPrinted | ReceiptNotPrinted
    | CertificatePrinted | CertificateKept | CertificateNotPrinted | SlipWasTaken | PageWasScanned
    | RulesWereApplied | RulesFailed | FilmBegan | FilmBroke
)  # fmt: skip
CentreEvent = (
    RecordCame | NothingFound | LicencesCame | CentreDidNotAnswer | CentreSaidNo | PaymentOpened | PaymentArrived
    | PaymentRefused | PaymentExpired
    | SlipOpened | SlipFilled | CaseWasSaved | SavingFailed | CentreTookCase | CentreTookTooLong | CasesFound
)  # fmt: skip
Event = (
    PersonEvent | DeviceEvent | CentreEvent | StationEvent | DeskEvent | AgencyEvent | TicketEvent | MedicalEvent
    | TakingEvent | AppointmentEvent | FollowingEvent | KnowingEvent | ScanningEvent
    | HandingEvent
)  # fmt: skip
