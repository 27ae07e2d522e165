"""The ports through which the rooms of the second floor meet. Implemented there, handed over in `app.composition`.

Expected outcomes are returned; what should not happen is raised from `app.domain.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from app.domain.case import Attachment, Case, Correction, Submission, SubmittedCase
from app.domain.evaluation import Evaluation
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem

# ---------------------------------------------------------------- local store


class EventVerdict(StrEnum):
    """What the centre says of one event."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    """One row on its way to the centre. `payload` is zstd of canonical JSON (UTF-8), `payload_sha256` hex of the JSON.

    With `sealed_to` (an age public key) `payload` is age(zstd(JSON)) already: this station cannot open it any more.
    `number` takes the place of the case number in it, where that one belonged to another case.
    """

    id: str
    sequence: int
    kind: str
    case_id: str
    occurred_at: datetime
    catalogue_version: str
    payload_sha256: str
    payload: bytes = field(repr=False)
    attempts: int = 0
    sealed_to: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class OutboxUpload:
    """One attachment on its way. `url` is the tus upload already begun, or empty."""

    id: str
    case_id: str
    attachment: Attachment
    url: str = ""
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The sealed bytes of one upload on the disk, the same at every call until it is settled."""

    path: Path
    size: int

    def open(self) -> BinaryIO:
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class UploadVerdict:
    """What the centre said of one attachment that travelled with its events."""

    upload_id: str
    verdict: EventVerdict
    reason: str = ""


class ChangeOutcome(StrEnum):
    """What became of a change here; the centre is told."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    cursor: str
    outcome: ChangeOutcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StationCommand:
    """What the centre wants done here: restart, lock, unlock, send_logs. `begun`: a run before this one began it."""

    cursor: str
    id: str
    name: str
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the centre's change feed. `kind` is e.g. `case.status`; `body` its fields."""

    cursor: str
    kind: str
    body: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A certificate that was made for a case: registered with the centre so that /verify/CODE knows it."""

    case_id: str
    item_code: str
    number: str
    code: str
    sha256: str
    issued_at: datetime


class CaseStore(Protocol):
    """Cases of this station. Every write is one durable transaction with its outbox events and audit record."""

    def submit(self, submission: Submission) -> SubmittedCase:
        """Save once; the same `case_id` again returns what is saved. Raises StorageProblem."""

    def correct(self, *corrections: Correction) -> None:
        """All parts of one case, or none; the same ids again change nothing. Raises WrongInput for a case that is not
        returned."""

    def evaluate(self, evaluation: Evaluation) -> bool:
        """Save the one evaluation of a case. False when the case has one already."""

    def cases(self, limit: int = 100) -> Sequence[Case]: ...

    def cases_of(self, id_number: str, limit: int = 20) -> Sequence[Case]:
        """Newest first; found by a keyed hash, never by the number itself.

        Also those in which this person acts for somebody else, until the matter is over (docs/decisions/0050).
        """

    def case(self, case_id: str) -> Case | None: ...

    def attachment(self, case_id: str, name: str) -> bytes:
        """Plain bytes of one attachment. Raises WrongInput where this station cannot open it, or has it no more."""

    def holds(self, submission: Submission) -> bool:
        """Whether what is saved under its id is this; of what was erased nothing else can be said than yes."""


class Outbox(Protocol):
    """What waits for the centre; retries are columns with capped back-off, not variables."""

    def due_events(self, now: datetime, limit: int, after: int = 0) -> Sequence[OutboxEvent]:
        """In order per case; an event whose earlier sibling is not settled is not due. `after` is a sequence number."""

    def settle_events(
        self,
        verdicts: Sequence[tuple[str, EventVerdict, str]],
        with_uploads: Sequence[UploadVerdict] = (),
        reached: int = 0,
    ) -> None:
        """A whole batch in one transaction: (event id, verdict, reason), and the attachments that went with it.

        `reached`: up to it the centre has every event of this station; 0 where it did not tell.
        A refused attachment is not settled: it goes by itself once more, as after `refuse_upload`.
        """

    def postpone_events(self, event_ids: Sequence[str], now: datetime, reason: str) -> None: ...

    def hasten(self, now: datetime) -> None:
        """What rests until later is due at once: a person asked, or the centre has come back."""

    def small_uploads(self, case_ids: Sequence[str], size_max: int) -> Sequence[OutboxUpload]:
        """Attachments of these cases that never failed: they may travel with their case."""

    def small_files(
        self, uploads: Sequence[OutboxUpload], seal: Callable[[bytes], bytes]
    ) -> Sequence[tuple[OutboxUpload, bytes]]:
        """Their sealed bytes, in memory. One that the disk does not give back is left out."""

    def due_uploads(
        self,
        now: datetime,
        limit: int,
        *,
        size_max: int | None = None,
        larger_than: int | None = None,
        without_video: bool = False,
    ) -> Sequence[OutboxUpload]:
        """Small ones first; of a case only what it has been taken for, or what was begun before it was submitted.

        With `size_max` no video, with `larger_than` every video: the two share out all there is.
        """

    def sealed_upload(self, upload_id: str, seal: Callable[[BinaryIO, BinaryIO], None]) -> SealedFile:
        """The same sealed bytes at every call, kept on disk until settled, so that an upload can resume.

        `seal` reads plain bytes to their end and writes them sealed.
        """

    def is_waiting(self, upload_id: str) -> bool:
        """False where another program of this station has seen it through meanwhile, or a person must look at it."""

    def is_sent_from(self, upload_id: str, sealed: SealedFile) -> bool:
        """Whether it still goes from these bytes: another program may have sent it, or begun it anew."""

    def large_turn(self) -> AbstractContextManager[bool]:
        """Of all programs of a station one at a time sends large files: whether this one does, for the block."""

    def begin_upload(self, upload_id: str, url: str) -> None:
        """An empty `url` forgets an upload the centre no longer knows."""

    def upload_url(self, upload_id: str) -> str:
        """As it is now: sealing the bytes anew forgets it."""

    def settle_upload(self, upload_id: str) -> None: ...

    def postpone_upload(self, upload_id: str, now: datetime, reason: str, *, by_centre: bool = True) -> None:
        """`by_centre`: it is what the centre said, not a trouble of our own disk."""

    def refuse_upload(self, upload_id: str, now: datetime, reason: str, said: str, *, is_once: bool = False) -> None:
        """The centre refused it as a whole. It goes once more, from its start; refused again it is parked for a person.

        `reason` is the centre's stable word, `said` its sentence. `is_once`: the same said again is the same refusal,
        read a second time.
        """

    def is_left(self, upload_id: str) -> bool:
        """Whether it belongs to a sitting that was left meanwhile: not a byte more is to go."""

    def left_uploads(self, now: datetime, limit: int) -> Sequence[OutboxUpload]:
        """Begun before their case, which was never submitted: to be ended at the centre, then forgotten."""

    def forget_upload(self, upload_id: str) -> None: ...

    def cursor(self) -> str: ...

    def apply_changes(self, changes: Sequence[Change], cursor: str) -> None:
        """Changes and cursor in one transaction; what became of each waits to be acknowledged."""

    def up_to_date(self) -> None:
        """The centre was asked and has nothing beyond the cursor: what it gave before still holds."""

    def acknowledgements(self, limit: int) -> Sequence[Acknowledgement]:
        """What became of changes and the centre does not know yet."""

    def acknowledged(self, cursors: Sequence[str]) -> None: ...

    def open_commands(self) -> Sequence[StationCommand]:
        """Commands of the centre nobody has carried out, in order."""

    def begin_command(self, cursor: str) -> None:
        """Durable before it is carried out, so that no crash has it carried out twice."""

    def end_command(self, cursor: str, outcome: ChangeOutcome, detail: str = "") -> None: ...

    def end_catalogue(self, outcome: ChangeOutcome, detail: str = "") -> bool:
        """What became of the catalogue the centre told of; False where nothing was waiting for it."""

    def catalogue_was_put(self, digest: str, wrong: str) -> None:
        """For the audit trail: it came, and is in use from the next start on unless something is `wrong` with it."""

    def locked(self) -> bool:
        """Whether the centre has closed this station."""

    def waiting(self) -> int:
        """Events and uploads not yet settled."""

    def conflicts(self) -> int: ...

    def taken(self, case_id: str) -> bool:
        """Whether the centre has every event and every paper of the case; a film may follow at night."""


class Settings(Protocol):
    """Small named values kept in the encrypted store (keys, enrolment, counters)."""

    def get(self, name: str) -> str | None: ...

    def put(self, values: Mapping[str, str]) -> None:
        """All of them or none."""


# ---------------------------------------------------------------- the centre


@dataclass(frozen=True, slots=True)
class SyncReport:
    sent: int = 0
    accepted: int = 0
    duplicate: int = 0
    conflict: int = 0
    rejected: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the centre gave this station when it was enrolled."""

    station_id: str
    number_prefix: str
    centre_url: str
    seal_recipient: str
    signing_certificate: str
    issuer_certificate: str


class Synchronizer(Protocol):
    """Sends the outbox and applies the answers; safe to call from one background thread."""

    def once(self, *, due_only: bool = False, large: bool = True) -> SyncReport:
        """Until nothing is due. Raises CentreUnreachable, CentreRefused, StorageProblem; all is kept either way.

        What rests after a failure is tried too, unless `due_only`: that is for background work, which must not hurry.
        Without `large` what takes long (a video) is left to `send_large`.
        """

    def send_large(self) -> None:
        """Large files that are due, in a thread of their own beside `once`. Raises as `once` does."""

    def stop_large(self) -> None:
        """The program ends: a large file on its way is left where it is and goes on from there another time."""


class Enroller(Protocol):
    def enrol(self, centre_url: str, code: str, station_kind: str, *, leave_behind: bool = False) -> Enrolment:
        """Raises WrongInput, CentreUnreachable, CentreRefused; an earlier enrolment then stays.

        So also where cases wait that are sealed to another centre; `leave_behind` lets them wait here for that one.
        """

    def enrolment(self) -> Enrolment | None: ...

    def token(self) -> str:
        """A JWT of at most five minutes. Raises WrongInput when not enrolled."""


class PaymentStatus(StrEnum):
    """`refused`: what was tried did not go through; `expired`: nobody can pay this order any more."""

    WAITING = "waiting"
    PAID = "paid"
    REFUSED = "refused"
    EXPIRED = "expired"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    id: str
    code_url: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class MailingSlip:
    """`url` is opened on the citizen's phone; `address` is empty until it was filled in there."""

    code: str
    url: str
    filled: bool = False
    recipient: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ELicence:
    """An e-licence (电子证照) of the applicant, reused instead of asking for the paper."""

    code: str
    name: str
    number: str = field(repr=False)
    media_type: str = "application/pdf"
    content: bytes = field(default=b"", repr=False)
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What it says, by key, for a form that asks the same."""


class CentreServices(Protocol):
    """Questions to the centre while a person stands here. All raise CentreUnreachable or CentreRefused."""

    def reachable(self) -> bool:
        """One short question; never raises."""

    def heartbeat(self, state: Mapping[str, Any]) -> bool:
        """Device states, paper and backlog, for the office. No personal data.

        Whether there is something to sync: the centre has something beyond the `cursor` in `state`, or was restored
        from a back-up and wants again what it has lost. Raises StorageProblem.
        """

    def query(self, item_code: str, card: IdentityCard, answers: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        """The record behind a proof, e.g. the insurance record; `answers` of the form where it is asked by them."""

    def licences(self, card: IdentityCard, codes: Sequence[str]) -> Sequence[ELicence]: ...

    def open_payment(self, case_id: str, item_code: str, amount_fen: int) -> PaymentOrder: ...

    def payment_status(self, payment_id: str) -> PaymentStatus: ...

    def open_mailing_slip(self, case_id: str) -> MailingSlip: ...

    def mailing_slip(self, code: str) -> MailingSlip: ...


# ---------------------------------------------------------------- catalogue


class Catalogue(Protocol):
    """The items this station offers. See `app.domain.service_item`."""

    @property
    def version(self) -> str: ...

    def files(self) -> Mapping[str, bytes]:
        """What it was read from, by name within its folder: enough to read it again elsewhere. Raises OSError."""

    def item(self, code: str, version: str = "") -> ServiceItem:
        """This version, as a case was begun with; where it is not known, the newest. Raises ItemUnknown."""

    def item_on(self, code: str, day: date) -> ServiceItem:
        """The version in force that day. Raises ItemUnknown where there is none, and says what took its place."""

    def items(self) -> Iterator[ServiceItem]:
        """Every version of every item."""

    def in_force(self, day: date) -> Iterator[ServiceItem]: ...

    def working_day_after(self, start: date, days: int) -> date:
        """By the calendar of holidays; `start` itself does not count."""


__all__ = [
    "Acknowledgement",
    "CaseStore",
    "Catalogue",
    "CentreServices",
    "Change",
    "ChangeOutcome",
    "ELicence",
    "Enroller",
    "Enrolment",
    "EventVerdict",
    "IssuedDocument",
    "MailingSlip",
    "Outbox",
    "OutboxEvent",
    "OutboxUpload",
    "PaymentOrder",
    "PaymentStatus",
    "SealedFile",
    "Settings",
    "StationCommand",
    "SyncReport",
    "Synchronizer",
    "UploadVerdict",
]
