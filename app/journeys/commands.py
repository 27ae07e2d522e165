"""What a sitting asks of the machine. The runtime carries these out and answers with events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.appointments import Appointment
from app.domain.case import SubmittedCase
from app.domain.evaluation import Evaluation
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.appointment_commands import AppointmentCommand
from app.journeys.authority_commands import WritePower
from app.journeys.desk_commands import DeskCommand
from app.journeys.draft import Draft
from app.journeys.following_commands import FollowingCommand
from app.journeys.handing_commands import HandingCommand
from app.journeys.knowing_commands import KnowingCommand
from app.journeys.medical.findings import Ear
from app.journeys.scanning_commands import ScanningCommand
from app.journeys.taking_commands import TakingCommand
from app.journeys.things import Things
from app.journeys.ticket_commands import ClaimTicket, PrintTicket, TakeTicket


@dataclass(frozen=True, slots=True)
class ReadCard:
    """`another`: the card that lies there was read already; first it goes."""

    another: bool = False


@dataclass(frozen=True, slots=True)
class WatchCard:
    """Say `CardWasTaken` once the card is out of the field."""


@dataclass(frozen=True, slots=True)
class WatchSlip:
    """Say `SlipWasTaken` once the receipt is out of the slot."""


@dataclass(frozen=True, slots=True)
class Remind:
    """By voice and light, again and again until told to stop: these still lie there."""

    things: Things


@dataclass(frozen=True, slots=True)
class StopReminding:
    pass


@dataclass(frozen=True, slots=True)
class KeepForgotten:
    """Nobody came back for these: write the custody record; take back what the machine can take back."""

    things: Things
    case_id: str


@dataclass(frozen=True, slots=True)
class ForgottenTaken:
    """What was left behind was taken away after all: close its custody record."""

    things: Things


@dataclass(frozen=True, slots=True)
class CheckFace:
    portrait: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class GuidePhoto:
    """Show the camera and judge pictures against these rules until told to stop."""

    rules: str


@dataclass(frozen=True, slots=True)
class TakePhoto:
    rules: str


@dataclass(frozen=True, slots=True)
class StopCamera:
    pass


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Look under the document camera once."""

    material: str


@dataclass(frozen=True, slots=True)
class ApplyRules:
    """Ask the rule pack of today; `facts` as in CONTRACT.md, `rules check`."""

    pack: str
    facts: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BeginFilm:
    case_id: str


@dataclass(frozen=True, slots=True)
class EndFilm:
    """With its last piece kept."""


@dataclass(frozen=True, slots=True)
class PlayTone:
    """The tone of the hearing test, for one ear."""

    ear: Ear


@dataclass(frozen=True, slots=True)
class KeepDraft:
    item: ServiceItem
    draft: Draft = field(repr=False)
    step: StepKind


@dataclass(frozen=True, slots=True)
class ForgetDraft:
    case_id: str


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """`answers` of the form go along where it is asked after the form."""

    item_code: str
    card: IdentityCard = field(repr=False)
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class FetchLicences:
    codes: tuple[str, ...]
    card: IdentityCard = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """Open an order and watch it until it is paid or the sitting moves on."""

    case_id: str
    item_code: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class OpenMailingSlip:
    """Open a slip and watch it until it is filled or the sitting moves on."""

    case_id: str


@dataclass(frozen=True, slots=True)
class StopAsking:
    """No answer of the centre to an earlier question is wanted any more."""


@dataclass(frozen=True, slots=True)
class SaveCase:
    item: ServiceItem
    draft: Draft


@dataclass(frozen=True, slots=True)
class AwaitCentre:
    """Sync now; say within `CENTRE_ANSWER_S` whether the centre took the case."""

    case_id: str


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    item: ServiceItem
    case: SubmittedCase
    masked_name: str
    at_centre: bool
    pay_later: bool
    masked_agent: str = ""
    appointment: Appointment | None = None
    refused: str = ""
    amount_fen: int = 0
    """What was or will be paid."""


@dataclass(frozen=True, slots=True)
class PrintCertificate:
    item: ServiceItem
    case: SubmittedCase
    draft: Draft


@dataclass(frozen=True, slots=True)
class KeepCertificate:
    """Made with the case and kept: it is printed once the centre has completed it."""

    item: ServiceItem
    case: SubmittedCase
    draft: Draft


@dataclass(frozen=True, slots=True)
class PrintCertificateAgain:
    """The very same paper; the ledger allows it as long as nothing of it came out."""

    case: SubmittedCase


@dataclass(frozen=True, slots=True)
class AskGrade:
    case_id: str


@dataclass(frozen=True, slots=True)
class StopAskingGrade:
    pass


@dataclass(frozen=True, slots=True)
class SaveEvaluation:
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Linger:
    """Say `Lingered(index)` after `LINGER_MS`."""

    index: int


@dataclass(frozen=True, slots=True)
class StopEverything:
    """Cancel whatever runs for this sitting; late answers are dropped."""


Command = (
    DeskCommand
    | ReadCard | WatchCard | WatchSlip | Remind | StopReminding | KeepForgotten | ForgottenTaken | CheckFace
    | GuidePhoto | TakePhoto | StopCamera | ScanPage | KeepDraft | ForgetDraft | FetchRecord | FetchLicences
    | OpenPayment | OpenMailingSlip | StopAsking | PlayTone
    | SaveCase | AwaitCentre | PrintReceipt | PrintCertificate | KeepCertificate | PrintCertificateAgain
    | AskGrade | StopAskingGrade
    | ApplyRules | BeginFilm | EndFilm
    | SaveEvaluation | FollowingCommand | Linger | StopEverything
    | TakeTicket | ClaimTicket | PrintTicket | WritePower | TakingCommand | AppointmentCommand | KnowingCommand
    | ScanningCommand | HandingCommand
)  # fmt: skip
