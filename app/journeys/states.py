"""Where a sitting can be. Ending it means becoming `AtHome`, which remembers nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.agency import is_needed, paper_of
from app.domain.appointments import Appointment
from app.domain.case import SubmittedCase
from app.domain.evaluation import Grade
from app.domain.following import FollowedCase, together
from app.domain.form_files import JPEG
from app.domain.hand_over import WhyNot
from app.domain.person import IdentityCard
from app.domain.scanned_code import ScannedCode
from app.domain.service_item import Material, MaterialSource, ServiceItem, StepKind
from app.domain.tickets import Priority, TakenTicket
from app.domain.vision_ports import PhotoVerdict, TurnVerdict
from app.journeys.decided import Decided
from app.journeys.draft import Draft
from app.journeys.medical.chart import USUAL_CHART, Chart
from app.journeys.medical.tone import Tone
from app.journeys.slots import NOTHING_CHOSEN, Slots
from app.journeys.spared import filed_paper
from app.journeys.taking import NOT_TAKING, Taking
from app.journeys.things import NOTHING, OPEN, Closure, Closures, Things


class Trouble(StrEnum):
    """What went wrong on a step. Each has its words and its next act on the screen; none ends the sitting."""

    CARD_UNREADABLE = "card_unreadable"
    CARD_KIND_NOT_TAKEN = "card_kind_not_taken"
    CARD_EXPIRED = "card_expired"
    SCANNER_GONE = "scanner_gone"
    READER_GONE = "reader_gone"
    AGENT_TOO_YOUNG = "agent_too_young"
    SAME_PERSON = "same_person"
    NO_WAY_TO_ACT = "no_way_to_act"
    """What lets an agent act can neither be signed nor scanned here, and may not come later."""
    ONLY_SIGNED_HERE = "only_signed_here"
    """The same, but that the principal could sign here: their card is wanted."""
    POWER_NOT_WRITTEN = "power_not_written"
    FACE_NOT_FOUND = "face_not_found"
    FACE_NOT_MATCHED = "face_not_matched"
    FACE_NOT_POSSIBLE = "face_not_possible"
    HEAD_NOT_TURNED = "head_not_turned"
    CAMERA_GONE = "camera_gone"
    HAND_OVER_TOO_LONG = "hand_over_too_long"
    HAND_OVER_NOT_MADE = "hand_over_not_made"
    OTHER_PERSON = "other_person"
    """What was handed over is not this person's."""
    CASES_NOT_READ = "cases_not_read"
    CASES_NOT_ASKED = "cases_not_asked"
    CENTRE_UNREACHABLE = "centre_unreachable"
    CENTRE_REFUSED = "centre_refused"
    PAYMENT_REFUSED = "payment_refused"
    PAYMENT_EXPIRED = "payment_expired"
    NOTHING_ON_RECORD = "nothing_on_record"
    STORAGE_FAILED = "storage_failed"
    RULES_FAILED = "rules_failed"
    FILM_BROKE = "film_broke"


class Film(StrEnum):
    """The film of a sitting; `WANTED` until the camera gives its first picture to it."""

    OFF = "off"
    WANTED = "wanted"
    ON = "on"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Asking:
    """The step waits for the person."""


@dataclass(frozen=True, slots=True)
class Working:
    """The machine does something; a sentence about it stands on the glass."""


@dataclass(frozen=True, slots=True)
class Passed:
    """The step has what it needs; Next goes on."""


@dataclass(frozen=True, slots=True)
class Troubled:
    """`times`: how often in this step; after the third, a person is the primary offer."""

    trouble: Trouble
    times: int = 1


Mood = Asking | Working | Passed | Troubled


class Paper(StrEnum):
    """The fate of a paper. `failed` after `printing` never says printed. One that waits for the centre's decision is
    made (`keeping`) and printed another time (`later`)."""

    NONE = "none"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    KEEPING = "keeping"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class AtHome:
    """Nobody sits here. `forgotten`: what the last one left behind. While `closures` hold, nobody is taken."""

    forgotten: Things = NOTHING
    closures: Closures = OPEN

    @property
    def closure(self) -> Closure | None:
        """The gravest of them."""
        return next((each for each in Closure if each in self.closures), None)


@dataclass(frozen=True, slots=True)
class Browsing:
    """The list of items: of one field, or all; `text` filters. A card may still lie there from what was done before."""

    field_code: str = ""
    text: str = ""
    card_in_reader: bool = False
    slip_in_slot: bool = False


class Told(StrEnum):
    """Whether the centre has said what it knows of a person's cases."""

    ASKING = "asking"
    TOLD = "told"
    AWAY = "away"
    REFUSED = "refused"


class Sent(StrEnum):
    """What became of a correction: kept here, taken by the centre, or not waited for any more."""

    SAVED = "saved"
    AT_CENTRE = "at_centre"
    NOT_WAITED_FOR = "not_waited_for"


class Cancelling(StrEnum):
    """How far 取消预约 has come; `NOT_THERE`: the centre has none of it any more, `AWAY`: it did not answer."""

    NO = "no"
    ASKED = "asked"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_THERE = "not_there"
    AWAY = "away"
    MOVED = "moved"
    """It was not given up: another time stands in its place."""


@dataclass(frozen=True, slots=True)
class LookingUp:
    """刷身份证 from home: first the card, then this person's cases, one of them `opened`.

    `known` are those of this station (None until it was read; `unread`: it could not be), `from_centre` what the centre
    told. `paper` is the fate of the result of the opened case, `sent` that of its correction; `printed` are the cases
    whose result came out in this sitting.
    """

    mood: Mood = Asking()
    card: IdentityCard | None = field(default=None, repr=False)
    known: tuple[FollowedCase, ...] | None = field(default=None, repr=False)
    from_centre: tuple[FollowedCase, ...] = field(default=(), repr=False)
    told: Told = Told.ASKING
    unread: bool = False
    opened: str = ""
    paper: Paper = Paper.NONE
    cause: str = ""
    can_print_again: bool = False
    printed: frozenset[str] = frozenset()
    sent: Sent | None = None
    cancelling: Cancelling = Cancelling.NO
    card_in_reader: bool = False
    slip_in_slot: bool = False
    failures: int = 0

    @property
    def cases(self) -> tuple[FollowedCase, ...]:
        return together(self.known or (), self.from_centre)

    @property
    def open_case(self) -> FollowedCase | None:
        return next((each for each in self.cases if each.id == self.opened), None)


@dataclass(frozen=True, slots=True)
class Tracking:
    """查进度 without a card: by a case's number and the end of an ID number. `missed`: no case answers to both.
    `number` or `mark` was scanned from a slip: the number itself, or the code by which the centre knows the case."""

    mood: Mood = Asking()
    case: FollowedCase | None = field(default=None, repr=False)
    missed: bool = False
    failures: int = 0
    card_in_reader: bool = False
    slip_in_slot: bool = False
    number: str = field(default="", repr=False)
    mark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Scanning:
    """扫码进入: a code is waited for. `seen` is the last that leads nowhere by itself."""

    mood: Mood = Asking()
    seen: ScannedCode | None = field(default=None, repr=False)
    failures: int = 0
    card_in_reader: bool = False
    slip_in_slot: bool = False


@dataclass(frozen=True, slots=True)
class Correcting:
    """Of a case that is corrected: the parts with the id of each, as they are saved, and where it goes back to.
    `held` are answers that stay as they are, `whole` the item as it was before it was narrowed."""

    case: FollowedCase
    parts: tuple[tuple[str, str], ...]
    back: LookingUp
    held: Mapping[str, str] = field(default_factory=dict, repr=False)
    whole: ServiceItem | None = None


@dataclass(frozen=True, slots=True)
class AtStep:
    """One step of one item. `page` counts the pages of the form step, `for_review` says that a
    single page was opened from the review and goes back there. `online` is what was last known,
    `failures` counts the troubles of this step. `can_scan`: this station has a document camera; `scanning` is the
    material that lies under it, `scan_advice` what would make a better picture of it. `chart`: how large this screen is
    and how far from the eye; `tone`: what became of the last one of the hearing test."""

    item: ServiceItem
    steps: tuple[StepKind, ...]
    index: int
    draft: Draft
    mood: Mood = Asking()
    page: int = 0
    failures: int = 0
    for_review: bool = False
    reviewed: Mapping[str, str] | None = field(default=None, repr=False)
    """The answers as the review showed them, while one of them is being changed; `reviewed_taken` its pictures."""
    reviewed_taken: Mapping[str, tuple[bytes, ...]] | None = field(default=None, repr=False)
    card_in_reader: bool = False
    slip_in_slot: bool = False
    online: bool = True
    photo_verdict: PhotoVerdict | None = field(default=None, repr=False)
    turn: TurnVerdict | None = None
    can_scan: bool = False
    at_desk: bool = False
    scanning: str = ""
    scan_advice: str = ""
    looked_at: str = ""
    """The material that lay under it last: what the advice is about."""
    notice: Paper = Paper.NONE
    """The fate of a one-time notice on this step; `notice_cause` says why it did not come out."""
    notice_cause: str = ""
    chart: Chart = USUAL_CHART
    tone: Tone | None = None
    film: Film = Film.OFF
    correcting: Correcting | None = None
    """No new case: what an office asked for of one that is there."""
    taking: Taking = NOT_TAKING
    """What of the form is before a camera."""
    slots: Slots = NOTHING_CHOSEN
    moving: LookingUp | None = None
    """No new case: another time for what one has booked; the page to go back to."""

    @property
    def missing_scans(self) -> tuple[Material, ...]:
        """What has to be scanned before the case can go on."""
        return tuple(
            each
            for each in self.item.materials
            if each.source in (MaterialSource.SCAN, MaterialSource.AGENT, MaterialSource.PERSON_FILE)
            and is_needed(each, self.draft.form, self.paper)
            and each.code not in self.draft.scans
            and filed_paper(self.draft, each) is None
            and not self.may_wait(each)
        )

    def may_wait(self, material: Material) -> bool:
        """It is shown with the result. Whoever stands at the glass may have it at home, a clerk sees it on the table;
        what an office asked for of a case that is there is what the person came for."""
        at_home = not self.at_desk and self.correcting is None
        return material.may_be_promised and (not self.can_scan or at_home or self.comes_later(material))

    def comes_later(self, material: Material) -> bool:
        """What lets the agent act is shown with the result, as they said at the glass."""
        agency = self.draft.agency
        return agency is not None and agency.later and material.code == self.paper

    @property
    def paper(self) -> str:
        """The code of the material that lets an agent act; empty where nobody acts for another."""
        return paper_of(self.item, self.draft.agency, self.draft.card)

    def may_be_scanned(self, code: str) -> bool:
        """Of the closed list; an e-licence that was not found, or may not be fetched for an agent, is scanned."""
        material = next((each for each in self.item.materials if each.code == code), None)
        if material is None or not self.can_scan or self.scanning:
            return False
        match material.source:
            case MaterialSource.SCAN | MaterialSource.PERSON_FILE:
                return True
            case MaterialSource.AGENT:
                return code == self.paper
            case MaterialSource.E_LICENCE:
                return JPEG in material.media_types and not self._is_fetched(material) and not self.fetches_later
            case _:
                return False

    def _is_fetched(self, material: Material) -> bool:
        return any(each.code == material.code for each in self.draft.licences)

    @property
    def fetches_later(self) -> bool:
        """The principal's licences, as soon as the paper is here that lets the agent act."""
        agency = self.draft.agency
        return agency is not None and agency.is_read and self.online and self.paper not in self.draft.scans

    @property
    def step(self) -> StepKind:
        return self.steps[self.index]


@dataclass(frozen=True, slots=True)
class HandingOver:
    """转到窗口办. `back` is the step it began on, until the codes are made: then the case is the counter's.

    `receipt` is the fate of the slip with the codes, `cause` why it failed.
    """

    item: ServiceItem
    back: AtStep | None = None
    mood: Mood = Asking()
    codes: tuple[str, ...] = field(default=(), repr=False)
    good_until: datetime | None = None
    receipt: Paper = Paper.NONE
    cause: str = ""
    failures: int = 0
    card_in_reader: bool = False
    slip_in_slot: bool = False


@dataclass(frozen=True, slots=True)
class TakingOver:
    """接办 at a desk: the codes of one paper. `codes` were read, `missing` are the numbers of those to come.

    `why` the last was not taken; `unlooked`: the station could not look; `other`: it was no code of this kind; `mixed`:
    it was of another paper, with which it begins anew.
    """

    mood: Mood = Asking()
    codes: tuple[str, ...] = field(default=(), repr=False)
    missing: tuple[int, ...] = ()
    total: int = 0
    why: WhyNot | None = None
    unlooked: bool = False
    other: bool = False
    mixed: bool = False
    card_in_reader: bool = False
    slip_in_slot: bool = False


@dataclass(frozen=True, slots=True)
class Finishing:
    """After submit: the case is saved; waiting for the centre's word (`at_centre` None), then for the papers."""

    item: ServiceItem
    steps: tuple[StepKind, ...]
    draft: Draft
    case: SubmittedCase
    at_centre: bool | None = None
    refused: str = ""
    """Why the centre said no at once."""
    completed: bool = False
    """The centre decided it at once."""
    receipt: Paper = Paper.NONE
    certificate: Paper = Paper.NONE
    cause: str = ""
    can_print_again: bool = False
    card_in_reader: bool = False
    slip_in_slot: bool = False
    at_desk: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The last page: result, what comes next, take your card and paper, evaluation.

    `choosing_reasons` shows the reasons of a bad grade; `cause` names why a paper failed; `can_print_again` says that
    nothing of the certificate came out, so that it may be tried once more. `at_desk`: a clerk sits before this screen,
    so that the grade is given on the pad alone and shown nowhere. `by_agent`: somebody acted for the applicant.
    """

    item: ServiceItem
    steps: tuple[StepKind, ...]
    case: SubmittedCase
    masked_name: str
    at_centre: bool
    receipt: Paper
    certificate: Paper
    cause: str = ""
    can_print_again: bool = False
    card_in_reader: bool = False
    slip_in_slot: bool = False
    grade: Grade | None = None
    choosing_reasons: bool = False
    at_desk: bool = False
    decided: Decided | None = None
    """A decision taken at the desk, as far as it has come."""
    by_agent: bool = False
    appointment: Appointment | None = None
    refused: str = ""
    """Why the centre said no at once."""
    masked_agent: str = ""
    spared: int = 0
    """How many papers nobody had to bring."""
    two_cards: bool = False
    """The agent's and the principal's were both read: neither is to be forgotten."""


@dataclass(frozen=True, slots=True)
class ChoosingTicket:
    """取号: what the ticket is for. `text` filters, as when browsing; what lies there may be from before."""

    field_code: str = ""
    text: str = ""
    card_in_reader: bool = False
    slip_in_slot: bool = False
    unbooked: bool = False
    """Nothing is booked for today, as was just asked."""


@dataclass(frozen=True, slots=True)
class Claiming:
    """取号 of whoever has booked: the card, or a slip's code; then the centre is asked."""

    mood: Mood = Asking()
    failures: int = 0
    card_in_reader: bool = False
    slip_in_slot: bool = False


@dataclass(frozen=True, slots=True)
class AtTicket:
    """A ticket for one item. `taken` once the centre gave it; `receipt` the fate of its slip, `cause` why it failed."""

    item: ServiceItem
    ticket_id: str
    priority: Priority = Priority.NONE
    mood: Mood = Asking()
    failures: int = 0
    taken: TakenTicket | None = None
    receipt: Paper = Paper.NONE
    cause: str = ""
    card_in_reader: bool = False
    slip_in_slot: bool = False


@dataclass(frozen=True, slots=True)
class TakingThings:
    """The sitting is over but these still lie in their slots; of the person nothing is remembered.

    `case_id` goes into the custody record when nobody comes back.
    """

    things: Things
    case_id: str = ""
    two_cards: bool = False


@dataclass(frozen=True, slots=True)
class Goodbye:
    pass


State = (
    AtHome | Browsing | LookingUp | Tracking | Scanning | AtStep | HandingOver | TakingOver | Finishing | Finished
    | ChoosingTicket | Claiming | AtTicket | TakingThings | Goodbye
)  # fmt: skip
