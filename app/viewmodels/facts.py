"""What the view-models look at: the sitting, the station, the catalogue. Protocols, so that each can be tried alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from app.catalogue.rules import BodyLimits
from app.domain.decisions import OpenDecision, UndecidedCase
from app.domain.drafts import KeptDraft
from app.domain.errors import ItemUnknown
from app.domain.following import ReturnedCase
from app.domain.operators import Entry, SignedIn, SignInOutcome
from app.domain.outbox import Backlog
from app.domain.service_item import Gone, ItemField, ServiceItem, StationKind
from app.domain.tickets import HallQueue, Ticket
from app.journeys.events import Event
from app.journeys.medical.chart import USUAL_CHART, Chart
from app.journeys.states import State
from app.journeys.things import Closure
from app.runtime.upkeep import Upkeep
from hardware.watch import Condition

if TYPE_CHECKING:
    from app.viewmodels.translation import Language


class AnySignal(Protocol):
    """A bound Qt signal without arguments."""

    def connect(self, receiver: Any) -> Any: ...


class Sitting(Protocol):
    """The state of what goes on in front of the machine, and the one way to change it.

    `patient` gives the longer time of the elder theme and the low layout.
    """

    patient: bool

    @property
    def changed(self) -> AnySignal: ...

    @property
    def ticked(self) -> AnySignal: ...

    @property
    def preview_changed(self) -> AnySignal: ...

    @property
    def state(self) -> State: ...

    @property
    def seconds_left(self) -> int: ...

    @property
    def seconds_total(self) -> int: ...

    @property
    def still_there(self) -> bool:
        """Whether 您还在吗？ is to be asked."""

    @property
    def preview_counter(self) -> int:
        """Grows with every picture of the camera; 0 while there is none."""

    def dispatch(self, event: Event) -> None: ...

    def touch(self) -> None:
        """Somebody touched the glass: the time starts anew."""


class Station(Protocol):
    """The machine itself: its name, its place, how its devices are."""

    @property
    def changed(self) -> AnySignal: ...

    @property
    def name(self) -> str: ...

    @property
    def place(self) -> str: ...

    @property
    def online(self) -> bool: ...

    @property
    def receipt_paper(self) -> str:
        """`full`, `low`, `out`, or empty when the printer does not say."""

    @property
    def staff_told(self) -> bool:
        """Whether the office has heard of the paper as it is now."""

    def office_knows(self, room: str) -> bool:
        """Whether the office has heard of what is wrong with a device now."""

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """What is known of each device, by room."""

    @property
    def unknown_papers(self) -> Sequence[str]:
        """The numbers on papers nobody knows the end of."""

    @property
    def backlog(self) -> Backlog:
        """What waits for the centre, and why."""

    @property
    def upkeep(self) -> Upkeep:
        """Whether the station may take anybody, and how good its clock is."""

    @property
    def left_behind(self) -> int:
        """How many things of citizens lie in the machine."""

    def now(self) -> datetime:
        """Local time with its zone."""


class Premises(Protocol):
    """The house around the station: its power, its door, who stands before it."""

    @property
    def changed(self) -> AnySignal: ...

    @property
    def closures(self) -> frozenset[Closure]: ...

    @property
    def on_battery(self) -> bool: ...

    @property
    def seconds_until_dark(self) -> int: ...

    @property
    def person_present(self) -> bool | None:
        """None where no sensor tells."""

    def begin_maintenance(self, operator: str = "") -> None:
        """`operator` signed in; empty where the station asks for nobody yet."""

    def end_maintenance(self) -> None: ...

    def touched(self) -> None: ...


class OperatorDoor(Protocol):
    """Who somebody is, by number and PIN. `done` comes later, with None where the store could not be asked."""

    def entry(self, done: Callable[[Entry | None], None]) -> None: ...

    def sign_in(self, number: str, pin: bytearray, done: Callable[[SignInOutcome | None], None]) -> None:
        """Overwrites `pin` once it was looked at."""


class FilmTime(Protocol):
    """The film of the sitting."""

    @property
    def changed(self) -> AnySignal: ...

    @property
    def seconds(self) -> int | None:
        """How long it is; None while nothing is filmed."""


class HallTickets(Protocol):
    """The queue of the hall, as it was last fetched."""

    @property
    def changed(self) -> AnySignal: ...

    @property
    def queue(self) -> HallQueue | None:
        """None while the centre does not answer."""

    @property
    def is_silent(self) -> bool:
        """The centre did not answer the last question."""

    @property
    def at_desk(self) -> Ticket | None:
        """What this desk has called."""

    @property
    def working(self) -> bool:
        """A call is on its way."""

    @property
    def refused(self) -> str:
        """Why the last act came to nothing, in words."""

    def now(self) -> datetime:
        """By the clock that wrote the times of the tickets."""

    def start(self) -> None:
        """Somebody wants to know it from now on."""

    def stop(self) -> None: ...


class TicketCalls(Protocol):
    """叫号: what a desk does with the queue."""

    @property
    def queue(self) -> HallTickets: ...

    def call_next(self) -> None: ...

    def recall(self) -> None: ...

    def missed(self) -> None: ...


class HallKeys(Protocol):
    """Whether a case can go on at a counter (`makes`), or be taken here (`takes`)."""

    @property
    def changed(self) -> AnySignal: ...

    @property
    def makes(self) -> bool: ...

    @property
    def takes(self) -> bool: ...


class ClerkSeat(Protocol):
    """Who sits at the desk."""

    @property
    def changed(self) -> AnySignal: ...

    @property
    def who(self) -> SignedIn | None: ...

    @property
    def drafts(self) -> Sequence[KeptDraft]:
        """What was not finished at this desk."""

    @property
    def decisions(self) -> Sequence[OpenDecision]:
        """What was decided at this desk and has to be seen to."""

    @property
    def undecided(self) -> Sequence[UndecidedCase]:
        """Accepted here, neither decided nor passed on."""

    @property
    def returned(self) -> Sequence[ReturnedCase]:
        """What offices sent back of the cases taken here."""

    def look_for_drafts(self) -> None: ...

    def discard(self, case_id: str) -> None: ...

    def come(self, who: SignedIn) -> None: ...

    def go(self) -> None: ...

    def looks(self, case_id: str) -> None:
        """Writes down that this clerk looked at a person's data in full."""


class ItemShelf(Protocol):
    """The catalogue as the screens need it."""

    @property
    def often(self) -> tuple[str, ...]:
        """Codes of what is done often, the most wanted first."""

    def item(self, code: str, version: str = "") -> ServiceItem:
        """This version, else the newest. Raises ItemUnknown."""

    def in_force(self, day: date) -> Iterable[ServiceItem]: ...

    def gone(self, day: date) -> Iterable[Gone]: ...

    def fields(self) -> Sequence[ItemField]: ...

    def working_day_after(self, start: date, days: int) -> date: ...


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """Where a medical check is taken: the screen of the eye test, and what the rule pack asks of classes on a day.

    `limits` is asked with the pack's name; None where the pack has nothing to say.
    """

    chart: Chart = USUAL_CHART
    limits: Callable[[str, Sequence[str], date], BodyLimits | None] = lambda *_: None


NO_CHECK = CheckPlace()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything a page may look at, handed to each of them alike."""

    sitting: Sitting
    station: Station
    premises: Premises
    shelf: ItemShelf
    language: Language
    tickets: HallTickets | None = None
    """None where this station gives no tickets and calls none."""
    is_desk: bool = False
    """The whole form stands on one page, and what is done is kept at every field."""
    medical: CheckPlace = NO_CHECK
    kind: StationKind = StationKind.SELF_SERVICE
    keys: HallKeys | None = None
    """None where nothing is handed over."""

    def often_first(self, items: Sequence[ServiceItem]) -> list[ServiceItem]:
        """What is done often in front, in the catalogue's order; the rest as it was."""
        order = {code: at for at, code in enumerate(self.shelf.often)}
        return sorted(items, key=lambda item: order.get(item.code, len(order)))

    def offered(self, kind: StationKind | None = None) -> list[ServiceItem]:
        """What may be done today at a station of this kind, or of another."""
        kind = kind or self.kind
        return [item for item in self.shelf.in_force(self.today()) if kind in item.stations]

    def gone(self, kind: StationKind | None = None) -> list[Gone]:
        """What could once be done at a station of this kind, or of another."""
        kind = kind or self.kind
        return [each for each in self.shelf.gone(self.today()) if kind in each.item.stations]

    def item(self, code: str, version: str = "") -> ServiceItem | None:
        """This version, else the newest; None for what this catalogue does not have."""
        try:
            return self.shelf.item(code, version)
        except ItemUnknown:
            return None

    def today(self) -> date:
        """By the station's trusted clock."""
        return self.station.now().date()

    @property
    def can_scan(self) -> bool:
        """Whether this station has a document camera."""
        return "document_camera" in self.station.conditions
