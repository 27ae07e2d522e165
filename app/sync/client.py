"""All that talks to the centre, built over one station's settings and outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.domain.catalogue_shelf import CatalogueShelf
from app.domain.errors import OurFault
from app.domain.ports import Outbox, Settings
from app.sync.appointments import CentreAppointments
from app.sync.audit_seals import DaySealer
from app.sync.bookkeeping import Books, Ledgers
from app.sync.centre_time import Hear
from app.sync.enrol import StationEnroller
from app.sync.following import CentreFollowing
from app.sync.last_failure import note_unreachable
from app.sync.limits import REACHABLE_S
from app.sync.manners import AS_THE_LINE_IS, UploadManners
from app.sync.person_file import CentrePersonFile
from app.sync.services import StationServices
from app.sync.session import Sessions
from app.sync.synchronizer import CentreSynchronizer
from app.sync.taken import heeding
from app.sync.tickets import HallDesk, HallTickets
from app.sync.tls import Know


class CentreClient:
    """`enroller`, `synchronizer`, `services`, `following`, `appointments` (the port `AppointmentOffice`) and
    `person_file` (`PersonFileOffice`) implement the ports of these names."""

    def __init__(
        self,
        settings: Settings,
        outbox: Outbox,
        clock: Callable[[], datetime],
        hear: Hear | None = None,
        manners: UploadManners = AS_THE_LINE_IS,
        ledgers: Ledgers | None = None,
        shelf: CatalogueShelf | None = None,
        know: Know | None = None,
    ) -> None:
        self.enroller = StationEnroller(settings, clock)
        self._sessions = Sessions(self.enroller, hear, lambda certificate: heeding(settings, certificate, clock), know)
        self._ledgers = ledgers
        books = Books(ledgers.accounts, self._sealer, clock) if ledgers else None
        self._books = books
        self._clock = clock
        self.synchronizer = CentreSynchronizer(self._sessions, outbox, settings, clock, manners, books, shelf)
        self.following = CentreFollowing(self._sessions, clock)
        self.appointments = CentreAppointments(self._sessions, clock)
        self.person_file = CentrePersonFile(self._sessions, clock)
        self.services = StationServices(
            self._sessions,
            clock,
            ledgers.accounts if ledgers else None,
            lambda error: note_unreachable(settings, error, clock()),
        )

    def tickets(self, desk: HallDesk) -> HallTickets:
        """The queue of the hall this desk stands in."""
        return HallTickets(self._sessions, desk, self._clock)

    def lease_numbers(self) -> None:
        """Right after an enrolment, so that the first case has a number of this station. Raises CentreUnreachable."""
        if self._books is not None:
            self._books.lease(self._sessions.current())

    def ask_if_taken(self) -> None:
        """One short question with our token, that changes nothing. Raises CentreUnreachable, CentreRefused."""
        http = self._sessions.current().http
        http.send("GET", "/api/v1/changes", params={"limit": "1"}, timeout_s=REACHABLE_S).fields()

    def seal_days(self) -> int:
        """Seal the days of the audit trail that are over; needs no line. 0 before the enrolment."""
        if self._ledgers is None or self.enroller.enrolment() is None:
            return 0
        return self._sealer().seal_due()

    def _sealer(self) -> DaySealer:
        if self._ledgers is None:
            raise OurFault("没有交来日志封签的存处。")
        return self.enroller.day_sealer(self._ledgers.seals)

    def close(self) -> None:
        self._sessions.close()
