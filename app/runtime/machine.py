"""Everything a sitting works with, handed over by the composition; opened when first used, in its worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.domain.agency import Agency
from app.domain.appointments import AppointmentOffice
from app.domain.certificates import CertificateMaker
from app.domain.custody import CustodyBook
from app.domain.decisions import DecisionBook
from app.domain.drafts import DraftBook
from app.domain.eligibility import RuleBook
from app.domain.films import FilmStore
from app.domain.following import CaseBook, CaseFollowing
from app.domain.hand_over import HandOver
from app.domain.notices import NoticeBook, OneTimeNotice
from app.domain.outbox import EarlyUploads, OutboxDesk
from app.domain.person import IdentityCard
from app.domain.person_file import PersonFileOffice
from app.domain.ports import CaseStore, CentreServices, Enroller, Outbox, Synchronizer
from app.domain.print_ledger import PrintLedger
from app.domain.scanned_code import CodeRules
from app.domain.service_item import ServiceItem
from app.domain.standing import Accounts
from app.domain.tickets import TakenTicket, TicketOffice
from app.domain.vision_ports import DocumentFlattener, FaceMatcher, HeadTurnWatcher, PhotoStudio
from app.journeys.commands import PrintReceipt
from app.runtime.upkeep import Upkeep
from hardware import (
    Camera,
    CertificatePrinter,
    CodeScanner,
    EvaluationKeypad,
    IdCardReader,
    IoBoard,
    Power,
    Receipt,
    ReceiptPrinter,
    Speaker,
)


@dataclass(frozen=True, slots=True)
class Bench:
    """The devices of this station; None where none is configured."""

    id_card_reader: IdCardReader | None
    camera: Camera | None
    receipt_printer: ReceiptPrinter | None
    certificate_printer: CertificatePrinter | None
    evaluation_keypad: EvaluationKeypad | None
    code_scanner: CodeScanner | None = None
    speaker: Speaker | None = None
    io_board: IoBoard | None = None
    power: Power | None = None
    document_camera: Camera | None = None


class ReceiptWriter(Protocol):
    def __call__(self, told: PrintReceipt, language: str, clerk: str = "") -> Receipt:
        """`clerk`: the staff number of whoever accepted it at a desk."""


class NoticeWriter(Protocol):
    """`reused` are codes of materials that are here already."""

    def slip(
        self, notice: OneTimeNotice, item: ServiceItem, masked_name: str, reused: tuple[str, ...], language: str
    ) -> Receipt: ...

    def sheet(
        self, notice: OneTimeNotice, item: ServiceItem, masked_name: str, reused: tuple[str, ...], language: str
    ) -> bytes:
        """A4, where the station prints no slips. Raises OurFault."""


class PowerWriter(Protocol):
    def __call__(self, item: ServiceItem, agency: Agency, principal: IdentityCard, signature: bytes) -> bytes:
        """The power of attorney just signed, a sealed PDF; `signature` is a PNG. Raises TerminalError."""


class HandOverWriter(Protocol):
    def __call__(self, item: ServiceItem, codes: Sequence[str], good_until: datetime, language: str) -> Receipt: ...


class TicketWriter(Protocol):
    def __call__(self, item: ServiceItem, taken: TakenTicket, language: str) -> Receipt: ...


@dataclass(frozen=True, slots=True)
class Machine:
    """Parts behind a call are heavy or may fail: they are opened by the worker that needs them."""

    bench: Bench
    store: Callable[[], CaseStore]
    outbox: Callable[[], Outbox]
    prints: Callable[[], PrintLedger]
    synchronizer: Callable[[], Synchronizer]
    services: Callable[[], CentreServices]
    enroller: Callable[[], Enroller]
    studio: Callable[[], PhotoStudio]
    matcher: Callable[[], FaceMatcher]
    turns: Callable[[], HeadTurnWatcher | None]
    """None where this station does not ask for a turned head."""
    warm_faces: Callable[[], None]
    forget_faces: Callable[[], None]
    certificates: Callable[[], CertificateMaker]
    write_receipt: ReceiptWriter
    custody: Callable[[], CustodyBook]
    desk: Callable[[], OutboxDesk]
    early: Callable[[], EarlyUploads]
    station_log: Callable[[], bytes]
    """What the program has to say of itself, without a word of a person's."""
    sound_of: Callable[[str, str], Path]
    """The file of a sentence, by its name and the language."""
    portrait_of: Callable[[bytes], bytes | None]
    now: Callable[[], datetime]
    tend: Callable[[], Upkeep] | None = None
    """The station itself, looked after now and then; None where somebody else does it."""
    accounts: Callable[[], Accounts] | None = None
    flattener: Callable[[], DocumentFlattener] | None = None
    drafts: Callable[[], DraftBook] | None = None
    notices: Callable[[], NoticeBook] | None = None
    write_notice: NoticeWriter | None = None
    decisions: Callable[[], DecisionBook] | None = None
    films: Callable[[], FilmStore] | None = None
    rules: Callable[[], RuleBook] | None = None
    book: Callable[[], CaseBook] | None = None
    following: Callable[[], CaseFollowing] | None = None
    """Cases of people who stand here, by this station and by the centre; None where nobody follows any."""
    tickets: Callable[[], TicketOffice] | None = None
    """The queue of the hall; None where the station takes no part in one."""
    write_ticket: TicketWriter | None = None
    item_of: Callable[[str], ServiceItem] | None = None
    """By its code, as the catalogue has it now. Raises ItemUnknown."""
    appointments: Callable[[], AppointmentOffice] | None = None
    """The slots of what is booked; None where nobody asks for them."""
    person_file: Callable[[], PersonFileOffice] | None = None
    """What was handed in before; None where nobody asks for it."""
    write_power: PowerWriter | None = None
    code_rules: Callable[[], CodeRules] = CodeRules
    """By which a scanned code is known as ours. Raises TerminalError."""
    hand_over: Callable[[], HandOver] | None = None
    """Cases that go on at a counter; None where the station belongs to no hall."""
    write_hand_over: HandOverWriter | None = None
    item_today: Callable[[str], ServiceItem] | None = None
    """By its code, the version in force today. Raises ItemUnknown."""
    versions: Callable[[], Mapping[str, str]] = dict
    """Of `program` and `catalogue`, as the office is told them."""
    catalogue_came: Callable[[], bool] = lambda: False
    """Whether the centre sent another catalogue than this program began with."""
    tend_data: Callable[[], None] = lambda: None
    """What is due of sealing and erasing, once a day; called now and then."""
